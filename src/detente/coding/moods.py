"""What a clause says of its own happening: negation, auxiliaries, marks, adverbs, questions, orders, times."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding import syntax
from detente.coding.status_cues import StatusCue, StatusCues, Via
from detente.text.document import Token

Found = tuple[StatusCue, Token]

_PARTIES = (*syntax.SUBJECTS, *syntax.OBJECTS)
_INVERTED = ("should", "were", "had")
# Questions about why, when and how take for granted that it happened.
_TAKEN_AS_GIVEN = frozenset({"why", "when", "how", "where"})
_MORE_THAN_NOT = frozenset({"only", "merely", "just", "least", "all", "every", "everyone", "always", "necessarily"})
_ORDER_HELPERS = frozenset({"do", "please", "to"})
_PARTING = frozenset(';:,–—“"')
_CONDITIONS = frozenset({"if", "unless"})
# What a condition makes of a main clause with these helpers.
_CONDITIONED = {
    **dict.fromkeys(("would", "could", "might", "may", "'d"), "conditioned"),
    **dict.fromkeys(("will", "wo", "'ll"), "conditioned will"),
}
_TIMES = ("npadvmod", "advmod", "prep")


def denials(noun: Token, cues: StatusCues) -> Iterator[Found]:
    """The negation of a noun, which reaches over the word that governs it: "plans *no* attack"."""
    if not syntax.is_verb(noun):
        yield from _negations(noun, None, cues)


def own(token: Token, cues: StatusCues, below: Token | None) -> Iterator[Found]:
    """The cues inside a token's own clause or phrase, save :func:`denials`, from the widest reach to the narrowest.

    Args:
        token: a word on the way from the main verb down to the happening.
        cues: the table of cue words.
        below: the next word on that way; None at the happening itself. Of other nouns, nothing counts.
    """
    if syntax.is_verb(token):
        yield from _marks(token, cues)
        yield from _sentence_mood(token, cues)
        yield from _negations(token, below, cues)
        yield from _auxiliaries(token, cues)
        yield from _form(token, cues)
        yield from _adverbs(token, cues)
        if below is None:
            name = f"{token.lemma}:passive" if syntax.is_passive(token) else token.lemma
            yield from _named(cues, "self", name, token)
    elif below is None:
        yield from _sentence_mood(token, cues)
        yield from _modifiers(token, cues)


def form_of(verb: Token) -> str:
    """ "perfect" of "could have gone" and "to have gone", "past" of "went", else nothing."""
    helpers = verb.children_of("aux")
    if any(h.lemma == "have" for h in helpers):
        return "perfect" if any(h.tag in ("MD", "TO") for h in helpers) else "past"
    past = any(h.tag == "VBD" for h in verb.children_of("aux", "auxpass"))
    return "past" if past or verb.tag == "VBD" else ""


def _named(cues: StatusCues, via: Via, name: str, word: Token) -> Iterator[Found]:
    if (cue := cues.get(via, name)) is not None:
        yield cue, word


def _marks(verb: Token, cues: StatusCues) -> Iterator[Found]:
    subject = verb.child(*syntax.SUBJECTS)
    for child in verb.children_of("mark", "advmod"):
        opens = child.dep == "mark" or (verb.dep in ("advcl", "ccomp") and subject is not None and child.i < subject.i)
        cue = cues.get("mark", child.lower) if opens else None
        if cue is not None and not (child.lower == "until" and form_of(verb) == "past"):
            yield cue, child
    if (first := _inverted(verb)) is not None or _as_condition(verb):
        yield from _named(cues, "mark", "inverted", first or verb)


def _inverted(verb: Token) -> Token | None:
    """The helper before its subject in "*should* they agree", "*had* they known"."""
    first = verb.child("aux", "auxpass") or verb
    subject = verb.child(*syntax.SUBJECTS)
    if subject is None or first.i > subject.i or first.lower not in _INVERTED or verb.sentence.tokens[-1].text == "?":
        return None
    return first


def _as_condition(verb: Token) -> bool:
    """ "Supposing that they agreed", "Provided the senate agrees": under a participle that works as "if"."""
    above = verb.head
    suppose = above.lower in ("supposing", "assuming", "provided", "providing")
    return suppose and verb.dep == "ccomp" and above.dep in ("advcl", "prep")


def _sentence_mood(token: Token, cues: StatusCues) -> Iterator[Found]:
    """Questions, orders, and main clauses on a condition."""
    last = token.sentence.tokens[-1]
    root = token.head is token
    if root and last.text == "?" and not any(t.lower in _TAKEN_AS_GIVEN for t in token.sentence.tokens[:3]):
        yield from _named(cues, "form", "question", last)
    elif (root or syntax.is_clause_before(token) or _lets(token)) and _is_order(token):
        yield from _named(cues, "form", "order", token)
    elif token.dep == "conj" and _is_order(token.head) and any(c.lower == "or" for c in token.head.children_of("cc")):
        yield from _named(cues, "form", "conditioned", token)
    if any(c.lower in _CONDITIONS for clause in token.children_of("advcl") for c in clause.children_of("mark")):
        helper = next((c for c in token.children_of("aux") if c.lower in _CONDITIONED), None)
        if helper is not None:
            yield from _named(cues, "form", _CONDITIONED[helper.lower], helper)


def _is_order(verb: Token) -> bool:
    words = verb.sentence.tokens
    if _lets(verb):
        return True
    if verb.tag != "VB" or words[-1].text not in (".", "!"):
        return False
    subject = verb.child(*syntax.SUBJECTS)
    if subject is not None and (verb.child("aux") or words[verb.i - words[0].i - 1].text != ","):
        return False  # "Mr President, open this border" calls on its subject
    return all(c.lower in _ORDER_HELPERS for c in verb.children_of("aux")) and not verb.child("auxpass")


def _lets(verb: Token) -> bool:
    """ "*Let* the inspectors come", also behind a semicolon or another "let"."""
    if verb.lower != "let" or verb.tag not in ("VB", "VBP") or verb.child("aux", "auxpass", *syntax.SUBJECTS):
        return False
    words = verb.sentence.tokens
    at = verb.i - words[0].i
    return at == 0 or words[at - 1].text in _PARTING or (verb.dep == "conj" and _lets(verb.head))


def _negations(token: Token, below: Token | None, cues: StatusCues) -> Iterator[Found]:
    word = _negation(token, below, cues)
    if word is not None and (cue := cues.get("negation", word.lower)) is not None:
        yield cue, word


def _negation(token: Token, below: Token | None, cues: StatusCues) -> Token | None:
    for child in token.children:
        if child.dep in ("neg", "det", "preconj", "advmod", "cc") and cues.get("negation", child.lower):
            alone = child.dep != "cc" and not _is_only(child)
            if alone and (child.lower != "no" or not syntax.is_verb(token)):
                return child
        if child.dep in ("neg", "advmod") and child.lower == "longer":
            return child
    if not syntax.is_verb(token):
        return None
    before = token.head.child("cc") if token.dep == "conj" else None
    if before is not None and before.lower == "nor" and token.child("aux") and before.i < token.i:
        return before
    own_parties = [c for c in token.children_of(*_PARTIES) if c is not below and c.lower not in syntax.RELATIVE]
    found = next((w for p in own_parties if (w := _denying(p)) is not None), None)
    return found or _at_no_time(token) or _to_nobody(token)


def _to_nobody(verb: Token) -> Token | None:
    """ "granted asylum to *none*"."""
    reached = [noun for p in verb.children_of("prep", "dative") for noun in p.children_of("pobj")]
    return next((n for n in reached if n.lower in ("none", "nobody")), None)


def _is_only(word: Token) -> bool:
    """ "not only", "not all": no negation of what happened, but of its being all."""
    following = next((t for t in word.sentence.tokens if t.i == word.i + 1), None)
    return following is not None and following.lower in _MORE_THAN_NOT


def _denying(party: Token) -> Token | None:
    """ "*no* troops", "*neither* side", "signed *nothing*", "*not* a truck": the word in a party that denies."""
    if party.lower in ("none", "nobody", "neither", "nothing"):
        return party
    near = [c for c in party.children if c.dep in ("det", "amod", "nummod", "advmod", "neg", "preconj")]
    near += [c for child in near for c in child.children if c.dep in ("advmod", "neg")]
    denies = ("no", "neither", "hardly", "scarcely", "barely", "zero")
    return next((w for w in near if w.lower in denies or (w.lower == "not" and not _is_only(w))), None)


def _at_no_time(verb: Token) -> Token | None:
    """ "*At no time* did they": a phrase before its verb's helper, and that before the subject."""
    subject, helper = verb.child(*syntax.SUBJECTS), verb.child("aux")
    if subject is None or helper is None or helper.i > subject.i:
        return None
    phrases = [p.child("pobj") for p in verb.children_of("prep") if p.i < helper.i]
    return next((c for noun in phrases if noun for c in noun.children_of("det") if c.lower == "no"), None)


def _auxiliaries(verb: Token, cues: StatusCues) -> Iterator[Found]:
    tense = "perfect" if any(c.lemma == "have" for c in verb.children_of("aux")) else ""
    inverted = _inverted(verb)
    for child in verb.children_of("aux"):
        if child is inverted:
            continue
        names = [child.lower, child.lemma]
        if tense and child.tag == "MD":
            names.insert(0, f"{child.lower}:{tense}")
        elif is_reported(verb):
            names.insert(0, f"{child.lower}:reported")
        elif _weighs(verb, cues):
            names.insert(0, f"{child.lower}:mild")
        if (cue := cues.get("auxiliary", *names)) is not None:
            yield cue, child


def _weighs(verb: Token, cues: StatusCues) -> bool:
    """Whether a verb only takes a deed into view: "*consider* lifting", "*discuss* a return"."""
    particle = next((c.lower for c in verb.children if c.dep in ("prep", "prt")), "")
    cue = cues.get("complement", verb.lemma, f"{verb.lemma} {particle}")
    return cue is not None and bool(cue.mild)


def is_reported(verb: Token) -> bool:
    """Whether a clause is what somebody said, thought or decided in the past: its "would" is a "will"."""
    while verb.dep == "conj":
        verb = verb.head
    if verb.dep == "acl":
        return any(c.lower == "that" for c in verb.children_of("mark"))
    return verb.dep == "ccomp" and not syntax.is_clause_before(verb) and verb.head.tag in ("VBD", "VBN", "VBG")


def _form(verb: Token, cues: StatusCues) -> Iterator[Found]:
    to = next((c for c in verb.children_of("aux") if c.lower == "to"), None)
    if to is not None:
        yield from _named(cues, "form", _infinitive(verb, cues), to)
    elif verb.head is verb and verb.tag in ("VBZ", "VBP", "VBG", "NN") and not form_of(verb):
        yield from _ahead(verb, cues)


def _infinitive(verb: Token, cues: StatusCues) -> str:
    """What an infinitive is by the place where it stands; empty where the words above it tell."""
    head = verb.head
    if verb.dep in ("xcomp", "ccomp") and head.lemma == "be" and not head.child("acomp", "attr"):
        return "was to have" if form_of(verb) == "perfect" else "is to"
    of_noun = verb.dep in ("acl", "relcl")
    if head is verb or (
        of_noun and (head.dep == "ROOT" or (verb.child("auxpass") and not cues.get("govern", head.lemma)))
    ):
        return "is to"
    if verb.dep == "advcl" or (of_noun and cues.get("govern", head.lemma) is None):
        ordinals = [c.lower for c in (head, *head.children_of("amod"))] if verb.dep != "advcl" else []
        if any(cues.get("form", f"after {word}") for word in ordinals):
            return ""
        outcome = f"to {verb.lemma}"
        return outcome if cues.get("form", outcome) is not None else "purpose"
    return ""


def _ahead(verb: Token, cues: StatusCues) -> Iterator[Found]:
    """ "meet *next* week": the present tense for what is to come."""
    for time in verb.children_of(*_TIMES):
        for word in (time, *time.children):
            if (cue := cues.get("time", word.lower)) is not None:
                yield cue, word
                return


def _adverbs(verb: Token, cues: StatusCues) -> Iterator[Found]:
    for child in verb.children_of("advmod"):
        if (cue := cues.get("modifier", child.lower)) is not None:
            yield cue, child


def _modifiers(noun: Token, cues: StatusCues) -> Iterator[Found]:
    times = [c for owner in noun.children_of("poss") for c in owner.children_of("amod")]
    for child in (*noun.children_of("amod", "det", "advmod", "nummod"), *times):
        if (cue := cues.get("modifier", child.lower, child.lemma)) is not None:
            yield cue, child
