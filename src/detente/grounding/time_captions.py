"""The year of a caption's date: "… greets his guest in Hanoi on Nov. 22" on a page of the following summer.

A caption without the year may show what the article tells, and a photograph is often older than the page. Where the
nearest such day lies a while before publication, the year is that of the sentence that tells of the same happening: it
shares most proper names with the caption, no other year as many, it is of the same kind, and its own date can be
that of the caption. Where no sentence does, the year is left open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from detente.codebook.cues import Cues
from detente.codebook.plover import Plover
from detente.grounding.mentions import TimeMention
from detente.grounding.time_periods import Period, parse_iso
from detente.text.document import Document, Sentence

_FRESH = 75  # days before publication in which a caption's date is most likely the nearest
_SHARED, _PLACES = 2, 3  # names that caption and sentence share; of places alone where none knows if it is fresh
_PLACED = frozenset(("NORP", "GPE"))
_STEM = 4  # letters by which "Vietnam" and "Vietnamese" are one name
_TOLD_IN = frozenset(("body", "standfirst", "headline"))


class Captions:
    """Finds the years of captions' dates. The kinds of words are read when the first caption asks for them."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = folders

    def years(
        self, mentions: list[TimeMention], bare: Sequence[TimeMention], document: Document, published: Period | None
    ) -> list[TimeMention]:
        """The mentions with the years of the captions' dates set right.

        Args:
            mentions: all expressions of time of the article.
            bare: those that name a day or a month without its year.
            document: the article.
            published: the day of publication, or None.
        """
        new: dict[TimeMention, TimeMention] = {}
        for mention in bare:
            sentence = _sentence(mention, document)
            if sentence.role == "caption" and not _is_fresh(mention, published):
                least = _SHARED if published else _PLACES
                new[mention] = _in_year(mention, self._told(mention, sentence, mentions, document, least))
        return [new.get(m, m) for m in mentions]

    def _told(
        self, mention: TimeMention, caption: Sentence, mentions: Sequence[TimeMention], document: Document, least: int
    ) -> int | None:
        """The year of the sentence that tells of what the caption shows; None where none does, or several do.

        ``least`` is how many names both share where all are of places or peoples.
        """
        shared: dict[int, int] = defaultdict(int)
        names, kinds = _names(caption), self._kinds_of(caption)
        for other in mentions:
            sentence = _sentence(other, document)
            if sentence.block == caption.block or sentence.role not in _TOLD_IN:
                continue
            year = _year_that_holds(other, mention)
            if year is not None and kinds & self._kinds_of(sentence):
                common = names & _names(sentence)
                enough = _SHARED if common - _names(sentence, only=_PLACED) else least
                if len(common) >= enough:
                    shared[year] = max(shared[year], len(common))
        ranked = sorted(shared.items(), key=lambda pair: -pair[1])
        if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None
        return ranked[0][0]

    def _kinds_of(self, sentence: Sentence) -> Set[str]:
        """The types of happenings of which the words of a sentence may tell."""
        return {kind for token in sentence.tokens for kind in self._kinds.get(token.lemma, ())}

    @cached_property
    def _kinds(self) -> Mapping[str, Set[str]]:
        """Which types of happenings a word may tell of, by its lemma."""
        plover = Plover.load(self._folders)
        cues = Cues.load(plover, self._folders)
        kinds: dict[str, set[str]] = defaultdict(set)
        for lemma, found in (*cues.verbs.items(), *cues.nouns.items()):
            kinds[lemma].update(plover.frames[cue.frame].event for cue in found)
        return kinds


def _sentence(mention: TimeMention, document: Document) -> Sentence:
    return document.tokens_in(mention.span)[0].sentence


def _is_fresh(mention: TimeMention, published: Period | None) -> bool:
    """Whether the nearest such day lies not long before publication, or ahead of it."""
    found = parse_iso(mention.start or "")
    return published is not None and found is not None and published.days_after(found) <= _FRESH


def _names(sentence: Sentence, only: Set[str] = frozenset()) -> Set[str]:
    """The proper names of a sentence, word by word, dates left out; those of a people count as those of its state."""
    named = (t for t in sentence.tokens if t.ent in (only or _PLACED) or (t.pos == "PROPN" and not only))
    words = (t.lower.removesuffix(".") for t in named)
    dated = {t.lower for t in sentence.tokens if t.ent in ("DATE", "TIME")}
    return {word if len(word) <= _STEM else word[:_STEM] for word in words if word[0].isalpha() and word not in dated}


def _year_that_holds(other: TimeMention, mention: TimeMention) -> int | None:
    """The year in which an expression's days hold the days of a month and day, if they are within one year."""
    first, last = parse_iso(other.start or ""), parse_iso(other.end or "")
    if not (first and last) or first.first.year != last.last.year or other is mention:
        return None
    bare = parse_iso(f"{first.first.year}{mention.value[4:]}")
    return first.first.year if bare and first.first <= bare.first <= last.last else None


def _in_year(mention: TimeMention, year: int | None) -> TimeMention:
    """The mention in that year; without an interval where no year is told."""
    value = f"{year or 'XXXX'}{mention.value[4:]}"
    if year is None:
        return replace(mention, value=value, start=None, end=None)
    first, last = (end[4:] if end else mention.value[4:] for end in (mention.start, mention.end))
    return replace(mention, value=value, start=f"{year}{first}", end=f"{year}{last}")
