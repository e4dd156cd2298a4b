"""The places around a trigger where its participants stand, gathered once for every candidate."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.coding import syntax
from detente.text.document import FRAGMENTS, Token

_LISTED = frozenset({"PROPN", "NOUN", "ADJ", "DET", "CCONJ", "PUNCT"})
# How somebody is named who does something along with the subject.
_JOINING, _BESIDE = frozenset({"together", "along", "jointly"}), frozenset({"alongside"})


# What leads to the matter of a deed, which is somebody else's: "lodged a protest *over* the seizure".
ABOUT = frozenset({"over", "about", "concerning", "regarding"})


@dataclass(slots=True)
class Slots:
    """What stands around a trigger. All lists hold heads of noun phrases in text order.

    ``subjects`` are those who act (of a passive: the agent), ``objects`` those acted on, ``indirect`` those who
    receive. ``preps`` maps a preposition to what follows it, on the trigger itself first and then on its object.
    ``inner`` are the words inside an event noun's own phrase. ``support`` is the verb that carries an event noun
    ("*held* talks").
    """

    trigger: Token
    passive: bool = False
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    indirect: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)
    inner: list[Token] = field(default_factory=list)
    complements: list[Token] = field(default_factory=list)
    support: Token | None = None

    @property
    def bare_doer(self) -> Token | None:
        """The name that stands for the doer alone: "*Sokha* accused Thailand"."""
        doers = self.subjects
        return doers[0] if len(doers) == 1 and doers[0].pos == "PROPN" and doers[0].text[0].isupper() else None

    def add_preps(self, token: Token) -> None:
        """Take in the prepositional phrases that hang on a token."""
        for name, word in syntax.prepositions(token):
            if word not in self.preps.setdefault(name, []):
                self.preps[name].append(word)


def of_verb(verb: Token) -> Slots:
    """The slots of a verb."""
    passive = syntax.is_passive(verb)
    slots = Slots(verb, passive)
    slots.subjects = [*syntax.agents(verb)] if passive else with_companions(verb)
    slots.objects = syntax.objects(verb)
    slots.indirect = syntax.indirect_objects(verb)
    slots.add_preps(verb)
    for noun in syntax.portioned(slots.objects):
        if noun.head is verb or passive or noun not in slots.objects:
            slots.add_preps(noun)
    if (named := syntax.so_called(verb)) is not None:
        slots.add_preps(named)
        slots.add_preps(named.head if named.dep == "oprd" else named.head.head)
    slots.complements = [c for c in verb.children if c.dep in ("acomp", "oprd", "attr", "prt", "advmod", "dobj")]
    return slots


def with_companions(verb: Token) -> list[Token]:
    """Who acts, and those who do it with him: "Chad, together with *Niger*, closed the border"."""
    subjects = syntax.subjects(verb)
    found = [*_enumerated(verb), *subjects]
    for host in [*subjects, verb]:
        for child in host.children:
            if child.i > verb.i and host is verb:
                continue
            found += [w for name, w in syntax.prepositions(child) if child.lower in _JOINING and name == "with"]
            with_ = child.lower == "with" and any(c.lower in _JOINING for c in child.children)
            if (with_ or child.lower in _BESIDE) and child.dep == "prep":
                found += [w for noun in child.children_of("pobj") for w in syntax.coordinated(noun)]
    return list({t.i: t for t in found}.values())


def _enumerated(verb: Token) -> list[Token]:
    """The parties of an enumeration that the parser breaks into several subjects: "Peru, Chile, and Bolivia met"."""
    subjects = [c for c in verb.children_of("nsubj") if c.i < verb.i]
    if subjects and verb.sentence.role in FRAGMENTS:
        subjects = [*_before_comma(verb, subjects[0]), *subjects]
    if len(subjects) < 2:
        return []
    words = verb.sentence.tokens
    listed = words[subjects[0].i - words[0].i : subjects[-1].i - words[0].i + 1]
    named = verb.sentence.role in FRAGMENTS or any(t.lower == "and" for t in listed)
    joined = named and all(t.pos in _LISTED or t.text in (",", "and") for t in listed)
    inner = {"compound", "amod", "det", "poss", "nmod"}
    return [t for t in listed if t.pos in ("PROPN", "NOUN") and t.dep not in inner] if joined else []


def _before_comma(verb: Token, subject: Token) -> list[Token]:
    """The first of two parties that only a comma joins, as in headlines: "*Lima*, Quito sign pact"."""
    words = verb.sentence.tokens
    phrase = min(t.i for t in subject.subtree()) - words[0].i
    if phrase < 2 or words[phrase - 1].text != ",":
        return []
    first = words[phrase - 2]
    return [first] if first.pos == "PROPN" and first.head in (verb, first) and first.dep not in syntax.SUBJECTS else []


def of_noun(noun: Token) -> Slots:
    """The slots of an event noun."""
    slots, whole = Slots(noun), syntax.whole(noun)
    slots.add_preps(noun)
    slots.inner = syntax.inner_words(noun)
    if whole is not noun:  # "launched three waves of *strikes* on Chad"
        slots.add_preps(whole)
        slots.preps["of"] = [t for t in slots.preps.get("of", ()) if t is not noun]
        slots.inner += [t for t in syntax.inner_words(whole) if t is not noun]
    if "by" not in slots.preps:  # "the seizure of boats by Peru", where the parser ties the doer to the boats
        by = [t for thing in slots.preps.get("of", ()) for name, t in syntax.prepositions(thing) if name == "by"]
        slots.preps |= {"by": by} if by else {}
    governor = _governor(whole)
    if governor is not None:
        slots.support = governor
        slots.subjects = syntax.agents(governor) if syntax.is_passive(governor) else with_companions(governor)
        if whole in slots.subjects:
            slots.subjects = []
        slots.add_preps(governor)
    elif syntax.is_errand(noun) and syntax.is_noun(noun.head.head):
        # "the minister, on a visit to Doha,"
        slots.support, slots.subjects = syntax.clause_head(noun), [noun.head.head]
    return slots


def _governor(noun: Token) -> Token | None:
    """The verb of which the noun is object (or passive subject)."""
    first = noun
    while first.dep == "conj" and not syntax.is_verb(first.head):
        first = first.head
    if first.dep in (*syntax.OBJECTS, "nsubjpass") and syntax.is_verb(first.head):
        return first.head
    if first.dep == "pobj" and first.head.lower not in ABOUT and syntax.is_verb(first.head.head):
        return first.head.head
    return None
