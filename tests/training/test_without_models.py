"""Coding where ONNX Runtime is not installed, and where a model folder lacks a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from detente.coding.encoder import FILES, Encoder
from detente.errors import InputError

# Run in a process of its own: an entry of None makes a package one that is not installed.
BLOCKED = """
import sys
sys.modules.update(dict.fromkeys(("onnxruntime", "tokenizers", "torch", "transformers", "onnx")))
from detente.cli.main import run
run(sys.argv[1:])
"""


def without_onnx(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("Chile recalled its ambassador to Peru on Tuesday.\n", encoding="utf-8")
    return path


def test_rules_need_no_onnx_runtime(article: Path) -> None:
    done = without_onnx("code", str(article), "--published", "2024-06-06", "--coder", "rules")
    assert done.returncode == 0, done.stderr
    assert '"recall-envoy"' in done.stdout


def test_the_encoder_says_what_it_needs(article: Path, tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).touch()
    done = without_onnx("code", str(article), "--coder", "encoder", "--model", str(tmp_path))
    assert done.returncode == 2
    assert "needs ONNX Runtime and tokenizers" in done.stderr
    assert "or use the coder 'rules'" in done.stderr


def test_training_says_what_it_needs(tmp_path: Path) -> None:
    root = Path(__file__).parents[2] / "docs" / "statecraft"
    done = without_onnx("train", str(root / "corpus"), "--codebook", str(root / "codebook"), "-o", str(tmp_path / "m"))
    assert done.returncode == 2
    assert "pip install 'detente[train]'" in done.stderr


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    for other in FILES:
        (tmp_path / other).touch()
    (tmp_path / name).unlink()
    with pytest.raises(InputError, match=rf"{name}: missing; a model folder holds encoder.onnx"):
        Encoder(tmp_path)
