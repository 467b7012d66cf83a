"""The learned reader: what a trained model sees in a text. Its door is `look`."""

from tacitus.reader.learned.model import look
from tacitus.reader.learned.signals import KINDS, ROLES, Signals, Span

__all__ = ["KINDS", "ROLES", "Signals", "Span", "look"]
