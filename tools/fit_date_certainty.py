"""Fit how often each reading that dates a happening is right, on the pages labelled by hand.

``python -m tools.fit_date_certainty`` codes ``evaluation/pages``, fits ``date_certainty.csv`` and prints how well the
figures hold on pages that they were not fitted to; ``--write`` puts them into the codebook. A date is right if it lies
inside what the label that its statement stands for accepts; labels on whose date readers may differ are left out.

The worth of a reading is the share of its dates that are right, drawn towards the mean (that of a reading beside other
dates towards the reading) by a few imagined cases.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
from evaluation.pages import compare, read
from evaluation.pages_aspects import date_right

from detente import reading
from detente.coding.date_certainty import BESIDE, CONTESTED, OTHER, Weighed, apart, key_of, worth
from detente.pipeline import Pipeline

TABLE = Path(__file__).parent.parent / "src/detente/codebook/data/date_certainty.csv"
HEAD = """\
# How often each reading that dates a happening is right, and in how many cases of evaluation/pages that was counted
# (drawn towards the mean where these are few). "contested": where its sentence, or a second reading, tells of other
# days. "no date": of what is left without one. "beside": how often, where a date is wrong and others are told, one of
# those is right. "other": all other readings. Made by tools/fit_date_certainty.py; a user's row for a reading wins.
"""
IMAGINED = 5.0  # cases of the mean that are added to each reading's own
BOUND = 0.99
MET = 3  # a reading that was met less often has no row of its own
FOLDS, DEALINGS = 5, 8
EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


class Case(NamedTuple):
    """A date of a statement: the number of its page, how it was told, whether it is right, whether one beside it is."""

    page: int
    weighed: Weighed
    right: bool
    beside: bool | None


def cases(pipeline: Pipeline) -> Iterator[Case]:
    """The date of every statement that a label is held against."""
    for number, page in enumerate(read()):
        article = reading.article(page.raw, published=page.published, source=page.page)
        looked, coded = pipeline.examine(article)
        tokens = {e.predicate.token.span: e.predicate.token.i for e in looked.kept()}
        compared = compare(page, coded)
        for place, label in enumerate(page.statements):
            made = compared.best(place)
            if made is None or not label.date:
                continue
            weighed, right = looked.dated[tokens[made.trigger]], date_right(label, made)
            others = [msgspec.structs.replace(made, start=one[0], end=one[1]) for one in apart(weighed)]
            beside = any(date_right(label, one) for one in others) if others and not right else None
            yield Case(number, weighed, right, beside)


def fit(found: Sequence[Case]) -> Mapping[str, float]:
    """The worth of each reading."""
    mean = sum(c.right for c in found) / len(found)
    by_key: dict[str, list[bool]] = defaultdict(list)
    for case in found:
        for key in {key_of(case.weighed), key_of(case.weighed).removesuffix(CONTESTED)}:
            by_key[key].append(case.right)
    table = {OTHER: mean}
    for key in sorted(by_key, key=lambda k: k.endswith(CONTESTED)):
        if len(by_key[key]) >= MET:
            towards = table.get(key.removesuffix(CONTESTED), mean)
            table[key] = min(BOUND, (sum(by_key[key]) + IMAGINED * towards) / (len(by_key[key]) + IMAGINED))
    asked = [c.beside for c in found if c.beside is not None]
    return table | {BESIDE: (sum(asked) + 1) / (len(asked) + 2)}


def held_out(found: Sequence[Case]) -> list[tuple[float, bool]]:
    """The certainty of each case by what other pages teach and whether it is right, once for each dealing of pages."""
    out, pages = [], sorted({c.page for c in found})
    for seed in range(DEALINGS):
        fold = {page: place % FOLDS for place, page in enumerate(random.Random(seed).sample(pages, len(pages)))}
        for one in range(FOLDS):
            taught = fit([c for c in found if fold[c.page] != one])
            out += [(worth(taught, c.weighed), c.right) for c in found if fold[c.page] == one]
    return out


def table_of(pairs: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """The certainties by size, as a table in Markdown, and the expected calibration error."""
    error = 0.0
    yield "| certainty | dates | mean certainty | share right |"
    yield "|---|---|---|---|"
    for low, high in pairwise(EDGES):
        if inside := [(p, right) for p, right in pairs if low <= p < high]:
            mean, right = (sum(x[i] for x in inside) / len(inside) for i in (0, 1))
            error += abs(mean - right) * len(inside) / len(pairs)
            yield f"| {low:.2f}–{min(high, 1):.2f} | {len(inside) / DEALINGS:.0f} | {mean:.2f} | {right:.2f} |"
    yield f"\nExpected calibration error: {error:.3f}"


def rows(found: Sequence[Case], fitted: Mapping[str, float]) -> Iterator[str]:
    """The lines of the codebook table."""
    yield "rule,right,cases"
    keys = [key_of(c.weighed) for c in found]
    for rule in sorted(fitted, key=lambda r: (r in (OTHER, BESIDE), r)):
        met = sum(k == rule or k.removesuffix(CONTESTED) == rule for k in keys)
        met = len(found) if rule == OTHER else sum(c.beside is not None for c in found) if rule == BESIDE else met
        name = f'"{rule}"' if "," in rule else rule
        yield f"{name},{fitted[rule]:.3f},{met}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, code the pages, fit, print and, if asked, write."""
    name, about = "python -m tools.fit_date_certainty", "Fit the certainty of dates."
    parser = argparse.ArgumentParser(prog=name, description=about)
    parser.add_argument("--write", action="store_true", help="write the table of the codebook")
    options = parser.parse_args(arguments)
    found = list(cases(Pipeline()))
    fitted = fit(found)
    lines = list(rows(found, fitted))
    print("\n".join(lines))
    pairs = held_out(found)
    mean = sum(right for _, right in pairs) / len(pairs)
    print(f"\n{len(found)} dates, {mean:.3f} right; each fifth of the pages by what the others taught:\n")
    print("\n".join(table_of(pairs)))
    brier = sum((p - right) ** 2 for p, right in pairs) / len(pairs)
    print(f"Brier score: {brier:.4f}; of the mean alone: {mean * (1 - mean):.4f}")
    if options.write:
        TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
