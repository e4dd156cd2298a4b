"""A line of a brief: what the record says in a few templated words, and the quotes that it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from detente.model import Actor, Article, Statement
from detente.relations import dates
from detente.relations.happenings import Happening
from detente.relations.names import STATUS_WORDS, Names
from detente.relations.quoting import Citations, Quoted, folded

Tone = Literal["cooperation", "conflict", "neutral"]

# One line cites at most so many further statements of the same episode; the rest are counted.
MORE = 6


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a brief.

    ``when`` is the date as the text allows it and ``""`` where it tells none; then ``reported`` is the day of the
    earliest article. ``quotes`` are shown in full, ``more`` are numbers of further sources that tell the same.
    """

    lead: str
    when: str = ""
    reported: str = ""
    status: str = ""
    tone: Tone = "neutral"
    tag: str = ""
    remark: str = ""
    quotes: tuple[Quoted, ...] = ()
    more: tuple[int, ...] = ()


class Writer:
    """Makes lines of records: calls parties and frames by name and numbers the quotes as they are used."""

    def __init__(self, names: Names, citations: Citations, articles: Mapping[str, Article]) -> None:
        self.names = names
        self.cite = citations.cite
        self._citations = citations
        self.articles = articles

    def lead(self, statement: Statement, *, told_as_fact: bool) -> str:
        """Who did what to whom: as a sentence where it is told as a fact, else with the bare name of the deed."""
        sources, targets = _sides(statement)
        label = self.names.label(statement.frame)
        if label and sources and targets and told_as_fact:
            doer, other = (self.names.parties(side, in_sentence=True) for side in (sources, targets))
            return folded(f"{doer[:1].upper()}{doer[1:]} {label} {other}")
        joint = " and " if statement.symmetric else " → "
        parties = joint.join(filter(None, map(self.names.parties, (sources, targets))))
        return folded(f"{parties}: {self.names.frame(statement.frame)}")

    def line(
        self,
        happening: Happening,
        quotes: Sequence[Quoted | None] = (),
        *,
        tag: str = "",
        remark: str = "",
        claim: bool = False,
    ) -> Line:
        """The line of an episode.

        Args:
            happening: the episode and its statements.
            quotes: the quotes to show, the episode's best by default; the rest follow as numbers.
            tag: a word to put before it.
            remark: a note to put after it.
            claim: whether it is disputed, so that the line must not tell it as a fact.
        """
        episode, best = happening.episode, happening.best
        shown = tuple(q for q in quotes if q) or tuple(q for q in [self.cite(best)] if q)
        told_by = "" if claim else self.told_by(happening)
        lead = self.lead(best, told_as_fact=happening.happened and not claim)
        more, uncited = self._further(happening, {q.source.number for q in shown})
        counted = f"and {uncited} more statements in the record" if uncited else ""
        return Line(
            lead=f"According to {told_by}: {lead}" if told_by else lead,
            when=dates.interval(episode.start, episode.end),
            reported="" if episode.start else dates.plain(self.reported(happening)),
            status="disputed" if claim else STATUS_WORDS[episode.status],
            tone=tone(episode.score),
            tag=tag,
            remark="; ".join(filter(None, (remark, counted))),
            quotes=shown,
            more=more,
        )

    def _further(self, happening: Happening, used: set[int]) -> tuple[tuple[int, ...], int]:
        """The numbers of other statements that tell the same, and how many are left uncited."""
        best = happening.best
        rest = [s for s in happening.with_status(best.status) if (s.article, s.quote) != (best.article, best.quote)]
        numbers = [q.source.number for q in self._citations.cite_all(rest[:MORE])]
        return tuple(n for n in numbers if n not in used), max(0, len(rest) - MORE)

    def told_by(self, happening: Happening) -> str:
        """Who says so, where every article gives an episode as somebody's word only; else ``""``."""
        told = happening.with_status(happening.episode.status) or happening.statements
        return voices(told) if happening.happened and all(s.attributed_to for s in told) else ""

    def reported(self, happening: Happening) -> str:
        """The day of the earliest article that tells of an episode."""
        days = [a.published for s in happening.statements if (a := self.articles.get(s.article)) and a.published]
        return min(days, default="")


def _sides(statement: Statement) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who acts and on whom, without those who stand on both sides and names that two countries share."""
    acting = {actor.country for actor in statement.source}
    others = tuple(actor for actor in statement.target if actor.country not in acting)
    names = Counter(name for name, _ in {(a.name, a.country) for a in (*statement.source, *statement.target)})

    def plain(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(msgspec.structs.replace(a, name="") if a.country and names[a.name] > 1 else a for a in actors)

    return plain(statement.source), plain(others if others or statement.symmetric else statement.target)


def voices(statements: Sequence[Statement]) -> str:
    """The names of those to whom statements are attributed, each once."""
    return ", ".join(dict.fromkeys(_inside(folded(name)) for s in statements for name in s.attributed_to))


def _inside(name: str) -> str:
    """A name as it stands inside a sentence: ``the Pentagon``."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def tone(score: float) -> Tone:
    """Whether a score is of cooperation or conflict."""
    return "neutral" if score == 0 else "cooperation" if score > 0 else "conflict"
