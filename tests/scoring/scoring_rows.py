"""Gold and coded texts made by hand: ``event("AID", "PER", "CHL", words="aid")``."""

from __future__ import annotations

from detente.codebook.plover import Plover
from detente.evaluation.classes import Classes, Meaning
from detente.evaluation.gold import GoldEvent, GoldText, find
from detente.evaluation.pairing import Comparison
from detente.model import Actor, Article, Coded, Span, Statement, Status

CLASSES = Classes(Plover.load())
HOW = Comparison(CLASSES)


def event(name: str, source: str = "", target: str = "", *, words: str = "", status: Status | None = None) -> GoldEvent:
    """A gold event; its name may list several types, parted by ``|``."""
    sides = [tuple(codes.split()) for codes in (source, target)]
    meaning = Meaning(tuple(name.split("|")))
    return GoldEvent(name=name, meaning=meaning, source=sides[0], target=sides[1], quote=words, status=status)


def statement(
    name: str,
    source: str = "",
    target: str = "",
    *,
    text: str = "",
    words: str = "",
    status: Status = "occurred",
    symmetric: bool = False,
    confidence: float = 0.9,
) -> Statement:
    """A statement of the words, or of the whole text."""
    span = find(words, text) if words else Span(0, max(len(text), 1))
    assert span is not None
    sides = [tuple(map(actor, codes.split())) for codes in (source, target)]
    key = f"{name} {source} {target} {span} {status}"
    return Statement(
        id=key, article="a", sentence=0, quote=span, trigger=span, frame=name.lower(), event=name, source=sides[0],
        target=sides[1], status=status, symmetric=symmetric, confidence=confidence, coder="hand-1/row",
    )  # fmt: skip


def actor(code: str) -> Actor:
    country, _, sector = code.partition(":")
    return Actor(name=code, country=country.strip("-"), sector=sector)


def gold(text: str, *events: GoldEvent) -> GoldText:
    return GoldText(id=text[:12], text=text, events=events, place="here")


def coded(text: str, *statements: Statement) -> Coded:
    return Coded(article=Article(id="a", text=text), statements=statements)
