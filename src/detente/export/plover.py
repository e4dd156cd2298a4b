"""Statements or episodes → PLOVER 2.0 JSON records, one a line.

Records of statements say what each article reports, with the episode as ``link``; to count happenings, take those of
episodes.

Follows the PLOVER manual, draft 2.0 (Open Event Data Alliance, 2024): its record format with the entity fields
``code``, ``sector``, ``entity_text`` and ``office``, and its rules for what is to come, supposed or denied
(``plover.toml``). The status that the text gives is kept beside them in ``status``, an extra field, as are ``aux``,
``frame``, ``confidence``, ``attributed_to`` and ``date_from`` (``text`` or ``publication``: where the day comes from).
The manual takes contexts from paragraph or document: ``context`` holds those of the statement's own frame and clause,
the extra field ``document_context`` those that the article is about.

Every statement gives a record. What the manual requires and the text does not tell stands as an entity of sector UNK;
the date is null where neither the text nor the article has one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from detente.days import first_day, last_day
from detente.model import Actor, Article, Coded, Episode, Place, Statement, Status

Record = dict[str, Any]


class StatusRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a status does to the event type, or which auxiliary mode it adds."""

    aux: str = ""
    plain: tuple[str, ...] = ()
    types: dict[str, str] = {}
    own_voice: tuple[str, ...] = ()


class TypeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Quad class, score and mode of a type that stands in for another."""

    quad: int
    score: float
    mode: str = ""


class RecipientRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which types need a recipient, and which modes keep equal sides apart."""

    required: tuple[str, ...]
    kept_apart_by_mode: tuple[str, ...]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The format's own rules, as ``plover.toml`` states them."""

    historical_after_days: int
    status: dict[Status, StatusRule]
    type: dict[str, TypeRule]
    recipient: RecipientRule
    country: dict[str, str]


def plover_records(
    coded: Iterable[Coded], link: Callable[[str], str | None] = lambda statement_id: None
) -> Iterator[Record]:
    """One PLOVER record a statement.

    Args:
        coded: articles with their statements.
        link: gives the id of the episode that a statement is about; statements of one episode share their ``link``.
    """
    rules = _rules()
    for one in coded:
        for statement in one.statements:
            yield _record(statement, one.article, link(statement.id), rules)


def plover_episodes(episodes: Iterable[tuple[Episode, Sequence[tuple[Statement, Article]]]]) -> Iterator[Record]:
    """One PLOVER record an episode: what became of it, in the words of its surest report of that.

    The extra fields ``reports`` and ``cited`` tell how many articles speak of it, near-copies not counted, and which.

    Args:
        episodes: each with its statements and their articles.
    """
    rules = _rules()
    for episode, evidence in episodes:
        statement, article = max(evidence, key=lambda pair: (pair[0].status == episode.status, pair[0].confidence))
        names = ("id", "event", "frame", "status", "symmetric", "start", "end", "quad", "score")
        changes = {name: getattr(episode, name) for name in names}
        modes = statement.modes if statement.event == episode.event else ()
        told = msgspec.structs.replace(statement, **changes, modes=modes, place=episode.place or statement.place)
        cited = list(dict.fromkeys(article.id for _, article in evidence))
        yield _record(told, article, None, rules) | {"reports": episode.articles, "cited": cited}


def _record(statement: Statement, article: Article, link: str | None, rules: Rules) -> Record:
    event, aux = _event(statement, article, rules)
    changed = rules.type[event] if event != statement.event else None
    modes = [m for m in (changed.mode,) if m] if changed else list(statement.modes)
    record: Record = {
        "id": statement.id,
        **_days(statement, article),
        **_parties(statement, event, rules),
        "event": [event],
        "mode": modes,
        "context": [*statement.contexts, *aux],
        "document_context": list(statement.document_contexts),
        "event_text": statement.trigger.of(article.text),
        "event_loc": _location(statement.place, rules) if statement.place else None,
        "quad_code": changed.quad if changed else statement.quad or None,
        "event_scale": changed.score if changed else statement.score,
        "link": [link] if link else None,
        "text_info": _text_info(statement, article),
        "cite_info": _citation(article),
        "coder": statement.coder,
        "frame": statement.frame,
        "status": statement.status,
        "aux": aux,
        "attributed_to": list(statement.attributed_to),
        "confidence": statement.confidence,
    }
    # An optional field that has nothing to say is left out; a required one (date) may stay null.
    return {name: value for name, value in record.items() if value not in (None, "", []) or name == "date"}


def _event(statement: Statement, article: Article, rules: Rules) -> tuple[str, list[str]]:
    """The type that PLOVER files a statement under, and its auxiliary modes."""
    rule, event = rules.status[statement.status], statement.event
    instead = rule.types.get(event)
    if instead and (event not in rule.own_voice or _own_voice(statement)):
        return instead, []
    if rule.aux and event not in rule.plain:
        return event, [rule.aux]
    return event, ["historical"] if _historical(statement, article, rules.historical_after_days) else []


def _own_voice(statement: Statement) -> bool:
    """Whether it is the article or a party to the happening that says so, not somebody else."""
    parties = {actor.name for actor in (*statement.source, *statement.target)}
    return not statement.attributed_to or bool(parties & set(statement.attributed_to))


def _historical(statement: Statement, article: Article, after_days: int) -> bool:
    if statement.status not in ("occurred", "ongoing"):
        return False
    ended, published = last_day(statement.end or statement.start), first_day(article.published)
    return ended is not None and published is not None and (published - ended).days > after_days


def _days(statement: Statement, article: Article) -> Record:
    """``date`` and ``enddate``; a day of lower precision is given as the interval that it stands for."""
    start, end = statement.start or statement.end, statement.end or statement.start
    known = (first_day(start), last_day(end), "text")
    if known[0] is None or known[1] is None:
        known = (first_day(article.published), last_day(article.published), "publication")
    first, last, origin = known
    if first is None or last is None:
        return {"date": None}
    return {
        "date": first.isoformat(),
        "enddate": last.isoformat() if last > first else None,
        "date_from": origin,
    }


def _parties(statement: Statement, event: str, rules: Rules) -> Record:
    source, target = list(statement.source), list(statement.target)
    apart = event in rules.recipient.required or set(statement.modes) & set(rules.recipient.kept_apart_by_mode)
    if statement.symmetric and apart and not target:
        source, target = source[:1], source[1:]
    elif statement.symmetric and not apart:
        source, target = source + target, []
    unknown = [Actor(name="", sector="UNK")]
    recipient = target or (unknown if event in rules.recipient.required else [])
    return {
        "actor": [_entity(actor, rules) for actor in source or unknown],
        "recipient": [_entity(actor, rules) for actor in recipient],
    }


def _entity(actor: Actor, rules: Rules) -> Record:
    fields = {
        "code": rules.country.get(actor.country, actor.country),
        "sector": actor.sector,
        "entity_text": actor.name,
        "office": actor.office,
    }
    return {name: value for name, value in fields.items() if value}


def _location(place: Place, rules: Rules) -> Record:
    fields = {
        "extracted_place": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": rules.country.get(place.country, place.country),
    }
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _text_info(statement: Statement, article: Article) -> list[Record]:
    quote = statement.quote
    return [{"sequence": 1, "start": quote.start, "end": quote.end, "text_story": quote.of(article.text)}]


def _citation(article: Article) -> Record:
    fields = {
        "citation": article.id,
        "title": article.title,
        "publication": article.outlet,
        "date": article.published,
        "url": article.url,
        "language": article.language,
        "codebook": "PLOVER 2.0",
    }
    return {name: value for name, value in fields.items() if value}


@cache
def _rules() -> Rules:
    text = Path(__file__).with_name("plover.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Rules)
