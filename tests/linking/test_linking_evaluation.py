"""The statements grouped by hand, and the script that measures linking at scale."""

from __future__ import annotations

import msgspec
import pytest
from evaluation import linking_gold, linking_scale

from detente.model import Coded, Span


def test_every_mark_of_a_story_stands_on_its_words() -> None:
    stories = list(linking_gold.stories())
    assert len(stories) > 80
    for article, marks in stories:
        assert "[" not in article.text and article.published
        assert all(span.of(article.text).strip() for span in marks)
    happenings = [name for _, marks in stories for name in marks.values()]
    assert len(happenings) > len(set(happenings)) + 60


def test_every_dispatch_that_the_happenings_name_exists() -> None:
    named = {article: marks for article, marks in linking_gold.examples() if marks}
    placed = sum(map(len, named.values()))
    written = sum(len(line.split()) for line in linking_gold._lines(linking_gold.FOLDER / "happenings.txt"))
    assert placed == written
    assert all(span.of(article.text).isalpha() for article, marks in named.items() for span in marks)


def test_statements_are_grouped_by_the_word_they_hang_on() -> None:
    (article, marks), *_ = linking_gold.stories()
    made = next(linking_scale.articles(1)).statements[0]
    own = [
        msgspec.structs.replace(made, id=f"s{n}", trigger=span, quote=span)
        for n, span in enumerate([*marks, Span(0, 3)])
    ]
    found = linking_gold.grouped([Coded(article=article, statements=tuple(own))], [marks])
    assert [(g.statement.id, g.happening) for g in found] == [(f"s{n}", name) for n, name in enumerate(marks.values())]


def test_generated_statements_are_always_the_same_and_link() -> None:
    assert list(linking_scale.articles(20)) == list(linking_scale.articles(20))
    figures = linking_scale.measure(600)
    assert figures.statements == 600
    assert 150 < figures.episodes < 560
    table = list(linking_scale.lines([figures], markdown=True))
    assert table[-1].startswith("| 600 | ") and table[0].startswith("# Linking at scale")


@pytest.mark.parametrize("seed", [1, 2])
def test_generated_articles_tell_five_statements_with_their_words(seed: int) -> None:
    for coded in linking_scale.articles(30, seed):
        assert len({s.id for s in coded.statements}) == linking_scale.PER_ARTICLE
        assert all(coded.quote(s) in coded.article.text.splitlines() for s in coded.statements)
