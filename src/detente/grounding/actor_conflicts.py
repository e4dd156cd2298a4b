"""Whether a user's tables of actors contradict each other or the built-in ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.codebook import tables
from detente.codebook.conflicts import Located, Meaning, check_meanings
from detente.grounding.actor_tables import PARTIES, CountryRow, PartyRow, RoleRow


def check(folders: Sequence[Path]) -> None:
    """Check the names of states, parties and roles. Office holders are checked as they are read.

    Args:
        folders: the user's; nothing is read where there are none.

    Raises:
        CodebookError: two rows of the user's give a name different meanings.

    Warns:
        CodebookWarning: a row of the user's gives a name another meaning than a built-in row.
    """
    if folders:
        check_meanings(_parties(folders))
        check_meanings(_roles(folders))


def _parties(folders: Sequence[Path]) -> Iterator[Located[Meaning]]:
    for file, line, state in tables.rows("countries.csv", CountryRow, folders):
        yield Located(file, line, Meaning((state.name, *state.names), state.code))
    for table in PARTIES:
        for file, line, row in tables.rows(table, PartyRow, folders):
            value = f"{row.country or '---'}:{row.sector}" if row.sector else row.country or "---"
            yield Located(file, line, Meaning((row.name, *row.names), value, row.start, row.end))


def _roles(folders: Sequence[Path]) -> Iterator[Located[Meaning]]:
    for file, line, row in tables.rows("roles.csv", RoleRow, folders):
        yield Located(
            file, line, Meaning((row.role.lower(),), f"{row.sector or 'no sector'} ({row.weight} {row.kind})")
        )
