"""The pages about states and how they stand to each other: a relation with its ledger, the network, actors."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Path
from polars import DataFrame
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from detente import ActorSheet, Brief
from detente.app import accounts, questions, views
from detente.app.accounts import LATEST, PARTS, Part
from detente.app.asking import BriefAsked, BriefQuery, NetworkQuery, TimedQuery
from detente.app.depends import ReadersOf
from detente.app.readers import Readers
from detente.app.rendering import page
from detente.archive import Archive
from detente.charts.network import Node, nodes, told

Side = Annotated[str, Path(max_length=200)]

router = APIRouter()

# A brief is a page of its own, with its style in it and no script at all.
BRIEF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
# Of a country, so many people are named.
PEOPLE = 40


@router.get("/relations/{a}/{b}")
def relation(request: Request, readers: ReadersOf, a: Side, b: Side, asked: TimedQuery) -> Response:
    """One relation: its course, and what happened."""
    with readers.one() as archive:
        read, words = questions.relation(archive, a, b, asked), archive.wording
    title = f"{read.a_name} – {read.b_name}"
    return page(request, "relation.html", words=words, title=title, read=read, asked=asked, part="", parts_of=PARTS)


@router.get("/relations/{a}/{b}/brief")
def brief(readers: ReadersOf, a: Side, b: Side, asked: BriefQuery) -> Response:
    """The brief, as a page to print."""
    made = _brief(readers, a, b, asked)
    return HTMLResponse(made.render("html"), headers={"Content-Security-Policy": BRIEF_POLICY})


@router.get("/relations/{a}/{b}/brief.pdf")
def brief_pdf(readers: ReadersOf, a: Side, b: Side, asked: BriefQuery) -> Response:
    """The brief as PDF."""
    made = _brief(readers, a, b, asked)
    name = f"{made.a}-{made.b}.pdf".lower().replace(" ", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name.isascii() else {}
    return Response(made.pdf(), media_type="application/pdf", headers=headers)


@router.get("/relations/{a}/{b}/{part}")
def account(request: Request, readers: ReadersOf, a: Side, b: Side, part: Part, asked: TimedQuery) -> Response:
    """One part of the ledger of a relation."""
    with readers.one() as archive:
        found, words = accounts.account(archive, a, b, part, asked.since, asked.until), archive.wording
    return page(
        request,
        "account.html",
        words=words,
        title=f"{found.a_name} – {found.b_name}",
        read=found,
        asked=asked,
        part=part,
        parts_of=PARTS,
    )


@router.get("/network")
def network(request: Request, readers: ReadersOf, asked: NetworkQuery) -> Response:
    """Who deals with whom, and who with whom against whom."""
    with readers.one() as archive:
        view, info, words = views.network(archive, asked), archive.info(), archive.wording
    found = nodes(view.bonds)
    return page(
        request,
        "network.html",
        words=words,
        title="Network",
        view=view,
        asked=asked,
        nodes=found,
        told=told(view.title, found, view.bonds),
        blocs=_blocs(found),
        first=(info.first or "")[:7],
        last=(info.last or "")[:7],
    )


@router.get("/actors/{words}")
def actor(request: Request, readers: ReadersOf, words: Side) -> Response:
    """A state, a part of one, an organisation or a person."""
    with readers.one() as archive:
        with questions.found_or_404():
            sheet, wording = archive.actor(words), archive.wording
        known = _people(archive, sheet)
    rows = known.to_dicts() if known is not None else []
    # A country lists whom it has, the most told of first; a person the offices.
    offices = [row for row in rows if sheet.name and row["person"] == sheet.name]
    people = [] if sheet.name else _latest(rows)
    title = sheet.name or wording.country(f"{sheet.country}:{sheet.sector}".rstrip(":"))
    return page(
        request,
        "actor.html",
        words=wording,
        title=title,
        sheet=sheet,
        offices=offices,
        people=people,
        countries=list(dict.fromkeys(str(row["country"]) for row in offices if row["country"])),
        asked=words,
    )


def _brief(readers: Readers, a: str, b: str, asked: BriefAsked) -> Brief:
    with readers.one() as archive, questions.found_or_404():
        return archive.relation(a, b, since=asked.since, until=asked.until, latest=LATEST).brief(full=asked.full)


def _people(archive: Archive, sheet: ActorSheet) -> DataFrame | None:
    """The offices of a person, those of the people of whom most is told in a country, none of a part of one."""
    if sheet.name:
        return archive.people(name=sheet.name, country=sheet.country)
    return None if sheet.sector else archive.people(country=sheet.country, most=PEOPLE)


def _latest(rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Each person once, with the last office; those of whom most articles tell first."""
    last: dict[str, dict[str, object]] = {}
    for row in sorted(rows, key=lambda row: (bool(row["office"]), str(row["last"] or ""))):
        last[str(row["person"])] = row
    return sorted(last.values(), key=lambda row: (-int(str(row["person_articles"])), str(row["person"])))


def _blocs(nodes: Sequence[Node]) -> list[tuple[int, list[Node]]]:
    """The actors by bloc, the largest bloc first; those of none last."""
    ordered = sorted(nodes, key=lambda node: (node.bloc == 0, node.bloc, -node.episodes, node.code))
    return [(bloc, list(members)) for bloc, members in groupby(ordered, key=lambda node: node.bloc)]
