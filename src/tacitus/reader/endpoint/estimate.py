"""A dry run: how many requests and tokens reading would take, without asking anybody."""

from __future__ import annotations

from tacitus.reader import pieces
from tacitus.reader.endpoint import cache, prompt
from tacitus.reader.endpoint.budget import price
from tacitus.reader.endpoint.read import asked, parts
from tacitus.reader.endpoint.settings import Endpoint
from tacitus.reader.page import LONGEST
from tacitus.record import Report, Statement


class Estimate:
    """What reading would take: reports, requests, answers that the cache has, tokens sent and at most answered."""

    def __init__(self, settings: Endpoint) -> None:
        self.settings = settings
        self.reports = self.requests = self.cached = self.sent = 0

    def read(self, report: Report) -> list[Statement]:
        """Counts one report; in place of a reader, it finds nothing in it."""
        self.reports += 1
        for start, end in pieces.cuts(report.text, LONGEST):
            text = report.text[start:end]
            for a, b in parts(text, self.settings.chunk):
                if self.settings.cache and cache.get(asked(self.settings, text[a:b])) is not None:
                    self.cached += 1
                else:
                    self.requests += 1
                    self.sent += prompt.tokens(text[a:b])
        return []

    def lines(self) -> list[str]:
        """The estimate in words, a line each."""
        answered = self.requests * self.settings.answer
        found = [
            f"reports to read: {self.reports:,}",
            f"requests: {self.requests:,} (answers in the cache: {self.cached:,})",
            f"tokens sent: about {self.sent:,}",
            f"tokens answered: at most {answered:,}",
        ]
        cost = price(self.settings, self.sent, answered)
        if cost is not None:
            found.append(f"cost: at most {cost:.4f}")
        if self.settings.max_tokens is not None:
            found.append(f"limit of tokens: {self.settings.max_tokens:,}")
        return found
