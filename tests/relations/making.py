"""Records made of sentences: an article is its sentences, a statement is coded over the words it quotes."""

from __future__ import annotations

from detente.model import Actor, Article, Cause, Episode, Span, Statement, stable_id

GRC = Actor(name="Greece", country="GRC", sector="GOV")
TUR = Actor(name="Turkey", country="TUR", sector="GOV")
ERDOGAN = Actor(name="Recep Tayyip Erdoğan", country="TUR", sector="GOV", office="president")
DEU = Actor(name="Germany", country="DEU", sector="GOV")
NATO = Actor(name="NATO", country="IGO", sector="")


def article(text: str, published: str | None = None, outlet: str = "", **more: object) -> Article:
    """An article of the given text."""
    return Article(id=stable_id("a", text, published, outlet), text=text, published=published, outlet=outlet, **more)  # type: ignore[arg-type]


def statement(
    where: Article,
    words: str,
    frame: str,
    source: tuple[Actor, ...],
    target: tuple[Actor, ...] = (),
    *,
    because: str = "",
    **more: object,
) -> Statement:
    """A statement over ``words`` of an article; ``because`` are the words of its cause."""
    start = where.text.index(words)
    quote = Span(start, start + len(words))
    causes = ()
    if because:
        at = where.text.index(because)
        causes = (Cause(span=Span(at, at + len(because)), cue="because", by=tuple(more.pop("reason_by", ()))),)  # type: ignore[call-overload]
    values = {"event": "CONSULT", "quad": 1, "score": 2.5, "confidence": 0.9, **more}
    return Statement(
        id=stable_id("s", where.id, quote, frame, values.get("status", "")),
        article=where.id,
        sentence=0,
        quote=quote,
        trigger=quote,
        frame=frame,
        source=source,
        target=target,
        because=causes,
        **values,
    )  # type: ignore[arg-type]


def episode(*told: tuple[Statement, Article]) -> Episode:
    """The episode of several statements in the order of publication; the last gives its status."""
    last = told[-1][0]
    return Episode(
        id=stable_id("e", *(s.id for s, _ in told)),
        event=last.event,
        frame=last.frame,
        source=tuple(actor.code for actor in last.source),
        target=tuple(actor.code for actor in last.target),
        symmetric=last.symmetric,
        start=last.start,
        end=last.end,
        status=last.status,
        history=tuple((where.published or "", s.status) for s, where in told),
        quad=last.quad,
        score=last.score,
        statements=tuple(s.id for s, _ in told),
        articles=len({where.id for _, where in told}),
    )
