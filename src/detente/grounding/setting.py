"""Where an article is set: its dateline, the places behind "in", its towns, and the state of those who say "we"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente.grounding.mentions import PlaceMention
from detente.text.document import Document, Sentence, Token

# Behind these a place is where something happens.
_SCENE = frozenset({"in", "at", "outside", "near", "around", "across", "throughout", "inside"})
# From which certainty on a place tells where the article is set.
_CERTAIN = 0.5
_WE = frozenset({"we", "us", "our", "ours", "ourselves", "my", "i"})
# Sentences that say "we", from which on the author speaks for a state.
_OFTEN = 3


@dataclass(slots=True)
class Setting:
    """Where an article is set.

    ``lines`` are its datelines, by paragraph and state, ``scenes`` its places behind "in", by token and state,
    ``towns`` how many of its ``places`` are in each state; ``we`` is the state for which its author speaks, if any.
    """

    lines: list[tuple[int, str]] = field(default_factory=list)
    scenes: list[tuple[Token, str]] = field(default_factory=list)
    towns: Counter[str] = field(default_factory=Counter)
    we: str = ""
    places: list[tuple[Token, str]] = field(default_factory=list)

    def dateline(self, token: Token) -> str:
        """The state of the dateline above a word; empty where there is none."""
        return next((code for block, code in reversed(self.lines) if block <= token.sentence.block), "")

    def here(self, token: Token) -> str:
        """The state in which the sentence of a word puts what it tells, before the word or in the same clause."""
        above = {t.i for t in token.ancestors()}
        near = [s for s in self.scenes if s[0].sentence is token.sentence]
        return next((code for place, code in reversed(near) if place.i < token.i or place.head.head.i in above), "")

    def before(self, token: Token) -> str:
        """The state in which the sentences before, of the same paragraph, put what they tell; the last one counts."""
        count = bisect_left(self.scenes, token.sentence.tokens[0].i, key=lambda scene: scene[0].i)
        if not count or self.scenes[count - 1][0].sentence.block != token.sentence.block:
            return ""
        return self.scenes[count - 1][1]

    def paragraph(self, token: Token) -> list[tuple[Token, str]]:
        """The places in the paragraph of a word, each with its state."""
        block = token.sentence.block
        start = bisect_left(self.places, block, key=lambda place: place[0].sentence.block)
        end = bisect_right(self.places, block, key=lambda place: place[0].sentence.block)
        return self.places[start:end]


def setting(document: Document, places: Sequence[PlaceMention]) -> Setting:
    """Where an article is set, by its places.

    Args:
        document: the article.
        places: the places found in it, in text order.
    """
    found = Setting()
    for mention in places:
        code, tokens = mention.place.country, document.tokens_in(mention.span)
        if not code or not tokens or mention.place.certainty < _CERTAIN or tokens[-1].pos == "ADJ":
            continue
        found.towns[code] += 1
        found.places.append((tokens[-1], code))
        if _is_dateline(tokens):
            found.lines.append((tokens[0].sentence.block, code))
        elif tokens[-1].dep == "pobj" and tokens[-1].head.lower in _SCENE:
            found.scenes.append((tokens[-1], code))
    return found


def _is_dateline(tokens: Sequence[Token]) -> bool:
    """Whether a place in capitals opens a sentence that is not in capitals throughout, or stands alone."""
    sentence = tokens[0].sentence
    if tokens[0] is not sentence.tokens[0] or not all(t.text.isupper() for t in tokens):
        return False
    rest = [t for t in sentence.tokens if t not in tokens and t.text.isalpha()]
    return not all(t.text.isupper() for t in rest) or not rest


def speaks_for(sentences: Iterable[tuple[Sentence, Sequence[tuple[Token, str, bool]]]]) -> str:
    """The state for which an author speaks who says "we"; empty where he seldom does.

    Of the two states named most it is that which less often acts where he says so, for it is "we" there, and in which
    more is placed.

    Args:
        sentences: the sentences with the states that each names: the word, the state, whether it only tells where.
    """
    worth: Counter[str] = Counter()
    named: Counter[str] = Counter()
    said = 0
    for sentence, states in sentences:
        first = any(t.lower in _WE and not (len(t.text) > 1 and t.text.isupper()) for t in sentence.tokens)
        said += first
        for head, code, placed in states:
            named[code] += 1
            worth[code] += 10 * placed - 2
            if first and not placed:
                worth[code] -= 10 if head.dep in ("nsubj", "nsubjpass") else 5
    pair = [code for code, _ in named.most_common(2)]
    return max(pair, key=lambda code: worth[code], default="") if said >= _OFTEN else ""
