"""The state of a body or an office that names none: "its army", "In Lima the ministry …", "the police"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.grounding.clauses import ACTING, acting
from detente.grounding.coreference import Discourse
from detente.grounding.descriptions import DescriptionRow, region_at
from detente.grounding.pronouns import is_possessive, is_relative
from detente.grounding.roles import Reading
from detente.text.document import Token

# Sectors of those with whom a body of another state deals.
_STATE = frozenset({"", "GOV", "MIL"})
# Sectors of those who act where they are at home.
_LOCAL = frozenset({"COP", "OPP", "LEG", "JUD"})
# Sectors of those whom people, parties and courts at home have before them.
_RULING = frozenset({"GOV", "MIL", "COP", "LEG", "JUD"})
# Kinds of roles that are of the state of those to whom they belong; opponents and attackers are not.
_PEOPLE, _APART = frozenset({"person", "body", "office"}), frozenset({"OPP", "UAF", "CRM"})
# Verbs of telling one's own people what to do.
_ORDERING = frozenset({"order", "instruct", "direct", "command", "tell", "authorise", "authorize"})
# And of moving them.
_SENDING = frozenset({"send", "deploy", "mass", "move", "dispatch", "station", "mobilise", "mobilize", "redeploy"})


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
        or _apposed(head, discourse)
        or _beside(head, here)
        or _in_play(head, reading, here, discourse, descriptions)
    )


def owners(head: Token, reading: Reading, discourse: Discourse) -> tuple[str, ...]:
    """The state of him to whom people or a body belong by a pronoun: "her department", "whose men"; else none."""
    owner = head.child("poss")
    if owner is None or reading.role is None or reading.role.kind not in _PEOPLE or not is_possessive(owner):
        return ()
    if reading.actors[0].sector in _APART:
        return ()
    actors = discourse.relative(owner) if is_relative(owner) else discourse.at(owner)
    codes = tuple(dict.fromkeys(a.country for a in actors if a.country))
    return codes if len(codes) == 1 else ()


def _owner(head: Token, discourse: Discourse) -> str:
    """The country of the one that a pronoun says the phrase belongs to: "its army"."""
    owner = head.child("poss")
    if owner is None:
        return ""
    codes = discourse.codes_at(owner) or {a.country for a in discourse.namesake(owner)}
    return codes.pop() if len(codes) == 1 else ""


def _apposed(head: Token, discourse: Discourse) -> str:
    """The country of the one whose other name the phrase is: "his Peruvian counterpart, *Minister Roa*"."""
    codes = discourse.codes_at(head.head) - {""} if head.dep == "appos" else set()
    return codes.pop() if len(codes) == 1 else ""


def _beside(head: Token, here: Mapping[int, Reading]) -> str:
    """The country of the name in whose phrase a body stands before a noun: "*US* elite military academy places"."""
    if head.dep not in ("compound", "amod", "nmod"):
        return ""
    before = (t.i for t in head.head.subtree() if t.i < head.i)
    named = [here[i].actors[0].country for i in before if i in here]
    return next((code for code in named if code), "")


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
    if not local and (reading.role is None or reading.role.kind != "body" or head.dep not in ACTING):
        return ""
    verb = next((t for t in head.ancestors() if t.pos in ("VERB", "AUX")), head.head)
    links = (
        c for host in (verb, head) for c in host.children_of("prep") if c.lower == "in" and (local or c.i < head.i)
    )
    towns = (here[o.i] for c in links for o in c.children_of("pobj") if o.i in here)
    return next((town.actors[0].country for town in towns if town.is_city), "")


def _in_play(
    head: Token,
    reading: Reading,
    here: Mapping[int, Reading],
    discourse: Discourse,
    descriptions: Mapping[str, DescriptionRow],
) -> str:
    """The state that the text is about, save those named as the other party of the same clause.

    An embassy is not of the state in which it is.
    """
    if reading.actors[0].sector in _RULING and (home := discourse.home_of_acting(head) or _ordered(head, discourse)):
        return home
    region = region_at(head, descriptions)
    affected = opposite(head, here)
    without = affected
    if reading.role is not None and reading.role.abroad:
        without = without | places_behind(head, here) | discourse.local(head)
    sector = reading.actors[0].sector
    state = (
        discourse.state(head, region, without=without, sector=sector)
        if region
        else discourse.owner(head, sector, without, affected)
    )
    if state is None or (region and state.country not in region):
        return ""
    return state.country


def _ordered(head: Token, discourse: Discourse) -> str:
    """The country of him who tells a body of state what to do: "The president ordered *the police* to clear it"."""
    verb = head.head
    told = verb.lemma in _ORDERING and any(c.dep == "xcomp" and c.i > head.i for c in verb.children)
    subjects = acting(verb) if head.dep == "dobj" and (told or verb.lemma in _SENDING) else []
    codes = {code for subject in subjects for code in discourse.codes_at(subject) if code}
    return codes.pop() if len(codes) == 1 else ""


def opposite(head: Token, here: Mapping[int, Reading]) -> set[str]:
    """The states that a clause names as the object of what a body does: not its own."""
    if head.dep == "pobj" and head.head.dep == "agent":
        struck = (t.i for noun in head.head.head.children_of("nsubjpass") for t in noun.subtree())
        return {a.country for i in struck if i in here for a in here[i].actors if a.sector in _STATE} - {""}
    if head.dep not in ("nsubj", "nsubjpass"):
        return set()
    named = (a for t in _affected(head.head) if t.i in here for a in here[t.i].actors)
    return {a.country for a in named if a.country and a.sector in _STATE}


def places_behind(head: Token, here: Mapping[int, Reading]) -> set[str]:
    """The states of the places behind a phrase: "the embassy in *Lima*"."""
    links = [c for c in head.children_of("prep") if c.lower in ("in", "at", "to")]
    behind = (o.i for link in links for o in link.children_of("pobj"))
    return {a.country for i in behind if i in here for a in here[i].actors if a.country}


def _affected(verb: Token) -> Iterator[Token]:
    """The objects of a verb, and what stands behind *to*, *with* and *against*."""
    yield from verb.children_of("dobj", "dative")
    for link in verb.children_of("prep", "dative"):
        if link.lower in ("to", "with", "against"):
            yield from link.children_of("pobj")
    for further in verb.children_of("xcomp"):  # "is expected to visit *Peru*"
        yield from _affected(further)
