"""The state of a body or an office that names none: "its army", "In Lima the ministry …", "the police"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.grounding.coreference import Discourse
from detente.grounding.descriptions import DescriptionRow, region_at
from detente.grounding.roles import Reading
from detente.text.document import Token

# Sectors of those with whom a body of another state deals.
_STATE = frozenset({"", "GOV", "MIL"})
# Sectors of those who act where they are at home.
_LOCAL = frozenset({"COP", "OPP", "LEG", "JUD"})
_ACTING = frozenset({"nsubj", "nsubjpass", "poss"})


def state_of(
    head: Token,
    reading: Reading,
    here: Mapping[int, Reading],
    discourse: Discourse,
    descriptions: Mapping[str, DescriptionRow],
) -> str:
    """The country of a phrase that names none, by its words, its clause, or what the text is about.

    Args:
        head: the head of the phrase.
        reading: how the phrase was read.
        here: the phrases of the sentence that name or describe actors, by the numbers of their heads.
        discourse: who was spoken of before.
        descriptions: the rows of ``descriptions.csv``.

    Returns: a country's code; empty where nothing tells.
    """
    return (
        _owner(head, discourse)
        or _of(head, here)
        or _seated(head, reading, here)
        or _in_play(head, here, discourse, descriptions)
    )


def _owner(head: Token, discourse: Discourse) -> str:
    """The country of the one that a pronoun says the phrase belongs to: "its army"."""
    owner = head.child("poss")
    if owner is None:
        return ""
    codes = discourse.codes_at(owner) or {a.country for a in discourse.namesake(owner)}
    return codes.pop() if len(codes) == 1 else ""


def _of(head: Token, here: Mapping[int, Reading]) -> str:
    """The country of the one that stands behind "of": "envoys of the Peruvian government"."""
    links = [c for c in head.children if c.dep == "prep" and c.lower in ("of", "from")]
    behind = (o.i for link in links for o in link.children_of("pobj"))
    found = (here[i].actors[0].country for i in behind if i in here)
    return next((code for code in found if code), "")


def _seated(head: Token, reading: Reading, here: Mapping[int, Reading]) -> str:
    """The country of the town in which somebody acts: "In *Lima* the foreign ministry …", "the rally in *Lima*".

    A body that speaks elsewhere than at home is told before it; protesters and police are where it happens.
    """
    local = reading.actors[0].sector in _LOCAL
    if not local and (reading.role is None or reading.role.kind != "body" or head.dep not in _ACTING):
        return ""
    verb = next((t for t in head.ancestors() if t.pos in ("VERB", "AUX")), head.head)
    links = (
        c for host in (verb, head) for c in host.children_of("prep") if c.lower == "in" and (local or c.i < head.i)
    )
    towns = (here[o.i] for c in links for o in c.children_of("pobj") if o.i in here)
    return next((town.actors[0].country for town in towns if town.is_city), "")


def _in_play(
    head: Token, here: Mapping[int, Reading], discourse: Discourse, descriptions: Mapping[str, DescriptionRow]
) -> str:
    """The state that the text is about, save those named as the other party of the same clause."""
    region = region_at(head, descriptions)
    state = discourse.state(head, region, without=_opposite(head, here))
    if state is None or (region and state.country not in region):
        return ""
    return state.country


def _opposite(head: Token, here: Mapping[int, Reading]) -> set[str]:
    """The states that a clause names as the object of what a body does: not its own."""
    if head.dep != "nsubj":
        return set()
    named = (a for t in _affected(head.head) if t.i in here for a in here[t.i].actors)
    return {a.country for a in named if a.country and a.sector in _STATE}


def _affected(verb: Token) -> Iterator[Token]:
    """The objects of a verb, and what stands behind *to*, *with* and *against*."""
    yield from verb.children_of("dobj", "dative")
    for link in verb.children_of("prep", "dative"):
        if link.lower in ("to", "with", "against"):
            yield from link.children_of("pobj")
