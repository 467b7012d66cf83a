"""Sources: from bytes (files, pages, feeds, archives) to reports with clean text, a date and a language."""

from tacitus.sources.dates import impossible
from tacitus.sources.fetch import Fetched, Held, ask, is_address, tell
from tacitus.sources.networks import refusal
from tacitus.sources.read import reports
from tacitus.sources.shapes import FORMATS, READABLE, Format, Given, Obtained, Options

__all__ = [
    "FORMATS", "READABLE", "Fetched", "Format", "Given", "Held", "Obtained", "Options", "ask", "impossible", "is_address",
    "refusal", "reports", "tell",
]
