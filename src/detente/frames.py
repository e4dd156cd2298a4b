"""Records as polars data frames, with the same columns as the exported tables."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from detente.export.columns import Row, Table, columns
from detente.export.files import schema
from detente.export.rows import statement_rows
from detente.model import Coded


def frame(table: Table, rows: Iterable[Row]) -> pl.DataFrame:
    """Rows of a table as a data frame; the columns are typed even where there are no rows."""
    return pl.DataFrame(list(rows), schema=schema(columns(table)))


def statements_frame(coded: Coded | Iterable[Coded]) -> pl.DataFrame:
    """The statements of one or many coded articles, one row each, with their quotes.

    Args:
        coded: what :func:`detente.code` returns, or several of these.
    """
    return frame("statements", statement_rows([coded] if isinstance(coded, Coded) else coded))
