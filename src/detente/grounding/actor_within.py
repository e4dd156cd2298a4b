"""Cities told apart by what stands behind them: "Tripoli, northern Lebanon" is not the seat of Libya's government."""

from __future__ import annotations

from itertools import takewhile

from detente.grounding.actor_phrases import Scanned
from detente.grounding.lexicon import CITIES, Hit, Term, joined
from detente.grounding.namesakes import Namesakes

_JOINTS = frozenset({"and", "or", "&"})
_REACH = 4  # words from the comma to the end of what holds the city: ", in northern Lebanon"


def within(scanned: Scanned, namesakes: Namesakes) -> Scanned:
    """The sentence with each city that bears the name of another read as the one that lies where the text says."""
    scanned.hits = [_placed(scanned, hit, namesakes) for hit in scanned.hits]
    return scanned


def _placed(scanned: Scanned, hit: Hit, namesakes: Namesakes) -> Hit:
    words = scanned.words[hit.end + 1 : hit.end + 1 + _REACH]
    if hit.term.kind not in CITIES or hit.end >= len(scanned.words) or scanned.words[hit.end].key not in (",", "in"):
        return hit
    holder = next((h for h in scanned.hits if hit.end < h.start and h.end <= hit.end + 1 + len(words)), None)
    between = scanned.words[hit.end + 1 : holder.start] if holder else words
    if holder is None or not all(w.text.islower() for w in between) or _is_listed(scanned, holder):
        return hit
    inside = [w.key for w in takewhile(lambda w: w.key != ",", words)]
    name = joined(scanned.words[hit.start : hit.end])
    row = namesakes.within(name, holder.term.country, inside)
    return hit._replace(terms=(Term("city", name, row.country, row.sector or "CVL"),)) if row else hit


def _is_listed(scanned: Scanned, holder: Hit) -> bool:
    """Whether the name is one of several: "Tripoli, Lebanon and Syria"."""
    return holder.end < len(scanned.words) and scanned.words[holder.end].key in _JOINTS
