"""What speaks for each state of an article as that of a body, or of people, whose words name none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from detente.grounding.setting import Setting
from detente.text.document import Token

_LOCAL = frozenset({"LEG", "OPP", "JUD", "COP"})
_PLACING = frozenset({"in", "at", "near", "from"})
_OBJECTS = frozenset({"dobj", "pobj"})
# Shares of few mentions tell little: so many more are taken to be of other states.
_FEW, _FEW_TOWNS, _FEW_NEAR = 10, 5, 2
# Sentences back in which a state still is in mind, and in which a body of the same kind is.
_NEAR, _KIN = 3, 8
# How the sentence of a town lies to that of a body.
_TOWNS = {-1: "town before", 0: "town here", 1: "town next"}
# A state, what speaks for it, and how much there is of that.
Sign = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Named:
    """A state that the article has named: by which word, and of which sector who was named is."""

    head: Token
    code: str
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Whose state is asked for: the head of the phrase, its sector, and what its clause tells.

    ``acting`` are the states of those who do something to it, ``affected`` those to whom it does something,
    ``salient`` is the one that a description of a state would mean there.
    """

    token: Token
    sector: str
    acting: Set[str]
    affected: Set[str]
    salient: str


class Signs:
    """Where and how often an article names its states. Made for one article.

    Args:
        stated: the states that its own words name, not those that they only point back to.
        counts: how often it names each.
        where: where it is set.
    """

    def __init__(self, stated: Sequence[Named], counts: Counter[str], where: Setting) -> None:
        self._counts, self._where = counts, where
        self._most = next((code for code, _ in counts.most_common(1)), "")
        self._blocks: dict[int, list[str]] = {}
        self._sentences: dict[int, list[Named]] = {}
        for one in stated:
            self._blocks.setdefault(one.head.sentence.block, []).append(one.code)
            self._sentences.setdefault(one.head.sentence.index, []).append(one)

    def of(self, asked: Question, named: Sequence[Named]) -> dict[str, dict[str, float]]:
        """What speaks for each state.

        Args:
            asked: whose state is asked for.
            named: the states named so far, in text order, also by words that point back.
        """
        before = [one for one in named if one.head.i < asked.token.i]
        last = {one.code: one for one in before}
        where, token = self._where, asked.token
        settings = (where.here(token), where.before(token), where.dateline(token), where.we)
        codes = dict.fromkeys([*last, *filter(None, settings), *self._counts])
        found: dict[str, dict[str, float]] = {code: {} for code in codes}
        ways = (self._history(asked, before, last), self._frequency(asked, codes), self._scene(asked, codes))
        for way in (*ways, self._around(asked)):
            for code, sign, value in way:
                if value and code in found:
                    found[code][sign] = value
        return found

    def _history(self, asked: Question, before: Sequence[Named], last: dict[str, Named]) -> Iterator[Sign]:
        """What the words before say."""
        token, sector = asked.token, asked.sector
        for code, one in last.items():
            yield from ((code, sign, value) for sign, value in _of_last(token, one))
        for one in before:
            if one.head.sentence.block == 0:
                yield one.code, "first", 1.0
            if sector and one.sector == sector and _back(token, one) <= _KIN:
                yield one.code, "kin", 1.0
        yield asked.salient, "salient", 1.0
        yield from _each(asked.acting, "doer")
        yield from _each(asked.affected, "affected")

    def _frequency(self, asked: Question, codes: Iterable[str]) -> Iterator[Sign]:
        """How much of the article, and of the paragraph, is about a state."""
        total, towns = self._counts.total() + _FEW, self._where.towns.total() + _FEW_TOWNS
        block = self._blocks.get(asked.token.sentence.block, [])
        local = asked.sector in _LOCAL
        for code in codes:
            share, town = self._counts[code] / total, self._where.towns[code] / towns
            yield code, "share", share
            yield code, "towns", town
            yield code, "local share", local * share
            yield code, "local towns", local * town
            yield code, "paragraph", block.count(code) / (len(block) + _FEW_NEAR)
        yield self._most, "most", 1.0

    def _scene(self, asked: Question, codes: Iterable[str]) -> Iterator[Sign]:
        """Where it happens."""
        where, token = self._where, asked.token
        here, before, line = where.here(token), where.before(token), where.dateline(token)
        yield here, "here", 1.0
        yield "" if here else before, "before", 1.0
        yield line, "dateline", 1.0
        if asked.sector in _LOCAL:
            for code in {here or before, line}:
                yield code, "local scene", float((code == (here or before)) + (code == line))
        ours = any(c.dep == "poss" and c.lower in ("our", "my") for c in token.children)
        yield where.we, "ours" if ours else "we", 1.0
        place, near = token.sentence.index, where.paragraph(token)
        for town, code in near:
            if (sign := _TOWNS.get(town.sentence.index - place)) is not None:
                yield code, sign, 1.0
        near_codes = [code for _, code in near]
        for code in codes:
            yield code, "town paragraph", near_codes.count(code) / (len(near) + _FEW_NEAR)

    def _around(self, asked: Question) -> Iterator[Sign]:
        """What the words behind name: in the phrase itself, and in the next sentence."""
        sentence, inside = asked.token.sentence, {t.i for t in asked.token.subtree()}
        yield from ((n.code, "inside", 1.0) for n in self._sentences.get(sentence.index, ()) if n.head.i in inside)
        following = self._sentences.get(sentence.index + 1, ())
        yield from ((n.code, "next", 1.0) for n in following if n.head.sentence.block == sentence.block)


def _each(codes: Set[str], sign: str) -> Iterator[Sign]:
    return ((code, sign, 1.0) for code in codes)


def _of_last(token: Token, named: Named) -> Iterator[tuple[str, float]]:
    """What the last mention of a state says for it."""
    back, head = _back(token, named), named.head
    if back <= _NEAR:
        yield ("same", "last", "near", "near")[back], 1.0
        yield "placed", float(head.dep == "pobj" and head.head.lower in _PLACING)
    yield "block", float(head.sentence.block == token.sentence.block)
    yield "object", float(back == 0 and head.dep in _OBJECTS)


def _back(token: Token, named: Named) -> int:
    return token.sentence.index - named.head.sentence.index
