"""The archive: the verbs on one file. The command line and applications call only this."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec
import polars as pl

from detente import own_codebook
from detente.between import Between
from detente.corrections import Corrections
from detente.errors import InputError
from detente.export.columns import Row
from detente.export.dyads import Period, dyad_rows
from detente.export.people import person_rows
from detente.export.plover import plover_episodes, plover_records
from detente.export.rows import actor_rows, article_rows, episode_rows, statement_rows
from detente.export.write import check, write
from detente.frames import frame
from detente.linking import people
from detente.lists import Day, Dyad, Lists
from detente.looking import Looking
from detente.model import Article, Coded, Kind, Skipped
from detente.relations.compare import Comparison
from detente.relations.relation import Relation
from detente.relinking import relink
from detente.store import people as store_people
from detente.store import read, search
from detente.store.connect import MEMORY, connect
from detente.store.info import Info, info
from detente.store.migrate import migrate
from detente.store.search import Hit
from detente.store.where import Where, period

if TYPE_CHECKING:
    from detente.explanation import Explanation
    from detente.ingest import Coder, Progress, Report
    from detente.pipeline import Pipeline

Sources = str | Path | Iterable[str | Path]


def open_archive(
    path: str | Path, *, create: bool = True, codebook: Sequence[str | Path] = (), memory: int = MEMORY
) -> Archive:
    """Open an archive file, and bring it up to date if an older détente made it.

    Args:
        path: the file.
        create: make an empty archive where there is no file.
        codebook: folders with tables of your own, besides those by which the archive was coded; what is added is coded
            by all of them.
        memory: how many MiB of what was read last are kept at hand; writing much needs them, reading hardly.

    Raises:
        InputError: a folder is not there.
        ArchiveError: there is no file, it is something else, or a newer détente made it.
    """
    folders = own_codebook.named(codebook)
    db = connect(Path(path), create=create, memory=memory)
    try:
        migrate(db)
    except BaseException:
        db.close()
        raise
    return Archive(db, folders)


class Archive(Lists, Looking):
    """Articles with all that was coded in them, and what follows from it, in one file.

    Get one from :func:`detente.open`; use it in a ``with`` block, or call :meth:`close`.
    """

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    @property
    def corrections(self) -> Corrections:
        """What people say of the statements: accept, reject, edit, add; gold and examples from it."""
        return Corrections(self._db)

    def add(
        self,
        sources: Sources,
        *,
        metadata: str | Path | None = None,
        published: Day | None = None,
        outlet: str = "",
        kind: Kind | None = None,
        pipeline: Coder | None = None,
        progress: Callable[[Progress], None] | None = None,
        relink: bool = True,
        again: bool = False,
    ) -> Report:
        """Read sources, code what is new and write it. Run again after an interruption, it goes on where it stopped.

        Args:
            sources: files, folders and what else :func:`detente.reading.read` takes.
            metadata: a CSV or JSON Lines file with facts about the articles.
            published: day of publication, for articles of which no other is known.
            outlet: who published them, likewise.
            kind: news, opinion, official or other, likewise.
            pipeline: what codes them; the built-in coder, with the archive's codebook folders, by default.
            progress: called with the figures so far, after each step.
            relink: link all statements into episodes anew at the end.
            again: code articles anew that are there already, as after a change of the codebook. Otherwise that is done
                only where a fact that was missing, such as the date, is known now.

        Returns:
            What was done, with a record of everything that was left out and why.
        """
        # Reading and coding bring in much that the other verbs do without.
        from detente import reading

        several = [sources] if isinstance(sources, str | Path) else sources
        facts = Path(metadata) if metadata is not None else None
        items = reading.read(several, metadata=facts, published=published, outlet=outlet, kind=kind)
        return self.add_articles(items, pipeline=pipeline, progress=progress, relink=relink, again=again)

    def add_articles(
        self,
        articles: Iterable[Article | Skipped],
        *,
        pipeline: Coder | None = None,
        progress: Callable[[Progress], None] | None = None,
        relink: bool = True,
        again: bool = False,
    ) -> Report:
        """Code and write articles that were read already; otherwise the same as :meth:`add`."""
        from detente.ingest import Run
        from detente.quick import default_pipeline

        coder = pipeline or default_pipeline(self.codebook)
        changed = self._coded_by(getattr(coder, "codebook", ()))
        run = Run.begin(self._db, progress, again=again)
        run.go(articles, coder)
        if relink and (changed or read.linked_to(self._db) < read.last_article(self._db)):
            self.relink()
        return run.finish()

    def relink(self, *, anew: bool = False) -> int:
        """Link statements into episodes: those that are not linked yet, and what they touch.

        Args:
            anew: link all statements again from the start. The result is the same.

        Returns:
            The number of episodes.
        """
        return relink(self._db, self.codebook, anew=anew)

    def article(self, article_id: str) -> Article:
        """An article by its id, or by the beginning of it."""
        return read.article(self._db, read.full_id(self._db, article_id))

    def coded(self, article_id: str) -> Coded:
        """An article with all that was coded in it, by its id or the beginning of it."""
        return read.coded(self._db, read.full_id(self._db, article_id))

    def explain(self, article_id: str, *, pipeline: Pipeline | None = None) -> Explanation:
        """Why each statement of an article was coded so, and why the other sentences were not."""
        from detente.quick import default_pipeline

        return (pipeline or default_pipeline(self.codebook)).explain(self.article(article_id))

    def articles(
        self,
        *,
        since: Day | None = None,
        until: Day | None = None,
        outlet: str = "",
        limit: int | None = None,
        after: str = "",
    ) -> pl.DataFrame:
        """One row an article, in order of publication; ``limit`` and ``after`` (the id of the last one) turn pages."""
        first, last = period(since, until)
        where = Where(since=first, until=last, outlet=outlet)
        return frame("articles", article_rows(read.articles(self._db, where, limit=limit, after=after)))

    def statements(
        self,
        *,
        dyad: Dyad | None = None,
        event: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        since: Day | None = None,
        until: Day | None = None,
        outlet: str = "",
        min_confidence: float = 0.0,
        min_certainty: float = 0.0,
        limit: int | None = None,
        after: str = "",
    ) -> pl.DataFrame:
        """One row a statement, in order of publication (columns: ``export/columns.toml``).

        Args:
            dyad: two countries, organisations or actors, by code (``USA``, ``USA:MIL``) or name, in any order.
            event: PLOVER event type or types.
            status: status or statuses.
            since: first day on which it may have happened, or been reported if the text does not tell.
            until: last such day.
            outlet: who published it.
            min_confidence: least confidence.
            min_certainty: least certainty of parties, date and place.
            limit: how many statements at most.
            after: id of the statement behind which to begin, the last of the page before.
        """
        where = msgspec.structs.replace(
            self._where(dyad, event, status, since, until),
            outlet=outlet,
            min_confidence=min_confidence,
            min_certainty=min_certainty,
        )
        return frame("statements", statement_rows(read.statements(self._db, where, limit=limit, after=after)))

    def episodes(
        self,
        *,
        dyad: Dyad | None = None,
        event: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        since: Day | None = None,
        until: Day | None = None,
        limit: int | None = None,
        after: str = "",
    ) -> pl.DataFrame:
        """One row an episode, in order of time, with its best quote; conditions as for :meth:`statements`."""
        where = self._where(dyad, event, status, since, until)
        return frame("episodes", episode_rows(self._evidence(read.episodes(self._db, where, limit=limit, after=after))))

    def dyads(self, by: Period = "month") -> pl.DataFrame:
        """Episodes and scores by directed pair of countries and period: ``day``, ``month`` or ``year``."""
        return frame("dyads", dyad_rows(read.episodes(self._db), by))

    def actors(self) -> pl.DataFrame:
        """One row for each actor's name with the code that it was resolved to, most frequent first."""
        return frame("actors", actor_rows(read.statements(self._db)))

    def people(self, *, name: str = "", country: str = "", most: int | None = None) -> pl.DataFrame:
        """One row for each office of each person, as the articles say, oldest first (columns: ``export/columns.toml``).

        Args:
            name: words of the name; empty for everybody.
            country: the state, by code or name; empty for all.
            most: so many people at most, those of whom most articles tell; all by default.

        Raises:
            InputError: there is no such state.
        """
        return frame("people", self._people(name, self._party(country).country if country else "", most))

    def skipped(self) -> pl.DataFrame:
        """What was left out of the archive so far, why, and what to do about it."""
        schema = {
            "source": pl.String,
            "reason": pl.String,
            "remedy": pl.String,
            "failed": pl.Boolean,
            "fact": pl.Boolean,
        }
        return pl.DataFrame([msgspec.to_builtins(item) for item in read.skipped(self._db)], schema=schema)

    def find(
        self, words: str, *, min_confidence: float = 0.0, min_certainty: float = 0.0, limit: int = 20
    ) -> list[Hit]:
        """The articles that have all the words in any form, best first; for statements see :meth:`search`.

        Args:
            words: ``"…"`` for phrases, ``*`` for beginnings.
            min_confidence: only articles that have a statement of at least this confidence.
            min_certainty: only those whose parties, date and place are all at least so certain, in the same statement.
            limit: how many articles at most.
        """
        return search.find(self._db, words, limit, Where(min_confidence=min_confidence, min_certainty=min_certainty))

    def info(self) -> Info:
        """What the archive holds, in figures."""
        return info(self._db)

    def relation(
        self, a: str, b: str, *, since: Day | None = None, until: Day | None = None, latest: int | None = None
    ) -> Relation:
        """What two sides do to each other, with the words for it; each view reads what it needs.

        Args:
            a: a country, organisation or actor, by code or name (``KHM``, ``Cambodia``, ``NATO``).
            b: the other one.
            since: first day on which it may have happened, or been reported if the text does not tell.
            until: last such day.
            latest: begin so late that about so many episodes are left, for states with tens of thousands of them. How
                many are left out stands in ``left_out`` of the relation and its ledger, and among the facts of a brief.

        Raises:
            InputError: a name is neither known nor borne by an actor of the archive.
        """
        where, left_out = read.latest(self._db, self._where((a, b), None, None, since, until), latest)
        one, other = self._side(a), self._side(b)
        records = Between(self._db, one, other, where, self.codebook)
        return Relation(one, other, names=self._names, records=records, left_out=left_out)

    def compare(self, pairs: Iterable[Dyad], *, since: Day | None = None, until: Day | None = None) -> Comparison:
        """Several relations side by side, each of two sides as in :meth:`relation`."""
        return Comparison([self.relation(a, b, since=since, until=until) for a, b in pairs])

    def export(
        self,
        table: str,
        path: str | Path,
        *,
        format: str | None = None,  # noqa: A002
        min_confidence: float = 0.0,
        min_certainty: float = 0.0,
    ) -> int:
        """Write a table to a file, row by row, so that its size does not matter.

        Args:
            table: articles, statements, episodes, dyads (by month), actors or people.
            path: the file; it appears when it is complete.
            format: csv, jsonl, parquet or plover (statements, episodes); told by the ending of the file unless given.
            min_confidence: of statements: least confidence; ``min_certainty`` that of parties, date and place.

        Returns:
            How many rows were written.

        Raises:
            InputError: there is no such table or format, the file cannot be written, or the table has no confidence.
        """
        known, form = check(table, Path(path), format)
        if (min_confidence or min_certainty) and known != "statements":
            raise InputError(f"only statements are more or less sure, {known} are not; leave out the least sureness")
        some = read.statements(self._db, Where(min_confidence=min_confidence, min_certainty=min_certainty))
        rows = self._plover(known, some) if form == "plover" else self._rows(some)[known]()
        return write(known, Path(path), rows, form)

    def close(self) -> None:
        """Close the file. Closing twice is harmless."""
        self._db.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        figures = self.info()
        counts = f"{figures.articles} articles, {figures.statements} statements, {figures.episodes} episodes"
        return f"Archive({str(self.path)!r}: {counts})"

    def _repr_html_(self) -> str:
        figures = self.info()
        lines = {
            "articles": f"{figures.articles} ({figures.near_copies} near-copies), {figures.first} to {figures.last}",
            "statements": figures.statements,
            "episodes": figures.episodes,
            "left out": f"{figures.skipped}, of which {figures.failed} failed",
            "most frequent pairs": ", ".join(f"{a}–{b} ({n})" for a, b, n in figures.dyads),
        }
        rows = "".join(f"<tr><th>{name}</th><td>{html.escape(str(value))}</td></tr>" for name, value in lines.items())
        return f"<table><caption>{html.escape(str(self.path))}</caption>{rows}</table>"

    def _rows(self, statements: Iterable[Coded]) -> dict[str, Callable[[], Iterable[Row]]]:
        return {
            "articles": lambda: article_rows(read.articles(self._db)),
            "statements": lambda: statement_rows(statements),
            "episodes": lambda: episode_rows(self._evidence(read.episodes(self._db))),
            "dyads": lambda: dyad_rows(read.episodes(self._db)),
            "actors": lambda: actor_rows(read.statements(self._db)),
            "people": self._people,
        }

    def _people(self, name: str = "", country: str = "", most: int | None = None) -> list[Row]:
        some = None
        if name or country:
            known = store_people.known(self._db, country)
            some = sorted(people.near(known, name) if name else people.of_country(known, country))
        counts, held = store_people.counts(self._db, some), list(store_people.held(self._db, some))
        heads = people.identify(held)
        asked = people.wanted(heads, name, country)
        shown = [one._asdict() for one in held if (one.name, one.country) in asked]
        return person_rows(shown, heads, counts, partial(store_people.words, self._db), most)

    def _plover(self, table: str, statements: Iterable[Coded]) -> Iterator[dict[str, Any]]:
        if table == "episodes":
            return plover_episodes(self._evidence(read.episodes(self._db)))
        return plover_records(statements, partial(read.episode_of, self._db))
