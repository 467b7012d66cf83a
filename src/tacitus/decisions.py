"""People's decisions for those who use Tacitus from Python: decide, confirm, correct, withdraw, undo, and list them."""

from __future__ import annotations

from tacitus.ingest.decisions import Decided, confirm, correct, decide_pair, undo, withdraw
from tacitus.ingest.training import training

__all__ = ["Decided", "confirm", "correct", "decide_pair", "training", "undo", "withdraw"]
