"""What still lies ahead of a relation: expectations that nothing has fulfilled and whose day is not over."""

from __future__ import annotations

from detente.relations.expectations import Expectation
from detente.relations.ledger_lines import coming
from detente.relations.lines import View, Writer
from detente.relations.sections import Material


def lying_ahead(told: Material, writer: Writer, view: View) -> list[Expectation]:
    """The open expectations that can still come: first what has a day, in order of the days, then by the report.

    What was not read may have fulfilled what has no day, so that this is left out of a relation that was read in part.
    """
    still = [one for one in told.ledger.expectations if one.state == "open" and not one.stale]
    fresh = [one for one in still if coming(one, view) or not (told.unread or one.due_start)]
    founded = [one for one in fresh if _to_come(one, told, writer)]
    return sorted(founded, key=lambda one: (one.due_start is None, one.due_start or "", one.opened.order))


def _to_come(expected: Expectation, told: Material, writer: Writer) -> bool:
    """Whether nothing tells that it was done, words name who is to do it, and there are words to tell it."""
    happening = told.by_id.get(expected.opened.episode)
    if happening is None or happening.happened:
        return False
    opening = next((s for s in happening.statements if s.id == expected.opened.statement), happening.best)
    return writer.founded(opening) and bool(writer.sentences.said(opening, opening.status))
