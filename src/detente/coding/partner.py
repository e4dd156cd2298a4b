"""What an article's words and dealings say for a state as the side that a sentence leaves out.

Beside what :mod:`detente.coding.counterparts` asks of every state: how much of the article is about it, as what the
sentence and those around it name it, and how it deals with the known side elsewhere. Each is a number with a name; what
it counts stands in ``counterparts.csv``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from detente.coding import syntax
from detente.coding.events import HARM, Event
from detente.coding.topic import Named, states
from detente.text.document import Token

# So many sentences ahead a name counts as soon to come.
SOON = 2
# So many are several.
SEVERAL = 3
# Quad classes of what is said and done against somebody.
HOSTILE = frozenset({3, HARM})


class Deed(NamedTuple):
    """A happening as it bears on who is meant: who does it to whom, as what."""

    at: int
    source: frozenset[str]
    target: frozenset[str]
    frame: str
    quad: int

    @property
    def hostile(self) -> bool:
        """Whether it is said or done against somebody."""
        return self.quad in HOSTILE

    def dealt(self, own: frozenset[str], code: str) -> bool:
        """Whether it is between some states and another."""
        return bool((code in self.target and self.source & own) or (code in self.source and self.target & own))


@dataclass(frozen=True)
class Setting:
    """What surrounds a side that is asked for: the names of states in the article and its other happenings."""

    trigger: Token
    own: frozenset[str]
    is_target: bool
    now: Deed
    deeds: Sequence[Deed]
    named: Sequence[Named]

    def of(self, codes: Sequence[str]) -> dict[str, dict[str, float]]:
        """What speaks for each of some states."""
        others = [n for n in self.named if n.codes - self.own]
        counts = Counter(code for n in others for code in sorted(n.codes - self.own))
        found = {code: dict(self._shares(counts, code)) for code in codes}
        for code in codes:
            mine = [n for n in others if code in n.codes]
            found[code].update(self._in_sentence(mine, others))
            found[code].update(self._around(mine))
            found[code].update(self._dealings(code))
        return found

    def _shares(self, counts: Counter[str], code: str) -> Iterator[tuple[str, float]]:
        """How much of the article is about it. Of those named as often none comes first."""
        above = sum(n > counts[code] for n in counts.values())
        alike = sum(n == counts[code] for n in counts.values())
        yield "share of the others", counts[code] / max(counts.total(), 1)
        yield "first of the others", (above == 0) / max(alike, 1)
        yield "second of the others", (above == 1) / max(alike, 1)
        yield "named once", float(counts[code] == 1)

    def _in_sentence(self, mine: Sequence[Named], others: Sequence[Named]) -> Iterator[tuple[str, float]]:
        """As what the sentence names it, seen from the trigger."""
        here = self.trigger.sentence
        behind = [n for n in others if n.sentence == here.index and n.at > self.trigger.i]
        yield "next behind it", float(bool(behind) and behind[0] in mine)
        leading = [n.head for n in mine if n.sentence == here.index and n.head.dep in syntax.SUBJECTS]
        above = {t.i for t in self.trigger.ancestors()}
        yield "subject in the sentence", float(bool(leading))
        yield "subject above", float(any(head.head.i in above for head in leading))

    def _around(self, mine: Sequence[Named]) -> Iterator[tuple[str, float]]:
        """How the sentences before and behind name it."""
        here, i = self.trigger.sentence, self.trigger.i
        yield "in the sentence before", float(any(n.sentence == here.index - 1 for n in mine))
        yield "two sentences before", float(any(n.sentence == here.index - 2 for n in mine))
        yield "in the paragraph", float(any(n.at < i and n.head.sentence.block == here.block for n in mine))
        yield (
            "named soon",
            max((1 / (1 + n.sentence - here.index) for n in mine if 0 < n.sentence - here.index <= SOON), default=0.0),
        )
        yield "not named before", float(all(n.at > i for n in mine))

    @cached_property
    def _before(self) -> list[Deed]:
        """What others did, or had done to them, before."""
        return [d for d in self.deeds if d.at < self.now.at and (d.source | d.target) - self.own]

    def _dealings(self, code: str) -> Iterator[tuple[str, float]]:
        """What else it does, and with whom."""
        own, now = self.own, self.now
        between = [d for d in self.deeds if d.dealt(own, code)]
        alike = [d for d in between if d.hostile == now.hostile]
        yield "dealings, as friendly", few(len(alike))
        same = [d for d in self.deeds if code in (d.target if self.is_target else d.source)]
        yield "same frame on that side", float(any(d.frame == now.frame for d in same))
        before = self._before
        yield "of the last deed", float(bool(before) and code in before[-1].source | before[-1].target)
        harm = next((d for d in reversed(before) if d.quad == HARM), None)
        tone = "against" if now.hostile else "for"
        yield f"did the last harm, {tone}", float(harm is not None and code in harm.source)
        yield f"suffered the last harm, {tone}", float(harm is not None and code in harm.target)
        last = [d for d in before if d.source & own and d.target - own]
        yield "their last target", float(bool(last) and code in last[-1].target)
        foes = [d for d in before if d.target & own and d.source - own]
        yield "the last to act on them", float(bool(foes) and code in foes[-1].source)


def few(number: int) -> float:
    """How many, from nought to one: a long article has more of all than a short one, and is not to count for more."""
    return min(number, SEVERAL) / SEVERAL


def deed(event: Event, quad: int) -> Deed:
    """A happening with who is known to do it to whom."""
    source, target = (frozenset(states(side.actors)) for side in (event.source, event.target))
    return Deed(event.predicate.token.i, source, target, event.frame, quad)


def at_home(setting: Setting) -> Iterator[tuple[str, float]]:
    """What speaks for it that both sides are of one state."""
    own, now = setting.own, setting.now
    others = {code for n in setting.named for code in n.codes - own}
    yield "home: other states", few(len(others))
    within = sum(bool(d.source and d.target) and d.source | d.target <= own for d in setting.deeds)
    abroad = sum(bool((d.source | d.target) & own and (d.source | d.target) - own) for d in setting.deeds)
    yield "home: deeds within", few(within)
    yield "home: deeds with others", few(abroad)
    yield "home: share of deeds within", within / max(within + abroad, 1)
    yield "home: noun", float(syntax.is_noun(setting.trigger))
    yield "home: hostile", float(now.hostile)


def of_nobody(setting: Setting) -> Iterator[tuple[str, float]]:
    """What speaks for it that nobody is meant."""
    yield "nobody: noun", float(syntax.is_noun(setting.trigger))
    yield "nobody: other states", few(len({c for n in setting.named for c in n.codes - setting.own}))
