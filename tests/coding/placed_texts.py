"""Reads ``placed_texts.txt`` and tells what is wrong with the place that a happening is given."""

from __future__ import annotations

from dated_texts import Text, read_texts

from detente.model import Place
from detente.pipeline import Pipeline

NAME = "placed_texts.txt"


def read_rows() -> list[Text]:
    """All texts of the file."""
    return read_texts(NAME)


def verdict(pipeline: Pipeline, text: Text) -> str:
    """What is wrong with the place of the marked happening; empty where it is right."""
    coded = pipeline.code(text.article)
    made = next((s for s in coded.statements if s.trigger.start == text.trigger), None)
    return "no statement" if made is None else _fits(text.interval, made.place)


def _fits(wanted: str, found: Place | None) -> str:
    if wanted == "-" or found is None:
        return "" if (wanted == "-") == (found is None) else f"{found and found.name}, not {wanted}"
    name, country = (part.strip() for part in wanted.split("="))
    named = name.lower() in found.name.lower() or found.name.lower() in name.lower()
    return "" if named and country in ("-", found.country) else f"{found.name} ({found.country}), not {wanted}"
