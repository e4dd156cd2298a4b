"""Takes the furniture of a page away: adverts, menus, teasers, counters, credits, repeated lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from detente.model import Role
from detente.reading.cues import Cues
from detente.reading.dates import find_date
from detente.reading.lines import Line
from detente.reading.shapes import ends_sentence, is_prose, key, menu_items, words

_BULLET = re.compile(r"[•●▪◦‣*–—-]\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=[^\W\d])")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_DASH = re.compile(r"\s[–—-]\s(?!.*\s[–—-]\s)")
_CREDIT_START = re.compile(r"(?<!\w)[(\[A-Za-z©]")
_BOUNDARY = re.compile(r"[.!?…:][\"”’')\]]*\s*$|[\s|–—-]$")
_NAMES_ONLY = 4  # words of a menu item at most
_CAPTION = 70  # words of a caption at most
_CAPTION_CHARS = 700
_CREDIT = 150  # characters of a photo credit at most
_REQUEST = 400  # characters of the requests at the end of a paragraph at most


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the story; ``role`` is None where it is still to be told. ``listed`` lines began with a marker."""

    line: Line
    role: Role | None = None
    listed: bool = False

    @property
    def text(self) -> str:
        """The line's characters."""
        return self.line.text


@dataclass(slots=True)
class Sweep:
    """What one pass over a page leaves (``kept``) and what the removed lines told of it."""

    kept: list[Kept] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    outlet: str = ""


def sweep(lines: Iterable[Line], cues: Cues) -> Sweep:
    """Take the furniture of a page away.

    Args:
        lines: the page's lines in order.
        cues: the patterns that tell furniture.

    Returns:
        The lines of the story with the cuts made, and the labels, credit lines and outlet that were found on the way.
    """
    sweeper = _Sweeper(cues)
    for line in lines:
        sweeper.take(line)
    sweeper.drop_tail()
    sweeper.drop_runs()
    return sweeper.found


class _Sweeper:
    def __init__(self, cues: Cues) -> None:
        self.cues = cues
        self.found = Sweep()
        self.seen: set[str] = set()
        self.prose = 0
        self.in_teasers = False
        self.at_film = False
        self.ended = False
        self.under_link = False

    def take(self, line: Line) -> None:
        """Decide one line: removed, or kept with its cuts made."""
        if self.cues.films.fullmatch(line.text):
            self.at_film = True
            return
        if self.prose and self.cues.ends.fullmatch(line.text):
            self.ended = True
        if self.ended and not is_prose(line.text):
            return
        if self._is_furniture(line.text) or self._is_teaser(line):
            return
        if self._takes_menu(line) or self._takes_prefix(line) or self._takes_outlet(line):
            return
        self.in_teasers = False
        kept = self._trimmed(line)
        if kept is None or self._is_repeated(kept):
            return
        if self.at_film and self.prose and kept.role is None and self._is_title_of_other(line):
            kept = replace(kept, role="caption")
        self.at_film = False
        self._drop_fuller(kept)
        self.found.kept.append(kept)
        self.prose += is_prose(kept.text)

    def _drop_fuller(self, kept: Kept) -> None:
        """Take back the page title above that says the headline and more, and the stand-in text of a picture."""
        own = key(kept.text)
        if kept.role == "caption" and self.found.kept:
            last = self.found.kept[-1]
            if last.role is None and words(last.text) >= 5 and own.startswith(key(last.text)):
                self.found.kept.pop()
        elif not self.prose and words(own) >= 4:
            self.found.kept = [k for k in self.found.kept if k.role or not key(k.text).startswith(own)]

    def drop_tail(self) -> None:
        """Short lines after the last paragraph that are no sentences lead elsewhere; only where there is a story."""
        kept = self.found.kept
        while self.prose >= 2 and kept and kept[-1].role is None and self._leads_away(kept[-1]):
            self.found.foot.append(kept.pop().text)

    def drop_runs(self) -> None:
        """A label and titles in a row in the midst of a story lead elsewhere, unless a colon announces a list."""
        kept: list[Kept] = []
        for short, run in groupby(self.found.kept, key=self._is_short):
            lines = list(run)
            announced = not kept or kept[-1].text.endswith(":") or not any(is_prose(k.text) for k in kept)
            if not short or announced or not _is_label_with_titles(lines):
                kept.extend(lines)
        self.found.kept = kept

    def _is_short(self, kept: Kept) -> bool:
        asks = kept.text.endswith("?") and words(kept.text) <= 14
        heading = kept.line.hints & {"heading", "h2", "h3", "h4"}
        return kept.role is None and words(kept.text) <= 16 and not heading and (asks or not ends_sentence(kept.text))

    def _leads_away(self, kept: Kept) -> bool:
        return not ends_sentence(kept.text) and words(kept.text) <= 15

    def _is_furniture(self, text: str) -> bool:
        for pattern in self.cues.outlets:
            if match := pattern.fullmatch(text):
                self.found.outlet = self.found.outlet or match["outlet"].strip()
        if self.cues.credits.fullmatch(text):
            self.found.foot.append(text)
            return True
        return bool(self.cues.boilerplate.fullmatch(text))

    def _is_teaser(self, line: Line) -> bool:
        """Whether a line leads to another story; the short sentence under a link among teasers goes with it."""
        under_link, self.under_link = self.under_link, False
        if self._leads_elsewhere(line):
            self.under_link = self.in_teasers and "linked" in line.hints
            return True
        return under_link and not is_prose(line.text)

    def _leads_elsewhere(self, line: Line) -> bool:
        text = line.text
        if self.cues.teaser_labels.fullmatch(text.rstrip(" :»>")):
            self.in_teasers = self.prose > 0
            return True
        linked = self.cues.teaser_linked.fullmatch(text) or (
            self.prose > 0 and self.cues.teaser_linked_below.fullmatch(text)
        )
        if linked and words(text) <= 35:
            return True
        is_link = "linked" in line.hints and self.prose > 0 and not is_prose(text)
        return is_link or (self.in_teasers and self._is_title_of_other(line))

    def _is_title_of_other(self, line: Line) -> bool:
        """Whether a line under a teaser label is the title of another story: short, and not a sentence."""
        if words(line.text) > 22:
            return False
        if not ends_sentence(line.text):
            return True
        asks = line.text.rstrip("\"”’'").endswith("?")
        return asks and (not line.gap or bool(_BULLET.match(line.text) or _NUMBER.match(line.text)))

    def _takes_menu(self, line: Line) -> bool:
        """Menus and breadcrumbs go, their labels are noted; ``Opinion | A headline`` is parted."""
        items = menu_items(line.text)
        if not items or ends_sentence(line.text) or len(items[-1]) > 200:
            return False
        if len(items) == 2 and not self.prose and words(items[0]) > _NAMES_ONLY >= words(items[1]):
            if self._tells_of_author(items[1]):
                return False
            self.found.outlet = self.found.outlet or items[1]
            self.take(line.cut(0, line.text.index(items[0]) + len(items[0])))
            return True
        if len(items) == 2 and self.cues.sections.fullmatch(items[0]) and words(items[1]) > _NAMES_ONLY:
            at = line.text.index(items[0]) + len(items[0])
            self.take(line.cut(0, at))
            self.take(line.cut(line.text.index(items[1], at), len(line.text)))
            return True
        if any(words(item) > _NAMES_ONLY + 2 or self._tells_of_author(item) for item in items):
            return False
        if len(items) < 3 or items[0].casefold() == "home" or not re.search(r"[|·•]", line.text):
            self.found.labels.extend(items)
        return True

    def _takes_prefix(self, line: Line) -> bool:
        """``Opinion: A headline`` is parted."""
        label, colon, rest = line.text.partition(": ")
        if self.prose or not colon or words(rest) < _NAMES_ONLY or not self.cues.prefixes.fullmatch(label):
            return False
        self.found.kept.append(Kept(line.cut(0, len(label)), "section"))
        self.take(line.cut(len(label) + 2, len(line.text)))
        return True

    def _takes_outlet(self, line: Line) -> bool:
        """``A headline - The Paper`` is parted from the paper's name."""
        dash = None if self.prose else _DASH.search(line.text)
        if dash is None or words(line.text[: dash.start()]) < _NAMES_ONLY:
            return False
        name = line.text[dash.end() :]
        if not self.cues.outlet_names.fullmatch(name):
            return False
        self.found.outlet = self.found.outlet or name
        self.take(line.cut(0, dash.start()))
        return True

    def _tells_of_author(self, item: str) -> bool:
        return bool(find_date(item)) or any(p.fullmatch(item) for p in self.cues.bylines)

    def _trimmed(self, line: Line) -> Kept | None:
        """The line without marker, inline furniture, credits and requests; None where nothing is left."""
        heading = _HEADING.match(line.text)
        if heading:
            line = replace(line.cut(heading.end(), len(line.text)), hints=line.hints | {"heading"})
        marker = _BULLET.match(line.text) or (None if is_prose(line.text) else _NUMBER.match(line.text))
        if marker:
            line = line.cut(marker.end(), len(line.text))
        while match := self.cues.cuts.search(line.text):
            line = line.without(*match.span())
        line = self._without_requests(line)
        kept = self._caption(line)
        return replace(kept, listed=bool(marker)) if kept.text else None

    def _without_requests(self, line: Line) -> Line:
        """The paragraph without the sentences at its end that ask for a subscription and the like."""
        for match in self.cues.sentences.finditer(line.text, max(0, len(line.text) - _REQUEST)):
            before = line.text[: match.start()]
            starts = not before.strip() or bool(re.search(r"[.!?…][\"”’')\]]*\s+$", before))
            quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
            if starts and not quoted and not is_prose(line.text[match.end() :]):
                return line.cut(0, match.start())
        return line

    def _caption(self, line: Line) -> Kept:
        """Part a caption from the credit of its picture; a credit alone marks the line above as caption."""
        if len(line.text) > _CAPTION_CHARS or words(line.text) > _CAPTION:
            return Kept(line)
        label = self.cues.photo_labels.match(line.text)
        if label and words(line.text[label.end() :]) >= 5:
            line = line.cut(label.end(), len(line.text))
        start = self._credit_start(line.text)
        if (
            start is None
            and (label or "figcaption" in line.hints)
            and (name := self.cues.photo_names.search(line.text))
        ):
            start = name.start()
        if start is None:
            return Kept(line, "caption" if label or "figcaption" in line.hints else None)
        if start == 0 and not line.gap and self.found.kept and self.found.kept[-1].role is None:
            self.found.kept[-1] = replace(self.found.kept[-1], role="caption")
        return Kept(line.cut(0, start), "caption")

    def _credit_start(self, text: str) -> int | None:
        """Where the credit at the end of a caption begins."""
        for match in _CREDIT_START.finditer(text, max(0, len(text) - _CREDIT)):
            at = match.start()
            if words(text[at:]) > 12 or not self.cues.photo_credits.fullmatch(text, at):
                continue
            if at == 0 or _BOUNDARY.search(text[:at].rstrip()) or text[at] in "([©" or text[at].isupper():
                return at
        return None

    def _is_repeated(self, kept: Kept) -> bool:
        """Whether the same line stood above; a title that is at once repeated in mid-story is a film's caption."""
        own = key(kept.text)
        if words(own) < 3:
            return bool(self.found.kept) and key(self.found.kept[-1].text) == own
        if own not in self.seen:
            self.seen.add(own)
            return False
        last = self.found.kept[-1] if self.found.kept else None
        if last and self.prose and last.role is None and key(last.text) == own and not ends_sentence(last.text):
            self.found.kept[-1] = replace(last, role="caption")
        return True


def _is_label_with_titles(lines: Sequence[Kept]) -> bool:
    """Whether short lines look like ``Also on our site`` and links below it."""
    label, *titles = lines
    if len(titles) < 2 or words(label.text) > 5 or label.text.endswith((":", "?")) or label.listed:
        return False
    return all(words(title.text) >= 4 and not title.text.endswith(":") for title in titles)
