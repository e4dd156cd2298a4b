"""People through time: the office that somebody holds on a day, and who is meant where several bear one name."""

from __future__ import annotations

from collections.abc import Sequence

from detente.grounding.lexicon import Person, Tenure, Term


def office_at(person: Person, date: str | None) -> tuple[Tenure | None, str]:
    """The office that a person holds on a day and its sector: ``ELI`` once the last office is left.

    Args:
        person: somebody of the people file.
        date: ISO day of any precision; None for the latest office known.

    Returns: the tenure in force, or else the last one before or the first one after; and the sector on that day, empty
    where the first office is still to come.
    """
    if date is None:
        last = person.tenures[-1]
        return last, "ELI" if last.end else last.sector
    held = [t for t in person.tenures if t.covers(date)]
    if held:
        return held[-1], held[-1].sector
    left = [t for t in person.tenures if t.ended(date)]
    return (left[-1], "ELI") if left else (person.tenures[0], "")


def pick_person(terms: Sequence[Term], date: str | None, countries: Sequence[str]) -> Person:
    """Among namesakes, one of the named country; then one in office on the day; then the latest in office."""

    def rank(person: Person) -> tuple[bool, bool, bool, str]:
        tenure, sector = office_at(person, date)
        country = tenure.country if tenure else ""
        return country in countries, sector not in ("", "ELI"), sector == "ELI", tenure.start if tenure else ""

    return max((t.person for t in terms if t.person), key=rank)
