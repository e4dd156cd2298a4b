"""Check corpus files and print their statistics: ``python tools/check_corpus.py corpus/``.

Exit status 1 where a line is at fault.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from detente.codebook.plover import Plover
from detente.training.corpus import NONE, Example, Fault, read, statistics


def main(paths: list[str]) -> int:
    """Print faults and counts; return the exit status."""
    plover = Plover.load()
    found = list(read([Path(p) for p in paths or ["corpus"]], plover.frames))
    faults = [f for f in found if isinstance(f, Fault)]
    examples = [e for e in found if isinstance(e, Example)]
    counts = statistics(examples)
    twice = [text for text, n in Counter((e.text, e.spans["V"]) for e in examples).items() if n > 1]
    for fault in faults:
        print(f"{fault.where}: {fault.problem}")
    for text, _ in twice[:20]:
        print(f"twice with the same trigger: {text}")
    print(f"{len(examples)} examples, {len(counts['text'])} sentences, {len(faults)} faults, {len(twice)} doubled")
    for name in ("status", "style", "region", "decade"):
        print(f"{name}: " + ", ".join(f"{k} {v}" for k, v in counts[name].most_common()))
    events = Counter(plover.frames[e.frame].event if e.frame != NONE else NONE for e in examples)
    print("type: " + ", ".join(f"{k} {v}" for k, v in events.most_common()))
    print("frame: " + ", ".join(f"{k} {v}" for k, v in sorted(counts["frame"].items(), key=lambda kv: kv[1])))
    return 1 if faults or twice else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
