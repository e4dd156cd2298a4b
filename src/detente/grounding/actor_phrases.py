"""Noun phrases of a parsed sentence that hold a form of the lexicon.

The lexicon says where names and roles stand, the parse says which of them belong to one phrase. Where the parser
breaks a title from the name behind it, the words' order and capitals decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.grounding.lexicon import ROLES, Hit, Lexicon, Word, words_of
from detente.text.document import Sentence, Token

_INNER = frozenset({"compound", "amod", "nmod", "nummod", "poss", "quantmod", "npadvmod", "det", "neg"})
_LEFT = _INNER | frozenset({"punct", "advmod", "case", "prep"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BINDING = frozenset({"of", "in", "for", "from", "at", "across", "throughout"})
_BORNE = frozenset({"country", "capital", "city"})  # kinds of names that people are called by
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})
_NAME_PARTICLES = frozenset({"al", "bin", "van", "von", "de", "el", "ibn", "da", "der", "-"})
_LONGEST_NAME = 8  # in tokens: "Khalid bin Rashid al-Marri" has six


@dataclass(slots=True)
class Phrase:
    """A noun phrase: its tokens from ``first`` to ``last``, its head, and its words as far as bound phrases reach.

    ``hits`` count in ``words``; ``core`` is the number of words that belong to the tokens ``first`` to ``last``.
    """

    head: Token
    first: int
    last: int
    words: Sequence[Word]
    hits: list[Hit]
    core: int


@dataclass(slots=True)
class Scanned:
    """A sentence with its words and the forms found in them."""

    sentence: Sentence
    words: list[Word]
    hits: list[Hit]

    def token(self, word: int) -> Token:
        """The token that a word comes from."""
        return self.sentence.tokens[self.words[word].token - self.sentence.tokens[0].i]

    def tokens_of(self, hit: Hit) -> list[Token]:
        """The tokens that a form covers."""
        return list(dict.fromkeys(map(self.token, range(hit.start, hit.end))))


def scan(sentence: Sentence, lexicon: Lexicon, learned: Lexicon | None = None) -> Scanned:
    """Look up a sentence; forms that the article taught win over those of the codebook.

    A word that the parser takes for a verb or an adverb is no role: "to head the bank".
    """
    tokens = sentence.tokens
    words = words_of(tokens)
    if len(tokens) != tokens[-1].i - tokens[0].i + 1:  # white space tokens are left out of sentences
        numbers = {t.i: tokens[0].i + k for k, t in enumerate(tokens)}
        words = [w._replace(token=numbers[w.token]) for w in words]
    scanned = Scanned(sentence, words, [])
    read = lexicon.scan(words)
    known = [_in_full(hit, read) for hit in learned.scan(words)] if learned else []
    taken = {i for hit in known for i in range(hit.start, hit.end)}
    found = [h for h in read if not taken.intersection(range(h.start, h.end))]
    scanned.hits = sorted(known + [h for h in found if _is_nominal(scanned, h)], key=lambda h: h.start)
    scanned.hits = [h for h in scanned.hits if not _is_torn(scanned, h) and not _is_given_name(scanned, h)]
    return scanned


def _in_full(hit: Hit, read: Sequence[Hit]) -> Hit:
    """A form that the article taught, as long as the name of the same person that it is a part of."""
    same = (h for h in read if h.start <= hit.start and hit.end <= h.end and h.term.name == hit.term.name)
    longer = next((h for h in same if h.term.kind == "name"), hit)
    return hit._replace(start=longer.start, end=longer.end)


def is_surname(words: Sequence[Word]) -> bool:
    """Whether a name is one word but for particles: "Assad", "al-Assad", "von der Leyen"."""
    return sum(w.key not in _NAME_PARTICLES for w in words) == 1


def _is_torn(scanned: Scanned, hit: Hit) -> bool:
    """Whether a surname is part of somebody else's name: the Bush of "Laura Bush", the Zia of "Zia-ul-Haq"."""
    if hit.term.kind != "name" or not is_surname(scanned.words[hit.start : hit.end]):
        return False
    taken = {i for h in scanned.hits for i in range(h.start, h.end)}
    free = {scanned.token(i).i for i in (hit.start - 1, hit.end) if 0 <= i < len(scanned.words) and i not in taken}
    token = scanned.token(hit.end - 1)
    compounds = [c for c in token.children if c.dep == "compound" and c.pos == "PROPN" and c.ent not in _TIMES]
    before = any(c.i in free for c in compounds)
    after = token.head.i in free and token.dep == "compound" and token.head.pos == "PROPN"
    tail = [w for w in scanned.words[hit.end : hit.end + 2] if w.hyphened]
    return before or after or (hit.end not in taken and any(w.text[0].isupper() for w in tail))


def _is_given_name(scanned: Scanned, hit: Hit) -> bool:
    """Whether a state's or city's name is somebody's first name: "Chad Johnson", "Kenya Moore"."""
    if hit.end - hit.start > 1 or hit.term.kind not in _BORNE:
        return False
    token = scanned.token(hit.start)
    taken = {t.i for h in scanned.hits for t in scanned.tokens_of(h)}
    called = token.ent == token.head.ent == "PERSON" and token.dep == "compound" and token.head.pos == "PROPN"
    return called and token.head.i > token.i and not taken.intersection(range(token.i + 1, token.head.i + 1))


def _is_nominal(scanned: Scanned, hit: Hit) -> bool:
    if hit.term.kind not in ROLES or hit.end - hit.start > 1:
        return True
    token = scanned.token(hit.start)
    if hit.term.kind == "topic":
        return token.pos in _NOUNS or token.pos == "ADJ"
    return token.pos in _NOUNS or (token.pos == "ADJ" and hit.term.weight != "weak")


def phrases(scanned: Scanned) -> list[Phrase]:
    """The noun phrases of a sentence with a form in them, by their heads in text order."""
    heads: dict[int, Token] = {}
    for hit in scanned.hits:
        head = head_of(scanned.tokens_of(hit))
        heads[head.i] = head
    return [phrase_at(scanned, heads[i]) for i in sorted(heads)]


def head_of(tokens: Sequence[Token], below: Token | None = None) -> Token:
    """The head of the noun phrase that the tokens stand in; no higher than just below a given token."""
    inside = {t.i for t in tokens}
    token = _climb(next((t for t in reversed(tokens) if t.head.i not in inside or t.head is t), tokens[-1]), below)
    while token.dep == "conj" and token.head.dep in _INNER and token.head.head.i > token.i:
        if token.head.head is below:
            return token
        token = _climb(token.head.head, below)
    return token


def _climb(token: Token, below: Token | None) -> Token:
    """From a modifier to the noun that it stands before."""
    while token.dep in _INNER and token.head.i > token.i and token.head.pos in _NOUNS and token.head is not below:
        token = token.head
    return token


def phrase_at(scanned: Scanned, head: Token) -> Phrase:
    """The noun phrase with a given head, cut out of the sentence's words."""
    first = min([head.i, *_left(head)])
    last = _right(scanned, first, head)
    reach = max(last, _bound_end(head, last))
    offset = scanned.sentence.tokens[0].i
    numbers = [i for i, w in enumerate(scanned.words) if first <= scanned.sentence.tokens[w.token - offset].i <= reach]
    start, end = (numbers[0], numbers[-1] + 1) if numbers else (0, 0)
    hits = [Hit(h.start - start, h.end - start, h.terms) for h in scanned.hits if start <= h.start and h.end <= end]
    core = sum(scanned.token(i).i <= last for i in numbers)
    return Phrase(head, first, last, scanned.words[start:end], hits, core)


def _left(head: Token) -> Iterator[int]:
    """The positions left of the head that hang on it without a break."""
    edge = head.i
    for child in reversed([c for c in head.children if c.i < head.i]):
        span = child.subtree()
        if child.dep not in _LEFT or span[-1].i != edge - 1 or (child.dep == "punct" and child.text not in "-–'’"):
            return
        edge = span[0].i
        yield edge


def _right(scanned: Scanned, first: int, head: Token) -> int:
    """The last token of the phrase: of its head, of a form that runs past it, of a name behind a title."""
    last = head.i
    for hit in scanned.hits:
        tokens = scanned.tokens_of(hit)
        if first <= tokens[0].i <= last + 1 and hit.term.kind == "name" and tokens[0].i == last + 1:
            last = tokens[-1].i if _is_title(scanned, last) else last
        elif first <= tokens[0].i <= last:
            last = max(last, tokens[-1].i)
    if _is_title(scanned, last):
        last += _name_length(scanned, last)
    return last


def _is_title(scanned: Scanned, last: int) -> bool:
    """Whether a singular office or description ends at a token."""
    for hit in scanned.hits:
        if scanned.tokens_of(hit)[-1].i == last:
            return hit.term.kind in ("office", "person") and not hit.term.plural
    return False


def _name_length(scanned: Scanned, last: int) -> int:
    """How many of the tokens behind a title are a name."""
    tokens = scanned.sentence.tokens
    behind = [t for t in tokens if last < t.i <= last + _LONGEST_NAME]
    count = 0
    for token in behind:
        joined = count > 0 and behind[count - 1].text == "-"  # the "hwan" of "Sung-hwan"
        named = joined or (token.pos == "PROPN" and token.text[:1].isupper() and token.ent not in _TIMES)
        if not named and token.lower not in _NAME_PARTICLES:
            break
        count += 1
    while count and behind[count - 1].lower in _NAME_PARTICLES:
        count -= 1
    return count


def _bound_end(head: Token, last: int) -> int:
    """Where the prepositional phrases that directly follow the phrase end."""
    end = last
    for child in head.children:
        if child.dep == "prep" and child.i == end + 1 and child.lower in _BINDING:
            target = child.child("pobj")
            if target:
                end = max(end, _bound_end(target, target.i), *_joined(target))
    return end


def _joined(token: Token) -> Iterator[int]:
    yield token.i
    for child in token.children_of("conj"):
        if child.pos == "PROPN":
            yield from _joined(child)
