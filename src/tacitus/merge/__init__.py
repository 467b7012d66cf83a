"""Merging: from what each report states to one incident for each happening, kept by revision."""

from tacitus.merge.memory import Memory
from tacitus.merge.people import Bonds, Held, anchor, bonds, hold
from tacitus.merge.run import Because, merge, settled
from tacitus.merge.score import Judgement, compare

__all__ = [
    "Because", "Bonds", "Held", "Judgement", "Memory", "anchor", "bonds", "compare", "hold", "merge", "settled",
]
