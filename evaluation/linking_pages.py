"""How linking does on stories of several pages whose statements were labelled in place (``evaluation/labelled.py``).

``python -m evaluation.linking_pages [FILE…] [-v]``, all files of ``corpus/pages`` by default. Printed twice: with every
label given (frames, statuses and parties are those of the reader, and only words, days, places and persons are what
détente reads: the decision alone), and end to end, as détente codes the pages itself, each label with the statements
on its trigger. Of two labels with one episode, a pair should be in one episode. Recall is of the pairs of which both
have a statement; precision is as ``evaluation/linking_pairs.py`` tells. ``-v`` lists what is missing or wrong end to
end.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

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
from detente.linking.report import GUESSED, PERSONAL, SHARED
from detente.model import Actor, Coded, Statement
from detente.pipeline import Pipeline, Reading
from detente.text.document import Token
from detente.text.parse import parse_many
from detente.training.pages import PageLabel
from evaluation.labelled import Page, pages
from evaluation.linking_pairs import Pair, Told, b_cubed, pairs, report, share

FOLDER = Path(__file__).parent.parent / "corpus" / "pages"
Made = list[tuple[Coded, list[Told]]]


def given(found: Sequence[Page], pipeline: Pipeline) -> Made:
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


def coded(found: Sequence[Page], pipeline: Pipeline) -> Made:
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


def linked(made: Made, linker: Linker | None = None) -> list[Told]:
    """All labels with their episodes; the pages are linked together, as an archive would be."""
    statements = [s for one, _ in made for s in one.statements]
    quotes = {s.id: one.quote(s) for one, _ in made for s in one.statements}
    published = {one.article.id: one.article.published for one, _ in made}
    found = link(statements, published, quotes=quotes, linker=linker)
    episode = {sid: e.id for e in found for sid in e.statements}
    return [t._replace(episodes=frozenset(episode[s.id] for s in t.statements)) for _, told in made for t in told]


def main() -> None:
    """Read the command line, code and link the pages, print the figures."""
    parser = argparse.ArgumentParser(description="How linking does on labelled pages.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    found, pipeline = read(options.files), Pipeline()
    linker = Linker.load()
    for name, make in (("labels given", given), ("end to end", coded)):
        told = linked(make(found, pipeline), linker)
        judged = list(pairs(told, linker.kinds))
        print(f"{name}: {len(found)} pages, {len(told)} labels, {sum(bool(t.episodes) for t in told)} with statements")
        print(*figures(judged, told), sep="\n")
        if options.verbose and make is coded:
            print(*(_line(pair, linker) for pair in judged if not pair.right), sep="\n")


def read(files: Sequence[Path]) -> list[Page]:
    """The pages of some files, by default of all in ``corpus/pages``."""
    return [page for path in files or sorted(FOLDER.glob("*.txt")) for page in pages(path)]


def figures(judged: Sequence[Pair], told: Sequence[Told]) -> Iterator[str]:
    """How pairs came out, a line each."""
    for name, some in (
        ("all", judged), ("one page", [p for p in judged if not p.across]),
        ("across pages", [p for p in judged if p.across]),
    ):  # fmt: skip
        one = share(some)
        yield (
            f"  {name:13}precision {one.precision:.3f}, recall {one.recall:.3f}, F1 {one.f1:.3f} ({one.hits} joined of "
            f"{one.found} found of {one.same}; {one.joined - one.hits} wrongly, {one.unjudged} not judged)"
        )
    yield "  B-cubed of those found: precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*b_cubed(told))


def _line(pair: Pair, linker: Linker) -> str:
    what = "missing" if not pair.found else "PARTED" if pair.same else "JOINED"
    lines = [f"{what:8}{pair.one.page.story} {pair.one.happening}", _shown(pair.one), _shown(pair.other)]
    return "\n".join([*lines, f"    {_evidence(pair, linker)}"] if pair.found else lines)


def _evidence(pair: Pair, linker: Linker) -> str:
    """What speaks for one happening, and what against it."""
    reports = [report(told, told.statements[0], linker) for told in (pair.one, pair.other)]
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
