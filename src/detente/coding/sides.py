"""Parties that a sentence does not name and its article does: the other side of what the article is about.

"Ankara recalled its ambassador" stands in a report on Turkey and Greece; a careful reader knows from whom. Who it is
:class:`detente.coding.counterparts.Counterparts` says, one's own state among those that come into question; how often a
frame's two parties are of different states (``sides.csv``, counted in the corpus) counts there. Such actors carry the
method ``place``, ``deed``, ``topic`` or ``home``; where no words name them at all, they have none. Where nobody stands
out, nobody is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import rows
from detente.coding import syntax
from detente.coding.arguments import SUBJECTED
from detente.coding.counterparts import BODIES, NOBODY, Asked, Counterparts, Side, Story
from detente.coding.discourse import tells_by_itself
from detente.coding.events import NO_ACTOR, Event
from detente.coding.party import Party, split
from detente.coding.topic import Topic, states
from detente.errors import CodebookError
from detente.grounding.actor_tables import state_names
from detente.grounding.mentions import Candidate, Grounding
from detente.model import Actor
from detente.text.document import Token

PLACE, TOPIC, HOME, DEED = "place", "topic", "home", "deed"
# Methods of actors of whom the sentence itself says nothing.
GUESSED = frozenset({TOPIC, HOME})
# From which share on a frame is taken for one between states, up to which for one within a state.
ABROAD, AT_HOME = 0.2, 0.2
# How likely the second of two with whom a third party deals must be beside the first, and which are as likely.
ALIKE, SAME = 0.7, 0.98
# How likely one must be at least to be named.
STANDING_OUT = 0.31
# From which probability on one is named where the sentence names nobody.
LIKELY = 0.5
# From which share on what is done to others is done to nobody where no other state is named.
OUTWARD = 0.5
# Up to which share on a frame's people belong to the place where it happens.
PLACED = 0.3
# How a party was found that may turn out to be the other side itself: "France called off its visit to *the troops*".
POINTING = frozenset({"in play", "pronoun", "description", "relative"})
OF_STATE = ("", "GOV", "MIL")
AT = ("in", "at", "near", "on", "to", "into", "over", "off", "outside", "across", "around")
# Who has to do with the rule of a state: of that which the article is about, from this share of its mentions on.
FACTIONS, FACTIONAL = frozenset({"REB", "OPP", "PTY"}), 0.4
# What crowds do to the things of another state.
CROWDED = frozenset({"boycott", "vandalise"})
# How a state is named by itself or its capital, and not by those who rule it.
STATES = frozenset({"country", "capital"})
# The kinds of names that are places.
PLACES = frozenset({"GPE", "LOC", "FAC"})
# Types in which a third party deals with both of a pair.
BETWEEN = frozenset({"CONSULT", "AID", "REQUEST", "AGREE"})
# Types in which what is done at home needs nobody to whom it is done: "resigned", "declared a ceasefire".
ALONE = frozenset({"RETREAT", "CONCEDE"})


class SideRow(msgspec.Struct, frozen=True):
    """A row of ``sides.csv``."""

    frame: str
    abroad: float
    place: Literal["", "yes"] = ""
    own: Literal["", "yes", "no"] = ""
    mutual: Literal["", "yes"] = ""
    together: str = ""


class Sides:
    """Completes the parties of an article's events. Built once from the codebook, then only read."""

    def __init__(self, plover: Plover, folders: Sequence[Path] = ()) -> None:
        self._rows: dict[str, SideRow] = {}
        for path, line, row in rows("sides.csv", SideRow, folders):
            if row.together and row.together not in plover.frames:
                raise CodebookError(path, line, f"unknown frame {row.together!r}; frames.csv must define it")
            self._rows[row.frame] = row
        self._names = state_names(folders)
        self._plover = plover
        self.counterparts = Counterparts(folders)

    @property
    def mutual(self) -> frozenset[str]:
        """The frames of what two do to each other where they do it together and to nobody else."""
        return frozenset(frame for frame, row in self._rows.items() if row.mutual)

    def complete(self, events: Sequence[Event], grounding: Grounding) -> None:
        """Fill in the missing sides of the events of one article that carry a statement, ``events``, in place."""
        topic = Topic(grounding.mentions, events)
        story = Story(topic, events, self._plover)
        for event in story.events:
            if (row := self._rows.get(event.frame)) is not None:
                if row.own == "yes":
                    _give_back(event)
                elif row.own == "no":
                    _take_away(event)
                _follow(event, events)
                _strike(event, events)
                self._settle(event, row, topic, grounding)
                self._fill(event, row, story, grounding)

    def _fill(self, event: Event, row: SideRow, story: Story, grounding: Grounding) -> None:
        source, target = states(event.source.actors), states(event.target.actors)
        if row.abroad >= ABROAD and target and target <= source and _points(event):
            self._ask(event, "target", row, story, grounding)
        elif len(source) > 1 and not target and (row.mutual or _is_mutual(event.predicate.token)):
            # "The two states reopened embassies": each the other's.
            event.source, event.target = split(event.source)
            event.mutual = True
            event.frame = row.together or event.frame
        elif source and not target:
            self._ask(event, "target", row, story, grounding)
        elif target and not source and not event.source.actors and event.predicate.slots.bare_doer is None:
            self._ask(event, "source", row, story, grounding)

    def tell(self, events: Sequence[Event], grounding: Grounding) -> list[Event]:
        """Give events that are dropped since nobody is named the sides that the article tells, in place.

        Returns: those that got one.
        """
        nameless = [e for e in events if e.dropped == NO_ACTOR and e.frame in self._rows and tells_by_itself(e)]
        if not nameless:
            return []
        found = []
        told = [e for e in events if not e.dropped]
        story = Story(Topic(grounding.mentions, told), told, self._plover)
        for event in sorted(nameless, key=lambda e: e.predicate.token.i):
            row = self._rows[event.frame]
            asked = Asked(event, "alone", frozenset(), self._plover.frames[event.frame].event, row.abroad)
            if not any(e.predicate.token.sentence.index < asked.sentence for e in story.before(asked)):
                continue  # nothing told before says who is meant
            chances = self.counterparts.chances(asked, story)
            code = next(iter(chances))
            if code and chances[code] >= LIKELY:
                event.source, event.dropped = self._states([code], TOPIC), ""
                event.source.weighed = self._weighed(chances, TOPIC)
                self._ask(event, "target", row, story, grounding)
                found.append(event)
        return found

    def _weighed(self, chances: Mapping[str, float], method: str) -> tuple[Candidate, ...]:
        return tuple(Candidate((self._state(c, method),), math.log(p)) for c, p in chances.items() if c)

    def _ask(self, event: Event, side: Side, row: SideRow, story: Story, grounding: Grounding) -> None:
        """Give an event the side that it leaves out, where the article tells it."""
        kind = self._plover.frames[event.frame].event
        own = frozenset(states((event.source if side == "target" else event.target).actors))
        if own <= BODIES and self._plover.frames[event.frame].symmetric:
            return  # a council meets by itself
        place = self._place(event, grounding, set(own))
        chances = self.counterparts.chances(Asked(event, side, own, kind, row.abroad, place), story)
        if row.abroad >= OUTWARD and not set(chances) - own - {NOBODY}:
            return
        codes = _likeliest(chances, own, story, pair=kind in BETWEEN and side == "target")
        if row.place and place and side == "target":
            codes = [place]
        if not codes:
            return
        party: Party = getattr(event, side)
        method = HOME if codes[0] in own else PLACE if codes[0] == place else TOPIC
        if kind in ALONE and method == HOME and not party.actors:
            return
        filled = _placed(party, codes[0], method) if party.actors else self._states(codes, method)
        filled.weighed = self._weighed(chances, method)
        setattr(event, side, filled)

    def _settle(self, event: Event, row: SideRow, topic: Topic, grounding: Grounding) -> None:
        """Give people of no stated country that of their place, of the other side at home, or of the article."""
        for name, party, other in (("source", event.source, event.target), ("target", event.target, event.source)):
            if not party.actors or states(party.actors):
                continue
            placed = row.place or row.abroad <= PLACED or all(a.sector in SUBJECTED for a in party.actors)
            where = _belonging(party, event, grounding) or (
                self._place(event, grounding, set(), party.tokens) if placed else ""
            )
            home = "" if where else self._home(event, party, other, row, topic)
            if where or home:
                setattr(event, name, _placed(party, where or home, PLACE if where else HOME))
                topic.settled.update((a.sector, where or home) for a in party.actors)

    def _home(self, event: Event, party: Party, other: Party, row: SideRow, topic: Topic) -> str:
        """The state of people of no stated country: that of the other side at home, else that of the article there."""
        known = sorted(states(other.actors))
        if all(a.sector in FACTIONS for a in party.actors) and (state := _of_faction(party, other, topic)):
            return state
        if known:
            people = all(a.sector in SUBJECTED for a in party.actors)
            if people and event.frame in CROWDED and not any(a.sector == "GOV" for a in other.actors):
                # "crowds boycotted Danish beer": those of the other state of which the article tells.
                return topic.partner(set(known), event.predicate.token.sentence.index)
            return known[0] if row.abroad <= AT_HOME or (people and topic.home() in known) else ""
        if other.actors or row.abroad > PLACED:
            return topic.home() if not other.actors and all(a.sector in SUBJECTED for a in party.actors) else ""
        return topic.home() or topic.partner(set(), event.predicate.token.sentence.index, self._names.keys())

    def _place(self, event: Event, grounding: Grounding, own: set[str], people: Sequence[Token] = ()) -> str:
        """The state in which it happens, or in which ``people`` are, if it is another one than ``own``."""
        for word in (*_beside(people), *_whereabouts(event.predicate.token)):
            names = (word, *(w for w in syntax.inner_words(word) if w.ent in PLACES))
            codes = {a.country for w in names for a in grounding.actors_of(w)} or _located(word, grounding)
            if found := sorted((codes & self._names.keys()) - own):
                return found[0]
        return ""

    def _states(self, codes: Sequence[str], method: str) -> Party:
        return Party([self._state(c, method) for c in codes], [])

    def _state(self, code: str, method: str) -> Actor:
        return Actor(name=self._names.get(code, code), country=code, method=method)


def _likeliest(chances: Mapping[str, float], own: Set[str], story: Story, *, pair: bool) -> list[str]:
    """The state that is meant, or the two with whom a third party deals; none where nobody stands out.

    Several of whom all is told alike are meant together if they dealt with the known side so.
    """
    codes = list(chances)
    if pair and (named := [code for code in codes if code]):
        # Two who are both meant share the chance of being meant.
        both = [code for code in named if chances[code] >= ALIKE * chances[named[0]]][:2]
        return both if sum(chances[code] for code in both) > max(chances[NOBODY], STANDING_OUT) else []
    if chances[codes[0]] < STANDING_OUT:
        return []
    alike = [code for code in codes if chances[code] >= SAME * chances[codes[0]]]
    if NOBODY in alike:
        return []
    return alike if len(alike) == 1 or story.together(own, alike) else []


def _of_faction(party: Party, other: Party, topic: Topic) -> str:
    """The state of a party, an opposition or rebels: of the rulers whom they face, or as told of such before.

    Failing these it is that which the article is about.
    """
    if all(a.sector != "REB" for a in party.actors):
        ruled = sorted(states(a for a in other.actors if a.sector == "GOV" and a.method not in STATES))
        if ruled:
            return ruled[0]
    return topic.settled.get(party.actors[0].sector, "") or topic.home(FACTIONAL)


def _is_mutual(token: Token) -> bool:
    """Whether a clause says that the parties do it to each other: "each other", "one another", "the other's tanks"."""
    head = syntax.clause_head(token)
    words = [t for t in head.subtree() if t.i > head.i]
    after = {t.i: t.lower for t in words}
    return any(
        (t.lower in ("each", "one") and after.get(t.i + 1) in ("other", "another"))
        or (t.lower == "other" and t.dep in ("poss", "dobj", "pobj"))
        for t in words
    )


def _follow(event: Event, events: Sequence[Event]) -> None:
    """Who is hit in the deed is hit by its outcome: "shelled camps of the *Congolese* army, killing 50"."""
    verb = event.predicate.token
    if verb.dep != "advcl" or verb.tag != "VBG" or states(event.target.actors) or not event.source.actors:
        return
    deed = next((e for e in events if e.predicate.token is verb.head or verb.head is e.predicate.slots.support), None)
    if deed is None or states(deed.source.actors) != states(event.source.actors) or not states(deed.target.actors):
        return
    code = sorted(states(deed.target.actors))[0]
    event.target = _placed(event.target, code, DEED) if event.target.actors else Party(deed.target.actors, [])


def _strike(event: Event, events: Sequence[Event]) -> None:
    """Who strikes does what comes of the strike: "four were killed in *Israeli* shelling"."""
    slots, verb = event.predicate.slots, event.predicate.token
    if event.source.actors or not slots.passive or event.spoken:
        return
    nouns = {w.i for name in ("in", "during", "from", "by") for w in slots.preps.get(name, ())}
    deeds = (e for e in events if e.predicate.token.i in nouns and e.predicate.token.sentence is verb.sentence)
    deed = next((e for e in deeds if not e.spoken and states(e.source.actors)), None)
    if deed is not None:
        struck = states(event.target.actors)
        side = deed.target if states(deed.source.actors) <= struck else deed.source
        if not states(side.actors) <= struck:
            event.source = Party(list(side.actors), list(side.tokens))


def _placed(party: Party, code: str, method: str) -> Party:
    return Party([msgspec.structs.replace(a, country=code, method=method) for a in party.actors], party.tokens)


def _points(event: Event) -> bool:
    """Whether a state's target only points back, so that it may as well be the state itself."""
    pointing = all(a.method in POINTING for a in event.target.actors)
    return pointing and all(a.sector in OF_STATE for a in (*event.source.actors, *event.target.actors))


def _give_back(event: Event) -> None:
    """What is sent, withdrawn or called up is the actor's own, and nobody's target: "Turkish troops were sent"."""
    things = {t.i for t in event.predicate.slots.objects} | {t.i for t in event.predicate.slots.preps.get("of", ())}
    if not event.target.tokens or not {t.i for t in event.target.tokens} <= things:
        return
    mine, theirs = states(event.source.actors), states(event.target.actors)
    if not event.source.actors:
        event.source, event.target = event.target, Party()
    elif theirs <= mine:
        event.target = Party()


def _belonging(party: Party, event: Event, grounding: Grounding) -> str:
    """The state that people of no stated country carry with them: "drivers with *Serbian* plates"."""
    behind = [word for token in party.tokens for _, word in syntax.prepositions(token)]
    if any(t in event.predicate.slots.objects for t in party.tokens):  # as the parser may see it
        behind += event.predicate.slots.preps.get("with", [])
    near = (w for word in behind for w in (word, *syntax.inner_words(word)))
    return next((a.country for w in near for a in grounding.actors_of(w) if a.country), "")


def _take_away(event: Event) -> None:
    """Whose things are taken is not he who takes them: "*Peruvian* funds were frozen"."""
    slots, named = event.predicate.slots, {t.i for t in event.source.tokens}
    things = {w.i for noun in slots.objects for w in (noun, *syntax.inner_words(noun))}
    if slots.passive and not event.target.actors and named and named <= things:
        event.source, event.target = Party(), event.source


def _located(word: Token, grounding: Grounding) -> set[str]:
    """The state of a place name, if the article speaks of it: a town may be one of many of its name."""
    named = {a.country for m in grounding.mentions for a in m.actors}
    return named & {p.place.country for p in grounding.places if p.span.overlaps(word.span)}


def _beside(people: Sequence[Token]) -> Iterator[Token]:
    """The words that say where people are: "crowds in *Leeds*"."""
    yield from (w for token in people for name, w in syntax.prepositions(token) if name in AT)


def _whereabouts(token: Token) -> Iterator[Token]:
    """The words that say where: behind a preposition of place on the trigger, its verb or the object of either."""
    head = syntax.clause_head(token)
    own = [w.i for name, w in syntax.prepositions(token) if name == "of" and syntax.is_noun(token)]
    for host in dict.fromkeys((token.i, *own, head.i, *(o.i for o in syntax.objects(head)))):
        words = token.sentence.tokens
        yield from (w for name, w in syntax.prepositions(words[host - words[0].i]) if name in AT)
