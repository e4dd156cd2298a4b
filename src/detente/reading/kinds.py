"""Decides what kind of text an article is: news, opinion, official, or none of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.model import Kind
from detente.reading.cues import Cues, Place
from detente.reading.roles import Story
from detente.reading.shapes import outside_quotes

THRESHOLD = 2.0


def kind_of(
    story: Story, cues: Cues, *, labels: Sequence[str] = (), foot: Sequence[str] = (), source: str = ""
) -> Kind:
    """Decide the kind of a text by the signs of ``pages.toml``: each adds its weight to its kind.

    Args:
        story: the parts of the text.
        cues: the signs.
        labels: section names and breadcrumbs of the page.
        foot: credit lines.
        source: outlet and author, one a line.

    Returns:
        The kind with the highest sum of at least 2, else ``news``; of equals the one that stands first in the file.
    """
    texts: dict[Place, str] = {
        "label": "\n".join([*labels, *story.of("section")]),
        "headline": story.title or "\n".join(story.of("headline")),
        "head": "\n".join(story.of("section", "headline", "standfirst", "byline")),
        "body": outside_quotes("\n".join(story.of("standfirst", "body"))),
        "bio": "\n".join(story.of("bio", "byline")),
        "foot": "\n".join(foot),
        "source": source,
        "page": "\n".join(part.line.text for part in story.parts),
    }
    enough = {kind: total for kind, total in scores(texts, cues).items() if total >= THRESHOLD}
    return max(enough, key=lambda kind: enough[kind]) if enough else "news"


def scores(texts: Mapping[Place, str], cues: Cues) -> dict[Kind, float]:
    """The sum of the weights of all signs found, for each kind that has any."""
    sums: dict[Kind, float] = {}
    for sign in cues.signs:
        found = sum(1 for _ in sign.pattern.finditer(texts[sign.where]))
        if found:
            sums[sign.kind] = sums.get(sign.kind, 0.0) + sign.weight * min(found, sign.most)
    return sums
