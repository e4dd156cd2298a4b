"""Tells the parts of a story apart: section, headline, standfirst, byline, captions, body, bio."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.model import Role
from detente.reading.cues import Cues
from detente.reading.dates import find_date
from detente.reading.furniture import Kept
from detente.reading.lines import Line, Part
from detente.reading.shapes import ends_sentence, is_prose, is_sentence, is_title_case, key, words

_HEAD = 14  # lines in which title, author and date are looked for
_TAIL = 4  # paragraphs at the end that may be about the author


@dataclass(slots=True)
class Story:
    """The parts of a story in order, and what its head and foot say of it."""

    parts: list[Part] = field(default_factory=list)
    title: str = ""
    author: str = ""
    published: str | None = None

    def of(self, *roles: Role) -> list[str]:
        """The text of all parts with one of the roles."""
        return [part.line.text for part in self.parts if part.role in roles]


def tell_roles(kept: Sequence[Kept], cues: Cues, *, title: str = "", author: str = "") -> Story:
    """Give each line its role.

    Args:
        kept: the lines of the story, furniture taken away.
        cues: the patterns of section names, bylines and bios.
        title: the headline where it is known.
        author: the author where known.

    Returns:
        The parts in order with title, author and date as far as the text tells them.
    """
    teller = _Teller(kept, cues, title, author)
    return teller.story()


class _Teller:
    def __init__(self, kept: Sequence[Kept], cues: Cues, title: str, author: str) -> None:
        self.kept, self.cues = kept, cues
        self.known_title = key(title)
        self.found = Story(author=author)

    def story(self) -> Story:
        roles: list[Role | None] = [k.role for k in self.kept]
        signed = self._signed()
        headline = self._headline(signed)
        body = self._body_start(headline, signed)
        for i in range(body):
            roles[i] = roles[i] or self._head_role(i, headline, signed)
        for i in range(body, len(roles)):
            roles[i] = roles[i] or "body"
        for i in self._bios(body):
            roles[i] = "bio"
        for kept, role in zip(self.kept, roles, strict=True):
            self._add(role or "body", kept.line)
        return self.found

    def _signed(self) -> list[int]:
        """The lines of the head that tell author or date."""
        found: list[int] = []
        for i, kept in enumerate(self.kept[:_HEAD]):
            if words(kept.text) > 60:
                break
            if kept.role is None and self._is_byline(i):
                found.append(i)
        return found

    def _is_byline(self, i: int) -> bool:
        text = self.kept[i].text
        if words(text) > 20:
            return False
        if self._is_date_line(text) or any(self._names_author(p.fullmatch(text)) for p in self.cues.bylines):
            return True
        if i == 0 or words(text) > 8:
            return False
        near = [kept.text for kept in self.kept[i + 1 : i + 3]]
        return bool(self.cues.name_line.fullmatch(text)) and any(self._is_date_line(line) for line in near)

    def _names_author(self, found: re.Match[str] | None) -> bool:
        """Whether a line that begins as a byline is one: ``By Friday the port had closed.`` is none."""
        if not found:
            return False
        name = self.cues.name.match(found.groupdict().get("name") or "")
        return not is_sentence(found[0]) or (name is not None and found["name"][name.end() :][:1] in {"", ","})

    def _is_date_line(self, text: str) -> bool:
        """Whether a line holds a date and little more: weekday, place, time, "Published on"."""
        if not (found := find_date(text)) or ends_sentence(text.rstrip(".")):
            return False
        _, start, end = found
        before, after = self.cues.before_date.fullmatch(text[:start]), self.cues.after_date.fullmatch(text[end:])
        return bool(before and after)

    def _headline(self, signed: Sequence[int]) -> int | None:
        """The line that is the headline: marked as such, the known title, or the first that looks like one."""
        if len(self.kept) < 2:
            return None
        free = [i for i, k in enumerate(self.kept[:_HEAD]) if k.role is None and i not in signed]
        for i in free:
            if "h1" in self.kept[i].line.hints or (self.known_title and key(self.kept[i].text) == self.known_title):
                return i
        best: int | None = None
        for i in free:
            if signed and i > signed[-1] and best is not None:
                break
            text = self.kept[i].text
            if is_sentence(text) and not self._is_stopped_title(text):
                if signed and i < signed[0]:
                    continue
                break
            if self.cues.sections.fullmatch(text) or self.cues.issuers.fullmatch(text):
                continue
            if words(text) >= 4:
                return i
            best = i if words(text) >= 2 and best is None else best
        return best

    def _is_stopped_title(self, text: str) -> bool:
        """Whether a line is a headline although it ends in a stop: a question, a cry, or all in capitals."""
        if is_prose(text) and words(text) > 20:
            return False
        return text.rstrip("\"”’'")[-1] in "?!" or is_title_case(text)

    def _body_start(self, headline: int | None, signed: Sequence[int]) -> int:
        """The first line of the story proper: the first sentence below headline and byline."""
        start = max([-1 if headline is None else headline, *signed]) + 1
        for i in range(start, len(self.kept)):
            kept = self.kept[i]
            if kept.role is None and not (kept.listed and i < start + 3) and is_sentence(kept.text):
                return i
            if kept.role is None and words(kept.text) > 40:
                return i
        return len(self.kept) if headline is not None and start < len(self.kept) else start

    def _head_role(self, i: int, headline: int | None, signed: Sequence[int]) -> Role:
        text = self.kept[i].text
        if i == headline:
            return "headline"
        if i in signed:
            return "byline"
        label = self.cues.sections.fullmatch(text) or self.cues.issuers.fullmatch(text)
        if headline is None or i < headline or words(text) <= 3 or label:
            return "section"
        if signed and i > signed[-1] and not self.kept[i].listed:
            return "caption"
        return "standfirst"

    def _bios(self, body: int) -> list[int]:
        """The paragraphs at the end that say who the author is."""
        free = [i for i in range(body, len(self.kept)) if self.kept[i].role is None][-_TAIL:]
        found = [i for i in free if i > body and words(self.kept[i].text) <= 90 and self._is_bio(i)]
        notes = [i for i in range(body, min(body + 2, len(self.kept))) if self._is_note(i)]
        if not found:
            return notes
        first = self.kept[found[0]].text
        named = key(first) == key(self._author()) or (words(first) <= 4 and self._is_note(found[0]))
        return notes + [i for i in free if i >= found[0] and (named or i in found or not is_prose(self.kept[i].text))]

    def _is_note(self, i: int) -> bool:
        return self.kept[i].role is None and bool(self.cues.bio_openings.match(self.kept[i].text))

    def _is_bio(self, i: int) -> bool:
        text = self.kept[i].text.lstrip("*_ ")
        if self.cues.bio_openings.match(text):
            return True
        author = self._author()
        if author and key(text).startswith(key(author)):
            rest = text[len(author) :].lstrip(" ,*_")
            return not rest or bool(self.cues.bio_predicates.match(rest))
        return self._introduces_a_stranger(text, i)

    def _introduces_a_stranger(self, text: str, i: int) -> bool:
        """A person named at the very end and nowhere before is the author."""
        name = self.cues.name.match(text)
        if not name or i < len(self.kept) - 2 or not self.cues.bio_predicates.match(text[name.end() :].lstrip(" ,*_")):
            return False
        surname = name[0].split()[-1]
        if any(surname in k.text for k in self.kept[:i]):
            return False
        self.found.author = self.found.author or name[0]
        return True

    def _author(self) -> str:
        if not self.found.author:
            for i in self._signed():
                self._note(self.kept[i].text)
        return self.found.author

    def _add(self, role: Role, line: Line) -> None:
        if role == "byline":
            self._note(line.text)
            label = self.cues.date_labels.match(line.text)
            if label:
                line = line.cut(label.end(), len(line.text))
            line = line.cut(0, len(line.text.rstrip(" ,|·•–—-")))
        if role == "headline":
            self.found.title = self.found.title or line.text
        self.found.parts.append(Part(role, line))

    def _note(self, text: str) -> None:
        """Keep what a byline tells: author, date."""
        date = find_date(text)
        if date and not self.found.published:
            self.found.published = date[0]
        if self.found.author:
            return
        named = text[: date[1]].rstrip(" ,|·•–—-") if date else text
        for pattern in self.cues.bylines:
            match = pattern.fullmatch(named)
            if match and match.groupdict().get("name"):
                name = match["name"].strip(" ,")
                self.found.author = name.title() if name.isupper() else name
                return
        if line := self.cues.name_line.fullmatch(named):
            self.found.author = line["name"]
