"""Two tellings that a reader has judged to be of one happening or of two, and what linking makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Telling(Protocol):
    """Words that tell of a happening."""

    @property
    def episodes(self) -> frozenset[str]:
        """The episodes of the statements coded on them; none where none was coded."""
        ...


Kind = TypeVar("Kind", bound=Telling)


@dataclass(frozen=True)
class Judged(Generic[Kind]):
    """Two tellings, and whether they are of one happening."""

    one: Kind
    other: Kind
    same: bool

    @property
    def found(self) -> bool:
        """Whether both have a statement."""
        return bool(self.one.episodes and self.other.episodes)

    @property
    def joined(self) -> bool:
        """Whether linking has them in one episode."""
        return not self.one.episodes.isdisjoint(self.other.episodes)

    @property
    def right(self) -> bool:
        """Whether both were found, and are in one episode just if they should be."""
        return self.found and self.same == self.joined
