"""Where rows of a user's tables contradict each other, or the tables that come with détente.

Two rows of the user's that cannot both be right are an error. A row of the user's against a built-in one wins, and is
told by a :class:`CodebookWarning`; so is a second holder of an office that one person holds. Both rows are told with
file and line.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from detente.codebook.tables import BUILT_IN
from detente.errors import CodebookError

Row = TypeVar("Row")


class CodebookWarning(UserWarning):
    """A row of a user's table that contradicts a built-in one, or that may be a slip."""


class Located(NamedTuple, Generic[Row]):
    """A row with its file and line."""

    file: str
    line: int
    row: Row

    @property
    def own(self) -> bool:
        """Whether the row is a user's."""
        return BUILT_IN not in Path(self.file).parents


class Meaning(NamedTuple):
    """The names of a row, what it says that they are, and since and until when."""

    names: tuple[str, ...]
    value: str
    start: str = ""
    end: str = ""


class Dated(Protocol):
    """What holds for a time: ISO days of any precision, empty where open."""

    @property
    def start(self) -> str:
        """Since when."""
        ...

    @property
    def end(self) -> str:
        """Until when."""
        ...


class OfficeRow(Dated, Protocol):
    """What the rows of the table of office holders have."""

    @property
    def name(self) -> str:
        """Who."""
        ...

    @property
    def country(self) -> str:
        """Of which state."""
        ...

    @property
    def office(self) -> str:
        """In which office."""
        ...

    @property
    def sector(self) -> str:
        """Of which sector."""
        ...


Holder = TypeVar("Holder", bound=OfficeRow)


def own_first(rows: Iterable[tuple[str, int, Row]]) -> list[tuple[str, int, Row]]:
    """The same rows with the user's in front, in their order: of two meanings of a name the first counts."""
    return sorted(rows, key=lambda row: not Located(*row).own)


def check_meanings(rows: Iterable[Located[Meaning]]) -> None:
    """Check that no name means two things at one time.

    Args:
        rows: the meanings that the rows of one table, or of tables that share their names, give.

    Raises:
        CodebookError: two rows of the user's give a name different meanings.
    """
    known: dict[str, list[Located[Meaning]]] = defaultdict(list)
    for found in rows:
        for name in dict.fromkeys(found.row.names):
            for other in known[name]:
                concerned = (other.own or found.own) and other.row.value != found.row.value
                if concerned and _overlap(found.row, other.row):
                    _clash(found, other, f"{name!r} is {found.row.value}, but {other.row.value}")
            known[name].append(found)


def corrected_offices(rows: Iterable[tuple[str, int, Holder]], single: frozenset[str]) -> set[tuple[str, int]]:
    """The places (file and line) of built-in rows of office holders that a user's row corrects.

    It corrects that of the same person and office whose term it overlaps.

    Args:
        rows: the built-in rows and the user's.
        single: the offices that one person of a state holds at a time.

    Raises:
        CodebookError: two rows of the user's give one person different terms of one office that overlap.
    """
    located = [Located(*row) for row in rows]
    own = [found for found in located if found.own]
    if not own:
        return set()
    same = _by(located, lambda row: (row.name, row.country, row.office))
    held = _by([found for found in located if found.row.office in single], lambda row: (row.country, row.office))
    left: set[tuple[str, int]] = set()
    for found in own:
        left |= _corrected(found, same[found.row.name, found.row.country, found.row.office])
    for found in own:
        others = held[found.row.country, found.row.office]
        _second(found, [other for other in others if (other.file, other.line) not in left])
    return left


def _by(rows: Sequence[Located[Holder]], key: Callable[[Holder], Hashable]) -> dict[Hashable, list[Located[Holder]]]:
    found: dict[Hashable, list[Located[Holder]]] = defaultdict(list)
    for row in rows:
        found[key(row.row)].append(row)
    return found


def _corrected(found: Located[Holder], others: Iterable[Located[Holder]]) -> set[tuple[str, int]]:
    """The places of the built-in rows that a user's row stands for."""
    left = set()
    for other in others:
        earlier = other.own and (other.file, other.line) >= (found.file, found.line)
        if other is found or earlier or not _overlap(found.row, other.row):
            continue
        if not other.own:
            left.add((other.file, other.line))
        if found.row != other.row and _facts(found.row) != _facts(other.row):
            _clash(found, other, f"{found.row.name} is {_term(found.row)}, but {_term(other.row)}")
    return left


def _second(found: Located[Holder], others: Iterable[Located[Holder]]) -> None:
    """Warn of another holder of the office in a term of more than a month in common."""
    for other in others:
        later = other.own and (other.file, other.line) >= (found.file, found.line)
        if other.row.name == found.row.name or later or not _overlap(found.row, other.row):
            continue
        told = f"{found.row.name} is {_term(found.row)}, and so is {other.row.name} ({_years(other.row)})"
        _warn(found, other, told, "both count")


def _facts(row: OfficeRow) -> tuple[str, str, str]:
    return row.sector, row.start, row.end


def _overlap(one: Dated, other: Dated) -> bool:
    """Whether two terms share more than their edge, at the precision that both dates have."""
    return _begins_before(one, other) and _begins_before(other, one)


def _begins_before(one: Dated, other: Dated) -> bool:
    size = min(len(one.start), len(other.end), len("2024-06"))
    return not other.end or not one.start or one.start[:size] < other.end[:size]


def _term(row: OfficeRow) -> str:
    return f"{row.office} of {row.country or 'no state'} ({row.sector or 'no sector'}, {_years(row)})"


def _years(row: OfficeRow) -> str:
    return f"{row.start or '…'} to {row.end or 'today'}"


def _clash(found: Located[Row], other: Located[Row], told: str) -> None:
    """Raise where both rows are the user's, warn where one is."""
    if found.own and other.own:
        raise CodebookError(found.file, found.line, f"{told} in {_place(other, found)}; mend one of the two rows")
    own, built_in = (found, other) if found.own else (other, found)
    _warn(own, built_in, told, "your row counts")


def _warn(found: Located[Row], other: Located[Row], told: str, outcome: str) -> None:
    message = f"{found.file}, line {found.line}: {told} in {_place(other, found)}; {outcome}"
    warnings.warn(message, CodebookWarning, stacklevel=2)


def _place(other: Located[Row], found: Located[Row]) -> str:
    file = Path(other.file).relative_to(BUILT_IN) if not other.own else other.file
    return f"line {other.line}" if other.file == found.file else f"{file}, line {other.line}"
