"""Fit how often each reading that dates a happening is right, on the pages labelled by hand.

``python -m tools.fit_date_certainty`` codes ``evaluation/pages``, fits ``date_certainty.csv`` and prints how well the
figures hold on pages that they were not fitted to; ``--write`` puts them into the codebook. A date is right if it lies
inside what the label that its statement stands for accepts; labels on whose date readers may differ are left out.

The worth of a reading is the share of its dates that are right, drawn towards the mean (that of a reading beside other
dates towards the reading) by a few imagined cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from evaluation.pages import compare, read
from evaluation.pages_aspects import date_right
from tools.fitting import BOUND, IMAGINED, MET, Fitting, Worth, beside

from detente import reading
from detente.coding.date_certainty import Weighed, apart, key_of, worth
from detente.grounding.certainty import BESIDE, CONTESTED, OTHER
from detente.pipeline import Pipeline

HEAD = """\
# How often each reading that dates a happening is right, and in how many cases of evaluation/pages that was counted
# (drawn towards the mean where these are few). "contested": where its sentence, or a second reading, tells of other
# days. "no date": of what is left without one. "beside": how often, where a date is wrong and others are told, one of
# those is right. "other": all other readings. Made by tools/fit_date_certainty.py; a user's row for a reading wins.
"""


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
            near = any(date_right(label, one) for one in others) if others and not right else None
            yield Case(number, weighed, right, near)


def rules(case: Case) -> set[str]:
    """The rows that speak for a date: its reading, and that reading beside other dates."""
    key = key_of(case.weighed)
    return {key, key.removesuffix(CONTESTED)}


def fit(found: Sequence[Case]) -> Worth:
    """The worth of each reading."""
    mean = sum(c.right for c in found) / len(found)
    by_key: dict[str, list[bool]] = defaultdict(list)
    for case in found:
        for key in rules(case):
            by_key[key].append(case.right)
    table = {OTHER: mean}
    for key in sorted(by_key, key=lambda k: k.endswith(CONTESTED)):
        if len(by_key[key]) >= MET:
            towards = table.get(key.removesuffix(CONTESTED), mean)
            table[key] = min(BOUND, (sum(by_key[key]) + IMAGINED * towards) / (len(by_key[key]) + IMAGINED))
    return table | {BESIDE: beside(found)}


def chance(taught: Worth, case: Case) -> float:
    """The certainty of a date."""
    return worth(taught, case.weighed)


FITTING = Fitting("dates", "date_certainty.csv", HEAD, cases, rules, fit, chance)

if __name__ == "__main__":
    FITTING.main("tools.fit_date_certainty")
