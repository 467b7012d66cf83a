"""Reads one report by way of the model: part by part, from the cache where it can, every value held to the text."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec

from tacitus import times
from tacitus.errors import Failure, ReportError
from tacitus.reader import pieces
from tacitus.reader.endpoint import cache, prompt, schema
from tacitus.reader.endpoint.budget import Budget
from tacitus.reader.endpoint.check import Drops
from tacitus.reader.endpoint.client import Client, TooLong, Trouble
from tacitus.reader.endpoint.settings import Endpoint
from tacitus.reader.page import LONGEST
from tacitus.record import Report, Statement

SHORTEST = 800
"""Code points; a part that is too long for the model even so is not made shorter."""
SECONDS = 3600.0
"""How long a report may take with all waits; each request has a limit of its own."""


class EndpointReader:
    """A reader by way of a language model. budget and drops tell what one run used and dropped."""

    seconds = SECONDS

    def __init__(self, settings: Endpoint, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self.version = version(settings)
        self.budget = Budget(settings, sleep=sleep)
        self.drops = Drops()
        self._client = Client(settings, self.budget, sleep=sleep)

    def read(self, report: Report) -> list[Statement]:
        """What the model finds in a report and the report bears out, one statement a happening.

        The model's words are only looked for: times, places, actors and figures are made out of the report's own
        words by the same rooms that the rules use. Raises ReportError E304 to E307 where the server gives no answer.
        """
        found: dict[str, Statement] = {}
        for start, end in pieces.cuts(report.text, LONGEST):
            piece = msgspec.structs.replace(report, text=report.text[start:end])
            for statement in self._piece(piece):
                moved = pieces.moved(statement, start) if start else statement
                found.setdefault(moved.id, moved)
        return list(found.values())

    def _piece(self, report: Report) -> list[Statement]:
        told = []
        for span in parts(report.text, self.settings.chunk):
            told += self._told(report, span)
        if not told:
            return []
        from tacitus.reader.endpoint.telling import Teller
        from tacitus.reader.page import open_page

        teller = Teller(open_page(report, learned=False), self.version, self.settings.model, self.drops)
        return teller.tell(told)

    def _told(self, report: Report, span: tuple[int, int]) -> list[tuple[object, tuple[int, int]]]:
        """The happenings that the model gives of one part, unchecked, each with the part; halved where it is too long."""
        start, end = span
        try:
            listed = self._happenings(report.text[start:end], shortest=end - start <= SHORTEST)
        except TooLong:
            if end - start <= SHORTEST:
                raise _failed(report, Trouble("E305", "the model's context is too small", "another model")) from None
            half = (end - start) // 2 + 1
            return [item for part in parts(report.text, half, span) for item in self._told(report, part)]
        except Trouble as trouble:
            raise _failed(report, trouble) from None
        if len(listed) > schema.MOST_HAPPENINGS:
            self.drops.add("happening", "more than one part of a report can tell", len(listed) - schema.MOST_HAPPENINGS)
        return [(value, span) for value in listed[: schema.MOST_HAPPENINGS]]

    def _happenings(self, text: str, shortest: bool) -> list[object]:
        """The model's list for one part, from the cache or the server. What is no such list is not kept.

        shortest: the part cannot be made shorter, so that of an answer which was cut off, what is whole is taken.
        """
        key = asked(self.settings, text)
        kept = cache.get(key) if self.settings.cache else None
        if kept is not None:
            self.budget.cached += 1
        else:
            kept = self._client.ask(text)
        try:
            listed = schema.happenings(kept.content)
        except schema.Unusable as wrong:
            if kept.cut_off and not shortest:
                raise TooLong from None
            listed = schema.whole(kept.content) if kept.cut_off else []
            if not listed:
                hint = "try another model, or a server that holds answers to a JSON schema"
                raise Trouble("E305", f"the endpoint's answer cannot be used: {wrong}", hint) from None
            self.drops.add("happening", "the answer was cut off within it")
        if self.settings.cache:
            cache.put(key, kept)
        return listed

    def notes(self) -> list[str]:
        """What the run used and dropped, a line each."""
        budget = self.budget
        used = f"{self.version}: requests {budget.requests:,}, from the cache {budget.cached:,}"
        cost = budget.cost()
        priced = "" if cost is None else f", cost {cost:.4f}"
        lines = [f"{used}; tokens sent {budget.sent:,}, answered {budget.answered:,}{priced}"]
        lines += [f"dropped {n:,}: {field}, {why}" for (field, why), n in sorted(self.drops.counted.items())]
        return lines


def version(settings: Endpoint) -> str:
    """What statements are signed with: the model, and the number of the instructions that it was given."""
    return f"endpoint:{settings.model}@{prompt.version()}{times.mark()}"


def asked(settings: Endpoint, text: str) -> str:
    """The name under which the answer about a text is kept."""
    return cache.name(
        url=settings.url, model=settings.model, prompt=prompt.version(), schema=schema.json_schema(), text=text,
        answer=settings.answer,
    )  # fmt: skip


def parts(text: str, longest: int, span: tuple[int, int] | None = None) -> list[tuple[int, int]]:
    """The spans to ask about, cut at paragraphs, sentences or blanks; those without any letter are left out."""
    first, last = span or (0, len(text))
    cut = pieces.cuts(text[first:last], longest)
    return [(first + a, first + b) for a, b in cut if any(c.isalpha() for c in text[first + a : first + b])]


def _failed(report: Report, trouble: Trouble) -> ReportError:
    where = report.source or report.title or report.id[:12]
    return ReportError(Failure(code=trouble.code, what=trouble.what, where=where, hint=trouble.hint))
