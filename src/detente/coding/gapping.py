"""Clauses whose verb is left out: "cut ties with Peru in May *and, a month later, with Chile*"; "*and Oman two*".

What is left of such a clause stands for the same happening between others, or on another day (Ross, "Gapping and the
order of constituents", 1970). Parsers tie its words to the clause before in many ways, so it is read off the words: a
joint, then days and parties and nothing else, up to the end of the clause. A remnant without a day of its own is an
enumeration ("with Peru and with Chile") and no gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.coding import syntax
from detente.coding.events import Event, Gap
from detente.coding.party import Party
from detente.grounding.mentions import Grounding, TimeMention
from detente.text.document import Token

JOINTS = frozenset({"and", ";", "then", "but"})
LIGHT = frozenset({",", "then", "also", "later", "finally", "again", "so", "too"})
# What stands for the thing before: "and Kuwait *three* in June", "and Mali *its own* from Niger".
OWN, ONE = frozenset({"its", "their", "his", "her"}), frozenset({"one", "another", "more"})
# How a verb stands for the one before: "did *so*", "did the *same*".
SAME = frozenset({"so", "same", "likewise"})
# What may stand before the head of a party: "the Macedonian one", "three Syrian envoys".
BEFORE_HEAD = frozenset({"DET", "ADJ", "NUM", "PROPN", "NOUN", "PART"})
LONGEST_PARTY = 6


def part(events: Sequence[Event], grounding: Grounding) -> None:
    """Take the parties of clauses without a verb from the events of the sentence before them, in place."""
    verbs = {e.predicate.token.i for e in events}
    for event in events:
        if not event.dropped and syntax.is_verb(event.predicate.token):
            event.gaps = (*_gaps(event, grounding, verbs), *_likewise(event, grounding))
            for gap in event.gaps:
                event.source, event.target = _less(event.source, gap), _less(event.target, gap)


def _likewise(event: Event, grounding: Grounding) -> Iterator[Gap]:
    """Who is said to have done the same: "*and Norway did so on Friday*"."""
    words = event.predicate.token.sentence.tokens
    start = event.predicate.token.i - words[0].i
    if event.status in ("negated", "denied"):
        return
    for at in range(start + 2, len(words) - 1):
        doer, same = words[at - 1], any(t.lower in SAME for t in words[at + 1 : at + 3])
        if words[at].lower in ("did", "does", "do") and same and any(a.country for a in grounding.actors_of(doer)):
            yield Gap(tuple(words[at - 1 :]), Party(list(grounding.actors_of(doer)), [doer]), Party())
            return


def spread(events: Sequence[Event]) -> list[Event]:
    """The events with those that clauses without a verb tell of, each behind that whose verb it shares."""
    found: list[Event] = []
    for event in events:
        found.append(event)
        if not event.dropped:
            found += (_like(event, gap) for gap in event.gaps)
    return found


def _like(event: Event, gap: Gap) -> Event:
    """The event of a gap, with all that was decided on the verb that it shares."""
    source = gap.source if gap.source.tokens else event.source
    target = gap.target if gap.target.tokens else event.target
    predicate = replace(event.predicate, token=(gap.source.tokens or gap.target.tokens)[0])
    return replace(event, predicate=predicate, source=source, target=target, words=gap.words, gaps=())


def _less(party: Party, gap: Gap) -> Party:
    """A side without the parties that the remnant names."""
    numbers = {t.i for t in gap.words}
    gone = [t for t in party.tokens if t.i in numbers]
    if not gone:
        return party
    theirs = Party([*gap.source.actors, *gap.target.actors])
    return Party(party.without(theirs).actors, [t for t in party.tokens if t.i not in numbers])


def _gaps(event: Event, grounding: Grounding, verbs: set[int]) -> Iterator[Gap]:
    verb = event.predicate.token
    words = verb.sentence.tokens
    start = verb.i - words[0].i
    for at in range(start + 1, len(words)):
        if syntax.is_verb(words[at]) and (words[at].i in verbs or syntax.is_finite(words[at])):
            return
        if words[at].lower in JOINTS or (words[at].text == "," and _beside_time(words, at, grounding)):
            found = _Reader(event, grounding, words, words[start:at]).read(at + 1)
            if found is not None:
                yield found


def _beside_time(words: Sequence[Token], at: int, grounding: Grounding) -> bool:
    return any(_time_at(t, grounding) for t in (words[at - 1], *words[at + 1 : at + 2]))


def _time_at(word: Token, grounding: Grounding) -> TimeMention | None:
    return next((m for m in grounding.times if m.span.start <= word.start < m.span.end), None)


class _Reader:
    """Reads one remnant, word by word."""

    def __init__(self, event: Event, grounding: Grounding, words: Sequence[Token], main: Sequence[Token]) -> None:
        self._event, self._grounding, self._words, self._main = event, grounding, words, main
        self._at, self._days, self._counted = 0, 0, False

    def read(self, at: int) -> Gap | None:
        """The remnant that begins at a word; None where none does."""
        self._at = first = at
        self._skip()
        led = self._days
        found = self._towards() or self._parties()
        if found is None:
            return None
        source, target = found
        self._skip()
        dated = led or (self._days and self._dated())
        if not (dated or self._counted) or not self._ends():
            return None
        last = self._at
        while self._words[last - 1].text in LIGHT:
            last -= 1
        while self._words[first].text == ",":
            first += 1
        return Gap(tuple(self._words[first:last]), source, target)

    def _skip(self) -> None:
        """Go on over words of time and joints."""
        while self._at < len(self._words):
            word = self._words[self._at]
            if self._time() or word.lower in LIGHT:
                self._at += 1
            else:
                return

    def _time(self) -> bool:
        """Whether a word is of an expression of time, or the preposition of one."""
        word, ahead = self._words[self._at], self._words[self._at + 1 : self._at + 3]
        if _time_at(word, self._grounding) is not None:
            self._days += 1
            return True
        return word.pos in ("ADP", "ADV", "SCONJ") and any(_time_at(t, self._grounding) for t in ahead[:1])

    def _towards(self) -> tuple[Party, Party] | None:
        """ "with Chile", "by Niger": a party behind the preposition that the verb's own stands behind."""
        name = self._words[self._at].lower if self._at < len(self._words) else ""
        agent = name in self._behind(self._event.source)
        if not (agent or name in self._behind(self._event.target)):
            return None
        self._at += 1
        party = self._party()
        if party is None:
            return None
        return (party, Party()) if agent else (Party(), party)

    def _parties(self) -> tuple[Party, Party] | None:
        """ "Uganda two days later": another object; "Kuwait three in June": another subject with what it has done."""
        party = self._party()
        if party is None:
            return None
        name, at = self._words[self._at - 1], self._at
        if self._counts():
            self._counted = True
            target = self._towards()
            return party, target[1] if target else Party()
        if (other := self._party()) is not None and self._words[self._at - 1].lower in ONE:
            self._counted = True
            return party, other
        if at == len(self._words) or not (self._days or self._time()):
            return None
        if self._is_object(party):
            return Party(), party
        return (party, Party()) if self._event.source.tokens and name.pos == "PROPN" else None

    def _counts(self) -> bool:
        """Whether words follow that stand for the object before: "three", "its own"."""
        rest = self._words[self._at : self._at + 2]
        if rest and not self._time() and (rest[0].pos == "NUM" or rest[0].lower in ONE):
            self._at += 1
            return True
        if len(rest) == 2 and rest[0].lower in OWN and rest[1].lower == "own":
            self._at += 2
            return True
        return False

    def _party(self) -> Party | None:
        """The party whose words come next."""
        for ahead, word in enumerate(self._words[self._at : self._at + LONGEST_PARTY]):
            actors = self._grounding.actors_of(word)
            behind = self._words[self._at + ahead + 1 : self._at + ahead + 2]
            adjective = bool(actors) and all(a.method == "adjective" for a in actors)
            if any(a.country for a in actors) and (not adjective or (behind and behind[0].lower in ONE)):
                self._at += ahead + (2 if adjective else 1)
                return Party(list(actors), [word])
            if word.pos not in BEFORE_HEAD:
                return None
        return None

    def _ends(self) -> bool:
        """Whether the clause is over: no verb follows of which these words would be the subject."""
        rest = self._words[self._at :]
        if not rest or rest[0].pos == "PUNCT":
            return True
        return rest[0].tag in ("WRB", "WDT", "WP") or rest[0].pos in ("SCONJ", "CCONJ")

    def _behind(self, party: Party) -> set[str]:
        """The prepositions behind which the verb's own party stands."""
        own = (t for t in party.tokens if t in self._main and t.dep in ("pobj", "conj"))
        heads = (next((a for a in t.ancestors() if a.pos == "ADP"), t) for t in own)
        return {head.lower for head in heads if head.pos == "ADP"}

    def _is_object(self, party: Party) -> bool:
        """Whether another party alone is another object: where the verb's own is one, and named in the same way."""
        objects = {t.i for t in (*self._event.predicate.slots.objects, *self._event.predicate.slots.indirect)}
        target = self._event.target
        acted_on = any(t.i in objects and t in self._main for t in target.tokens)
        methods = {a.method for a in party.actors}
        return acted_on and bool(methods & {a.method for a in target.actors} or not self._acts(methods))

    def _acts(self, methods: set[str]) -> bool:
        return bool(methods & {a.method for a in self._event.source.actors})

    def _dated(self) -> bool:
        """Whether the clause before names a day behind its verb."""
        return any(_time_at(t, self._grounding) for t in self._main)
