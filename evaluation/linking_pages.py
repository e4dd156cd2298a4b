"""How linking does on stories of several pages whose statements were labelled in place (``evaluation/labelled.py``).

``python -m evaluation.linking_pages FILE… [--end-to-end] [-v]``. By default all labels are given: their frames,
statuses and parties are those of the reader, and only words, days, places and persons are what détente reads; that
shows the decision alone. ``--end-to-end``: what détente codes itself. Of two labels with one episode, a pair should be
in one episode; of two without that have a type and a party in common, in two. A pair of which a statement is missing
is wrong.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec

from detente.codebook.plover import Plover
from detente.coding.arguments import participants
from detente.coding.commitment import Judgement
from detente.coding.events import Event
from detente.coding.predicates import OPEN, Predicate
from detente.coding.slots import of_noun, of_verb
from detente.coding.syntax import is_verb
from detente.linking import Linker, link
from detente.linking.evidence import evidence
from detente.linking.kinds import EVERY, Kinds
from detente.linking.report import GUESSED, PERSONAL, SHARED, Report
from detente.model import Actor, Coded, Statement
from detente.pipeline import Pipeline, Reading
from detente.text.document import Token
from detente.text.parse import parse_many
from detente.training.pages import PageLabel
from evaluation.labelled import Page, pages


class Told(NamedTuple):
    """A label with the statements on it and their episodes; without any where none was coded."""

    page: Page
    label: PageLabel
    statements: tuple[Statement, ...] = ()
    episodes: frozenset[str] = frozenset()

    @property
    def happening(self) -> str:
        """What it tells of: its episode, or itself."""
        return self.label.episode or f"{self.page.name}:{self.label.trigger.start}"

    @property
    def words(self) -> str:
        """Its trigger."""
        return self.label.trigger.of(self.page.article.raw)


class Pair(NamedTuple):
    """Two labels of one story, and whether they tell of one happening."""

    one: Told
    other: Told
    same: bool

    @property
    def found(self) -> bool:
        """Whether both have a statement."""
        return bool(self.one.episodes and self.other.episodes)

    @property
    def joined(self) -> bool:
        """Whether linking has them in one episode."""
        return not self.one.episodes.isdisjoint(self.other.episodes)

    @property
    def right(self) -> bool:
        """Whether both were found, and are in one episode just if they should be."""
        return self.found and self.same == self.joined

    @property
    def across(self) -> bool:
        """Whether they stand on two pages."""
        return self.one.page is not self.other.page


def given(found: Sequence[Page], pipeline: Pipeline) -> list[tuple[Coded, list[Told]]]:
    """The pages as they would be coded if every label was found, with its frame, status and parties."""
    documents = parse_many([page.article for page in found])
    return [_given(page, pipeline, pipeline.read(document)) for page, document in zip(found, documents, strict=True)]


def _given(page: Page, pipeline: Pipeline, reading: Reading) -> tuple[Coded, list[Told]]:
    existing = {event.predicate.token.i: event for events in reading.events.values() for event in events}
    labels: dict[int, PageLabel] = {}
    chosen: dict[int, Event] = {}
    for label in page.labels:
        token = _head(label, page, reading, existing)
        if token is None or token.i in labels:
            continue
        labels[token.i] = label
        event = existing.get(token.i) or _event(token, label, pipeline.plover, reading)
        event.frame, event.judgement, event.dropped, event.confidence = label.frame, _judged(label), "", 1.0
        event.gaps = ()
        chosen[token.i] = event
    reading.events = {0: [event for _, event in sorted(chosen.items())]}
    coded = pipeline.finish(reading)
    by_start = {event.predicate.token.start: labels[i] for i, event in chosen.items()}
    told = {s.id: by_start[s.trigger.start] for s in coded.statements}
    statements = tuple(_parties(s, told[s.id]) for s in coded.statements)
    coded = msgspec.structs.replace(coded, statements=statements)
    return coded, [Told(page, label, tuple(s for s in statements if told[s.id] is label)) for label in page.labels]


def _head(label: PageLabel, page: Page, reading: Reading, existing: dict[int, Event]) -> Token | None:
    """The token that a label is about: one that is an event by itself, else the highest of them."""
    on_it = []
    for sentence in reading.document.sentences:
        for token in sentence.tokens:
            raw = page.at(token.span)
            if raw and raw.overlaps(label.trigger):
                on_it.append(token)
    events = [t for t in on_it if t.i in existing]
    kept = [t for t in events if not existing[t.i].dropped]
    return next(iter([*kept, *events, *(t for t in on_it if t.head not in on_it), *on_it]), None)


def _event(token: Token, label: PageLabel, plover: Plover, reading: Reading) -> Event:
    slots = of_verb(token) if is_verb(token) else of_noun(token)
    predicate = Predicate(token, OPEN, label.frame, slots)
    source, target = participants(predicate, plover.frames[label.frame], reading.around.grounding)
    return Event(predicate, label.frame, source, target, _judged(label))


def _judged(label: PageLabel) -> Judgement:
    return Judgement(label.status, 0.0)


def _parties(statement: Statement, label: PageLabel) -> Statement:
    """A statement with the parties of its label; persons are those that détente reads for them."""
    known = [*statement.source, *statement.target]

    def side(codes: tuple[str, ...]) -> tuple[Actor, ...]:
        found = []
        for code in codes:
            own = [] if code in SHARED else [a for a in known if a.country == code]
            found += [_named(a) for a in own] or [Actor(name="", country=code)]
        return tuple(found)

    equal = statement.symmetric or label.mutual
    return msgspec.structs.replace(statement, source=side(label.source), target=side(label.target), symmetric=equal)


def _named(actor: Actor) -> Actor:
    """An actor as the reader has it: a person, or the state."""
    method = actor.method if actor.method in PERSONAL else ""
    return msgspec.structs.replace(actor, sector="", method=method)


def coded(found: Sequence[Page], pipeline: Pipeline) -> list[tuple[Coded, list[Told]]]:
    """The pages as détente codes them, each label with the statements on its trigger."""
    made = []
    for page, one in zip(found, pipeline.code_many([page.article for page in found]), strict=True):
        own = one if isinstance(one, Coded) else Coded(article=page.article)
        places = [(s, page.at(s.trigger)) for s in own.statements]
        told = [
            Told(page, label, tuple(s for s, place in places if place and place.overlaps(label.trigger)))
            for label in page.labels
        ]
        made.append((own, told))
    return made


def linked(made: Sequence[tuple[Coded, list[Told]]]) -> list[Told]:
    """All labels with their episodes; the pages are linked together, as an archive would be."""
    statements = [s for one, _ in made for s in one.statements]
    quotes = {s.id: one.quote(s) for one, _ in made for s in one.statements}
    published = {one.article.id: one.article.published for one, _ in made}
    episode = {sid: e.id for e in link(statements, published, quotes=quotes) for sid in e.statements}
    return [t._replace(episodes=frozenset(episode[s.id] for s in t.statements)) for _, told in made for t in told]


def pairs(told: Sequence[Told], kinds: Kinds) -> Iterator[Pair]:
    """The pairs that are judged: of one happening, or alike in type and a party; and those joined although unlike."""
    stories: dict[str, list[Told]] = {}
    for one in told:
        stories.setdefault(one.page.story, []).append(one)
    for story in stories.values():
        for one, other in combinations(story, 2):
            pair = Pair(one, other, one.happening == other.happening)
            counts = _comparable(pair, kinds) if pair.same else pair.joined or _alike(one.label, other.label, kinds)
            if counts:
                yield pair


def _comparable(pair: Pair, kinds: Kinds) -> bool:
    """Whether two labels of one episode can tell of one happening: some writers count in what others said of it."""
    one, other = pair.one.label, pair.other.label
    kind = kinds.of(one.frame, one.status).shared(kinds.of(other.frame, other.status))
    if kind is None or (kind.kind.startswith(EVERY) and one.frame != other.frame):
        return False
    return any(
        _meet(one.source, source) and _meet(one.target, target)
        for source, target in ((other.source, other.target), (other.target, other.source))
    )


def _meet(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)


def _alike(one: PageLabel, other: PageLabel, kinds: Kinds) -> bool:
    kind = kinds.of(one.frame).kinds[-1] == kinds.of(other.frame).kinds[-1]
    return kind and not {*one.source, *one.target}.isdisjoint((*other.source, *other.target))


def compared(told: Sequence[Told], linker: Linker) -> Iterator[tuple[Report, Report, bool]]:
    """Reports of one story, the later in order first, and whether they are of one happening: to fit weights on."""
    stories: dict[str, list[tuple[Report, Told]]] = {}
    for one in told:
        for statement in one.statements:
            stories.setdefault(one.page.story, []).append((_report(one, statement, linker), one))
    for story in stories.values():
        story.sort(key=lambda pair: pair[0].order)
        for (old, one), (new, other) in combinations(story, 2):
            pair = Pair(one, other, one.happening == other.happening)
            if not pair.same or _comparable(pair, linker.kinds):
                yield new, old, pair.same


def _report(told: Told, statement: Statement, linker: Linker) -> Report:
    article = told.page.article
    return linker.report(statement, article.published, statement.quote.of(article.text))


def b_cubed(told: Sequence[Told]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 over the labels found (Bagga and Baldwin 1998)."""
    found = [t for t in told if t.episodes]
    gold = Counter((t.page.story, t.happening) for t in found)
    said = Counter(min(t.episodes) for t in found)
    both = Counter((t.page.story, t.happening, min(t.episodes)) for t in found)
    number = max(1, len(found))
    precision = sum(n * n / said[key[2]] for key, n in both.items()) / number
    recall = sum(n * n / gold[key[:2]] for key, n in both.items()) / number
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Read the command line, code and link the pages, print the figures."""
    parser = argparse.ArgumentParser(description="How linking does on labelled pages.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--end-to-end", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    found, pipeline = [page for path in options.files for page in pages(path)], Pipeline()
    told = linked((coded if options.end_to_end else given)(found, pipeline))
    linker = Linker.load()
    judged = list(pairs(told, linker.kinds))
    print(f"{len(found)} pages, {len(told)} labels, {sum(bool(t.episodes) for t in told)} with statements")
    print(*figures(judged, told), sep="\n")
    for pair in judged if options.verbose else ():
        if not pair.right:
            print(_line(pair, linker))


def figures(judged: Sequence[Pair], told: Sequence[Told]) -> Iterator[str]:
    """How pairs came out, a line each."""
    same = [pair for pair in judged if pair.same]
    apart = [pair for pair in judged if not pair.same]
    for name, some in (("one happening", same), ("  on one page", [p for p in same if not p.across]),
                       ("  across pages", [p for p in same if p.across]), ("several", apart)):  # fmt: skip
        right, of_found = sum(p.right for p in some), [p for p in some if p.found]
        yield (
            f"{name:15} {right}/{len(some)} = {right / max(1, len(some)):.3f}; of those found "
            f"{right}/{len(of_found)} = {right / max(1, len(of_found)):.3f}"
        )
    joined = [pair for pair in judged if pair.joined]
    hits = sum(pair.same for pair in joined)
    yield f"joined: {hits} of {len(joined)} rightly, {hits / max(1, len(joined)):.3f}"
    yield "B-cubed of those found: precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*b_cubed(told))


def _line(pair: Pair, linker: Linker) -> str:
    what = "missing" if not pair.found else "PARTED" if pair.same else "JOINED"
    lines = [f"{what:8}{pair.one.page.story} {pair.one.happening}", _shown(pair.one), _shown(pair.other)]
    return "\n".join([*lines, f"    {_evidence(pair, linker)}"] if pair.found else lines)


def _evidence(pair: Pair, linker: Linker) -> str:
    """What speaks for one happening, and what against it."""
    reports = [_report(told, told.statements[0], linker) for told in (pair.one, pair.other)]
    old, new = sorted(reports, key=lambda r: r.order)
    pieces = evidence(new, old)
    if pieces is None:
        return "not compared"
    weighed = [(name, linker.weights.by_name[name] * amount) for name, amount in pieces]
    return f"{sum(w for _, w in weighed):.2f}: " + " ".join(f"{name} {w:.1f}" for name, w in weighed)


def _shown(one: Told) -> str:
    parts = [f"    {one.page.name} {one.page.article.published} “{one.words}”"]
    for s in one.statements:
        sides = "→".join(map(_side, (s.source, s.target)))
        parts.append(f"{s.frame}/{s.status} {sides} {s.start}..{s.end} {s.date_text}")
    return " | ".join(parts)


def _side(actors: Sequence[Actor]) -> str:
    return ",".join(a.country + ("?" if a.method in GUESSED else "") for a in actors)


if __name__ == "__main__":
    main()
