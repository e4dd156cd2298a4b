"""The ways in which articles explain what states do: causes that were coded, and constructions that interpret."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from detente.codebook import tables
from detente.errors import CodebookError
from detente.model import Article, Cause, Span, Statement
from detente.relations.alternatives import one_of

# A cause takes so many words at least to tell.
LEAST_WORDS = 2

# Who gives a reason that a sentence tells to be widely held.
WIDELY = "widely held"

# At the head of a sentence these stand for the sentence before.
POINTING = ("This", "That", "These")

_PARTS = {
    "EFFECT": r"(?P<effect>[^.,;:()]{3,90}?)",
    "REASON": r"(?P<cause>This|That|These [^.,;:()]{3,60}?|[^.,;:()]{5,90}?)",
    "CAUSE": r"(?P<cause>[^.;:]{5,240})",
    "HOLDER": r"(?P<holder>[^.,;:()]{1,60}?)",
}
_LEADING = re.compile(r"^(?:while|although|though|but|and|yet|still|indeed|however|for|as|if)\s+", re.IGNORECASE)


class WordRow(msgspec.Struct, frozen=True):
    """A row of ``explanation_words.csv``, which says what the fields mean."""

    form: str
    words: tuple[str, ...]
    events: tuple[str, ...] = ()


class PatternRow(msgspec.Struct, frozen=True):
    """A row of ``explanation_patterns.csv``."""

    pattern: str


class Reading(NamedTuple):
    """An explanation read in a sentence: what is explained, why, and in whose words.

    ``noun`` is the word of the effect that tells what it is, ``turn`` whether that is the course of a relation.
    """

    effect: Span
    cause: Span
    noun: str
    turn: bool
    by: str


def gives_reason(statement: Statement, cause: Cause) -> Literal["told", "own"] | None:
    """Whether a coded cause is a reason for the deed, and not its aim, its object or its time.

    ``own`` where the doer gives it ("citing corruption"), ``told`` where others do.
    """
    cue = " ".join(cause.cue.lower().split())
    forms = (row.form for row in _rows() if cue in row.words and (not row.events or statement.event in row.events))
    form = next((form for form in forms if form in ("cue", "own")), None)
    return None if form is None else "own" if form == "own" else "told"


def read(article: Article, sentences: Sequence[Span]) -> Iterator[tuple[int, Reading]]:
    """The explanations that sentences of an article give, each with the number of its sentence."""
    last, place = None, -2
    for number, sentence in enumerate(sentences):
        words = sentence.of(article.text)
        before = sentences[number - 1] if number else None
        # The patterns are slow, and what they find has to have such a noun.
        if _explainable().search(words.lower()):
            for found in _matches(words, going_on=False):
                if reading := _reading(found, sentence.start, before):
                    last, place = reading, number
                    yield number, reading
        if last is not None and number - place <= 1:
            yield from ((number, _other(found, sentence.start, last)) for found in _matches(words, going_on=True))


def _matches(words: str, *, going_on: bool) -> Iterator[re.Match[str]]:
    """The constructions in a sentence: those with an effect, or those that go on from one ("others point to")."""
    for core, pattern in _patterns():
        if ("effect" not in pattern.groupindex) == going_on and core.search(words):
            yield from pattern.finditer(words)


def _other(found: re.Match[str], base: int, last: Reading) -> Reading:
    """Another explanation of what was explained just before."""
    start = base + found.start("cause")
    by = _LEADING.sub("", found["holder"].strip()).strip()
    return last._replace(cause=Span(start, start + len(_cut(found["cause"]))), by=by)


def _reading(found: re.Match[str], base: int, before: Span | None) -> Reading | None:
    named = found.groupdict()
    effect, by = _effect(named["effect"], (named.get("holder") or "").strip())
    noun = next((m[0].lower() for m in _either("noun", "turn").finditer(effect)), "")
    start, end = base + found.start("cause"), base + found.start("cause") + len(_cut(found["cause"]))
    cause: Span | None = Span(start, end)
    if found["cause"].split()[0] in POINTING:
        cause = before
    if not noun or cause is None or (cause.start == start and len(_cut(found["cause"]).split()) < LEAST_WORDS):
        return None
    at = base + found.start("effect") + named["effect"].rindex(effect)
    by = by or (WIDELY if named.get("widely") else "")
    return Reading(Span(at, at + len(effect)), cause, noun, bool(_either("turn").fullmatch(noun)), by)


def _effect(words: str, holder: str) -> tuple[str, str]:
    """What is explained, and who explains it where that stands before it: "I would argue that the thaw"."""
    told = _saying().match(words)
    if told:
        words, holder = told["rest"], told["who"]
    return _LEADING.sub("", words).strip(), _LEADING.sub("", holder).strip()


def _cut(cause: str) -> str:
    """The words of a cause up to where another clause begins."""
    return re.split(rf",\s+(?={_either('breaks').pattern})|\s+rather than\s", cause)[0].rstrip(' ,”"')


@cache
def _rows() -> tuple[WordRow, ...]:
    return tuple(tables.records("explanation_words.csv", WordRow))


@cache
def _either(*forms: str) -> re.Pattern[str]:
    words = {word for row in _rows() if row.form in forms for word in row.words}
    if "breaks" in forms:
        return re.compile(rf"\b(?:{one_of(words)})\b")
    return re.compile(rf"\b(?:{one_of(map(str.lower, words))})\b", re.IGNORECASE)


@cache
def _explainable() -> re.Pattern[str]:
    """The words for what is explained, in small letters: looked for in many more sentences than have one."""
    return re.compile(_either("noun", "turn").pattern)


@cache
def _saying() -> re.Pattern[str]:
    verb = _either("saying").pattern
    return re.compile(
        rf"\s*(?P<who>.{{1,50}}?) (?:(?:would|could|might|have|has) )?{verb} (?:that )(?P<rest>.+)", re.IGNORECASE
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The constructions, each behind its core: the words between its parts, which are quickly looked for.

    Raises:
        CodebookError: a row is no pattern, or does not name a cause, and an effect or who goes on from one.
    """
    found = []
    for path, line, row in tables.rows("explanation_patterns.csv", PatternRow):
        text = row.pattern + (r"(?=[.,;:()]|$)" if row.pattern.endswith("EFFECT") else "")
        core = row.pattern
        for name, group in _PARTS.items():
            text, core = text.replace(name, group), core.removeprefix(name).removesuffix(name).replace(name, ".+?")
        try:
            pattern = re.compile(text, re.IGNORECASE)
            found.append((re.compile(core, re.IGNORECASE), pattern))
        except re.error as error:
            raise CodebookError(path, line, f"is no pattern ({error})") from error
        named = pattern.groupindex.keys()
        if "cause" not in named or not named & {"effect", "holder"}:
            raise CodebookError(path, line, "names no CAUSE or REASON, or neither EFFECT nor HOLDER")
    return tuple(found)
