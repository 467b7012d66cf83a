"""Merging: from what each report states to one incident for each happening, kept by revision."""

from tacitus.merge.memory import Memory
from tacitus.merge.run import merge
from tacitus.merge.score import Judgement, compare

__all__ = ["Judgement", "Memory", "compare", "merge"]
