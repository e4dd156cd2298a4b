"""Which verbs without a cue are worth asking the encoder about: ``python tools/open_verbs.py CORPUS``.

Writes ``open_verbs.csv``: the verbs that carry a happening in at least three sentences of the corpus, without those
that tell of nothing by themselves. Of other verbs the encoder has learnt too little, and each question costs time.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from detente.codebook.tables import BUILT_IN
from detente.coding import syntax
from detente.model import Article
from detente.text.parse import parse_many
from detente.training.check import load
from detente.training.corpus import NONE

LEAST = 3
LIGHT = frozenset(
    {"be", "have", "do", "say", "tell", "add", "become", "seem", "remain", "know", "think", "believe", "get", "let"}
    | {"note", "write", "continue", "begin", "start", "try", "want", "like", "mean", "include", "go", "come", "take"}
)
HEAD = """# Verbs that the trained coder is asked about where no cue knows them, if an actor is their subject:
# those that carry a happening in the corpus. Made by `python tools/open_verbs.py corpus/`.
words
"""


def main(corpus: str) -> int:
    """Count and write."""
    examples = [e for e in load([Path(corpus)])[0] if e.frame != NONE]
    found: Counter[str] = Counter()
    documents = parse_many(Article(id=str(i), text=e.text) for i, e in enumerate(examples))
    for example, document in zip(examples, documents, strict=True):
        for token in (t for sentence in document.sentences for t in sentence.tokens):
            if syntax.is_verb(token) and any(token.span.overlaps(span) for span in example.spans["V"]):
                found[syntax.lemma(token)] += 1
    words = sorted(w for w, n in found.items() if n >= LEAST and w.isalpha() and w not in LIGHT)
    rows = ["|".join(words[i : i + 12]) for i in range(0, len(words), 12)]
    (BUILT_IN / "open_verbs.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(words)} verbs")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
