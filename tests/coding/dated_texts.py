"""Reads ``dated_texts.txt`` and files like it, and tells what is wrong with the date that a happening is given."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from detente.coding.dating import Dating
from detente.coding.story import interval
from detente.model import Article, Block, Kind, Role, Span
from detente.pipeline import Pipeline
from detente.text.parse import parse

DATING = Dating.load()

_ROLES: dict[str, Role] = {"H: ": "headline", "C: ": "caption"}
Ends = tuple[str | None, str | None]


class Text(NamedTuple):
    """An article with one marked happening and when that was."""

    line: int
    article: Article
    trigger: int
    interval: str


def read_texts(name: str) -> list[Text]:
    """All texts of a file."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [_text(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]


def _text(number: int, line: str) -> Text:
    published, kind, marked, when = (cell.strip() for cell in line.split("|"))
    parts, blocks, at = [], [], 0
    for part in marked.split(" // "):
        words = part[3:] if part[:3] in _ROLES else part
        parts.append(words)
        clean = words.replace("{", "").replace("}", "")
        blocks.append(Block(role=_ROLES.get(part[:3], "body"), span=Span(at, at + len(clean))))
        at += len(clean) + 2
    whole = "\n\n".join(parts)
    text = whole.replace("{", "").replace("}", "")
    kinds: dict[str, Kind] = {"news": "news", "opinion": "opinion", "official": "official"}
    article = Article(id="a", text=text, published=published or None, kind=kinds[kind], blocks=tuple(blocks))
    return Text(number, article, whole.index("{"), when)


def verdict(pipeline: Pipeline, text: Text) -> str:
    """What is wrong with the date of the marked happening; empty where it is right."""
    document = parse(text.article)
    reading = pipeline.read(document)
    events = [e for found in reading.events.values() for e in found]
    event = next((e for e in events if e.predicate.token.start == text.trigger), None)
    if event is None:
        return "no event"
    when = DATING.weigh(events, reading.around.grounding.times, document)
    return _fits(text.interval, when[event.predicate.token.i].dated[:2])


def _fits(wanted: str, found: Ends) -> str:
    if wanted == "-":
        return "" if found == (None, None) else f"{found}, not unknown"
    low, high = wanted.split("..")
    if not (low and high):
        return "" if tuple(bool(e) for e in found) == (bool(low), bool(high)) else f"{found}, not {wanted}"
    outer, inner = interval(low, high), interval(*found)
    inside = inner and outer and outer.first <= inner.first and inner.last <= outer.last
    return "" if inside else f"{found}, not {wanted}"
