"""Fit the weights by which reports are linked, on statements grouped by hand (``evaluation/linking``).

``python tools/fit_linking.py [--coded FILE] [--pages FILE…] [--write] [--words]``. Logistic regression on pairs of
reports that may be compared. Its prior is that every weight is as we judged it, give or take ``SPREAD``. Prints the
weights and how pairs come out that were held out, a fifth at a time; ``--write`` puts the weights into
``linking_weights.csv``. ``--coded`` names a file that keeps what was coded, so that it is coded once; ``--pages`` adds
stories with labels in place (``evaluation/labelled.py``), their statements as the reader has them. ``--words`` counts
the words of the corpus anew instead (``linking_words.csv``).
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from evaluation.labelled import pages
from evaluation.linking_gold import Marks, articles, grouped, pairs
from evaluation.linking_pages import compared, given
from numpy.typing import NDArray

from detente.codebook.tables import BUILT_IN, records
from detente.linking import Linker
from detente.linking.evidence import evidence
from detente.linking.odds import Weight
from detente.linking.words import STEM
from detente.model import Coded
from detente.pipeline import Pipeline

SPREAD = 0.6
TABLE = BUILT_IN / "linking_weights.csv"
WORDS = BUILT_IN / "linking_words.csv"
ROUNDS = 60
LEAST_SHARE = 11
Array = NDArray[np.float64]


def coded(path: Path | None) -> tuple[list[Coded], list[Marks]]:
    """The articles of the gold, coded, with their marks."""
    given, marks = zip(*articles(), strict=True)
    if path and path.exists():
        return msgspec.json.decode(path.read_bytes(), type=list[Coded]), list(marks)
    found = [
        one if isinstance(one, Coded) else Coded(article=article)
        for article, one in zip(given, Pipeline().code_many(given), strict=True)
    ]
    if path:
        path.write_bytes(msgspec.json.encode(found))
    return found, list(marks)


def table(gold_pairs: Sequence[tuple[list[tuple[str, float]], bool]], names: Sequence[str]) -> tuple[Array, Array]:
    """Pieces of evidence as a matrix, and which pairs are of one happening."""
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(gold_pairs), len(names)))
    for row, (pieces, _) in enumerate(gold_pairs):
        for name, amount in pieces:
            x[row, column[name]] += amount
    return x, np.array([float(same) for _, same in gold_pairs])


def fit(x: Array, y: Array, judged: Array, spread: Array) -> Array:
    """Weights by damped Newton steps; the prior is normal around ``judged``."""

    def cost(w: Array) -> float:
        z = x @ w
        return float(np.logaddexp(0, z).sum() - y @ z + (((w - judged) / spread) ** 2).sum() / 2)

    w, precision = judged.copy(), np.diag(1 / spread**2)
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (y - p) - precision @ (w - judged)
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + precision, gradient)
        size = next(s for s in (0.5**i for i in range(40)) if cost(w + s * step) <= cost(w) or s < 1e-9)
        w = w + size * step
        if np.abs(step).max() < 1e-6:
            break
    return w


def report(name: str, right: Array, y: Array) -> str:
    """How pairs come out: share right, and precision and recall of those told to be of one happening."""
    said = right > 0
    hits = float((said & (y > 0)).sum())
    precision, recall = hits / max(1, said.sum()), hits / max(1, y.sum())
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name}: {len(y)} pairs, {int(y.sum())} same, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def main() -> None:
    """Read the command line, fit, print, write."""
    parser = argparse.ArgumentParser(description="Fit the weights by which reports are linked.")
    parser.add_argument("--coded", type=Path, metavar="FILE")
    parser.add_argument("--pages", type=Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--words", action="store_true")
    options = parser.parse_args()
    if options.words:
        count_words()
        return
    weights = records("linking_weights.csv", Weight)
    names = [w.evidence for w in weights if w.evidence != "threshold"]
    judged = np.array([w.judged for w in weights if w.evidence != "threshold"])
    spread = np.array([1e-3 if w.kept else SPREAD for w in weights if w.evidence != "threshold"])
    gold = grouped(*coded(options.coded))
    linker = Linker.load()
    told = [one for _, own in given([p for file in options.pages for p in pages(file)], Pipeline()) for one in own]
    both = [*pairs(gold, linker), *compared(told, linker)]
    judged_pairs = [(evidence(new, old), same) for new, old, same in both]
    found = [(pieces, same) for pieces, same in judged_pairs if pieces is not None]
    missed = sum(same for pieces, same in judged_pairs if pieces is None)
    groups = [g.happening.split()[0] + g.coded.article.source[-40:-20] for g in gold]
    print(f"{len(gold)} statements, {len(set(groups))} sources; {missed} pairs of one happening are never compared")
    x, y = table(found, names)
    fold = np.arange(len(y)) * 5 // len(y)
    held_out = np.zeros(len(y))
    for part in range(5):
        held_out[fold == part] = x[fold == part] @ fit(x[fold != part], y[fold != part], judged, spread)
    w = fit(x, y, judged, spread)
    print(report("as judged", x @ judged, y), report("five parts held out", held_out, y), sep="\n")
    print(report("fitted", x @ w, y))
    for name, before, after, used in zip(names, judged, w, (x != 0).sum(axis=0), strict=True):
        print(f"{name:24} {before:6.2f} {after:6.2f} {used:6}")
    if options.write:
        write(weights, dict(zip(names, w, strict=True)))


def write(weights: Sequence[Weight], fitted: dict[str, float]) -> None:
    """Put fitted weights into the table."""
    top = [line for line in TABLE.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        out.writelines(top)
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["evidence", "weight", "judged", "kept", "meaning"])
        for w in weights:
            value = round(fitted.get(w.evidence, w.weight), 2)
            rows.writerow([w.evidence, f"{value:g}", f"{w.judged:g}", "true" if w.kept else "", w.meaning])


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
    top = [line for line in WORDS.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]
    rows = [f"{stem},{share}\n" for stem, share in sorted(shares.items()) if share >= LEAST_SHARE]
    WORDS.write_text("".join([*top, "stem,share\n", *rows]), encoding="utf-8")


if __name__ == "__main__":
    main()
