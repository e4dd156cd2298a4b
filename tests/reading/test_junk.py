"""Two hundred broken files: each is accounted for, none brings the run down."""

from __future__ import annotations

import gzip
import io
import json
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.model import Article, Skipped
from detente.reading import Limits, read

STORY = (
    "Peru recalled its ambassador from La Paz on Tuesday after a quarrel over fishing on Lake Titicaca. "
    "Bolivia said that it regretted the step and offered talks."
)
PAGE = f"<!DOCTYPE html><html><head><title>Lake</title></head><body><h1>Peru recalls envoy</h1><p>{STORY}</p>"


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _nested_zip(depth: int) -> bytes:
    data = _zip({"story.txt": STORY.encode()})
    for _ in range(depth):
        data = _zip({"inner.zip": data})
    return data


def _flipped(data: bytes, rng: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(20):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    return bytes(broken)


# One maker a kind of junk: (ending of the name, what it holds, given a source of chance).
MAKERS: list[tuple[str, Callable[[random.Random], bytes]]] = [
    ("html", lambda r: PAGE[: r.randrange(len(PAGE))].encode()),
    ("html", lambda r: ("<div>" * r.randrange(1_000, 60_000) + STORY).encode()),
    ("html", lambda r: ("<a href='" * r.randrange(1_000, 20_000)).encode()),
    ("html", lambda r: ("<!-- " * r.randrange(10, 5_000) + STORY).encode()),
    ("html", lambda r: ("<table><tr><td>" * r.randrange(10, 3_000) + STORY + "</p></b>" * 50).encode()),
    ("html", lambda r: f"<p>{STORY}&#99999999;&#x110000;&{'x' * r.randrange(100)};</p><script>".encode()),
    ("txt", lambda r: r.randbytes(r.randrange(1, 5_000))),
    ("txt", lambda r: b""),
    ("txt", lambda r: b" \n\t\r\n" * r.randrange(1, 50)),
    ("txt", lambda r: STORY.encode("utf-16")[: r.randrange(3, 200)]),
    ("txt", lambda r: STORY.encode("utf-32")[r.randrange(1, 9) :]),
    ("txt", lambda r: b"\xef\xbb\xbf" + STORY.encode("cp037")),
    ("txt", lambda r: "Пекин и Москва подписали соглашение. ".encode("koi8-r") * r.randrange(1, 20)),
    ("txt", lambda r: b"\x00" * r.randrange(1, 9_000)),
    ("dat", lambda r: b"%PDF-1.7\n" + r.randbytes(2_000)),
    ("png", lambda r: b"\x89PNG\r\n\x1a\n" + r.randbytes(500)),
    ("", lambda r: r.randbytes(300)),
    (
        "jsonl",
        lambda r: b'{"text": ' * r.randrange(1, 40) + b"\n" + json.dumps({"text": STORY}).encode()[: r.randrange(99)],
    ),
    ("jsonl", lambda r: b"[" * r.randrange(1_000, 50_000)),
    ("jsonl", lambda r: b'{"text": ' + b'{"a":' * 9_000 + b"1" + b"}" * 9_001 + b'\nnull\n3\n"x"\n'),
    ("json", lambda r: _flipped(json.dumps([{"text": STORY}, {"text": None}, {}]).encode(), r)),
    ("csv", lambda r: b'id,text\n1,"' + STORY.encode() + b"\x00\n2,x,y,z\n" + r.randbytes(200)),
    ("csv", lambda r: b"a,b,c\n" * r.randrange(5)),
    ("csv", lambda r: b'text\n"' + b"x" * 300_000),
    ("tsv", lambda r: b"text\tdate\n" + STORY.encode() + b"\t99-99-99\n\t\n\n"),
    ("txt.gz", lambda r: gzip.compress(STORY.encode() * 20)[: r.randrange(1, 90)]),
    ("jsonl.gz", lambda r: _flipped(gzip.compress(json.dumps({"text": STORY}).encode() * 9), r)),
    ("zip", lambda r: _nested_zip(r.randrange(6))),
    ("zip", lambda r: _flipped(_zip({"a.txt": STORY.encode(), "b.html": PAGE.encode()}), r)),
    ("zip", lambda r: _zip({"a.txt": STORY.encode()})[: r.randrange(4, 120)]),
    ("zip", lambda r: _zip({})),
    ("zip", lambda r: _zip({"../../up.txt": b"", "x" * 200 + ".txt": STORY.encode(), "d/": b""})),
]


@pytest.fixture(scope="module")
def junk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("junk")
    rng = random.Random(7)
    for number in range(198):
        ending, make = MAKERS[number % len(MAKERS)]
        name = f"{number:03d}.{ending}" if ending else f"{number:03d}"
        (folder / name).write_bytes(make(rng))
    (folder / "198.txt").write_bytes(b"one line " * (50_000_000 // 9))
    (folder / "199.zip").write_bytes(_zip({f"{i}.txt": bytes(30_000_000) for i in range(4)}))
    return folder


def test_every_junk_file_is_accounted_for(junk: Path) -> None:
    start = time.process_time()
    found = list(read([junk], limits=Limits(archive_bytes=100_000_000)))
    assert time.process_time() - start < 60
    for file in sorted(junk.iterdir()):
        own = [item for item in found if item.source.startswith(str(file))]
        assert own, f"{file.name} left no record"
        for item in own:
            assert isinstance(item, Article) or item.reason
            if isinstance(item, Skipped) and item.failed:
                assert item.remedy, f"{item.source}: {item.reason} has no remedy"


def test_most_junk_is_refused_with_a_reason(junk: Path) -> None:
    found = list(read([junk]))
    huge = next(item for item in found if item.source.endswith("198.txt"))
    assert isinstance(huge, Skipped) and "larger than 20,000,000 bytes" in huge.reason
    bomb = [item for item in found if "199.zip" in item.source]
    assert bomb and all(isinstance(item, Skipped) for item in bomb)
    for item in found:
        if isinstance(item, Article):
            for piece in item.raw_map:
                here = item.text[piece.text_start : piece.text_start + piece.length]
                assert here == item.raw[piece.raw_start : piece.raw_start + piece.length]
