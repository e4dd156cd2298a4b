"""How far a second reader agrees: ``python tools/agreement.py corpus/ corpus/second/``.

The second reading holds lines ``frame | status | text`` for sentences of the corpus, labelled without sight of the
first labels. Prints Krippendorff's alpha for nominal data (Krippendorff, *Content Analysis*, 2004) and the commonest
disagreements.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.codebook.plover import Plover
from detente.model import Span
from detente.training.corpus import NONE, Example, parse, read

Pair = tuple[str, str]


def alpha(pairs: Sequence[Pair]) -> float:
    """Krippendorff's alpha of two readers' labels: 1 for full agreement, 0 for agreement by chance."""
    totals = Counter(label for pair in pairs for label in pair)
    n = sum(totals.values())
    apart = 2 * sum(one != other for one, other in pairs)
    by_chance = (n * n - sum(count * count for count in totals.values())) / (n - 1)
    return 1 - apart / by_chance if by_chance else 1.0


def second(folder: Path) -> Iterator[tuple[str, tuple[Span, ...], str, str]]:
    """Text, trigger, frame and status of each line of the second reading."""
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                frame, status, marked = line.split(" | ", 2)
                text, spans = parse(marked)
                yield text, spans["V"], frame, status


def main(corpus: str, again: str) -> int:
    """Print alpha for type, frame and status, and what the readers differ about."""
    plover = Plover.load()
    first = {(e.text, e.spans["V"]): e for e in read([Path(corpus)], plover.frames) if isinstance(e, Example)}
    labels: dict[str, list[Pair]] = {"type": [], "frame": [], "status": []}
    missing = 0
    for text, trigger, frame, status in second(Path(again)):
        example = first.get((text, trigger))
        if example is None:
            missing += 1
            continue
        kinds = [NONE if f == NONE else plover.frames[f].event for f in (example.frame, frame)]
        labels["type"].append((kinds[0], kinds[1]))
        labels["frame"].append((example.frame, frame))
        if NONE not in (example.frame, frame):
            labels["status"].append((example.status, status))
    print(f"{len(labels['frame'])} sentences read twice; {missing} changed since")
    for name, pairs in labels.items():
        same = sum(one == other for one, other in pairs) / max(1, len(pairs))
        print(f"{name}: alpha {alpha(pairs):.3f}, equal {same:.3f}, n {len(pairs)}")
        for (one, other), count in Counter(p for p in pairs if p[0] != p[1]).most_common(12):
            print(f"    {one} / {other}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
