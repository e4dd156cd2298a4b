"""The date of a clause by the other clauses of its sentence: "After A left the talks, B recalled its envoy in May".

What stands in a clause with *after* came before the main clause, not long before; a measure says how long ("hours
after", "three weeks after"). What is done *under* an accord or *in* a clash is of its time or begins then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import date, timedelta

from detente.coding import syntax
from detente.coding.hanging import date_above, hung
from detente.coding.story import Interval, Story, interval, is_past, is_simple_past
from detente.grounding.time_spans import span_of
from detente.text.document import Token

_SOON = 14  # days between two happenings that one sentence joins by "after" without a measure
_SIDES = {"after": 1, "since": 1, "before": -1}
_WHOLE = 364  # days; what is a year long or longer tells no month
_YEAR = 365  # days


def beside(
    token: Token, story: Story, words: Mapping[str, Mapping[str, int]], *, spoken: bool, happened: bool
) -> Interval | None:
    """The interval that the rest of the sentence gives to the happening that ``token`` tells of.

    Args:
        token: the verb or noun that tells of the happening.
        story: the dated clauses of the article.
        words: those of ``times_scenes.csv`` by kind; "after" leads from a thing with a date of its own to what came of
            it ("in the wake of the 2014 coup"), a "scene" is an occasion of a day ("after a meeting").
        spoken: whether the happening is an act of speech.
        happened: whether it has happened.
    """
    verb = syntax.clause_head(token)
    return (
        _in_clause(token, story, words["scene"].keys())
        or _counted(token, story)
        or _with_clause(verb, story)
        or hung(verb, story, words, spoken=spoken, happened=happened)
        or _upon(verb, story, words["after"].keys())
        or _of_subject(verb, story)
    )


def _in_clause(token: Token, story: Story, scenes: Set[str]) -> Interval | None:
    """Inside "after ..." or "before ..." that hangs on a dated clause."""
    for mark, inner in _marked(token):
        main = _clause_above(mark, inner)
        if main is None or main is token:
            continue
        distance = _distance(mark, inner, story)
        if mark.lower == "since" and distance is None:
            continue  # how long before the main clause is not told
        base = date_above(main, story) or (_reported(main, story) if distance else None)
        if base and base.days == 0 and inner.lemma in scenes and distance is None and mark.lower == "after":
            return base  # "said on Tuesday, after a meeting of ministers"
        if base:
            return _shifted(base, distance, -_SIDES[mark.lower])
    return None


def _marked(token: Token) -> Iterator[tuple[Token, Token]]:
    """The words *after* and *before* that open the clause or phrase of a token, with its head."""
    inner = (
        token
        if syntax.is_verb(token)
        else next((t for t in (token, *token.ancestors()) if t.dep in ("pobj", "pcomp")), token)
    )
    if inner.dep in ("pobj", "pcomp") and inner.head.lower in _SIDES:
        yield inner.head, inner
    verb = syntax.clause_head(token)
    if verb.dep in ("advcl", "conj"):
        yield from ((c, verb) for c in verb.children if c.dep in ("mark", "advmod", "prep") and c.lower in _SIDES)


def _clause_above(mark: Token, inner: Token) -> Token | None:
    start = mark if mark.head is not inner else inner
    return next((t for t in start.ancestors() if syntax.is_verb(t) and t is not inner), None)


def _reported(main: Token, story: Story) -> Interval | None:
    """The day of a report that has no date of its own and opens the article: that of publication."""
    opening = story.lead is not None and main.sentence.index <= story.lead.verb.sentence.index
    if story.published is None or (is_past(main) and not (opening and story.is_saying(main))):
        return None
    return Interval(story.published, story.published)


def _counted(token: Token, story: Story) -> Interval | None:
    """ "ten days before that statement": counted from what was told of the thing named."""
    for mark in _measured(token):
        noun = mark.child("pobj")
        distance = _distance(mark, noun, story) if noun else None
        if noun is None or distance is None:
            continue
        if own := _own_date(noun, story):
            return _shifted(own, distance, _SIDES[mark.lower])
        told = story.about(noun) or (story.lead if _definite(noun) else None) or story.before(token)
        if told:
            return _shifted(told.when, distance, _SIDES[mark.lower])
    return None


def _measured(token: Token) -> Iterator[Token]:
    """The words *after* and *before* in a phrase of the token's clause, or one that leads it."""
    for word in token.sentence.tokens:
        if word.lower in _SIDES and word.dep in ("prep", "mark") and word.child("pobj"):
            between = (t for t in token.sentence.tokens if word.i < t.i < token.i)
            if word.head is token or (word.i < token.i and not any(syntax.is_verb(t) for t in between)):
                yield word


def _with_clause(verb: Token, story: Story) -> Interval | None:
    """The main clause beside a dated one: "After the shelling of 3 May had stopped, envoys met"."""
    for inner in verb.children_of("advcl"):
        for mark in (c for c in inner.children if c.lower in _SIDES and c.dep in ("mark", "advmod", "prep")):
            base, distance = story.date_of(inner), _distance(mark, inner, story)
            if base and mark.lower == "since" and distance is None:
                return _ever_since(verb, base, story)
            if base:
                return _shifted(base, distance, _SIDES[mark.lower])
    return None


def _ever_since(verb: Token, base: Interval, story: Story) -> Interval | None:
    """ "has closed the port since the war began": up to publication; "the first visit since" tells no day."""
    perfect = verb.child("aux") or (verb.tag == "VBN" and not verb.child("auxpass"))  # "thousands displaced since"
    if story.published is None or not perfect or base.first > story.published:
        return None
    return Interval(base.first, story.published)


def _upon(verb: Token, story: Story, after: Set[str]) -> Interval | None:
    """ "in the wake of the 2014 coup", "since the vote of May 2021": soon after a thing with a date of its own."""
    for noun in (t for t in verb.sentence.tokens if t.dep == "pobj" and (t.i < verb.i or verb in t.ancestors())):
        words = _path(noun, verb)
        base = _own_date(noun, story) if "since" in words or after & words else None
        if base is None:
            continue
        if after & words and is_past(verb):
            return _shifted(base, None, 1)
        if "since" in words:
            return _ever_since(verb, base, story)
    return None


def _of_subject(verb: Token, story: Story) -> Interval | None:
    """ "The treaty of 1961 promised ...": what a thing of that date does in the simple past, it does then."""
    subject = verb.child("nsubj")
    if subject is None or not is_simple_past(verb) or not any(c.lower == "of" for c in subject.children):
        return None
    return _own_date(subject, story)


def _path(noun: Token, verb: Token) -> frozenset[str]:
    """The words between a noun and the verb that it hangs on; none where another clause stands between."""
    words: set[str] = set()
    for above in noun.ancestors():
        if above is verb:
            return frozenset(words)
        if syntax.is_verb(above):
            break
        words.add(above.lower)
    return frozenset()


def _own_date(noun: Token, story: Story) -> Interval | None:
    """The date that a noun phrase bears: "the 2014 coup", "the summit of 16 June 2021"."""
    if any(syntax.is_verb(t) for t in noun.subtree()):
        return None
    for time in story.times:
        tokens = story.document.tokens_in(time.span)
        if tokens and all(t is not noun and noun in t.ancestors() for t in tokens):
            return interval(time.start, time.end)
    return None


def _distance(mark: Token, inner: Token, story: Story) -> tuple[int, int] | None:
    """The days that a measure before the mark tells, least and most: "hours after", "some three weeks before"."""
    for time in story.times:
        gap = story.document.text[time.span.end : mark.start] if time.span.end <= mark.start else ""
        if mark.sentence.span.start <= time.span.start < mark.start and not gap.strip():
            return span_of(time.value) if _measures(story.document.tokens_in(time.span)) else None
    return None


def _measures(tokens: list[Token]) -> bool:
    """Whether a length of time says how far: "on the day after", but not that of "postponed it by a month after"."""
    return not any(t.dep == "pobj" and t.head.dep == "prep" and t.head.lower != "on" for t in tokens)


def _shifted(base: Interval, distance: tuple[int, int] | None, side: int) -> Interval:
    """The interval at that distance after (1) or before (-1) the base."""
    if distance is None:
        month = base.days > 20
        soon = 0 if month else _SOON
        return base.widened(after=soon) if side > 0 else base.widened(before=soon)
    near, far = (timedelta(days=d) for d in distance)
    years = round(sum(distance) / 2 / _YEAR)
    if base.days >= _WHOLE and years:
        first, last = base.first.year + side * years, base.last.year + side * years
        return Interval(date(first, 1, 1), date(last, 12, 31))
    if side > 0:
        return Interval(base.first + near, base.last + far)
    return Interval(base.first - far, base.last - near)


def _definite(noun: Token) -> bool:
    return any(c.lower in ("the", "this", "that") for c in noun.children_of("det"))
