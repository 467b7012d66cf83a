"""The resolution rules for those who use Tacitus from Python: look at them, compare them, put others in force."""

from __future__ import annotations

from tacitus.ingest.rules import in_force, rules_compare, use
from tacitus.merge.rules import Rules, Tolls, default, load, named

__all__ = ["Rules", "Tolls", "compare", "default", "in_force", "load", "named", "use"]

compare = rules_compare
