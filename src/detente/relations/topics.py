"""What sentences are about: names of places and things, and rare nouns, by which statements of one matter are found."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from detente.model import Article, Span, Statement
from detente.relations.evidence import sentences
from detente.relations.instrument_words import MONTHS
from detente.relations.wording import name_words

# Sectors of those who speak for a state: their names tell who speaks, not what about.
SPEAKERS = frozenset({"GOV", "LEG"})

# A name in more than this share of a relation's articles tells nothing; with few articles no share does.
COMMON_NAME, FEW_ARTICLES = 0.75, 6

# A plain word tells what a sentence is about if it stands in few sentences: this share of them, or this number.
RARE_SHARE, RARE_NUMBER = 0.01, 4

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CALENDAR = frozenset(day.lower()[:n] for day in (*MONTHS.split("|"), *_DAYS) for n in (3, 4, len(day)))
_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]")
# The town, the day and the agency before the first words of a report: no topic.
_DATELINE = re.compile(r"[A-Z][A-Z.'’/ -]{2,}[^\n]{0,70}?\s(?:—|–|--|-)\s")
_RUN = re.compile(r"[A-Z][\w’'-]*(?: (?:of |the )?[A-Z][\w’'-]*)*")


class Topic(NamedTuple):
    """The names and the rare words of a passage."""

    names: frozenset[str]
    words: frozenset[str]

    def meets(self, other: Topic) -> bool:
        """Whether two passages are about one matter: they share a name, or two rare words."""
        return bool(self.names & other.names) or len(self.words & other.words) > 1

    def joined(self, other: Topic) -> Topic:
        """What both passages are about."""
        return Topic(self.names | other.names, self.words | other.words)


class Topics:
    """Tells what passages of a set of articles are about."""

    def __init__(self, articles: Mapping[str, Article], statements: Iterable[Statement]) -> None:
        """Count words and names.

        Args:
            articles: those in which to count.
            statements: what they tell; names of those who speak for a state in them are no topics.
        """
        self.sentences = {key: list(sentences(article)) for key, article in articles.items()}
        self._articles = articles
        actors = [a for s in statements for a in (*s.source, *s.target) if a.sector in SPEAKERS]
        speakers = [f"{a.name} {a.office}" for a in actors] + [f"{t.outlet} {t.author}" for t in articles.values()]
        speaking = {w for words in speakers for w in _WORD.findall(_plain(words))}
        self._silent = frozenset(speaking | name_words() | _CALENDAR)
        self._words: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        for key, spans in self.sentences.items():
            named: set[str] = set()
            for span in spans:
                self._words.update({w.lower() for w in _WORD.findall(span.of(articles[key].text))})
                named |= self._named(span.of(articles[key].text))
            self._names.update(named)
        self._count = sum(map(len, self.sentences.values()))

    def of(self, article: str, spans: Iterable[Span]) -> Topic:
        """What the given sentences of an article are about."""
        texts = [span.of(self._articles[article].text) for span in spans]
        names = frozenset(n for text in texts for n in self._named(text) if self._telling(n))
        words = frozenset(w for text in texts for w in map(str.lower, _WORD.findall(text)) if self._rare(w))
        return Topic(names, words - {n.lower() for n in names})

    def before(self, article: str, span: Span, number: int) -> list[Span]:
        """The sentence in which a span begins, with so many before it and, if there are any, the first of all."""
        spans = self.sentences.get(article, [])
        at = next((i for i, s in enumerate(spans) if s.start <= span.start < s.end), None)
        if at is None:
            return [span]
        first = max(0, at - number)
        return [*spans[: 1 if number and first else 0], *spans[first : at + 1]]

    def label(self, topic: Topic, passages: Iterable[str]) -> str:
        """What to call a matter: the name in full that stands most often in passages about it."""
        runs = Counter(
            run
            for text in passages
            for run in map(self._bare, _RUN.findall(_told(text)))
            if topic.names & set(_WORD.findall(run))
        )
        return max(runs, key=lambda run: (runs[run], len(run), run), default=min(topic.names, default=""))

    def _named(self, text: str) -> set[str]:
        """The names in a sentence; its first word counts where it goes on in capitals."""
        found = set()
        text = _told(text)
        for run in _RUN.finditer(text):
            words = _WORD.findall(run[0])
            if len(words) > 1 or text[: run.start()].strip("“\"‘' \n"):
                found |= {w for w in map(_singular, words) if w[:1].isupper() and len(w) > 3 and not self._is_silent(w)}
        return found

    def _is_silent(self, word: str) -> bool:
        """Whether a word names a state, a speaker, a source or a day."""
        parts = _plain(word).split("-")
        return any(part in self._silent or part.removesuffix("s") in self._silent for part in parts)

    def _bare(self, run: str) -> str:
        """A run of capitals without names of states and speakers at either end."""
        words = run.split()
        while words and self._is_silent(_singular(words[0])):
            words.pop(0)
        while words and self._is_silent(_singular(words[-1])):
            words.pop()
        return _singular(" ".join(words))

    def _telling(self, name: str) -> bool:
        return len(self._articles) < FEW_ARTICLES or self._names[name] <= COMMON_NAME * len(self._articles)

    def _rare(self, word: str) -> bool:
        often = max(RARE_NUMBER, RARE_SHARE * self._count)
        return len(word) > 4 and not self._is_silent(word) and 1 < self._words[word] <= often


def _told(text: str) -> str:
    """A sentence without the dateline before it."""
    dateline = _DATELINE.match(text)
    return text[dateline.end() :] if dateline else text


def _singular(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _plain(words: str) -> str:
    """Words in small letters without accents."""
    small = words.lower()
    if small.isascii():
        return small
    return "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
