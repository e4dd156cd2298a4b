"""Training for real, on a small corpus, and coding with what came of it. Needs PyTorch: `make test` runs it in an
environment that has it; elsewhere it is skipped."""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import detente
from detente.errors import InputError
from detente.model import Article
from detente.training.check import load
from detente.training.corpus import NONE
from detente.training.data import LARGE, Labels, split, views

if TYPE_CHECKING:
    from detente.training.train import Recipe

MISSING = [name for name in ("torch", "transformers", "onnx", "onnxruntime") if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"training needs {', '.join(MISSING)}: pip install 'detente[train]'"),
    # PyTorch and its exporter warn of themselves.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning"),
]

STATECRAFT = Path(__file__).parents[2] / "docs" / "statecraft"
CODEBOOK = STATECRAFT / "codebook"
CLASSES = {
    "financial-sanction", "export-control", "import-restriction", "investment-screening", "economic-inducement",
    "economic-threat",
}  # fmt: skip
TEXT = (
    "Ghana froze the accounts of two Togolese banks on Friday. Togo's president visited Accra on Monday, where he met "
    "the Ghanaian president. Police in Lagos arrested a Chadian diplomat. Peru imposed tariffs of 30 percent on "
    "Chilean wine. Soldiers from Chad attacked a Sudanese border post. Kenya threatened Uganda with a ban on its milk."
)


@pytest.fixture(scope="module")
def examples() -> list[Any]:
    return list(load([STATECRAFT / "corpus"], [CODEBOOK])[0])


@pytest.fixture(scope="module")
def labels(examples: list[Any]) -> Labels:
    return Labels.built_from([CODEBOOK], examples)


@pytest.fixture(scope="module")
def short() -> Recipe:
    import torch

    from detente.training.train import Recipe

    torch.set_num_threads(1)
    return Recipe(epochs=2, batch=12, seeds=(1,), patience=2, balance=0.5)


@pytest.fixture(scope="module")
def model(examples: list[Any], labels: Labels, short: Recipe, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from detente.training.train import train

    folder = tmp_path_factory.mktemp("statecraft")
    train(examples, labels, folder, replace(short, epochs=8, batch=16, patience=8))
    return folder


@pytest.fixture(scope="module")
def pipeline(model: Path) -> detente.Pipeline:
    return detente.Pipeline(codebook=[CODEBOOK], coder="encoder", model=model)


def test_the_model_is_small_and_tells_its_classes(model: Path) -> None:
    assert sum(file.stat().st_size for file in model.iterdir()) < 30_000_000
    told = json.loads((model / "labels.json").read_text(encoding="utf-8"))
    assert told["frames"][0] == NONE
    assert set(told["frames"][1:]) == CLASSES
    assert 0.4 <= told["temperature"] <= 3.0


def test_only_the_users_classes_come_out(pipeline: detente.Pipeline) -> None:
    seen = pipeline.explain(Article(id="", text=TEXT, published="2024-06-06"))
    assert seen.statements
    assert {s.frame for s in seen.statements} <= CLASSES
    reasons = {d.word: d.reason for sentence in seen.sentences for d in sentence.decisions}
    assert {reasons[word] for word in ("visited", "arrested", "attacked")} == {"not one of the model's classes"}


def test_the_coder_works(pipeline: detente.Pipeline) -> None:
    found = detente.evaluate(STATECRAFT / "gold.jsonl", by="frame", pipeline=pipeline, codebook=[CODEBOOK])
    assert found.micro.f1.value >= 0.5


def test_two_runs_give_the_same(pipeline: detente.Pipeline, model: Path) -> None:
    other = detente.Pipeline(codebook=[CODEBOOK], coder="encoder", model=model)
    article = Article(id="", text=TEXT, published="2024-06-06")
    first = pipeline.code(article)
    assert first.statements
    assert pipeline.code(article) == first
    assert other.code(article) == first


def test_a_model_needs_its_codebook(model: Path) -> None:
    with pytest.raises(InputError, match=r"the model knows the class 'financial-sanction', which no frames\.csv has"):
        detente.Pipeline(coder="encoder", model=model)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("encoder.onnx", b"no model"),
        ("encoder.onnx", b""),
        ("tokenizer.json", b"{}"),
        ("labels.json", b"{"),
        ("labels.json", b"[]"),
        ("labels.json", b'{"frames": ["none"]}'),
    ],
)
def test_a_spoilt_file_is_told(model: Path, tmp_path: Path, name: str, content: bytes) -> None:
    folder = tmp_path / "spoilt"
    shutil.copytree(model, folder)
    (folder / name).write_bytes(content)
    with pytest.raises(InputError, match="spoilt: cannot be read as a trained encoder"):
        detente.Pipeline(codebook=[CODEBOOK], coder="encoder", model=folder)


def weights(model: Any) -> list[float]:
    return [float(values.float().sum()) for values in model.state_dict().values()]


def test_the_same_seed_gives_the_same_model(examples: list[Any], labels: Labels, short: Recipe) -> None:
    from detente.training.train import fit

    some, once = examples[::8], replace(short, epochs=1)
    first, told = fit(some, labels, once, 1)
    again, told_again = fit(some, labels, once, 1)
    other, _ = fit(some, labels, once, 2)
    assert weights(first) == weights(again)
    assert told == told_again
    assert weights(first) != weights(other)


def test_the_best_epoch_is_kept(examples: list[Any], labels: Labels, short: Recipe) -> None:
    from detente.training.measure import evaluate
    from detente.training.train import _tokenizer, fit

    some = examples[::4]
    # Steps so large that the last epoch is not the best one.
    model, progress = fit(some, labels, replace(short, epochs=5, rate=2e-3, warmup=0.5, patience=2), 3)
    held = list(views(split(some)[1], random.Random(0)))
    reached = [(e["type"] + e["frame"], -e["surprise"]) for e in progress.epochs]
    best = max(range(len(reached)), key=lambda i: reached[i])
    assert best < len(reached) - 1, "no later epoch was worse, so nothing is tested"
    figures = evaluate(model, _tokenizer(), held, labels)
    told = progress.epochs[best]
    assert figures == {name: told[name] for name in figures}


def test_a_small_corpus_gets_more_passes(short: Recipe) -> None:
    from detente.training.train import LEAST_STEPS

    fitted = short.fitting(200)
    assert fitted.epochs * 200 / fitted.batch >= LEAST_STEPS
    assert fitted.patience < fitted.epochs
    assert short.fitting(LARGE) == short
    assert fitted.within(3).epochs == 3


def test_rare_classes_weigh_more(examples: list[Any], labels: Labels) -> None:
    from detente.training.train import balance

    assert balance(examples, labels, 0.0).tolist() == pytest.approx([1.0] * 7)
    # 60 examples of none, 30 of each class.
    weigh = balance(examples, labels, 1.0).tolist()
    assert weigh[1:] == pytest.approx([2 * weigh[0]] * 6)
