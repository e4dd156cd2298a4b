"""The pages labelled by hand hold together: their words are there, their classes known, and the scorer counts right."""

import pytest
from evaluation.pages import ROOT, Label, Page, compare, read, report

from detente import reading
from detente.codebook.plover import Plover
from detente.model import STATUSES, Actor, Coded, Span, Statement

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
    assert f"{len(PAGES)} pages, {sum(len(page.statements) for page in PAGES)} statements" in readme


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
    )
    wrong = Statement(id="s2", article=article.id, sentence=0, quote=span, trigger=span, frame="kill", event="ASSAULT")
    gold = Page(page=PAGES[0].page, published=PAGES[0].published, statements=(label, _other(label)))
    tally = compare(gold, Coded(article=article, statements=(right, wrong))).tally
    assert (tally.gold, tally.coded, tally.found, tally.full, tally.supported) == (2, 2, 1, 1, 1)
    assert list(report([compare(gold, Coded(article=article))]))[1].split()[1:] == ["2", "0", *["0.00"] * 4]


def _other(label: Label) -> Label:
    return Label(quote=label.quote, trigger=label.trigger, frame="visit", event="CONSULT", status="occurred")
