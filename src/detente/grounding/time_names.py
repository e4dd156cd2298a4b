"""Names that hold a word of time and are no date: "the Sunday Telegraph", "Black September", "the April 6 movement"."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from detente.codebook.tables import rows
from detente.errors import CodebookError
from detente.grounding.time_lexemes import Lexeme

_SIDES = ("before", "behind")
_LONGEST = 2  # words
_TIMES = frozenset(("MONTH", "ABBR", "WEEKDAY", "SEASON", "DAYNUM", "NTH"))


class NameWord(msgspec.Struct, frozen=True):
    """A row of ``times_names.csv``."""

    word: str
    side: str
    case: str = ""


class Names:
    """Tells expressions of time that are part of a name."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._words: dict[tuple[str, str], bool] = {}
        for path, line, row in rows("times_names.csv", NameWord, folders):
            if row.side not in _SIDES or row.case not in ("", "capital"):
                raise CodebookError(path, line, f"the side is one of {', '.join(_SIDES)}, the case capital or empty")
            self._words[row.side, row.word.lower()] = row.case == "capital"

    def holds(self, lexemes: Sequence[Lexeme], first: int, last: int) -> bool:
        """Whether the lexemes ``first`` to ``last``, a bare day, month or season, are part of a name."""
        inside = [x for x in lexemes[first : last + 1] if x.text.lower() != "the"]
        if not inside or any(x.kind not in _TIMES for x in inside):
            return False
        start = first if inside[0] is lexemes[first] else first + 1
        before = [lexemes[max(start - n, 0) : start] for n in range(1, _LONGEST + 1)]
        behind = [lexemes[last + 1 : last + 1 + n] for n in range(1, _LONGEST + 1)]
        return any(self._names("before", words) for words in before) or any(
            self._names("behind", words) for words in behind
        )

    def _names(self, side: str, words: Sequence[Lexeme]) -> bool:
        capital = self._words.get((side, " ".join(x.text.lower() for x in words)))
        return capital is not None and (not capital or words[0].text[0].isupper())
