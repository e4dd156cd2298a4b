"""How often the rules' status is right, by status: ``python tools/fit_status.py corpus/ [SAMPLE]``.

Reads the status of a sample of the corpus's happenings by the rules, writes the share that is right in two thirds of
them into ``status_confidence.csv`` and prints reliability and expected calibration error on the remaining third.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from detente.codebook.tables import BUILT_IN
from detente.coding.status import judge
from detente.evaluation.calibration import gap, table
from detente.model import STATUSES, Article, Status
from detente.text.parse import parse_many
from detente.training.check import load
from detente.training.corpus import NONE, Example

HEAD = """# How often the status that the rules read is right: made by `python tools/fit_status.py corpus/`.
status,right
"""


def judged(examples: list[Example]) -> Iterator[tuple[Status, bool]]:
    """The status that the rules read at each marked trigger, and whether it is that of the corpus."""
    articles = (Article(id=str(i), text=e.text) for i, e in enumerate(examples))
    for example, document in zip(examples, parse_many(articles), strict=True):
        words = document.tokens_in(example.spans["V"][0])
        top = min(words, key=lambda t: sum(1 for _ in t.ancestors()))
        status = judge(top).status
        yield status, status == example.status


def main(corpus: str, sample: int = 6000) -> int:
    """Count, write and report."""
    examples = [e for e in load([Path(corpus)])[0] if e.frame != NONE]
    found = list(judged(random.Random(9).sample(examples, min(sample, len(examples)))))
    parting = len(found) * 2 // 3
    total = Counter(status for status, _ in found[:parting])
    right = Counter(status for status, hit in found[:parting] if hit)
    # One right and one wrong more than counted, so that nothing is certain.
    shares = {s: round((right[s] + 1) / (total[s] + 2), 3) for s in STATUSES}
    rows = "".join(f"{status},{share}\n" for status, share in shares.items())
    (BUILT_IN / "status_confidence.csv").write_text(HEAD + rows, encoding="utf-8")
    held = found[parting:]
    print(f"{len(held)} held-out happenings: status {sum(hit for _, hit in held) / len(held):.3f}")
    bins = table((shares[status], hit) for status, hit in held)
    for one in bins:
        print(f"  confidence {one.confidence:.3f}  right {one.right:.3f}  n {one.statements}")
    print(f"expected calibration error {gap(bins):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
