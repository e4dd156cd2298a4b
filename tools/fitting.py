"""What the tools have in common that fit how often the rules behind a certainty are right, on pages labelled by hand.

They code ``evaluation/pages``, fit a table of the codebook and print how well its figures hold on pages that they were
not fitted to; ``--write`` puts them into the codebook.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from detente.grounding.certainty import BESIDE, OTHER
from detente.pipeline import Pipeline

TABLES = Path(__file__).parent.parent / "src/detente/codebook/data"
# Cases of the mean that are added to each rule's own.
IMAGINED = 5.0
BOUND = 0.99
# A rule that was met less often has no row of its own.
MET = 3
FOLDS = 5
# How the pages fall into fifths matters with so few of them: they are dealt anew so many times.
DEALINGS = 8
EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)

Worth = Mapping[str, float]


def remarks(path: Path) -> list[str]:
    """The remarks at the top of a table, which stay when its rows are made anew."""
    return [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]


class Told(Protocol):
    """What a rule told: the number of its page, whether it is right, and, where that can be asked, one beside it."""

    @property
    def page(self) -> int: ...  # noqa: D102

    @property
    def right(self) -> bool: ...  # noqa: D102

    @property
    def beside(self) -> bool | None: ...  # noqa: D102


Case = TypeVar("Case", bound=Told)


def beside(found: Sequence[Told]) -> float:
    """How often a wrong choice had the right one beside it."""
    asked = [c.beside for c in found if c.beside is not None]
    return (sum(asked) + 1) / (len(asked) + 2)


@dataclass(frozen=True)
class Fitting(Generic[Case]):
    """A table to be fitted.

    ``what`` is told by the rules ("actors"), ``table`` is a file of the codebook and ``head`` its remarks. ``cases``
    finds what the rules told on the pages, ``rules`` the rows that speak for a case, ``fit`` their worth, ``chance``
    the certainty that comes of it.
    """

    what: str
    table: str
    head: str
    cases: Callable[[Pipeline], Iterator[Case]]
    rules: Callable[[Case], Collection[str]]
    fit: Callable[[Sequence[Case]], Worth]
    chance: Callable[[Worth, Case], float]

    def main(self, program: str, arguments: Sequence[str] | None = None) -> None:
        """Read the command line, code the pages, fit, print and, if asked, write."""
        parser = argparse.ArgumentParser(prog=f"python -m {program}", description=f"Fit the certainty of {self.what}.")
        parser.add_argument("--write", action="store_true", help="write the table of the codebook")
        options = parser.parse_args(arguments)
        found = list(self.cases(Pipeline()))
        lines = list(self.lines(found))
        print("\n".join(lines))
        pairs = self.held_out(found)
        mean = sum(right for _, right in pairs) / len(pairs)
        print(f"\n{len(found)} {self.what}, {mean:.3f} right; each fifth of the pages by what the others taught:\n")
        print("\n".join(self.reliability(pairs)))
        brier = sum((p - right) ** 2 for p, right in pairs) / len(pairs)
        print(f"Brier score: {brier:.4f}; of the mean alone: {mean * (1 - mean):.4f}")
        if options.write:
            (TABLES / self.table).write_text(self.head + "\n".join(lines) + "\n", encoding="utf-8")

    def lines(self, found: Sequence[Case]) -> Iterator[str]:
        """The lines of the codebook table."""
        worth = self.fit(found)
        met = Counter(rule for case in found for rule in self.rules(case))
        met |= Counter({OTHER: len(found), BESIDE: sum(c.beside is not None for c in found)})
        yield "rule,right,cases"
        for rule in sorted(worth, key=lambda r: (r in (OTHER, BESIDE), r)):
            name = f'"{rule}"' if "," in rule else rule
            yield f"{name},{worth[rule]:.3f},{met[rule]}"

    def held_out(self, found: Sequence[Case]) -> list[tuple[float, bool]]:
        """The certainty of each case by what other pages teach and whether it is right, once for each dealing."""
        out, pages = [], sorted({c.page for c in found})
        for seed in range(DEALINGS):
            fold = {page: place % FOLDS for place, page in enumerate(random.Random(seed).sample(pages, len(pages)))}
            for one in range(FOLDS):
                taught = self.fit([c for c in found if fold[c.page] != one])
                out += [(self.chance(taught, c), c.right) for c in found if fold[c.page] == one]
        return out

    def reliability(self, pairs: Sequence[tuple[float, bool]]) -> Iterator[str]:
        """The certainties by size, as a table in Markdown, and the expected calibration error."""
        error = 0.0
        yield f"| certainty | {self.what} | mean certainty | share right |"
        yield "|---|---|---|---|"
        for low, high in pairwise(EDGES):
            if inside := [(p, right) for p, right in pairs if low <= p < high]:
                mean, right = (sum(x[i] for x in inside) / len(inside) for i in (0, 1))
                error += abs(mean - right) * len(inside) / len(pairs)
                yield f"| {low:.2f}–{min(high, 1):.2f} | {len(inside) / DEALINGS:.0f} | {mean:.2f} | {right:.2f} |"
        yield f"\nExpected calibration error: {error:.3f}"
