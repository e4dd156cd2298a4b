"""Names that several bear, told apart by the other words of the article."""

from __future__ import annotations

from detente.grounding.actor_phrases import Phrase, Scanned
from detente.grounding.lexicon import key_of
from detente.grounding.namesakes import Namesakes, chosen
from detente.grounding.roles import Reading
from detente.text.document import Document

Read = tuple[Scanned, list[tuple[Phrase, Reading | None]]]


def told_apart(document: Document, namesakes: Namesakes, read: list[Read]) -> list[Read]:
    """Names that several bear, by other words of the article: before "Congo's president, X" teaches whose X is."""
    readings = [r for _, pairs in read for _, r in pairs if r is not None and acts(r)]
    if not any(r.candidates for r in readings):
        return read
    plain = {a.country for r in readings if not r.candidates for a in r.actors}
    words = frozenset(key_of(t.text) for t in document.tokens)

    def settled(reading: Reading | None) -> Reading | None:
        if reading is None or not reading.candidates or not acts(reading):
            return reading
        weighed = namesakes.weighed(reading.candidates, words, plain)
        actors = (chosen(reading.actors[0], weighed), *reading.actors[1:])
        return reading._replace(actors=actors, candidates=weighed)

    return [(scanned, [(phrase, settled(r)) for phrase, r in pairs]) for scanned, pairs in read]


def acts(reading: Reading) -> bool:
    """Whether the head of a phrase is an actor; warships are their state's, but of no state they are things."""
    thing = reading.role is not None and reading.role.kind == "thing"
    return reading.is_head and not (thing and not reading.actors[0].country)
