"""Records → pages and JSON. Words of articles are never taken for markup."""

from __future__ import annotations

import importlib.metadata
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

import msgspec
from jinja2 import Environment
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from detente import templates
from detente.app import spark
from detente.app.asking import ArticlesAsked, Asked, EpisodesAsked, StatementsAsked
from detente.model import KINDS, Actor
from detente.wording import QUADS, STATUSES, Wording

# Marks that turn the direction of writing or cannot be seen: a line could read as what it does not say.
UNSEEN = frozenset("\u061c\u200b\u200e\u200f\u2060\ufeff") | {
    chr(n) for first, last in ((0x202A, 0x202E), (0x2066, 0x2069)) for n in range(first, last + 1)
}
# These, and control characters that neither part lines nor words.
_HIDING = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{''.join(sorted(UNSEEN))}]")
_GONE = dict.fromkeys(map(ord, UNSEEN))
FIELDS: dict[str, type[Asked]] = {"articles": ArticlesAsked, "episodes": EpisodesAsked, "statements": StatementsAsked}


class Json(Response):
    """A record as JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The record as bytes."""
        return msgspec.json.encode(content)


# A date that is less sure is marked as doubtful in lists, as is one beside which another came into question.
DOUBTFUL = 0.7

# Where the navigation leads, with its words, and the beginnings of the addresses that belong there.
PLACES: Sequence[tuple[str, str, tuple[str, ...]]] = (
    ("/", "Relations", ("/relations/", "/episodes/", "/actors/")),
    ("/network", "Network", ()),
    ("/search/statements", "Search", ("/search/", "/articles/")),
    ("/add", "Add", ("/jobs/",)),
    ("/archive", "Archive", ("/archive/",)),
)


def page(
    request: Request, template: str, *, words: Wording | None = None, status_code: int = 200, **values: Any
) -> Response:
    """A page from a template, with what every page needs. ``words`` are those of the archive, if it shows any."""
    access = getattr(request.app.state, "access", None) if "app" in request.scope else None
    path = request.url.path
    place = next((address for address, _, starts in PLACES if path == address or path.startswith(starts)), "")
    html = (
        environment(words or Wording.of())
        .get_template(template)
        .render(path=path, place=place, csrf=access.csrf if access else "", **values)
    )
    return HTMLResponse(html, status_code=status_code)


@cache
def environment(words: Wording) -> Environment:
    """The templates of the app, with the words and forms that all pages share."""
    # What no filter of ours has made visible is left out, wherever in a page it stands.
    env = templates.environment("detente.app").overlay(finalize=_without_unseen)
    env.filters.update(
        shown=shown,
        line=line,
        web=web,
        number=number,
        signed=signed,
        percent=percent,
        day=words.day,
        country=words.country,
        parties=words.parties,
        sides=words.sides,
        frame=words.frame,
        label=label,
        opening=opening,
        inside=words.inside,
        query=query,
        kept=kept,
        ticked=ticked,
        entry_picture=spark.of_entry,
        picture=spark.of_months,
        as_written=as_written,
    )
    env.globals.update(
        interval=words.interval,
        between=partial(between, words=words),
        quads=QUADS,
        statuses=STATUSES,
        kinds=KINDS,
        doubtful=DOUBTFUL,
        places=[(address, words) for address, words, _ in PLACES],
        version=importlib.metadata.version("detente"),
    )
    return env


def shown(words: str) -> Markup:
    """Words of an article with every unseen mark made visible, so that nothing in them can hide or turn a line."""
    return Markup(_HIDING.sub(_mark, str(escape(words))))


def _mark(found: re.Match[str]) -> str:
    name, number = unicodedata.name(found[0], "control"), ord(found[0])
    return f'<span class="mark" title="{escape(name)}">U+{number:04X}</span>'


def _without_unseen(value: object) -> object:
    # All of them are beyond ASCII, which most values are not.
    return value.translate(_GONE) if type(value) is str and not value.isascii() else value


def line(words: str | None) -> Markup:
    """Words of an article on one line, set apart from the direction of what stands around them."""
    return Markup("<bdi>{}</bdi>").format(shown(" ".join((words or "").split())))


def as_written(actors: Sequence[Actor]) -> str:
    """Actors as a form holds them: ``Lloyd Austin (USA:MIL); Cambodia (KHM)``."""
    return "; ".join(f"{actor.name} ({actor.code})" for actor in actors)


def web(address: str) -> str:
    """An address of the web, or ``""``: an article may name no other."""
    return address if address.startswith(("https://", "http://")) else ""


def number(value: float) -> str:
    """``12345`` as ``12,345``."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def signed(value: float | None) -> str:
    """A score with its sign, ``+1.2``, with a true minus; a dash where there is none."""
    return "–" if value is None else f"{value:+.1f}".replace("-", "−")


def between(first: str | None, last: str | None, words: Wording) -> str:
    """Between which days a text can have been published: ``not before 1 Mar 2023``."""
    if first and last:
        return words.interval(first, last)
    return f"not before {words.day(first)}" if first else f"not after {words.day(last)}" if last else ""


def percent(share: float) -> str:
    """``0.873`` as ``87 %``."""
    return f"{100 * share:.0f}\u202f%"


def label(event: str) -> str:
    """An event type as a word: ``CONSULT`` is ``Consult``."""
    return event.replace("_", " ").capitalize()


def opening(words: str) -> str:
    """A sentence or heading with its first letter large."""
    return words[:1].upper() + words[1:]


def ticked(words: str) -> Markup:
    """Our own words with what stands in backticks as code."""
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if n % 2 else escape(part) for n, part in enumerate(words.split("`"))
    )


def query(values: dict[str, Any], **changed: Any) -> str:
    """An address's query without what is empty, with some values changed."""
    told = {name: int(value) if isinstance(value, bool) else value for name, value in (values | changed).items()}
    return urlencode({name: value for name, value in told.items() if value not in ("", None, [], 0)}, doseq=True)


def kept(conditions: dict[str, Any], what: str) -> dict[str, Any]:
    """Those conditions that searching in something else can be asked for, too."""
    fields = FIELDS[what].model_fields
    return {name: value for name, value in conditions.items() if name in fields}
