"""How sure a party of a statement is: named in its words, or taken from what the text deals with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import msgspec

from detente.codebook.tables import keyed
from detente.model import Actor

# The row for methods that the table does not have, and the one for actors that nothing resolved: they were given.
ANY, GIVEN = "*", "given"


class Trust(msgspec.Struct, frozen=True):
    """How far the certainty of actors that a method found holds: for those who act, and for those acted on."""

    method: str
    source: float
    target: float


_WHOLE = Trust(ANY, 1.0, 1.0)


@dataclass(frozen=True)
class Sureness:
    """Tells how likely a party is the one that a careful reader gives."""

    by_method: Mapping[str, Trust] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Sureness:
        """Read ``linking_sureness.csv``."""
        return cls(keyed("linking_sureness.csv", Trust, lambda row: row.method, folders))

    def source(self, actor: Actor) -> float:
        """How sure it is that an actor acts."""
        return min(1.0, actor.certainty * self._trust(actor).source)

    def target(self, actor: Actor) -> float:
        """How sure it is that an actor is acted on."""
        return min(1.0, actor.certainty * self._trust(actor).target)

    def _trust(self, actor: Actor) -> Trust:
        return self.by_method.get(actor.method or GIVEN) or self.by_method.get(ANY, _WHOLE)


CERTAIN = Sureness()
