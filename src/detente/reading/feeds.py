"""RSS and Atom feeds → records. What an entry holds itself is read; where that is a teaser, the page it points to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import feedparser

from detente.errors import InputError
from detente.model import Skipped
from detente.reading.decode import decode
from detente.reading.entries import refused
from detente.reading.fetch import Fetcher, is_address

_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>]*>\s*)*"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")

# An entry with fewer characters is a teaser, where its page can be had.
TEASER = 800


class FeedEntry(NamedTuple):
    """An article of a feed: its text or page, its place, its names, and what the feed says of it.

    ``fields`` go by the names of ``tables.FIELDS``.
    """

    raw: str
    source: str
    keys: tuple[str, ...]
    fields: dict[str, str]


def is_feed(start: bytes) -> bool:
    """Whether a file begins as a feed does."""
    return bool(_FEED.match(start))


def feed_entries(data: bytes, name: str, fetch: Fetcher | None) -> Iterator[FeedEntry | Skipped]:
    """The articles of a feed, in its order.

    Args:
        data: the feed.
        name: how messages call it.
        fetch: gets the pages of entries that hold only a teaser; None: the teaser is all there is.
    """
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        told = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        yield Skipped(source=name, reason=f"is a feed without entries{told}", remedy="check the address of the feed")
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, f"{name}: entry {number}", str(feed.feed.get("title", "")), fetch)


def _entry(entry: Any, name: str, outlet: str, fetch: Fetcher | None) -> FeedEntry | Skipped:
    link = str(entry.get("link", ""))
    texts = [str(part.get("value", "")) for part in entry.get("content", ())]
    raw = max([*texts, str(entry.get("summary", ""))], key=len)
    if fetch is not None and is_address(link) and len(_TAG.sub("", raw)) < TEASER:
        try:
            raw = decode(fetch(link))
        except InputError as error:
            return refused(f"{name} ({link})", error)
    if not raw.strip():
        return Skipped(source=name, reason="holds no text", remedy="fetch its page and add that")
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    fields = {
        "title": _TAG.sub("", str(entry.get("title", ""))),
        "author": str(entry.get("author", "")),
        "outlet": outlet,
        "url": link,
        "published": date(*day[:3]).isoformat() if day else "",
    }
    return FeedEntry(raw, name, tuple(filter(None, (str(entry.get("id", "")), link))), fields)
