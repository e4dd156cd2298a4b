"""Correcting an archive: people accept, reject, edit and add statements, and what they say is kept and used."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import msgspec

from detente import own_codebook
from detente.codebook.plover import Plover
from detente.errors import InputError
from detente.grounding.places import Places
from detente.model import STATUSES, Actor, Article, Coded, Correction, Place, Span, Statement, stable_id
from detente.relinking import relink
from detente.store import corrections as kept
from detente.store import read, write
from detente.store.connect import Database

# A full stop or the like, with what closes behind it, before the next sentence.
_STOP = re.compile(r"[.!?][\"”’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\n+")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_PLACE = re.compile(r"(?P<name>[^()]*?)\s*(?:\((?P<country>[A-Za-z]{3})\))?")
MARKS = {"V": "trigger", "S": "source_span", "T": "target_span"}
# What the coder had to say of a date that a person has changed.
_DATED_BY_PERSON = {"date_text": "", "date_span": None, "date_certainty": 1.0, "date_alternatives": ()}


class Corrections:
    """The corrections of an archive. Get them as ``archive.corrections``.

    Each verb names who says so (``by``), takes effect at once, in all views, and gives the record that is kept. A
    corrected statement has confidence 1.
    """

    def __init__(self, db: Database, now: Callable[[], datetime.datetime] | None = None) -> None:
        self._db = db
        self._now = now or (lambda: datetime.datetime.now(datetime.UTC))

    def accept(self, statement_id: str, *, by: str, note: str = "") -> Correction:
        """Say that a statement is right as it is."""
        coded, statement = self._statement(statement_id)
        sure = msgspec.structs.replace(statement, confidence=1.0, status_probability=1.0)
        return self._say(coded, "accepted", by, note, about=self._made(coded, statement), statement=sure)

    def reject(self, statement_id: str, *, by: str, note: str = "") -> Correction:
        """Say that the words make no such statement."""
        coded, statement = self._statement(statement_id)
        about = self._made(coded, statement)
        # One that a person added is taken out by its own record.
        return self._say(coded, "rejected", by, note, about=about, statement=None if about else statement)

    def edit(self, statement_id: str, *, by: str, note: str = "", **changes: Any) -> Correction:
        """Say what a statement should be.

        Args:
            statement_id: the statement.
            by: who says so.
            note: why, in the person's own words.
            changes: any of ``frame`` (which gives type, modes, quad class and score), ``status``, ``source`` and
                ``target`` (actors) with ``source_span`` and ``target_span`` (their words), ``start`` and ``end`` (ISO
                days of any precision, None: not told), ``place`` (its name, with the code of its country in brackets
                where several countries have one of that name, None: not told).

        Raises:
            InputError: no such statement, or a value that cannot be.
        """
        coded, statement = self._statement(statement_id)
        # The words of a party that is another one now are others, too.
        gone = {f"{side}_span": None for side in ("source", "target") if side in changes}
        new = gone | self._checked(changes)
        if any(new.get(end, before) != before for end, before in (("start", statement.start), ("end", statement.end))):
            new |= _DATED_BY_PERSON
        edited = msgspec.structs.replace(statement, **new, confidence=1.0, status_probability=1.0, coder=f"person/{by}")
        return self._say(coded, "edited", by, note, about=self._made(coded, statement), statement=edited)

    def add(self, article_id: str, trigger: Span, *, frame: str, by: str, note: str = "", **others: Any) -> Correction:
        """Add a statement that was missed.

        Args:
            article_id: the article.
            trigger: the words of its text that tell of the happening.
            frame: the frame.
            by: who says so.
            note: why, in the person's own words.
            others: as in :meth:`edit`.

        Raises:
            InputError: no such article, words outside of its text, or a value that cannot be.
        """
        coded = read.coded(self._db, read.full_id(self._db, article_id))
        text = coded.article.text
        trigger = Span(*trigger)
        if not (0 <= trigger.start < trigger.end <= len(text)) or not trigger.of(text).strip():
            raise InputError(f"characters {trigger.start} to {trigger.end} are no words of article {article_id}")
        quote = sentence_around(coded.article, trigger)
        statement = Statement(
            id=stable_id("s", coded.article.id, trigger.start, trigger.end, frame, by, self._stamp()),
            article=coded.article.id,
            sentence=next((s.sentence for s in coded.statements if s.quote.overlaps(quote)), -1 - quote.start),
            quote=quote,
            trigger=trigger,
            confidence=1.0,
            status_probability=1.0,
            coder=f"person/{by}",
            **{"event": "", **self._checked({"frame": frame, **others})},
        )
        return self._say(coded, "added", by, note, statement=statement)

    def complete(self, article_id: str, *, by: str, note: str = "") -> Correction:
        """Say that an article was read to its end: what is in it now is all there is. It counts as gold from now on."""
        coded = read.coded(self._db, read.full_id(self._db, article_id))
        return self._say(coded, "complete", by, note)

    def undo(self, correction_id: str) -> Correction:
        """Take a correction back.

        Raises:
            InputError: there is no such correction.
        """
        found = kept.find(self._db, correction_id)
        if found is None:
            raise InputError(f"no correction {correction_id!r} in {self._db.path}")
        coded = read.coded(self._db, found.article)
        with self._db.transaction():
            kept.remove(self._db, correction_id)
            write.rewrite(self._db, coded)
        relink(self._db)
        return found

    def of(self, article_id: str) -> tuple[Correction, ...]:
        """The corrections of an article, in the order in which they were made."""
        return kept.of_article(self._db, read.full_id(self._db, article_id))

    def __iter__(self) -> Iterator[Correction]:
        return kept.everywhere(self._db)

    def gold(self) -> Iterator[dict[str, Any]]:
        """The articles that people have read to their end, as ``detente evaluate`` takes a hand-coded sample."""
        whole = dict.fromkeys(c.article for c in self if c.verdict == "complete")
        for article_id in whole:
            coded = read.coded(self._db, article_id)
            events = [_gold_event(coded, statement) for statement in coded.statements]
            yield {"id": article_id, "date": coded.article.published, "text": coded.article.text, "events": events}

    def examples(self) -> Iterator[str]:
        """What people said of statements, as lines of a corpus that ``detente train`` takes.

        A rejected statement becomes an example of words that carry no event. None is made of a statement without the
        words of a party, nor of a sentence with brackets, with which the corpus marks words.
        """
        last = {c.key: c for c in self if c.key}
        for correction in last.values():
            told = correction.statement or correction.about
            if told is None or (correction.verdict == "rejected" and correction.about is None):
                continue
            article = read.article(self._db, correction.article)
            frame = "none" if correction.verdict == "rejected" else told.frame
            if line := _example(article, told, frame):
                yield line

    @cached_property
    def _plover(self) -> Plover:
        return Plover.load(own_codebook.in_use(self._db))

    def _statement(self, statement_id: str) -> tuple[Coded, Statement]:
        article_id = read.article_of(self._db, statement_id)
        if article_id is None:
            raise InputError(f"no statement {statement_id!r} in {self._db.path}")
        coded = read.coded(self._db, article_id)
        return coded, next(s for s in coded.statements if s.id == statement_id)

    def _made(self, coded: Coded, statement: Statement) -> Statement | None:
        """The statement as the coder made it: what was said of it before, or the one that stands there."""
        for said in kept.of_article(self._db, coded.article.id):
            if said.key == statement.id:
                return said.about
        return statement

    def _say(
        self,
        coded: Coded,
        verdict: str,
        by: str,
        note: str,
        *,
        about: Statement | None = None,
        statement: Statement | None = None,
    ) -> Correction:
        if not by.strip():
            raise InputError("a correction names who makes it: give `by`")
        at = self._stamp()
        key = (about or statement).id if about or statement else ""  # type: ignore[union-attr]
        said = msgspec.convert(
            {
                "id": stable_id("c", coded.article.id, key, verdict, by, at),
                "article": coded.article.id,
                "verdict": verdict,
                "about": about,
                "statement": statement,
                "by": by.strip(),
                "at": at,
                "note": note.strip(),
            },
            Correction,
        )
        with self._db.transaction():
            kept.add(self._db, said)
            write.rewrite(self._db, coded)
        relink(self._db)
        return said

    def _checked(self, values: dict[str, Any]) -> dict[str, Any]:
        """The fields of a statement that the values stand for.

        Raises:
            InputError: a value that cannot be.
        """
        known: dict[str, Callable[[Any], Any]] = {"frame": self._frame, "status": _status, "start": _day, "end": _day}
        known |= {"source": _actors, "target": _actors, "source_span": _words, "target_span": _words}
        known |= {"place": self._place}
        found: dict[str, Any] = {}
        for name, value in values.items():
            if name not in known:
                raise InputError(f"a statement's {name!r} cannot be corrected; {', '.join(known)} can")
            read_as = known[name](value)
            found.update(read_as if name == "frame" else {name: read_as})
            # The words that name a place are those of another one now.
            found |= {"place_span": None} if name == "place" else {}
        if found.get("start") and found.get("end") and found["end"] + "~" < found["start"]:
            raise InputError(f"it ends ({found['end']}) before it begins ({found['start']})")
        return found

    def _frame(self, name: str) -> dict[str, Any]:
        entry = self._plover.frames.get(name)
        if entry is None:
            raise InputError(f"no frame {name!r}; docs/codebook.md lists the frames")
        return {
            "frame": name,
            "event": entry.event,
            "modes": entry.modes,
            "cameo": entry.cameo,
            "symmetric": entry.symmetric,
            "quad": self._plover.quad(name),
            "score": self._plover.score(name),
        }

    def _place(self, words: str | None) -> Place | None:
        """The place of a name, where it lies as far as that is known."""
        told = _PLACE.fullmatch((words or "").strip())
        if not told or not told["name"]:
            return None
        name, country = told["name"], (told["country"] or "").upper()
        found = Places(own_codebook.in_use(self._db)).locate(name, [country] if country else [])
        if found and (not country or found.country == country):
            return found
        return Place(name=name, country=country)

    def _stamp(self) -> str:
        return self._now().astimezone(datetime.UTC).isoformat(timespec="microseconds")


def sentence_around(article: Article, words: Span) -> Span:
    """The sentence in which words stand, by the full stops around them; never beyond their paragraph."""
    block = next((b.span for b in article.blocks if b.span.covers(words)), Span(0, len(article.text)))
    start, end = block
    for stop in _STOP.finditer(article.text, block.start, block.end):
        if stop.end() <= words.start:
            start = stop.end()
        elif stop.start() >= words.end - 1:
            end = stop.start() + len(stop.group().rstrip())
            break
    return Span(start, end)


def _status(value: str) -> str:
    if value not in STATUSES:
        raise InputError(f"no status {value!r}; it is one of {', '.join(STATUSES)}")
    return value


def _words(value: Sequence[int] | None) -> Span | None:
    return Span(*value) if value else None


def _day(value: str | None) -> str | None:
    if value and not _DAY.fullmatch(value):
        raise InputError(f"{value!r} is no day as 2024, 2024-06 or 2024-06-04")
    return value or None


def _actors(values: Iterable[Actor | dict[str, Any]]) -> tuple[Actor, ...]:
    try:
        return tuple(value if isinstance(value, Actor) else msgspec.convert(value, Actor) for value in values)
    except msgspec.ValidationError as error:
        raise InputError(f"an actor is a name with country and sector: {error}") from None


def _gold_event(coded: Coded, statement: Statement) -> dict[str, Any]:
    return {
        "frame": statement.frame,
        "status": statement.status,
        "source": [actor.code for actor in statement.source],
        "target": [actor.code for actor in statement.target],
        "quote": coded.quote(statement),
    }


def _example(article: Article, told: Statement, frame: str) -> str:
    """A statement as a line of a corpus; empty where its sentence cannot be written as one."""
    sentence = sentence_around(article, told.trigger)
    text = sentence.of(article.text)
    spans = [(mark, getattr(told, name)) for mark, name in MARKS.items()]
    inside = [(mark, span) for mark, span in spans if span and sentence.covers(span)]
    nobody = frame != "none" and len(inside) < 2
    if nobody or any(sign in text for sign in "[]|\n") or _crossing([span for _, span in inside]):
        return ""
    decade = f"{article.published[:3]}0s" if article.published else "2020s"
    marked = _marked(article.text, sentence, inside)
    return f"{frame} | {told.status} | varied | global | {decade} | {marked}"


def _crossing(spans: Sequence[Span]) -> bool:
    return any(a.overlaps(b) and not a.covers(b) and not b.covers(a) for a in spans for b in spans)


def _marked(text: str, sentence: Span, inside: Sequence[tuple[str, Span]]) -> str:
    opening = sorted(inside, key=lambda one: (one[1].start, -one[1].end))
    signs: list[tuple[int, int, str]] = [(s.start, n, f"[{mark} ") for n, (mark, s) in enumerate(opening, 1)]
    signs += [(s.end, -n, "]") for n, (_, s) in enumerate(opening, 1)]
    found, at = [], sentence.start
    for place, _, sign in sorted(signs):
        found += [text[at:place], sign]
        at = place
    return "".join([*found, text[at : sentence.end]])
