"""Who is meant where the words for who speaks only point back: "*She* said", "the report, *which* found"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from detente.coding import syntax
from detente.coding.holders import numbers
from detente.coding.reporting import reporting_words
from detente.grounding.clauses import HE, IT, SHE, THEY
from detente.grounding.mentions import Grounding
from detente.model import Span
from detente.text.document import Document, Sentence, Token

FIRST = frozenset({"i", "me", "my", "mine", "myself"})
PLURAL_FIRST = frozenset({"we", "us", "our", "ours", "ourselves"})
_THEY = THEY | {"theirs"}
_TITLES = {"mr": HE, "mr.": HE, "ms": SHE, "ms.": SHE, "mrs": SHE, "mrs.": SHE}
_NAMES = frozenset({"GPE", "ORG", "NORP"})
# So many sentences back somebody may stand who is meant; each sentence that speaks of the same one counts anew.
REACH = 3
_APART = ("relcl", "acl", "advcl", "parataxis")


def is_pronoun(token: Token) -> bool:
    """Whether a token is a pronoun of the third person that may mean a speaker."""
    return token.lower in HE | SHE | _THEY | IT


def is_relative(token: Token) -> bool:
    """Whether a token is a relative pronoun."""
    return token.lower in syntax.RELATIVE and any(t.dep == "relcl" for t in (token, *token.ancestors()))


def meant(pronoun: Token, document: Document, grounding: Grounding, without: Collection[int] = ()) -> Token | None:
    """The head of the words that a pronoun of the third person stands for, in its sentence or in those before it.

    Those who speak or act there come into question, the latest first; those among the words ``without`` do not.
    """
    left, place = REACH, pronoun.sentence.index
    while left >= 0 and place >= 0:
        sentence = document.sentences[place]
        for head in _doers(sentence, pronoun):
            if head.lower == pronoun.lower:
                left = REACH
            elif head.i not in without and fits(pronoun, head, grounding):
                return head
        left, place = left - 1, place - 1
    return None


def _doers(sentence: Sentence, pronoun: Token) -> Iterator[Token]:
    """The subjects of a sentence that stand before a pronoun, those of its main line first."""
    found = [t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass", "agent") and t.i < pronoun.i]
    found = [t.child("pobj") or t if t.dep == "agent" else t for t in found]
    yield from sorted(found, key=lambda t: (not syntax.in_main(t.head, ("ROOT",)), -t.i))


def fits(pronoun: Token, head: Token, grounding: Grounding) -> bool:
    """Whether a pronoun can mean the person or body that a word heads, by number, gender and kind."""
    several = head.tag in ("NNS", "NNPS") or head.child("conj") is not None
    if pronoun.lower in _THEY:
        return several
    if several and head.ent not in _NAMES:
        return False
    person = is_person(head, grounding)
    if pronoun.lower in IT:
        return not person and (head.ent in _NAMES or bool(grounding.actors_of(head)) or _speaks(head))
    return person and pronoun.lower in (_gender(head) or pronoun.lower)


def is_person(head: Token, grounding: Grounding) -> bool:
    """Whether a word names a human being."""
    if head.ent == "PERSON" or head.lemma.endswith(("man", "woman", "person")):
        return True
    words = reporting_words()
    office = any(a.office for a in grounding.actors_of(head))
    return head.tag == "NN" and (office or head.lemma in words["person"])


def _speaks(head: Token) -> bool:
    return head.lemma in reporting_words()["speaker"]


def _gender(head: Token) -> frozenset[str] | None:
    if head.lemma.endswith("woman"):
        return SHE
    if head.lemma.endswith("man"):
        return HE
    titles = (_TITLES.get(c.lower) for c in head.children)
    return next((title for title in titles if title), None)


def words_of(head: Token, document: Document) -> tuple[str, Span]:
    """The words that name whom a token heads, without the clauses that hang on it."""
    own = numbers(head.subtree())
    for child in head.children:
        if child.dep in _APART:
            own -= numbers(child.subtree())
    first, last = head.i, head.i
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    while last > head.i and document.tokens[last].pos == "PUNCT":
        last -= 1
    span = Span(document.tokens[first].start, document.tokens[last].end)
    return document.words(span), span
