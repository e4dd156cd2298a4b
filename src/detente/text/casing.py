"""Headlines That Write Every Word Large, turned into the spelling that the parser knows.

There the parser takes most words for names and finds no verb. Words that running text writes small are written small
again (Lita et al., "tRuEcasIng", 2003); ``common_words.txt`` lists them, counted by ``tools/common_words.py``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "common_words.txt"

_WORD = re.compile(r"[^\W\d_]+")
# What even such headlines write small, so that it tells nothing.
# fmt: off
_SMALL = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "off", "on", "or", "over",
    "out", "the", "to", "up", "via", "with",
})
# fmt: on
# From so many telling words on, and from which share of large ones, a headline is taken for one that writes all large.
_LEAST, _SHARE = 3, 0.8
# Endings of forms that the list may lack, with what the listed form has in their place.
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_SHORTEST = 3


def recased(text: str) -> str:
    """A headline in the spelling of a sentence, of the same length; any other text as it is."""
    words = [m.group() for m in _WORD.finditer(text)]
    telling = [w for w in words[1:] if len(w) > 1 and w.lower() not in _SMALL]
    large = sum(w[0].isupper() for w in telling)
    if len(telling) < _LEAST or large < _SHARE * len(telling):
        return text
    shouted = all(w.isupper() for w in words if w.lower() not in _SMALL)
    first = next(iter(_WORD.finditer(text))).start()
    return _WORD.sub(lambda m: _written(m.group(), shouted=shouted, opens=m.start() == first), text)


def _written(word: str, *, shouted: bool, opens: bool) -> str:
    small = word.lower()
    if len(small) != len(word):  # "İ" becomes two characters
        return word
    if not (shouted or word[1:].islower()):
        return word  # "US", "McKay"
    if is_common(small) and not opens:
        return small
    return word[0] + small[1:] if shouted and len(word) > _SHORTEST else word


def is_common(word: str) -> bool:
    """Whether running text writes a word, given in small letters, small."""
    known = _common()
    if word in known:
        return known[word]
    stems = (word[: -len(ending)] + rest for ending, rest in _ENDINGS if word.endswith(ending))
    return any(known.get(stem, False) for stem in stems if len(stem) >= _SHORTEST)


@cache
def _common() -> dict[str, bool]:
    """Words with whether they are written small; those that are mostly names are listed with a capital."""
    listed = LIST.read_text(encoding="utf-8").split()
    return {word.lower(): word[0].islower() for word in listed}
