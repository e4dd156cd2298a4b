"""How the encoder is shown whose dealings are asked for: the sentence with markers around source and target.

After Baldini Soares et al., "Matching the Blanks" (ACL 2019). The same function serves training and coding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from detente.model import Span

Mark = Literal["V", "S", "T"]

# Entries of the encoder's vocabulary that no text uses.
MARKERS: Mapping[Mark, tuple[str, str]] = {
    "V": ("[unused1]", "[unused2]"),
    "S": ("[unused3]", "[unused4]"),
    "T": ("[unused5]", "[unused6]"),
}
# What words may be to a happening, beside its trigger: source, target, date, who tells it.
ROLES = ("S", "T", "D", "H")
TOKENS = tuple(token for pair in MARKERS.values() for token in pair)


def mark(text: str, spans: Mapping[Mark, Iterable[Span]]) -> str:
    """The text with a pair of markers around each span. Spans may nest."""
    places: list[tuple[int, int, int, str]] = []
    for name, found in spans.items():
        opening, closing = MARKERS[name]
        for span in found:
            # At one place: first what closes (short before long), then what opens (long before short).
            places.append((span.start, 1, -span.end, f" {opening} "))
            places.append((span.end, 0, -span.start, f" {closing} "))
    pieces, at = [], 0
    for place, _, _, token in sorted(places):
        pieces += [text[at:place], token]
        at = place
    return " ".join("".join([*pieces, text[at:]]).split())
