"""Formats: writes incidents, in the order given, to files that other programs read."""

from tacitus.formats.around import Tally
from tacitus.formats.manifest import Manifest, beside, manifest
from tacitus.formats.quoted import quotes
from tacitus.formats.rows import kinds
from tacitus.formats.write import FORMATS, Format, write

__all__ = ["FORMATS", "Format", "Manifest", "Tally", "beside", "kinds", "manifest", "quotes", "write"]
