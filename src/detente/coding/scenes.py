"""Where it happens: the place that the words of a sentence, or of the one before, give to a happening.

In this order: a phrase of the clause ("at a hotel in Dalian"); the town that somebody goes to; the town that is taken
or shelled; the place of those who are acted on or who act ("a court in Minsk"); that of the clause which the verb is
joined to; that of the occasion just told of ("the two signed"); and the dateline, for the meetings and marches that a
report opens with. A country that acts is no place, nor is what somebody only speaks of ("condemned the coup in Niger").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.codebook.plover import Plover
from detente.coding import syntax
from detente.coding.events import Event
from detente.coding.story import interval
from detente.coding.whereabouts import PlaceWords, Whereabouts
from detente.grounding.mentions import Grounding, PlaceMention
from detente.grounding.when import Dated
from detente.text.document import Sentence, Token

_SPEAKS_OF = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"))
_PHYSICAL = frozenset(("ASSAULT", "MOBILIZE", "PROTEST", "RETREAT", "COERCE"))
_TAKEN = frozenset(("ASSAULT", "COERCE", "RETREAT"))
_GOES = frozenset(("visit",))
_SENT = frozenset(("deploy-troops", "deploy-weapons", "deploy-police", "deploy-peacekeepers"))
_SIGNS = frozenset(("sign-agreement",))
_OPENING = frozenset(("CONSULT", "PROTEST"))
# Readings whose place holds for the verbs that are joined to theirs.
_SURE = frozenset(("a phrase of its clause", "where somebody goes", "where those stand who act"))
# A clause that steps aside from the story, which does not go on there.
_ASIDE = "the place before its 'where'"
_BOTH = frozenset(("both", "two", "pair", "sides"))
_NEAR = 2  # sentences for which a scene lasts
_DAYS = 7  # within which what goes on at a scene happens


@dataclass(frozen=True)
class Scenes:
    """Places the events of an article."""

    words: PlaceWords
    plover: Plover

    @classmethod
    def load(cls, plover: Plover, folders: Sequence[Path] = ()) -> Scenes:
        """Read the table of words."""
        return cls(PlaceWords.load(folders), plover)

    def places(
        self, events: Sequence[Event], dates: Mapping[int, Dated], grounding: Grounding
    ) -> Mapping[int, tuple[PlaceMention, str]]:
        """Where the events happen and by which reading, by the number of the trigger's token.

        Args:
            events: in text order.
            dates: when they happen, by the same number.
            grounding: the places that the article names.
        """
        return _Reader(self, dates, grounding).all(events)


class _Reader:
    """Goes through the events of one article."""

    def __init__(self, scenes: Scenes, dates: Mapping[int, Dated], grounding: Grounding) -> None:
        self._where = Whereabouts(grounding, scenes.words)
        self._words, self._plover, self._dates = scenes.words, scenes.plover, dates
        self._document = grounding.document
        self._found: dict[int, tuple[PlaceMention, str]] = {}
        self._placed: list[Event] = []

    def all(self, events: Sequence[Event]) -> Mapping[int, tuple[PlaceMention, str]]:
        """The places of all events."""
        readings: dict[str, Callable[[Event], PlaceMention | None]] = {
            "a phrase of its clause": self._phrase,
            "where somebody goes": self._goal,
            "the place that is taken or shelled": self._taken,
            _ASIDE: self._where_before,
            "where those stand who are acted on": self._object,
            "where those stand who act": self._subject,
            "the clause that it is joined to": self._joined,
            "where it is said": self._said_at,
            "what is done meanwhile": self._meanwhile,
            "the occasion just told of": self._same_scene,
            "the dateline": self._dateline,
        }
        for event in events:
            for rule, read in readings.items():
                if place := read(event):
                    self._found[event.predicate.token.i] = place, rule
                    if rule != _ASIDE:
                        self._placed.append(event)
                    break
        return self._found

    def _type(self, event: Event) -> str:
        return self._plover.event(event.frame)

    def _phrase(self, event: Event) -> PlaceMention | None:
        token = event.predicate.token
        verb = syntax.clause_head(token)
        prepositions = self._words.at
        if self._type(event) in _PHYSICAL:
            prepositions = prepositions | self._words.onto
        own = self._where.behind(token, prepositions)
        if own is None and syntax.is_noun(token):
            own = next((p for _, n in syntax.prepositions(token) if (p := self._stands(n))), None)
        if found := own or self._where.behind(verb, self._words.at):
            return found
        if any(c.lower == "there" and c.dep == "advmod" for c in verb.children):
            return self._where.before(verb)
        return self._where.owner(token, ("compound", "nmod")) if syntax.is_noun(token) else None

    def _goal(self, event: Event) -> PlaceMention | None:
        token = event.predicate.token
        if event.frame in _SENT:
            found = self._where.behind(token, self._words.goal)
            return None if found is None or self._where.is_state(found) else found
        if event.frame not in _GOES:
            return None
        for host in (token, syntax.clause_head(token)):
            if found := self._where.behind(host, self._words.goal):
                return found
        return next((found for t in syntax.objects(token) if (found := self._where.named(t))), None)

    def _taken(self, event: Event) -> PlaceMention | None:
        token = event.predicate.token
        if self._type(event) not in _TAKEN or not syntax.is_verb(token):
            return None
        named = (self._where.named(t) or self._of_part(t) for t in syntax.objects(token))
        return next((p for p in named if p and not self._where.is_state(p)), None)

    def _of_part(self, noun: Token) -> PlaceMention | None:
        """ "the town of Jabrayil"."""
        return self._where.of_phrase(noun) if noun.lemma in self._words.part else None

    def _object(self, event: Event) -> PlaceMention | None:
        token = event.predicate.token
        if self._type(event) in _SPEAKS_OF and event.frame not in _SIGNS:
            return None
        nouns = [n for host in dict.fromkeys((token, syntax.clause_head(token))) for n in syntax.objects(host)]
        if syntax.is_noun(token):
            nouns += [n for _, n in syntax.prepositions(token)]
        elif self._type(event) in _PHYSICAL:
            nouns += [n for name, n in syntax.prepositions(token) if name in ("on", "at", "against", "from")]
        return next((found for n in nouns if (found := self._stands(n))), None)

    def _subject(self, event: Event) -> PlaceMention | None:
        verb = syntax.clause_head(event.predicate.token)
        nouns = [*syntax.subjects(verb), *syntax.agents(verb)] if syntax.is_verb(verb) else []
        seats = self._words.seat
        found = (p for n in nouns if n.lemma not in seats and (p := self._stands(n)))
        return next((p for p in found if not self._where.is_state(p)), None)

    def _stands(self, noun: Token) -> PlaceMention | None:
        """Where those stand whom a noun names; a party that is itself a place stands nowhere."""
        return self._where.behind(noun, self._words.at) if self._where.named(noun) is None else None

    def _where_before(self, event: Event) -> PlaceMention | None:
        """ "to Honiara, where she brought vaccines"."""
        verb = syntax.clause_head(event.predicate.token)
        above = next((v for v in (verb, *_chain(verb)) if v.dep == "relcl"), None)
        told = above is not None and any(c.lower == "where" for c in above.children_of("advmod"))
        return self._where.of_phrase(above.head) if above and told else None

    def _joined(self, event: Event) -> PlaceMention | None:
        """ "flew to Bursa and sat in a stadium", "landed at Mumbai and killed ten": the place of the verb before."""
        verb = syntax.clause_head(event.predicate.token)
        if verb.child(*syntax.SUBJECTS):
            return None
        for other in _chain(verb):
            if (known := self._found.get(other.i)) and known[1] in _SURE:
                return known[0]
            if other.tag == verb.tag and (found := self._where.behind(other, self._words.at)):
                return None if self._where.is_state(found) else found
        return None

    def _said_at(self, event: Event) -> PlaceMention | None:
        """ "In Beijing a spokesman said that China was concerned": an act of speech, where it is told."""
        verb = syntax.clause_head(event.predicate.token)
        if not event.spoken or verb.dep != "ccomp" or not syntax.is_verb(verb.head):
            return None
        found = self._where.behind(verb.head, self._words.at)
        return None if found is None or self._where.is_state(found) else found

    def _meanwhile(self, event: Event) -> PlaceMention | None:
        """ "Speaking in Miami, he ordered", "on a visit to Sydney, he urged": where who acts is said to be."""
        verb = syntax.clause_head(event.predicate.token)
        if not syntax.is_verb(verb):
            return None
        firsts = [v for v in (verb, *_chain(verb)) if v.child(*syntax.SUBJECTS)] or [verb]
        clauses = (
            c for c in firsts[0].children_of("advcl") if c.tag == "VBG" and not c.child(*syntax.SUBJECTS, "mark")
        )
        hosts = (firsts[0], *syntax.subjects(firsts[0]))
        trips = (n for host in hosts for name, n in syntax.prepositions(host) if name in ("on", "during"))
        places = (
            *(self._where.behind(c, self._words.at) for c in clauses),
            *(self._where.behind(n, self._words.goal) for n in trips if n.lemma in self._words.trip),
        )
        return next((place for place in places if place), None)

    def _same_scene(self, event: Event) -> PlaceMention | None:
        """ "A received B in Oaxaca. The two signed a treaty."."""
        verb = syntax.clause_head(event.predicate.token)
        last = self._placed[-1] if self._placed else None
        if last is None or not (_points_back(verb) and syntax.in_main(verb, ("ROOT",))):
            return None
        before, here = last.predicate.token.sentence, verb.sentence
        if before.block != here.block or here.index - before.index > _NEAR or not self._at_that_time(event, last):
            return None
        return self._found[last.predicate.token.i][0]

    def _at_that_time(self, event: Event, last: Event) -> bool:
        here, there = (interval(*self._dates[e.predicate.token.i][:2]) for e in (event, last))
        return here is not None and there is not None and abs((here.first - there.first).days) <= _DAYS

    def _dateline(self, event: Event) -> PlaceMention | None:
        """The town at the head of a dispatch, of what it opens with."""
        sentence = event.predicate.token.sentence
        if self._type(event) not in _OPENING and event.frame not in _SIGNS:
            return None
        if not syntax.in_main(syntax.clause_head(event.predicate.token), ("ROOT",)):
            return None
        return next((found for t in self._head_of(sentence) if (found := self._where.named(t))), None)

    def _head_of(self, sentence: Sentence) -> Iterator[Token]:
        before = self._document.sentences[sentence.index - 1] if sentence.index else None
        if before and before.role == "byline" and before.block == sentence.block and sentence.role == "body":
            yield from before.tokens


def _chain(verb: Token) -> Iterator[Token]:
    """The verbs with which a verb is coordinated, those before it first."""
    above = verb
    while above.dep == "conj" and syntax.is_verb(above.head):
        above = above.head
        yield above


def _points_back(verb: Token) -> bool:
    """Whether a verb has those for its subject of whom the sentence before told: "They", "The two"."""
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None:
        return False
    return (subject.tag == "PRP" and subject.lower != "it") or subject.lower in _BOTH
