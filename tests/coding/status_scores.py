"""Scores the reading of status and commitment on ``status_rows.txt``: ``python tests/coding/status_scores.py [-v]``.

``-v`` lists the faults of the rows that may be looked at; those of the others are only counted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.coding.status import judge
from detente.model import Article, Block, Span
from detente.text.document import Document
from detente.text.parse import parse_many

ROWS = Path(__file__).with_name("status_rows.txt")
VALUES = {"CT+": 3.0, "PR+": 2.0, "PS+": 1.0, "U": 0.0, "PS-": -1.0, "PR-": -2.0, "CT-": -3.0}


@dataclass(frozen=True)
class Row:
    """A sentence with the place of its happening, and what may be said of it."""

    section: str
    shown: bool
    statuses: tuple[str, ...]
    values: tuple[str, ...]
    text: str
    event: Span


def rows(path: Path = ROWS) -> Iterator[Row]:
    """The rows of the file; every second one of a section is not to be looked at."""
    section, number = "", 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section, number = line[3:], 0
        elif line and not line.startswith("#"):
            statuses, values, text = line.split(" | ", 2)
            number += 1
            start, end = text.index("["), text.index("]") - 1
            plain = text.replace("[", "").replace("]", "")
            yield Row(
                section, number % 2 == 1, tuple(statuses.split(",")), tuple(values.split(",")), plain, Span(start, end)
            )


def documents(found: list[Row]) -> list[Document]:
    """The rows' sentences, parsed; one without a full stop is a headline."""
    articles = []
    for row in found:
        role = "body" if row.text.endswith((".", "?", "!")) else "headline"
        blocks = (Block(role=role, span=Span(0, len(row.text))),)  # type: ignore[arg-type]
        articles.append(Article(id="a", text=row.text, blocks=blocks))
    return list(parse_many(articles))


def kind(value: float) -> str:
    """The class of a value: it happened, it did not, or that is open."""
    return "-" if value < -1 else "+" if value > 1 else "0"


@dataclass(frozen=True)
class Outcome:
    """What was read of a row."""

    row: Row
    status: str
    value: float
    probability: float

    @property
    def status_right(self) -> bool:
        """Whether the status is one of those that are right."""
        return self.status in self.row.statuses

    @property
    def kind_right(self) -> bool:
        """Whether the value is in the class of one that is right."""
        return kind(self.value) in {kind(VALUES[v]) for v in self.row.values}


def outcomes() -> list[Outcome]:
    """All rows, read."""
    found = list(rows())
    judged = []
    for row, document in zip(found, documents(found), strict=True):
        judgement = judge(document.tokens_in(row.event)[0])
        judged.append(Outcome(row, judgement.status, judgement.value, judgement.probability or 0.0))
    return judged


def correlation(found: list[Outcome]) -> float:
    """Pearson's r between the values read and the first that is right."""
    pairs = [(o.value, VALUES[o.row.values[0]]) for o in found]
    mean_x, mean_y = (sum(p[i] for p in pairs) / len(pairs) for i in (0, 1))
    over = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = [sum((p[i] - m) ** 2 for p in pairs) ** 0.5 for i, m in ((0, mean_x), (1, mean_y))]
    return over / (spread[0] * spread[1])


def share(found: list[Outcome], name: str) -> float:
    """The share of rows with ``status_right`` or ``kind_right``."""
    return sum(getattr(o, name) for o in found) / len(found)


def figures(found: list[Outcome]) -> str:
    """The scores of some rows in a line."""
    status, kinds = share(found, "status_right"), share(found, "kind_right")
    return f"{len(found):4} {status:7.3f} {kinds:7.3f} {correlation(found):7.3f}"


def main(verbose: bool) -> None:
    """Print the scores, and the faults that may be looked at."""
    found = outcomes()
    print(f"{'':12} rows  status   class       r")
    for name, part in (("shown", True), ("kept apart", False)):
        print(f"{name:12} {figures([o for o in found if o.row.shown is part])}")
    for section in dict.fromkeys(o.row.section for o in found):
        own = [o for o in found if o.row.section == section]
        print(f"{section:60} {sum(o.status_right and o.kind_right for o in own):3} of {len(own)}")
    for o in found if verbose else ():
        if o.row.shown and not (o.status_right and o.kind_right):
            wanted = f"{','.join(o.row.statuses)} {','.join(o.row.values)}"
            print(f"{wanted} but {o.status} {o.value}: {o.row.event.of(o.row.text)} | {o.row.text}")


if __name__ == "__main__":
    main("-v" in sys.argv[1:])
