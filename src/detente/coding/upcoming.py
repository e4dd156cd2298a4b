"""The date of what is planned, where its sentence gives none: that of an occasion told of just before."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from detente.coding import clauses, syntax
from detente.coding.events import Event
from detente.coding.story import Interval, Story, interval
from detente.text.document import Token


class Upcoming:
    """Remembers what an article plans, and for when.

    Args:
        story: the dated clauses of the article.
        scenes: nouns for occasions at which several things happen.
    """

    def __init__(self, story: Story, scenes: Container[str]) -> None:
        self._story, self._scenes = story, scenes
        self._planned: list[tuple[Token, Interval]] = []

    def note(self, token: Token, when: Interval) -> None:
        """Remember for when the words of a sentence plan something."""
        self._planned.append((token, when))

    def day(self, event: Event) -> Interval | None:
        """ "The two are also to join the talks": what is planned for the occasion told of just before."""
        token, published = event.predicate.token, self._story.published
        if event.status != "planned" or published is None:
            return None
        for noun in (t for t in token.sentence.tokens if t.lemma in self._scenes and clauses.definite(t)):
            near = (t for t in reversed(self._planned) if noun.sentence.index - t[0].sentence.index in (1, 2))
            if last := next(near, None):
                return last[1]
        if event.spoken and clauses.of_the_same(token) and (when := self._told_before(token, published)):
            return when
        return self._before_that(token, published)

    def _told_before(self, token: Token, published: date) -> Interval | None:
        """ "X is to see Y on Monday. He will urge him to sign.": the day to come of the sentence before."""
        before = self._story.document.sentences[max(token.sentence.index - 1, 0)]
        if before.block != token.sentence.block:
            return None
        days = (self._story.date_of(verb) for verb in before.tokens if syntax.is_verb(verb))
        return next((when for when in days if when and when.first > published), None)

    def _before_that(self, token: Token, published: date) -> Interval | None:
        """ "will ask the council, which is to meet on 15 June": from now until then."""
        for clause in (t for t in token.subtree() if t.dep == "relcl" and t.head.dep in ("dobj", "pobj")):
            words = clause.subtree()
            for time in self._story.times:
                when = interval(time.start, time.end)
                if when and when.first > published and words[0].start <= time.span.start < words[-1].end:
                    return Interval(published, when.last)
        return None
