"""Formats: writes incidents, in the order given, to files that other programs read."""

from tacitus.formats.write import FORMATS, Format, write

__all__ = ["FORMATS", "Format", "write"]
