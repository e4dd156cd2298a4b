"""What an article teaches about its actors: people introduced by title or apposition, and abbreviations in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.grounding.actor_phrases import Phrase, Scanned
from detente.grounding.lexicon import Lexicon, Person, Tenure, Term
from detente.grounding.roles import Reading
from detente.model import Actor
from detente.text.document import Token

_PARTICLES = frozenset({"al", "bin", "van", "von", "de", "el", "ibn", "da", "der"})


@dataclass(frozen=True, slots=True)
class Lesson:
    """A name and the actor that the article says it is; ``person`` where a human is meant."""

    name: str
    actor: Actor
    person: bool
    she: bool | None = None
    told: bool = True  # whether the article itself says what the actor is, or the codebook does

    @property
    def worth(self) -> tuple[bool, bool]:
        """The order among lessons on one name: what the article tells first, then what names the country."""
        return self.told, bool(self.actor.country)


def lessons(scanned: Scanned, read: Iterable[tuple[Phrase, Reading | None]]) -> Iterator[Lesson]:
    """What a sentence teaches, from its noun phrases and what each was read as."""
    for phrase, reading in read:
        if reading is None or not reading.is_head or len(reading.actors) != 1:
            continue
        actor = reading.actors[0]
        if reading.person is not None or actor.method == "title":
            she = reading.person.she if reading.person else None
            yield Lesson(actor.name, actor, True, she, told=reading.titled)
        elif reading.role is not None and reading.role.kind in ("office", "person") and not reading.role.plural:
            for name in _apposed(phrase):
                yield Lesson(name, _renamed(actor, name), True)
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
            entries += [(form, Term("name", actor.name, person=person)) for form in forms]
        else:
            entries.append((lesson.name, Term("party", actor.name, actor.country, actor.sector)))
    return Lexicon(entries) if entries else None


def _short_forms(name: str, known: Lexicon) -> list[str]:
    """The single words of a name that stand for the person later on; not those that mean something else anyway."""
    words = [w for w in name.split() if w.lower() not in _PARTICLES]
    if len(words) < 2:
        return []
    forms = [words[-1]] if len(words[-1]) > 1 else []
    if len(words) == 2 or len(words) == 3:
        forms.append(words[0])
    return [f for f in forms if (len(f) > 2 and not known.has(f)) or (f == words[-1] and not known.has_role(f))]


def _renamed(actor: Actor, name: str) -> Actor:
    office = actor.office or actor.name
    return Actor(name=name, country=actor.country, sector=actor.sector, office=office, method="apposition")


def _apposed(phrase: Phrase) -> Iterator[str]:
    """Names set beside a description: "Tea Banh, the defence minister" and "the defence minister, Tea Banh"."""
    head = phrase.head
    others = [c for c in head.children if c.dep == "appos"] + ([head.head] if head.dep == "appos" else [])
    others += [c for c in head.head.children_of("nsubj") if head.dep == "attr" and head.head.lemma == "be"]
    for other in others:
        if name := name_at(other):
            yield name


def name_at(token: Token) -> str:
    """The proper name headed by a token, of two words or more; "" where it is none."""
    left = [c for c in token.children if c.dep == "compound" and c.i < token.i]
    words = [*left, token]
    if len(words) < 2 or any(w.pos != "PROPN" or not w.text[:1].isupper() for w in words):
        return ""
    return " ".join(w.text for w in words)


def _abbreviation(scanned: Scanned, phrase: Phrase) -> str:
    """The capitals in brackets right behind a phrase whose initials they are: "(RCAF)"."""
    behind = [t for t in scanned.sentence.tokens if phrase.last < t.i <= phrase.last + 3]
    if len(behind) < 3 or behind[0].text != "(" or behind[2].text != ")":
        return ""
    text = behind[1].text
    initials = iter(w.text[0].upper() for w in phrase.words[: phrase.core])
    fits = all(letter in initials for letter in text)  # in this order, others between them
    return text if text.isupper() and 2 <= len(text) <= 8 and fits else ""
