"""Confidence orders statements by what supports them and stays within what was measured."""

from pathlib import Path

from detente.model import Article, Statement
from detente.pipeline import Pipeline


def only(pipeline: Pipeline, text: str) -> Statement:
    (statement,) = pipeline.code(Article(id="a", text=text)).statements
    return statement


def test_more_support_gives_more_confidence(pipeline: Pipeline) -> None:
    full = only(pipeline, "Kenya condemned Somalia.")
    half = only(pipeline, "Kenya condemned the storm.")
    assert 0.5 < half.confidence < full.confidence < 1


def test_weights_of_a_folder_win(tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / "confidence.csv").write_text("feature,weight\nalways,-9\n", encoding="utf-8")
    text = "Kenya recalled its ambassador from Somalia."
    assert only(Pipeline(codebook=[tmp_path], coder="rules"), text).confidence < 0.1 < only(pipeline, text).confidence
