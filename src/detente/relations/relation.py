"""A relation: two sides and all that articles tell of what they do to each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import msgspec
import polars as pl

from detente.charts import Chart
from detente.model import Article, Episode, Statement
from detente.relations.brief import Brief, make_brief
from detente.relations.chart import BEFORE
from detente.relations.dates import By
from detente.relations.disputes import denial_frames, dispute_frames, disputes
from detente.relations.expectations import Expectation, expectations
from detente.relations.explanations import explanations
from detente.relations.frames import instruments_frame, statements_frame, timeline_frame
from detente.relations.happenings import Happening, alone, happenings
from detente.relations.instruments import Instrument, instruments
from detente.relations.ledger import (
    PARTS,
    Ledger,
    Part,
    disputes_frame,
    expectations_frame,
    explanations_frame,
    make_ledger,
    scores_frame,
)
from detente.relations.mediators import mediators_frame
from detente.relations.names import Names
from detente.relations.outline import Coverage, chosen
from detente.relations.pairs import Direction, direction, members, touches
from detente.relations.pictured import pictured
from detente.relations.points import Coarse, Point
from detente.relations.records import InMemory, Records, Told
from detente.relations.scoreboard import scoreboard
from detente.relations.series import HALF_LIFE, axis, series_frame
from detente.relations.shifts import shifts, shifts_frame
from detente.relations.weight import Weight
from detente.relations.words import ENGLISH

# A brief of more episodes than this reads so many of the weightiest.
MOST, WEIGHTIEST = 400, 80


class Relation:
    """Two sides, ``a`` and ``b``, with the statements and episodes between them.

    Everything is worked out from the records given; nothing is read or kept elsewhere.
    """

    def __init__(
        self,
        a: str,
        b: str,
        statements: Sequence[Statement] = (),
        episodes: Sequence[Episode] = (),
        articles: Mapping[str, Article] | None = None,
        *,
        names: Names | None = None,
        records: Records | None = None,
        left_out: int = 0,
    ) -> None:
        """Gather what concerns two sides.

        Args:
            a: ISO 3166 alpha-3 code, organisation code or organisation name of one side.
            b: the same of the other side.
            statements: those between the two sides; others, of the same articles, serve the brief's last section.
            episodes: those that the statements are about.
            articles: by id, at least those that the statements stand in.
            names: how to call countries and frames; the built-in codebook's names by default.
            records: what gives statements, episodes and articles when a view needs them, in place of the three.
            left_out: how many earlier episodes the records leave out.
        """
        self.a, self.b = a, b
        self.names = names or Names.built_in()
        self.left_out = left_out
        self._records = records or InMemory(a, b, Told(statements, episodes, articles or {}))

    @cached_property
    def _told(self) -> Told:
        return self._records.told()

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles that tell of the two sides, by id."""
        return self._told.articles

    @cached_property
    def own(self) -> tuple[Statement, ...]:
        """The statements between the two sides."""
        return tuple(s for s in self._told.statements if direction(s, self.a, self.b))

    @cached_property
    def others(self) -> tuple[Statement, ...]:
        """What the same articles tell of one of the two and somebody else."""
        a, b = self.a, self.b
        third = self._records.third().statements
        return tuple(s for s in third if not direction(s, a, b) and (touches(s, a) or touches(s, b)))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """What each episode that happened adds to a series."""
        return tuple(point for point in self.outline if point.happened)

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """The episodes of the relation with their statements, in time order, undated ones last."""
        return tuple(happenings(self.a, self.b, self.own, self._told.episodes, self.articles))

    @cached_property
    def outline(self) -> Sequence[Point]:
        """Every episode of the relation, without its words."""
        return self._records.outline()

    @cached_property
    def coverage(self) -> Coverage:
        """In how many articles the relation is told, and when."""
        return self._records.coverage()

    def timeline(self) -> pl.DataFrame:
        """One row an episode, in time order: when, what, who to whom, its status and score, and its best quote."""
        return timeline_frame(self.happenings, self.articles, self.names)

    def statements(self) -> pl.DataFrame:
        """One row a statement between the two sides, in the order of publication, with its quote and its source."""
        return statements_frame(self.own, self.a, self.b, self.articles, self.names)

    def series(
        self,
        by: By = "month",
        *,
        half_life: float = HALF_LIFE,
        coarse: Coarse = "spread",
        since: str = "",
        until: str = "",
    ) -> pl.DataFrame:
        """What happened in each month or week, and the level of the relation at the end of it.

        Args:
            by: ``"month"`` or ``"week"`` (ISO weeks, named by their Monday).
            half_life: days after which an episode counts half in the level.
            coarse: an episode that may have happened in several periods is shared out among them by days
                (``"spread"``) or left without a period (``"null"``), as is always one that may be of more than a year.
            since: the first day to show, the first on which something happened by default. What happened before it
                still weighs on the level.
            until: the last day to show.

        Returns:
            A row for every period, also where nothing happened, and ``direction``: ``a→b`` and ``b→a``, in both of
            which what the two do together is counted, and ``joint``, in which each episode is counted once. Then
            ``episodes`` and their number in each quad class, ``score_sum``, ``score_mean``, ``level`` (-10 to 10) and
            the ``weight`` that it rests on, in fresh episodes. Counts are of episodes that occurred or go on, never of
            reports. Those that cannot be placed in time stand in the last rows, without a period.
        """
        return series_frame(
            self.points, axis(self.points, by, since=since, until=until), half_life=half_life, coarse=coarse
        )

    def shifts(self, by: By = "month", *, least: int = 3, alpha: float = 0.05) -> pl.DataFrame:
        """When the tone of the relation, or how much happens in it, went to another level, and what made it.

        Args:
            by: ``"month"`` or ``"week"``.
            least: fewest episodes that a level rests on.
            alpha: the greatest share of shuffled series that may change as much.

        Returns:
            One row a shift in order of time: ``kind`` (``tone``: the mean score; ``cooperation``, ``conflict``:
            episodes a period; ``standing``: ties, traffic, embargo or war, by single deeds), ``at`` (the first period
            of the new level), ``earliest`` and ``latest``, ``before`` and ``after`` (the levels), ``episodes_before``
            and ``episodes_after``, ``since`` and ``until`` (what the levels were taken from), ``p`` (null where nothing
            is known of before), and ``made_by``: the episodes that contributed most, as rows of :meth:`timeline` with
            ``side`` and ``contribution``.
        """
        found = shifts(self.points, by, least=least, alpha=alpha, covered=self.coverage.first)
        return shifts_frame(found, self._rows({part.episode for shift in found for part in shift.parts}))

    def course(self) -> pl.DataFrame:
        """The rows of :meth:`series` by month, of both sides together, for a picture.

        They begin five years before the first article at most; what was before still weighs on the level.
        """
        first = self.coverage.first
        shown = axis(self.points, "month", since=str(int(first[:4]) - BEFORE) if first else "")
        return series_frame(self.points, shown, ways=("joint",)).filter(pl.col("period").is_not_null())

    def chart(self) -> Chart:
        """The :meth:`course`: scores, their level and shifts, and the episodes by quad class, month by month.

        A notebook shows it; :meth:`Chart.save` writes it as SVG, PNG, PDF, HTML or Vega-Lite.
        """
        title = " and ".join(self.names.country(side) for side in (self.a, self.b))
        return pictured(self.course(), shifts(self.points, covered=self.coverage.first), title)

    def mediators(self) -> pl.DataFrame:
        """Who is between the two: third parties that mediate, host, call for talks, take part, or give the place.

        Returns:
            One row for each third party and role (see ``mediation.csv``), those who do most first: ``party`` (its
            code), ``name``, ``role``, ``episodes`` and how many of these ``happened``, the days of the ``first`` and
            the ``last``, and ``cited``: up to five episodes with ``date``, ``end``, ``frame``, ``status``, whom of the
            two the words name (``named``: both, a, b), ``quote``, ``outlet``, ``published``, ``url`` and ids. In an
            episode a party has one role, the most that it does.
        """
        return mediators_frame(self.a, self.b, self._records.mediation(), self.names)

    def _rows(self, episodes: Collection[str]) -> pl.DataFrame:
        """The rows of some episodes, of which alone the texts are read."""
        told = self._records.some(episodes)
        return timeline_frame(happenings(self.a, self.b, *told), told.articles, self.names)

    def instruments(self) -> pl.DataFrame:
        """One row an instrument (exercise, embargo, aid, …): its state by the last dated word on it, and since when.

        Returns:
            ``instrument``, ``called`` (names of its own), ``by`` (``a→b``, ``b→a`` or ``both``), ``state`` (active,
            suspended, ended, planned, proposed), ``since``, ``steps``, ``proposed`` (what is to be done, and who
            says so), ``contradicted`` (days on which sources differ), ``quote`` and ``outlet`` of the last word.
        """
        return instruments_frame(self.instrument_records())

    def instrument_records(self) -> tuple[Instrument, ...]:
        """The instruments with all their steps, each with its words, and the contradictions between sources."""
        return instruments(self.happenings, self.names, self.articles, self._sides)

    def disputes(self) -> pl.DataFrame:
        """What one side claims or fears and the other denies, one row a voice.

        Returns:
            ``dispute`` (numbers the matters), ``about``, ``state`` (open, conceded, resolved), ``part`` (claim,
            concern, denial, doubt, evidence, concession, resolution), ``who``, ``quote`` and where it stands.
        """
        found = disputes(self.happenings, self.articles, self.names, self._sides, self._aside())
        return disputes_frame(found)

    def expectations(self, as_of: str | None = None) -> pl.DataFrame:
        """What was announced, promised, threatened or proposed, and what came of it, one row each.

        Args:
            as_of: the day as of which to tell (ISO); that of the last article by default.

        Returns:
            ``kind``, ``state`` (open, fulfilled, refuted, lapsed), ``stale`` (open, no day named, and long without a
            word), who is to do what to whom, ``by`` (whose word it is), ``due_start``, ``due_end``, ``opened_on``,
            ``closed_on``, ``days`` between, ``opened`` and ``closed`` (the words), ``reports``, ``episode``.
        """
        return expectations_frame(self._expected(as_of))

    def scoreboard(self, as_of: str | None = None) -> pl.DataFrame:
        """Whose announcements came true, by outlet, author and holder, with the Wilson interval of the share."""
        return scores_frame(scoreboard(self._expected(as_of)))

    def explanations(self) -> pl.DataFrame:
        """The reasons that articles give for a happening or a turn, by who gives them, one row a reason."""
        return explanations_frame(explanations(self.happenings, self.articles, self.names, self._sides))

    def ledger(self, as_of: str | None = None, parts: Collection[Part] = PARTS) -> Ledger:
        """Instruments, disputes, expectations, scoreboard and explanations as records, each with its words.

        Only statements that are right three times of four are taken in.

        Args:
            as_of: the day as of which expectations are told (ISO); that of the last article by default.
            parts: which of its parts to make, by name; all by default.
        """
        aside = self._aside() if "disputes" in parts else ()
        made = make_ledger(self._sides, self.happenings, self.articles, self.names, as_of or "", aside, parts)
        return msgspec.structs.replace(made, left_out=self.left_out)

    @property
    def _sides(self) -> tuple[str, str]:
        return self.a, self.b

    def _expected(self, as_of: str | None) -> tuple[Expectation, ...]:
        return expectations(self.happenings, self.articles, self.names, as_of or "")

    def _aside(self) -> tuple[Happening, ...]:
        """What a side denies in answer to the other without naming it, each statement for itself."""
        ways: tuple[tuple[str, Direction], ...] = ((self.a, "a→b"), (self.b, "b→a"))
        answered = {s.article for s in self.own if s.frame in dispute_frames(self.names.folders)}
        return tuple(
            Happening(alone(s, self.articles), way, (s,))
            for s in self._records.aside(answered, denial_frames(self.names.folders))
            for side, way in ways
            if s.source and len(members(s.source, side)) == len(s.source)
        )

    def brief(self, *, full: bool = False, language: str = ENGLISH, codebook: Sequence[str | Path] = ()) -> Brief:
        """The state of the relation, every line with its quotes and sources.

        Args:
            full: tell everything; otherwise what weighs most, on two screens, with what is left out counted.
            language: of headings and sentences, as ``brief_words.csv`` has it; quotes stand as they are.
            codebook: folders with tables of your own.

        Raises:
            InputError: there are no words for briefs in that language.
        """
        return make_brief(self, self if full else self._weightiest(), full=full, language=language, codebook=codebook)

    def _weightiest(self) -> Relation:
        """This relation with its weightiest episodes alone, where it has more than a page can choose from."""
        outline = self.outline
        if len(outline) <= MOST:
            return self
        ids = chosen(outline, self.names, Weight(self.names, self.coverage.last), WEIGHTIEST)
        return Relation(self.a, self.b, names=self.names, records=InMemory(self.a, self.b, self._records.some(ids)))

    def __repr__(self) -> str:
        return f"Relation({self.a!r}, {self.b!r}: {len(self.happenings)} episodes, {len(self.own)} statements)"

    def _repr_html_(self) -> str:
        return self.brief()._repr_html_()
