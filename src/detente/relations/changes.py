"""What changed in a relation: the shifts of its tone and of how much happens, with the episodes that made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

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

# A shift that may have come at any time in so many days says little of what changed.
VAGUE = timedelta(days=730)


def change_line(shift: Shift, made: Sequence[tuple[Side, Happening]], writer: Writer) -> Line | None:
    """The line of a shift with the episodes that made most of it, as :func:`made_by` tells; None without a quote."""
    quotes = [_made_by(happening, side, writer) for side, happening in made]
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


def telling(found: Sequence[Shift]) -> list[Shift]:
    """The shifts that say something of their own: placed in time, and no count that moved with the tone."""
    placed = [shift for shift in found if shift.latest - shift.earliest <= VAGUE]
    tones = [shift for shift in placed if shift.kind in ("tone", "standing")]
    return [
        shift
        for shift in placed
        if shift in tones or not any(tone.earliest <= shift.latest and shift.earliest <= tone.latest for tone in tones)
    ]


def made_by(shift: Shift, by_id: Mapping[str, Happening], writer: Writer) -> list[tuple[Side, Happening]]:
    """The sure ones of the episodes that made most of a shift, in order of time, each with its side of it.

    A standing is turned by the one deed that dates it; what was before is no part of the turn.
    """
    chosen: list[tuple[Side, Happening]] = []
    for side, most in CITED.items():
        parts = [by_id[p.episode] for p in shift.parts if p.side == side and p.contribution > 0 and p.episode in by_id]
        if shift.kind == "standing":
            parts = parts[:1] if side == "after" else []
        chosen += [(side, one) for one in parts if sure(one) and writer.founded(one.best)][:most]
    return sorted(chosen, key=lambda pair: (pair[0] == "after", pair[1].episode.start or "", pair[1].episode.id))


def _made_by(happening: Happening, side: Side, writer: Writer) -> Quoted | None:
    when = writer.words.interval(happening.episode.start, happening.episode.end)
    made = writer.sentences.after(when, writer.lead(happening))
    return writer.cite(happening.best, role=writer.words(f"made.{side}", made=made))
