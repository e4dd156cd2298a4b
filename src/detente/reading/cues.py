"""What the codebook knows of pages: line patterns and signs of kind, read from ``pages.toml`` and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from detente.errors import CodebookError
from detente.model import Kind

PAGES = Path(__file__).parents[1] / "codebook" / "data" / "pages.toml"

Place = Literal["label", "headline", "head", "body", "bio", "foot", "source", "page"]


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of the sections of the file: a name that is not known is a fault."""


class _Lines(_Section, frozen=True):
    boilerplate: tuple[str, ...]
    credits: tuple[str, ...]
    films: tuple[str, ...]
    ends: tuple[str, ...]
    outlets: tuple[str, ...]


class _Teasers(_Section, frozen=True):
    labels: tuple[str, ...]
    linked: tuple[str, ...]
    linked_below: tuple[str, ...]


class _Cuts(_Section, frozen=True):
    markdown: tuple[str, ...]
    anywhere: tuple[str, ...]
    date_labels: tuple[str, ...]
    photo_credits: tuple[str, ...]
    photo_names: tuple[str, ...]
    photo_labels: tuple[str, ...]
    sentences: tuple[str, ...]


class _Head(_Section, frozen=True):
    sections: tuple[str, ...]
    issuers: tuple[str, ...]
    prefixes: tuple[str, ...]
    outlets: tuple[str, ...]
    bylines: tuple[str, ...]
    name: str
    before_date: str
    after_date: str


class _Publication(_Section, frozen=True):
    ahead: str
    open: str
    fetched: str
    saved: str


class _Bio(_Section, frozen=True):
    predicates: tuple[str, ...]
    openings: tuple[str, ...]


class _Furniture(_Section, frozen=True):
    names: tuple[str, ...]


class _Language(_Section, frozen=True):
    english: tuple[str, ...]


class _Markup(_Section, frozen=True):
    silent: frozenset[str]
    inline: frozenset[str]
    tracked: frozenset[str]
    outside: frozenset[str]
    containers: frozenset[str]
    furniture: tuple[str, ...]


class _Sign(_Section, frozen=True):
    kind: Kind
    where: Place
    weight: float
    pattern: str
    most: int = 3


class _File(_Section, frozen=True):
    lines: _Lines
    teasers: _Teasers
    cuts: _Cuts
    head: _Head
    publication: _Publication
    bio: _Bio
    furniture: _Furniture
    language: _Language
    markup: _Markup
    signs: tuple[_Sign, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a text's kind: a pattern, where it counts, how much and how often at most."""

    kind: Kind
    where: Place
    weight: float
    most: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The patterns of ``pages.toml``, compiled. Each is described there, under the same name."""

    boilerplate: re.Pattern[str]
    credits: re.Pattern[str]
    films: re.Pattern[str]
    ends: re.Pattern[str]
    outlets: tuple[re.Pattern[str], ...]
    teaser_labels: re.Pattern[str]
    teaser_linked: re.Pattern[str]
    teaser_linked_below: re.Pattern[str]
    cuts: re.Pattern[str]
    date_labels: re.Pattern[str]
    photo_credits: re.Pattern[str]
    photo_names: re.Pattern[str]
    photo_labels: re.Pattern[str]
    sentences: re.Pattern[str]
    sections: re.Pattern[str]
    issuers: re.Pattern[str]
    prefixes: re.Pattern[str]
    outlet_names: re.Pattern[str]
    bylines: tuple[re.Pattern[str], ...]
    name: re.Pattern[str]
    name_line: re.Pattern[str]
    before_date: re.Pattern[str]
    after_date: re.Pattern[str]
    ahead: re.Pattern[str]
    open: re.Pattern[str]
    fetched: re.Pattern[str]
    saved: re.Pattern[str]
    bio_predicates: re.Pattern[str]
    bio_openings: re.Pattern[str]
    furniture: re.Pattern[str]
    english: frozenset[str]
    silent: frozenset[str]
    inline: frozenset[str]
    tracked: frozenset[str]
    outside: frozenset[str]
    containers: frozenset[str]
    furniture_names: re.Pattern[str]
    signs: tuple[Sign, ...]


@cache
def cues(path: Path = PAGES) -> Cues:
    """Read the page patterns.

    Args:
        path: the TOML file.

    Raises:
        CodebookError: the file is not TOML, misses a section, or holds a pattern that is none; with file and line.
    """
    source = path.read_text(encoding="utf-8")
    try:
        known = msgspec.convert(tomllib.loads(source), _File)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(path, None, str(error)) from error
    except msgspec.ValidationError as error:
        raise CodebookError(path, None, str(error)) from error
    return _compiled(known, _Compiler(path, source))


class _Compiler:
    """Compiles patterns of one file; a fault names the line on which the pattern stands."""

    def __init__(self, path: Path, source: str) -> None:
        self.path, self.source = path, source

    def one(self, pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        try:
            return re.compile(pattern, flags)
        except re.error as error:
            line = self.source[: max(self.source.find(pattern), 0)].count("\n") + 1
            raise CodebookError(self.path, line, f"{pattern!r} is no regular expression: {error}") from error

    def any(self, patterns: Iterable[str]) -> re.Pattern[str]:
        checked = [self.one(pattern).pattern for pattern in patterns]
        return re.compile("|".join(f"(?:{p})" for p in checked), re.IGNORECASE)


def _compiled(file: _File, compiler: _Compiler) -> Cues:
    return Cues(
        boilerplate=compiler.any(file.lines.boilerplate),
        credits=compiler.any(file.lines.credits),
        ends=compiler.any(file.lines.ends),
        films=compiler.any(file.lines.films),
        outlets=tuple(compiler.one(p) for p in file.lines.outlets),
        teaser_labels=compiler.any(file.teasers.labels),
        teaser_linked=compiler.any(file.teasers.linked),
        teaser_linked_below=compiler.any(file.teasers.linked_below),
        cuts=compiler.any((*file.cuts.markdown, *file.cuts.anywhere)),
        date_labels=compiler.any(file.cuts.date_labels),
        photo_credits=compiler.any(file.cuts.photo_credits),
        photo_names=compiler.any(file.cuts.photo_names),
        photo_labels=compiler.any(file.cuts.photo_labels),
        sentences=compiler.any(file.cuts.sentences),
        sections=compiler.any(file.head.sections),
        issuers=compiler.any(file.head.issuers),
        outlet_names=compiler.any(file.head.outlets),
        prefixes=compiler.any(file.head.prefixes),
        bylines=tuple(compiler.one(p) for p in file.head.bylines),
        name=compiler.one(file.head.name, re.NOFLAG),
        name_line=compiler.one(rf"(?P<name>{file.head.name})(?:(?:,| and| in) [\w’' .-]{{3,40}})?", re.NOFLAG),
        before_date=compiler.one(file.head.before_date),
        after_date=compiler.one(file.head.after_date),
        ahead=compiler.one(file.publication.ahead),
        open=compiler.one(file.publication.open),
        fetched=compiler.one(file.publication.fetched),
        saved=compiler.one(file.publication.saved),
        bio_predicates=compiler.any(file.bio.predicates),
        bio_openings=compiler.any(file.bio.openings),
        furniture=compiler.any(file.furniture.names),
        english=frozenset(file.language.english),
        silent=file.markup.silent,
        inline=file.markup.inline,
        tracked=file.markup.tracked,
        outside=file.markup.outside,
        containers=file.markup.containers,
        furniture_names=compiler.any(file.markup.furniture),
        signs=tuple(Sign(s.kind, s.where, s.weight, s.most, compiler.one(s.pattern, _MULTI)) for s in file.signs),
    )


_MULTI = re.IGNORECASE | re.MULTILINE
