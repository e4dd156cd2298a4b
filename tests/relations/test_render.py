from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from making import GRC, TUR, article, statement

from detente.relations import Relation
from detente.relations.render import markdown, notebook
from detente.relations.words import Words

HOSTILE = (
    "Greece met Turkey <script>alert(1)</script> </style> \x1b[31m & \u202eesrever | [x](javascript:alert(2)) *now*."
)


class Page(HTMLParser):
    """Collects what matters of a page: its tags, its links and whether every tag is closed in order."""

    VOID = frozenset({"meta", "br", "link", "img", "line", "hr", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.values: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.values += [(name, value or "") for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def hostile() -> Relation:
    text = article(
        HOSTILE,
        "2024-05-01",
        'Out"let <i>',
        title="<img src=x onerror=alert(1)>",
        url="javascript:alert(3)",
        author="<b>A",
    )
    return Relation(
        "GRC", "TUR", [statement(text, text.text, "meet", (GRC,), (TUR,), start="2024-05-01")], [], {text.id: text}
    )


def test_page_is_well_formed_and_every_anchor_leads_somewhere(relation: Relation):
    page = Page(relation.brief(full=True).render("html"))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {value[1:] for name, value in page.values if name == "href" and value[:1] == "#"} <= set(page.ids)


def test_page_needs_nothing_from_outside_and_runs_nothing(relation: Relation):
    html = relation.brief(full=True).render("html")
    page = Page(html)
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert not [name for name, _ in page.values if name.startswith("on") or name == "src"]
    assert "url(" not in html
    assert "@import" not in html


def test_page_has_headings_in_order(relation: Relation):
    levels = [int(tag[1]) for tag in Page(relation.brief(full=True).render("html")).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_page_does_not_trust_article_text(hostile: Relation):
    for html in (hostile.brief(full=True).render("html"), notebook(hostile.brief(full=True), Words.of())):
        page = Page(html)
        assert page.open == []
        assert not {"script", "img"} & set(page.tags)
        assert not [value for _, value in page.values if "javascript" in value]
        assert "&lt;script&gt;" in html


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_no_control_characters_in_any_form(hostile: Relation, form):
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", hostile.brief(full=True).render(form))


def test_markdown_does_not_trust_article_text(hostile: Relation):
    text = hostile.brief(full=True).render("markdown")
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert "<javascript" not in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a *b* _c_", r"a \*b\* \_c\_"),
        ("<i>", r"\<i\>"),
        ("[x](y)", r"\[x\](y)"),
        ("R&D | 5", r"R\&D \| 5"),
        ("plain.", "plain."),
    ],
)
def test_markdown_escapes(words, expected):
    assert markdown(words) == expected


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_form_holds_every_quote_with_outlet_and_date(relation: Relation, form):
    brief = relation.brief(full=True)
    text = " ".join(brief.render(form).replace("\\", "").split())
    for source in brief.sources:
        assert source.quote in text
    assert "Bosphorus Ledger, 20 Nov 2023" in re.sub("<[^>]*>", "", text)


def test_text_keeps_to_its_width(relation: Relation):
    assert max(map(len, relation.brief(full=True).render().splitlines())) <= 100


def test_a_link_to_the_web_is_kept(relation: Relation):
    assert ("href", "https://ledger.example/athens") in Page(relation.brief(full=True).render("html")).values
