"""What an article says of people, as records: who holds which office, in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.grounding.actor_memory import Lesson
from detente.grounding.mentions import Mention
from detente.model import Actor, Person, Span
from detente.text.document import Document


def told(document: Document, taught: Iterable[Lesson], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people of an article: each office that it gives them once, at its first place.

    Somebody known whom it only names has one record without an office. A country that the words do not tell is that of
    the mentions of the same name, which the whole article decides.

    Args:
        document: the article.
        taught: what it teaches about names.
        mentions: its mentions of actors.
    """
    countries = _countries(mentions)
    people = [(x, x.span) for x in taught if x.person and x.span and (x.told or " " in x.actor.name)]
    full = _full_names(lesson.actor.name for lesson, _ in people)
    found: dict[tuple[str, str], Person] = {}
    for lesson, span in people:
        actor = lesson.actor
        name = full.get(actor.name, actor.name)
        person = Person(
            name=name,
            country=actor.country or countries.get(name, "") or _there(actor, span, mentions),
            sector=actor.sector,
            office=lesson.office,
            article=document.article.id,
            span=span,
            published=document.article.published,
            method=_method(lesson),
        )
        found.setdefault((name, lesson.office.lower()), person)
    kept = [p for p in found.values() if not any(_tells_more(other, p) for other in found.values())]
    return tuple(sorted(kept, key=lambda p: (p.span, p.name, p.office)))


def _full_names(names: Iterable[str]) -> dict[str, str]:
    """The one name in full for each surname that an article also uses by itself."""
    known = sorted(set(names))
    found: dict[str, str] = {}
    for short in (name for name in known if " " not in name):
        longer = [name for name in known if short in (name.split()[0], name.split()[-1]) and name != short]
        if len(longer) == 1:
            found[short] = longer[0]
    return found


def _tells_more(one: Person, other: Person) -> bool:
    """Whether a record makes another of the same name needless: that names no office, or a rank inside it."""
    if one is other or one.name != other.name or not one.office:
        return False
    inside = one.span.covers(other.span) and one.span != other.span
    return not other.office or (inside and other.method == "title")


def _countries(mentions: Sequence[Mention]) -> dict[str, str]:
    """The country of each name, as far as it is told: by the words, or as the only state that came up so far."""
    found: dict[str, str] = {}
    states: set[str] = set()
    for mention in mentions:
        for actor in mention.actors:
            guessed = actor.method == "in play" and states - {actor.country}
            states |= {actor.country} - {""}
            if actor.country and len(mention.actors) == 1 and not guessed:
                found.setdefault(actor.name, actor.country)
    return found


def _there(actor: Actor, span: Span, mentions: Sequence[Mention]) -> str:
    """The state of the office at the place where the article tells it: "Latvia elected X president"."""
    before = {a.country for m in mentions if m.span.start < span.end for a in m.actors if a.country}
    inside = [m.actors[0] for m in mentions if len(m.actors) == 1 and span.overlaps(m.span)]
    found = next((a.country for a in inside if a.country and a.sector == actor.sector), "")
    return found if before <= {found} else ""


def _method(lesson: Lesson) -> str:
    if not lesson.told:
        return "named"
    return "title" if lesson.actor.method == "person" else lesson.actor.method
