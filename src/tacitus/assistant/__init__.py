"""Assistant: answers an assistant's questions about the record, by the Model Context Protocol, and writes nothing."""

from tacitus.assistant.server import server

__all__ = ["server"]
