"""A relation: two sides and all that articles tell of what they do to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import polars as pl

from detente.model import Article, Episode, Statement
from detente.relations.brief import Brief, make_brief
from detente.relations.dates import By
from detente.relations.frames import instruments_frame, series_frame, statements_frame, timeline_frame
from detente.relations.happenings import Happening, happenings
from detente.relations.instruments import Instrument, instruments
from detente.relations.names import Names
from detente.relations.pairs import direction, touches


class Relation:
    """Two sides, ``a`` and ``b``, with the statements and episodes between them.

    Everything is worked out from the records given; nothing is read or kept elsewhere.
    """

    def __init__(
        self,
        a: str,
        b: str,
        statements: Sequence[Statement],
        episodes: Sequence[Episode],
        articles: Mapping[str, Article],
        *,
        names: Names | None = None,
    ) -> None:
        """Gather what concerns two sides.

        Args:
            a: ISO 3166 alpha-3 code, organisation code or organisation name of one side.
            b: the same of the other side.
            statements: those between the two sides; others, of the same articles, serve the brief's last section.
            episodes: those that the statements are about.
            articles: by id, at least those that the statements stand in.
            names: how to call countries and frames; the built-in codebook's names by default.
        """
        self.a, self.b = a, b
        self.articles = articles
        self.names = names or Names.built_in()
        self.own = tuple(s for s in statements if direction(s, a, b))
        self.others = tuple(s for s in statements if not direction(s, a, b) and (touches(s, a) or touches(s, b)))
        self._episodes = tuple(episodes)

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """The episodes of the relation with their statements, in time order, undated ones last."""
        return tuple(happenings(self.a, self.b, self.own, self._episodes, self.articles))

    def timeline(self) -> pl.DataFrame:
        """One row an episode, in time order: when, what, who to whom, its status and score, and its best quote."""
        return timeline_frame(self.happenings, self.articles, self.names)

    def statements(self) -> pl.DataFrame:
        """One row a statement between the two sides, in the order of publication, with its quote and its source."""
        return statements_frame(self.own, self.a, self.b, self.articles, self.names)

    def series(self, by: By = "month") -> pl.DataFrame:
        """Episodes that happened, and their scores, by period, direction and quad class.

        Args:
            by: ``"month"`` or ``"week"`` (ISO weeks, named by their Monday).

        Returns:
            ``period`` (its first day), ``direction``, ``quad``, ``class``, ``episodes``, ``score_mean``,
            ``score_sum``. Counts are of episodes that occurred or go on, never of reports. Episodes dated too
            coarsely for the period, or not at all, stand in rows whose period is null.
        """
        return series_frame(self.happenings, by)

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
        return instruments(self.happenings, self.names, self.articles, (self.a, self.b))

    def brief(self) -> Brief:
        """The state of the relation, every line with its quotes and sources."""
        return make_brief(self.a, self.b, self.happenings, self.own, self.others, self.articles, self.names)

    def __repr__(self) -> str:
        return f"Relation({self.a!r}, {self.b!r}: {len(self.happenings)} episodes, {len(self.own)} statements)"

    def _repr_html_(self) -> str:
        return self.brief()._repr_html_()
