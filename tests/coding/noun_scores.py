"""Scores statements told by nouns, light verbs, gerunds and headlines: ``python tests/coding/noun_scores.py [-v]``.

On ``noun_rows.tsv``. ``-v`` lists what was missed, coded in another status or with other parties, or coded for nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from detente.model import Article, Block, Span, Statement
from detente.pipeline import Pipeline

ROWS = Path(__file__).with_name("noun_rows.tsv")
MUTUAL = ("CONSULT", "SUPPORT", "COOPERATE", "RETREAT", "ASSAULT")


@dataclass(frozen=True)
class Wanted:
    """A statement that a reader sees; ``sure`` is False where it may be left out."""

    events: tuple[str, ...]
    statuses: tuple[str, ...]
    source: frozenset[str]
    target: frozenset[str]
    sure: bool = True


@dataclass
class Score:
    """Counts over rows: ``clean`` are rows without a statement in which none was coded."""

    wanted: int = 0
    found: int = 0
    status: int = 0
    sides: int = 0
    coded: int = 0
    supported: int = 0
    nothing: int = 0
    clean: int = 0
    faults: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The shares that tell how well it went."""
        return {
            "found": self.found / self.wanted,
            "precision": self.supported / self.coded,
            "status": self.status / self.found,
            "sides": self.sides / self.found,
            "clean": self.clean / self.nothing,
        }


def rows(path: Path = ROWS) -> Iterator[tuple[str, list[Wanted]]]:
    """The sentences, each with what must be coded in it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, told = line.split("\t")
            yield text, [] if told == "none" else [_wanted(one) for one in told.split(" ;; ")]


def _wanted(told: str) -> Wanted:
    events, statuses, source, target = told.removeprefix("?").split("|")
    sides = (frozenset(side.replace("/", ",").split(",")) - {""} for side in (source, target))
    return Wanted(tuple(events.split("/")), tuple(statuses.split("/")), *sides, sure=not told.startswith("?"))


def score(pipeline: Pipeline, found: list[tuple[str, list[Wanted]]]) -> Score:
    """Code each sentence by itself and hold it against what is wanted."""
    total = Score()
    for text, wanted in found:
        role = "body" if text.endswith((".", "?", "!")) else "headline"
        blocks = (Block(role=role, span=Span(0, len(text))),)  # type: ignore[arg-type]
        coded = pipeline.code(Article(id="a1", text=text, blocks=blocks, published="2024-06-20")).statements
        _count(total, text, wanted, coded)
    return total


def _count(total: Score, text: str, wanted: list[Wanted], coded: tuple[Statement, ...]) -> None:
    total.coded += len(coded)
    total.nothing += not wanted
    total.clean += not wanted and not coded
    faults = []
    for one in wanted:
        fits = [s for s in coded if s.event in one.events]
        status, sides = any(s.status in one.statuses for s in fits), any(_sides(one, s) for s in fits)
        if one.sure:
            total.wanted += 1
            total.found += bool(fits)
            total.status += status
            total.sides += sides
            wrong = "missed" if not fits else ", ".join(n for n, ok in (("status", status), ("sides", sides)) if not ok)
            faults += [f"{wrong}: {'/'.join(one.events)} {'/'.join(one.statuses)}"] if wrong else []
    supported = [s for s in coded if any(s.event in one.events for one in wanted)]
    total.supported += len(supported)
    faults += [f"for nothing: {s.frame}" for s in coded if s not in supported]
    if faults:
        told = [f"{s.event} {s.frame} {s.status} {_told(s.source)}>{_told(s.target)} {s.confidence:.2f}" for s in coded]
        total.faults.append(f"{text}\n      {'; '.join(faults)}\n      coded: {'; '.join(told)}")


def _sides(one: Wanted, statement: Statement) -> bool:
    source, target = ({a.country for a in side if a.country} for side in (statement.source, statement.target))
    if one.events[0] in MUTUAL and one.source | one.target <= source | target:
        return True
    return (not one.source or not one.source.isdisjoint(source)) and (
        not one.target or not one.target.isdisjoint(target)
    )


def _told(side: tuple[object, ...]) -> str:
    return ",".join(sorted({getattr(a, "country", "") for a in side}))


def main() -> None:
    """Print the figures, with ``-v`` the faults."""
    total = score(Pipeline(), list(rows()))
    if "-v" in sys.argv:
        print("\n".join(total.faults))
    print({name: round(share, 3) for name, share in total.figures().items()}, total.wanted, total.coded)


if __name__ == "__main__":
    main()
