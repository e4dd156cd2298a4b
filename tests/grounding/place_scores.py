"""How many of the places in the labelled sentences beside this file are found where they are.

``python tests/grounding/place_scores.py`` prints the share and every place that is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from detente.grounding.place_rows import kilometres
from detente.grounding.places import Places
from detente.model import Article, Block, Place, Span
from detente.pipeline import Pipeline
from detente.text.parse import parse

SENTENCES = Path(__file__).with_name("place_sentences.tsv")
NEAR = 161.0


class Result(NamedTuple):
    """One label of a sentence, what was found of it, and whether that is right."""

    text: str
    label: str
    found: str
    right: bool


def results(path: Path = SENTENCES) -> Iterator[Result]:
    """Every label of every sentence, with what was found."""
    places, pipeline = Places(), Pipeline(coder="rules")
    for text, labels in rows(path):
        found = {m.span.of(text): m.place for m in places.find(parse(Article(id="a", text=text)))}
        scenes = _scenes(pipeline, text) if "~ " in labels else []
        for label in labels.split("; "):
            yield _judged(text, label, found, scenes)


def rows(path: Path) -> list[list[str]]:
    """The sentences and their labels, comments left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _scenes(pipeline: Pipeline, text: str) -> list[str]:
    """Where the statements of a sentence happen."""
    block = Block(role="body", span=Span(0, len(text)))
    coded = pipeline.code(Article(id="a", text=text, blocks=(block,), published="2024-05-20"))
    return [s.place.name for s in coded.statements if s.place]


def _judged(text: str, label: str, found: dict[str, Place], scenes: list[str]) -> Result:
    if label.startswith("~ "):
        return Result(text, label, str(scenes), label[2:] not in scenes)
    if label.startswith("! "):
        return Result(text, label, str(sorted(found)), label[2:] not in found)
    name, _, where = label.partition(" = ")
    place = next((p for n, p in found.items() if n == name), None)
    place = place or next((p for n, p in found.items() if name in n or n in name), None)
    told = f"{place.country or '-'} {place.lat} {place.lon}" if place else "nothing"
    return Result(text, label, told, place is not None and _fits(place, where.split()))


def _fits(place: Place, where: list[str]) -> bool:
    country, *point = where
    if (place.country or "-") != country and not (country == "-" and point):
        return False
    if not point:
        return True
    if place.lat is None or place.lon is None:
        return False
    lat, lon, *radius = map(float, point)
    return kilometres(place.lat, place.lon, lat, lon) <= (radius[0] if radius else NEAR)


def main() -> None:
    """Print the share of right labels, and the wrong ones."""
    found = list(results())
    wrong = [r for r in found if not r.right]
    sys.stdout.writelines(f"{r.label}: {r.found} in {r.text}\n" for r in wrong)
    sys.stdout.write(f"{len(found) - len(wrong)} of {len(found)} labels right\n")


if __name__ == "__main__":
    main()
