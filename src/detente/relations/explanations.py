"""Explanations: the causes that articles give for a happening or a turn, by who gives them, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import msgspec

from detente.model import Article, Span, Statement
from detente.relations.evidence import Cited, cite, cite_words, sentences, sure, voices
from detente.relations.happenings import Happening
from detente.relations.names import Names
from detente.relations.quoting import folded
from detente.relations.reasons import LEAST_WORDS, Reading, gives_reason, read
from detente.relations.wording import names_side, others

# Causes of which so large a share of words is the same are one.
SAME = 0.5
# Those who explain something and have no name: not the author, all the same.
UNNAMED = frozenset({"some", "others", "many", "most", "several"})


# These before a noun add nothing to it.
BARE = frozenset({"a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "to"})


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A cause as somebody gives it; ``by`` names who does, the author or the outlet where it is the article's word."""

    by: str
    cited: Cited


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """A happening, or a turn of the relation, with the reasons given for it.

    ``what`` names it, by the words of an article where it is a turn. ``episodes`` are the ids of those explained,
    ``start`` the day of the first. ``competing``: different voices give different reasons.
    """

    what: str
    start: str | None = None
    episodes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...]
    competing: bool = False


class _Given(NamedTuple):
    """A reason with what it explains: keys of happenings or turns, of which one sentence may join several."""

    keys: frozenset[str]
    what: str
    reason: Reason
    happening: Happening | None


def explanations(
    found: Sequence[Happening], articles: Mapping[str, Article], names: Names, sides: tuple[str, str]
) -> tuple[Explained, ...]:
    """What is explained in the articles of a relation, in order of time, undated things last.

    Causes come from what was coded ("because of", "in response to") and from constructions that interpret ("is seen
    as", "is the result of", "explains"). Explanations that one sentence sets against each other are of one thing, and
    so are those of a turn (thaw, rift, …) in articles of one year.

    Args:
        found: the episodes of the relation.
        articles: by id.
        names: how to call parties and frames.
        sides: the codes of the two sides.
    """
    given = [*_coded(found, articles, names), *_read(found, articles, names, sides)]
    whole = [_explained(group) for group in _groups(given)]
    return tuple(sorted(whole, key=lambda e: (e.start is None, e.start or "", e.what)))


def reasons(
    statement: Statement, articles: Mapping[str, Article], names: Names, episode: str = ""
) -> tuple[Reason, ...]:
    """The reasons that an article gives for what a statement tells."""
    found = []
    for cause in statement.because:
        given = gives_reason(statement, cause)
        if given and tells(cause.span, articles.get(statement.article)):
            doer = names.parties(statement.source) if given == "own" else ""
            by = (doer,) if doer else voices(cause.by) or voices(statement.attributed_to)
            cited = msgspec.structs.replace(cite(statement, articles, episode, span=cause.span), by=by)
            found.append(Reason(by=cited.voice, cited=cited))
    return tuple(found)


def tells(span: Span, article: Article | None) -> bool:
    """Whether the words of a cause say more than a bare noun: "the bomber" gives no reason."""
    words = span.of(article.text).split() if article else ()
    return len([word for word in words if word.lower() not in BARE]) >= LEAST_WORDS


def _coded(found: Sequence[Happening], articles: Mapping[str, Article], names: Names) -> Iterator[_Given]:
    for happening in found:
        for statement in happening.statements:
            if sure(statement) and happening.happened:
                for reason in reasons(statement, articles, names, happening.episode.id):
                    yield _Given(frozenset({happening.episode.id}), _what(happening, names), reason, happening)


def _what(happening: Happening, names: Names) -> str:
    best = happening.best
    parties = [names.parties(side) for side in (best.source, best.target) if side]
    return f"{' → '.join(parties)}: {names.frame(happening.episode.frame)}"


def _read(
    found: Sequence[Happening], articles: Mapping[str, Article], names: Names, sides: tuple[str, str]
) -> Iterator[_Given]:
    told: dict[str, list[tuple[Happening, Statement]]] = {}
    for happening in found:
        for s in happening.statements:
            if sure(s) and s.article in articles:
                told.setdefault(s.article, []).append((happening, s))
    for key in sorted(told):
        article = articles[key]
        spans = list(sentences(article))
        in_sentence: dict[int, frozenset[str]] = {}
        readings = [(n, r) for n, r in read(article, spans) if _between(r, article, sides)]
        explained = [_thing(reading, article, told[key]) for _, reading in readings]
        for (number, _), (thing, _) in zip(readings, explained, strict=True):
            in_sentence[number] = in_sentence.get(number, frozenset()) | {thing}
        for (number, reading), (_, of) in zip(readings, explained, strict=True):
            what = _what(of, names) if of else folded(reading.effect.of(article.text))
            yield _Given(in_sentence[number], what, _reason(reading, article), of)


def _between(reading: Reading, article: Article, sides: tuple[str, str]) -> bool:
    """Whether what is explained may be between the two sides: it names one of them, or no state at all.

    What names none ("the visit") is of those whom its cause names, if that names any.
    """
    for words in (reading.effect.of(article.text), reading.cause.of(article.text)):
        if any(names_side(words, side) for side in sides):
            return True
        if others(words, sides):
            return False
    return True


def _thing(
    reading: Reading, article: Article, told: Sequence[tuple[Happening, Statement]]
) -> tuple[str, Happening | None]:
    """The key of what is explained: the happening that the article last told of by the same word, else a turn."""
    if not reading.turn:
        same = [(h, s) for h, s in told if reading.noun in (s.frame, *s.quote.of(article.text).lower().split())]
        if same:
            happening, _ = min(same, key=lambda pair: (abs(pair[1].quote.start - reading.effect.start), pair[1].id))
            return happening.episode.id, happening
    return f"turn {(article.published or '')[:4]}", None


def _reason(reading: Reading, article: Article) -> Reason:
    by = (reading.by,) if reading.by.lower() in UNNAMED else voices((reading.by,)) if reading.by else ()
    cited = msgspec.structs.replace(cite_words(article, reading.cause), by=by)
    return Reason(by=cited.voice, cited=cited)


def _groups(given: Sequence[_Given]) -> list[list[_Given]]:
    """Reasons that share what they explain, taken together."""
    groups: list[tuple[frozenset[str], list[_Given]]] = []
    for one in given:
        meeting = [g for g in groups if g[0] & one.keys]
        rest = [g for g in groups if not g[0] & one.keys]
        keys = frozenset().union(one.keys, *(g[0] for g in meeting))
        groups = [*rest, (keys, [*(o for g in meeting for o in g[1]), one])]
    return [members for _, members in groups]


def _explained(group: Sequence[_Given]) -> Explained:
    told = once([given.reason for given in group])
    happenings = {g.happening.episode.id: g.happening for g in group if g.happening}
    days = [h.episode.start for h in happenings.values() if h.episode.start]
    turns = [g.what for g in group if g.happening is None]
    return Explained(
        what=turns[0] if turns else group[0].what,
        start=min(days, default=None),
        episodes=tuple(sorted(happenings)),
        reasons=told,
        competing=any(one.by != other.by and not _same(one, other) for one, other in combinations(told, 2)),
    )


def once(told: Sequence[Reason]) -> tuple[Reason, ...]:
    """Reasons in order of publication, those that one voice repeats left out."""
    kept: list[Reason] = []
    for reason in sorted(told, key=lambda r: r.cited.order):
        if not any(reason.by == other.by and _same(reason, other) for other in kept):
            kept.append(reason)
    return tuple(kept)


def _same(one: Reason, other: Reason) -> bool:
    """Whether two causes are told in much the same words."""
    ones, others_ = set(one.cited.words.lower().split()), set(other.cited.words.lower().split())
    return len(ones & others_) >= SAME * min(len(ones), len(others_))
