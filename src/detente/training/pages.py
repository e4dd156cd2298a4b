"""Whole pages with every statement labelled in place, from which the encoder learns what tells of nothing, too.

A file holds pages, each under a head line::

    == page | published | kind | story
    Turkey {closed|restrict-border|o|TUR>ARM|e1} its border with Armenia on Monday ...

A label is ``{trigger|frame|status|SOURCE>TARGET|episode}``: a status by its first letter (``r`` proposed, ``g``
ongoing), parties as codes with commas, ``-`` for a side that is not told and ``=`` between equal sides. The episode may
be left out; labels of one story with the same one tell of one happening. All other words of the page tell of none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from detente import reading
from detente.errors import InputError
from detente.grounding.mentions import Grounding
from detente.model import KINDS, Kind, Span, Status
from detente.pipeline import CODED_ROLES, Pipeline
from detente.text.document import Sentence, Token
from detente.text.parse import parse
from detente.training.corpus import NONE, Fault, texts
from detente.training.data import Query, Shown

STATUSES: Mapping[str, Status] = {
    "o": "occurred", "g": "ongoing", "p": "planned", "r": "proposed",
    "h": "hypothetical", "d": "denied", "n": "negated",
}  # fmt: skip
# What a word without a label counts beside one with a label: there are eight times as many.
UNLABELLED = 0.3

_HEAD = re.compile(r"^== ", re.MULTILINE)
_LABEL = re.compile(r"\{([^{}]*)\}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|-")
_PARTIES = re.compile(r"(-|[A-Z]{3}(?:,[A-Z]{3})*)([>=])(-|[A-Z]{3}(?:,[A-Z]{3})*)")


class PageLabel(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of a page; ``trigger`` is its place in the page's text. ``mutual``: its sides are equal."""

    trigger: Span
    frame: str
    status: Status
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    mutual: bool = False
    episode: str = ""


class LabelledPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page: its text as it is pasted, when it was published (None: unknown), and all that it states."""

    slug: str
    published: str | None
    kind: Kind
    story: str
    text: str
    labels: tuple[PageLabel, ...]


def load(paths: Sequence[Path], frames: Collection[str]) -> list[LabelledPage]:
    """Read pages that have to be without fault.

    Raises:
        InputError: a path does not exist, or pages have faults; the message tells all of them with file and line.
    """
    found = list(read(paths, frames))
    if faults := [f"{one.where}: {one.problem}" for one in found if isinstance(one, Fault)]:
        raise InputError("the pages cannot be learnt from:" + "".join(f"\n  {fault}" for fault in faults))
    return [one for one in found if isinstance(one, LabelledPage)]


def read(paths: Iterable[Path], frames: Collection[str]) -> Iterator[LabelledPage | Fault]:
    """Read files of labelled pages.

    Args:
        paths: files, or folders whose ``*.txt`` files are read in order of name.
        frames: the frames that may be used.

    Raises:
        InputError: a path does not exist, or a file is no text.
    """
    for file, text in texts(paths, "file or folder of labelled pages"):
        heads = [*(m.start() for m in _HEAD.finditer(text)), len(text)]
        for start, end in pairwise(heads):
            try:
                yield _page(text[start + 3 : end], frames)
            except ValueError as error:
                yield Fault(f"{file.name}:{text.count(chr(10), 0, start) + 1}", str(error))


def _page(part: str, frames: Collection[str]) -> LabelledPage:
    head, _, body = part.partition("\n")
    cells = [cell.strip() for cell in head.split("|")]
    if len(cells) != 4 or not _DAY.fullmatch(cells[1]) or cells[2] not in KINDS:
        raise ValueError(f"the head is “page | published (YYYY-MM-DD or -) | {'|'.join(KINDS)} | story”, not “{head}”")
    text, labels, at = "", [], 0
    body = body.strip() + "\n"
    for found in _LABEL.finditer(body):
        text += body[at : found.start()]
        trigger, *told = (cell.strip() for cell in found[1].split("|"))
        labels.append(_label(Span(len(text), len(text) + len(trigger)), told, frames, found[0]))
        text += trigger
        at = found.end()
    text += body[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"page {cells[0]}: a brace without its other one")
    published = None if cells[1] == "-" else cells[1]
    return LabelledPage(
        slug=cells[0], published=published, kind=cells[2], story=cells[3], text=text, labels=tuple(labels)
    )


def _label(trigger: Span, told: Sequence[str], frames: Collection[str], label: str) -> PageLabel:
    if len(told) not in (3, 4) or trigger.start == trigger.end:
        raise ValueError(f"{label}: a label is {{trigger|frame|status|SOURCE>TARGET|episode}}")
    if told[0] not in frames:
        raise ValueError(f"{label}: unknown frame {told[0]!r}")
    if told[1] not in STATUSES:
        raise ValueError(f"{label}: unknown status {told[1]!r}; known: {', '.join(STATUSES)}")
    parties = _PARTIES.fullmatch(told[2])
    if parties is None:
        raise ValueError(f"{label}: parties are codes of three letters, such as TUR>ARM, FRA=DEU, ->PER")
    source, target = (tuple(c for c in side.split(",") if c != "-") for side in (parties[1], parties[3]))
    return PageLabel(
        trigger=trigger, frame=told[0], status=STATUSES[told[1]], source=source, target=target,
        mutual=parties[2] == "=", episode=told[3] if len(told) == 4 else "",
    )  # fmt: skip


def shown(pages: Iterable[LabelledPage], folders: Sequence[Path] = ()) -> Iterator[Shown]:
    """The sentences of pages as the encoder learns from them, with all words that may tell of a happening.

    Which words name the parties is taken from grounding: a role of which no word of the sentence is known stays open.

    Args:
        folders: codebook folders with further actors.
    """
    pipeline = Pipeline(codebook=folders, coder="rules")
    for page in pages:
        article = reading.article(page.text, published=page.published, source=page.slug)
        document = parse(article)
        grounding = pipeline.ground(document)
        for sentence in document.sentences:
            if sentence.role in CODED_ROLES:
                placed = {t.i: at for t in sentence.tokens if (at := article.raw_span(t.span)) is not None}
                if queries := list(_queries(sentence, placed, page.labels, grounding)):
                    yield Shown(sentence.span.of(article.text), tuple(queries))


def _queries(
    sentence: Sentence, placed: Mapping[int, Span], labels: Sequence[PageLabel], grounding: Grounding
) -> Iterator[Query]:
    start = sentence.span.start
    labelled: set[int] = set()
    for label in labels:
        words = [t for t in sentence.tokens if t.i in placed and placed[t.i].overlaps(label.trigger)]
        labelled.update(t.i for t in words)
        if words:
            focus = tuple(_inside(t, start) for t in words)
            yield Query(focus, label.frame, label.status, _roles(sentence, label, grounding))
    for token in sentence.tokens:
        if token.pos in ("VERB", "NOUN", "AUX") and token.i not in labelled:
            yield Query((_inside(token, start),), NONE, weight=UNLABELLED)


def _inside(token: Token, start: int) -> Span:
    return Span(token.start - start, token.end - start)


def _roles(sentence: Sentence, label: PageLabel, grounding: Grounding) -> dict[str, tuple[Span, ...]]:
    """The words for each side. Where they cannot be told apart, or no word is known for a side, it is left out."""
    if label.mutual or set(label.source) & set(label.target):
        return {}
    found = {}
    for role, codes in (("S", label.source), ("T", label.target)):
        words = tuple(
            _inside(token, sentence.span.start)
            for token in sentence.tokens
            if any(actor.country in codes for actor in grounding.actors_of(token))
        )
        if words:
            found[role] = words
    return found
