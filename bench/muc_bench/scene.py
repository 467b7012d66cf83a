"""Lays a report of MUC-4 open for filling templates: its words, its parse, its days and places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from muc_bench.texts import Wire
from tacitus.reader.learned import around
from tacitus.reader.page import Page, open_page
from tacitus.record import Report
from tacitus.record.report import Published


@dataclass
class Scene:
    """A report, and what is worked out about it when first asked for."""

    wire: Wire

    @cached_property
    def told(self) -> around.Words:
        """Its words and sentences."""
        return around.words(self.wire.text)

    @cached_property
    def report(self) -> Report:
        """The report as Tacitus takes it: in capitals as the wire had it, paragraphs set off, offsets as in the text."""
        text = re.sub(r"(?<=\S) {4}(?=\S)", "\n\n  ", self.wire.text).upper()
        day = self.wire.day
        published = Published(day.isoformat(), "given") if day else Published()
        return Report(id=self.wire.document, raw_sha256="", text=text, published=published)

    @cached_property
    def page(self) -> Page:
        """The parse, the times, the places and the numbers."""
        return open_page(self.report)
