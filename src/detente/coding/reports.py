"""Reporting words in their sentences: each with the words of its holder and of what it reports, by the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.holders import holder, is_passive, neighbour, numbers, of_owner
from detente.coding.reporting import Reporting, reporting_words
from detente.coding.syntax import SUBJECTS, is_infinitive
from detente.coding.viewpoints import told_as, viewpoint
from detente.model import Stance
from detente.text.document import Sentence, Token

AUXILIARIES = ("aux", "auxpass", "neg", "prt")
# What is longer is a list or a broken page, not a sentence.
LONGEST = 600
LONGEST_ASIDE = 25
# Prepositions that complete what is said of the object: "accuse them of", "blame them for", "describe it as".
# Prepositions before whoever is addressed: "called on them to leave".
ADDRESSING = {"on", "upon", "to", "with", "for"}
COMPLETING = {"of", "for", "as", "to", "with", "against", "from", "into"}


@dataclass(slots=True, eq=False)
class Report:
    """A reporting word with its phrase (``cue``), its holder (``source``) and what is reported (``content``).

    ``source`` and ``content`` are sets of tokens of the document by number; ``content`` may be empty where the words
    reported stand in quotation marks that the parse does not tie to the cue. ``anchor`` is the reporting word.
    """

    anchor: Token
    cue: list[Token]
    source: set[int]
    content: set[int]
    stance: Stance = "asserts"
    quotes: bool = False


def reports(sentence: Sentence) -> Iterator[Report]:
    """The reports of a sentence, outer and inner ones alike."""
    words = reporting_words()
    for token in sentence.tokens if len(sentence.tokens) <= LONGEST else ():
        report = None
        if (seen := _seen(token)) is not None:
            report = seen
        elif token.pos in ("VERB", "AUX") and (cue := _verb(token, words["verb"])) and not _is_state(token):
            report = _verb_report(token, cue)
        elif token.pos in ("NOUN", "PROPN") and (cue := words["noun"].get(token.lemma)):
            report = _noun_report(token, cue)
        if report is None and token.pos in ("ADJ", "VERB") and (cue := words["adjective"].get(token.lower)):
            report = _adjective_report(token, cue)
        if report is None and token.pos in ("ADP", "VERB", "SCONJ"):
            report = _according(token, words["preposition"])
        if report is not None:
            yield report


def _seen(token: Token) -> Report | None:
    """What is told from a point of view: "in my view", "as Oslo tells it"."""
    found = viewpoint(token) if token.pos == "ADP" else told_as(token) if token.dep == "advcl" else None
    if found is None:
        return None
    phrase, source, content = found
    content -= source | numbers(phrase)
    return Report(token, phrase, source, content) if source and content else None


def _is_state(token: Token) -> bool:
    """Whether a participle tells of a state of mind: "is *convinced* that"."""
    said_of = token.dep == "acomp" or (token.child("auxpass") is not None and token.child("agent") is None)
    return said_of and token.tag == "VBN" and token.lower in reporting_words()["adjective"]


def _verb(token: Token, verbs: dict[str, Reporting]) -> Reporting | None:
    """The row of a verb. With a particle it is another verb: to call off a visit reports nothing."""
    particle = token.child("prt")
    return verbs.get(f"{token.lemma} {particle.lower}" if particle else token.lemma)


def _verb_report(token: Token, cue: Reporting) -> Report | None:
    passive, quotable = is_passive(token), "quote" in cue.takes
    pieces, extra = _complements(token, cue)
    if passive:
        if not quotable and _foretells_report(token):
            return None
        pieces = _passive_content(token, cue, pieces)
    elif not pieces and "clause" in cue.takes and (around := _parenthetical(token)):
        pieces = [around]
    content = set().union(*pieces)
    source = _apart_from_others(holder(token) or neighbour(token), token)
    phrase = verb_phrase(token) + extra
    inner = numbers(phrase) | source
    quotes = quotable and not passive
    if not content - inner and not quotes:
        return None
    source = set() if source <= content else source
    return Report(token, phrase, source, content - inner, _stance(token, cue), quotes)


def _apart_from_others(source: set[int], verb: Token) -> set[int]:
    """A holder less others whose word he stands in: "the president, *according to an aide*, believes"."""
    subject = verb.child("nsubj")
    others = [c for c in subject.children_of("prep") if c.lower == "according"] if subject is not None else []
    return source - set().union(*(numbers(c.subtree()) for c in others))


def _stance(verb: Token, cue: Reporting) -> Stance:
    """What the holder does with the content, a negation of the cue and an indirect question counted in."""
    if any(c.dep == "ccomp" and (m := c.child("mark")) and m.lower in ("whether", "if") for c in verb.children):
        return "asks"
    if verb.child("neg") is None or cue.stance == "asks":
        return cue.stance
    return "doubts" if cue.stance == "asserts" else "asserts"


def _foretells_report(token: Token) -> bool:
    """Whether a passive only leads up to a reporting verb, which then bears the report: "is expected to announce"."""
    inner = token.child("xcomp")
    cue = reporting_words()["verb"].get(inner.lemma) if inner else None
    if inner is None or cue is None or "quote" not in cue.takes:
        return False
    return inner.child("ccomp", "dobj", "xcomp") is not None and inner.child("auxpass") is None


def _complements(token: Token, cue: Reporting) -> tuple[list[set[int]], list[Token]]:
    """The complements that may hold content, and the words that belong to the cue because of them."""
    pieces: list[set[int]] = []
    extra: list[Token] = []
    objects = token.children_of("dobj") if "object" in cue.takes else []
    after = objects[0].i if objects else None
    behind = "quote" not in cue.takes and any(c.dep == "ccomp" and c.i > token.i for c in token.children)
    for child in token.children:
        if behind and child.dep == "ccomp" and child.i < token.i:
            continue  # a clause that goes before, not what is said
        if (
            _is_clause(child, cue)
            or child in objects
            or (after is not None and child.i > after and _completes(child))
            or ("object" in cue.takes and child.dep in ("oprd", "acomp") and child.i > token.i)
        ):
            pieces.append(_own(child))
        elif child.dep in ("prep", "agent") and child.lower in cue.takes and _names_matter(child):
            pieces.append(_own(child) - {child.i})
            extra.append(child)
        elif extra and child.dep in ("xcomp", "advcl") and extra[-1].lower in ADDRESSING and is_infinitive(child):
            pieces.append(_own(child))
    return pieces, extra


def _names_matter(preposition: Token) -> bool:
    """Whether a preposition leads to a matter, not to a day: "spoke of Monday's vote", not "spoke on Monday"."""
    argument = preposition.child("pobj", "pcomp")
    return argument is not None and argument.ent not in ("DATE", "TIME")


def _completes(child: Token) -> bool:
    return (child.dep == "prep" and child.lower in COMPLETING) or child.dep in ("oprd", "xcomp", "acomp")


def _is_clause(child: Token, cue: Reporting) -> bool:
    if child.dep == "advcl" and cue.stance == "asks" and child.i > child.head.i:
        return any(c.dep == "mark" and c.lower in ("if", "whether") for c in child.children)
    if child.dep == "advcl" and child.i > child.head.i and any(c.lower == "that" for c in child.children_of("mark")):
        return "clause" in cue.takes
    if child.dep not in ("ccomp", "xcomp", "pcomp"):
        return False
    if is_infinitive(child):
        return "infinitive" in cue.takes
    if child.dep == "xcomp" and (child.tag == "VBG" or any(c.tag == "VBG" and c.dep == "aux" for c in child.children)):
        return "gerund" in cue.takes
    return "clause" in cue.takes and (child.dep == "ccomp" or child.tag in ("VBD", "VBZ", "VBP"))


def _passive_content(token: Token, cue: Reporting, pieces: list[set[int]]) -> list[set[int]]:
    """A passive reports of its subject: "X was accused of …", "X is said to …"; but not "X was told that …"."""
    subject = token.child("nsubjpass", "nsubj") or (token.head.child("nsubjpass") if token.dep == "conj" else None)
    pieces = list(pieces)
    for child in token.children:
        if child.dep in ("xcomp", "oprd", "ccomp") or (child.dep == "prep" and child.lower in COMPLETING):
            pieces.append(_own(child))
    if subject is not None and subject.lower != "it" and (pieces or "object" in cue.takes):
        pieces.append(_own(subject))
    return pieces


def _parenthetical(token: Token) -> set[int]:
    """What surrounds a verb of saying thrown into a sentence: "Talks, she said, had failed"."""
    if token.dep not in ("parataxis", "ccomp", "advcl") or token.tag not in ("VBD", "VBZ", "VBP"):
        return set()
    own, words = token.subtree(), token.sentence.tokens
    before = own[0].i - words[0].i - 1
    parted = own[0].pos == "PUNCT" or (before >= 0 and words[before].pos == "PUNCT")
    thrown_in = parted and own[-1].i - own[0].i < len(own) + 2
    if not thrown_in or len(own) > LONGEST_ASIDE or token.child(*SUBJECTS) is None:
        return set()
    return numbers(token.head.subtree()) - numbers(own)


def _own(token: Token) -> set[int]:
    """The subtree of a complement, without what belongs to the outer speaker again."""
    found = numbers(token.subtree())
    for child in token.children:
        if _is_outer(child):
            found -= numbers(child.subtree())
    return found


def _is_outer(child: Token) -> bool:
    """Whether the parse puts into a clause what stands outside it: "…, adding that", "according to …"."""
    if child.dep == "advcl":
        return child.tag == "VBG" and _is_added(child)
    return child.dep == "prep" and child.lower == "according"


def _is_added(verb: Token) -> bool:
    """Whether a participle goes on reporting ("…, adding that …") in the voice of the outer speaker."""
    cue = reporting_words()["verb"].get(verb.lemma)
    return cue is not None and "quote" in cue.takes and verb.child("ccomp", "dobj") is not None


def verb_phrase(token: Token) -> list[Token]:
    """A verb with its auxiliaries, negation, particle and the adverbs next to it."""
    near = [c for c in token.children if c.dep in AUXILIARIES or (c.dep == "advmod" and abs(c.i - token.i) < 3)]
    return sorted([token, *near], key=lambda t: t.i)


def _noun_report(token: Token, cue: Reporting) -> Report | None:
    pieces = [_own(clause) for clause in _noun_clauses(token, cue)]
    phrase = [token]
    for child in token.children:
        if child.dep == "prep" and child.lower in cue.takes and child.child("pobj", "pcomp"):
            pieces.append(_own(child) - {child.i})
            phrase.append(child)
        elif child.dep in ("amod", "compound") and child.i < token.i:
            phrase.append(child)
    if not pieces:
        return None
    source, light = _noun_holder(token)
    phrase = sorted(light + phrase, key=lambda t: t.i)
    content = set().union(*pieces) - source
    # A noun of saying with neither a holder nor a clause mostly names a thing: "the report on Monday".
    named = bool(source) or any(c.dep in ("acl", "ccomp") for c in token.children)
    return Report(token, phrase, source, content, cue.stance) if content and named else None


def _noun_clauses(noun: Token, cue: Reporting) -> Iterator[Token]:
    """The clauses that tell what a noun of saying is about: "the claim that …", "my guess is that …"."""
    holders = [p for c in noun.children_of("prep") if c.lower in ("by", "from", "of") for p in c.children_of("pobj")]
    for host in (noun, *holders):
        clauses = host.children_of("acl", "ccomp", "relcl")
        yield from (c for c in clauses if _is_noun_clause(c, cue) and (host is noun or not is_infinitive(c)))
    verb = noun.head
    if noun.dep == "nsubj" and verb.lemma == "be" and not verb.child("neg"):
        yield from (c for c in verb.children_of("ccomp") if c.i > verb.i and _is_noun_clause(c, cue))


def _is_noun_clause(child: Token, cue: Reporting) -> bool:
    if is_infinitive(child):
        return "infinitive" in cue.takes
    opens = next((c for c in child.children if c.lower in ("that", "whether") and c.i < child.i), None)
    if opens is None or "clause" not in cue.takes:
        return False
    # "the charge that he *had taken* it" has an object of its own, "the charge that they brought" has none.
    return opens.dep == "mark" or child.dep == "acl" or (opens.dep == "dobj" and len(child.children_of("dobj")) > 1)


def _noun_holder(token: Token) -> tuple[set[int], list[Token]]:
    """Who holds a noun of saying, and the light verb that goes with it."""
    if owner := token.child("poss"):
        return of_owner(owner), []
    for child in token.children_of("prep"):
        if child.lower in ("by", "from", "among") and child.child("pobj"):
            return numbers(child.subtree()) - {child.i}, []
    verb = token.head
    if token.dep == "pobj" and verb.lower in ("with", "in") and verb.head.pos == "VERB":
        return holder(verb.head), []
    if token.dep == "dobj" and verb.pos == "VERB" and not _answers(verb):
        return holder(verb), verb_phrase(verb) if verb.lemma in reporting_words()["light"] else []
    return set(), []


def _answers(verb: Token) -> bool:
    """Whether a verb takes a stand on what somebody else says: "rejected the claim"."""
    cue = reporting_words()["verb"].get(verb.lemma)
    return cue is not None and cue.stance != "asserts"


def _adjective_report(token: Token, cue: Reporting) -> Report | None:
    said_of = token.dep in ("acomp", "oprd") and token.head.lemma in reporting_words()["linking"]
    if not said_of and (token.pos == "ADJ" or token.child("auxpass") is None):
        return None
    verb = token.head if said_of else token
    pieces, extra = _complements(token, cue)
    content = set().union(*pieces)
    subject = verb.child("nsubj", "nsubjpass")
    if not content or (subject is not None and subject.lower in ("it", "there")):
        return None
    source = numbers(subject.subtree()) if subject else holder(verb)
    phrase = sorted({*verb_phrase(verb), token, *extra}, key=lambda t: t.i)
    return Report(token, phrase, source - content, content - numbers(phrase) - source, _stance(verb, cue))


def _according(token: Token, phrases: dict[str, Reporting]) -> Report | None:
    """A phrase such as "according to X" with the clause that it qualifies."""
    words = token.sentence.tokens
    place = token.i - words[0].i
    for phrase, cue in phrases.items():
        length = phrase.count(" ") + 1
        if token.lower != phrase.split(" ", 1)[0]:
            continue
        run = [t for t in words if token.i <= t.i < token.i + length]
        if " ".join(t.lower for t in run) != phrase or place < 0:
            continue
        named = run[-1].child("pobj")
        if named is None:
            return None
        source = numbers(named.subtree())
        content = numbers(_qualified(token).subtree()) - numbers(token.subtree()) - source - numbers(run)
        return Report(token, run, source, content, cue.stance)
    return None


def _qualified(token: Token) -> Token:
    """The clause that a phrase such as "according to X" belongs to."""
    first, last = token.sentence.tokens[0].i, token.subtree()[-1].i
    at_edge = token.i == first or token.sentence.tokens[-1].i - last <= 1
    for above in token.ancestors():
        if above.dep == "ROOT" or (above.dep in ("relcl", "acl", "parataxis") and not at_edge):
            return above
        if above.dep == "ccomp" and not at_edge and above.subtree()[0].i < token.i:
            return above
    return token.sentence.root
