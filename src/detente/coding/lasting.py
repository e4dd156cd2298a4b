"""What the present tense tells: what goes on, what is done, or, with a day to come, what is planned.

"Rabat *trains* their officers" tells of what goes on, "Rabat *recalls* its envoy" of what was done: the tense alone
does not tell, the kind of deed does (activities, states and achievements of Vendler, "Verbs and Times", 1957). So does
the perfect of an activity with a time from which or for which. "Rabat *recalls* its envoy on Monday", of a Monday after
publication, tells of a plan.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import rows
from detente.coding import clauses, syntax
from detente.coding.events import Event
from detente.coding.status import Judgement
from detente.coding.story import interval
from detente.errors import CodebookError
from detente.grounding.mentions import Grounding
from detente.text.document import Document, Token

_PRESENT = ("VBZ", "VBP")
_NOW = frozenset({"now", "still", "currently", "nowadays", "today"})
_TIMES = frozenset({"DATE", "TIME"})
_BESIDE = ("advmod", "npadvmod")
# Where "has kept it *shut* since" may have its time.
_RESULTS = ("oprd", "acomp", "dobj", "ccomp", "xcomp", "dep")
# What opens a clause that tells of no time of its own.
_WHENEVER = frozenset({"when", "whenever", "if", "once", "until", "unless", "as"})
# What parts the date of an entry from what happened then: "12 March – Togo recalls", "1987: Togo recalls".
_ENTRY_MARKS = frozenset(".:–—-")


class LastingRow(msgspec.Struct, frozen=True):
    """A row of ``lasting.csv``; the head of the file tells what the kinds mean."""

    kind: Literal["activity", "state"]
    frames: tuple[str, ...]


@dataclass(frozen=True)
class Lasting:
    """Knows which happenings go on, by frame and tense."""

    activities: frozenset[str]
    states: frozenset[str]

    @classmethod
    def load(cls, plover: Plover, folders: Sequence[Path] = ()) -> Lasting:
        """Read and check the table.

        Raises:
            CodebookError: a row names a frame that is not in the codebook.
        """
        kinds: Mapping[str, set[str]] = {"activity": set(), "state": set()}
        for path, line, row in rows("lasting.csv", LastingRow, folders):
            if unknown := [frame for frame in row.frames if frame not in plover.frames]:
                raise CodebookError(path, line, f"unknown frame {unknown[0]!r}")
            kinds[row.kind].update(row.frames)
        return cls(frozenset(kinds["activity"]), frozenset(kinds["state"]))

    def settle(self, events: Iterable[Event], grounding: Grounding) -> None:
        """Let what is told as done be `ongoing` where it goes on, `planned` where its day is to come, in place."""
        entries, ahead = set(_entries(grounding.document)), list(_days_ahead(grounding))
        for event in events:
            if event.dropped or event.status not in ("occurred", "ongoing"):
                continue
            if (day := _day_ahead(event.predicate.token, ahead)) is not None:
                event.judgement = Judgement("planned", 2.0, day)
            elif event.status == "occurred" and self._goes_on(event, entries):
                event.judgement = Judgement("ongoing", event.judgement.value, event.judgement.cue)

    def _goes_on(self, event: Event, entries: Container[int]) -> bool:
        verb = event.predicate.token
        activity = event.frame in self.activities
        if not (activity or event.frame in self.states) or not syntax.is_verb(verb) or verb.sentence.role == "headline":
            return False
        if any(c.dep == "neg" for c in verb.children):
            return False
        helpers = clauses.first_of(verb).children_of("aux", "auxpass")
        if any(h.lemma == "have" and h.tag in _PRESENT for h in helpers):
            return _since(verb)
        then = verb.sentence.block in entries and not any(c.lower in _NOW for c in verb.children_of(*_BESIDE))
        return not then and _is_present(verb, passive_alone=not activity) and not _is_timeless(verb)


def _days_ahead(grounding: Grounding) -> Iterator[Token]:
    """The words for days after publication."""
    published = interval(grounding.document.article.published, grounding.document.article.published)
    if published is None:
        return
    for time in grounding.times:
        when = interval(time.start, time.end)
        if when is not None and when.first > published.last and time.type in _TIMES:
            yield from grounding.document.tokens_in(time.span)


def _day_ahead(verb: Token, ahead: Sequence[Token]) -> Token | None:
    """The day to come that the clause of a present tense names: "visits Togo *on Thursday*"."""
    if not syntax.is_verb(verb) or _is_timeless(verb):
        return None
    helpers = [(h.lemma, h.tag in _PRESENT) for h in verb.children_of("aux", "auxpass")]
    bare = verb.tag == "VB" and verb.dep == "ROOT" and verb.child("nsubj") is not None  # "Togo and Mali *sign*"
    plain = (verb.tag in _PRESENT or bare) and not helpers
    if not plain and not (verb.tag == "VBG" and helpers == [("be", True)]):
        return None
    return next((t for t in ahead if t.sentence is verb.sentence and clauses.own_word(t, verb)), None)


def _entries(document: Document) -> Iterator[int]:
    """The paragraphs that are entries of a chronicle, which tells the past in the present tense."""
    before = -1
    for sentence in document.sentences:
        if sentence.block != before and _opens_with_date(sentence.tokens):
            yield sentence.block
        before = sentence.block


def _opens_with_date(words: Sequence[Token]) -> bool:
    """Whether a paragraph opens with a date set off from what happened then: "12 March – ", "1987.", "June 6:"."""
    after = next((k for k, t in enumerate(words) if t.ent not in _TIMES and t.pos != "SPACE"), len(words))
    if after == 0:
        return False
    return after == len(words) or words[after].text in _ENTRY_MARKS


def _is_present(verb: Token, *, passive_alone: bool) -> bool:
    """Whether a verb stands in the plain present tense: "trains", "is barred"."""
    helpers = verb.children_of("aux", "auxpass")
    if verb.tag == "VBN":
        return [h.tag in _PRESENT and h.lemma == "be" for h in helpers] == [True]
    return verb.tag in _PRESENT and not helpers and not passive_alone


def _is_timeless(verb: Token) -> bool:
    """Whether a clause tells of no time of its own: "when Rome *pays*"."""
    return verb.dep == "advcl" and any(c.lower in _WHENEVER for c in verb.children_of("mark", "advmod"))


def _since(verb: Token) -> bool:
    """Whether a clause says since when, or for how long: "since June", "ever since", "for three years"."""
    near = [*verb.children, *(c for child in verb.children_of(*_RESULTS) for c in child.children)]
    return any(_is_since(word) or _lasts(word) for word in near)


def _is_since(word: Token) -> bool:
    if word.dep == "advcl":
        return any(c.lower == "since" for c in word.children_of("mark"))
    if word.lower != "since":
        return False
    words = word.sentence.tokens
    before = words[word.i - words[0].i - 1] if word.i > words[0].i else None
    return word.child("pobj", "pcomp") is not None or (before is not None and before.lower == "ever")


def _lasts(word: Token) -> bool:
    time = word.child("pobj") if word.lower == "for" else None
    return time is not None and time.ent in _TIMES
