"""A run: articles in, what is new coded and written, in the order of reading and with flat memory.

Results are written in batches of one transaction each. A run that is killed leaves whole batches behind; the next run
finds those articles in the archive, and goes on with the others.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import chain, islice
from typing import NamedTuple, Protocol

import msgspec

from detente.linking import bare_names
from detente.model import Article, Coded, Skipped
from detente.reading.duplicates import CopyIndex, signature
from detente.store import read, write
from detente.store.connect import Database

BATCH = 50
# So many items are read at most while others wait to be coded: however many copies come in a row, memory is bounded.
WINDOW = 256
# Facts of an article that may become known after it was coded first.
LATE_FACTS = ("published", "outlet", "author", "title", "url")
# A report lists the first of what was left out; the archive keeps all of it.
LISTED = 1000


class Coder(Protocol):
    """What codes articles, such as :class:`detente.pipeline.Pipeline`."""

    def code_many(self, articles: Iterable[Article], *, batch_size: int = 64) -> Iterator[Coded | Skipped]:
        """Code a stream of articles; one result an article, in order."""
        ...


class Progress(NamedTuple):
    """How far a run has come. ``source`` is what was read or coded last."""

    read: int
    coded: int
    already_there: int
    near_copies: int
    left_out: int
    statements: int
    source: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did.

    ``read`` = ``coded`` + ``already_there`` + ``near_copies`` + ``skipped`` + ``failed``. ``skipped`` counts what was
    left out as a user would expect, ``failed`` where something is wrong with the input. ``facts`` counts rows and
    values of metadata that could not be used, ``faulty`` those of them that are wrong; the articles are read without.
    ``left_out`` lists the first 1,000 of all these. ``episodes`` is how many the archive holds after the run.
    """

    read: int = 0
    coded: int = 0
    recoded: int = 0
    already_there: int = 0
    near_copies: int = 0
    skipped: int = 0
    failed: int = 0
    facts: int = 0
    faulty: int = 0
    statements: int = 0
    episodes: int = 0
    seconds: float = 0.0
    left_out: tuple[Skipped, ...] = ()


@dataclass(slots=True)
class _Place:
    """An article's place in the order of reading, and what has come of it so far."""

    article: Article | None
    result: Coded | Skipped | None = None


@dataclass(slots=True)
class Run:
    """One run over a stream of articles."""

    db: Database
    number: int
    copies: CopyIndex
    progress: Callable[[Progress], None] | None = None
    again: bool = False
    read: int = 0
    coded: int = 0
    recoded: int = 0
    already_there: int = 0
    near_copies: int = 0
    skipped: int = 0
    failed: int = 0
    facts: int = 0
    faulty: int = 0
    statements: int = 0
    left_out: list[Skipped] = field(default_factory=list)
    _line: deque[_Place] = field(default_factory=deque)
    _on_the_way: set[str] = field(default_factory=set)
    _anew: set[str] = field(default_factory=set)
    _uncoded: set[str] = field(default_factory=set)
    _batch: list[Coded | Skipped] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)

    @classmethod
    def begin(cls, db: Database, progress: Callable[[Progress], None] | None = None, *, again: bool = False) -> Run:
        """A run that adds to an archive, and knows the articles in it; with ``again``, it codes those anew as well."""
        copies = CopyIndex()
        for article_id, sketch in read.sketches(db):
            copies.add(article_id, sketch)
        return cls(db, write.start_run(db, version("detente")), copies, progress, again)

    def go(self, items: Iterable[Article | Skipped], coder: Coder) -> None:
        """Code and write what is new among the items."""
        stream = iter(items)
        try:
            for first in stream:
                self._window(chain([first], islice(stream, WINDOW - 1)), coder)
        finally:
            # What was coded before an interruption is kept.
            self._write()

    def _window(self, items: Iterable[Article | Skipped], coder: Coder) -> None:
        for result in coder.code_many(self._new(items)):
            next(place for place in self._line if place.result is None).result = result
            self._take()
        for place in self._line:
            if place.result is None and place.article is not None:
                place.result = Skipped(
                    source=place.article.source, reason="the coder gave no result", remedy="the next run tries again"
                )
        self._take()

    def finish(self) -> Report:
        """Note the end of the run. Returns what it did."""
        report = Report(
            read=self.read,
            coded=self.coded,
            recoded=self.recoded,
            already_there=self.already_there,
            near_copies=self.near_copies,
            skipped=self.skipped,
            failed=self.failed,
            facts=self.facts,
            faulty=self.faulty,
            statements=self.statements,
            episodes=read.count_episodes(self.db),
            seconds=round(time.monotonic() - self._began, 2),
        )
        write.finish_run(self.db, self.number, report)
        return msgspec.structs.replace(report, left_out=tuple(self.left_out))

    def _new(self, items: Iterable[Article | Skipped]) -> Iterator[Article]:
        """The articles to be coded. All else takes its place in the line with its result."""
        for item in items:
            self.read += not (isinstance(item, Skipped) and item.fact)
            self._tell(item.source)
            if isinstance(item, Skipped):
                self._line.append(_Place(None, item))
                continue
            article = self._wanted(item)
            if article is None:
                self.already_there += 1
            elif original := self.copies.check(article.id, article.text):
                copy = msgspec.structs.replace(article, near_copy_of=original)
                self._line.append(_Place(copy, Coded(article=copy)))
            else:
                self._line.append(_Place(article))
                yield article

    def _wanted(self, article: Article) -> Article | None:
        """The article if it is to be written: it is new, or a fact that was missing, such as its date, is known now.

        What the archive knows of it beyond that is kept.
        """
        if article.id in self._on_the_way:
            return None
        known = read.facts(self.db, article.id)
        if known is not None:
            learnt = [name for name in LATE_FACTS if getattr(article, name) and not getattr(known, name)]
            if not learnt and not self.again:
                return None
            kept = {name: getattr(known, name) for name in LATE_FACTS if not getattr(article, name)}
            article = msgspec.structs.replace(article, **kept)
            self._anew.add(article.id)
        self._on_the_way.add(article.id)
        return article

    def _take(self) -> None:
        """Take finished results from the head of the line, so that a copy never comes before its original."""
        while self._line and self._line[0].result is not None:
            place = self._line.popleft()
            if place.result is not None:
                self._keep(place.article, place.result)
            if len(self._batch) >= BATCH:
                self._write()

    def _keep(self, article: Article | None, result: Coded | Skipped) -> None:
        if isinstance(result, Coded) and result.article.near_copy_of in self._uncoded:
            result = Skipped(
                source=result.article.source,
                reason=f"repeats article {result.article.near_copy_of}, which could not be coded",
                remedy="see the reason given for that article",
            )
        if isinstance(result, Skipped):
            self._leave_out(article, result)
        elif result.article.near_copy_of:
            self.near_copies += 1
        else:
            self.coded += 1
            self.recoded += result.article.id in self._anew
            self.statements += len(result.statements)
        self._batch.append(result)
        self._tell(result.source if isinstance(result, Skipped) else result.article.source)

    def _leave_out(self, article: Article | None, result: Skipped) -> None:
        if result.fact:
            self.facts += 1
            self.faulty += result.failed
        else:
            self.failed += result.failed
            self.skipped += not result.failed
        if article is not None:
            self._uncoded.add(article.id)
        if len(self.left_out) < LISTED:
            self.left_out.append(result)

    def _write(self) -> None:
        batch, self._batch = self._batch, []
        if batch:
            write.write(
                self.db,
                self.number,
                batch,
                sketches=self._sketches(batch),
                open_names=_open_names(batch),
                anew=self._anew,
            )
        written = {result.article.id for result in batch if isinstance(result, Coded)}
        self._on_the_way -= written
        self._anew -= written

    def _sketches(self, batch: list[Coded | Skipped]) -> dict[str, bytes]:
        articles = [result.article for result in batch if isinstance(result, Coded)]
        return {article.id: signature(article.text) for article in articles if article.near_copy_of is None}

    def _tell(self, source: str) -> None:
        if self.progress is not None:
            left_out = self.skipped + self.failed
            counts = (self.read, self.coded, self.already_there, self.near_copies, left_out, self.statements)
            self.progress(Progress(*counts, source))


def _open_names(batch: Iterable[Coded | Skipped]) -> dict[str, set[str]]:
    """The words of names in statements of which their article does not tell whose they are."""
    coded = [result for result in batch if isinstance(result, Coded)]
    return {
        c.article.id: {bare_names.key(n) for n in bare_names.open_names(c.statements, c.article.text)} for c in coded
    }
