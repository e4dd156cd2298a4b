"""Check the table of office holders: ``python tools/check_people.py [europe.csv …]``; without a file, all of them.

Faults are ends before starts, two holders of one single-holder office (``single_offices.csv``) of a state for more than
a month, long gaps between two heads of state or of government since 1990, and months without any head. Dates count at
the edge that excuses most, so "2004" and "2004-03" do not overlap. Rivals, acting holders and party chiefs who are not
yet in office take an office of their own name ("rival president", "acting president", "Communist Party leader"). Gaps
that are facts stand in ``people_vacant.csv`` with the reason; a row there that excuses no gap is a fault as well.

Below the faults stand notes, which may be right as they are: rows that stand twice, and names or short forms that
belong to rows of several states. Exit status 1 where there are faults.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec

from detente.codebook import tables
from detente.codebook.conflicts import Located
from detente.codebook.offices import single_offices
from detente.grounding.actor_tables import CountryRow, PersonRow

STATE = single_offices((), "state")
GOVERNMENT = single_offices((), "government")
# Count as heads of a state, but not as single-holder offices.
LEADERS = frozenset({
    "acting president", "interim president", "transitional president", "acting prime minister",
    "interim prime minister", "leader", "head of state", "supreme leader", "paramount leader", "military ruler",
    "junta leader", "head of the junta", "presidency chairman", "presidency member", "captain regent", "regent",
    "prince", "Yugoslav president", "Soviet president", "Communist Party leader", "Sovereign Council chairman",
    "Presidential Leadership Council chairman", "president of Serbia and Montenegro", "Council of State chairman",
    "head of the military government", "Transitional Military Council chairman",
})  # fmt: skip
SINGLE = single_offices()

# Offices shared for a time: China's leaders count from the party's congress; a deputy who stood in for the ill.
SHARED = frozenset({
    ("CHN", "president", "Hu Jintao"),
    ("CHN", "president", "Xi Jinping"),
    ("ISR", "prime minister", "Ehud Olmert"),
})  # fmt: skip

# No members of the United Nations; and since when others are states of their own, or have been one again.
NO_MEMBERS = frozenset({"HKG", "PSE", "TWN", "XKX", "VAT"})
SINCE = {
    "TLS": date(2002, 5, 20), "MNE": date(2006, 6, 28), "SSD": date(2011, 7, 9), "ERI": date(1993, 5, 24),
    "SVK": date(1993, 1, 1), "ARM": date(1991, 9, 21), "BIH": date(1992, 3, 3), "HRV": date(1991, 6, 25),
    "GEO": date(1991, 4, 9), "KAZ": date(1991, 12, 16), "KGZ": date(1991, 8, 31), "LVA": date(1990, 5, 4),
    "MDA": date(1991, 8, 27), "MKD": date(1991, 9, 8), "SVN": date(1991, 6, 25), "TJK": date(1991, 9, 9),
    "UKR": date(1991, 8, 24),
}  # fmt: skip

VACANT = Path(__file__).with_name("people_vacant.csv")
OVERLAP = timedelta(days=31)
GAP = timedelta(days=400)
LEADERLESS = timedelta(days=100)
FIRST = date(1990, 1, 1)
NOW = date(2025, 12, 31)


class Gap(NamedTuple):
    """A time without a holder, and the row behind it."""

    file: str
    line: int
    country: str
    kind: str
    start: str
    end: str


class Place(NamedTuple):
    """A row of the table and where it stands."""

    file: str
    line: int
    row: PersonRow


class Vacancy(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``people_vacant.csv``: a time in which an office was truly without a holder."""

    country: str
    kind: str
    start: str
    end: str
    why: str


class Finding(NamedTuple):
    """What is wrong with a row, or only (``fault`` false) worth a look."""

    file: str
    line: int
    problem: str
    fault: bool


def main(names: list[str]) -> int:
    """Print faults and notes; return the exit status."""
    found = [f for f in check(places()) if not names or Path(f.file).name in names]
    for finding in sorted(found, key=lambda f: (not f.fault, f.file, f.line)):
        print(f"{finding.file}:{finding.line}: {'' if finding.fault else 'note: '}{finding.problem}")
    faults = sum(f.fault for f in found)
    print(f"{faults} faults, {len(found) - faults} notes")
    return 1 if faults else 0


def places() -> list[Place]:
    """The rows of all files of office holders."""
    return [Place(*found) for found in tables.rows("people.csv", PersonRow)]


def check(rows: list[Place]) -> Iterator[Finding]:
    """All findings in the rows."""
    yield from dates(rows)
    sound = [place for place in rows if not any(_date_problems(place.row))]
    yield from overlaps(sound)
    yield from unexcused([*gaps(sound), *leaderless(sound)])
    yield from namesakes(sound)


def dates(rows: Iterable[Place]) -> Iterator[Finding]:
    """Dates that are none, and ends before starts."""
    for place in rows:
        yield from (_finding(place, problem) for problem in _date_problems(place.row))


def overlaps(rows: Iterable[Place]) -> Iterator[Finding]:
    """Two holders of one single-holder office for more than a month."""
    offices: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in rows:
        office = _office(place.row)
        if office in SINGLE:
            offices[place.row.country, office].append(place)
    for (country, office), holders in offices.items():
        holders.sort(key=lambda p: latest(p.row.start))
        for one, other in combinations(holders, 2):
            key = (country, office, other.row.name)
            shared = min(_surely_left(one.row), _surely_left(other.row)) - latest(other.row.start)
            if one.row.name == other.row.name and one.row.start == other.row.start:
                problem = f"{other.row.name} stands twice as {office} of {country} since {one.row.start}"
                yield _finding(other, problem, fault=False)
            elif one.row.name != other.row.name and shared > OVERLAP and key not in SHARED:
                where = "" if one.file == other.file else f"{Path(one.file).name}:"
                yield _finding(
                    other,
                    f"{other.row.name} is {office} of {country} since {other.row.start}, but {one.row.name} "
                    f"(line {where}{one.line}) until {one.row.end or 'today'}",
                )


def gaps(rows: Iterable[Place]) -> Iterator[Gap]:
    """Long times without a holder between two heads of state or of government."""
    heads: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in rows:
        office = _office(place.row)
        base = office.removeprefix("acting ").removeprefix("interim ").removeprefix("transitional ")
        for kind, members in (("head of state", STATE), ("head of government", GOVERNMENT)):
            if base in members or (office in LEADERS and base not in GOVERNMENT and kind == "head of state"):
                heads[place.row.country, kind].append(place)
    for (country, kind), holders in heads.items():
        holders.sort(key=lambda p: earliest(p.row.start))
        left = holders[0]
        for after in holders[1:]:
            free = earliest(after.row.start) - max(_perhaps_left(left.row), FIRST)
            if free > GAP:
                yield Gap(after.file, after.line, country, kind, left.row.end, after.row.start)
            left = max(left, after, key=lambda p: _perhaps_left(p.row))


def leaderless(rows: Iterable[Place]) -> Iterator[Gap]:
    """Times in which a member of the United Nations has neither a head of state nor one of government."""
    heads: dict[str, list[PersonRow]] = defaultdict(list)
    for place in rows:
        if _office(place.row) in STATE | GOVERNMENT | LEADERS:
            heads[place.row.country].append(place.row)
    for file, line, country in tables.rows("countries.csv", CountryRow):
        if country.sector or country.code in NO_MEMBERS:
            continue
        left = SINCE.get(country.code, FIRST)
        for head in sorted(heads[country.code], key=lambda r: earliest(r.start)):
            if earliest(head.start) - left > LEADERLESS:
                yield Gap(file, line, country.code, "any head", left.isoformat(), head.start)
            left = max(left, _perhaps_left(head))
        if NOW - left > LEADERLESS:
            yield Gap(file, line, country.code, "any head", left.isoformat(), NOW.isoformat())


def unexcused(found: Sequence[Gap], excuses: Sequence[Located[Vacancy]] | None = None) -> Iterator[Finding]:
    """The gaps that no row of ``people_vacant.csv`` tells as facts, and the rows there that tell of no gap."""
    rows = vacancies() if excuses is None else excuses
    known = {(r.row.country, r.row.kind, r.row.start, r.row.end) for r in rows}
    told = {(g.country, g.kind, g.start, g.end) for g in found}
    for gap in found:
        if (gap.country, gap.kind, gap.start, gap.end) not in known:
            kind = gap.kind.removeprefix("any ")
            yield Finding(gap.file, gap.line, f"no {kind} of {gap.country} between {gap.start} and {gap.end}", True)
    for file, line, row in rows:
        if (row.country, row.kind, row.start, row.end) not in told:
            yield Finding(file, line, f"{row.country} has no gap of {row.kind} from {row.start} to {row.end}", True)


def vacancies() -> list[Located[Vacancy]]:
    """The rows of ``people_vacant.csv``."""
    lines = VACANT.read_text(encoding="utf-8").splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    read = csv.DictReader(line for _, line in numbered)
    return [Located(str(VACANT), n, Vacancy(**row)) for (n, _), row in zip(numbered[1:], read, strict=True)]


def namesakes(rows: Iterable[Place]) -> Iterator[Finding]:
    """Names whose rows lie in several states: perhaps two persons made one. Forms that two persons share."""
    bodies = {"UNO", "EUR", "IGO", "IMG", "NGO", "ISM", "MNC"}
    first: dict[str, Place] = {}
    forms: dict[str, Place] = {}
    for place in rows:
        row = place.row
        known = first.setdefault(row.name, place)
        if known.row.country != row.country and not {known.row.country, row.country} & bodies:
            problem = f"{row.name} holds offices of {known.row.country} and of {row.country}: one person?"
            yield _finding(place, problem, fault=False)
        for form in {row.name, *row.names}:
            bearer = forms.setdefault(form, place)
            if bearer.row.name != row.name:
                yield _finding(place, f"{form!r} is {bearer.row.name} and {row.name}", fault=False)


def earliest(day: str) -> date:
    """The first day of a date of any precision."""
    year, month, number = (*map(int, day.split("-")), 1, 1)[:3]
    return date(year, month, number)


def latest(day: str) -> date:
    """The last day of a date of any precision."""
    parts = [int(part) for part in day.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], parts[1] + 1) if len(parts) == 2 else (parts[0] + 1, 1)
    return date(year + month // 13, (month - 1) % 12 + 1, 1) - timedelta(days=1)


def _date_problems(row: PersonRow) -> Iterator[str]:
    if not row.start:
        yield f"{row.name} has no start"
        return
    for day in filter(None, (row.start, row.end)):
        try:
            earliest(day)
        except ValueError:
            yield f"{day!r} is no date"
            return
    if row.end and latest(row.end) < earliest(row.start):
        yield f"{row.name} leaves office ({row.end}) before taking it up ({row.start})"


def _office(row: PersonRow) -> str:
    """The office under the name that the checks know it by; "" for those of rebels, parties and businesses."""
    if row.sector not in ("", "GOV", "MIL", "REL"):
        return ""
    return "prime minister" if row.office == "premier" else row.office.replace("defense", "defence")


def _surely_left(row: PersonRow) -> date:
    return earliest(row.end) if row.end else NOW


def _perhaps_left(row: PersonRow) -> date:
    return latest(row.end) if row.end else NOW


def _finding(place: Place, problem: str, *, fault: bool = True) -> Finding:
    return Finding(place.file, place.line, problem, fault)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
