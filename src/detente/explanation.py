"""What ``detente explain`` tells: why a word became a statement or not, and how each part of it was told.

Built behind coding from what the steps recorded on their way; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

import msgspec

from detente.coding.events import Event
from detente.coding.party import Party
from detente.coding.statements import Surroundings, holders, weighed_for
from detente.grounding.actor_rows import ActorRows
from detente.grounding.mentions import Candidate, Mention, TimeMention
from detente.grounding.place_gazetteer import Choice
from detente.grounding.shares import shares
from detente.model import Actor, Article, Span, Statement
from detente.text.document import Document

Part = Literal["source", "target", "holder", "date", "place"]
PARTS: tuple[Part, ...] = get_args(Part)

# So many candidates are told of each part.
TOLD = 5
# Places of a smaller share are not told.
_LEAST_TOLD = 0.01


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """Something that words may mean: its ``name`` and ``code``, its ``score`` (a share), and what speaks for it."""

    name: str
    code: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """How one part of a statement was told.

    ``words`` are those that stand for it (empty where none do), ``meaning`` what they were taken for, ``rule`` the
    name of the rule and ``reasons`` what it went by: the words that are pointed back to, the row of the codebook, the
    day that counts as today. ``certainty`` is None where none is known. ``options`` is all that was weighed, the one
    taken among them; empty where there was no choice.
    """

    part: Part
    words: str = ""
    span: Span | None = None
    meaning: str = ""
    rule: str = ""
    reasons: tuple[str, ...] = ()
    certainty: float | None = None
    options: tuple[Option, ...] = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Why a word was, or was not, made a statement. ``statement`` is the id where it was.

    ``decided`` tells what the trained coder changed, where one is used; ``contexts`` the words that show a context;
    ``resolved`` how the statement's parties, holder, date and place were told.
    """

    trigger: Span
    word: str
    frame: str
    cue: str
    status: str
    status_word: str = ""
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    statement: str | None = None
    reason: str = ""
    decided: str = ""
    contexts: tuple[str, ...] = ()
    resolved: tuple[Resolution, ...] = ()


class SentenceTrace(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with the decisions taken in it; ``reason`` says why it has none."""

    sentence: int
    span: Span
    text: str
    decisions: tuple[Decision, ...] = ()
    reason: str = ""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What the coder saw in an article, sentence by sentence, and what it made of it.

    ``contexts`` are the words that show what the article as a whole is about.
    """

    article: Article
    sentences: tuple[SentenceTrace, ...]
    statements: tuple[Statement, ...]
    contexts: tuple[str, ...] = ()


def resolved(
    event: Event, made: Statement, around: Surroundings, rows: ActorRows, by: tuple[str, str] = ("", "")
) -> Iterator[Resolution]:
    """How the parts of a statement were told: parties, holder, date, place.

    Args:
        event: what the statement was made of.
        made: the statement.
        around: the article with what the steps found in it.
        rows: where in the codebook names and offices stand.
        by: the readings by which it was dated and placed.
    """
    yield from _parties("source", event.source, made.source, around, rows)
    yield from _parties("target", event.target, made.target, around, rows)
    yield from _holder(event, made, around, rows)
    yield from _date(made, around, by[0])
    yield from _place(made, around, by[1])


# Parties --------------------------------------------------------------------------------------------------------------


def _parties(
    part: Part, party: Party, actors: Sequence[Actor], around: Surroundings, rows: ActorRows
) -> Iterator[Resolution]:
    for actor in actors:
        mention = around.grounding.mention_of(actor, party.tokens)
        yield Resolution(
            part=part,
            words=around.document.words(mention.span) if mention else "",
            span=mention.span if mention else None,
            meaning=_told(actor),
            rule=actor.method,
            reasons=tuple(_evidence(actor, mention, around, rows)),
            certainty=actor.certainty,
            options=tuple(_options(weighed_for(actor, mention, party), around.document, rows)),
        )


def _told(actor: Actor) -> str:
    return f"{actor.name} ({actor.code})"


def _evidence(actor: Actor, mention: Mention | None, around: Surroundings, rows: ActorRows) -> Iterator[str]:
    """What a party was told by: the rule in words, the words pointed back to, the rows of the codebook."""
    if gloss := rows.gloss(actor.method):
        yield gloss
    if mention is not None and mention.method != actor.method and (gloss := rows.gloss(mention.method)):
        yield gloss
    chosen = next((c for c in mention.candidates if c.words and _means(c, actor)), None) if mention else None
    if chosen is not None and chosen.words is not None:
        yield _quoted(chosen.words, around.document)
    elif mention is not None and (first := _introduction(actor, mention, around)):
        yield _quoted(first, around.document)
    if row := rows.of(actor, around.document.article.published):
        yield row


def _means(candidate: Candidate, actor: Actor) -> bool:
    return any(a.country == actor.country for a in candidate.actors)


def _introduction(actor: Actor, mention: Mention, around: Surroundings) -> Span | None:
    """Where the article says who somebody is, if that is not here: "Alba Rojas, the foreign minister"."""
    if mention.method not in ("person", "title", "apposition"):
        return None
    size = mention.span.end - mention.span.start
    fuller = (m for m in around.grounding.mentions if m.span.end - m.span.start > size and m.span != mention.span)
    return next((m.span for m in fuller if any(a.name == actor.name for a in m.actors)), None)


def _quoted(words: Span, document: Document) -> str:
    number = next((s.index for s in document.sentences if s.span.overlaps(words)), None)
    return f"“{document.words(words)}”" + (f" in sentence {number}" if number is not None else "")


def _options(candidates: Sequence[Candidate], document: Document, rows: ActorRows) -> Iterator[Option]:
    """Who was weighed, with their shares: one option for each code."""
    found = shares(candidates)
    if len(found) < 2:
        return
    for candidate, share in found[:TOLD]:
        reasons = [_quoted(candidate.words, document)] if candidate.words else []
        reasons += filter(None, (rows.of(a, document.article.published) for a in candidate.actors[:1]))
        yield Option(
            name=", ".join(a.name for a in candidate.actors),
            code=", ".join(a.code for a in candidate.actors),
            score=round(share, 2),
            reasons=tuple(reasons),
        )


# Holder ---------------------------------------------------------------------------------------------------------------


def _holder(event: Event, made: Statement, around: Surroundings, rows: ActorRows) -> Iterator[Resolution]:
    """By whose word: the smallest attribution that holds the trigger, who that is, and those around it."""
    found = holders(event, around)
    if not found:
        return
    nearest, span = found[0].attribution, found[0].span
    reasons = [f"{nearest.stance} by “{around.document.words(s)}”" for s in nearest.cue]
    reasons += [f"by the word of {one.words} in turn" for one in found[1:]]
    mention = next(iter(_named_in(span, around)), None) if span else None
    actor = around.certainty.of(mention.actors[0], mention, mention.candidates, mention.actors) if mention else None
    if actor is not None:
        reasons += _evidence(actor, mention, around, rows)
    yield Resolution(
        part="holder",
        words=around.document.words(span) if span else "",
        span=span,
        meaning=_told(actor) if actor else ", ".join(made.attributed_to) or "not told",
        rule="smallest attribution around it",
        reasons=tuple(reasons),
        certainty=actor.certainty if actor else None,
        options=tuple(_options(mention.candidates if mention else (), around.document, rows)),
    )


def _named_in(span: Span, around: Surroundings) -> list[Mention]:
    """The actors named in some words, the longest first."""
    inside = [m for m in around.grounding.mentions if m.actors and m.span.overlaps(span) and m.head.start < span.end]
    return sorted(inside, key=lambda m: m.span.start - m.span.end)


# Date -----------------------------------------------------------------------------------------------------------------


def _date(made: Statement, around: Surroundings, rule: str) -> Iterator[Resolution]:
    """Which words date it, from which day they count, and what other times the sentence names."""
    article, document = around.document.article, around.document
    sentence = document.sentences[made.sentence]
    here = [t for t in around.grounding.times if sentence.span.overlaps(t.span)]
    if not (here or made.start or made.end):
        return
    taken = next((t for t in here if document.words(t.span) in made.date_text), None) if made.date_text else None
    counted = [f"counted from publication on {article.published}"] if article.published else []
    yield Resolution(
        part="date",
        words=made.date_text,
        span=taken.span if taken else None,
        meaning=days(made.start, made.end),
        rule=rule if made.start or made.end else "no reading fits",
        reasons=tuple(counted),
        certainty=made.date_certainty,
        options=tuple(_date_options(made, here, document)),
    )


def _date_options(made: Statement, here: Sequence[TimeMention], document: Document) -> Iterator[Option]:
    """The date taken, the others with their probabilities, and what else of time the sentence names, with none."""
    others = [Option(name=o.words, code=days(o.start, o.end), score=o.score) for o in made.date_alternatives]
    told = {made.date_text, *(o.name for o in others)}
    named = ((document.words(t.span), days(t.start, t.end)) for t in here)
    rest = [Option(name=words, code=code, score=0.0) for words, code in named if not any(words in o for o in told if o)]
    if others or rest:
        taken = Option(name=made.date_text, code=days(made.start, made.end), score=made.date_certainty)
        yield from [taken, *others, *rest][:TOLD]


def days(start: str | None, end: str | None) -> str:
    """An interval of days in words: "2024-06-04", "from 2024-06", "2024 to 2025"; "no date" where there is none."""
    if not start and not end:
        return "no date"
    if not end:
        return f"from {start}"
    if not start:
        return f"until {end}"
    return start if start == end else f"{start} to {end}"


# Place ----------------------------------------------------------------------------------------------------------------


def _place(made: Statement, around: Surroundings, rule: str) -> Iterator[Resolution]:
    """Which words name the scene, by which reading, what speaks for where it lies, and where else it may."""
    found = next((m for m in around.grounding.places if m.place is made.place), None)
    if found is None:
        return
    told = [c for c in found.choices[:TOLD] if c is found.choices[0] or c.score >= _LEAST_TOLD]
    yield Resolution(
        part="place",
        words=found.place.name,
        span=found.span,
        meaning=_located(found.place.country, found.place.lat, found.place.lon),
        rule=rule,
        reasons=told[0].reasons if told else ("in no gazetteer",),
        certainty=found.place.certainty if told else None,
        options=tuple(_place_option(c) for c in told) if len(told) > 1 else (),
    )


def _place_option(choice: Choice) -> Option:
    place = choice.candidate
    code = _located(":".join(filter(None, (place.country, place.region))), place.lat, place.lon)
    return Option(name=place.kind, code=code, score=round(choice.score, 2), reasons=choice.reasons)


def _located(country: str, lat: float | None, lon: float | None) -> str:
    point = f"{lat:.2f}, {lon:.2f}" if lat is not None and lon is not None else "no point"
    return f"{country} {point}".strip()


# Both -----------------------------------------------------------------------------------------------------------------


def actors_told(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Actors with their codes and the rules that told them."""
    return tuple(f"{a.name} ({a.code}, {a.method})" for a in actors)
