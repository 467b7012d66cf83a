"""Tacitus reads news reports of political violence and keeps the record. Sine ira et studio."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tacitus.api import Reading, open, read, read_text  # noqa: A004
    from tacitus.reader import Endpoint, ReaderChoice

__version__ = "0.1.0"
__all__ = ["Endpoint", "ReaderChoice", "Reading", "__version__", "open", "read", "read_text"]


def __getattr__(name: str) -> Any:
    """The public names are imported when first used, so that importing tacitus costs nothing."""
    if name in __all__:
        from importlib import import_module

        room = "reader" if name in ("Endpoint", "ReaderChoice") else "api"
        return getattr(import_module(f"tacitus.{room}"), name)
    if name in ("frames", "rules"):
        from importlib import import_module

        return import_module(f"tacitus.{name}")
    raise AttributeError(f"module 'tacitus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
