"""Shared fixtures: a handful of dispatches, coded by hand."""

import pytest

import dispatches
from detente.model import Coded, Episode


@pytest.fixture
def coded() -> list[Coded]:
    return dispatches.coded()


@pytest.fixture
def episodes() -> list[Episode]:
    return dispatches.episodes()
