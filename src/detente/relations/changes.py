"""What changed in a relation: the shifts of its tone and of how much happens, with the episodes that made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.relations.chart import Level, Turn
from detente.relations.happenings import Happening
from detente.relations.lines import Line, Writer
from detente.relations.points import Point
from detente.relations.quoting import Quoted
from detente.relations.series import axis, series_frame
from detente.relations.shifts import Shift, Side
from detente.relations.weight import sure
from detente.relations.words import Words

# Of the episodes that made a shift, so many before and after it are cited.
CITED: dict[Side, int] = {"before": 1, "after": 1}


def change_line(shift: Shift, by_id: Mapping[str, Happening], writer: Writer) -> Line | None:
    """The line of a shift, with the sure ones of the episodes that made most of it; None where none of them is sure."""
    quotes = [_made_by(happening, writer) for happening in _telling(shift, by_id)]
    cited = tuple(quoted for quoted in quotes if quoted)
    if not cited:
        return None
    rose = (shift.after - shift.before > 0) == (shift.kind != "conflict")
    return Line(
        lead=told(shift, writer.words),
        when=writer.words.interval(shift.earliest.isoformat()[:7], shift.latest.isoformat()[:7]),
        status="occurred",
        tone="cooperation" if rose else "conflict",
        quotes=cited,
    )


def told(shift: Shift, words: Words) -> str:
    """A shift in words: what rose or fell, from which level to which, and on how many episodes each rests."""
    form = "+.1f" if shift.kind in ("tone", "standing") else ".1f"
    return words.either(
        f"changed.{shift.kind}",
        shift.after < shift.before,
        before=format(shift.before, form),
        after=format(shift.after, form),
        episodes_before=words.count("episodes", shift.episodes_before),
        episodes_after=words.count("episodes", shift.episodes_after),
    )


def turns(found: Sequence[Shift], words: Words) -> tuple[Turn, ...]:
    """The shifts of the tone as the picture marks them."""
    return tuple(
        Turn(shift.at, f"{words.day(shift.at.isoformat()[:7])}: {told(shift, words)}")
        for shift in found
        if shift.kind == "tone"
    )


def levels(points: Sequence[Point]) -> tuple[Level, ...]:
    """The level of a relation at the end of each month."""
    joint = series_frame(points, axis(points, "month"), ways=("joint",)).iter_rows(named=True)
    return tuple(Level(row["period"], row["level"]) for row in joint if row["period"])


def _telling(shift: Shift, by_id: Mapping[str, Happening]) -> list[Happening]:
    """The sure ones of the episodes that made most of a shift, in order of time."""
    chosen: list[Happening] = []
    for side, most in CITED.items():
        made_by = [by_id[part.episode] for part in shift.parts if part.side == side and part.episode in by_id]
        chosen += [happening for happening in made_by if sure(happening)][:most]
    return sorted(chosen, key=lambda h: (h.episode.start or "", h.episode.id))


def _made_by(happening: Happening, writer: Writer) -> Quoted | None:
    when = writer.words.interval(happening.episode.start, happening.episode.end)
    lead = writer.lead(happening)
    return writer.cite(happening.best, role=writer.sentences.after(when, lead))
