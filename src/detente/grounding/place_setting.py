"""How the grammar puts a name among places: "sailed from Grimsby", "shelled Kherson", "the town of Hadrut"."""

from __future__ import annotations

from collections.abc import Mapping, Set

from detente.text.document import Token

_FIRST = ("conj", "appos")


def is_set(root: Token, words: Mapping[str, Set[str]]) -> bool:
    """Whether the words around a name say that it is a place.

    Args:
        root: the token that heads the name.
        words: those of ``places_words.csv`` by kind.
    """
    while root.dep in _FIRST and root.head is not root:
        root = root.head
    above = root.head
    if root.dep == "dobj":
        return above.lemma in words["taken"]
    if root.dep != "pobj" or above is root:
        return False
    if above.lower in words["at"]:
        return True
    if above.lower == "of":
        return above.head.lemma in words["settlement"]
    going = any(t.lemma in words["motion"] for t in (above.head, above.head.head))
    return going and above.lower in words["path"]
