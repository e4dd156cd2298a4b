"""How sure the author is that something happened, and what a word above it makes of that.

A commitment has a status and a value from -3 (certainly not) to +3 (certainly), as in FactBank (Saurí and Pustejovsky,
"Are you sure that this event happened?", 2012). Each word on the way down from the main verb to the happening is
applied to the commitment that holds above it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding.status_cues import CERTAIN, OPEN, StatusCue
from detente.model import Status
from detente.text.document import Token


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, the author's commitment (+3 certainly happened, -3 certainly did not) and the word that decided.

    ``probability``: that the rules' status is right, by the corpus; None where something else decided.
    """

    status: Status
    value: float
    cue: Token | None = None
    probability: float | None = None


AFFIRMED = Judgement("occurred", CERTAIN)

# How far a status is from "it happened": of two that are open, the farther one holds.
_FORCE: dict[Status, int] = {
    "occurred": 0,
    "ongoing": 1,
    "planned": 2,
    "proposed": 3,
    "hypothetical": 4,
    "denied": 5,
    "negated": 6,
}


_WEIGHED = ("proposed", "hypothetical")


def farther(one: Status, other: Status) -> Status:
    """Of two statuses, the one farther from "it happened"."""
    return max(one, other, key=lambda status: _FORCE[status])


def under(outer: Judgement, cue: StatusCue, word: Token) -> Judgement:
    """What a cue makes of a happening, in a clause to which the author is committed as in ``outer``."""
    found = _affirmative(outer, cue, word) if outer.value >= 0 else _negative(outer, cue, word)
    if found.status == outer.status and outer.cue is not None:
        return replace(outer, value=found.value)  # the word above has decided
    return outer if (found.status, found.value) == (outer.status, outer.value) else found


def _affirmative(outer: Judgement, cue: StatusCue, word: Token) -> Judgement:
    if cue.value < 0:
        # "agreed not to go": what is planned is that it will not happen; "may not go" stays open.
        sure = outer.value > OPEN or outer.status == "planned"
        # What somebody means not to do is so by his own word.
        status: Status = "denied" if outer.status == "planned" and cue.via == "negation" else cue.status
        return Judgement(status if sure else outer.status, cue.value * outer.value / CERTAIN, word)
    weighed = cue.mild and "proposed" in (outer.status, cue.status) and outer.status in _WEIGHED
    status = "proposed" if weighed else farther(outer.status, cue.status)
    return Judgement(status, min(outer.value, cue.value), word)


def _negative(outer: Judgement, cue: StatusCue, word: Token) -> Judgement:
    status, value = cue.negated
    if value > OPEN:
        sure = outer.value < -OPEN
        return Judgement(status if sure else outer.status, -value * outer.value / CERTAIN, word)
    if value < -OPEN and status == "negated":
        return Judgement(outer.status, value * -outer.value / CERTAIN, word)
    return Judgement(status, value, word)
