"""The reader: what one report says happened. Its door is `read`."""

from tacitus.reader.pieces import read
from tacitus.reader.stages import VERSION, relevant

__all__ = ["VERSION", "read", "relevant"]
