"""Nouns that point back to states: "the country", "both sides", "the two Baltic neighbours", "its counterpart".

What a noun can mean stands in ``descriptions.csv``; the words before it narrow or bar that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from detente.text.document import Token

_MARKS = frozenset(
    {"the", "this", "these", "those", "two", "both", "either", "each", "neither", "three", "four", "communist",
     "neighbouring", "neighboring", "foreign", "defence", "defense", "prime", "feuding", "rival", "warring"}
)  # fmt: skip
_COUNTS = {"two": 2, "both": 2, "either": 2, "each": 2, "neither": 2, "three": 3, "four": 4}
_DEFINITE = frozenset({"the", "these", "those", "both"})
_ALONE_BEFORE = frozenset({"the", "this"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BARE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_DESCRIBING = frozenset({"JJ", "JJR", "VBN", "VBG", "RB"})

_PARTIES = frozenset({"host", "guest"})

Refers = Literal["one", "pair", "other", "seat", "first", "second", "host", "guest", "region", "bar"]


class DescriptionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``descriptions.csv``."""

    word: str
    refers: Refers
    alone: Literal["", "yes"] = ""
    fits: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    size: int = 2


def description_at(token: Token, rows: Mapping[str, DescriptionRow]) -> DescriptionRow | None:
    """The row for a noun that points back to states, narrowed to those that the words before it let it mean.

    Args:
        token: a word.
        rows: the descriptions by their words in small letters.

    Returns: None where the word is none of them, or what stands before it gives it another sense.
    """
    row = rows.get(token.lower)
    if row is None or row.refers in ("region", "bar"):
        return None
    owned = token.child("poss") is not None
    if row.refers in _PARTIES:
        return row if (row.alone and (owned or _is_definite(token))) or is_visiting(token) else None
    if row.refers == "one" and any(c.lower == "host" for c in token.children) and _is_definite(token):
        return rows.get("host")
    if row.refers == "seat" and any(c.dep == "amod" and c.text[0].isupper() for c in token.children):
        return row
    if row.refers == "other" or owned:
        return row if owned and row.refers in ("one", "other", "seat") else None
    if row.refers in ("first", "second") and token.dep not in _BARE:
        return None
    if row.word[0].isupper() and not token.text[0].isupper():
        return None
    if any(c.dep == "prep" and c.lower in ("of", "from") for c in token.children):
        return None
    return _narrowed(row, _before(token), rows)


def is_visiting(token: Token) -> bool:
    """Whether a noun means the guests of a visit told before: "the visiting minister"."""
    return any(c.lower == "visiting" for c in token.children) and _is_definite(token)


def _is_definite(token: Token) -> bool:
    return any(c.lower in _ALONE_BEFORE | _DEFINITE for c in token.children_of("det"))


def region_at(token: Token, rows: Mapping[str, DescriptionRow]) -> tuple[str, ...]:
    """The states of the region that a word before a noun names: "*Baltic* lawmakers"; empty where none does."""
    words = [c for c in token.children if c.i < token.i and c.dep in ("amod", "compound", "nmod")]
    regions = (row for c in words if c.text[0].isupper() and (row := rows.get(c.lower)) and row.refers == "region")
    return next((row.fits for row in regions), ())


def _before(token: Token) -> list[Token]:
    """The words between the beginning of a noun phrase and its head; "war-torn" and its like only describe."""
    words = [t for t in token.subtree() if t.i < token.i]
    hyphened = {i for t in words if t.text == "-" for i in (t.i - 1, t.i, t.i + 1)}
    return [t for t in words if t.pos != "PUNCT" and t.i not in hyphened]


def _narrowed(row: DescriptionRow, words: Sequence[Token], rows: Mapping[str, DescriptionRow]) -> DescriptionRow | None:
    before = {w.lower for w in words}
    counted = bool(before & _COUNTS.keys())
    fits, regions = set(row.fits), 0
    for kind, narrower in _read(words, rows):
        if kind == "no":
            return None
        if kind == "region":
            regions += 1
            fits = fits & narrower if fits else narrower
            if not fits:
                return None
    if not (counted or (before & _ALONE_BEFORE and (row.alone or regions))):
        return None
    return msgspec.structs.replace(row, fits=tuple(sorted(fits))) if regions else row


def _read(words: Sequence[Token], rows: Mapping[str, DescriptionRow]) -> Iterator[tuple[str, set[str]]]:
    """What each word before a noun does to its sense: nothing, ``region`` narrows it, ``no`` gives it another."""
    place = 0
    while place < len(words):
        word = words[place]
        two = rows.get(" ".join(w.lower for w in words[place : place + 2])) if place + 1 < len(words) else None
        row = two or rows.get(word.lower)
        place += 2 if two else 1
        if word.lower in _MARKS:
            continue
        if row is not None and row.fits and row.refers in ("region", "one"):
            yield "region", set(row.fits)
        elif (row is not None and row.refers == "bar") or not _describes(word):
            yield "no", set()


def _describes(word: Token) -> bool:
    """Whether a word only tells how somebody is: "the small country", but not "the Turkish nation"."""
    return word.tag in _DESCRIBING and word.ent != "NORP" and not word.text[0].isupper()


def count_of(token: Token, default: int = 2) -> int:
    """How many a description counts: "the three countries"; ``default`` where it does not say."""
    return next((_COUNTS[c.lower] for c in token.children if c.lower in _COUNTS), default)


def is_pair(token: Token) -> bool:
    """Whether a token stands by itself for two that were named: "the two", "both"."""
    if token.dep not in _BARE or token.child("pobj", "conj") is not None:
        return False
    if token.lower == "two":
        return any(c.lower in ("the", "these") for c in token.children)
    return token.lower == "both" and token.pos in ("PRON", "DET")


def counted_in(head: Token) -> Token | None:
    """The noun of a phrase that says of how many it speaks: *armies* in "commanders of both armies"."""
    before = {c.lower for c in head.children if c.i < head.i}
    if head.tag in _PLURAL and before & _DEFINITE and before & _COUNTS.keys():
        return head
    of = (c for c in head.children if c.dep == "prep" and c.lower == "of")
    return next((n for c in of for o in c.children_of("pobj") if (n := counted_in(o))), None)
