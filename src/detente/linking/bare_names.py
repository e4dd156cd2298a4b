"""Whose a bare name is: "Minister Tran", "Sokha said", where the archive's other articles know exactly one such person.

So are those named who say something ("Rithy said"). A person fits who bears the name, is told of within a year of
the article, holds the office that the article gives the name, if it gives one, and has to do with a state that the
article speaks of. Where two fit, nobody is named. Each statement is looked at as its article alone has it, so the order
in which articles came does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from detente.codebook.offices import office_words
from detente.linking.people import agree, identify, is_part, name_words
from detente.linking.report import GUESSED, bounds
from detente.model import Actor, Statement, Voice

METHOD = "index"
# Days between what two articles tell of one person.
NEAR = 366
# Sectors of which a rank ("General") tells.
_ARMED = frozenset({"MIL", "COP"})
# Words before a name that tell no office, and those that begin no name.
_POLITE = frozenset({"", "mr", "mrs", "ms", "miss", "dr", "sir", "madam", "madame"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})


class Known(NamedTuple):
    """What an article tells of a person by the full name, and which states that article speaks of."""

    name: str
    country: str
    office: str
    sector: str
    published: str | None
    article: str
    countries: frozenset[str]


def key(name: str) -> str:
    """The word by which a name is looked up: its last one, in lower case."""
    return (name_words(name) or ("",))[-1]


def keys(name: str) -> tuple[str, ...]:
    """The words by which a full name is found: the first and the last."""
    words = name_words(name)
    return tuple(dict.fromkeys((words[0], words[-1]))) if len(words) > 1 else ()


def is_open(actor: Actor) -> bool:
    """Whether an actor is somebody named with an office, of whom the article does not tell the state."""
    named = bool(actor.office) and actor.name[:1].isupper() and key(actor.name) not in actor.office.lower().split()
    return named and (not actor.country or actor.method == "in play")


def open_names(statements: Sequence[Statement], text: str) -> Iterator[str]:
    """The names in statements of which their article does not tell whose they are."""
    for statement in statements:
        yield from (actor.name for actor in (*statement.source, *statement.target) if is_open(actor))
        if name := _bare(statement, text):
            yield name
    yield from (voice.name for voice in _open_voices(statements))


def states(statements: Iterable[Statement]) -> frozenset[str]:
    """The states that an article speaks of, by what its statements name."""
    actors = (actor for s in statements for actor in (*s.source, *s.target))
    return frozenset(a.country for a in actors if a.country and a.method not in GUESSED)


def named(
    statements: Sequence[Statement], text: str, published: str | None, known: Mapping[str, Sequence[Known]]
) -> tuple[Statement, ...]:
    """The statements of an article with the parties that other articles know.

    Args:
        statements: as the article alone has them.
        text: of the article.
        published: its day.
        known: by the first or last word of the name, what other articles tell of people.
    """
    spoken_of = states(statements)

    def resolved(actor: Actor) -> Actor:
        found = _person(actor.name, actor.office, actor.sector, published, spoken_of, known) if is_open(actor) else None
        return msgspec.structs.replace(found, office=actor.office, sector=actor.sector) if found else actor

    made = []
    for statement in statements:
        source = tuple(map(resolved, statement.source))
        if (name := _bare(statement, text)) and (found := _person(name, "", "", published, spoken_of, known)):
            source = (found,)
        target = tuple(map(resolved, statement.target))
        made.append(msgspec.structs.replace(statement, source=source, target=target))
    holders = {
        voice.name: found
        for voice in _open_voices(statements)
        if (found := _holder(voice.name, published, spoken_of, known))
    }
    return tuple(_said_by(statement, holders) for statement in made)


def _open_voices(statements: Iterable[Statement]) -> Iterator[Voice]:
    """Those who say something and are named by one name: not the author, nor who is a party by that name."""
    told = list(statements)
    parties = {a.name for s in told for a in (*s.source, *s.target) if a.country and a.method != METHOD}
    for voice in (v for s in told for v in s.voices):
        if not voice.author and voice.name not in parties and _titled(voice.name):
            yield voice


def _titled(name: str) -> tuple[str, str] | None:
    """An office, or a word such as "Mr", with the name behind it; None for what is no such name."""
    *title, last = name.split() or [""]
    if not last[:1].isupper() or (title and title[0].lower() in _ARTICLES):
        return None
    office = " ".join(title)
    return ("" if office.lower().rstrip(".") in _POLITE else office), last


def _holder(
    name: str, published: str | None, countries: frozenset[str], known: Mapping[str, Sequence[Known]]
) -> Actor | None:
    """Who says it, if the archive knows that person by the name, in the office by which it is named."""
    titled = _titled(name)
    found = _person(titled[1], titled[0], "", published, countries, known) if titled else None
    return found if found and found.name != name else None


def _said_by(statement: Statement, holders: Mapping[str, Actor]) -> Statement:
    """A statement with the full names of those who say it."""
    if not any(voice.name in holders for voice in statement.voices):
        return statement
    voices = tuple(
        msgspec.structs.replace(v, name=found.name, evidence=found.evidence) if (found := holders.get(v.name)) else v
        for v in statement.voices
    )
    nearest = tuple(holders[name].name if name in holders else name for name in statement.attributed_to)
    return msgspec.structs.replace(statement, voices=voices, attributed_to=nearest)


def _bare(statement: Statement, text: str) -> str:
    """The name that stands for the doer where the article does not tell who that is."""
    return statement.source_span.of(text) if not statement.source and statement.source_span else ""


def _person(
    name: str,
    office: str,
    sector: str,
    published: str | None,
    countries: frozenset[str],
    known: Mapping[str, Sequence[Known]],
) -> Actor | None:
    words = name_words(name)
    told = [k for k in known.get(key(name), ()) if _bears(words, name_words(k.name)) and _near(k.published, published)]
    heads = identify(told)
    fitting: dict[tuple[str, str], list[Known]] = {}
    for one in told:
        fitting.setdefault(heads[one.name, one.country], []).append(one)
    people = [p for p in fitting.items() if _has_to_do(p[1], countries) and _holds(p[1], office, sector)]
    if len(people) != 1:
        return None
    (full, country), telling = people[0]
    first = min(telling, key=lambda k: (not k.office, k.published or "~", k.article))
    return Actor(
        name=full, country=country, sector=first.sector, office=first.office, method=METHOD, evidence=first.article
    )


def _bears(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return sorted(words) == sorted(full) or is_part(words, full)


def _near(one: str | None, other: str | None) -> bool:
    days = [bounds(day) for day in (one, other)]
    if days[0] is None or days[1] is None:
        return False
    return abs(days[0][0] - days[1][0]) <= NEAR


def _has_to_do(telling: Iterable[Known], countries: frozenset[str]) -> bool:
    return any(countries & (k.countries | {k.country}) for k in telling)


def _holds(telling: Sequence[Known], office: str, sector: str) -> bool:
    if not office:
        return True
    words = office_words()
    rank = sector in _ARMED and any(k.sector == sector for k in telling)
    return rank or agree({words.of(office)}, {words.of(k.office) for k in telling})
