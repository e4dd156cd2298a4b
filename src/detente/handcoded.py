"""A user's own hand-coded sample against what détente codes in the same texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from detente.errors import InputError
from detente.evaluation.classes import By, Classes
from detente.evaluation.faults import Drop
from detente.evaluation.gold import GoldReader, GoldText, Sample
from detente.evaluation.pairing import Comparison
from detente.evaluation.result import Evaluation, comparison, evaluation
from detente.evaluation.sides import Level, Sides
from detente.model import Article, Block, Coded, Skipped, Span, stable_id
from detente.pipeline import Pipeline
from detente.quick import default_pipeline
from detente.reading.dates import iso_date


def evaluate(
    gold: Path | str | Iterable[Mapping[str, Any]],
    *,
    by: By | None = None,
    actors: Level = "country",
    min_confidence: float | Sequence[float] = 0.0,
    statuses: Iterable[str] = (),
    filed: bool = False,
    once: bool = False,
    pipeline: Pipeline | None = None,
    codebook: Iterable[Path | str] = (),
) -> Evaluation:
    """Code the texts of a hand-coded sample and hold the result against what people saw in them.

    Args:
        gold: a file of JSON Lines, or records: each with a ``text`` and its list of ``events``.
        by: the class that is compared: ``event`` (type), ``frame``, ``mode`` or ``quad``; by default frames where
            every event of the sample names one, else types.
        actors: what of the parties is compared: nothing (``none``), their ``country``, or the whole ``code``.
        min_confidence: statements less sure than this do not count; of several, the first is that of all figures, and a
            table shows what the others would give.
        statuses: count only events and statements of these statuses; all by default.
        filed: compare types as PLOVER files them, where a visit to come is AGREE.
        once: let statements that tell again of an event of their text not count, as headline and lead of an article do.
        pipeline: what codes; the built-in one, with the codebook given, by default. It should leave out nothing by
            confidence itself.
        codebook: codebook folders of your own; with a pipeline, those that it was made with, for the names of parties.

    Returns:
        Precision, recall and F1 with their intervals, the confusion of classes, calibration, and all errors.

    Raises:
        InputError: the sample cannot be read, or an argument cannot be used.
    """
    folders = [Path(folder) for folder in codebook]
    coder = pipeline or (Pipeline(codebook=folders) if folders else default_pipeline())
    several = (min_confidence,) if isinstance(min_confidence, int | float) else tuple(min_confidence)
    if not several or not all(0 <= least <= 1 for least in several):
        raise InputError(f"min_confidence is a probability from 0 to 1, or several, not {min_confidence}")
    classes = Classes(coder.plover, filed)
    sample = GoldReader(classes, Sides(folders)).read(gold)
    how, sample = comparison(Comparison(classes, actors=actors, statuses=frozenset(statuses), once=once), sample, by)
    sample, coded = _coded(sample, coder)
    return evaluation(sample, coded, how, several, lambda article: _drops(coder, article))


def _coded(sample: Sample, coder: Pipeline) -> tuple[Sample, list[Coded]]:
    """Code the texts; those that cannot be coded go to what is left out."""
    dated, left_out = _articles(sample.texts)
    done = list(zip([text for text, _ in dated], coder.code_many([a for _, a in dated]), strict=True))
    kept = [(text, one) for text, one in done if isinstance(one, Coded)]
    left_out += [msgspec.structs.replace(one, source=t.place) for t, one in done if isinstance(one, Skipped)]
    if not kept:
        raise InputError(f"no text of the sample can be coded: {left_out[0].reason}")
    return Sample(tuple(t for t, _ in kept), (*sample.left_out, *left_out)), [one for _, one in kept]


def _articles(texts: Iterable[GoldText]) -> tuple[list[tuple[GoldText, Article]], list[Skipped]]:
    dated: list[tuple[GoldText, Article]] = []
    left_out: list[Skipped] = []
    for text in texts:
        try:
            day = iso_date(text.published) if text.published else None
        except ValueError as error:
            left_out.append(Skipped(source=text.place, reason=f"date: {error}"))
        else:
            dated.append((text, _article(text.text, day)))
    return dated, left_out


def _article(text: str, published: str | None) -> Article:
    """A text as it stands: every line a paragraph. What people coded is clean, and quotes are to be found in it."""
    return Article(id=stable_id("a", text), text=text, blocks=tuple(_paragraphs(text)), published=published)


def _paragraphs(text: str) -> Iterator[Block]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block(role="body", span=Span(start, start + len(line)))
        start += len(line) + 1


def _drops(coder: Pipeline, article: Article) -> list[Drop]:
    """Why words of an article gave no statement, as the coder explains it."""
    found = []
    for sentence in coder.explain(article).sentences:
        if sentence.reason:
            found.append(Drop(sentence.span, sentence.reason))
        for decision in sentence.decisions:
            if decision.statement is None:
                words = f"no {decision.frame or 'statement'} by “{decision.word}”: {decision.reason}"
                found.append(Drop(decision.trigger, words))
    return found
