"""What an article teaches about its actors: people by title, apposition or appointment, abbreviations in brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from detente.grounding.actor_offices import OfficeVerbs, holders, is_conferred, leaders
from detente.grounding.actor_phrases import Phrase, Scanned
from detente.grounding.actor_said import has_body, inner_name, name_at, said_office
from detente.grounding.lexicon import Lexicon, Person, Tenure, Term
from detente.grounding.roles import Reading
from detente.model import Actor, Span
from detente.text.document import Token

_PARTICLES = frozenset({"al", "bin", "van", "von", "de", "el", "ibn", "da", "der"})


@dataclass(frozen=True, slots=True)
class Lesson:
    """A name and the actor that the article says it is; ``person`` where a human is meant.

    ``office`` is in the words of the article, ``""`` where only the codebook tells it; ``span`` covers name and office.
    """

    name: str
    actor: Actor
    person: bool
    she: bool | None = None
    told: bool = True  # whether the article itself says what the actor is, or the codebook does
    office: str = ""
    span: Span | None = None
    rank: bool = False  # whether the office is a mere form of address, such as "General"
    known: Person | None = None  # who of the codebook's people it is, where the name is misspelt

    @property
    def worth(self) -> tuple[bool, bool, bool, bool]:
        """The order among lessons on one name: what the article tells; of now, not of before; an office; a country."""
        current = self.actor.sector != "ELI"
        return self.told, current, not self.rank, bool(self.actor.country)


def lessons(
    scanned: Scanned, read: Iterable[tuple[Phrase, Reading | None]], verbs: OfficeVerbs | None = None
) -> Iterator[Lesson]:
    """What a sentence teaches, from its noun phrases and what each was read as.

    Args:
        scanned: the sentence.
        read: its phrases.
        verbs: the verbs that tie people to offices.
    """
    for phrase, reading in read:
        if reading is None or not reading.is_head or len(reading.actors) != 1:
            continue
        actor = reading.actors[0]
        if reading.person is not None or actor.method == "title":
            yield _named(scanned, phrase, reading)
        elif reading.role is not None and reading.role.kind in ("office", "person") and not reading.role.plural:
            yield from _held(scanned, phrase, reading, verbs or {})
        elif reading.role is None or reading.role.kind == "body":
            yield from _led(scanned, phrase, actor, verbs or {})
        if abbreviation := _abbreviation(scanned, phrase):
            yield Lesson(abbreviation, actor, False)


def learned_lexicon(taught: Iterable[Lesson], known: Lexicon) -> Lexicon | None:
    """A lexicon of the names that an article introduced, with the short forms that people go by afterwards."""
    best: dict[str, Lesson] = {}
    for lesson in taught:
        if lesson.name not in best or lesson.worth > best[lesson.name].worth:
            best[lesson.name] = lesson
    entries: list[tuple[str, Term]] = []
    for lesson in best.values():
        actor = lesson.actor
        if lesson.person:
            person = Person(actor.name, (Tenure(actor.office, actor.country, actor.sector),), lesson.she)
            forms = [lesson.name, *_short_forms(lesson.name, known)]
            meant = _meant(person, lesson)
            entries += [(form, Term("name", actor.name, person=meant(form))) for form in forms]
        else:
            entries.append((lesson.name, Term("party", actor.name, actor.country, actor.sector)))
    return Lexicon(entries) if entries else None


def _meant(person: Person, lesson: Lesson) -> Callable[[str], Person]:
    """Whom each form of a name means: of a misspelt one, the right words are as good as ever."""
    known = lesson.known
    if known is None:
        return lambda form: person
    slip = replace(known, method="misspelt")
    return lambda form: known if form in known.name.split() else slip


def _short_forms(name: str, known: Lexicon) -> list[str]:
    """The single words of a name that stand for the person later on; not those that mean something else anyway."""
    words = [w for w in name.split() if w.lower() not in _PARTICLES]
    if len(words) < 2:
        return []
    forms = [words[-1]] if len(words[-1]) > 1 else []
    if len(words) == 2 or len(words) == 3:
        forms.append(words[0])
    return [f for f in forms if (len(f) > 2 and not known.has(f)) or (f == words[-1] and not known.has_role(f))]


def _named(scanned: Scanned, phrase: Phrase, reading: Reading) -> Lesson:
    """The title set before a name: "Defence Minister Tea Seiha"."""
    actor = reading.actors[0]
    office = said_office(phrase) if reading.titled else ""
    she = reading.person.she if reading.person else None
    rank = reading.titled and reading.role is not None and reading.role.kind == "person"
    return Lesson(actor.name, actor, True, she, reading.titled, office, _span(scanned, phrase), rank)


def _held(scanned: Scanned, phrase: Phrase, reading: Reading, verbs: OfficeVerbs) -> Iterator[Lesson]:
    """The names of whom a description or a verb says that they hold the office of a phrase."""
    actor = reading.actors[0]
    office = said_office(phrase, bound=True)
    ways = (("apposition", list(_apposed(phrase))), ("appointment", list(holders(phrase.head, verbs))))
    for method, tokens in ways:
        for token in tokens:
            if name := name_at(scanned, token):
                yield _taught(scanned, phrase, token, name, _renamed(actor, name, method), office)
    if is_conferred(phrase.head, verbs) and (name := inner_name(phrase)):
        yield _taught(scanned, phrase, phrase.head, name, _renamed(actor, name, "appointment"), office)


def _led(scanned: Scanned, phrase: Phrase, actor: Actor, verbs: OfficeVerbs) -> Iterator[Lesson]:
    """The names of whom a verb says that they lead the body of a phrase: "X, who heads the defence ministry"."""
    if not actor.sector:
        return
    for token in leaders(phrase.head, verbs):
        if name := name_at(scanned, token):
            verb = next(t for t in phrase.head.ancestors() if t.pos == "VERB")
            words = [t.text for t in scanned.sentence.tokens if verb.i <= t.i <= phrase.head.i]
            led = _renamed(actor, name, "appointment")
            yield _taught(scanned, phrase, token, name, led, " ".join(words))


def _taught(scanned: Scanned, phrase: Phrase, token: Token, name: str, actor: Actor, office: str) -> Lesson:
    own = _span(scanned, phrase)
    first = min([c.start for c in token.children if c.dep == "compound"] + [token.start])
    span = Span(min(own.start, first), max(own.end, token.end))
    return Lesson(name, actor, True, office=office, span=span)


def _span(scanned: Scanned, phrase: Phrase) -> Span:
    last = phrase.words[-1].token if has_body(phrase) else phrase.last
    tokens = [t for t in scanned.sentence.tokens if phrase.first <= t.i <= max(last, phrase.last)]
    return Span(tokens[0].start, tokens[-1].end)


def _renamed(actor: Actor, name: str, method: str) -> Actor:
    office = actor.office or actor.name
    return Actor(name=name, country=actor.country, sector=actor.sector, office=office, method=method)


def _apposed(phrase: Phrase) -> Iterator[Token]:
    """Names set beside a description: "Tea Banh, the defence minister" and "the defence minister, Tea Banh"."""
    head = phrase.head
    yield from head.children_of("appos")
    if head.dep == "appos":
        yield head.head
    if head.dep == "attr" and head.head.lemma == "be":
        yield from head.head.children_of("nsubj")
    for link in head.children_of("prep"):  # "the president of Malawi, Chikondi Phalula": the parser hangs it on Malawi
        for place in link.children_of("pobj"):
            yield from place.children_of("appos")


def _abbreviation(scanned: Scanned, phrase: Phrase) -> str:
    """The capitals in brackets right behind a phrase whose initials they are: "(RCAF)"."""
    behind = [t for t in scanned.sentence.tokens if phrase.last < t.i <= phrase.last + 3]
    if len(behind) < 3 or behind[0].text != "(" or behind[2].text != ")":
        return ""
    text = behind[1].text
    initials = iter(w.text[0].upper() for w in phrase.words[: phrase.core])
    fits = all(letter in initials for letter in text)  # in this order, others between them
    return text if text.isupper() and 2 <= len(text) <= 8 and fits else ""
