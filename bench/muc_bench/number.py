"""How many people or things a mention names, as MUC-4 writes it: "1", "6", "~50", "5-", "PLURAL"."""

from __future__ import annotations

from muc_bench.scene import Scene
from tacitus.reader.learned import around
from tacitus.reader.learned.frames import Mention

GAP = 14
"""Code points between a number and the noun that it counts ("two unidentified men")."""
IRREGULAR = frozenset(
    {"people", "men", "women", "children", "policemen", "police", "personnel", "dead", "wounded", "clergymen"}
)
"""Nouns of many without an s."""


def of(scene: Scene, mention: Mention, *, named: bool = False) -> str:
    """How many; a name is one."""
    if named:
        return "1"
    for q in scene.page.quantities:
        inside = mention.start <= q.start < mention.end
        between = scene.wire.text[q.end : mention.start] if q.end <= mention.start else None
        before = between is not None and len(between) <= GAP and not set(between) & set(",.;:()")
        if inside or before:
            return _said(q.low, q.high, q.approx)
    head = around.head(tuple(t.lower() for t in around.TOKEN.findall(mention.words)))
    many = head in IRREGULAR or head.endswith("s") and not head.endswith("ss")
    return "PLURAL" if many else "1"


def _said(low: int | None, high: int | None, approx: bool) -> str:
    if low is not None and low == high:
        return f"~{low}" if approx else str(low)
    if low is not None and high is None:
        return f"{low}-" if low > 1 else "PLURAL"
    if low is not None and high is not None:
        return f"~{(low + high) // 2}" if approx else f"{low}-{high}"
    return f"-{high}" if high is not None else "PLURAL"
