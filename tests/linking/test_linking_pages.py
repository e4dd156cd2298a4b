"""Pages with labels in place: what is read of them, and how linking does where every label is given."""

from pathlib import Path

import pytest
from evaluation.labelled import Page, pages
from evaluation.linking_pages import given, linked
from evaluation.linking_pairs import b_cubed, compared, pairs

from detente.errors import InputError
from detente.linking import Linker
from detente.model import Span
from detente.pipeline import Pipeline

STORY = """== quito-wire | 2014-05-06 | news | quito
Ecuador {Expels|expel-diplomat|o|ECU>PER|e1} Peruvian Attaché

QUITO – Ecuador {threw out|expel-diplomat|o|ECU>PER|e1} the military attaché of Peru on Monday. Lima will \
{recall|recall-envoy|p|PER>ECU|e2} its ambassador this week. On Sunday \
the two presidents had {met|meet|o|ECU=PER} in Loja.

== quito-column | 2014-05-20 | opinion | quito
Ecuador and Peru, Cousins at Odds

When Peru {recalled|recall-envoy|o|PER>ECU|e2} its ambassador from Ecuador two weeks ago, few in Quito were surprised. \
Bolivia has {offered|offer-mediation|o|BOL>-} to mediate.
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    path = tmp_path_factory.mktemp("pages") / "mine.txt"
    path.write_text(STORY, encoding="utf-8")
    return list(pages(path))


def test_labels_are_read_with_their_places(story: list[Page]) -> None:
    wire, column = story
    assert (wire.name, wire.story, wire.article.published, column.article.kind) == (
        "quito-wire",
        "mine/quito",
        "2014-05-06",
        "opinion",
    )
    assert [label.trigger.of(wire.article.raw) for label in wire.labels] == ["Expels", "threw out", "recall", "met"]
    assert "{" not in wire.article.raw
    recall, met = wire.labels[2:]
    assert (recall.frame, recall.status, recall.source, recall.target, recall.episode) == (
        "recall-envoy",
        "planned",
        ("PER",),
        ("ECU",),
        "e2",
    )
    assert (met.mutual, met.episode, column.labels[1].target) == (True, "", ())
    assert wire.at(Span(0, 7)) == Span(0, 7)


def test_a_wrong_label_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text("== a | - | news | a\nPeru {met|meet|x|PER=CHL} Chile.", encoding="utf-8")
    with pytest.raises(InputError, match=r"meet\|x\|PER=CHL"):
        list(pages(path))


def test_given_labels_are_linked_as_the_reader_has_them(story: list[Page]) -> None:
    linker, told = Linker.load(), linked(given(story, Pipeline()))
    assert all(one.statements for one in told)
    judged = list(pairs(told, linker.kinds))
    assert [(p.one.words, p.other.words) for p in judged if p.same] == [("Expels", "threw out"), ("recall", "recalled")]
    assert all(p.right for p in judged)
    assert b_cubed(told)[2] == pytest.approx(1.0)
    assert sum(pair.same for pair in compared(told, linker)) == 2
