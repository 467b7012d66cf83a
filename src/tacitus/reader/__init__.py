"""The reader: what one report says happened. Its door is `read`."""

from tacitus.reader.stages import VERSION, read, relevant

__all__ = ["VERSION", "read", "relevant"]
