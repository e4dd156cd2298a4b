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

# The least share that a pair of partners must have among all that come into question.
PAIR = 0.6
# How much of the weight of the first the second of a pair must have at least.
ALIKE = 0.7
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
# What it weighs to have harmed or been harmed, up to so many sentences back, where third parties blame or help.
CONCERNED, LATELY = 0.6, 4
BLAMING, HELPING = frozenset({"ACCUSE", "THREATEN"}), frozenset({"AID", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class _Named:
    """States named at one place: the number of its sentence and their codes."""

    sentence: int
    codes: frozenset[str]


class _Harm:
    """A deed of force or a measure: where it is told, who did it, and to whom."""

    def __init__(self, event: Event) -> None:
        self.sentence = event.predicate.token.sentence.index
        self.source, self.target = states(event.source.actors), states(event.target.actors)


class Topic:
    """The states of one article. Made for one article and thrown away.

    ``settled`` keeps of which state people of a sector were found to be.
    """

    def __init__(self, mentions: Iterable[Mention], events: Sequence[Event], harming: Collection[str] = ()) -> None:
        self.settled: dict[str, str] = {}
        self._harms = [_Harm(e) for e in events if e.frame in harming and e.status == "occurred"]
        self._named = [_Named(m.head.sentence.index, frozenset(states(_told(m)))) for m in mentions if not _is_place(m)]
        self._dealings = [(states(e.source.actors), states(e.target.actors)) for e in events]

    def partners(
        self, own: set[str], sentence: int, *, pair: bool = False, only: Collection[str] | None = None, kind: str = ""
    ) -> list[str]:
        """The state that a sentence most likely means as other side of ``own``; none where none stands out.

        Args:
            own: the states of the side that is known.
            sentence: the number of the sentence.
            pair: whether two may be meant, where ``own`` is a third party to them.
            only: the codes that come into question, all by default.
            kind: the type of what is done: the blame is for who has harmed, the help for who was harmed.
        """
        worth = self.worth(own, sentence, only, kind)
        best = sorted(worth, key=lambda c: -worth[c])[:2]
        total = sum(worth.values())
        if not best or worth[best[0]] < FLOOR:
            return []
        first, second = worth[best[0]], worth[best[1]] if len(best) > 1 else 0.0
        if pair and second >= max(FLOOR, ALIKE * first) and first + second >= PAIR * total:
            return best
        return best[:1] if first > max(second, LEAST * total) else []

    def worth(
        self, own: set[str], sentence: int, only: Collection[str] | None = None, kind: str = ""
    ) -> dict[str, float]:
        """What the states weigh that come into question as other side of ``own`` in a sentence, by their codes."""
        worth = self._worth(own, sentence)
        for code in self._concerned(own, sentence, kind):
            worth[code] += CONCERNED
        return {c: w for c, w in worth.items() if only is None or c in only}

    def _concerned(self, own: set[str], sentence: int, kind: str) -> set[str]:
        """Who was harmed of late, where a third party helps; who harmed, where it blames."""
        if kind not in BLAMING | HELPING:
            return set()
        near = [h for h in self._harms if 0 <= sentence - h.sentence <= LATELY and not own & (h.source | h.target)]
        return {c for h in near for c in (h.source if kind in BLAMING else h.target) if c not in own}

    def home(self, share: float = ABOUT) -> str:
        """The state that the article is about, by its share of all mentions; empty where it is about more than one."""
        counts = Counter(code for named in self._named for code in sorted(named.codes))
        code, count = next(iter(counts.most_common(1)), ("", 0))
        return code if count >= share * counts.total() else ""

    def _worth(self, own: set[str], sentence: int) -> defaultdict[str, float]:
        worth: defaultdict[str, float] = defaultdict(float)
        for named in self._named:
            back = sentence - named.sentence
            weight = ANYWHERE + (CLOSE if 0 <= back <= NEAR else 0.0) + (HERE if back == 0 else 0.0)
            for code in sorted(named.codes - own):
                worth[code] += weight
        for sides in self._dealings:
            for one, two in (sides, sides[::-1]):
                for code in sorted(two - own) if one & own else ():
                    worth[code] += DEALING
        return worth


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
