"""Web archives (WARC) → the pages in them, with address and the day on which they were fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from detente.errors import InputError

_HTTP = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2"])
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


class WarcPage(NamedTuple):
    """A page of a web archive; ``fetched`` is the ISO day, empty where the archive does not tell."""

    body: bytes
    address: str
    fetched: str


def is_warc(start: bytes) -> bool:
    """Whether a file begins as a web archive does."""
    return start.startswith(b"WARC/")


def warc_pages(stream: BinaryIO, limit: int) -> Iterator[WarcPage | str]:
    """The pages that were answered with success, in the order of the archive.

    Args:
        stream: the archive, unpacked.
        limit: the most bytes of a page.

    Returns:
        Pages, and the address of each that is larger than the limit.

    Raises:
        InputError: the archive breaks off or does not hold together.
    """
    try:
        for record in ArchiveIterator(stream, no_record_parse=True):
            address = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type != "response" or not address:
                continue
            record.http_headers = http = _HTTP.parse(record.raw_stream)
            if http.get_statuscode() != "200":
                continue
            kind = (http.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            if kind not in _PAGES:
                continue
            body = record.content_stream().read(limit + 1)
            fetched = (record.rec_headers.get_header("WARC-Date") or "")[:10]
            yield address if len(body) > limit else WarcPage(body, address, fetched)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError) as error:
        raise InputError(f"is damaged or cut off ({error}); fetch or pack it anew") from None
