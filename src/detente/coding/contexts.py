"""PLOVER contexts: what a statement's own words, and what an article as a whole, are about.

The manual takes contexts from paragraph or document. Here both levels are kept apart: a statement's contexts are those
that its own clause shows, the document's are those that the article returns to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.codebook.context_cues import SKIPPED, ContextCue, ContextCues, Part
from detente.grounding.mentions import Grounding
from detente.text.document import Document, Sentence, Token

_PARTS: Mapping[str, tuple[Part, ...]] = {
    "NOUN": ("noun",),
    # In headlines every noun may be written, and parsed, as a name.
    "PROPN": ("name", "noun"),
    "VERB": ("verb",),
    "ADJ": ("adj",),
}
# Names of these kinds say nothing about what happens: the month of March, Mr Judge.
_NO_CUE = frozenset({"DATE", "TIME", "PERSON"})
# An article is about a context that at least so many of its sentences show, and this share of them or as many as
# are enough in any article; a headline counts twice.
SENTENCES, SHARE, ENOUGH = 2, 0.3, 6


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in the text; ``token`` is its last word, or the head of the words that name an actor."""

    cue: ContextCue
    token: Token
    text: str

    def __str__(self) -> str:
        return f"“{self.text}” ({self.cue.where})"


Shown = Mapping[str, Sequence[Hit]]


@dataclass(frozen=True)
class Contexts:
    """The cues of an article, by sentence, and the contexts that it is about with the cues for each."""

    hits: Mapping[int, Sequence[Hit]]
    document: Shown

    def of(self, words: Sequence[Token]) -> Shown:
        """The contexts that some words of one sentence show, with the cues for each."""
        if not words or not (found := self.hits.get(words[0].sentence.index)):
            return {}
        inside = {token.i for token in words}
        return shown([hit for hit in found if hit.token.i in inside], words)


def read(document: Document, grounding: Grounding, cues: ContextCues, roles: Collection[str]) -> Contexts:
    """Find the cues of an article's sentences of the given roles, in one pass."""
    hits: dict[int, list[Hit]] = defaultdict(list)
    sentences = [sentence for sentence in document.sentences if sentence.role in roles]
    for sentence in sentences:
        hits[sentence.index].extend(_phrases(sentence, cues))
    # "nerve agent" is no spy: a longer phrase has its words for itself.
    taken = {hit.token.i for found in hits.values() for hit in found if len(hit.cue.words) > 1}
    for hit in _sectors(grounding, cues):
        if hit.token.i not in taken:
            hits[hit.token.sentence.index].append(hit)
    return Contexts(hits, _about(sentences, hits))


def shown(hits: Iterable[Hit], words: Sequence[Token]) -> Shown:
    """The contexts for which the hits suffice: one strong cue, or two different weak ones."""
    found: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if not hit.cue.near or _company(hit, words) & hit.cue.near:
            for context in hit.cue.contexts:
                found[context].append(hit)
    return {context: group for context, group in found.items() if _suffices(group)}


def forms(words: Iterable[Token]) -> set[str]:
    """The forms under which words are looked up: lemmas, and the words as they stand."""
    return {key for token in words for key in _keys(token)}


def told(contexts: Shown) -> tuple[str, ...]:
    """Contexts with the words that show them, for people: ``election by “ballot” (context_cues.csv:40)``."""
    return tuple(
        f"{context} by {', '.join(dict.fromkeys(map(str, hits)))}" for context, hits in sorted(contexts.items())
    )


def _suffices(hits: Sequence[Hit]) -> bool:
    return any(not hit.cue.weak for hit in hits) or len({hit.cue.words for hit in hits}) > 1


def _company(hit: Hit, words: Sequence[Token]) -> set[str]:
    """The words that stand beside a cue."""
    span = range(hit.token.i - len(hit.cue.words) + 1, hit.token.i + 1)
    return forms(token for token in words if token.i not in span)


def _about(sentences: Sequence[Sentence], hits: Mapping[int, Sequence[Hit]]) -> Shown:
    """The contexts that enough of an article's sentences show."""
    weight: dict[str, int] = defaultdict(int)
    found: dict[str, list[Hit]] = defaultdict(list)
    for sentence in sentences:
        for context, evidence in shown(hits.get(sentence.index, ()), sentence.tokens).items():
            weight[context] += 2 if sentence.role == "headline" else 1
            found[context].extend(evidence)
    least = max(SENTENCES, min(SHARE * len(sentences), ENOUGH))
    several = {c for c, evidence in found.items() if len({hit.token.sentence.index for hit in evidence}) >= SENTENCES}
    return {context: found[context] for context in sorted(several) if weight[context] >= least}


def _phrases(sentence: Sentence, cues: ContextCues) -> Iterator[Hit]:
    """The phrases of a sentence; the longest one at a place takes its words for itself."""
    tokens = [token for token in sentence.tokens if token.lower not in SKIPPED]
    keys = [_keys(token) for token in tokens]
    at = 0
    while at < len(tokens):
        found = _longest(tokens, keys, at, cues)
        length = len(found[0].words) if found else 1
        words = " ".join(token.text for token in tokens[at : at + length])
        yield from (Hit(cue, tokens[at + length - 1], words) for cue in found)
        at += length


def _longest(tokens: Sequence[Token], keys: Sequence[set[str]], at: int, cues: ContextCues) -> list[ContextCue]:
    found: list[ContextCue] = []
    if tokens[at].pos == "PROPN" and tokens[at].ent in _NO_CUE:
        return found
    candidates = {cue for key in keys[at] for cue in cues.phrases.get(key, ())}
    for cue in sorted(candidates, key=lambda c: (-len(c.words), c.where)):
        if found and len(cue.words) < len(found[0].words):
            break
        end = at + len(cue.words)
        if end > len(tokens) or not all(w in k for w, k in zip(cue.words, keys[at:end], strict=True)):
            continue
        if not cue.pos or any(part in cue.pos for part in _PARTS.get(tokens[end - 1].pos, ())):
            found.append(cue)
    return found


def _keys(token: Token) -> set[str]:
    """The forms under which a word is looked up: a name in the plural ("Elections") has no lemma of its own."""
    keys = {token.lemma, token.lower}
    if token.pos == "PROPN" and token.lower.endswith("s"):
        keys.add(token.lower[:-1])
    return keys


def _sectors(grounding: Grounding, cues: ContextCues) -> Iterator[Hit]:
    """Actors whose sector shows a context; a pronoun does not name what it is about."""
    for mention in grounding.mentions:
        if mention.head.pos != "PRON":
            words = grounding.document.words(mention.span)
            for sector in sorted({actor.sector for actor in mention.actors}):
                yield from (Hit(cue, mention.head, words) for cue in cues.sectors.get(sector, ()))
