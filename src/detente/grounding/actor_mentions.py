"""All mentions of actors in a parsed article: named, described and pointed back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

import msgspec

from detente.grounding.actor_apart import acts, told_apart
from detente.grounding.actor_memory import learned_lexicon, lessons
from detente.grounding.actor_misspelt import KnownNames
from detente.grounding.actor_offices import OfficeVerbs
from detente.grounding.actor_phrases import Phrase, Scanned, head_of, phrase_at, phrases, scan
from detente.grounding.actor_seats import is_placed, located
from detente.grounding.actor_states import opposite, owners, places_behind, state_of
from detente.grounding.actor_surnames import settle
from detente.grounding.actor_told import told
from detente.grounding.actor_within import within
from detente.grounding.clauses import ACTING, subject_ahead
from detente.grounding.coreference import BODIES, Discourse, Referent, belongs_to_state, fits
from detente.grounding.descriptions import (
    DescriptionRow,
    count_of,
    counted_in,
    description_at,
    is_pair,
    is_visiting,
)
from detente.grounding.hosting import Visits
from detente.grounding.in_play import InPlay
from detente.grounding.lexicon import NAMES, ROLES, Hit, Lexicon
from detente.grounding.mentions import Mention, PlaceMention
from detente.grounding.pronouns import is_first_person, is_pronoun, is_relative
from detente.grounding.roles import Reader, Reading
from detente.grounding.setting import Setting, setting, speaks_for
from detente.grounding.shares import shares
from detente.grounding.state_signs import Named, Signs
from detente.model import Actor, Person, Span
from detente.text.document import Document, Sentence, Token

# What pairs of persons are called: "the two men".
_PERSONS = frozenset({"men", "leaders", "presidents", "premiers", "ministers"})

_ASKED, _PLAIN = frozenset({"person", "body", "office"}), 0.5  # how likely a state has to be
_OF_MANY = frozenset({"international", "foreign", "global", "multinational", "rights", "worldwide", "regional"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What finding mentions needs to know.

    The lexicon, its reader, descriptions that point back, names of states, verbs that tie people to offices,
    the names in full of everybody known, the words that tell of visits, and what makes a bare body a state's.
    """

    lexicon: Lexicon
    reader: Reader
    descriptions: Mapping[str, DescriptionRow]
    states: Mapping[str, str]
    office_verbs: OfficeVerbs
    known_names: KnownNames
    visits: Visits
    in_play: InPlay


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase that names or describes actors: its tokens, and how it was read."""

    head: Token
    first: int
    last: int
    reading: Reading


def find(
    document: Document, knowledge: Knowledge, places: Sequence[PlaceMention] = ()
) -> tuple[list[Mention], tuple[Person, ...]]:
    """Find all mentions of actors in an article, in text order, and what it says of people.

    The article is read twice: what it teaches about names ("Cambodian Defence Minister Tea Seiha", "the African Union
    (AU)") holds for all of it, also for the headline above, and wins over the codebook.
    """
    date = document.article.published
    namesakes = knowledge.reader.namesakes
    scanned = [within(scan(sentence, knowledge.lexicon), namesakes) for sentence in document.sentences]
    settle(scanned, date)
    apart = partial(told_apart, document, namesakes)
    read = apart([(s, _read(s, knowledge.reader, date)) for s in scanned])
    taught = [lesson for s, pairs in read for lesson in lessons(s, pairs, knowledge.office_verbs)]
    taught = list(knowledge.known_names.corrected(taught, date))
    learned = learned_lexicon(taught, knowledge.lexicon)
    if learned is not None:
        rescanned = [within(scan(s, knowledge.lexicon, learned), namesakes) for s in document.sentences]
        settle(rescanned, date, learned)
        read = apart([(s, _read(s, knowledge.reader, date)) for s in rescanned])
    found = [list(_found(s, pairs, knowledge.reader, date)) for s, pairs in read]
    mentions = _Resolver(document, knowledge, found, setting(document, places)).mentions()
    return mentions, told(document, taught, mentions)


def _read(scanned: Scanned, reader: Reader, date: str | None) -> list[tuple[Phrase, Reading | None]]:
    return [(p, reader.read(p.words, date, p.hits)) for p in phrases(scanned)]


def _found(
    scanned: Scanned, read: list[tuple[Phrase, Reading | None]], reader: Reader, date: str | None
) -> Iterator[_Found]:
    covered: set[int] = set()
    for phrase, reading in read:
        covered.update(range(phrase.first, phrase.last + 1))
        if reading is not None and acts(reading):
            yield _Found(phrase.head, phrase.first, phrase.last, reading)
        else:
            yield from _inside(scanned, phrase, reader, date)
    names = [h for h in scanned.hits if h.term.kind in NAMES]
    torn = [h for h in names if covered.isdisjoint(t.i for t in scanned.tokens_of(h))]  # by the parse, from any phrase
    for hit in torn:
        if (alone := _modifier(scanned, hit, reader, date)) is not None:
            yield alone


def _inside(scanned: Scanned, phrase: Phrase, reader: Reader, date: str | None) -> Iterator[_Found]:
    """The actors named within a phrase whose head is none: "Cambodia-US exercises", "the army chief's visit"."""
    done = -1
    for hit in scanned.hits:
        tokens = scanned.tokens_of(hit)
        if tokens[0].i < phrase.first or tokens[-1].i > phrase.last or tokens[-1].i <= done:
            continue
        for found in (_possessor(scanned, tokens, phrase, reader, date), _modifier(scanned, hit, reader, date)):
            if found is not None:
                done = found.last
                yield found
                break


def _possessor(
    scanned: Scanned, tokens: list[Token], phrase: Phrase, reader: Reader, date: str | None
) -> _Found | None:
    """The actor to whom the head of the phrase belongs: "the army chief's visit"."""
    head = head_of(tokens, below=phrase.head)
    if head.dep != "poss":
        return None
    inner = phrase_at(scanned, head)
    reading = reader.read(inner.words[: inner.core], date, [h for h in inner.hits if h.end <= inner.core])
    return _Found(head, inner.first, inner.last, reading) if reading is not None and acts(reading) else None


def _modifier(scanned: Scanned, hit: Hit, reader: Reader, date: str | None) -> _Found | None:
    """The actor that stands before the head of the phrase: "Turkish airstrikes", "Israeli army bulldozers"."""
    start, end = hit.start, hit.end
    for other in scanned.hits:
        if other.start == end and other.term.kind in ROLES - {"topic", "thing"}:
            end = other.end
    hits = [h._replace(start=h.start - start, end=h.end - start) for h in scanned.hits if start <= h.start < end]
    head = scanned.token(end - 1)
    if not any(h.term.kind in NAMES for h in hits) and head.pos == "ADJ":
        return None
    reading = reader.read(scanned.words[start:end], date, hits)
    if reading is None or not acts(reading):
        return None
    if reading.is_city:  # "Geneva talks": the place where, not who
        reading = reading._replace(actors=tuple(msgspec.structs.replace(a, sector="") for a in reading.actors))
    return _Found(head, scanned.token(start).i, head.i, reading)


class _Resolver:
    """Walks through an article once and gives each mention its actors, with what came before in mind."""

    def __init__(self, document: Document, knowledge: Knowledge, found: list[list[_Found]], where: Setting) -> None:
        self._document, self._knowledge, self._found = document, knowledge, found
        named = [f for row in found for f in row]
        acting = [f for f in named if not _is_where(f)]
        countries = (
            a.country
            for f in (acting if any(a.country for f in acting for a in f.reading.actors) else named)
            for a in f.reading.actors
        )
        counts = Counter(code for code in countries if code not in BODIES)
        stated = [
            Named(f.head, a.country, a.sector) for f in named for a in f.reading.actors if a.country not in BODIES
        ]
        self._people: dict[str, Actor] = {}
        self._here: dict[int, _Found] = {}
        where.we = speaks_for(zip(document.sentences, map(_states, found), strict=True))
        self._discourse = Discourse(counts, knowledge.states, Signs(stated, counts, where), knowledge.in_play)

    def mentions(self) -> list[Mention]:
        """All mentions in text order."""
        out: list[Mention] = []
        for sentence, found in zip(self._document.sentences, self._found, strict=True):
            out += self._sentence(sentence, {f.head.i: f for f in found if not self._is_money(f)})
        return sorted(out, key=lambda m: (m.span.start, m.span.end))

    def _is_money(self, found: _Found) -> bool:
        """Whether a state's name belongs to its currency: "US $50 million"."""
        after = self._document.tokens[found.last + 1 : found.last + 2]
        return bool(after) and after[0].tag == "$"

    def _sentence(self, sentence: Sentence, found: dict[int, _Found]) -> Iterator[Mention]:
        first_person: list[Token] = []
        self._here = found
        for token in sentence.tokens:
            if token.i in found:
                yield self._explicit(found[token.i])
            elif is_relative(token):
                yield from self._pointing(token, self._discourse.relative(token), "relative")
            elif is_first_person(token):
                first_person.append(token)
            elif is_pronoun(token):
                actors = self._ahead(token) or self._discourse.pronoun(token)
                if not actors and any(c.lower == "both" for c in token.children):
                    actors = self._discourse.group(token, 2)
                yield from self._pointing(token, actors, "pronoun")
            elif is_pair(token):
                yield from self._pointing(token, self._discourse.group(token, 2), "description")
            elif row := description_at(token, self._knowledge.descriptions):
                yield from self._pointing(token, self._described(token, row), "description")
        for token in first_person:  # who says "I" is most often named behind the quotation
            yield from self._pointing(token, self._discourse.speaker(token), "speaker")

    def _ahead(self, token: Token) -> tuple[Actor, ...]:
        """The actors of the subject that follows a pronoun in the same sentence, if it can be meant."""
        subject = subject_ahead(token)
        found = self._here.get(subject.i) if subject is not None else None
        return found.reading.actors if found is not None and fits(token, _referent(found, found.reading.actors)) else ()

    def _described(self, token: Token, row: DescriptionRow) -> tuple[Actor, ...]:
        owner = token.child("poss")
        own = self._discourse.codes_at(owner) if owner is not None else set()
        if row.refers in ("other", "host", "guest", "seat"):
            named = [f for c in token.children if (f := self._here.get(c.i)) and c is not owner]
            told = tuple(a for f in named for a in f.reading.actors)  # "her Russian colleague"
            if plain := tuple(a for a in told if a.country) or told:
                return plain
        if row.refers == "other":
            return self._discourse.others(token, own, count_of(token, 1)) if own else ()
        if row.refers in ("host", "guest"):
            return self._visiting(token, row.refers, own)
        if row.refers == "pair":
            size = count_of(token, row.size)
            by_name = row.word[0].isupper() and len(row.fits) == size  # "the two Koreas", whoever was named before
            found = self._discourse.group(token, size, row.fits, persons=row.word in _PERSONS)
            return found or (self._discourse.named(row.fits) if by_name else ())
        if row.refers in ("first", "second"):
            return self._discourse.group(token, 2)[row.refers == "second" :][:1]
        if owner is not None and len(own) != 1:
            return ()
        if row.refers == "seat" and not own:
            own = self._here_where(token)
        state = self._discourse.state(token, own or row.fits, row.implied)
        if state is not None and row.refers == "seat":  # "the capital": where, not who
            state = msgspec.structs.replace(state, method="capital")
        return (state,) if state else ()

    def _visiting(self, token: Token, side: str, own: set[str]) -> tuple[Actor, ...]:
        """The hosts or the guests of the visit told last, without those whose hosts or guests they are."""
        stay = self._knowledge.visits.last(self._discourse.seen, token)
        if stay is None:
            return ()
        return self._discourse.named(c for c in (stay.hosts if side == "host" else stay.guests) if c not in own)

    def _here_where(self, token: Token) -> set[str]:
        """The state whose capital is meant: where the police of the sentence act, or where its visitor has come."""
        near = [r for r in self._discourse.seen if r.head.sentence is token.sentence]
        police = {c for r in near for c in r.states if r.actors[0].sector == "COP" and r.head.dep in ACTING}
        if len(police) == 1:
            return police
        stay = self._knowledge.visits.last(near, token)
        return set(stay.hosts) if stay else set()

    def _pointing(self, token: Token, actors: tuple[Actor, ...], method: str) -> Iterator[Mention]:
        if not actors:
            return
        first = min([token.i, *(c.i for c in token.children if c.i < token.i and c.dep in ("det", "nummod", "amod"))])
        yield Mention(self._span(first, token.i), token, actors, method, self._discourse.weighed(token))
        if method not in ("relative", "speaker"):
            plural = len(actors) > 1 or token.lower in ("they", "them", "their")
            self._discourse.add(Referent(token, actors, plural, person=token.lower in ("he", "she", "his", "her")))

    def _explicit(self, found: _Found) -> Mention:
        reading, head = found.reading, found.head
        actors, method = self._placed(found), reading.actors[0].method
        role = reading.role
        row = description_at(head, self._knowledge.descriptions) if role is not None or head.pos == "NOUN" else None
        if row is not None:
            actors, method = self._described(head, row) or actors, "description"
        self._discourse.add(_referent(found, actors))
        self._coordinate(head, actors)
        weighed = self._discourse.weighed(head) or reading.candidates
        return Mention(self._span(found.first, found.last), head, actors, method, weighed)

    def _coordinate(self, head: Token, actors: tuple[Actor, ...]) -> None:
        """Take note of parties joined by "and": "they" may mean them all."""
        first = head
        while first.dep == "conj":
            first = first.head
        before = self._discourse.at(first) if first is not head else ()
        if before:
            self._discourse.add(Referent(first, tuple(dict.fromkeys(before + actors)), plural=True))

    def _placed(self, found: _Found) -> tuple[Actor, ...]:
        """The actors of a phrase; where it does not tell the country, that of the state in play."""
        reading, head = found.reading, found.head
        actor = reading.actors[0]
        if actor.country or len(reading.actors) > 1:
            return located(head, reading)
        named = reading.titled or reading.person is not None
        if not named and (several := self._several(head)):
            return tuple(msgspec.structs.replace(actor, country=code, method="in play") for code in several)
        definite = any(c.lower == "the" for c in head.children_of("det"))
        if definite and not named and (known := self._discourse.namesake(head)):
            return known
        if owner := owners(head, reading, self._discourse):
            return tuple(msgspec.structs.replace(actor, country=code, method="in play") for code in owner)
        if not belongs_to_state(reading):
            same = self._discourse.kind(head, actor.sector) if definite and not named and actor.sector else ()
            return same or self._people_of(found) or located(head, reading)
        if named and actor.name in self._people:
            return (self._people[actor.name],)
        if definite and not named and (known := self._discourse.office(head)):
            return known
        if not named and is_visiting(head) and (guests := self._visiting(head, "guest", set())):
            return tuple(msgspec.structs.replace(actor, country=g.country, method="in play") for g in guests)
        here = {i: f.reading for i, f in self._here.items()}
        country = state_of(head, reading, here, self._discourse, self._knowledge.descriptions)
        if not country:
            return reading.actors
        placed = msgspec.structs.replace(actor, country=country, method="in play")
        if named:
            self._people[actor.name] = placed
        return (placed,)

    def _people_of(self, found: _Found) -> tuple[Actor, ...]:
        """The people of a phrase as those of the state that the text speaks of, where it is plain which."""
        role, head = found.reading.role, found.head
        if role is None or role.kind not in _ASKED or any(c.lower in _OF_MANY for c in head.children):
            return ()
        actor = found.reading.actors[0]
        here = {i: f.reading for i, f in self._here.items()}
        phrase = takewhile(lambda t: t.pos not in ("VERB", "AUX"), (head, *head.ancestors()))
        # "schools in Somalia": the coding knows the place.
        if actor.sector == "REB" or any(places_behind(t, here) for t in phrase):
            return ()
        state = self._discourse.owner(head, actor.sector, affected=opposite(head, here), kind="people")
        if state is None or shares(self._discourse.weighed(head))[0][1] < _PLAIN:
            return ()
        return (msgspec.structs.replace(actor, country=state.country, method="in play"),)

    def _several(self, head: Token) -> tuple[str, ...]:
        """The states whose bodies a plural means: "both armies", "their ministers"; none for that of one state."""
        if (counted := counted_in(head)) is not None:
            return tuple(a.country for a in self._discourse.group(counted, count_of(counted)))
        owner = head.child("poss")
        if owner is None or head.tag != "NNS" or not is_pronoun(owner):
            return ()
        states = tuple(dict.fromkeys(a.country for a in self._discourse.at(owner) if a.country))
        return states if len(states) > 1 else ()

    def _span(self, first: int, last: int) -> Span:
        tokens = self._document.tokens
        closed = [i for i in range(first, last) if tokens[i].text == ")"]
        if closed and not any(tokens[i].text == "(" for i in range(first, closed[0])):
            first = closed[-1] + 1  # the bracket was opened before the phrase: "(PLO) Chairman Yasser Arafat"
        while first < last and (
            tokens[first].ent in ("DATE", "TIME")
            or tokens[first].dep == "det"
            or tokens[first].pos in ("PUNCT", "SPACE")
        ):
            first += 1
        return Span(tokens[first].start, tokens[last].end)


def _referent(found: _Found, actors: tuple[Actor, ...]) -> Referent:
    """A phrase as an antecedent for what follows."""
    reading, role = found.reading, found.reading.role
    person = reading.person is not None or reading.titled or (role is not None and role.kind in ("office", "person"))
    one = reading.person is not None or reading.titled or _is_one(actors)
    plural = (found.head.tag in ("NNS", "NNPS") and not one) or len(actors) > 1
    return Referent(found.head, actors, plural, person and not plural, reading.person.she if reading.person else None)


def _is_one(actors: Sequence[Actor]) -> bool:
    """Whether a name in the plural is that of one state or world body: "the Netherlands", "the United Nations"."""
    return len(actors) == 1 and (actors[0].method == "country" or actors[0].country == "UNO")


def _is_where(found: _Found) -> bool:
    """Whether a city only tells where: "signed in Moscow"."""
    return found.reading.is_city and is_placed(found.head)


def _states(found: Iterable[_Found]) -> list[tuple[Token, str, bool]]:
    """The states that a sentence names, and whether each only tells where."""
    return [(f.head, a.country, _is_where(f)) for f in found for a in f.reading.actors if a.country not in BODIES]
