"""Adding articles in the background: one job after the other, each with its progress and what came of it."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

import msgspec

from detente import Progress
from detente.app.readers import Readers
from detente.errors import DetenteError, InputError
from detente.model import Article, Kind, Skipped
from detente.reading import read
from detente.reading.fetch import Web, is_address

State = Literal["waiting", "running", "done", "failed"]

# So many jobs wait at most, and so many that are over are remembered.
MOST_WAITING, REMEMBERED = 20, 100
# A job lists so many of its articles.
LISTED = 200
COUNTS = ("read", "coded", "already_there", "near_copies", "statements")


class Wanted(NamedTuple):
    """What is to be added: files by name and content, an address, and what is known of all of it."""

    name: str
    files: tuple[tuple[str, bytes], ...] = ()
    address: str = ""
    published: str | None = None
    outlet: str = ""
    kind: Kind | None = None


class Added(msgspec.Struct, frozen=True):
    """An article that a job read."""

    id: str
    title: str
    source: str


class JobRead(msgspec.Struct, frozen=True, kw_only=True):
    """How far a job is. ``step`` rises with every change; ``problem`` tells why it failed.

    ``skipped`` counts what was left out, ``left_out`` lists the first of it when the job is over.
    """

    id: str
    name: str
    state: State = "waiting"
    step: int = 0
    read: int = 0
    coded: int = 0
    already_there: int = 0
    near_copies: int = 0
    skipped: int = 0
    statements: int = 0
    source: str = ""
    articles: tuple[Added, ...] = ()
    left_out: tuple[Skipped, ...] = ()
    problem: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("done", "failed")


class Jobs:
    """The jobs of a server. They run one at a time, for an archive has one writer; those not begun at its end are lost.

    Args:
        readers: the archive.
        public_only: whether addresses on this machine and its network are refused.
    """

    def __init__(self, readers: Readers, *, public_only: bool) -> None:
        self._readers, self._public_only = readers, public_only
        self._known: dict[str, JobRead] = {}
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, "jobs")

    def begin(self, wanted: Wanted) -> JobRead:
        """Take a job.

        Raises:
            InputError: there is nothing to add, the address is none, or too many jobs wait.
        """
        if not wanted.files and not wanted.address:
            raise InputError("there is nothing to add: paste a text, choose files or give an address")
        if wanted.address and not is_address(wanted.address):
            raise InputError(f"{wanted.address!r} is no address of the web; it begins with https:// or http://")
        status = JobRead(id=uuid.uuid4().hex, name=wanted.name)
        with self._lock:
            if sum(not one.over for one in self._known.values()) >= MOST_WAITING:
                raise InputError(f"{MOST_WAITING} jobs wait already; try again when some are done")
            over = [key for key, one in self._known.items() if one.over]
            for key in over[: max(0, len(over) - REMEMBERED)]:
                del self._known[key]
            self._known[status.id] = status
        self._worker.submit(self._run, status.id, wanted)
        return status

    def status(self, job_id: str) -> JobRead | None:
        """How far a job is; None for one that is not known."""
        with self._lock:
            return self._known.get(job_id)

    def latest(self) -> list[JobRead]:
        """All jobs known, the last begun first."""
        with self._lock:
            return list(reversed(self._known.values()))

    def close(self) -> None:
        """Begin no further job. The one that runs is left to its batches, each of which is whole."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _set(self, job_id: str, **changes: Any) -> None:
        with self._lock:
            now = self._known[job_id]
            self._known[job_id] = msgspec.structs.replace(now, step=now.step + 1, **changes)

    def _run(self, job_id: str, wanted: Wanted) -> None:
        self._set(job_id, state="running")
        try:
            with TemporaryDirectory(prefix="detente-") as folder:
                self._add(job_id, wanted, Path(folder))
        except (DetenteError, OSError) as error:
            self._set(job_id, state="failed", problem=str(error))
        except Exception as error:  # A job must not end unheard: whatever it was is told where one looks for it.
            problem = f"The server met an error of its own ({type(error).__name__}). What was coded before is kept."
            self._set(job_id, state="failed", problem=problem)
            raise

    def _add(self, job_id: str, wanted: Wanted, folder: Path) -> None:
        paths = [_kept(folder, number, name, content) for number, (name, content) in enumerate(wanted.files)]
        sources = [*map(str, paths), *([wanted.address] if wanted.address else [])]
        items = read(
            sources,
            published=wanted.published,
            outlet=wanted.outlet,
            kind=wanted.kind,
            fetch=Web(public_only=self._public_only),
        )
        with self._readers.writer() as archive:
            report = archive.add_articles(self._heard(job_id, items, folder), progress=lambda p: self._tell(job_id, p))
        counts = {name: getattr(report, name) for name in COUNTS}
        skipped = report.skipped + report.failed
        self._set(job_id, state="done", left_out=report.left_out[:LISTED], skipped=skipped, **counts)

    def _tell(self, job_id: str, p: Progress) -> None:
        self._set(job_id, skipped=p.left_out, **{name: getattr(p, name) for name in (*COUNTS, "source")})

    def _heard(self, job_id: str, items: Iterator[Article | Skipped], folder: Path) -> Iterator[Article | Skipped]:
        """The items under the names that the user knows, and each article noted."""
        noted: tuple[Added, ...] = ()
        for item in items:
            named = _named(item, folder)
            if isinstance(named, Article) and len(noted) < LISTED:
                noted += (Added(named.id, named.title, named.source),)
                self._set(job_id, articles=noted)
            yield named


def _kept(folder: Path, number: int, name: str, content: bytes) -> Path:
    """A file of the user's in a folder of its own. Of its name only the last part is used, for the format it tells."""
    last = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip(". ") or "text"
    place = folder / str(number)
    place.mkdir()
    path = place / last[-100:]
    path.write_bytes(content)
    return path


def _named(item: Article | Skipped, folder: Path) -> Article | Skipped:
    """The item with its source as the user called it, not by where it was kept."""
    if not item.source.startswith(str(folder)):
        return item
    source = item.source.removeprefix(str(folder)).lstrip("/\\").partition("/")[2]
    return msgspec.structs.replace(item, source=source)
