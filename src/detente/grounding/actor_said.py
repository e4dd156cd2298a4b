"""The words in which an article names a person and the office: "former deputy defence minister", "Sung-hwan Bae"."""

from __future__ import annotations

from collections.abc import Sequence

from detente.grounding.actor_phrases import Phrase, Scanned
from detente.grounding.lexicon import CITIES, NAMES, ROLES, STATES, Hit, Word, joined
from detente.text.document import Token

_PARTICLES = frozenset({"al", "bin", "van", "von", "de", "el", "ibn", "da", "der", "bint", "ould", "dos", "di", "del"})
_TITLES = frozenset({"office", "person"})
_ADDRESS = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "madam", "madame", "senor", "samdech", "comrade",
     "hon", "u", "daw"}
)  # fmt: skip
_OPENERS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "our", "this", "another", "one", "whose",
     "that", "these", "those"}
)  # fmt: skip
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_JOINTS = frozenset({"and", ",", "(", ")", ";", "/"})


def said_office(phrase: Phrase, *, bound: bool = False) -> str:
    """The office in a phrase as the article has it, without the state: "former prime minister", "army chief".

    Args:
        phrase: a phrase with an office, before a name or by itself.
        bound: what hangs on the office by "of" or "for" belongs to it: "leader of the opposition".
    """
    roles = [h for h in phrase.hits if h.term.kind in ROLES and h.start < phrase.core]
    owned = max((i for i, w in enumerate(phrase.words) if w.text in _POSSESSIVE), default=-1)
    behind = [h for h in roles if h.start > owned] or roles  # "the president's adviser": the adviser
    titles = [h for h in behind if h.term.kind in _TITLES and not h.term.plural] or behind
    if not titles:
        return ""
    title = next((h for h in titles if h.term.kind == "office"), titles[-1])
    if title.term.plural:  # "Foreign Ministers X and Y"
        return title.term.name
    start = _start(phrase, next(h.start for h in roles if h.start <= title.start))
    end = _end(phrase, title)
    said = phrase.words[start:end]
    if bound and has_body(phrase) and end == phrase.core:
        said = phrase.words[start:]
    standing = [h for h in phrase.hits if h.term.kind == "standing" and h.end <= start and not _is_address(h, phrase)]
    return joined([*(w for h in standing for w in phrase.words[h.start : h.end]), *said])


def has_body(phrase: Phrase) -> bool:
    """Whether more than a state is bound to the office: "leader of Bolivia's opposition", not "president of Malawi"."""
    known = {i for h in phrase.hits if h.term.kind in STATES | CITIES for i in range(h.start, h.end)}
    behind = [w for i, w in enumerate(phrase.words) if i > phrase.core and i not in known]
    return any(w.key not in _OPENERS and w.text not in _POSSESSIVE for w in behind)


def _start(phrase: Phrase, first: int) -> int:
    """Where the office begins: with the words right before it that are no name and no article: "Vice Foreign"."""
    taken = {i for h in phrase.hits for i in range(h.start, h.end)}
    while first and first - 1 not in taken:
        word = phrase.words[first - 1]
        torn = word.text[0].isupper() and phrase.words[first].text[0].islower()  # "Joost minister": a name
        if torn or word.key in _OPENERS | _JOINTS | _ADDRESS or word.text in _POSSESSIVE or not word.text[0].isalpha():
            break
        first -= 1
    return first


def _end(phrase: Phrase, title: Hit) -> int:
    """Where the office ends: "-elect" belongs to it."""
    after = [h for h in phrase.hits if h.start == title.end and h.term.kind == "standing"]
    return after[0].end if after and phrase.words[title.end].hyphened else title.end


def _is_address(hit: Hit, phrase: Phrase) -> bool:
    return phrase.words[hit.start].key in _ADDRESS


def name_at(scanned: Scanned, token: Token) -> str:
    """The name of a person headed by a token, of two words or more, without titles; "" where it is none."""
    words = _words_at(scanned, token)
    start, end = words.start, words.stop
    for hit in scanned.hits:
        inside = start < hit.end and hit.start < end
        if inside and hit.term.kind in NAMES and hit.term.kind != "name":
            return ""
        if inside and hit.term.kind in ROLES | {"standing"}:
            start = max(start, hit.end)
    while start < end and scanned.words[start].key in _ADDRESS:
        start += 1
    name = scanned.words[start:end]
    return joined(name) if _is_name(name) else ""


def _words_at(scanned: Scanned, token: Token) -> range:
    """The numbers of the words of a token and of the proper nouns that hang on it from the left."""
    first = token.i
    for left in reversed([t for t in token.subtree() if t.i < token.i]):
        if left.i != first - 1 or not (left.pos == "PROPN" or left.lower in _PARTICLES or left.text == "-"):
            break
        first = left.i
    numbers = [n for n in range(len(scanned.words)) if first <= scanned.token(n).i <= token.i]
    hyphened = bool(numbers) and scanned.words[numbers[-1]].hyphened  # the "hoon" of "Lee Su-hoon"
    if not numbers or not (token.pos == "PROPN" or hyphened):
        return range(0)
    return range(numbers[0], numbers[-1] + 1)


def inner_name(phrase: Phrase) -> str:
    """The name before an office in one phrase, as the parser takes "named Dragan Vukojevic defence minister"."""
    first = next((h.start for h in phrase.hits if h.term.kind in ROLES), 0)
    words = phrase.words[:first]
    free = not any(h.start < first for h in phrase.hits)
    return joined(words) if free and _is_name(words) and not phrase.words[first].text[0].isupper() else ""


def _is_name(words: Sequence[Word]) -> bool:
    if len(words) < 2 or words[-1].key in _PARTICLES:
        return False
    return all(w.text[:1].isupper() or w.key in _PARTICLES or w.hyphened for w in words)
