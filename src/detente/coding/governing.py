"""The words above a happening that bear on it: "*refused* to meet", "the *risk* of war", "*cancelled* the visit"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detente.coding import syntax
from detente.coding.moods import Found, form_of, is_reported
from detente.coding.status_cues import StatusCue, StatusCues, Via
from detente.text.document import Token

_FINITE = ("VBD", "VBZ", "VBP")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_LISTING = ("include", "comprise", "be")
_COPULAS = ("be", "seem", "remain", "look", "appear")
# Dependents that share whatever bears on their head.
_SHARING = ("compound", "poss", "aux", "prep", "prt", "nmod", "amod", "dep", "acomp", "advmod")


class Step(NamedTuple):
    """A word on the way up, and what the word above makes of it."""

    token: Token
    governed: Found | None


class _Link(NamedTuple):
    cue: StatusCue | None
    word: Token
    above: Token | None


def climb(trigger: Token, cues: StatusCues) -> Iterator[Step]:
    """The way from a happening up to where nothing above bears on it any more."""
    token = trigger
    while True:
        link = _link(token, cues, first=token is trigger)
        yield Step(token, (link.cue, link.word) if link.cue is not None else None)
        if link.above is None:
            return
        token = link.above


def _link(token: Token, cues: StatusCues, *, first: bool) -> _Link:
    above, dep = token.head, token.dep
    if above is token or syntax.is_clause_before(token):
        return _Link(None, above, None)
    if dep == "ccomp" and above.pos == "NOUN":
        return _of_noun(token, above, cues)
    if dep in ("xcomp", "ccomp", "acomp", "oprd", "attr"):
        return _complement(token, above, cues)
    if dep in (*syntax.OBJECTS, "nsubjpass", "dative", "nsubj", "csubj", "csubjpass"):
        return _participant(token, above, cues, first=first)
    if dep in ("pobj", "pcomp"):
        return _through(token, above, cues)
    if dep in ("acl", "relcl"):
        return _of_noun(token, above, cues)
    if dep == "advcl" and syntax.is_verb(token) and token.child("aux") is not None:
        return _stray_complement(token, above, cues)
    if dep == "advcl" and token.tag == "VBG" and token.i - above.i == 2 and above.child("prt") is not None:
        return _Link(cues.get("gerund", *_names(above)), above, above)  # "ruled out *sending* troops"
    if dep == "conj" and any(c.lower == "than" for c in above.children_of("cc")):
        return _Link(cues.get("preposition", "rather than"), above, None)
    if dep == "conj":
        return _Link(None, above, above if _shares(token, above) else None)
    return _Link(None, above, above if dep in _SHARING else None)


def _stray_complement(token: Token, above: Token, cues: StatusCues) -> _Link:
    """What is asked or denied, hung on its verb like a purpose by the parser: "invited them on Sunday to rally"."""
    names = _names(above) + [a.lower for a in above.children_of("advmod") if above.lemma == "do"]
    cue = cues.get("complement", *names) or cues.get("infinitive", *names)
    fits = cue is not None and cue.status == ("proposed" if token.tag == "VB" else "denied")
    return _Link(cue, above, above) if fits else _Link(None, above, None)


def _complement(token: Token, above: Token, cues: StatusCues) -> _Link:
    names, finite = _names(_said_of(token, above)), _is_finite(token)
    if token.dep == "ccomp" and token.child(*syntax.SUBJECTS) is not None:
        names = [*(f"{n}:other" for n in names), *names]
    state = token.dep == "acomp" and above.lemma in _COPULAS  # "remains *closed*"
    via: Via = "clause" if finite else "gerund" if token.tag == "VBG" or state else "infinitive"
    if state and (cue := cues.get(via, above.lemma)) is not None:
        return _Link(cue, above, above)
    if not syntax.is_verb(token) and token.tag not in ("VB", "VBG", "VBN"):
        named = _named_as(token, above, cues) if token.dep == "attr" else None
        return _Link(named[0], named[1], above) if named else _Link(None, above, above)
    cue = cues.get(via, *names) or cues.get("complement", *names)
    if via == "infinitive" and (above.pos == "ADJ" or above.lemma in ("have", "be", "do")):
        # "*too* weak to storm", "have *yet* to agree", "would do *well* to sign"
        cue = next((c for a in above.children_of("advmod") if (c := cues.get("infinitive", a.lower))), cue)
    if cue is not None and not _bears(token, cue, finite=finite):
        cue = None
    if cue is None and _is_wished(token):
        return _Link(cues.get("form", "subjunctive"), above, above)
    return _Link(cue, above, above if cue is not None or not finite else None)


def _named_as(token: Token, verb: Token, cues: StatusCues) -> Found | None:
    """What a present tense names a happening or lists it under: "*options* include a truce", "what we *need* is peace".

    In the past it may have come about: "the first *step* was the release".
    """
    subject = verb.child("nsubj", "csubj")
    if subject is None or subject is token or form_of(verb):
        return None
    if syntax.is_verb(subject):
        cue = cues.get("complement", *_names(subject)) or cues.get("object", *_names(subject))
        return (cue, subject) if cue is not None else None
    words = [(cues.get("named", subject.lemma), subject)]
    words += [(cues.get("modifier", c.lower), c) for c in subject.children_of("amod", "det")]
    words.append((cues.get("govern", subject.lemma), subject))
    return next(((cue, word) for cue, word in words if cue is not None), None)


def _said_of(token: Token, verb: Token) -> Token:
    """Of "it is *possible* that they met", the word that is said of the meeting."""
    if verb.lemma != "be":
        return verb
    return next((c for c in verb.children_of("acomp", "attr") if c is not token and c.i < token.i), verb)


def _is_finite(token: Token) -> bool:
    if any(c.tag in ("VBD", "VBZ", "VBP", "MD") for c in token.children_of("aux", "auxpass")):
        return True
    return token.tag in _FINITE or (token.dep == "ccomp" and token.child("mark") is not None)


def _is_wished(token: Token) -> bool:
    """ "insist that he *resign*": wanted, not told as done."""
    return token.dep == "ccomp" and token.tag == "VB" and token.child("aux") is None


def _bears(token: Token, cue: StatusCue, *, finite: bool) -> bool:
    """Whether a cue reaches into its complement: "decided to go" does, "decided that he went" does not."""
    if cue.status != "planned":
        return True
    if not finite:
        return token.tag != "VBN" or token.child("auxpass") is not None
    return False


def _participant(token: Token, above: Token, cues: StatusCues, *, first: bool) -> _Link:
    """What a verb says of its object or subject: "cancelled *the visit*", "*talks* may begin"."""
    if syntax.is_verb(token) and any(c.tag[0] == "W" for c in token.children):
        return _Link(None, above, None)  # "whoever fired was not found"
    if not syntax.is_noun(token) and token.pos != "PRON" and not syntax.is_verb(token):
        return _Link(None, above, above)
    names = _some(_names(above), token, cues)
    via: Via = "subject" if token.dep in ("nsubj", "csubj") else "object"
    if via == "subject" and above.lemma in _COPULAS and (said := above.child("acomp", "attr", "xcomp")) is not None:
        cue = cues.get("said", said.lower) or cues.get("modifier", said.lower)
        if not first and _is_claim(token, cues):  # "reports that it was sold are *wrong*"
            cue = cues.get("clause", said.lemma, said.lower) or cue
        return _Link(cue, said, above if cue is not None or _is_imagined(token, above) else None)
    if via == "object" and above.lemma in _LISTING and (named := _named_as(token, above, cues)):
        return _Link(*named, above)
    told = cues.get("claim", *names) if _is_claim(token, cues) else None
    cue = told or cues.get(via, *names)
    if cue is not None and cue.value < 0 and first and (via == "subject" or _is_said(token, cues)):
        # The attempt that failed was made; what was attempted did not happen.
        return _Link(None, above, None)
    if cue is None and cues.get("open", token.lower) and _is_imagined(token, above):
        return _Link(cues.get("form", "imagined"), above, above)
    if cue is None and _is_generic(token, above):
        return _Link(cues.get("form", "generic"), above, above)
    reaches = cue is not None or (via == "object" and not _is_definite(token, cues)) or _is_imagined(token, above)
    return _Link(cue, above, above if reaches else None)


def _some(names: list[str], noun: Token, cues: StatusCues) -> list[str]:
    return names if _is_definite(noun, cues) else [*(f"{n}:some" for n in names), *names]


def _is_claim(noun: Token, cues: StatusCues) -> bool:
    return cues.get("claim", noun.lemma) is not None


def _is_said(noun: Token, cues: StatusCues) -> bool:
    """Whether a noun names words that stay said when what they ask or claim is rejected: "rejected the *proposal*"."""
    cue = cues.get("govern", noun.lemma)
    return cue is not None and cue.status in ("proposed", "occurred")


def _is_definite(noun: Token, cues: StatusCues) -> bool:
    """Whether a noun phrase takes for granted that what it names is there; "the *lifting* of the ban" does not."""
    if noun.pos == "PROPN" or any(c.dep == "poss" for c in noun.children):
        return True
    definite = any(c.dep == "det" and c.lower in _DEFINITE for c in noun.children)
    return definite and cues.get("open", noun.lower) is None


def _is_imagined(noun: Token, verb: Token) -> bool:
    """ "An attack could mean war", "the opening of a consulate would help", "lifting the ban should be easy"."""
    helpers = {c.lower for c in verb.children_of("aux")}
    if any(c.dep == "det" and c.lower in ("a", "an", "any", "another") for c in noun.children) or noun.tag == "VBG":
        return bool(helpers & {"would", "could", "might", "should", "ought", "must", "can", "may"})
    return bool(helpers & {"would", "should", "ought"}) and not is_reported(verb)


def _is_generic(verb: Token, above: Token) -> bool:
    """ "*Lifting* the ban gives both a sign": a gerund as subject of the present tense."""
    return verb.tag == "VBG" and above.tag in ("VBZ", "VBP") and not above.child("aux", "auxpass", "neg")


def _through(token: Token, preposition: Token, cues: StatusCues) -> _Link:
    """What a word says of what hangs on it by a preposition: "the risk *of* war", "called *for* talks"."""
    governor, name = preposition.head, _preposition(preposition)
    alone = cues.get("preposition", name, preposition.lower)
    if alone is not None:
        return _Link(alone, preposition, None)
    if governor.lower == "short" or (governor.dep == "advmod" and not syntax.is_noun(governor)):
        name, governor = f"{governor.lower} {name}", governor.head
    if governor.lemma in syntax.PORTIONS and preposition.lower == "of":
        return _Link(None, governor, governor)
    if not syntax.is_noun(governor):
        return _by_verb(token, governor, name, cues)
    cue = cues.get("govern", *_some([f"{governor.lemma} {name}", governor.lemma], token, cues))
    if cue is None and token.dep == "pcomp" and governor.dep in syntax.OBJECTS:
        # "acquitted the general of deporting": the preposition belongs to the verb.
        return _by_verb(token, governor.head, name, cues)
    return _Link(cue, governor, governor if cue is not None else None)


def _by_verb(token: Token, governor: Token, name: str, cues: StatusCues) -> _Link:
    # The parser takes many a gerund for a noun: "barred from marching".
    vias: tuple[Via, ...] = ("gerund", "complement", "object") if token.dep == "pcomp" else ("object", "gerund")
    names = [f"{n} {name}" for n in _names(governor)]
    if name == "by" and token.tag == "VBG" and _is_imagined(token, governor):
        told = cues.get("form", "imagined") if cues.get("open", token.lower) else None
        return _Link(told, governor, governor)  # "by lifting the ban, Rome would show"
    if name == "to" and token.tag == "VB":
        vias, names = ("infinitive", "complement"), _names(governor)
    cue = next((c for via in vias if (c := cues.get(via, *names)) is not None), None)
    return _Link(cue, governor, governor if cue is not None else None)


def _preposition(word: Token) -> str:
    """The preposition with the word before it, where the two are one: "instead of", "far from"."""
    before = next((t for t in word.sentence.tokens if t.i == word.i - 1), None)
    joined = before is not None and before.lower in ("instead", "rather", "far", "short", "ahead")
    return f"{before.lower} {word.lower}" if joined and before is not None else word.lower


def _of_noun(token: Token, noun: Token, cues: StatusCues) -> _Link:
    """What a noun says of a clause that hangs on it: "plans *to go*", "reports *that he went*"."""
    that = any(c.lower in ("that", "whether") for c in token.children_of("mark"))
    infinitive = syntax.is_infinitive(token)
    if not (that or infinitive):
        return _Link(None, noun, None)
    cue = cues.get("govern", f"{noun.lemma} {'that' if that else 'to'}", noun.lemma, noun.lower)
    if cue is not None and cue.status == "planned" and that:
        cue = None
    return _Link(cue, noun, noun if cue is not None else None)


def _shares(token: Token, above: Token) -> bool:
    """Whether what bears on a word bears on the one coordinated with it: "will visit Rome and *meet* the Pope"."""
    if not syntax.is_verb(token):
        return True
    if token.child(*syntax.SUBJECTS) or token.child("aux"):
        return False
    if token.tag in _FINITE and any(c.lemma != "have" for c in above.children_of("aux", "auxpass")):
        return False
    but = above.child("cc")
    return not (but is not None and but.lower == "but" and above.child("neg") is not None)


def _names(word: Token) -> list[str]:
    """The names under which a governing word may stand in the table: with particle, with tense, bare."""
    lemma = syntax.lemma(word)
    verb = word.head if word.dep in ("acomp", "oprd", "attr") else word
    form = form_of(verb)
    particle = next((c.lower for c in word.children if c.dep == "prt"), "")
    bare = [f"{lemma} {particle}"] if particle else [lemma, word.lower]
    forms = [f for f in (form, "passive" if syntax.is_passive(word) else "") if f]
    return [*(f"{n}:{f}" for f in forms for n in bare), *bare]
