"""Who does it and to whom, in the end: each side of what an article tells is weighed among the states that it names.

The grammar and the encoder say whom the sentence names; where it names nobody, the article does: "Ankara recalled its
ambassador" stands in a report on Turkey and Greece, and a careful reader knows from whom. What all this counts
:class:`detente.coding.counterparts.Counterparts` tells; how often a frame's two parties are of different states
(``sides.csv``, counted in the corpus) counts there. Actors whom no words name carry the method ``place``, ``deed``,
``topic`` or ``home``. Where nobody stands out, nobody is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Literal, get_args

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import rows
from detente.coding import syntax
from detente.coding.counterparts import BARE, BODIES, NOBODY, Asked, Counterparts, Story, is_named, named_otherwise
from detente.coding.discourse import tells_by_itself
from detente.coding.events import NO_ACTOR, Event
from detente.coding.party import Party, split
from detente.coding.topic import Topic, states
from detente.coding.wording import Heard, Word, hear, words_of
from detente.errors import CodebookError
from detente.grounding.actor_tables import state_names
from detente.grounding.mentions import Candidate, Grounding
from detente.model import FROM_STORY, Actor, Span
from detente.text.document import Token

PLACE, TOPIC, HOME, DEED = "place", "topic", "home", "deed"
# Methods of those of no stated state whose like are taken for the same later on.
FOUND_OUT = FROM_STORY | {PLACE}
# The sides that are settled, in this order: the source tells more of the target than the other way round.
Settled = Literal["source", "target"]
# How likely the second of two with whom a third party deals must be beside the first, and which are as likely.
ALIKE, SAME = 0.7, 0.98
# How likely one must be at least to be named, and how much likelier than whom the words seem to name.
STANDING_OUT, MARGIN = 0.31, 0.25
# From which probability on one is named where the sentence names nobody on either side.
LIKELY = 0.5
# From which share on a frame is one between states.
OUTWARD = 0.5
# From which probability on the encoder hears a word as a side.
HEARD = 0.3
AT = ("in", "at", "near", "on", "to", "into", "over", "off", "outside", "across", "around")
# The kinds of names that are places.
PLACES = frozenset({"GPE", "LOC", "FAC"})
# Types in which a third party deals with both of a pair.
BETWEEN = frozenset({"CONSULT", "AID", "REQUEST", "AGREE"})


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
        """Settle the sides of the events of one article that carry a statement, ``events``, in place."""
        story = Story(Topic(grounding.mentions, events), events, self._plover)
        words: dict[int, tuple[list[Word], list[Span]]] = {}
        settled: dict[str, str] = {}
        for event in story.events:
            if (row := self._rows.get(event.frame)) is None:
                continue
            if row.own == "yes":
                _give_back(event)
            elif row.own == "no":
                _take_away(event)
            _follow(event, events)
            _strike(event, events)
            together = len(states(event.source.actors)) > 1 and not states(event.target.actors)
            if together and (row.mutual or _is_mutual(event.predicate.token)):
                # "The two states reopened embassies": each the other's.
                event.source, event.target = split(event.source)
                event.mutual, event.frame = True, row.together or event.frame
                continue
            sentence = event.predicate.token.sentence
            if sentence.index not in words:
                words[sentence.index] = words_of(sentence, grounding)
            heard = hear(event.verdict, sentence, *words[sentence.index]) if event.verdict is not None else (None, None)
            for side, one in zip(get_args(Settled), heard, strict=True):
                if side == "source" and is_named(event.source):
                    continue  # who is named as the doer does it: to weigh that brought nothing on labelled pages
                asked = self._asked(event, side, row, one, settled, grounding)
                self._choose(asked, story, grounding)
                settled |= {a.sector: a.country for a in asked.found.actors if a.sector and a.method in FOUND_OUT}

    def _asked(
        self,
        event: Event,
        side: Settled,
        row: SideRow,
        heard: Heard | None,
        settled: Mapping[str, str],
        grounding: Grounding,
    ) -> Asked:
        """A side of an event as a question."""
        party, other = (event.source, event.target) if side == "source" else (event.target, event.source)
        own = frozenset(states(other.actors))
        stateless = party.actors if not states(party.actors) else []
        where = ""
        if stateless:
            where = _belonging(party, event, grounding) or self._place(event, grounding, set(), party.tokens)
        return Asked(
            event,
            side,
            own,
            kind=self._plover.frames[event.frame].event,
            abroad=row.abroad,
            place=self._place(event, grounding, set(own)),
            placed=bool(row.place) and side == "target",
            belonging=where,
            settled=next((settled[a.sector] for a in stateless if a.sector in settled), ""),
            heard=heard,
        )

    def _choose(self, asked: Asked, story: Story, grounding: Grounding) -> None:
        """Give an event a side, or another one than the words seem to name, where another is much likelier."""
        codes, chances = self._overruling(asked, story) if states(asked.found.actors) else self._filling(asked, story)
        if codes is not None:
            chosen = self._party(asked, codes, grounding)
            chosen.weighed = self._weighed(chances, asked)
            setattr(asked.event, asked.side, chosen)

    def _overruling(self, asked: Asked, story: Story) -> tuple[list[str] | None, Mapping[str, float]]:
        """Who is much likelier than those whom the words name, with all chances; None where nobody is.

        The rules by themselves keep to the words.
        """
        if asked.heard is None:
            return None, {}
        told, chances = states(asked.found.actors), self.counterparts.chances(asked, story)
        best = next(iter(chances))
        likelier = chances[best] - sum(chances.get(c, 0.0) for c in told) > MARGIN
        if len(told) > 1 or best in told or not likelier or not (best or asked.known):
            return None, chances
        return [best] if best else [], chances

    def _filling(self, asked: Asked, story: Story) -> tuple[list[str] | None, Mapping[str, float]]:
        """Who is meant where the words name no state, with all chances; None where nobody stands out."""
        if named_otherwise(asked):
            return None, {}  # words that tell whose they are, though not to us
        if asked.own and asked.own <= BODIES and self._plover.frames[asked.event.frame].symmetric:
            return None, {}  # a council meets by itself
        chances = self.counterparts.chances(asked, story)
        if asked.abroad >= OUTWARD and not chances.keys() - asked.own - {NOBODY}:
            return None, chances  # what is done to others is done to nobody where no other state is named
        pair = asked.kind in BETWEEN and asked.side == "target" and not asked.found.actors
        return _likeliest(chances, asked.own, story, pair=pair) or None, chances

    def _party(self, asked: Asked, codes: Sequence[str], grounding: Grounding) -> Party:
        """The states that were chosen, by the words that name them if the encoder hears these as that side."""
        heard = asked.heard
        if heard is not None and (said := [heard.word[c].token for c in codes if heard.own.get(c, 0.0) >= HEARD]):
            party = Party()
            for token in said:
                party.add([a for a in grounding.actors_of(token) if a.country in codes], token)
            return party
        method = _way(asked, codes[0]) if codes else TOPIC
        if codes and asked.found.actors and all(not a.country or a.method in BARE for a in asked.found.actors):
            return _placed(asked.found, codes[0], method)
        return self._states(codes, method)

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
                event.source.weighed = self._weighed(chances, asked)
                found.append(event)
        return found

    def _weighed(self, chances: Mapping[str, float], asked: Asked) -> tuple[Candidate, ...]:
        return tuple(Candidate((self._state(c, _way(asked, c)),), math.log(p)) for c, p in chances.items() if c)

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


def _way(asked: Asked, code: str) -> str:
    """How a state is found that no words name."""
    return HOME if code in asked.own else PLACE if code in (asked.place, asked.belonging) else TOPIC


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
