"""Whom an article is about: who is named where, and who deals with whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from detente.coding.arguments import WHERE, is_made_there
from detente.coding.events import Event
from detente.grounding.lexicon import CITIES
from detente.grounding.mentions import Mention
from detente.model import Actor
from detente.text.document import Token

# The least share of one partner, who has to outweigh the others. Who comes next is told with the actor's certainty.
LEAST = 0.2
# The share of all mentions from which on an article is about one state.
ABOUT = 0.6
# The least that a partner must weigh: named near, named often, or in dealings with the other side.
FLOOR = 0.5
# Sentences back that count as near.
NEAR = 1
# What a mention weighs wherever it stands, what more near by, and what a happening between the same state and another.
ANYWHERE, CLOSE, DEALING = 0.2, 0.5, 0.5
# What more it weighs in the sentence itself.
HERE = 0.2


@dataclass(frozen=True, slots=True)
class Named:
    """States named at one place: the word, its number and its sentence's, their codes, and if it is a headline."""

    head: Token
    at: int
    sentence: int
    codes: frozenset[str]
    title: bool


class Topic:
    """The states of one article. Made for one article and thrown away.

    ``settled`` keeps of which state people of a sector were found to be.
    """

    def __init__(self, mentions: Iterable[Mention], events: Sequence[Event]) -> None:
        self.settled: dict[str, str] = {}
        self.named = [_named(m) for m in mentions if not _is_place(m)]
        self.dealings = [(states(e.source.actors), states(e.target.actors)) for e in events]

    def partner(self, own: set[str], sentence: int, only: Collection[str] | None = None) -> str:
        """The state beside ``own`` that an article is about at a sentence; empty where none stands out.

        Args:
            own: the states of the side that is known.
            sentence: the number of the sentence.
            only: the codes that come into question, all by default.
        """
        worth = {c: w for c, w in self._worth(own, sentence).items() if only is None or c in only}
        best = sorted(worth, key=lambda c: -worth[c])
        if not best or worth[best[0]] < FLOOR:
            return ""
        second = worth[best[1]] if len(best) > 1 else 0.0
        return best[0] if worth[best[0]] > max(second, LEAST * sum(worth.values())) else ""

    def home(self, share: float = ABOUT) -> str:
        """The state that the article is about, by its share of all mentions; empty where it is about more than one."""
        counts = Counter(code for named in self.named for code in sorted(named.codes))
        code, count = next(iter(counts.most_common(1)), ("", 0))
        return code if count >= share * counts.total() else ""

    def _worth(self, own: set[str], sentence: int) -> defaultdict[str, float]:
        worth: defaultdict[str, float] = defaultdict(float)
        for named in self.named:
            back = sentence - named.sentence
            weight = ANYWHERE + (CLOSE if 0 <= back <= NEAR else 0.0) + (HERE if back == 0 else 0.0)
            for code in sorted(named.codes - own):
                worth[code] += weight
        for sides in self.dealings:
            for one, two in (sides, sides[::-1]):
                for code in sorted(two - own) if one & own else ():
                    worth[code] += DEALING
        return worth


def _named(mention: Mention) -> Named:
    head, sentence = mention.head, mention.head.sentence
    return Named(head, head.i, sentence.index, frozenset(states(_told(mention))), sentence.role == "headline")


def _told(mention: Mention) -> list[Actor]:
    """The actors of a mention whose state the text tells: "ministers" without more may be anybody's."""
    return [a for a in mention.actors if a.method != "in play" or mention.method == "description"]


def _is_place(mention: Mention) -> bool:
    """Whether a city is only where something happens, is said or was made: "told the board in Vienna"."""
    head = mention.head
    if mention.method not in CITIES or head.dep != "pobj":
        return False
    return head.head.lower in WHERE or (head.head.lower == "of" and is_made_there(head))


def states(actors: Iterable[Actor]) -> set[str]:
    """The countries, and what stands in a country's place, of some actors."""
    return {a.country for a in actors if a.country}
