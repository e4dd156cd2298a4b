"""The pages labelled by hand hold together: their words are there, their classes known, and the scorer counts right."""

import msgspec
import pytest
from evaluation.pages import ROOT, Page, compare, read, report
from evaluation.pages_aspects import ASPECTS, Label, Where, aspects, full
from evaluation.pages_missed import ELSEWHERE, NO_CANDIDATE, NOBODY, missed

from detente import reading
from detente.codebook.plover import Plover
from detente.linking.report import bounds
from detente.model import STATUSES, Actor, Coded, Place, Span, Statement
from detente.pipeline import Pipeline

PAGES = read()


@pytest.fixture(scope="module")
def plover() -> Plover:
    return Plover.load([])


def test_numbers() -> None:
    names = [page.page for page in PAGES]
    assert len(set(names)) == len(names)
    assert sum(name.startswith("examples/") for name in names) == 20
    own = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "evaluation/pages").glob("*.txt"))
    assert sorted(name for name in names if not name.startswith("examples/")) == own


def test_readme_counts() -> None:
    readme = (ROOT / "evaluation/pages/README.md").read_text(encoding="utf-8")
    labels = [label for page in PAGES for label in page.statements]
    assert f"{len(PAGES)} pages, {len(labels)} statements" in readme
    dated = [label for label in labels if label.date]
    assert f"{len(dated)} labels ask for a date, {sum(label.start is None for label in dated)} of them" in readme
    held = [label for label in labels if label.holder]
    assert f"{len(held)} for the holder, {sum(bool(label.attributed_to) for label in held)} of them" in readme
    assert f"{sum(label.place is not None for label in labels)} name a place" in readme


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.page)
def test_page(page: Page, plover: Plover) -> None:
    raw = page.raw
    assert page.complete
    assert page.statements
    for label in page.statements:
        assert label.quote in raw
        assert label.quote.count(label.trigger) == 1, label.quote
        assert plover.frames[label.frame].event == label.event
        assert label.status in STATUSES
        assert all(len(code) == 3 and code.isupper() for code in (*label.source, *label.target))
    labels = [(label.quote, label.trigger, label.frame) for label in page.statements]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.page)
def test_when_who_says_so_and_where(page: Page) -> None:
    raw = page.raw
    for label in page.statements:
        first, last = bounds(label.start), bounds(label.end)
        assert (first is None) == (label.start is None) == (label.end is None) == (last is None), label.quote
        assert label.date or first is None, label.quote
        assert not first or not last or first[0] <= last[1], label.quote
        assert label.holder or not label.attributed_to
        assert all(name in raw for name in label.attributed_to)
        assert label.place is None or label.place.name in raw


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.page)
def test_what_is_past_is_not_after_the_page(page: Page) -> None:
    (published,) = {day[0] for day in [bounds(page.published)] if day}
    for label in page.statements:
        first, last = bounds(label.start), bounds(label.end)
        if label.status in ("occurred", "denied", "negated") and first and last:
            assert first[0] <= published, label.quote
        if label.status in ("planned", "proposed") and last:
            assert last[1] >= published, label.quote


def test_scorer() -> None:
    raw = PAGES[0].raw
    article = reading.article(raw, published=PAGES[0].published, source="x")
    label = PAGES[0].statements[-1]
    start = article.text.index(label.quote)
    span = Span(start, start + len(label.quote))
    right = Statement(
        id="s1",
        article=article.id,
        sentence=0,
        quote=span,
        trigger=span,
        frame=label.frame,
        event=label.event,
        status="occurred",
        source=tuple(Actor(name=code, country=code) for code in label.source),
        start=label.start,
        end=label.end,
    )
    wrong = Statement(id="s2", article=article.id, sentence=0, quote=span, trigger=span, frame="kill", event="ASSAULT")
    gold = Page(page=PAGES[0].page, published=PAGES[0].published, statements=(label, _other(label)))
    tally = compare(gold, Coded(article=article, statements=(right, wrong))).tally
    assert (tally.gold, tally.coded, tally.found, tally.full, tally.supported) == (2, 2, 1, 1, 1)
    head, line, *_ = report([compare(gold, Coded(article=article))])
    assert head.split() == ["gold", "coded", "found", "prec", "F1", *ASPECTS, "full"]
    assert line.split()[1:] == ["2", "0", *["0.00"] * 3, *["-"] * len(ASPECTS), "0.00"]


LABEL = Label(
    quote="The envoy said in Lima in May that Peru had shut its border with Chile",
    trigger="shut",
    frame="close-border",
    event="SANCTION",
    status="occurred",
    source=("PER",),
    target=("CHL",),
    start="2021-05",
    end="2021-06-10",
    attributed_to=("envoy",),
    place=Where("Lima", "PER"),
)
STATEMENT = Statement(
    id="s",
    article="a",
    sentence=0,
    quote=Span(0, 1),
    trigger=Span(0, 1),
    frame="close-border",
    event="SANCTION",
    source=(Actor(name="Peru", country="PER"),),
    target=(Actor(name="Chile", country="CHL"), Actor(name="Bolivia", country="BOL")),
    start="2021-05-31",
    end="2021-06",
    attributed_to=("The Envoy of Chile",),
    place=Place(name="Lima", country="PER"),
)


@pytest.mark.parametrize(
    ("label", "statement", "wrong"),
    [
        ({}, {}, "date"),
        ({}, {"end": "2021-06-10"}, ""),
        ({}, {"start": "2021", "end": "2021"}, "date"),
        ({}, {"start": None, "end": None}, "date"),
        ({}, {"end": None}, "date"),
        ({"status": "ongoing"}, {"end": None, "status": "ongoing"}, ""),
        ({"start": None, "end": None}, {"start": None, "end": None}, ""),
        ({"start": None, "end": None}, {}, "date"),
        ({"date": False}, {}, ""),
        ({"date": False}, {"status": "planned"}, "status"),
        ({"date": False}, {"source": ()}, "source sides"),
        ({"date": False, "source": ()}, {"source": ()}, ""),
        ({"date": False, "source": ("CHL",), "target": ("PER",)}, {}, "source target sides"),
        ({"date": False, "source": ("CHL",), "target": ("PER",)}, {"symmetric": True}, ""),
        ({"date": False}, {"attributed_to": ("The envoys",)}, "holder"),
        ({"date": False}, {"attributed_to": ()}, "holder"),
        ({"date": False, "attributed_to": ()}, {}, "holder"),
        ({"date": False, "attributed_to": ("minister", "envoy")}, {}, ""),
        ({"date": False, "attributed_to": (), "holder": False}, {}, ""),
        ({"date": False}, {"place": None}, "place"),
        ({"date": False}, {"place": Place(name="Lima", country="USA")}, "place"),
        ({"date": False, "place": Where("port of Lima")}, {}, ""),
    ],
)
def test_aspects(label: dict[str, object], statement: dict[str, object], wrong: str) -> None:
    found = aspects(msgspec.structs.replace(LABEL, **label), msgspec.structs.replace(STATEMENT, **statement))
    assert [name for name in ASPECTS if not found.get(name, True)] == wrong.split()
    assert full(found) == (wrong in ("", "place"))


def test_the_statement_on_the_trigger_is_compared() -> None:
    """Even where another one beside it is more like the label."""
    page = PAGES[0]
    article = reading.article(page.raw, published=page.published, source="x")
    label = page.statements[-1]
    at = article.text.index(label.quote)
    quote = Span(at, at + len(label.quote))
    word = Span(article.text.index(label.trigger, at), article.text.index(label.trigger, at) + len(label.trigger))
    on = msgspec.structs.replace(STATEMENT, id="on", quote=quote, trigger=word, event=label.event, status="denied")
    sides = tuple(Actor(name=code, country=code) for code in label.source)
    beside = msgspec.structs.replace(on, id="beside", trigger=Span(at, at + 2), source=sides, status="occurred")
    gold = Page(page=page.page, published=page.published, statements=(label,))
    best = compare(gold, Coded(article=article, statements=(beside, on))).best(0)
    assert best is not None
    assert best.id == "on"


def test_missed() -> None:
    """Reasons of labels that no coder finds, since no page has these happenings at these words."""
    pipeline = Pipeline(coder="rules")
    page = PAGES[0]
    text = page.raw
    rows = [("Ms Payne rejected", "Payne", NO_CANDIDATE), ("China has called the idea", "idea", NO_CANDIDATE)]
    labels = tuple(
        Label(quote=quote, trigger=trigger, frame="visit", event="CONSULT", status="occurred")
        for quote, trigger, _ in rows
    )
    assert all(label.quote in text for label in labels)
    gold = Page(page=page.page, published=page.published, statements=labels)
    found = list(missed([gold], pipeline))
    assert [(one.label.trigger, one.reason) for one in found] == [(trigger, reason) for _, trigger, reason in rows]
    assert {ELSEWHERE, NOBODY} <= {one.reason for one in missed(PAGES[10:18], pipeline)}


def _other(label: Label) -> Label:
    return Label(quote=label.quote, trigger=label.trigger, frame="visit", event="CONSULT", status="occurred")
