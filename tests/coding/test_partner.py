"""What speaks for a state as the side that a sentence leaves out. All texts were written for this test."""

from __future__ import annotations

import pytest

from detente.coding.counterparts import Asked, Counterparts, Story, considered
from detente.model import Article
from detente.pipeline import Pipeline

# Text, the state that is weighed, a feature, its value: of the target of the last event.
ROWS = [
    ("Togo bombed a port of Benin. Ghana promised aid.", "BEN", "suffered the last harm, for", 1.0),
    ("Togo bombed a port of Benin. Ghana protested.", "TGO", "did the last harm, for", 0.0),
    ("Togo bombed a port of Benin. Ghana protested.", "TGO", "did the last harm, against", 1.0),
    ("Togo bombed a port of Benin. Ghana protested.", "BEN", "suffered the last harm, against", 1.0),
    ("Togo met Benin. Benin and Mali signed a pact. Ghana protested.", "BEN", "first of the others", 1.0),
    ("Togo met Benin. Ghana protested.", "BEN", "first of the others", 0.5),
    ("Togo met Benin. Ghana protested.", "BEN", "in the sentence before", 1.0),
    ("Togo met Benin. Ghana protested. Chad was silent.", "TCD", "not named before", 1.0),
    ("Togo met Benin. Ghana protested. Chad was silent.", "TCD", "named soon", 0.5),
]  # fmt: skip


class Recorder(Counterparts):
    """Keeps what is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Asked, dict[str, dict[str, float]]]] = []

    def chances(self, asked: Asked, story: Story) -> dict[str, float]:
        self.asked.append((asked, considered(asked, story)))
        return super().chances(asked, story)


@pytest.fixture(scope="module")
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture(scope="module")
def listening(recorder: Recorder) -> Pipeline:
    pipeline = Pipeline(coder="rules")
    pipeline.sides.counterparts = recorder
    return pipeline


@pytest.mark.parametrize(("text", "code", "feature", "value"), ROWS)
def test_features(listening: Pipeline, recorder: Recorder, text: str, code: str, feature: str, value: float) -> None:
    recorder.asked.clear()
    listening.code(Article(id="a", text=text, published="2020-05-20"))
    asked, found = recorder.asked[-1]
    assert asked.side == "target"
    assert found[code].get(feature, 0.0) == pytest.approx(value)


def test_chances_are_those_of_all_who_come_into_question(listening: Pipeline, recorder: Recorder) -> None:
    recorder.asked.clear()
    listening.code(Article(id="a", text="Togo bombed a port of Benin. Ghana protested.", published="2020-05-20"))
    assert set(recorder.asked[-1][1]) == {"", "TGO", "BEN", "GHA"}
