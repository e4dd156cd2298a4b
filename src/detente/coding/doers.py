"""Who acts where the subject of a verb does not tell: the writers of what speaks, and those with whom others fought."""

from __future__ import annotations

from detente.coding import syntax
from detente.coding.slots import Slots
from detente.text.document import Token

# What speaks for those who wrote it: "adopted a resolution that demanded".
WRITTEN = frozenset(
    {"resolution", "statement", "letter", "text", "note", "decree", "declaration", "motion", "draft", "law"}
)
# In what people are hit by the other side.
FIGHTS = frozenset({"clash", "fight", "fighting", "battle", "skirmish", "shootout", "gunfight", "confrontation"})


def owning(verb: Token) -> list[Token]:
    """Who says what a noun tells: "*Peru* issued a note demanding, that demanded", "*Peru's* letter accusing"."""
    while verb.dep == "conj" and verb.head is not verb and not verb.child(*syntax.SUBJECTS):
        verb = verb.head
    noun, subject = verb.head, verb.child(*syntax.SUBJECTS)
    told = subject is not None and subject.lower in ("that", "which") and noun.lemma in WRITTEN
    if not syntax.is_noun(noun) or not ((verb.dep == "acl" and verb.tag == "VBG") or (verb.dep == "relcl" and told)):
        return []
    governor = noun.head
    carried = noun.dep in syntax.OBJECTS and syntax.is_verb(governor) and not syntax.is_passive(governor)
    return [w for w in syntax.inner_words(noun) if w.dep == "poss"] or (syntax.subjects(governor) if carried else [])


def fought(slots: Slots) -> list[Token]:
    """With whom those fought who were hit: "killed in clashes with *the police*"."""
    fights = (w for name in ("in", "during") for w in slots.preps.get(name, ()) if w.lemma in FIGHTS)
    return [w for fight in fights for name, w in syntax.prepositions(fight) if name == "with"]
