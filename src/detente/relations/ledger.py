"""The ledger of a relation: instruments, disputes, expectations, whose come true, explanations; all of it cited."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal, get_args

import msgspec
import polars as pl

from detente.model import Article
from detente.relations import ledger_text
from detente.relations.disputes import Dispute, disputes
from detente.relations.evidence import Cited
from detente.relations.expectations import Expectation, expectations
from detente.relations.explanations import Explained, explanations
from detente.relations.happenings import Happening
from detente.relations.instruments import Instrument, instruments
from detente.relations.names import Names
from detente.relations.scoreboard import Score, scoreboard

Part = Literal["instruments", "disputes", "expectations", "scoreboard", "explanations"]
PARTS: tuple[Part, ...] = get_args(Part)

_CITED: dict[str, Any] = {
    "quote": pl.String,
    "outlet": pl.String,
    "author": pl.String,
    "published": pl.String,
    "article": pl.String,
    "statement": pl.String,
    "episode": pl.String,
}
_DISPUTES: dict[str, Any] = {
    "dispute": pl.Int64,
    "about": pl.String,
    "state": pl.String,
    "part": pl.String,
    "who": pl.String,
    **_CITED,
}
_EXPECTATIONS: dict[str, Any] = {
    "kind": pl.String,
    "state": pl.String,
    "stale": pl.Boolean,
    "frame": pl.String,
    "source": pl.String,
    "target": pl.String,
    "direction": pl.String,
    "by": pl.String,
    "due_start": pl.String,
    "due_end": pl.String,
    "opened_on": pl.String,
    "closed_on": pl.String,
    "days": pl.Int64,
    "opened": pl.String,
    "opened_outlet": pl.String,
    "opened_author": pl.String,
    "closed": pl.String,
    "closed_outlet": pl.String,
    "reports": pl.Int64,
    "episode": pl.String,
}
_SCORES: dict[str, Any] = {
    "who": pl.String,
    "name": pl.String,
    "n": pl.Int64,
    "fulfilled": pl.Int64,
    "refuted": pl.Int64,
    "lapsed": pl.Int64,
    "open": pl.Int64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}
_EXPLANATIONS: dict[str, Any] = {
    "explained": pl.Int64,
    "what": pl.String,
    "start": pl.String,
    "competing": pl.Boolean,
    "by": pl.String,
    **_CITED,
}


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept account of between two sides; it encodes to JSON as it stands.

    ``left_out`` is how many episodes before those that it is told from were not read.
    """

    a: str
    b: str
    as_of: str = ""
    instruments: tuple[Instrument, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    scoreboard: tuple[Score, ...] = ()
    explanations: tuple[Explained, ...] = ()
    left_out: int = 0

    def render(self, parts: Collection[str] = ()) -> str:
        """Write it out as text.

        Args:
            parts: which of its fields; all by default.
        """
        written = [
            lines
            for part, lines in (
                ("instruments", ledger_text.instruments(self.instruments, self.a, self.b)),
                ("disputes", ledger_text.disputes(self.disputes)),
                ("expectations", ledger_text.expectations(self.expectations)),
                ("scoreboard", ledger_text.scores(self.scoreboard)),
                ("explanations", ledger_text.explanations(self.explanations)),
            )
            if lines and (part in parts or not parts)
        ]
        return "\n\n".join("\n".join(lines) for lines in written)


def make_ledger(
    sides: tuple[str, str],
    found: Sequence[Happening],
    articles: Mapping[str, Article],
    names: Names,
    as_of: str = "",
    aside: Sequence[Happening] = (),
    parts: Collection[Part] = PARTS,
) -> Ledger:
    """Make the ledger of two sides, or some parts of it.

    Args:
        sides: their codes.
        found: their episodes.
        articles: by id.
        names: how to call parties and frames.
        as_of: the day as of which expectations are told; that of the last article by default.
        aside: what the same articles tell of one side and nobody else.
        parts: which to make; the others stay empty.
    """
    expected = expectations(found, articles, names, as_of) if {"expectations", "scoreboard"} & set(parts) else ()
    return Ledger(
        a=names.country(sides[0]),
        b=names.country(sides[1]),
        as_of=as_of or max((article.published or "" for article in articles.values()), default=""),
        instruments=instruments(found, names, articles, sides) if "instruments" in parts else (),
        disputes=disputes(found, articles, names, sides, aside) if "disputes" in parts else (),
        expectations=expected if "expectations" in parts else (),
        scoreboard=scoreboard(expected) if "scoreboard" in parts else (),
        explanations=explanations(found, articles, names, sides) if "explanations" in parts else (),
    )


def disputes_frame(found: Sequence[Dispute]) -> pl.DataFrame:
    """One row a voice; ``dispute`` numbers the matters."""
    rows = [
        {"dispute": number, "about": d.about, "state": d.state, "part": v.part, "who": v.who, **_cited(v.cited)}
        for number, d in enumerate(found, 1)
        for v in d.voices
    ]
    return pl.DataFrame(rows, schema=_DISPUTES)


def expectations_frame(found: Sequence[Expectation]) -> pl.DataFrame:
    """One row an expectation."""
    rows = [
        {name: getattr(e, name) for name in _EXPECTATIONS if hasattr(e, name)}
        | {
            "by": "; ".join(e.by),
            "opened": e.opened.words,
            "opened_outlet": e.opened.outlet,
            "opened_author": e.opened.author,
            "closed": e.closed.words if e.closed else None,
            "closed_outlet": e.closed.outlet if e.closed else None,
            "reports": 1 + len(e.also),
            "episode": e.opened.episode,
        }
        for e in found
    ]
    return pl.DataFrame(rows, schema=_EXPECTATIONS)


def scores_frame(found: Sequence[Score]) -> pl.DataFrame:
    """One row a source."""
    return pl.DataFrame([msgspec.to_builtins(score) for score in found], schema=_SCORES)


def explanations_frame(found: Sequence[Explained]) -> pl.DataFrame:
    """One row a reason; ``explained`` numbers what they explain."""
    rows = [
        {
            "explained": number,
            "what": e.what,
            "start": e.start,
            "competing": e.competing,
            "by": reason.by,
            **_cited(reason.cited),
        }
        for number, e in enumerate(found, 1)
        for reason in e.reasons
    ]
    return pl.DataFrame(rows, schema=_EXPLANATIONS)


def _cited(cited: Cited) -> dict[str, str]:
    return {"quote": cited.words} | {name: getattr(cited, name) for name in _CITED if name != "quote"}
