"""What stands between the network and the app: who may ask, how much may be sent, and what a browser may do with it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.app.faults import answer
from detente.app.headers import HEADERS

# Names under which a browser on this machine reaches a server on it. A page from elsewhere that has its own name
# resolved to this machine (DNS rebinding) comes under another name.
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
COOKIE = "detente_session"
LOGIN = "/login"
# Our own styles and scripts, which tell nothing of the archive: the page that asks for the token looks like the others.
OPEN = "/static/"
CSRF_HEADER, CSRF_FIELD = "x-csrf-token", "csrf"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_SENT = 64 * 1024 * 1024


class Access(NamedTuple):
    """Who may ask: under which names the server is reached, with which token, and the secret behind its forms.

    Without a token the server answers every program on this machine, under the names of this machine alone.
    """

    hosts: frozenset[str] = LOOPBACK
    token: str = ""
    secret: bytes = b""

    @classmethod
    def new(cls, hosts: frozenset[str] = LOOPBACK, token: str = "") -> Access:
        """Access with a secret of its own, which lasts as long as the server runs."""
        return cls(hosts, token, secrets.token_bytes(32))

    @property
    def csrf(self) -> str:
        """What forms of our own pages carry and those of other sites cannot know."""
        return self._signed(b"csrf")

    @property
    def session(self) -> str:
        """What the cookie of a browser holds that has shown the token."""
        return self._signed(b"session " + self.token.encode())

    def knows(self, headers: Headers) -> bool:
        """Whether a request shows the token, by cookie or by ``Authorization: Bearer``; always true without one."""
        return not self.token or self.bears(headers) or _same(_cookie(headers), self.session)

    def bears(self, headers: Headers) -> bool:
        """Whether a program shows the token itself, which no browser does on behalf of another site."""
        kind, _, given = headers.get("authorization", "").partition(" ")
        return bool(self.token) and kind.lower() == "bearer" and _same(given.strip(), self.token)

    def _signed(self, words: bytes) -> str:
        return hmac.new(self.secret, words, hashlib.sha256).hexdigest()


class Guard:
    """Checks each request before the app sees it, and puts the headers on each answer."""

    def __init__(self, app: ASGIApp, access: Access, most_sent: int = MOST_SENT) -> None:
        self._app, self._access, self._most_sent = app, access, most_sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse or pass on one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        answered = self._refused(request) or self._login(request)
        if answered is not None:
            await answered(scope, receive, sent)
            return
        await self._app(scope, _limited(receive, self._most_sent), sent)

    def _refused(self, request: Request) -> Response | None:
        headers = request.headers
        if not self._access.token and _host(headers) not in self._access.hosts:
            return answer(request, 421, "This server answers only under the names of this machine.")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most_sent:
            return answer(request, 413, f"At most {self._most_sent // 1024 // 1024} MB can be sent at once.")
        if request.method not in SAFE and not self._access.bears(headers) and not _from_here(request):
            return answer(request, 403, "A change has to come from a page of this server.")
        open_to_all = request.url.path == LOGIN or request.url.path.startswith(OPEN)
        if not open_to_all and not self._access.knows(headers):
            return answer(request, 401, "Open the link that the server printed when it started; it holds the token.")
        return None

    def _login(self, request: Request) -> Response | None:
        """The answer to the link with the token: a cookie, and on to the app."""
        if request.url.path != LOGIN:
            return None
        given = parse_qs(request.url.query).get("token", [""])[0]
        if not self._access.token or not _same(given, self._access.token):
            return answer(request, 401 if self._access.token else 404, "This link holds no token that counts here.")
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(COOKIE, self._access.session, httponly=True, samesite="lax", path="/")
        return response


async def only_from_our_pages(request: Request) -> None:
    """Refuse a change that does not carry the token of our own pages. Stands before every route.

    Raises:
        HTTPException: 403.
    """
    access: Access = request.app.state.access
    if request.method in SAFE or access.bears(request.headers):
        return
    given = request.headers.get(CSRF_HEADER, "")
    if not given and request.headers.get("content-type", "").startswith(
        ("multipart/form-data", "application/x-www-form-urlencoded")
    ):
        given = str((await request.form()).get(CSRF_FIELD, ""))
    if not _same(given, access.csrf):
        raise HTTPException(403, "This page is from before the server was started; load it again.")


def _limited(receive: Receive, most: int) -> Receive:
    """What is received, up to a size, for those who do not tell the length or tell it wrong."""
    got = 0

    async def received() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise HTTPException(413, f"At most {most // 1024 // 1024} MB can be sent at once.")
        return message

    return received


def _host(headers: Headers) -> str:
    """The name under which the server was asked, without the port."""
    host = headers.get("host", "").strip().lower()
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def _from_here(request: Request) -> bool:
    """Whether a request that changes something comes from a page of this server, as its browser tells."""
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(given: str, expected: str) -> bool:
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())
