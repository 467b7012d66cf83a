"""Coding: who does what to whom in a sentence, in PLOVER's categories and actor codes. Its door is `code`."""

from tacitus.reader.coding.coder import EVENTS, code
from tacitus.reader.coding.shapes import Coded, Party

__all__ = ["EVENTS", "Coded", "Party", "code"]
