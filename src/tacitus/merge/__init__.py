"""Merging: from what each report states to one incident for each happening, kept by revision."""

from tacitus.merge.memory import Memory
from tacitus.merge.people import Held, anchor, bonds, hold
from tacitus.merge.run import Because, merge
from tacitus.merge.score import Judgement, compare

__all__ = ["Because", "Held", "Judgement", "Memory", "anchor", "bonds", "compare", "hold", "merge"]
