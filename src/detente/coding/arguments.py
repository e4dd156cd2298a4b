"""Who does it to whom: the actors in a predicate's slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from detente.codebook.cues import DOER, OWNER, UNDERGOER
from detente.codebook.plover import Frame
from detente.coding import syntax
from detente.coding.doers import fought, owning
from detente.coding.party import Party, party_of, same_actor, split
from detente.coding.predicates import Predicate
from detente.coding.slots import Slots
from detente.grounding.lexicon import CITIES
from detente.grounding.mentions import Grounding
from detente.model import Actor
from detente.text.document import Token

# Where the target of a verb stands if its cue does not say, best place first.
TARGET_SLOTS = ("obj", "iobj", "on", "against", "to", "with", "from", "at", "for", "into", "over", "of", "between")
# Where it may stand all the same, when none of the places that the cue names has an actor.
FALLBACK_SLOTS = ("obj", "iobj", "against", "with")
# Types that are aimed at somebody, where the words behind the verb tell at whom.
COMPLEMENT_TARGETS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "PROTEST", "MOBILIZE"})
# What the authorities of a place do, so that "arrested in Lebanon" tells who arrested.
AUTHORITY = frozenset({"arrest", "convict", "deport"})
# What hangs on a noun without being a clause, where looking into a verb's object begins, and what leads out of it.
DEEP = frozenset({*syntax.OBJECTS, *syntax.INNER, "dative", "prep", "pobj", "oprd", "attr"})
OPENING, TOWARDS = frozenset({*syntax.OBJECTS, "dative", "oprd"}), frozenset({"to", "against", "with", "on"})
TIMES = frozenset(
    {"after", "before", "since", "during", "amid", "despite", "until", "under", "like", "unlike", "as", "by"}
)
# Who was attacked is not who is blamed: "condemned the strike on the port".
VICTIMS = frozenset({"on", "against", "in", "at", "near"})
WHERE = frozenset({"in", "at", "near", "outside"})
# What is called after the city where it was made: "the accord of Lima".
MADE_THERE = frozenset({"accord", "agreement", "treaty", "pact", "deal", "protocol", "convention", "declaration"})
# Types of which a city before the noun is the victim: "the Beirut bombing".
STRUCK = frozenset({"ASSAULT"})
# Who does this with somebody's aid, visit or pledge is the one to whom it is done: "took American aid".
RECEIVING = frozenset({"take", "receive", "accept", "get", "obtain", "win", "secure", "gain"})
# Types of what nobody does to his own people without more: "is holding its citizens" is said by another.
SUFFERED = frozenset({"ASSAULT", "COERCE"})
# What answers to somebody's act, which may be told with him: "condemned the arrests by Peru".
ANSWERS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
# Sectors of those who stand over against their own government.
SUBJECTED = frozenset({"OPP", "REB", "CVL", "PTY", "LAB", "EDU", "SOC", "REL", "AGR", "JRN", "UAF", "REF", "CRM"})
# What is done "at the invitation of" somebody, those do who are invited.
AT_WISH = frozenset({"AGREE", "REQUEST"})
# What binds a clause to something that two do together: they took part in it, or it came before or after.
TAKING_PART, AROUND = frozenset({"in", "during"}), frozenset({"after", "before", "at", "following", "upon"})
# How people are named, by their own name or by what they are; and the sectors that do such things to others.
PERSONAL, DESCRIBED = frozenset({"person", "title", "misspelt"}), frozenset({"role", "people", "in play"})
RULING = frozenset({"GOV", "JUD", "COP", "SPY", "REB", "UAF"})
COMPLEMENTS = ("xcomp", "ccomp", "prep", "pcomp")


def participants(predicate: Predicate, frame: Frame, grounding: Grounding) -> tuple[Party, Party]:
    """Source and target of a predicate. Either may be empty."""
    finder = _of_verb if syntax.is_verb(predicate.token) else _of_noun
    source, target = finder(predicate, frame, grounding)
    if frame.event == "PROTEST" and not source.actors:
        source = _of_place(predicate, grounding, "CVL", "crowd")
    if not source.actors and predicate.slots.passive and AUTHORITY & set(frame.modes):
        source = _of_place(predicate, grounding, "", "place")
    target = _of_speaker(predicate, frame, source, target.without(source), grounding)
    if frame.symmetric and not (source.actors and target.actors):
        everyone = source if source.actors else target
        return split(everyone) if len(everyone.actors) > 1 else (everyone, Party())
    return source, target


def _of_speaker(predicate: Predicate, frame: Frame, source: Party, target: Party, grounding: Grounding) -> Party:
    """Whose people are hit where somebody says so: "*Peru* says that Chile holds two of *its* citizens"."""
    verb = predicate.token
    if frame.event not in SUFFERED or verb.dep != "ccomp" or not source.actors:
        return target
    owned = [t for t in target.tokens if any(c.dep == "poss" and c.tag == "PRP$" for c in t.children)]
    said = [a for t in syntax.subjects(verb.head) for a in grounding.actors_of(t) if a.country]
    codes = {a.country for a in target.actors}
    if not owned or not said or codes != {a.country for a in source.actors} or said[0].country in codes:
        return target
    return Party([msgspec.structs.replace(a, country=said[0].country) for a in target.actors], target.tokens)


def _of_place(predicate: Predicate, grounding: Grounding, sector: str, method: str) -> Party:
    """Who acts where only a place is named: "thousands marched in Bishkek", "was arrested in Lebanon"."""
    party = Party()
    for word in predicate.slots.preps.get("in", ()):
        for actor in grounding.actors_of(word):
            party.add([msgspec.structs.replace(actor, sector=sector, method=method)], word)
    return party


def _of_verb(predicate: Predicate, frame: Frame, grounding: Grounding) -> tuple[Party, Party]:
    slots = predicate.slots
    if UNDERGOER in predicate.cue.target:
        return _undergone(predicate, grounding)
    if frame.event == "ACCUSE" and _feels(predicate):
        return _felt(predicate, grounding)
    source = party_of(slots.objects if DOER in predicate.cue.target else slots.subjects, grounding)
    if not source.actors and slots.passive and predicate.used:
        # "US sanctions were lifted": the measure is that of the one who takes it back.
        source = party_of((w for t in predicate.used for w in syntax.inner_words(t)), grounding)
    if not source.actors:
        source = party_of(owning(predicate.token), grounding)
    if not source.actors and slots.passive and frame.event in STRUCK:
        source = party_of(fought(slots), grounding)
    wanted = predicate.cue.target or TARGET_SLOTS
    if frame.event in ANSWERS and not slots.passive:
        wanted = ("by", *wanted)
    spare, blamed = Party(), frame.event == "ACCUSE" and bool(slots.objects) and not slots.passive
    for name in (*wanted, *(n for n in FALLBACK_SLOTS if n not in wanted)):
        if blamed and name in VICTIMS and name not in predicate.cue.target:
            continue
        target = party_of(_slot(slots, name), grounding).without(source)
        where = name in WHERE and name not in predicate.cue.target
        if where or (frame.symmetric and name == "to") or (name == "of" and all(map(is_made_there, target.tokens))):
            target = _acting(target)
        if target.actors and not _is_own(target, source):
            return source, target
        spare = spare if spare.actors else target
    for target in (
        _within(predicate.token, frame, grounding, source),
        _deeper(predicate.token, frame, grounding, source),
    ):
        if target.actors:
            return source, target
    return source, Party() if spare.tokens and spare.tokens == source.tokens else spare


def _feels(predicate: Predicate) -> bool:
    """Whether the subject of a passive is moved by something: "Chile was saddened by the death"."""
    slots, cue = predicate.slots, predicate.cue
    return slots.passive and not cue.object and "by" in cue.target and "obj" not in cue.target


def _felt(predicate: Predicate, grounding: Grounding) -> tuple[Party, Party]:
    """Who is moved, and by whom."""
    source = party_of(predicate.slots.objects, grounding)
    targets = (party_of(_slot(predicate.slots, name), grounding).without(source) for name in predicate.cue.target)
    return source, next((t for t in targets if t.actors), Party())


def _undergone(predicate: Predicate, grounding: Grounding) -> tuple[Party, Party]:
    """The sides of what happens to a verb's subject: "the *town* fell to the rebels", "*ten* died in the raid"."""
    target = party_of(predicate.slots.subjects, grounding)
    places = (party_of(_slot(predicate.slots, name), grounding) for name in predicate.cue.target if name != UNDERGOER)
    return next((rest for p in places if (rest := p.without(target)).actors), Party()), target


def _acting(party: Party) -> Party:
    """A party less the cities in which something only happens: "demanded in *Geneva*"."""
    return party.without(Party([a for a in party.actors if a.method in CITIES]))


def is_made_there(name: Token) -> bool:
    """Whether a name behind "of" is that of the city where something was made: "the accord of *Lima*"."""
    return name.head.head.lemma in MADE_THERE


def _is_own(target: Party, source: Party) -> bool:
    """Whether what is named is of the source's own state: one of its bodies, cities, or the state as a whole."""
    own = {a.country for a in source.actors}
    return all(
        a.country in own and (a.method == "in play" or a.method in CITIES or not a.sector) for a in target.actors
    )


def _opposed(actor: Actor, source: Party) -> bool:
    """Whether an actor may be the other side: of another state, or the government of those who do not belong to it."""
    own = {a.country for a in source.actors}
    return actor.country not in own or (actor.sector == "GOV" and all(a.sector in SUBJECTED for a in source.actors))


def _deeper(verb: Token, frame: Frame, grounding: Grounding, source: Party) -> Party:
    """The other party named anywhere in the object: "stopped cars with *Serbian* plates"."""
    own = {a.country for a in source.actors if a.country}
    closed = TIMES | VICTIMS if frame.event == "ACCUSE" else TIMES
    queue = [t for t in verb.children if t.i > verb.i and (t.dep in OPENING or t.lower in TOWARDS)]
    while own and queue:
        token = queue.pop(0)
        named = [a for a in grounding.actors_of(token) if a.country and a.country not in own]
        others = [a for a in named if not (a.method in CITIES and _only_where(token))]
        if others:
            return Party(others, [token])
        queue.extend(c for c in token.children if c.dep in DEEP and c.lower not in closed)
    return Party()


def _only_where(word: Token) -> bool:
    """Whether a name stands where a city may only be the place: "pledged *in Geneva*", "the accord *of Lima*"."""
    return word.head.lower in WHERE or (word.head.lower in ("of", "from") and word.dep == "pobj")


def _within(verb: Token, frame: Frame, grounding: Grounding, source: Party) -> Party:
    """The target that stands inside the complement: "demanded that *Chad* yield", "rejected a call ... in *Timor*"."""
    if frame.event not in COMPLEMENT_TARGETS:
        return Party()
    parts = [c for c in verb.children if c.dep in COMPLEMENTS and c.i > verb.i and c.lower not in TIMES]
    if not parts:
        parts = [c for c in verb.children if c.dep in ("advcl", *syntax.OBJECTS) and c.i > verb.i]
        parts = [p for p in parts if p.dep != "advcl" or p.child("mark") is None]  # "denied it, as it had"
    for part in parts:
        for token in _without_times(part):
            named = grounding.actors_of(token)
            own = len(named) > 1 and any(same_actor(a, b) for a in named for b in source.actors)  # "that they agreed"
            struck = frame.event == "ACCUSE" and token.dep == "pobj" and token.head.lower in ("on", "against")
            others = (
                []
                if own or (struck and token.head.head is part)
                else [a for a in named if a.country and _opposed(a, source)]
            )
            if others and not (_only_where(token) and all(a.method in CITIES for a in others)):
                return Party(others, [token])
    return Party()


def _without_times(part: Token) -> list[Token]:
    """The words of a clause in text order, less those that tell when or under what it is: "after talks in *Peru*"."""
    found, stack = [], [part]
    while stack:
        word = stack.pop()
        found.append(word)
        stack += [c for c in word.children if not (c.dep == "prep" and c.lower in TIMES - {"by", "as"})]
    return sorted(found, key=lambda t: t.i)


def _slot(slots: Slots, name: str) -> Sequence[Token]:
    if name == "obj":
        return slots.objects
    if name == "iobj":
        return slots.indirect
    if name == "to":
        return [*slots.preps.get("to", ()), *slots.indirect]
    return slots.preps.get(name, ())


def _of_noun(predicate: Predicate, frame: Frame, grounding: Grounding) -> tuple[Party, Party]:
    slots, wanted = predicate.slots, predicate.cue.target
    owners = _inner(slots, grounding, possessive=True)
    others = _inner(slots, grounding, possessive=False)
    struck = Party([a for a in others.actors if a.method in CITIES], others.tokens)
    if frame.event in STRUCK and struck.actors:  # "the Beirut bombing"
        others = others.without(struck)
    by = party_of(slots.preps.get("by", ()), grounding)
    invited = _at_wish(predicate.token, grounding) if frame.event in AT_WISH else Party()
    target = next((p for n in wanted if (p := party_of(_slot(slots, n), grounding)).actors), Party())
    target = invited if invited.actors else target
    target = target if target.actors or frame.event not in STRUCK else struck
    if OWNER in wanted and not target.actors and _are_people(owners):
        # "the sailors' release": they are released.
        return by if by.actors else _carried(predicate, grounding).without(owners), owners
    source = next((p for p in (owners, by) if p.actors), Party())
    if source.actors:
        return source, target if target.actors else others
    if others.actors:
        # "US-China talks": all of them. "Russian attack on Kyiv": the adjective acts. "Ghana held Mali peace talks":
        # the subject does.
        carried = _carried(predicate, grounding)
        if carried.actors and len(others.actors) == 1 and not target.actors:
            taken = slots.support is not None and slots.support.lemma in RECEIVING and not slots.passive
            return (others, carried) if taken else (carried, others)
        if len(others.actors) > 1 and not target.actors:
            return split(others)
        return others, target
    source = Party() if invited.actors else _carried(predicate, grounding)
    if not source.actors and frame.symmetric and target.actors and predicate.token.dep in syntax.OBJECTS:
        source = party_of(slots.subjects, grounding).without(target)  # "flew exercises with"
    if not source.actors and frame.symmetric:
        source = _taking_part(predicate.token, grounding, target)
    if not source.actors and (invited.actors or "of" not in wanted or target.actors):
        source = party_of(slots.preps.get("of", ()), grounding).without(invited).without(target)
        source = _acting(source) if all(map(is_made_there, source.tokens)) else source
    if not source.actors and not target.actors:
        source = _fragment(predicate.token, grounding)
    return source, target


def _are_people(owners: Party) -> bool:
    """Whether a noun is owned by people, not by a state, its government or a body."""
    return bool(owners.actors) and all(
        a.method in PERSONAL or (a.method in DESCRIBED and a.sector not in RULING) for a in owners.actors
    )


def _at_wish(noun: Token, grounding: Grounding) -> Party:
    """Who acts at somebody's wish: "*Silva* travelled to Lima at the invitation of Peru"."""
    if noun.dep != "pobj" or noun.head.lower not in ("at", "upon", "on"):
        return Party()
    verb = noun.head.head
    if verb.dep in syntax.OBJECTS:  # "paid a visit at the invitation of"
        verb = verb.head
    return party_of(syntax.subjects(verb), grounding) if syntax.is_verb(verb) else Party()


def _taking_part(noun: Token, grounding: Grounding, target: Party) -> Party:
    """Those of whom a clause tells in which two did something together: "*Its soldiers* died in a fight with …".

    What came before or after it tells so only where both are named: "After talks in Sucre *Peru and Chile* signed".
    """
    whole = syntax.whole(noun)
    verb, name = whole.head.head, whole.head.lower
    if whole.dep not in ("pobj", "pcomp") or name not in (*TAKING_PART, *AROUND) or not syntax.is_verb(verb):
        return Party()
    found = party_of(syntax.subjects(verb), grounding).without(target)
    both = {a.country for a in (*found.actors, *target.actors) if a.country}
    return found if name in TAKING_PART or len(both) > 1 else Party()


def _fragment(noun: Token, grounding: Grounding) -> Party:
    """The parties of an event noun in a fragment without a verb: "Roa with Silva during a meeting in Lima"."""
    root = noun.sentence.root
    if root is noun or syntax.is_verb(root) or any(syntax.is_verb(t) for t in noun.ancestors()):
        return Party()
    beside = [word for name, word in syntax.prepositions(root) if name in ("with", "and")]
    return party_of([*syntax.coordinated(root), *beside], grounding)


def _inner(slots: Slots, grounding: Grounding, *, possessive: bool) -> Party:
    party = Party()
    for word in slots.inner:
        owner = word.dep == "poss" or any(a.dep == "poss" for a in _up_to(word, slots.trigger))
        if owner == possessive:
            party.add(grounding.actors_of(word), word)
    return party


def _up_to(word: Token, trigger: Token) -> Iterator[Token]:
    for above in word.ancestors():
        if above is trigger:
            return
        yield above


def _carried(predicate: Predicate, grounding: Grounding) -> Party:
    """The subject of the verb that carries the event noun ("*Turkey* launched an attack")."""
    if predicate.slots.support is None or not predicate.supported:
        return Party()
    return party_of(predicate.slots.subjects, grounding)
