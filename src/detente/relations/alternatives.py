"""Patterns for any of many words, which cost little however many they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# What no text meets: a pattern for none of no words.
NOTHING = "(?!)"


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of several words, of which the longest that fits is found first.

    Words are parted by their letters, as on the branches of a tree: an engine that tries alternatives one after the
    other looks at a letter once, and not at every word that begins with it. Where case is to be ignored, give words in
    small letters.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree) or NOTHING


def _branches(node: dict[str, Any]) -> str:
    """What may follow at a place of the tree; nothing need, where a word ends."""
    ways = [re.escape(letter) + _branches(after) for letter, after in sorted(node.items()) if letter]
    if not ways:
        return ""
    if "" in node:
        return f"(?:{'|'.join(ways)})?"
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
