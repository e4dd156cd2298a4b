"""Addresses, feeds and web archives as sources, over a real server on loopback."""

import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from detente.model import Article, Skipped
from detente.reading import Limits, read
from detente.reading.fetch import Web

STORY = (
    "Kenya and Uganda agreed on Thursday to reopen the crossing at Busia, which has been shut since a quarrel over the "
    "price of maize in March. The two trade ministers met in Kampala for most of the day and said that lorries would "
    "pass again from the first of the month, under the eyes of officers from both sides."
)
MORE = (
    "Traders in Busia welcomed the news. Some of them have waited for nine weeks with goods that do not keep, and the "
    "chamber of commerce puts the damage at four million dollars. The ministers will meet again in Nairobi in July."
)


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    )


def feed(here: str) -> str:
    full = page("ignored", STORY, MORE).replace("&", "&amp;").replace("<", "&lt;")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Lake Courier</title>
<item><title>Crossing reopens</title><link>{here}/crossing</link><pubDate>Fri, 10 May 2024 06:00:00 GMT</pubDate>
<description>A teaser of few words.</description></item>
<item><title>Told in full</title><link>{here}/never-asked</link><pubDate>Sat, 11 May 2024 06:00:00 GMT</pubDate>
<description>{full * 2}</description></item>
<item><title>Gone</title><link>{here}/gone</link><description>A teaser.</description></item>
</channel></rss>"""


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Hill Gazette</title>
<entry><title>Ministers meet</title><id>tag:hill,1</id><updated>2024-05-12T08:00:00Z</updated>
<author><name>R. Otieno</name></author>
<content type="html">&lt;p&gt;{STORY}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</content></entry>
</feed>"""


class Handler(BaseHTTPRequestHandler):
    """A small news site with its faults."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        here = f"http://127.0.0.1:{self.server.server_address[1]}"
        answers = {
            "/crossing": (200, "text/html; charset=utf-8", page("Crossing reopens", STORY, MORE)),
            "/latin": (
                200,
                "text/html; charset=iso-8859-1",
                page("Café talks", STORY, "Mayor Müller agreed. " + MORE),
            ),
            "/feed": (200, "application/rss+xml", feed(here)),
            "/huge": (200, "text/html", "x" * 50_000),
        }
        if self.path in ("/moved", "/loop"):
            self.send_response(302)
            self.send_header("Location", "/crossing" if self.path == "/moved" else "/loop")
            self.end_headers()
            return
        status, kind, body = answers.get(self.path, (404, "text/html", "not here"))
        data = body.encode("latin-1" if "8859" in kind else "utf-8")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Own", (Handler,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()
        thread.join()


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    with served() as found:
        yield found


def one(address: str, **more: object) -> Article | Skipped:
    (found,) = read([address], **more)  # type: ignore[arg-type]
    return found


def test_a_page_is_read_by_its_address(site: tuple[str, list[str]]) -> None:
    here, _ = site
    made = one(f"{here}/crossing")
    assert isinstance(made, Article)
    assert (made.title, made.url, made.source) == ("Crossing reopens", f"{here}/crossing", f"{here}/crossing")
    assert STORY in made.text and "rights" not in made.text


def test_a_page_that_has_moved_is_followed(site: tuple[str, list[str]]) -> None:
    assert isinstance(one(f"{site[0]}/moved"), Article)


def test_the_servers_word_on_the_encoding_counts(site: tuple[str, list[str]]) -> None:
    made = one(f"{site[0]}/latin")
    assert isinstance(made, Article)
    assert made.title == "Café talks" and "Mayor Müller agreed." in made.text


@pytest.mark.parametrize(
    ("path", "reason", "remedy"),
    [
        ("/none", "is answered with 404 Not Found", "check the address"),
        ("/loop", "leads on more than 5 times", "give the address of the page itself"),
        ("/huge", "is larger than 40,000 bytes", "raise the limit"),
    ],
)
def test_a_page_that_cannot_be_had_is_recorded(
    site: tuple[str, list[str]], path: str, reason: str, remedy: str
) -> None:
    found = one(f"{site[0]}{path}", limits=Limits(file_bytes=40_000))
    assert isinstance(found, Skipped) and found.failed
    assert (found.source, found.reason, found.remedy) == (f"{site[0]}{path}", reason, remedy)


def test_nobody_answers_and_the_run_goes_on(site: tuple[str, list[str]]) -> None:
    with served() as (gone, _):
        pass
    first, second = read([f"{gone}/crossing", f"{site[0]}/crossing"])
    assert isinstance(first, Skipped) and "cannot be fetched" in first.reason and "connection" in first.remedy
    assert isinstance(second, Article)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "http://[::1]:9/x", "http://10.1.2.3/", "http://0.0.0.0/"])
def test_who_may_not_reach_the_local_network_does_not(address: str) -> None:
    found = one(address, fetch=Web(public_only=True))
    assert isinstance(found, Skipped)
    assert found.reason == "is not on the open internet"


def test_a_page_may_not_lead_into_the_local_network(site: tuple[str, list[str]]) -> None:
    """Where only the first address is looked at, a redirect gets behind it; here each one is."""
    here, asked = site

    class FromOutside(Web):
        """Takes the first address for one of the open internet."""

        def _check(self, address: str) -> None:
            if not address.endswith("/moved"):
                super()._check(address)

        def _check_peer(self, answer: object) -> None:
            pass

    found = one(f"{here}/moved", fetch=FromOutside(public_only=True))
    assert isinstance(found, Skipped) and found.reason == "is not on the open internet"
    assert asked == ["/moved"]


def test_a_feed_gives_its_articles_and_teasers_are_followed(site: tuple[str, list[str]]) -> None:
    here, asked = site
    first, second, third = read([f"{here}/feed"])
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(third, Skipped)
    assert STORY in first.text and "teaser" not in first.text
    assert (first.title, first.outlet, first.published) == ("Crossing reopens", "Lake Courier", "2024-05-10")
    assert second.published == "2024-05-11" and STORY in second.text
    assert "404" in third.reason and third.source == f"{here}/feed: entry 3 ({here}/gone)"
    assert asked == ["/feed", "/crossing", "/gone"], "what is told in full is not asked for"


def test_a_feed_in_a_file_asks_nobody(tmp_path: Path, site: tuple[str, list[str]]) -> None:
    here, asked = site
    (tmp_path / "saved.xml").write_text(feed(here), "utf-8")
    (tmp_path / "hill.atom").write_text(ATOM, "utf-8")
    found = list(read([tmp_path]))
    told = {f.title: f for f in found if isinstance(f, Article)}
    assert asked == []
    assert (told["Ministers meet"].author, told["Ministers meet"].published) == ("R. Otieno", "2024-05-12")
    assert STORY in told["Told in full"].text


def test_a_feed_without_entries_is_recorded(tmp_path: Path) -> None:
    path = tmp_path / "empty.rss"
    path.write_text('<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>', "utf-8")
    found = one(str(path))
    assert isinstance(found, Skipped) and "feed without entries" in found.reason


def warc_record(status: str, kind: str, address: str, body: str) -> bytes:
    content = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{body}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-10T07:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_its_pages(tmp_path: Path, packed: bool) -> None:
    written = [
        warc_record("200 OK", "text/html", "https://lake.example/crossing", page("Crossing reopens", STORY, MORE)),
        warc_record("200 OK", "image/png", "https://lake.example/x.png", "binary"),
        warc_record("404 Not Found", "text/html", "https://lake.example/none", page("No such page", "Sorry.")),
    ]
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join(map(gzip.compress, written) if packed else written))
    made = one(str(path))
    assert isinstance(made, Article)
    assert (made.title, made.url) == ("Crossing reopens", "https://lake.example/crossing")


# The writer leaves the file in which it counts the bytes of a record to the collector.
@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("told", "fetched", "bounds"),
    [
        ("The strait was closed on 3 May 2024.", "2024-05-10T07:00:00Z", ("2024-05-03", "2024-05-10")),
        # nothing is published after it was fetched, and a day of fetching before what the text tells bounds nothing
        ("It closed on 3 May 2024 and opens on 1 June 2024.", "2024-05-10T07:00:00Z", ("2024-05-03", "2024-05-10")),
        ("The strait was closed on 3 May 2024.", "2023-01-01T07:00:00Z", ("2024-05-03", None)),
        ("Nobody knows when the strait was closed.", "2024-05-10T07:00:00Z", None),
    ],
)
def test_a_page_of_a_web_archive_was_published_before_it_was_fetched(
    tmp_path: Path, told: str, fetched: str, bounds: tuple[str, str | None] | None
) -> None:
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(page("Strait closed", f"{STORY} {told}", MORE).encode())
        dated = {"WARC-Date": fetched}
        record = writer.create_warc_record(
            "https://lake.example/strait", "response", payload=body, http_headers=headers, warc_headers_dict=dated
        )
        writer.write_record(record)
    made = one(str(path))
    assert isinstance(made, Article)
    assert (made.published, made.published_between) == (None, bounds)


def test_a_web_archive_that_is_cut_off_keeps_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "cut.warc"
    path.write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 90\r\n\r\nHTTP/1.1 200 OK\r\n")
    assert all(isinstance(found, Skipped) for found in read([str(path)]))
