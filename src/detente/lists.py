"""Lists of what an archive holds, page by page: what an application shows, and what it is looked through by."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Collection, Sequence

import msgspec

from detente import own_codebook
from detente.errors import InputError
from detente.model import STATUSES, Episode
from detente.own_codebook import Folders
from detente.relations.names import Names
from detente.store import codebooks, entries, lists, read, sums
from detente.store.codebooks import Kept
from detente.store.connect import Database
from detente.store.entries import ActorSheet, ArticleEntry, ArticlesWanted, EpisodeSheet
from detente.store.lists import Found, Page, Wanted
from detente.store.sums import RelationEntry, Tie
from detente.store.where import Party, Where, period, several
from detente.wording import Wording

Day = str | datetime.date
Dyad = tuple[str, str]

# Pages hold at most so many.
LARGEST = 500


class Lists:
    """The lists of an archive. Pages are asked for by ``limit`` and ``after``: what the page before says comes next."""

    def __init__(self, db: Database, codebook: Folders = ()) -> None:
        """Take the file, and the codebook folders that the user names."""
        self._db, self._named = db, codebook
        self._in_use: tuple[list[Kept], Folders] | None = None

    @property
    def codebook(self) -> Folders:
        """The folders with tables of the user's own: those by which the archive was coded last, then those named.

        Raises:
            InputError: one of the former is gone, and none is named.
        """
        # Another program may code by other folders while this archive is open.
        kept = codebooks.remembered(self._db)
        if self._in_use is None or self._in_use[0] != kept:
            self._in_use = kept, own_codebook.in_use(self._db, self._named)
        return self._in_use[1]

    def _coded_by(self, codebook: Folders) -> bool:
        """Remember by which folders of the user's is coded, if by any. Returns whether they are others than before."""
        if not codebook:
            return False
        changed = own_codebook.remember(self._db, codebook)
        self._in_use = codebooks.remembered(self._db), codebook
        return changed

    @property
    def wording(self) -> Wording:
        """How to call what the records hold: names of countries and organisations, the user's own too, and days.

        Raises:
            InputError: a codebook folder is gone, and none is named.
        """
        return Wording.of(self.codebook)

    @property
    def _names(self) -> Names:
        return Names.built_in(self.codebook)

    def search(
        self,
        words: str = "",
        *,
        who: str = "",
        to: str = "",
        dyad: Dyad | None = None,
        party: str = "",
        event: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        since: Day | None = None,
        until: Day | None = None,
        outlet: str = "",
        min_confidence: float = 0.0,
        min_certainty: float = 0.0,
        limit: int = 50,
        after: str = "",
        count: bool = True,
    ) -> Page[Found]:
        """The statements that meet all conditions, those reported last first.

        Args:
            words: words of the quote in any form; ``"…"`` for phrases, ``*`` for beginnings.
            who: who acts, by code (``USA``, ``USA:MIL``) or name. Where the sides are equal (met), either does.
            to: who is acted on.
            dyad: two parties, whichever way.
            party: one on any side.
            event: PLOVER event type or types.
            status: status or statuses.
            since: first day on which it may have happened, or been reported if the text does not tell.
            until: last such day.
            outlet: who published it.
            min_confidence: least confidence.
            min_certainty: least certainty of parties, date and place.
            limit: how many on a page, 500 at most.
            after: what the page before gives as ``after``.
            count: tell how many there are in all, up to 10,000.

        Raises:
            InputError: an actor, a status, a day or ``after`` is not known, or more than two countries are named.
        """
        first, last = period(since, until)
        wanted = Wanted(
            words=words,
            who=self._party(who) if who else None,
            to=self._party(to) if to else None,
            parties=tuple(map(self._party, (*(dyad or ()), *([party] if party else ())))),
            event=self._events(event),
            status=_statuses(status),
            since=first,
            until=last,
            outlet=outlet,
            min_confidence=min_confidence,
            min_certainty=min_certainty,
        )
        with self._db.one_state():
            return lists.page(self._db, wanted, limit=_limit(limit), after=after, count=count)

    def article_list(
        self,
        words: str = "",
        *,
        outlet: str = "",
        kind: str = "",
        since: Day | None = None,
        until: Day | None = None,
        limit: int = 50,
        after: str = "",
        count: bool = True,
    ) -> Page[ArticleEntry]:
        """The articles that meet all conditions, those published last first; for the best first see :meth:`find`."""
        first, last = period(since, until)
        wanted = ArticlesWanted(words=words, outlet=outlet, kind=kind, since=first, until=last)
        with self._db.one_state():
            return entries.articles(self._db, wanted, limit=_limit(limit), after=after, count=count)

    def episode_list(
        self,
        *,
        dyad: Dyad | None = None,
        party: str = "",
        event: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        since: Day | None = None,
        until: Day | None = None,
        outlet: str = "",
        min_confidence: float = 0.0,
        min_certainty: float = 0.0,
        limit: int = 50,
        after: str = "",
        count: bool = True,
    ) -> Page[Episode]:
        """The episodes that meet all conditions, the latest first; conditions as for :meth:`search`.

        Of ``outlet``, ``min_confidence`` and ``min_certainty`` one statement that tells of the episode has to meet all.
        """
        where = msgspec.structs.replace(
            self._where(dyad, event, status, since, until),
            outlet=outlet,
            min_confidence=min_confidence,
            min_certainty=min_certainty,
        )
        if party:
            where = msgspec.structs.replace(where, party=self._party(party))
        with self._db.one_state():
            return entries.episodes(self._db, where, limit=_limit(limit), after=after, count=count)

    def episode(self, episode_id: str) -> EpisodeSheet:
        """An episode by its id, with all statements that tell of it.

        Raises:
            InputError: there is none.
        """
        with self._db.one_state():
            return entries.episode(self._db, episode_id)

    def relation_list(
        self,
        *,
        country: str = "",
        since: Day | None = None,
        until: Day | None = None,
        limit: int = 50,
        after: str = "",
    ) -> Page[RelationEntry]:
        """The relations between states, those first whose level changed most from the period before.

        Args:
            country: one of the two, by code or name; empty for all.
            since: first month of the period, by default eleven months before its last.
            until: last month, by default that of the latest article.
            limit: how many on a page, 500 at most.
            after: what the page before gives as ``after``.
        """
        span = sums.span(self._db, *period(since, until))
        with self._db.one_state():
            return sums.relations(self._db, span, country=self._code(country), limit=_limit(limit), after=after)

    def ties(
        self,
        country: str = "",
        *,
        since: Day | None = None,
        until: Day | None = None,
        least: int = 1,
        most: int | None = None,
        among: Collection[str] = (),
    ) -> list[Tie]:
        """What happened between states in a period, summed up: for the map of one country, or the network of all.

        Args:
            country: one of the two, by code or name; empty for all.
            since: first month of the period.
            until: last month. With neither all is summed up, also what is not dated.
            least: with at least so many episodes.
            most: so many records at most; all by default.
            among: codes of countries of which both are; empty for all.

        Returns:
            One record for each two states, those with the most episodes first.
        """
        span, code = self._span(since, until), self._code(country)
        return sums.ties(self._db, span, country=code, among=among, least=least, most=most)

    def busiest(self, *, since: Day | None = None, until: Day | None = None) -> str:
        """The code of the country of which most episodes with others are told; ``""`` where there are none.

        Args:
            since: first month of the period.
            until: last month. With neither all time counts, as for :meth:`ties`.
        """
        return sums.busiest(self._db, self._span(since, until))

    def actor(self, words: str, *, limit: int = 20) -> ActorSheet:
        """A country, a part of it (``USA:MIL``), an organisation or a person: its statements, and who is with it.

        Raises:
            InputError: the archive knows nobody of that name.
        """
        with self._db.one_state():
            return entries.actor(self._db, self._party(words), limit=_limit(limit))

    def _where(
        self,
        dyad: Dyad | None,
        event: str | Sequence[str] | None,
        status: str | Sequence[str] | None,
        since: Day | None,
        until: Day | None,
    ) -> Where:
        first, last = period(since, until)
        return Where(
            dyad=self._pair(dyad) if dyad else None,
            event=self._events(event),
            status=_statuses(status),
            since=first,
            until=last,
        )

    def _span(self, since: Day | None, until: Day | None) -> sums.Period | None:
        first, last = period(since, until)
        return sums.span(self._db, first or sums.FIRST, last) if first or last else None

    def _code(self, country: str) -> str:
        return (self._names.code(country) or country.strip().upper()) if country else ""

    def _side(self, words: str) -> str:
        party = self._party(words)
        return party.name or (f"{party.country}:{party.sector}" if party.sector else party.country)

    def _pair(self, dyad: Dyad) -> tuple[Party, Party]:
        if isinstance(dyad, str) or len(dyad) != 2:
            raise InputError(f"{dyad!r} is no pair; give two sides, as ('USA', 'CUB')")
        return self._party(dyad[0]), self._party(dyad[1])

    def _events(self, event: str | Sequence[str] | None) -> tuple[str, ...]:
        events = tuple(name.upper() for name in several(event))
        if unknown := [name for name in events if name not in self._names.events]:
            raise InputError(f"no type {unknown[0]!r}; types are {', '.join(sorted(self._names.events))}")
        return events

    def _party(self, words: str) -> Party:
        """Whom a user means: a country by code or name, a part of it (``USA:MIL``), or an actor by name."""
        country, _, sector = words.strip().partition(":")
        code = self._names.code(country) or read.known_code(self._db, country.upper())
        if code:
            return Party(country=code, sector=sector.upper())
        if read.has_actor(self._db, words.strip()):
            return Party(name=words.strip())
        near = difflib.get_close_matches(words.strip().title(), read.names_like(self._db, words.strip()), 3)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; give a country's name or its ISO 3166 code"
        raise InputError(f"no country or actor {words!r}{hint}")


def _statuses(status: str | Sequence[str] | None) -> tuple[str, ...]:
    statuses = several(status)
    if unknown := [name for name in statuses if name not in STATUSES]:
        raise InputError(f"no status {unknown[0]!r}; statuses are {', '.join(STATUSES)}")
    return statuses


def _limit(limit: int) -> int:
    if limit < 1:
        raise InputError(f"a page of {limit}; ask for at least one")
    return min(limit, LARGEST)
