"""How well founded a statement is: whether words name its parties, and whether it tells of a deed of theirs at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from detente.model import FROM_STORY, Actor, Article, Statement
from detente.relations.happenings import POINTING
from detente.relations.names import PLACES
from detente.relations.wording import names_side
from detente.relations.words import Words

# A name that points ("the ministry", "both armies") stands as firm as one that names, where it is as certain as this.
FIRM = 0.88

# Behind a verb, so many characters tell whom it is done to.
BEHIND = 60


def guessed(actor: Actor) -> bool:
    """Whether an actor's country is taken from the story, and no word names it."""
    return actor.method in FROM_STORY or (actor.method in POINTING and actor.certainty < FIRM)


def guessed_doer(statement: Statement) -> bool:
    """Whether no word tells of which state those are who act; of equals, of which either is."""
    if not statement.symmetric:
        return _all_guessed(statement.source)
    # Where equals meet in a town, it is the place and no party.
    by_country: dict[str, list[Actor]] = {}
    for actor in (*statement.source, *statement.target):
        by_country.setdefault(actor.country, []).append(actor)
    return any(country and (_all_guessed(own) or _all_towns(own)) for country, own in by_country.items())


def guessed_party(statement: Statement) -> bool:
    """Whether no word tells of which state those are who act, or those who are acted on."""
    return guessed_doer(statement) or _all_guessed(statement.target)


def general(statement: Statement, articles: Mapping[str, Article], words: Words) -> bool:
    """Whether a statement tells of a rule or of nobody in particular, and of no deed to the other side.

    "Its law forbids any foreign base", "welcomes all countries", "no president has come": such words are about the
    other side only as they are about everyone.
    """
    nobody = words.listed("nobody_acts")
    if any(actor.name.partition(" ")[0].casefold() in nobody for actor in statement.source):
        return True
    article = articles.get(statement.article)
    if article is None:
        return False
    behind = statement.quote.of(article.text)[max(0, statement.trigger.end - statement.quote.start) :][:BEHIND]
    anybody = rf"\s*(?:{_one_of(words, 'quantifier')})\s+(?:\w+\s+)?(?:{_one_of(words, 'anybody')})\b"
    found = re.match(anybody, behind, re.IGNORECASE)
    return bool(found) and not any(names_side(behind, actor.country) for actor in statement.target if actor.country)


def well_founded(statement: Statement, articles: Mapping[str, Article], words: Words) -> bool:
    """Whether words name the doer of a statement, and tell of a deed."""
    return not guessed_doer(statement) and not general(statement, articles, words)


def _all_guessed(actors: Iterable[Actor]) -> bool:
    known = [actor for actor in actors if actor.country]
    return bool(known) and all(map(guessed, known))


def _all_towns(actors: Iterable[Actor]) -> bool:
    return all(actor.method in PLACES for actor in actors)


def _one_of(words: Words, key: str) -> str:
    return "|".join(sorted(map(re.escape, words.listed(key)), key=len, reverse=True))
