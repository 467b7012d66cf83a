"""Tacitus reads news reports of political violence and keeps the record. Sine ira et studio."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tacitus.api import Reading, open, read, read_text  # noqa: A004

__version__ = "0.1.0"
__all__ = ["Reading", "__version__", "open", "read", "read_text"]


def __getattr__(name: str) -> Any:
    """The public names are imported when first used, so that importing tacitus costs nothing."""
    if name in __all__:
        from tacitus import api

        return getattr(api, name)
    raise AttributeError(f"module 'tacitus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
