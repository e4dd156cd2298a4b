"""List the verbs that headlines write like nouns: ``python -m tools.headline_verbs CORPUS``.

Writes ``src/detente/text/headline_verbs.csv`` from the verbs of ``cues.csv`` and those that carry a happening in at
least three sentences of the corpus: the form that a headline uses, its past, and whether it is the name of a happening,
too ("talks", "strike").
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

from detente.codebook.cues import Cues
from detente.codebook.plover import Plover
from detente.coding import syntax
from detente.model import Article
from detente.text.headlines import TABLE
from detente.text.parse import parse_many
from detente.training.check import load
from detente.training.corpus import NONE

LEAST = 3
LIGHT = frozenset(
    {"be", "have", "do", "say", "tell", "add", "become", "seem", "remain", "know", "think", "believe", "get", "let"}
    | {"note", "write", "continue", "begin", "start", "try", "want", "like", "mean", "include", "go", "come", "take"}
)
# Doubles its last letter before an ending: "bar", "pin".
SHORT = re.compile(r"[^aeiou]*[aeiou][bdglmnprt]")
IRREGULAR = {
    "admit": "admitted", "beat": "beat", "become": "became", "begin": "began", "bend": "bent", "bid": "bid",
    "bind": "bound", "bleed": "bled", "break": "broke", "bring": "brought", "build": "built", "burst": "burst",
    "buy": "bought", "cancel": "cancelled", "cast": "cast", "catch": "caught", "choose": "chose", "come": "came",
    "commit": "committed", "compel": "compelled", "cut": "cut", "deal": "dealt", "draw": "drew", "drive": "drove",
    "eat": "ate", "expel": "expelled", "fall": "fell", "feed": "fed", "fight": "fought", "find": "found",
    "flee": "fled", "fly": "flew", "forbid": "forbade", "foresee": "foresaw", "forget": "forgot",
    "forgive": "forgave", "forgo": "forwent", "freeze": "froze", "get": "got", "give": "gave", "go": "went",
    "grow": "grew", "hang": "hung", "hear": "heard", "hide": "hid", "hit": "hit", "hold": "held", "keep": "kept",
    "know": "knew", "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let", "lose": "lost",
    "make": "made", "mean": "meant", "meet": "met", "mislead": "misled", "mistake": "mistook", "outdo": "outdid",
    "overrun": "overran", "oversee": "oversaw", "overthrow": "overthrew", "patrol": "patrolled", "pay": "paid",
    "permit": "permitted", "put": "put", "quit": "quit", "read": "read", "rebut": "rebutted", "refer": "referred",
    "repay": "repaid", "ride": "rode", "ring": "rang", "rise": "rose", "run": "ran", "say": "said", "see": "saw",
    "seek": "sought", "sell": "sold", "send": "sent", "set": "set", "shake": "shook", "shoot": "shot",
    "show": "showed", "shut": "shut", "sink": "sank", "sit": "sat", "sleep": "slept", "speak": "spoke",
    "spend": "spent", "split": "split", "spread": "spread", "stand": "stood", "steal": "stole", "stick": "stuck",
    "strike": "struck", "submit": "submitted", "swear": "swore", "sweep": "swept", "take": "took", "teach": "taught",
    "tear": "tore", "tell": "told", "think": "thought", "throw": "threw", "transfer": "transferred",
    "understand": "understood", "undertake": "undertook", "uphold": "upheld", "win": "won", "withdraw": "withdrew",
    "withhold": "withheld", "write": "wrote",
}  # fmt: skip


def past(base: str) -> str:
    """The past of a verb."""
    if base in IRREGULAR:
        return IRREGULAR[base]
    if base.endswith("e"):
        return f"{base}d"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ied"
    return f"{base}{base[-1]}ed" if SHORT.fullmatch(base) else f"{base}ed"


def third(base: str) -> str:
    """The form of the present with which one acts."""
    if re.search(r"(s|sh|ch|x|z|o)$", base):
        return f"{base}es"
    return f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else f"{base}s"


def carrying(corpus: Path) -> set[str]:
    """The verbs that carry a happening in the corpus, without those that tell of nothing by themselves."""
    examples = [e for e in load([corpus])[0] if e.frame != NONE]
    found: Counter[str] = Counter()
    documents = parse_many(Article(id=str(i), text=e.text) for i, e in enumerate(examples))
    for example, document in zip(examples, documents, strict=True):
        for token in (t for sentence in document.sentences for t in sentence.tokens):
            if syntax.is_verb(token) and any(token.span.overlaps(span) for span in example.spans["V"]):
                found[syntax.lemma(token)] += 1
    return {word for word, n in found.items() if n >= LEAST and word not in LIGHT}


def main(corpus: str) -> int:
    """Write the table."""
    cues = Cues.load(Plover.load())
    bases = sorted(
        word for word in {*cues.verbs, *carrying(Path(corpus))} if word.isalpha() and word.islower() and len(word) > 2
    )
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["form", "past", "noun"])
        for base in bases:
            named = "yes" if base in cues.nouns or third(base) in cues.nouns else ""
            writer.writerows([[base, past(base), named], [third(base), past(base), named]])
    print(f"{len(bases)} verbs")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
