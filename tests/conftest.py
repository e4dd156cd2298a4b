"""Shared fixtures: a handful of dispatches, coded by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import dispatches
from detente.model import Coded, Episode

if TYPE_CHECKING:
    from detente.pipeline import Pipeline


@pytest.fixture
def coded() -> list[Coded]:
    return dispatches.coded()


@pytest.fixture
def episodes() -> list[Episode]:
    return dispatches.episodes()


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The rules by themselves: what they make of a sentence is exact; what the encoder does stands in test_encoder."""
    from detente.pipeline import Pipeline

    return Pipeline(coder="rules")
