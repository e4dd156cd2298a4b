"""How the gazetteer spells names: small letters, no accents, short forms in full."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "’": "'"}
)
_SHORT = {"st.": "saint", "st": "saint", "ft.": "fort", "mt.": "mount", "ste.": "sainte"}


def fold(name: str) -> str:
    """A name as the gazetteer spells it: small letters, no accents, one blank between words, "saint" for "st."."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(c for c in plain if not unicodedata.combining(c))
    words = name.lower().split()
    return " ".join(_SHORT.get(w, w) for w in words)
