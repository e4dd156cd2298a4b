"""What an article tells of a thing told before: who undergoes it, when it was, under which name."""

from __future__ import annotations

import pytest

import detente

# text, published, frame, source, target, first day, last day
ROWS = [
    ("Kenyan herdsmen after their release by Ethiopia, Moyale, Aug. 4.", "2011-08-06",
     "release-captives", ["ETH"], ["KEN"], "2011-08-04", "2011-08-04"),
    ("Viktor Malik's arrest by Russian police angered Germany.", "2015-09-30",
     "arrest", ["RUS"], ["RUS"], None, None),
    ("Ethiopia's release of the Kenyan prisoners pleased nobody.", "2015-09-30",
     "release-captives", ["ETH"], ["KEN"], None, None),
    ("President John Kufuor of Ghana travelled to Lome on Sept. 1. This was his third visit to Togo.", "2015-09-30",
     "visit", ["GHA"], ["TGO"], "2015-09-01", "2015-09-01"),
    ("Kenya and Uganda held military exercises in May.", "2015-09-30",
     "joint-exercise", ["KEN"], ["UGA"], "2015-05", "2015-05"),
    ("Kenya and Uganda held exercises called Lion Eye at the end of May.", "2015-09-30",
     "joint-exercise", ["KEN"], ["UGA"], "2015-05-21", "2015-05-31"),
    ("On 19 September Ethiopia launched what it called a police operation in Somalia.", "2015-09-30",
     "attack", ["ETH"], ["SOM"], "2015-09-19", "2015-09-19"),
    ("Chad signed what it described as a historic accord with Niger.", "2015-09-30",
     "sign-agreement", ["TCD"], ["NER"], None, None),
    ("Egypt and Sudan will ask the Council of the Arab League, which will meet in Tunis on 12 October, for support.",
     "2015-09-30", "meet", ["IGO"], [], "2015-10-12", "2015-10-12"),
    ("Prime Minister Enda Kenny on 9 June met the Israeli ambassador.", "2010-06-11",
     "meet", ["IRL"], ["ISR"], "2010-06-09", "2010-06-09"),
    ("Ireland on Wednesday expelled an Israeli diplomat.", "2010-06-11",
     "expel-diplomat", ["IRL"], ["ISR"], "2010-06-09", "2010-06-09"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "frame", "source", "target", "start", "end"), ROWS)
def test_told_of_again(
    text: str, published: str, frame: str, source: list[str], target: list[str], start: str | None, end: str | None
) -> None:
    found = [s for s in detente.code(text, published=published).statements if s.frame == frame]
    assert found
    last = found[-1]
    sides = [sorted({a.country for a in side}) for side in (last.source, last.target)]
    assert sides == [source, target]
    assert (last.start, last.end) == (start, end)


def test_what_somebody_calls_a_thing_is_told_once() -> None:
    coded = detente.code("France imposed what diplomats called tough sanctions on Niger.", published="2015-09-30")
    assert [s.frame for s in coded.statements] == ["impose-sanctions"]
