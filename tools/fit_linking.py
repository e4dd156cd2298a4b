"""Fit the weights by which reports are linked: ``python -m tools.fit_linking --write`` (some six minutes).

Run it anew whenever parties or frames are coded otherwise. It codes the stories of ``corpus/pages`` and those of
``evaluation/linking``, and counts how far actors found by a method are those of the labels (``linking_sureness.csv``).
Then logistic regression on pairs of reports that may be compared: of the labelled stories once as their reader has
them and once end to end, as détente codes them. Its prior is that every weight is as we judged it, give or take
``SPREAD``. The threshold is the one of ``THRESHOLDS`` with the best F1 end to end where each half of the files is
judged by what the other taught; prints these figures, and the weights. ``--write`` puts all into
``linking_weights.csv`` and ``linking_sureness.csv``. ``--words`` counts the words of the corpus anew instead
(``linking_words.csv``).
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from evaluation.linking_gold import Grouped, articles, grouped, pairs
from evaluation.linking_pages import Made, coded, given, linked, read
from evaluation.linking_pairs import Compared, Pair, Share, Told, compared, share
from evaluation.linking_pairs import pairs as judged_pairs
from numpy.typing import NDArray
from tools.fitting import remarks

from detente.codebook.tables import BUILT_IN, records
from detente.linking import Linker
from detente.linking.evidence import evidence
from detente.linking.odds import Weight, Weights
from detente.linking.sureness import ANY, GIVEN, Sureness, Trust
from detente.linking.words import STEM
from detente.model import Coded
from detente.pipeline import Pipeline

SPREAD = 0.6
TABLE = BUILT_IN / "linking_weights.csv"
SURENESS = BUILT_IN / "linking_sureness.csv"
WORDS = BUILT_IN / "linking_words.csv"
ROUNDS = 60
LEAST_SHARE = 11
THRESHOLDS = (-1.4, -1.2, -1.0, -0.8)
# A method counts as if so many actors more were found by it that are as good as all.
LIKE_ALL = 10
Array = NDArray[np.float64]


class Stories(NamedTuple):
    """Labelled stories, as their reader has them and as they are coded."""

    given: Made
    coded: Made

    def half(self, rest: int) -> Stories:
        """Those of every second file."""
        return Stories(*([one for one in made if _number(one[1]) % 2 == rest] for made in self))


def _number(told: Sequence[Told]) -> int:
    """The number of a page's file; of those without labels it does not matter."""
    return int("".join(re.findall(r"\d+(?=/)", told[0].page.story)) or 0) if told else 0


def gold() -> list[Grouped]:
    """The statements grouped by hand (``evaluation/linking_gold.py``), coded."""
    found, marks = zip(*articles(), strict=True)
    made = [
        one if isinstance(one, Coded) else Coded(article=article)
        for article, one in zip(found, Pipeline().code_many(found), strict=True)
    ]
    return grouped(made, marks)


def sureness(made: Made) -> Sureness:
    """How far the certainty of actors holds, by method: they are right where their side of the label has them."""
    right: Counter[tuple[str, int]] = Counter()
    sure: dict[tuple[str, int], float] = {}
    for method, side, certainty, hit in _actors(made):
        for name in (method, ANY):
            right[name, side] += hit
            sure[name, side] = sure.get((name, side), 0.0) + certainty
    base = [right[ANY, side] / max(1.0, sure[ANY, side]) for side in (0, 1)]

    def trust(method: str, side: int) -> float:
        more = 0 if method == ANY else LIKE_ALL
        return round((right[method, side] + more * base[side]) / (sure.get((method, side), 0.0) + more), 2)

    methods = sorted({method for method, _ in sure} - {GIVEN})
    found = {method: Trust(method, trust(method, 0), trust(method, 1)) for method in methods}
    return Sureness({**found, GIVEN: Trust(GIVEN, 1.0, 1.0)})


def _actors(made: Made) -> Iterator[tuple[str, int, float, bool]]:
    """Method, side and certainty of the actors on labels whose frame was found, and whether the label has them."""
    for told in (one for _, own in made for one in own):
        label = told.label
        for statement in (s for s in told.statements if s.frame == label.frame):
            equal = (*label.source, *label.target) if statement.symmetric or label.mutual else None
            for side, (actors, codes) in enumerate(
                ((statement.source, label.source), (statement.target, label.target))
            ):
                for actor in actors:
                    yield actor.method or GIVEN, side, actor.certainty, actor.country in (equal or codes)


def table(found: Iterable[Compared], names: Sequence[str]) -> tuple[Array, Array, Array]:
    """Pieces of evidence as a matrix, which pairs are of one happening, and what they count."""
    column = {name: i for i, name in enumerate(names)}
    rows, same, count = [], [], []
    for pair in found:
        if (pieces := evidence(pair.new, pair.old)) is not None:
            row = np.zeros(len(names))
            for name, amount in pieces:
                row[column[name]] += amount
            rows.append(row)
            same.append(float(pair.same))
            count.append(pair.weight)
    return np.array(rows), np.array(same), np.array(count)


def fit(x: Array, y: Array, v: Array, rows: Sequence[Weight]) -> Array:
    """Weights by damped Newton steps; the prior is normal around what was judged."""
    judged = np.array([row.judged for row in rows])
    spread = np.array([1e-3 if row.kept else SPREAD for row in rows])

    def cost(w: Array) -> float:
        z = x @ w
        return float((v * (np.logaddexp(0, z) - y * z)).sum() + (((w - judged) / spread) ** 2).sum() / 2)

    w, precision = judged.copy(), np.diag(1 / spread**2)
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (v * (y - p)) - precision @ (w - judged)
        step = np.linalg.solve((x * (v * p * (1 - p))[:, None]).T @ x + precision, gradient)
        size = next(s for s in (0.5**i for i in range(40)) if cost(w + s * step) <= cost(w) or s < 1e-9)
        w = w + size * step
        if np.abs(step).max() < 1e-6:
            break
    return w


def taught(stories: Stories, own: Sequence[Grouped], rows: Sequence[Weight]) -> Linker:
    """What links by weights fitted on stories, and by the statements grouped by hand."""
    linker = replace(Linker.load(), sureness=sureness(stories.coded))
    names = [row.evidence for row in rows]
    both = [Compared(*pair) for pair in pairs(own, linker)]
    for made in stories:
        both += compared([one for _, told in made for one in told], linker)
    found = fit(*table(both, names), rows)
    return replace(linker, weights=Weights(dict(zip(names, map(float, found), strict=True))))


def halves(stories: Stories, own: Sequence[Grouped], rows: Sequence[Weight]) -> Iterator[tuple[float, Share, Share]]:
    """By threshold: how pairs come out with labels given and end to end, each half judged by what the other taught."""
    linkers = [taught(stories.half(1 - rest), own, rows) for rest in (0, 1)]
    for threshold in THRESHOLDS:
        set_so = [replace(one, weights=Weights(one.weights.by_name, threshold)) for one in linkers]
        as_read, as_coded = (
            share(pair for rest, linker in enumerate(set_so) for pair in _judged(stories.half(rest)[kind], linker))
            for kind in (0, 1)
        )
        yield threshold, as_read, as_coded


def _judged(made: Made, linker: Linker) -> Iterator[Pair]:
    return judged_pairs(linked(made, linker), linker.kinds)


def main() -> None:
    """Read the command line, fit, print, write."""
    parser = argparse.ArgumentParser(description="Fit the weights by which reports are linked.")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--words", action="store_true")
    options = parser.parse_args()
    if options.words:
        count_words()
        return
    table_rows = records("linking_weights.csv", Weight)
    rows = [row for row in table_rows if row.evidence != "threshold"]
    found, own = read([]), gold()
    stories = Stories(given(found, Pipeline()), coded(found, Pipeline()))
    by_threshold = list(halves(stories, own, rows))
    for threshold, *both in by_threshold:
        print(f"{threshold:5.2f}", *map(_line, ("given", "end to end"), both))
    best = max(by_threshold, key=lambda row: row[2].f1)[0]
    linker = taught(stories, own, rows)
    print(
        *(f"{row.evidence:24} {row.judged:6.2f} {linker.weights.by_name[row.evidence]:6.2f}" for row in rows), sep="\n"
    )
    if options.write:
        write(table_rows, {**linker.weights.by_name, "threshold": best})
        write_sureness(linker.sureness)


def _line(name: str, one: Share) -> str:
    return f" {name}: precision {one.precision:.3f} recall {one.recall:.3f} F1 {one.f1:.3f}"


def write(weights: Sequence[Weight], fitted: dict[str, float]) -> None:
    """Put fitted weights into the table."""
    top = remarks(TABLE)
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        out.writelines(top)
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["evidence", "weight", "judged", "kept", "meaning"])
        for w in weights:
            value = round(fitted.get(w.evidence, w.weight), 2)
            rows.writerow([w.evidence, f"{value:g}", f"{w.judged:g}", "true" if w.kept else "", w.meaning])


def write_sureness(found: Sureness) -> None:
    """Put how sure parties are into the table."""
    lines = [f"{row.method},{row.source:g},{row.target:g}\n" for _, row in sorted(found.by_method.items())]
    SURENESS.write_text("".join([*remarks(SURENESS), "method,source,target\n", *lines]), encoding="utf-8")


def count_words() -> None:
    """Write how common the words of the corpus are."""
    counts: Counter[str] = Counter()
    sentences = 0
    for path in sorted(Path("corpus").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                text = re.sub(r"\[[A-Z]\w? ", "", line.split("|")[-1]).replace("]", "")
                counts.update({word[:STEM] for word in re.findall(r"[^\W\d_]+", text.casefold())})
                sentences += 1
    shares = {stem: round(n * 10_000 / sentences) for stem, n in counts.items()}
    top = remarks(WORDS)
    rows = [f"{stem},{share}\n" for stem, share in sorted(shares.items()) if share >= LEAST_SHARE]
    WORDS.write_text("".join([*top, "stem,share\n", *rows]), encoding="utf-8")


if __name__ == "__main__":
    main()
