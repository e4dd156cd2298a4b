"""Who is a side of a happening: the states of the article, weighed against each other.

What speaks for a state is that the grammar finds it there, and the encoder (:mod:`detente.coding.wording`). Where the
sentence does not tell, the article does: "Yerevan protested" stands behind "Ankara closed the border", and the protest
goes to Ankara. There it counts where a state is named last, what it has to do with the side that is known, who acted
before; what speaks for the known side's own state is what is done and by whom ("police detained twelve"). The weights
stand in ``counterparts.csv``; they are those of a conditional logit (McFadden 1974, "Conditional logit analysis of
qualitative choice behavior"), fitted by ``tools/fit_partner.py`` on pages labelled by hand.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import records
from detente.coding.arguments import SUBJECTED
from detente.coding.events import Event
from detente.coding.partner import Setting, at_home, deed, few, of_nobody
from detente.coding.party import Party
from detente.coding.topic import Topic, states
from detente.coding.wording import Features, Heard, read
from detente.model import Actor

# Which side is asked for; "alone": the source where no side is told.
Side = Literal["source", "target", "alone"]
# What is weighed apart: where words name a state on that side, what else the article tells counts for little.
Question = Literal["source", "target", "alone", "target named"]
# Who is told by such words as may be of any state.
BARE = frozenset({"in play", "role"})
# Types in which the blame is for who has acted, and the help for who was acted on.
BLAMING, HELPING = frozenset({"ACCUSE", "THREATEN"}), frozenset({"AID", "SUPPORT"})
# So many sentences back a happening counts as told before.
LATELY = 5
# How little or much a share of frames is taken for at least and at most.
LEAST = 0.03
# The code of nobody, and those of bodies that are no states.
NOBODY, BODIES = "", frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG"})
# Sectors of those who deal rather with their own state, or rather with others.
SECTORS = {
    "state": frozenset({"", "GOV"}),
    "people": SUBJECTED,
    "authorities": frozenset({"COP", "JUD", "SPY"}),
    "soldiers": frozenset({"MIL"}),
    "parliament": frozenset({"LEG"}),
}


def is_named(party: Party) -> bool:
    """Whether words name a state on a side."""
    return any(a.country and a.method not in BARE for a in party.actors)


class WeightRow(msgspec.Struct, frozen=True):
    """A row of ``counterparts.csv``: what a feature of a state counts where that side is asked for."""

    side: Question
    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A side that is asked for: of which event, which one, and the states of the other.

    ``kind`` is the event's PLOVER type, ``abroad`` how often such a happening is between two states, ``place`` the
    state in which it happens, where the clause tells of another one than ``own``, and ``placed`` whether such is done
    to the state where it happens. ``belonging`` is the state that people of no stated one carry with them or are in,
    ``settled`` that of their like before. ``heard`` is what the encoder says, where it was asked.
    """

    event: Event
    side: Side
    own: frozenset[str]
    kind: str
    abroad: float
    place: str = ""
    placed: bool = False
    belonging: str = ""
    settled: str = ""
    heard: Heard | None = None

    @property
    def at(self) -> int:
        """The number of the trigger."""
        return self.event.predicate.token.i

    @property
    def sentence(self) -> int:
        """The number of its sentence."""
        return self.event.predicate.token.sentence.index

    @property
    def known(self) -> Sequence[Actor]:
        """The side that is told."""
        return (self.event.source if self.side == "target" else self.event.target).actors

    @property
    def question(self) -> Question:
        """By which weights it is answered."""
        return "target named" if self.side == "target" and is_named(self.found) else self.side

    @property
    def found(self) -> Party:
        """The side as it is known so far."""
        return self.event.target if self.side == "target" else self.event.source


class Counterparts:
    """Weighs the states of an article. Built once from the codebook, then only read."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        found = records("counterparts.csv", WeightRow, folders)
        self._weights: Mapping[tuple[Question, str], float] = {(row.side, row.feature): row.weight for row in found}

    def chances(self, asked: Asked, story: Story) -> dict[str, float]:
        """The probability of each state that comes into question, the likeliest first."""
        scores = {c: self._score(asked.question, found) for c, found in considered(asked, story).items()}
        top = max(scores.values(), default=0.0)
        total = sum(math.exp(s - top) for s in scores.values())
        return {c: math.exp(scores[c] - top) / total for c in sorted(scores, key=lambda c: (-scores[c], c))}

    def _score(self, question: Question, found: Mapping[str, float]) -> float:
        return sum(self._weights.get((question, name), 0.0) * value for name, value in found.items())


class Story:
    """What an article tells, as far as it bears on who is meant: its names of states and its happenings, in order."""

    def __init__(self, topic: Topic, events: Sequence[Event], plover: Plover) -> None:
        self.events = sorted(events, key=lambda e: e.predicate.token.i)
        self._plover, self._all = plover, topic.named
        self.states = sorted({code for named in topic.named for code in named.codes})
        self.named = {code: [n for n in topic.named if code in n.codes] for code in self.states}
        self._dealings = topic.dealings

    def share(self, code: str) -> float:
        """The share of a state in all that is named."""
        return len(self.named.get(code, ())) / max(len(self._all), 1)

    def dealings(self, own: Collection[str], code: str = "") -> int:
        """How many happenings between some states and another, or any others, the sentences themselves tell."""
        mine = set(own)
        sides = [(a, b - mine) for s, t in self._dealings for a, b in ((s, t), (t, s)) if a & mine]
        return sum(code in b if code else bool(b) for _, b in sides)

    def together(self, own: Set[str], others: Collection[str]) -> bool:
        """Whether others have dealt with some states as one side."""
        return any(a & own and set(others) <= b for s, t in self._dealings for a, b in ((s, t), (t, s)))

    def kind(self, event: Event) -> str:
        """The PLOVER type of a happening."""
        return self._plover.event(event.frame)

    def before(self, asked: Asked) -> list[Event]:
        """The happenings told a few sentences before, the latest first."""
        told = (e for e in reversed(self.events) if e.predicate.token.i < asked.at)
        return [e for e in told if asked.sentence - e.predicate.token.sentence.index <= LATELY]

    def setting(self, asked: Asked) -> Setting:
        """What surrounds a side that is asked for."""
        deeds = [deed(e, self._plover.quad(e.frame)) for e in self.events if e is not asked.event]
        now = deed(asked.event, self._plover.quad(asked.event.frame))
        return Setting(asked.event.predicate.token, asked.own, asked.side == "target", now, deeds, self._all)

    def is_near(self, asked: Asked, reach: int) -> bool:
        """Whether another state is named in the sentence, or so many sentences before."""
        return any(0 <= asked.sentence - n.sentence <= reach and n.codes - asked.own for n in self._all)


def named_otherwise(asked: Asked) -> bool:
    """Whether a side of no stated state has a name: "*Tran*", "*Nordic* lawmakers". Whose it is, that tells."""
    doer = asked.event.predicate.slots.bare_doer if asked.side == "source" else None
    heads = asked.found.tokens or ([doer] if doer is not None else [])
    words = [c for t in heads for c in (t, *t.children) if c is t or c.dep in ("amod", "compound")]
    return any(w.pos == "PROPN" or w.ent or (w.text[0].isupper() and w is not w.sentence.tokens[0]) for w in words)


class _Before(NamedTuple):
    """What is the same whichever state is weighed: the happenings told a few sentences before, the latest first.

    Each with the states on both sides. ``last`` are the sides of the last one that others take part in, ``mine`` the
    states of the last such one with the known side, ``like`` the sides of the last such one of the same type.
    ``dealings`` counts all between the known side and others; ``governed`` are the words that the trigger governs.
    """

    told: Sequence[tuple[set[str], set[str], Event]]
    last: tuple[set[str], set[str]]
    mine: set[str]
    like: tuple[set[str], set[str]]
    dealings: int
    governed: Set[int]


def _before(asked: Asked, story: Story) -> _Before:
    token, own = asked.event.predicate.token, asked.own
    told = [(states(e.source.actors), states(e.target.actors), e) for e in story.before(asked)]
    others = [(s, t, e) for s, t, e in told if (s | t) - own]
    last = next(((s, t) for s, t, _ in others), (set(), set()))
    mine = next((s | t for s, t, _ in others if (s | t) & own), set())
    like = next(((s, t) for s, t, e in others if story.kind(e) == asked.kind), (set(), set()))
    governed = {t.i for t in token.subtree() if t.i > token.i}
    return _Before(told, last, mine, like, story.dealings(own), governed)


def considered(asked: Asked, story: Story) -> dict[str, dict[str, float]]:
    """The states that come into question, each with what speaks for it; the empty code is that of nobody."""
    setting, before = story.setting(asked), _before(asked, story)
    further = {asked.place, asked.belonging, asked.settled} - {NOBODY}
    others = sorted({*story.states, *states(asked.found.actors), *further} - asked.own)
    found = {code: dict(_away(asked, story, before, code)) | more for code, more in setting.of(others).items()}
    if asked.own:
        home = {**dict(_home(asked, story)), **dict(at_home(setting))}
        # One alone, unless the words name more of them: all are one home.
        named = sorted(asked.own & states(asked.found.actors)) or [min(asked.own)]
        found |= {code: dict(home) for code in named}
    found = {NOBODY: {**dict(_nobody(asked)), **dict(of_nobody(setting))}, **found}
    if asked.side != "alone":
        for code, more in found.items():
            more.update(_worded(asked, story, code))
    return found


def _worded(asked: Asked, story: Story, code: str) -> Features:
    """What the sentence says for a state."""
    home = code in asked.own
    whose = "home" if home else "away" if code else "nobody"
    if code in BODIES:
        yield f"body: {asked.kind}", 1.0
    if home or not code:
        yield f"{whose}: {asked.event.frame}", 1.0
    yield from read(asked.found, code, whose, at_home=_at_home(asked), spoken=asked.event.spoken)
    if asked.heard is not None:
        yield from asked.heard.features(code, whose)
    elif code and not home:
        here = any(n.sentence == asked.sentence for n in story.named.get(code, ())) or code == asked.belonging
        yield "named in the sentence" if here else "named elsewhere", 1.0
    if code:
        yield "belonging", float(code == asked.belonging)
        yield "settled", float(code == asked.settled)
        yield "place of what is done", float(asked.placed and code == asked.place)
    if asked.event.predicate.slots.bare_doer is not None:
        yield f"{whose}: a doer by name", 1.0


def _nobody(asked: Asked) -> Iterator[tuple[str, float]]:
    yield "nobody", 1.0
    yield f"nobody: {asked.kind}", 1.0
    yield "nobody: at home", _at_home(asked)
    yield "nobody: a body among itself", float(bool(asked.own) and asked.own <= BODIES)


def _away(asked: Asked, story: Story, before: _Before, code: str) -> Iterator[tuple[str, float]]:
    """What speaks for another state."""
    dealings = story.dealings(asked.own, code)
    yield "share", story.share(code)
    yield "dealings", few(dealings)
    yield "share of dealings", dealings / max(before.dealings, 1)
    yield "place", float(code == asked.place)
    yield "body", float(code in BODIES)
    yield from _names(asked, story, before, code)
    yield from _told(asked, before, code)


def _names(asked: Asked, story: Story, before: _Before, code: str) -> Iterator[tuple[str, float]]:
    """Where a state is named."""
    named = story.named.get(code, ())
    here = [n for n in named if n.sentence == asked.sentence]
    yield "named before in the sentence", float(any(n.at < asked.at for n in here))
    yield "named behind in the sentence", float(any(n.at > asked.at for n in here))
    yield "named in what it governs", float(any(n.at in before.governed for n in here))
    yield "named lately", max((1 / (1 + asked.sentence - n.sentence) for n in named if n.at < asked.at), default=0.0)
    yield "in a headline", float(any(n.title for n in named))


def _told(asked: Asked, before: _Before, code: str) -> Iterator[tuple[str, float]]:
    """What a state did and suffered before."""
    done = "said" if asked.event.spoken else "done"
    own, told = asked.own, before.told
    yield f"did it to them, {done}", max((_near(asked, e) for s, t, e in told if code in s and t & own), default=0.0)
    yield f"they did it to it, {done}", max((_near(asked, e) for s, t, e in told if code in t and s & own), default=0.0)
    yield f"acted last, {done}", float(code in before.last[0])
    yield "was acted on last", float(code in before.last[1])
    if asked.kind in BLAMING:
        yield "acted last, blamed", float(code in before.last[0])
    if asked.kind in HELPING:
        yield "was acted on last, helped", float(code in before.last[1])
    yield "dealt with them last", float(code in before.mine)
    yield "on that side of the like last", float(code in before.like[asked.side == "target"])


def _near(asked: Asked, event: Event) -> float:
    return 1 / (1 + asked.sentence - event.predicate.token.sentence.index)


def _home(asked: Asked, story: Story) -> Iterator[tuple[str, float]]:
    """What speaks for it that it stays within the state of the side that is told."""
    yield "home", 1.0
    yield "home: at home", _at_home(asked)
    yield f"home: {asked.kind}", 1.0
    known = asked.known
    for name, group in SECTORS.items():
        yield f"home: {name}", float(bool(known) and all(a.sector in group for a in known))
    in_play = {a.sector for a in known if a.method == "in play" and a.sector}
    yield "home: a body in play", float(bool(in_play - {"MIL"}))
    yield "home: an army in play", float("MIL" in in_play)
    yield "home: share", sum(story.share(code) for code in sorted(asked.own))
    yield "home: no other in the sentence", float(not story.is_near(asked, 0))
    yield "home: no other near", float(not story.is_near(asked, 1))
    within = (e for e in story.before(asked) if _is_within(e, asked.own))
    yield "home: as before", max((_near(asked, e) for e in within), default=0.0)
    words = [w for o in asked.event.predicate.slots.objects for w in o.children]
    yield "home: its own", float(any(w.dep == "poss" and w.tag == "PRP$" for w in words))
    yield "home: in the passive", float(asked.event.predicate.slots.passive)


def _at_home(asked: Asked) -> float:
    """How much rather such a happening is within a state than between two, in log odds."""
    sure = min(max(asked.abroad, LEAST), 1 - LEAST)
    return math.log((1 - sure) / sure)


def _is_within(event: Event, own: Collection[str]) -> bool:
    sides = (states(event.source.actors), states(event.target.actors))
    return all(side and side <= set(own) for side in sides)
