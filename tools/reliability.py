"""How far the encoder's confidence holds: ``python tools/reliability.py CORPUS MODEL [SVG]``.

Judges the held-out part of the corpus, prints accuracy, the reliability table and the expected calibration error
(Guo et al., "On calibration of modern neural networks", ICML 2017), and draws the reliability plot.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from detente.codebook.plover import Plover
from detente.coding.encoder import MODEL, Encoder
from detente.evaluation.calibration import Bin, gap, table
from detente.training.check import load
from detente.training.corpus import NONE
from detente.training.data import split

SIZE, EDGE = 320, 44


def main(corpus: str, model: str = str(MODEL), svg: str = "") -> int:
    """Judge, print and draw."""
    plover, encoder = Plover.load(), Encoder(Path(model))
    examples, _ = load([Path(corpus)])
    held = split(examples)[1]
    verdicts = [encoder.judge(e.text, e.spans["V"][:1])[0] for e in held]
    wanted = [NONE if e.frame == NONE else plover.event(e.frame) for e in held]
    told = [encoder.types[int(v.types.argmax())] for v in verdicts]
    right = [a == b for a, b in zip(told, wanted, strict=True)]
    frames = np.mean([encoder.frames[int(v.frames.argmax())] == e.frame for v, e in zip(verdicts, held, strict=True)])
    events = [(v, e) for v, e in zip(verdicts, held, strict=True) if e.frame != NONE]
    status = np.mean([encoder.statuses[int(v.statuses.argmax())] == e.status for v, e in events])
    print(f"{len(held)} held-out examples: type {np.mean(right):.3f}, frame {frames:.3f}, status {status:.3f}")
    bins = table((float(v.types.max()), hit) for v, hit in zip(verdicts, right, strict=True))
    for one in bins:
        print(f"  confidence {one.confidence:.3f}  right {one.right:.3f}  n {one.statements}")
    print(f"expected calibration error {gap(bins):.3f}")
    if svg:
        Path(svg).write_text(drawing(bins, len(held)), encoding="utf-8")
    return 0


def drawing(bins: Sequence[Bin], total: int) -> str:
    """The reliability plot as SVG: a dot a bin, its area the share of examples; on the diagonal, confidence holds."""
    span = SIZE - 2 * EDGE

    def at(x: float, y: float) -> tuple[float, float]:
        return EDGE + x * span, SIZE - EDGE - y * span

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" role="img">',
        "<title>Confidence of the encoder against the share that is right, on held-out sentences</title>",
        f'<rect width="{SIZE}" height="{SIZE}" fill="#ffffff"/>',
        '<g font-family="system-ui, sans-serif" font-size="11" fill="#333333" stroke="none">',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        (x, y0), (x0, y) = at(tick, 0), at(0, tick)
        parts.append(f'<text x="{x:.0f}" y="{y0 + 15:.0f}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{x0 - 6:.0f}" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
        parts.append(f'<path d="M{x0:.0f} {y:.0f}h{span}" stroke="#e3e3e3"/>')
    parts.append(f'<text x="{SIZE / 2:.0f}" y="{SIZE - 8}" text-anchor="middle">confidence</text>')
    parts.append(
        f'<text transform="translate(12 {SIZE / 2:.0f}) rotate(-90)" text-anchor="middle">share right</text></g>'
    )
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    parts.append(f'<path d="M{x0:.0f} {y0:.0f}L{x1:.0f} {y1:.0f}" stroke="#888888" stroke-dasharray="4 3"/>')
    points = " ".join("{:.1f},{:.1f}".format(*at(one.confidence, one.right)) for one in bins)
    parts.append(f'<polyline points="{points}" fill="none" stroke="#1f5fa8" stroke-width="1.5"/>')
    for one in bins:
        x, y = at(one.confidence, one.right)
        radius = 3 + 12 * (one.statements / total) ** 0.5
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f5fa8" fill-opacity="0.55"/>')
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
