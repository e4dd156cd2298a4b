"""Count which words running text writes small: ``python -m tools.common_words corpus/``.

Writes ``src/detente/text/common_words.txt`` from the sentences of the corpus, headlines and the words that open a
sentence left out. Words that are names too ("turkey", "may") are listed with a capital where they mostly are names.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from detente.text.casing import LIST
from detente.training.check import load

WORD = re.compile(r"[^\W\d_]+")
OPENS = frozenset({".", "?", "!", ":", "“", '"', "‘"})
# A word counts as small where it is written so at least so many times as often as large.
TIMES = 4


def main(corpus: str) -> int:
    """Count and write."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for example in load([Path(corpus)])[0]:
        if example.style != "headline":
            for word in WORD.finditer(example.text):
                if example.text[: word.start()].rstrip()[-1:] not in {"", *OPENS}:
                    (small if word.group()[0].islower() else large)[word.group().lower()] += 1
    words = sorted({*small, *large})
    written = [w if small[w] >= TIMES * large[w] else w.capitalize() for w in words if len(w) > 1 and small[w]]
    LIST.write_text("\n".join(written) + "\n", encoding="utf-8")
    print(f"{len(written)} words, {sum(w[0].isupper() for w in written)} of them mostly names")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
