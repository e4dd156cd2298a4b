"""The instruments of a relation (exercises, an embargo, aid, …): what started, suspended, resumed or ended each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from detente.relations.happenings import Happening
from detente.relations.names import Names
from detente.relations.pairs import Direction

State = Literal["active", "suspended", "ended", "planned", "proposed"]

STATES: dict[str, State] = {"starts": "active", "resumes": "active", "suspends": "suspended", "ends": "ended"}
TOLD: dict[str, str] = {"starts": "started", "resumes": "resumed", "suspends": "suspended", "ends": "ended"}


class Step(NamedTuple):
    """An episode that did something to an instrument."""

    happening: Happening
    effect: str

    @property
    def words(self) -> str:
        """What was done: ``suspended``; ``to be resumed`` of what is only announced or proposed."""
        return TOLD[self.effect] if self.happening.happened else f"to be {TOLD[self.effect]}"


class Instrument(NamedTuple):
    """An instrument with its steps in time order. ``state`` and ``since`` are as the last dated step tells.

    ``by`` is the side whose instrument it is; exercises, treaties and the like are of both.
    """

    name: str
    by: Direction
    state: State
    since: str | None
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        """The step that gives the state."""
        return _last(self.steps)


def instruments(found: Sequence[Happening], names: Names) -> tuple[Instrument, ...]:
    """The instruments that episodes tell of, by name.

    Args:
        found: the episodes of a relation in time order, undated ones last.
        names: what each frame does to which instrument.
    """
    steps: dict[tuple[str, Direction], list[Step]] = {}
    for happening in found:
        name, effect = names.effect(happening.episode.frame)
        if name and effect in STATES and (happening.happened or happening.episode.status in ("planned", "proposed")):
            way: Direction = "both" if names.is_joint(name) else happening.direction
            steps.setdefault((name, way), []).append(Step(happening, effect))
    return tuple(_instrument(name, way, tuple(told)) for (name, way), told in sorted(steps.items()))


def _instrument(name: str, way: Direction, steps: tuple[Step, ...]) -> Instrument:
    last = _last(steps)
    status = last.happening.episode.status
    state: State = status if status in ("planned", "proposed") else STATES[last.effect]
    return Instrument(name, way, state, last.happening.episode.start, steps)


def _last(steps: tuple[Step, ...]) -> Step:
    """The last step that happened, a dated one if there is any; else the last that is announced or proposed."""
    happened = [step for step in steps if step.happening.happened]
    dated = [step for step in happened if step.happening.episode.start]
    return (dated or happened or steps)[-1]
