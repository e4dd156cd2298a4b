"""One raw text → Article: clean text, roles, kind, and the map back into the raw page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.errors import InputError
from detente.model import KINDS, Article, Kind, stable_id
from detente.reading.cues import cues
from detente.reading.dates import find_date, iso_date
from detente.reading.furniture import sweep
from detente.reading.kinds import kind_of
from detente.reading.lines import assemble, plain_lines
from detente.reading.publication import agency, published_between, published_day
from detente.reading.roles import tell_roles
from detente.reading.webpage import Page, looks_like_html, read_page


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text beforehand; what is given here wins over what the page says.

    ``fetched`` is the day on which the page was fetched, ISO: it was published no later.
    """

    published: str | None = None
    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    kind: Kind | None = None
    language: str = ""
    fetched: str | None = None


def article(
    raw: str,
    *,
    published: str | date | None = None,
    title: str = "",
    author: str = "",
    outlet: str = "",
    url: str = "",
    kind: Kind | None = None,
    language: str = "",
    source: str = "",
) -> Article:
    """Make an article of one text: plain text, a pasted page, Markdown or the source of an HTML page.

    The furniture of the page (menus, adverts, teasers, credits) is left out of ``text``, its parts get their roles, and
    what is not given (title, author, outlet, date, kind) is taken from the page where the page states it.

    Args:
        raw: the text as it came.
        published: the day of publication, of any precision; ``4 June 2021`` and the like are turned into ISO.
        title, author, outlet, url, language: as known.
        kind: news, opinion, official or other; decided from the text where it is not given.
        source: where the text was read from.

    Returns:
        The article; its id depends on ``raw`` alone.

    Raises:
        InputError: the date or the kind cannot be used, or there is no text besides furniture.
    """
    place = f"{source}: " if source else ""
    if not isinstance(raw, str):
        raise InputError(f"{place}the text is of type {type(raw).__name__}; give a str")
    if kind is not None and kind not in KINDS:
        raise InputError(f"{place}{kind!r} is no kind; use one of {', '.join(KINDS)}")
    try:
        day = iso_date(published) if published else None
    except ValueError as error:
        raise InputError(f"{place}published: {error}") from error
    try:
        return compose(raw, Known(day, title, author, outlet, url, kind, language), source=source)
    except InputError as error:
        raise InputError(f"{source or 'the text'} {error}") from error


def compose(raw: str, known: Known, *, source: str = "", is_page: bool | None = None) -> Article:
    """Make an article of a text and what is known of it.

    Args:
        raw: the text as it came.
        known: what is known; ``published`` in ISO form.
        source: where it was read from.
        is_page: whether it is HTML; None to tell by its looks.

    Raises:
        InputError: there is no text besides furniture.
    """
    as_page = looks_like_html(raw) if is_page is None else is_page
    page = read_page(raw) if as_page else Page(plain_lines(raw))
    patterns = cues()
    swept = sweep(page.lines, patterns)
    story = tell_roles(swept.kept, patterns, title=known.title or page.title, author=known.author or page.author)
    text, blocks, raw_map = assemble(story.parts)
    if not text:
        raise InputError("holds no story once menus and adverts are taken away; check that it is the right page")
    author = known.author or story.author
    outlet = known.outlet or page.outlet or swept.outlet
    source_signs = f"{outlet}\n{author}"
    url = known.url or page.url
    opening = next(iter(story.of("body")), "")
    told = known.published or page.published or story.published or _stated_below(swept.foot)
    published = told or published_day(url, opening)
    return Article(
        id=stable_id("a", raw),
        text=text,
        blocks=blocks,
        title=known.title or story.title or page.title,
        author=author,
        outlet=outlet or agency(opening),
        published=published,
        published_between=None if published else published_between(text, raw, known.fetched),
        language=known.language or "en",
        url=url,
        kind=known.kind or kind_of(story, patterns, labels=swept.labels, foot=swept.foot, source=source_signs),
        source=source,
        raw=raw,
        raw_map=raw_map,
    )


def _stated_below(foot: Sequence[str]) -> str | None:
    """The date of a line such as ``Published: 3 May 2021`` at the foot of the page."""
    for line in foot:
        if cues().date_labels.match(line) and (found := find_date(line)):
            return found[0]
    return None
