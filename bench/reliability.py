"""Draws how often a reader was right against how sure it said it was: one small panel a head, as SVG, without libraries."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

BINS = 10
SIDE, GAP, LEFT, TOP = 132, 58, 56, 92
ACROSS = 5
FEW = 10
"""A bin of fewer cases is drawn faint: its share says little."""

STYLE = (
    "text{font-family:Helvetica,Arial,sans-serif;fill:#333}.title{font-size:18px;font-weight:bold}.note{font-size:12px}"
    ".name{font-size:13px;font-weight:bold}.small{font-size:10.5px;fill:#555}.tick{font-size:10px;fill:#666}"
    ".frame{fill:none;stroke:#999}.even{stroke:#999;stroke-dasharray:4 3}.bar{stroke:#1f5fa8;stroke-width:1.2;opacity:.45}"
    ".dot{fill:#1f5fa8}.faint{fill:#1f5fa8;opacity:.35}.line{fill:none;stroke:#1f5fa8;stroke-width:1.6}.many{fill:#dfe7f1}"
)


@dataclass(frozen=True)
class Bin:
    """Cases of about one chance: the mean chance said, the share that was right, how many."""

    said: float
    right: float
    count: int


@dataclass(frozen=True)
class Panel:
    """One head: its name, a line below the name, its bins."""

    name: str
    below: str
    bins: list[Bin]


def bins(chances: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The bins of equal width that hold anything, in order of chance."""
    held: dict[int, list[int]] = {}
    for i, p in enumerate(chances):
        held.setdefault(min(int(p * BINS), BINS - 1), []).append(i)
    return [
        Bin(sum(chances[i] for i in of) / len(of), sum(right[i] for i in of) / len(of), len(of))
        for _, of in sorted(held.items())
    ]


def interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's interval of 95 % for a share of so many cases."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def draw(title: str, notes: Sequence[str], panels: Sequence[Panel]) -> str:
    """The whole picture as SVG: a grid of panels, chance said from left to right, share right upwards."""
    rows = -(-len(panels) // ACROSS)
    width, height = LEFT + ACROSS * (SIDE + GAP), TOP + 16 * len(notes) + rows * (SIDE + GAP + 20) - GAP
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<style>{STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        _text(20, 30, "title", title),
        *(_text(20, 52 + 16 * n, "note", note) for n, note in enumerate(notes)),
    ]
    for n, panel in enumerate(panels):
        x = LEFT + n % ACROSS * (SIDE + GAP)
        y = TOP + 16 * len(notes) + n // ACROSS * (SIDE + GAP + 20)
        lines += _panel(panel, x, y)
    return "\n".join([*lines, "</svg>", ""])


def _panel(panel: Panel, x: float, y: float) -> Iterator[str]:
    def at(p: float, q: float) -> tuple[float, float]:
        return x + p * SIDE, y + (1 - q) * SIDE

    yield _text(x, y - 20, "name", panel.name)
    yield _text(x, y - 7, "small", panel.below)
    most = max((b.count for b in panel.bins), default=1)
    for b in panel.bins:
        tall = 0.3 * SIDE * b.count / most
        left = x + min(int(b.said * BINS), BINS - 1) * SIDE / BINS
        yield f'<rect class="many" x="{left + 1:.1f}" y="{y + SIDE - tall:.1f}" width="{SIDE / BINS - 2:.1f}" height="{tall:.1f}"/>'
    yield f'<line class="even" x1="{x}" y1="{y + SIDE}" x2="{x + SIDE}" y2="{y}"/>'
    yield f'<rect class="frame" x="{x}" y="{y}" width="{SIDE}" height="{SIDE}"/>'
    points = " ".join("{:.1f},{:.1f}".format(*at(b.said, b.right)) for b in panel.bins if b.count >= FEW)
    yield f'<polyline class="line" points="{points}"/>'
    for b in panel.bins:
        low, high = interval(b.right, b.count)
        (cx, cy), (_, y1), (_, y2) = at(b.said, b.right), at(0, low), at(0, high)
        if b.count >= FEW:
            yield f'<line class="bar" x1="{cx:.1f}" y1="{y1:.1f}" x2="{cx:.1f}" y2="{y2:.1f}"/>'
        yield f'<circle class="{"dot" if b.count >= FEW else "faint"}" cx="{cx:.1f}" cy="{cy:.1f}" r="3.2"/>'
    for tick in (0, 0.5, 1):
        yield _text(x + tick * SIDE, y + SIDE + 13, "tick", f"{tick:g}", "middle")
        yield _text(x - 5, y + (1 - tick) * SIDE + 3.5, "tick", f"{tick:g}", "end")


def _text(x: float, y: float, kind: str, words: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'
