"""A line of a brief: what the record says in a few templated words, and the quotes that it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Literal, NamedTuple

import msgspec

from detente.model import Article, Statement
from detente.relations.days import days
from detente.relations.grounds import well_founded
from detente.relations.happenings import Happening
from detente.relations.names import Names
from detente.relations.quoting import Citations, Quoted, folded
from detente.relations.sentences import Sentences
from detente.relations.weight import sure
from detente.relations.words import Words

Tone = Literal["cooperation", "conflict", "neutral"]

# One line cites at most so many further statements of the same episode; the rest are counted.
MORE = 6

# What goes on is told as going on for so long after the last word of it.
GOES_ON = timedelta(days=183)

# What is longer than this is no name but a stretch of a sentence.
LONGEST_NAME = 60


class View(NamedTuple):
    """From where a brief looks: the two sides, and the day of the latest article."""

    a: str
    b: str
    as_of: str


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

    def __init__(
        self,
        names: Names,
        citations: Citations,
        articles: Mapping[str, Article],
        words: Words | None = None,
        *,
        full: bool = True,
        as_of: str = "",
    ) -> None:
        """Take what lines are made of.

        Args:
            names: how to call parties and frames.
            citations: numbers the quotes.
            articles: by id.
            words: of a language; English by default.
            full: lines cite all that tells the same, not their own quotes alone.
            as_of: the day of the latest article.
        """
        self.full, self.as_of = full, as_of
        self.words = words or Words.of()
        self.names = names.in_language(self.words)
        self.cite = citations.cite
        self.sentences = Sentences(self.names, self.words)
        self._citations = citations
        self.articles = articles

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
        more, uncited = self._further(happening, {q.source.number for q in shown}) if self.full else ((), 0)
        counted = self.words.count("remark.uncited", uncited) if uncited else ""
        doubt = "" if sure(happening) else self.words("remark.doubtful")
        return Line(
            lead=self.lead(happening, claim=claim),
            when=self.words.interval(episode.start, episode.end),
            reported="" if episode.start else self.words.day(self.reported(happening)),
            status="disputed" if claim else episode.status,
            tone=tone(episode.score),
            tag=tag,
            remark="; ".join(filter(None, (doubt, remark, counted))),
            quotes=shown,
            more=more,
        )

    def lead(self, happening: Happening, *, claim: bool = False) -> str:
        """Who did what to whom; as somebody's word where every article gives it so, no fact where it is disputed."""
        status = "disputed" if claim else "occurred" if self._over(happening) else happening.episode.status
        lead = self.sentences.lead(happening.best, status)
        by = "" if claim else self.told_by(happening)
        return f"{self.words('according', who=by)}: {lead}" if by else lead

    def sentence(self, happening: Happening, as_of: str) -> str:
        """The same as a whole sentence with its date; ``""`` where there are no words for it."""
        episode = happening.episode
        said = self.sentences.dated(happening.best, episode.status, as_of, episode.start, episode.end)
        by = self.told_by(happening)
        return f"{self.words('according', who=by)}: {said}" if by and said else said

    def _over(self, happening: Happening) -> bool:
        """Whether what was told to go on was last told of so long ago that it may be over."""
        told = days(self.last_reported(happening))
        now = days(self.as_of)
        return happening.episode.status == "ongoing" and bool(told and now and now.last - told.last > GOES_ON)

    def _further(self, happening: Happening, used: set[int]) -> tuple[tuple[int, ...], int]:
        """The numbers of other statements that tell the same, and how many are left uncited."""
        best = happening.best
        rest = [s for s in happening.with_status(best.status) if (s.article, s.quote) != (best.article, best.quote)]
        numbers = [q.source.number for q in self._citations.cite_all(rest[:MORE])]
        return tuple(n for n in numbers if n not in used), max(0, len(rest) - MORE)

    def told_by(self, happening: Happening) -> str:
        """Who says so, where every article gives an episode as the word of somebody with a name; else ``""``."""
        told = happening.with_status(happening.episode.status) or happening.statements
        if not happening.happened or not all(s.attributed_to for s in told):
            return ""
        return self.voices(told) or self.words("somebody")

    def voices(self, statements: Sequence[Statement]) -> str:
        """The names of those to whom statements are attributed, each once; pronouns and long phrases name nobody."""
        said = dict.fromkeys(_inside(folded(name)) for s in statements for name in s.attributed_to)
        nobody = self.words.listed("nobody")
        pointing = self.words.listed("whose")
        known = [
            name
            for name in said
            if name.casefold() not in nobody
            and name.partition(" ")[0].casefold() not in pointing
            and len(name) <= LONGEST_NAME
        ]
        return self.names.listed(known) if known else ""

    def status(self, status: str) -> str:
        """A status as people say it."""
        return self.words(f"status.{status}")

    def said(self, statements: Sequence[Statement]) -> str:
        """What the holder of a statement does with it: ``said by …``, ``denied by …``, ``reported``."""
        if not statements:
            return ""
        first, who = statements[0], self.voices(statements)
        denied = first.status == "denied" or first.stance == "denies"
        what = "doubted" if first.stance == "doubts" else "denied" if denied else "said" if who else "reported"
        words = self.words(f"role.{what}")
        return self.words("role.by", what=words, who=who) if who else words

    def founded(self, statement: Statement) -> bool:
        """Whether words name the doer of a statement, and tell of a deed."""
        return well_founded(statement, self.articles, self.words)

    def reported(self, happening: Happening) -> str:
        """The day of the earliest article that tells of an episode."""
        return min(self._published(happening), default="")

    def last_reported(self, happening: Happening) -> str:
        """The day of the latest article that tells of an episode."""
        return max(self._published(happening), default="")

    def _published(self, happening: Happening) -> list[str]:
        return [a.published for s in happening.statements if (a := self.articles.get(s.article)) and a.published]


def _inside(name: str) -> str:
    """A name as it stands inside a sentence: ``the Pentagon``, ``officials``."""
    first, blank, rest = name.partition(" ")
    plain = first in ("The", "A", "An") or (not blank and not rest and first.istitle() and first.endswith("s"))
    return f"{first.lower()}{blank}{rest}" if plain else name


def tone(score: float) -> Tone:
    """Whether a score is of cooperation or conflict."""
    return "neutral" if score == 0 else "cooperation" if score > 0 else "conflict"
