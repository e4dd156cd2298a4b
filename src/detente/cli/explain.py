"""``detente explain``: why each statement of an article was coded so, and why a sentence was not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from detente import settings
from detente.cli.output import (
    ArchiveOption,
    CodebookOption,
    CoderOption,
    JsonOption,
    ModelOption,
    existing,
    pipeline,
    safe,
    screen,
    write_json,
)
from detente.model import Article, Statement

if TYPE_CHECKING:
    from detente import Decision, Explanation, Option, Resolution, SentenceTrace


def explain(
    article: Annotated[str, typer.Argument(help="The id of an article, or its beginning; `detente find` tells ids.")],
    archive: ArchiveOption = None,
    codebook: CodebookOption = None,
    coder: CoderOption = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say why an article was coded as it was.

    Sentence by sentence: what was coded and by which rule, and what was not and why. For each party, holder, date and
    place of a statement: the words and rows that tell it, how certain it is, and what else was weighed.
    """
    asked = settings.load(
        {
            "archive": str(archive) if archive else None,
            "codebook": [str(f) for f in codebook] if codebook else None,
            "coder": coder.value if coder else None,
            "model": str(model) if model else None,
        }
    )
    with existing(asked) as kept:
        explanation = kept.explain(article, pipeline=pipeline(asked, kept.codebook))
    if as_json:
        write_json(explanation)
        return
    console = screen()
    for line in _lines(explanation):
        console.print(line)


def _lines(explanation: Explanation) -> Iterator[Text]:
    made = {statement.id: statement for statement in explanation.statements}
    yield from _head(explanation.article)
    for sentence in explanation.sentences:
        yield from _sentence(sentence, made, explanation.article)
    for words in explanation.contexts:
        yield Text(f"about {safe(words)}")
    coded = sum(any(d.statement for d in sentence.decisions) for sentence in explanation.sentences)
    yield Text(f"{len(made)} statements in {coded} of {len(explanation.sentences)} sentences.")


def _head(article: Article) -> Iterator[Text]:
    known = filter(None, (article.published, safe(article.outlet), article.kind, article.id))
    yield Text(safe(article.title) or "(no title)", "bold")
    yield Text(", ".join(known), "dim")
    yield Text()


def _sentence(sentence: SentenceTrace, made: dict[str, Statement], article: Article) -> Iterator[Text]:
    coded = any(decision.statement for decision in sentence.decisions)
    yield Text(f"{sentence.sentence:>3}  {safe(sentence.text)}", "" if coded else "dim")
    if sentence.reason:
        yield Text(f"     – {safe(sentence.reason)}", "dim")
    for decision in sentence.decisions:
        yield from _decision(decision, made.get(decision.statement or ""), article)
    yield Text()


def _decision(decision: Decision, statement: Statement | None, article: Article) -> Iterator[Text]:
    """What was made of one word: the statement with all that was read off, or why there is none."""
    by = f"by “{safe(decision.word)}” ({decision.cue})"
    status = decision.status + (f" by “{safe(decision.status_word)}”" if decision.status_word else "")
    sides = f"{_sides(decision.source)} → {_sides(decision.target)}"
    if statement is None:
        yield Text(f"     – no statement of {decision.frame} {by}: {safe(decision.reason)}", "dim")
        yield Text(f"       {sides}; {status}", "dim")
        yield from _decided(decision)
        return
    yield Text(f"     ✓ {statement.frame}, {_event(statement)} {by}", "green")
    yield Text(f"       {sides}")
    sure = "" if statement.status_probability is None else f" ({statement.status_probability:.2f})"
    yield Text(f"       {status}{sure}{_when(statement)}; confidence {statement.confidence:.2f}")
    yield from _decided(decision)
    if statement.attributed_to:
        by = safe(", ".join(statement.attributed_to)) + _beyond(statement)
        yield Text(f"       {statement.stance or 'asserts'}: {by}")
    if statement.condition:
        yield Text(f"       on condition: “{safe(statement.condition.of(article.text))}”")
    for words in decision.contexts:
        yield Text(f"       about {safe(words)}")
    for cause in statement.because:
        by_whom = f" (by {safe(', '.join(cause.by))})" if cause.by else ""
        yield Text(f"       because: “{safe(cause.span.of(article.text))}”{by_whom}")
    for resolution in decision.resolved:
        yield from _resolution(resolution)


def _beyond(statement: Statement) -> str:
    """Those who say that others say so."""
    names = [voice.name for voice in statement.voices[1:] if voice.name]
    return "".join(f", by the word of {safe(name)}" for name in names)


def _resolution(told: Resolution) -> Iterator[Text]:
    """How one part of a statement was told, and what else was weighed."""
    words = f"“{safe(told.words)}” = " if told.words else ""
    sure = f" {told.certainty:.2f}" if told.certainty is not None else ""
    why = "; ".join(safe(reason) for reason in (told.rule, *told.reasons) if reason)
    yield Text(f"       {told.part}: {words}{safe(told.meaning)}{sure}" + (f" – {why}" if why else ""), "dim")
    if told.options:
        yield Text(f"         weighed: {'; '.join(map(_option, told.options))}", "dim")


def _option(option: Option) -> str:
    code = f" ({safe(option.code)})" if option.code else ""
    why = f" [{', '.join(map(safe, option.reasons))}]" if option.reasons else ""
    return f"{safe(option.name)}{code} {option.score:.2f}{why}"


def _decided(decision: Decision) -> Iterator[Text]:
    """What the rules proposed and how likely the trained coder, where one is used, finds what."""
    if decision.decided:
        yield Text(f"       {safe(decision.decided)}", "dim")


def _sides(actors: tuple[str, ...]) -> str:
    return safe(", ".join(actors)) or "nobody"


def _event(statement: Statement) -> str:
    return "-".join([statement.event, *statement.modes])


def _when(statement: Statement) -> str:
    if not statement.start and not statement.end:
        return "; no date"
    last = f" to {statement.end}" if statement.end and statement.end != statement.start else ""
    words = f" by “{safe(statement.date_text)}”" if statement.date_text else ""
    return f"; {statement.start or 'until'}{last}{words}"
