"""Sources → a stream of articles, with a record of everything that gave none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import msgspec

from detente.errors import InputError
from detente.model import KINDS, Article, Kind, Skipped, stable_id
from detente.reading.compose import Known, compose
from detente.reading.dates import iso_date
from detente.reading.entries import entries, refused
from detente.reading.fetch import Fetcher
from detente.reading.language import is_english, language_of
from detente.reading.limits import Limits
from detente.reading.metadata import Metadata, known_of, load_metadata
from detente.reading.records import Record, records


def read(
    sources: Iterable[str | Path],
    *,
    metadata: Path | None = None,
    published: str | date | None = None,
    outlet: str = "",
    kind: Kind | None = None,
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    fetch: Fetcher | None = None,
) -> Iterator[Article | Skipped]:
    """Read articles from files, folders, archives and standard input, one at a time.

    Args:
        sources: text, Word, Markdown, HTML, JSONL, CSV, TSV, WARC, RSS and Atom files, each also as gz; folders and
            zips of them; addresses of pages and feeds (``https://…``); ``-`` for standard input. One given alone counts
            as a list of one.
        metadata: a CSV or JSONL table that gives date, title, outlet, author, url, kind and language by id or path.
        published, outlet, kind: what holds for every article that neither metadata nor its file says better.
        limits: what is too large.
        fetch: gets addresses; by default over the network, which is asked for nothing else.

    Returns:
        An iterator over the articles in order, and a :class:`Skipped` for all that gave none or has a fault:
        nothing is left out without one.

    Raises:
        InputError: the metadata file or ``published`` cannot be used.
    """
    if kind is not None and kind not in KINDS:
        raise InputError(f"{kind!r} is no kind; use one of {', '.join(KINDS)}")
    try:
        day = iso_date(published) if published else None
    except ValueError as error:
        raise InputError(f"published: {error}") from error
    listed = [sources] if isinstance(sources, (str, Path)) else sources
    table = load_metadata(Path(metadata), limits) if metadata else None
    found = _Reader(limits, Known(published=day, outlet=outlet, kind=kind), table, fetch).run(listed)
    return (msgspec.structs.replace(item, source=_nameable(item.source)) for item in found)


def _nameable(name: str) -> str:
    """A name that can be written down; in that of a file whose bytes are no UTF-8 those bytes stand as codes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


@dataclass(slots=True)
class _Reader:
    limits: Limits
    default: Known
    metadata: Metadata | None
    fetch: Fetcher | None = None
    seen: dict[str, str] = field(default_factory=dict)

    def run(self, sources: Iterable[str | Path]) -> Iterator[Article | Skipped]:
        """All records of all sources."""
        if self.metadata:
            yield from self.metadata.faults
        described = self.metadata.file if self.metadata else None
        for entry in entries(sources, self.limits, leave_out=described, fetch=self.fetch):
            if isinstance(entry, Skipped):
                yield entry
                continue
            if self.metadata:
                self.metadata.look_up(entry.keys)
            for record in records(entry, self.limits):
                yield from [record] if isinstance(record, Skipped) else self._article(record)
        if self.metadata:
            yield from self.metadata.unused()

    def _article(self, record: Record) -> Iterator[Article | Skipped]:
        """The article of one record, after a record for each fault in what is said of it."""
        known, faults = self._known(record)
        yield from faults
        made = self._made(record, known)
        if isinstance(made, Article):
            self.seen[made.id] = record.source
        yield made

    def _known(self, record: Record) -> tuple[Known, list[Skipped]]:
        """Metadata wins over what the file says, and that over what was said of all sources."""
        own, faults = known_of(record.fields, record.source)
        known = _over(own, self.default)
        if self.metadata:
            described = self.metadata.look_up(record.keys)
            if described is None and not (record.fields and "id" not in record.fields):
                remedy = "add a row for it; it is read without"
                reason = f"has no row in {self.metadata.file}"
                faults.append(Skipped(source=record.source, reason=reason, remedy=remedy, fact=True))
            elif described:
                known = _over(described, known)
        return known, faults

    def _made(self, record: Record, known: Known) -> Article | Skipped:
        if first := self.seen.get(stable_id("a", record.raw)):
            return Skipped(source=record.source, reason=f"duplicate of {first}", failed=False)
        if known.language and not is_english(known.language):
            return _foreign(record.source, known.language)
        try:
            made = compose(record.raw, replace(known, language="en"), source=record.source, is_page=record.is_page)
        except InputError as error:
            return refused(record.source, error)
        if len(made.text) > self.limits.article_chars:
            reason = f"holds {len(made.text):,} characters of text, more than {self.limits.article_chars:,}"
            return Skipped(source=record.source, reason=reason, remedy="split it into articles, or raise the limit")
        language = language_of(made.text)
        return made if language == "en" else _foreign(record.source, language)


def _foreign(source: str, language: str) -> Skipped:
    remedy = "give language en in the metadata if it is English"
    return Skipped(source=source, reason=f"is not in English (language: {language})", remedy=remedy, failed=False)


def _over(upper: Known, lower: Known) -> Known:
    """Field by field the upper value, or the lower where there is none."""
    return Known(
        published=upper.published or lower.published,
        title=upper.title or lower.title,
        author=upper.author or lower.author,
        outlet=upper.outlet or lower.outlet,
        url=upper.url or lower.url,
        kind=upper.kind or lower.kind,
        language=upper.language or lower.language,
        fetched=upper.fetched or lower.fetched,
    )
