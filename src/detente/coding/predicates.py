"""Candidates: every word of a sentence that evokes a frame, with the slots around it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from detente.codebook.cues import ACTOR, NOTHING, PLACE, STATE, UNDERGOER, Cue, Cues
from detente.coding import slots as slot_reader
from detente.coding import syntax
from detente.coding.slots import Slots
from detente.grounding.mentions import Grounding
from detente.text.document import Sentence, Token

# A particle or the rest of a phrase stands at most this many words behind its verb ("called the talks off").
REACH = 7
# What may follow the preposition of a cue that asks for an actor there, beside actors.
PLACES = frozenset({"GPE", "LOC", "FAC"})
# Particles that are none where they open a phrase of their own away from the verb: "gave Seoul a sum *in* grants".
PARTICLES = frozenset({"in", "out", "up", "down", "off", "over", "back", "away"})
# Names are no events: "March" is no protest, "Strike Force" no strike.
NONE = "none"
OPEN = Cue(NONE, "", (), (), frozenset(), frozenset(), frozenset(), frozenset(), (), "no cue", True)
NOT_EVENTS = frozenset({"DATE", "TIME", "PERSON", "GPE", "MONEY", "CARDINAL", "PERCENT", "QUANTITY", "ORDINAL"})


@dataclass(slots=True)
class Predicate:
    """A trigger word with the frame it evokes.

    ``used`` are the words that the cue asked for, such as *sanctions* in "imposed sanctions": they belong to this
    predicate and carry no statement of their own. ``frame`` may be refined by what the predicate governs.
    """

    token: Token
    cue: Cue
    frame: str
    slots: Slots
    used: list[Token] = field(default_factory=list)
    supported: bool = False


def candidates(sentence: Sentence, cues: Cues, grounding: Grounding) -> Iterator[Predicate]:
    """Find the predicates of a sentence, in text order, one a word at most."""
    for token in sentence.tokens:
        if syntax.is_verb(token):
            found = _best(token, cues.verbs.get(syntax.lemma(token), ()), grounding, verb=True)
        elif syntax.is_noun(token) and token.ent not in NOT_EVENTS:
            options = [*cues.nouns.get(syntax.lemma(token), ()), *_plural(token, cues)]
            found = _best(token, options, grounding, verb=False)
        else:
            continue
        if found is not None:
            yield found


def open_words(sentence: Sentence, taken: Container[int]) -> Iterator[Token]:
    """The words of a sentence that no cue took and that may tell of a happening: for a trained coder to decide on."""
    for token in sentence.tokens:
        if token.i in taken or token.dep in ("amod", "aux", "auxpass"):
            continue
        if syntax.is_verb(token):
            if token.dep == "ccomp" and syntax.so_called(token.head) is not None:
                continue  # "launched what it called an operation"
            yield token
        elif token.pos == "NOUN" and token.ent not in NOT_EVENTS:
            yield token


def open_predicate(token: Token) -> Predicate:
    """A word without a cue as a predicate."""
    slots = slot_reader.of_verb(token) if syntax.is_verb(token) else slot_reader.of_noun(token)
    return Predicate(token, OPEN, NONE, slots)


def _plural(noun: Token, cues: Cues) -> Sequence[Cue]:
    """The cues of a noun that tells of a happening in the plural alone: "talks"."""
    return cues.nouns.get(noun.lower, ()) if noun.lower != syntax.lemma(noun) else ()


def _best(token: Token, options: Iterable[Cue], grounding: Grounding, *, verb: bool) -> Predicate | None:
    slots: Slots | None = None
    for cue in options:
        if slots is None:
            slots = slot_reader.of_verb(token) if verb else slot_reader.of_noun(token)
        used = _match(cue, slots, grounding, verb=verb)
        if used is not None:
            return Predicate(token, cue, cue.frame, slots, used)
    return None


def _match(cue: Cue, slots: Slots, grounding: Grounding, *, verb: bool) -> list[Token] | None:
    """The words that satisfy the cue's needs, or None where one is not met."""
    used = _neighbours(cue, slots.trigger)
    if used is None:
        return None
    if cue.object:
        hits = _objects(cue, slots, grounding)
        if hits is None:
            return None
        used += hits
    if cue.prep and not _prep_holds(cue, slots, verb=verb):
        return None
    if cue.prep_object:
        hits = _prep_objects(cue, slots)
        if not hits and not _led_to_actor(cue, slots, grounding):
            return None
        used += hits if UNDERGOER not in cue.target else []  # "died in a *clash* with": a happening beside it
    if cue.subject and not _subject_holds(cue, slots, grounding):
        return None
    return used


def _objects(cue: Cue, slots: Slots, grounding: Grounding) -> list[Token] | None:
    """The objects that the cue asks for by their words; None where the objects are not as it wants them."""
    if NOTHING in cue.object and not slots.passive and not any(t.dep in syntax.OBJECTS for t in slots.objects):
        return []
    hits = [t for t in syntax.portioned(slots.objects) if _is(t, cue.object)]
    named = any(_names(t, cue.object, grounding) for t in slots.objects)
    named = named or (PLACE in cue.object and any(t.ent in PLACES for t in slots.objects))
    return hits if hits or named else None


def _names(token: Token, wanted: frozenset[str], grounding: Grounding) -> bool:
    """Whether a noun names an actor that is wanted: any, or one of a sector or of a kind of organisation ("IGO")."""
    actors = grounding.actors_of(token)
    return bool(actors) and (ACTOR in wanted or any(a.sector in wanted or a.country in wanted for a in actors))


def _is(token: Token, words: frozenset[str]) -> bool:
    """Whether a noun's lemma (or the pair with the word before it) is among the words."""
    name = syntax.lemma(token)
    if name in words or token.lower in words:
        return True
    named = [c for c in token.children_of("compound") if c.pos == "NOUN"] if token.pos == "PROPN" else []
    if any(syntax.lemma(c) in words for c in named):
        return True  # "the joint exercise Friendly Hands"
    return any(f"{c.lemma} {name}" in words for c in token.children if c.dep in ("compound", "amod"))


def _neighbours(cue: Cue, token: Token) -> list[Token] | None:
    words = token.sentence.tokens
    at = token.i - words[0].i
    if at < 0 or at >= len(words) or words[at] is not token:
        at = words.index(token)
    before = words[max(0, at - len(cue.before)) : at]
    if cue.before and not (
        len(before) == len(cue.before) and all(w in (t.lemma, t.lower) for w, t in zip(cue.before, before, strict=True))
    ):
        before = _apart(cue, token)
        if not before:
            return None
    used = list(before) if cue.before else []
    ahead = iter(words[at + 1 : at + 1 + REACH])
    for wanted in cue.after:
        hit = next((t for t in ahead if wanted in (t.lower, t.lemma)), None)
        if hit is None or not _belongs(hit, token):
            return None
        used.append(hit)
    return used


def _apart(cue: Cue, noun: Token) -> list[Token]:
    """The adjective that a noun's cue asks for, where others stand between: "*joint* naval exercises"."""
    if len(cue.before) != 1 or not syntax.is_noun(noun):
        return []
    return [c for c in noun.children_of("amod") if cue.before[0] in (c.lemma, c.lower)][:1]


def _belongs(word: Token, trigger: Token) -> bool:
    """Whether a particle or phrase word hangs on the trigger or stands right behind it."""
    if word.i == trigger.i + 1:
        return True
    if word.lower in PARTICLES and word.dep == "prep" and word.child("pobj") is not None:
        return False
    above = word.head.head
    return word.head is trigger or above is trigger or (word.lower == "to" and above.head is trigger)


def _prep_holds(cue: Cue, slots: Slots, *, verb: bool) -> bool:
    if any(p in slots.preps for p in cue.prep):
        return True
    # A noun that names its parties before it ("US support", "Iran's denial") needs no preposition.
    return not verb and bool(slots.inner) and not cue.prep_object


def _prep_objects(cue: Cue, slots: Slots) -> list[Token]:
    if cue.prep:
        return [t for p in cue.prep for t in slots.preps.get(p, ()) if _is(t, cue.prep_object)]
    near = [*slots.complements, *slots.objects, *(t for words in slots.preps.values() for t in words)]
    return [t for t in near if _is(t, cue.prep_object)]


def _led_to_actor(cue: Cue, slots: Slots, grounding: Grounding) -> bool:
    """Whether what follows one of the cue's prepositions is an actor that it asks for or, for any, a named place."""
    words = [t for p in cue.prep for t in slots.preps.get(p, ())]
    placed = ACTOR in cue.prep_object and any(t.ent in PLACES for t in words)
    return placed or any(_names(t, cue.prep_object, grounding) for t in words)


def _subject_holds(cue: Cue, slots: Slots, grounding: Grounding) -> bool:
    for token in slots.subjects:
        actors = grounding.actors_of(token)
        if _is(token, cue.subject) or _names(token, cue.subject, grounding):
            return True
        if STATE in cue.subject and any(a.country and a.sector in ("", "GOV") for a in actors):
            return True
    return False
