"""What a city means where it stands: the government or body that has its seat there, or only the place."""

from __future__ import annotations

import msgspec

from detente.grounding.clauses import ACTING
from detente.grounding.roles import Reading
from detente.model import Actor
from detente.text.document import Token

# Prepositions behind which a city is a place and does not act.
_PLACING = frozenset(
    {"in", "at", "near", "from", "to", "into", "of", "outside", "around", "through", "toward", "towards", "over", "via"}
)
# Behind the "to" and "with" of these a seat means the body that sits there: "appealed to Brussels".
_SPEAKING = frozenset(
    {"appeal", "complain", "turn", "speak", "talk", "write", "protest", "apologise", "apologize", "reply"}
)


def is_placed(head: Token) -> bool:
    """Whether a name stands behind a preposition that makes a city a place."""
    return head.dep == "pobj" and head.head.lower in _PLACING


def located(head: Token, reading: Reading) -> tuple[Actor, ...]:
    """A capital speaks for its government, but not where it is only the place: "in Phnom Penh"."""
    placing = is_placed(head)
    if (
        head.dep == "pobj"
        and head.head.lower in ("to", "with")
        and head.head.head.lemma in _SPEAKING
        and reading.acting
    ):
        return reading.acting
    dateline = head.text.isupper() and head.i < 3 + head.sentence.tokens[0].i
    if reading.is_city and (placing or dateline):
        return tuple(msgspec.structs.replace(actor, sector="") for actor in reading.actors)
    return (head.dep in ACTING and reading.acting) or reading.actors
