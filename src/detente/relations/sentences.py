"""Who did what to whom, as a sentence in the tense that status and date ask for; templated from the record alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from detente.model import Actor, Statement, Status
from detente.relations import dates
from detente.relations.names import Names
from detente.relations.quoting import folded
from detente.relations.words import Forms, Words

Saying = Status | str

# Those who do not belong to their state: "rejected a report of the American newspaper".
APART = frozenset({"JRN"})


class Sentences:
    """Makes sentences of statements, in one language."""

    def __init__(self, names: Names, words: Words) -> None:
        self._names, self._words = names, words

    def lead(self, statement: Statement, how: Saying) -> str:
        """Who did what to whom: a sentence without its date, or the bare name of the deed where there are no words."""
        if said := self.said(statement, how):
            return capital(said)
        joint = f" {self._words('and')} " if statement.symmetric else " → "
        parties = joint.join(filter(None, map(self._names.parties, sides(statement))))
        return folded(f"{parties}: {self._names.frame(statement.frame)}")

    def said(self, statement: Statement, how: Saying) -> str:
        """A sentence without its date, or ``""`` where the codebook has no words for the deed or a party is not told.

        Args:
            statement: what is told.
            how: a pattern of the words: a status, ``since`` (goes on since a day), ``lapsed`` (was to happen),
                ``disputed``.
        """
        deed = self._names.deed(statement.frame)
        doers, others = _apart(statement)
        acting, acted_on = ({actor.country for actor in side if actor.country} for side in (doers, others))
        if deed and len(acting) > 1 and (not others or (acted_on and acted_on <= acting)):
            return self._together(doers, deed, how)
        if not deed or not doers or not others:
            return ""
        # "Expelled diplomats of Cuba (15 diplomats)": what belongs to a state is told of the state.
        own = all(actor.sector not in APART for actor in others)
        owned = own and deed.past.rpartition(" ")[2] in self._words.listed("belonging")
        other = (self._names.parties if owned else self._names.people)(others, in_sentence=True)
        if statement.frame in self._words.listed("persons") and other == self._bare(others):
            other = self._words("people.of", other=other)
        if statement.symmetric and not self._names.is_mutual(statement.frame):
            doers, other = (*doers, *others), self._words("each")
        return self._say(doers, other, deed, how)

    def _bare(self, actors: Sequence[Actor]) -> str:
        """The states of some actors, without their names."""
        return self._names.parties([msgspec.structs.replace(a, name="") for a in actors], in_sentence=True)

    def _together(self, doers: Sequence[Actor], deed: Forms, how: Saying) -> str:
        """What several states did and to whom is not told: "Australia and China welcomed a step"."""
        hanging = self._words.listed("hanging")
        forms = [form.rpartition(" ") for form in (deed.past, deed.base, deed.ing)]
        if any(last not in hanging for _, _, last in forms):
            return ""
        return self._say(doers, "", Forms(*(verb for verb, _, _ in forms)), how).strip()

    def _say(self, doers: Sequence[Actor], other: str, deed: Forms, how: Saying) -> str:
        several = self._names.several(doers)
        doer = self._names.people(doers)
        auxiliaries = {word: self._words.either(word, several) for word in ("be", "been", "was")}
        return folded(
            self._words(
                f"says.{how}", doer=doer, other=other, past=deed.past, base=deed.base, ing=deed.ing, **auxiliaries
            )
        )

    def dated(self, statement: Statement, status: Status, as_of: str, start: str | None, end: str | None) -> str:
        """A whole sentence with its date, or ``""`` where there are no words for it.

        Args:
            statement: what is told, in the words that are cited.
            status: what became of it.
            as_of: the day of the latest article: what was planned for before it *was* to happen.
            start: the first day on which it may have happened, as precise as the texts allow.
            end: the last such day.
        """
        how: Saying = status
        when = self.on(start, end)
        if status == "ongoing" and start:
            how, when = "since", self._words("on.since", when=self._words.day(start))
        if status == "planned" and start and not dates.later(end or start, as_of):
            how = "lapsed"
        said = self.said(statement, how)
        return f"{when}, {said}" if said and when else capital(said)

    def after(self, when: str, sentence: str) -> str:
        """A sentence behind its date; its first word loses the capital only where it is an article or a pronoun."""
        if not when:
            return sentence
        first, blank, rest = sentence.partition(" ")
        small = first.lower() in self._words.listed("small")
        return f"{when}, {first.lower() if small else first}{blank}{rest}"

    def on(self, start: str | None, end: str | None) -> str:
        """When, at the head of a sentence: ``On 4 Jun 2024``, ``In Jun 2024``, ``Between Mar 2023 and Jun 2024``."""
        start, end = dates.whole(start, end)
        if not start:
            return self._words("on.by", when=self._words.day(end)) if end else ""
        if not end or start[:7] == end[:7]:
            key = "on.day" if len(start) == 10 else "on.month"
            return self._words(key, when=self._words.interval(start, end))
        return self._words("on.span", first=self._words.day(start), last=self._words.day(end))


def sides(statement: Statement) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who acts and on whom, without those who stand on both sides and names that two countries share.

    Where some of a side are of a country, those of none ("businessman") are left out.
    """
    acting = {actor.country for actor in statement.source}
    others = tuple(actor for actor in statement.target if actor.country not in acting)
    names = Counter(name for name, _ in {(a.name, a.country) for a in (*statement.source, *statement.target)})

    def plain(actors: Sequence[Actor]) -> tuple[Actor, ...]:
        known = [a for a in actors if a.country] or actors
        return tuple(msgspec.structs.replace(a, name="") if a.country and names[a.name] > 1 else a for a in known)

    return plain(statement.source), plain(others if others or statement.symmetric else statement.target)


def _apart(statement: Statement) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The two sides of a sentence: where equals stand on one side of the record, the first and the others."""
    doers, others = sides(statement)
    if not statement.symmetric or others:
        return doers, others
    first = tuple(actor for actor in doers if actor.country == doers[0].country)
    return first, tuple(actor for actor in doers if actor.country != doers[0].country)


def capital(words: str) -> str:
    """Words as the beginning of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"
