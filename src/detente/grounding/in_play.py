"""Whose a bare body is: "the army", "parliament", "the president", where no word beside it tells the state.

Each state that the article names is weighed by how lately and how often it was named, and by whether the scene is set
there: "In Cairo …", towns of its own, the dateline. The weights were fitted to pages of our own, labelled by hand, as
a conditional logit (McFadden 1974, "Conditional logit analysis of qualitative choice behavior").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.grounding.setting import Setting
from detente.text.document import Token

# What each sign of a state counts, in natural logarithms: one more is e times as likely.
WEIGHTS = {
    "same": 2.0, "last": 1.0, "near": 1.0, "placed": -0.9, "block": 0.5, "share": 4.0, "towns": 2.9, "here": 1.6,
    "before": 1.8, "dateline": 0.8, "first": 1.0, "object": 0.4, "doer": -1.0, "kin": 0.2, "local share": 0.7,
    "local towns": 1.4, "we": 0.6, "ours": 2.5, "salient": 1.2, "local scene": 1.5,
}  # fmt: skip
_LOCAL = frozenset({"LEG", "OPP", "JUD", "COP"})
_PLACING = frozenset({"in", "at", "near", "from"})
_OBJECTS = frozenset({"dobj", "pobj"})
# Shares of few mentions tell little: so many more are taken to be of other states.
_FEW, _FEW_TOWNS = 10, 5
# Sentences back in which a state still is in mind, and in which a body of the same kind is.
_NEAR, _KIN = 3, 8


@dataclass(frozen=True, slots=True)
class Named:
    """A state that the article has named: by which word, and of which sector who was named is."""

    head: Token
    code: str
    sector: str = ""


def weigh(signs: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, float]:
    """How likely each state is to be that of a body, in natural logarithms, likeliest first, by :func:`signs_of`."""
    found = {code: sum(WEIGHTS[sign] * value for sign, value in told) for code, told in signs.items()}
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def signs_of(
    token: Token,
    sector: str,
    named: Sequence[Named],
    counts: Counter[str],
    where: Setting,
    acting: set[str],
    salient: str,
) -> dict[str, list[tuple[str, float]]]:
    """What speaks for each state as that of a body.

    Args:
        token: the head of the body's phrase.
        sector: the body's.
        named: the states named before it, in text order.
        counts: how often the article names each state.
        where: where the article is set.
        acting: the states of those who do something to the body in its clause.
        salient: the state that a description of a state would mean at this place.
    """
    before = [n for n in named if n.head.i < token.i]
    last = {n.code: n for n in before}
    opening = {n.code for n in before if n.head.sentence.block == 0}
    kin = {n.code for n in before if sector and n.sector == sector and _back(token, n) <= _KIN}
    set_here, set_before, line = where.here(token), where.before(token), where.dateline(token)
    ours = any(c.dep == "poss" and c.lower in ("our", "my") for c in token.children)
    codes = dict.fromkeys([*last, *filter(None, (set_here, set_before, line, where.we)), *counts])
    total, towns = counts.total() + _FEW, where.towns.total() + _FEW_TOWNS

    def signs(code: str) -> Iterator[tuple[str, float]]:
        if code in last:
            yield from _of_last(token, last[code])
        share, town_share = counts[code] / total, where.towns[code] / towns
        yield "share", share
        yield "towns", town_share
        if sector in _LOCAL:
            yield "local share", share
            yield "local towns", town_share
            yield "local scene", (code == (set_here or set_before)) + (code == line)
        yield "here", code == set_here
        yield "before", code == set_before and not set_here
        yield "dateline", code == line
        yield "first", code in opening
        yield "kin", code in kin
        yield "doer", code in acting
        yield "salient", code == salient
        yield ("ours" if ours else "we"), code == where.we

    return {code: list(signs(code)) for code in codes}


def _of_last(token: Token, named: Named) -> Iterator[tuple[str, float]]:
    """What the last mention of a state says for it."""
    back, head = _back(token, named), named.head
    if back <= _NEAR:
        yield ("same", "last", "near", "near")[back], 1
        yield "placed", head.dep == "pobj" and head.head.lower in _PLACING
    yield "block", head.sentence.block == token.sentence.block
    yield "object", back == 0 and head.dep in _OBJECTS


def _back(token: Token, named: Named) -> int:
    return token.sentence.index - named.head.sentence.index
