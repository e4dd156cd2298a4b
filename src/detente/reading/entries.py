"""Sources → open files: folders are walked, gz and zip unpacked, one file at a time."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from detente.errors import InputError
from detente.model import Skipped
from detente.reading.cues import cues
from detente.reading.decode import SAMPLE
from detente.reading.fetch import Fetcher, Web, is_address
from detente.reading.limits import Limits
from detente.reading.office import STORY, is_word, text_of

# What reading a broken file or archive may raise.
BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
    struct.error,
    ValueError,
)

_GZIP, _ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file open for reading.

    Attributes:
        name: how messages call it; members of archives follow the archive's name.
        stream: its bytes, packing undone.
        keys: the names by which metadata may speak of it, most exact first.
        found: whether it was found in a folder or archive, not named by the user.
        fetch: gets what it points to, where it was itself fetched by its address.
    """

    name: str
    stream: io.BufferedReader
    keys: tuple[str, ...] = ()
    found: bool = False
    fetch: Fetcher | None = None

    @property
    def suffix(self) -> str:
        """The end of its name that tells the format, as ``.txt``."""
        return PurePosixPath(self.name.lower().removesuffix(".gz")).suffix


def entries(
    sources: Iterable[str | Path],
    limits: Limits,
    *,
    leave_out: Path | None = None,
    fetch: Fetcher | None = None,
) -> Iterator[Entry | Skipped]:
    """Open each file of the sources in turn; an entry is to be read before the next is asked for.

    Args:
        sources: files, folders (walked in order of names), archives, addresses of pages and feeds, ``-`` for standard
            input.
        limits: how much may be unpacked, how deep.
        leave_out: a file among them that is no article (the metadata).
        fetch: gets addresses; by default over the network.
    """
    opener = _Opener(limits, leave_out.resolve() if leave_out else None)
    web = fetch or Web(limits)
    for source in sources:
        if str(source) == "-":
            yield from opener.standard_input()
        elif is_address(source):
            yield from opener.address(str(source), web)
        else:
            yield from opener.path(Path(source), Path(source))


def _buffered(stream: BinaryIO | io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(stream, SAMPLE)  # type: ignore[arg-type]


def _keys(path: PurePosixPath | Path, *more: str) -> tuple[str, ...]:
    bare = path.with_suffix("") if path.suffix == ".gz" else path
    return tuple(dict.fromkeys((*more, path.as_posix(), path.name, bare.name, bare.stem)))


class _Metered(io.RawIOBase):
    """A packed file's content, which may not be longer than what is left of the archive's allowance."""

    def __init__(self, inner: BinaryIO, allowance: list[int]) -> None:
        self.inner, self.allowance = inner, allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.inner.read(len(buffer))
        self.allowance[0] -= len(data)
        if self.allowance[0] < 0:
            raise InputError("unpacks to more than an archive may; unpack it and pass the folder, or raise the limit")
        buffer[: len(data)] = data
        return len(data)


@dataclass(slots=True)
class _Opener:
    limits: Limits
    leave_out: Path | None

    def standard_input(self) -> Iterator[Entry | Skipped]:
        """What is piped in; the stream is left open for whoever owns it."""
        stream = _buffered(sys.stdin.buffer)
        try:
            yield from self.unpacked(Entry("-", stream), 0)
        finally:
            stream.detach()

    def address(self, address: str, fetch: Fetcher) -> Iterator[Entry | Skipped]:
        """Fetch a page or a feed."""
        try:
            data = fetch(address)
        except InputError as error:
            yield refused(address, error)
            return
        yield from self.unpacked(Entry(address, _buffered(io.BytesIO(data)), (address,), fetch=fetch), 0)

    def path(self, path: Path, top: Path) -> Iterator[Entry | Skipped]:
        """Open a file, or walk a folder."""
        try:
            if path.is_dir():
                yield from self._folder(path, top)
            elif not path.exists():
                yield Skipped(source=str(path), reason="there is no such file", remedy="check the name")
            elif not path.is_file():
                yield Skipped(source=str(path), reason="is no regular file", remedy="pass a file, a folder or -")
            elif path.resolve() != self.leave_out:
                yield from self._file(path, top)
        except OSError as error:
            yield Skipped(
                source=str(path), reason=f"cannot be read ({error.strerror or error})", remedy="check its rights"
            )

    def _folder(self, path: Path, top: Path) -> Iterator[Entry | Skipped]:
        children = sorted(path.iterdir())
        if not children:
            yield Skipped(
                source=str(path), reason="is an empty folder", remedy="put articles in it", failed=path == top
            )
        for child in children:
            if child.name.startswith("."):
                yield Skipped(
                    source=str(child), reason="is hidden", remedy="name it as a source to read it", failed=False
                )
            elif child.is_symlink() and child.is_dir():
                yield Skipped(
                    source=str(child), reason="is a link to a folder", remedy="name it as a source", failed=False
                )
            elif _is_database(child):
                yield Skipped(
                    source=str(child), reason="is a database", remedy="export its texts as CSV or JSONL", failed=False
                )
            elif cues().furniture.fullmatch(child.name) and child.is_file():
                yield Skipped(
                    source=str(child),
                    reason="describes the folder",
                    remedy="name it as a source to read it",
                    failed=False,
                )
            else:
                yield from self.path(child, top)

    def _file(self, path: Path, top: Path) -> Iterator[Entry | Skipped]:
        relative = path.relative_to(top) if path != top else Path(path.name)
        with path.open("rb", buffering=0) as stream:
            entry = Entry(
                str(path), _buffered(stream), _keys(relative, str(path.resolve()), str(path)), found=path != top
            )
            yield from self.unpacked(entry, 0)

    def unpacked(self, entry: Entry, depth: int, allowance: list[int] | None = None) -> Iterator[Entry | Skipped]:
        """The entry itself, or where it is packed what it holds."""
        try:
            start = entry.stream.peek(4)[:4]
            packed = start.startswith(_GZIP) or start in _ZIP
            if packed and depth > self.limits.archive_depth:
                yield self._too_deep(entry)
            elif start.startswith(_GZIP):
                yield from self._gzip(entry, depth, allowance or [self.limits.archive_bytes])
            elif start in _ZIP:
                yield from self._zip(entry, depth, allowance or [self.limits.archive_bytes])
            else:
                yield entry
        except InputError as error:
            yield refused(entry.name, error)
        except BROKEN as error:
            yield broken(entry.name, error)

    def _too_deep(self, entry: Entry) -> Skipped:
        reason = f"is an archive within {self.limits.archive_depth + 1} archives"
        return Skipped(source=entry.name, reason=reason, remedy="unpack it and pass the folder")

    def _gzip(self, entry: Entry, depth: int, allowance: list[int]) -> Iterator[Entry | Skipped]:
        with gzip.GzipFile(fileobj=entry.stream) as unzipped:
            stream = _buffered(_Metered(unzipped, allowance))  # type: ignore[arg-type]
            yield from self.unpacked(Entry(entry.name, stream, entry.keys, entry.found), depth + 1, allowance)

    def _zip(self, entry: Entry, depth: int, allowance: list[int]) -> Iterator[Entry | Skipped]:
        with zipfile.ZipFile(self._seekable(entry)) as archive:
            members = archive.infolist()
            if is_word(archive):
                yield self._word(entry, archive, allowance)
                return
            if any(m.filename == "[Content_Types].xml" for m in members):
                yield Skipped(source=entry.name, reason="is an Office document", remedy="save it as text, .docx or CSV")
                return
            files = [m for m in members if not m.is_dir()]
            if not files:
                yield Skipped(source=entry.name, reason="is an archive without files", remedy="check how it was made")
            for member in files:
                yield from self._member(entry, archive, member, depth, allowance)

    def _word(self, entry: Entry, archive: zipfile.ZipFile, allowance: list[int]) -> Entry:
        with archive.open(STORY) as story:
            text = text_of(_buffered(_Metered(story, allowance)))  # type: ignore[arg-type]
        return Entry(entry.name, _buffered(io.BytesIO(text.encode("utf-8"))), entry.keys, entry.found)

    def _member(
        self, entry: Entry, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int, allowance: list[int]
    ) -> Iterator[Entry | Skipped]:
        name, inner = f"{entry.name}/{member.filename}", PurePosixPath(member.filename)
        if member.flag_bits & 1:
            yield Skipped(source=name, reason="is encrypted", remedy="unpack it with its password and pass the folder")
        elif any(part.startswith((".", "__MACOSX")) for part in inner.parts) or cues().furniture.fullmatch(inner.name):
            yield Skipped(
                source=name, reason="is hidden or describes the archive", remedy="unpack it to read it", failed=False
            )
        else:
            try:
                with archive.open(member) as stream:
                    metered = _buffered(_Metered(stream, allowance))  # type: ignore[arg-type]
                    yield from self.unpacked(Entry(name, metered, _keys(inner, name), found=True), depth + 1, allowance)
            except BROKEN as error:
                yield broken(name, error)

    def _seekable(self, entry: Entry) -> BinaryIO:
        """The archive's bytes with random access: zip keeps its list of contents at the end."""
        if entry.stream.seekable():
            return entry.stream
        data = entry.stream.read(10 * self.limits.file_bytes + 1)
        if len(data) > 10 * self.limits.file_bytes:
            raise InputError("is a packed archive too large to unpack in memory; unpack it and pass the folder")
        return io.BytesIO(data)


def refused(name: str, error: InputError) -> Skipped:
    """The record of a file that cannot be used; the error says why and, after a semicolon, what to do."""
    reason, _, remedy = str(error).partition("; ")
    return Skipped(source=name, reason=reason, remedy=remedy)


def broken(name: str, error: BaseException) -> Skipped:
    """The record of a file that breaks off or does not hold together."""
    told = f" ({error})" if str(error) else ""
    return Skipped(source=name, reason=f"is damaged or cut off{told}", remedy="fetch or pack it anew")


def _is_database(path: Path) -> bool:
    """Whether a file is a SQLite database, such as an archive of détente, or works beside one."""
    if path.name.endswith(("-wal", "-shm")):
        path = path.with_name(path.name[:-4])
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"
