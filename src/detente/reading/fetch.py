"""Pages and feeds by their address. The one place where détente asks the network, and only for what a user names."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Protocol
from urllib.parse import urljoin, urlsplit

import httpx

from detente.errors import InputError
from detente.reading.limits import Limits

SCHEMES = ("http", "https")
REDIRECTS = 5
SECONDS = 20.0
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"


class Fetcher(Protocol):
    """What gets the bytes behind an address."""

    def __call__(self, address: str) -> bytes:
        """The bytes, text in UTF-8.

        Raises:
            InputError: they cannot be had; the message tells why and what to do.
        """
        ...


@dataclass(frozen=True, slots=True)
class Web:
    """Gets pages over HTTP, one at a time.

    Attributes:
        limits: the largest page.
        public_only: refuse addresses that are not of the open internet (this machine, the local network), for callers
            who must not reach them through this one.
    """

    limits: Limits = field(default_factory=Limits)
    public_only: bool = False

    def __call__(self, address: str) -> bytes:
        """The bytes behind an address; see :class:`Fetcher`."""
        agent = {"User-Agent": f"detente/{version('detente')}", "Accept": ACCEPT}
        try:
            with httpx.Client(headers=agent, timeout=SECONDS, follow_redirects=False) as client:
                return self._get(client, address)
        except httpx.TimeoutException:
            raise InputError(f"gave no answer within {SECONDS:.0f} seconds; try again later") from None
        except httpx.HTTPError as error:
            raise InputError(f"cannot be fetched ({error}); check the address and the connection") from None

    def _get(self, client: httpx.Client, address: str) -> bytes:
        for _ in range(REDIRECTS + 1):
            self._check(address)
            with client.stream("GET", address) as answer:
                self._check_peer(answer)
                if answer.is_redirect:
                    address = urljoin(address, answer.headers.get("location", ""))
                    continue
                if answer.is_error:
                    raise InputError(f"is answered with {answer.status_code} {answer.reason_phrase}; check the address")
                return self._body(answer)
        raise InputError(f"leads on more than {REDIRECTS} times; give the address of the page itself")

    def _body(self, answer: httpx.Response) -> bytes:
        found = bytearray()
        for piece in answer.iter_bytes():
            found += piece
            if len(found) > self.limits.file_bytes:
                raise InputError(f"is larger than {self.limits.file_bytes:,} bytes; raise the limit")
        charset = answer.charset_encoding
        if charset is None or charset.lower().replace("-", "") == "utf8":
            return bytes(found)
        try:
            # What the server says of the encoding is lost once the page is bytes among others.
            return bytes(found).decode(charset).encode()
        except (LookupError, UnicodeDecodeError):
            return bytes(found)

    def _check(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise InputError(f"leads to {address!r}, which is no http or https address; give another")
        if self.public_only:
            try:
                found = socket.getaddrinfo(parts.hostname, parts.port or parts.scheme, type=socket.SOCK_STREAM)
            except OSError as error:
                raise InputError(f"cannot be fetched ({error}); check the address and the connection") from None
            for *_, place in found:
                _refuse_private(str(place[0]))

    def _check_peer(self, answer: httpx.Response) -> None:
        """The name may have been resolved to another place the second time."""
        stream = answer.extensions.get("network_stream")
        place = stream.get_extra_info("server_addr") if stream and self.public_only else None
        if place:
            _refuse_private(str(place[0]))


def is_address(source: object) -> bool:
    """Whether a source is the address of a page and no file."""
    return str(source).lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def _refuse_private(place: str) -> None:
    if not ipaddress.ip_address(place.partition("%")[0]).is_global:
        raise InputError("is not on the open internet; save the page and add the file")
