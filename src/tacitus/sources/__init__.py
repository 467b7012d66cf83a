"""Sources: from bytes (files, pages, feeds, archives) to reports with clean text, a date and a language."""

from tacitus.sources.dates import impossible
from tacitus.sources.read import reports
from tacitus.sources.shapes import FORMATS, READABLE, Format, Obtained, Options

__all__ = ["FORMATS", "READABLE", "Format", "Obtained", "Options", "impossible", "reports"]
