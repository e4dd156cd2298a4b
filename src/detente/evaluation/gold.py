"""Reading a hand-coded sample: JSON Lines, or records, one text each with the events that a person sees in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from detente.errors import InputError
from detente.evaluation.classes import Classes, Meaning
from detente.evaluation.sides import Sides
from detente.model import STATUSES, Skipped, Span, Status

# Fields of a text and of an event, each under the names that it may have.
TEXT_FIELDS = {
    "text": ("text", "sentence", "content"),
    "events": ("events", "event_list"),
    "id": ("id", "doc_id"),
    "date": ("date", "published", "publication_date"),
}
EVENT_FIELDS = {
    "event": ("event", "type", "frame", "event_type"),
    "mode": ("mode", "modes"),
    "source": ("source", "sources", "actor"),
    "target": ("target", "targets", "recipient"),
    "status": ("status",),
    "quote": ("quote", "words", "event_text"),
}
# In quotes, every run of blanks and every form of quotation mark and dash counts as the same.
_LOOSE = {"'": "['’‘]", "’": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]', "-": "[-–—]", "–": "[-–—]"}


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a person saw: what it is called and what that means, who, whether it happened, the words."""

    name: str
    meaning: Meaning
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    status: Status | None = None
    quote: str = ""


class GoldText(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-coded text."""

    id: str
    text: str
    published: str | None = None
    events: tuple[GoldEvent, ...] = ()
    place: str = ""


class Sample(msgspec.Struct, frozen=True):
    """A hand-coded sample, and what of it could not be used and why."""

    texts: tuple[GoldText, ...]
    left_out: tuple[Skipped, ...] = ()


@dataclass(frozen=True)
class GoldReader:
    """Reads hand-coded samples by an ontology and its parties."""

    classes: Classes
    sides: Sides

    def read(self, source: Path | str | Iterable[Mapping[str, Any]]) -> Sample:
        """Read a sample.

        Args:
            source: a file of JSON Lines (or one JSON list), or the records themselves.

        Raises:
            InputError: the file cannot be read, or nothing in it can be used.
        """
        lines = _file(Path(source)) if isinstance(source, Path | str) else _records(source)
        texts: list[GoldText] = []
        left_out: list[Skipped] = []
        seen: dict[str, str] = {}
        for place, value in lines:
            try:
                text = self._text(value, place)
                if text.text in seen:
                    raise InputError(f"is the same text as {seen[text.text]}; merge the two")
            except InputError as error:
                reason, _, remedy = str(error).partition("; ")
                left_out.append(Skipped(source=place, reason=reason, remedy=remedy))
            else:
                seen[text.text] = place
                texts.append(text)
        if not texts:
            first = f"; {left_out[0].source}: {left_out[0].reason}; {left_out[0].remedy}" if left_out else ""
            name = source if isinstance(source, Path | str) else "the sample"
            raise InputError(f"{name}: no text that can be used{first}")
        return Sample(tuple(texts), tuple(left_out))

    def _text(self, value: object, place: str) -> GoldText:
        """One text of the sample.

        Raises:
            InputError: a field is missing, unknown or of the wrong kind.
        """
        if isinstance(value, InputError):
            raise value
        if not isinstance(value, Mapping):
            raise InputError('is no JSON object; write {"text": "…", "events": […]}')
        text = _first(value, TEXT_FIELDS["text"])
        if not isinstance(text, str) or not text.strip():
            raise InputError("has no `text`; put the words that were coded there")
        events = _first(value, TEXT_FIELDS["events"])
        if not isinstance(events, list):
            raise InputError("has no list `events`; write [] where the text tells of none")
        return GoldText(
            id=str(_first(value, TEXT_FIELDS["id"]) or place),
            text=text,
            published=_text_or_none(_first(value, TEXT_FIELDS["date"]), "date"),
            events=tuple(self._event(event, text) for event in events),
            place=place,
        )

    def _event(self, value: object, text: str) -> GoldEvent:
        given = value if isinstance(value, Mapping) else {"event": value}
        if unknown := set(given) - {name for names in EVENT_FIELDS.values() for name in names}:
            raise InputError(f"an event has a field `{min(unknown)}`; fields are {', '.join(EVENT_FIELDS)}")
        name = _one(_first(given, EVENT_FIELDS["event"]))
        if not name:
            raise InputError("an event has no `event`; write its type or frame there")
        quote = _text_or_none(_first(given, EVENT_FIELDS["quote"]), "quote") or ""
        if quote and find(quote, text) is None:
            raise InputError(f"the quote {quote!r} is not in the text; copy it from there")
        return GoldEvent(
            name=name,
            meaning=self.classes.meaning(name, _one(_first(given, EVENT_FIELDS["mode"]))),
            source=self.sides.codes(_first(given, EVENT_FIELDS["source"])),
            target=self.sides.codes(_first(given, EVENT_FIELDS["target"])),
            status=_status(_first(given, EVENT_FIELDS["status"])),
            quote=quote,
        )


def find(quote: str, text: str) -> Span | None:
    """Where a quote stands in a text; white space, quotation marks, dashes and case need not be the same."""
    words = r"\s+".join("".join(_LOOSE.get(c, re.escape(c)) for c in word) for word in quote.split())
    match = re.search(words, text, re.IGNORECASE) if words else None
    return Span(*match.span()) if match else None


def _file(path: Path) -> Iterator[tuple[str, object]]:
    """The values in a file with their places; a line that is no JSON gives the error that says so."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 ({error}); save it as UTF-8") from error
    if text.lstrip().startswith("["):
        whole = _json(text)
        if isinstance(whole, list):
            yield from ((f"{path}, item {number}", value) for number, value in enumerate(whole, 1))
            return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}, line {number}", _json(line)


def _json(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        return InputError(f"is no JSON ({error}); write one JSON object a line")


def _records(values: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, object]]:
    yield from ((f"record {number}", value) for number, value in enumerate(values, 1))


def _first(value: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((value[name] for name in names if value.get(name) is not None), None)


def _one(value: object) -> str:
    """One name: a text, a number, or a list of one."""
    if isinstance(value, list) and len(value) <= 1:
        value = value[0] if value else None
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f"{value!r} is no name of an event; write one name, and an event for each")
    return str(value).strip()


def _text_or_none(value: object, field: str) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(f"`{field}` is {value!r}; write it as text")


def _status(value: object) -> Status | None:
    if value is None or value == "":
        return None
    found = next((status for status in STATUSES if isinstance(value, str) and status == value.strip().lower()), None)
    if found is None:
        raise InputError(f"unknown status {value!r}; use one of {', '.join(STATUSES)}, or leave it out")
    return found
