"""The grounds of an incident, laid out for people: value, quotes in context, rule, alternatives, set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tacitus.cli import words
from tacitus.cli.card import heading
from tacitus.cli.fields import Field, fields
from tacitus.cli.output import put
from tacitus.record import Incident, Quote, Report, Statement

if TYPE_CHECKING:
    from tacitus.api import Reading

BEFORE, AFTER = 90, 90
"""Characters of context on either side of a quote: about a sentence, three lines at 80 columns in all."""

QUOTES = 4
"""Quotes of one value that are shown; a toll that fifty reports repeat would bury the rest."""

OPENS, CLOSES = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}", "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
"""Marks around the words of a quote; news text in English hardly ever has them itself."""


def put_grounds(found: Reading, everything: bool) -> None:
    """Prints why each value of the one incident of `found` is what it is."""
    incident = found.incidents[0]
    reports = {report.id: report for report in found.reports}
    for line in [*heading(incident), *map(Text, graded(incident))]:
        put(line)
    shown: set[str] = set()
    for field in fields(incident):
        put("")
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=12, overflow="fold")
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(Text(field.label, style="bold"), Text(field.value, style="bold"))
        for label, line in _lines(field, incident, found.statements, reports, everything, field.path in shown):
            grid.add_row(Text(label, style="dim"), line)
        put(grid)
        shown.add(field.path)
    _put_loose_ends(found.statements, shown)


def _lines(
    field: Field,
    incident: Incident,
    statements: Iterable[Statement],
    reports: Mapping[str, Report],
    everything: bool,
    told: bool,
) -> Iterator[tuple[str, Text]]:
    for note in field.notes:
        yield "", Text(note)
    yield from quoted(field.quotes, reports, everything)
    if told:  # the rule and what was set aside belong to the path, and stand under its first value
        return
    for rule in rules(field.path, statements):
        yield "rule", Text(rule)
    choice = incident.rules.get("attackers" if field.path == "roles.attacker" else field.path)
    if choice is not None and len(incident.statements) > 1:
        yield "chosen by", Text(f"{incident.rules['set']}: {choice}, of {len(incident.statements)} statements")
    if field.path == "where":
        for other in incident.where.runners_up:
            place = ", ".join(part for part in (other.name, other.admin1, other.country) if part)
            yield "or else", Text(words.clean(f"{place} ({other.place_id}), score {other.score:.2f}"))
    for line in set_aside(field.path, statements):
        yield "set aside", Text(line)


def graded(incident: Incident) -> list[str]:
    """What the grades of the incident mean, a line each."""
    from tacitus.merge.grades import schemes

    lines = []
    if incident.grade in schemes()["airwars"]:
        lines.append(f"{incident.grade}: {schemes()['airwars'][incident.grade]}")
    if incident.admiralty:
        letter, digit = incident.admiralty[0], incident.admiralty[1:]
        lines.append(f"{letter}: reliability of the best source: {schemes()['reliability'][letter]}")
        lines.append(f"{digit}: {schemes()['credibility'][digit]}")
    return lines


def quoted(quotes: Iterable[Quote], reports: Mapping[str, Report], everything: bool) -> Iterator[tuple[str, Text]]:
    """Each different quote in its context, with its report under it."""
    different = list(dict.fromkeys(quotes))
    for quote in different if everything else different[:QUOTES]:
        report = reports.get(quote.report)
        if report is None:
            yield "words", Text(f"{OPENS}{words.clean(quote.words)}{CLOSES} (the report is not at hand)")
            continue
        yield "words", in_context(quote, report.text)
        yield "", Text(words.source(report), style="dim")
    if not everything and len(different) > QUOTES:
        yield "", Text(f"and {len(different) - QUOTES} more (--all shows them)")


def in_context(quote: Quote, text: str) -> Text:
    """The quote's words, marked, in the part of the text around them, cut between words."""
    start, end = max(0, quote.start - BEFORE), min(len(text), quote.end + AFTER)
    before, after = text[start : quote.start], text[quote.end : end]
    before = before.rpartition("\n\n")[2] if "\n\n" in before else _from_word(before, start > 0)
    after = after.partition("\n\n")[0] if "\n\n" in after else _to_word(after, end < len(text))
    shown = Text()
    shown.append(_one_line(before))
    shown.append(f"{OPENS}{words.clean(quote.words)}{CLOSES}", style="bold underline")
    shown.append(_one_line(after))
    return shown


def _from_word(before: str, cut: bool) -> str:
    return "\u2026" + before.partition(" ")[2] if cut and " " in before else before


def _to_word(after: str, cut: bool) -> str:
    return after.rpartition(" ")[0] + "\u2026" if cut and " " in after else after


def _one_line(part: str) -> str:
    """Cleaned, but keeping whether it began or ended with a space."""
    cleaned = words.clean(part)
    if not cleaned:
        return " " if part else ""
    return (" " if part[0].isspace() else "") + cleaned + (" " if part[-1].isspace() else "")


def rules(path: str, statements: Iterable[Statement]) -> list[str]:
    """What gave the field its value in each statement: rule or model, with its confidence."""
    given: dict[str, None] = {}
    for statement in statements:
        for trace in statement.traces:
            if trace.field == path:
                sure = f", confidence {trace.confidence:.2f}" if trace.confidence is not None else ""
                given[f"{trace.rule}{sure} (reader {statement.reader})"] = None
    return list(given)


def set_aside(path: str, statements: Iterable[Statement]) -> list[str]:
    """Values that were weighed for the field and not taken, and why."""
    aside = (words.clean(f"{s.value}: {s.why}") for one in statements for s in one.set_aside if s.field == path)
    return list(dict.fromkeys(aside))


def _put_loose_ends(statements: Iterable[Statement], shown: set[str]) -> None:
    """What was set aside for fields that ended without a value."""
    aside = {s.field: None for one in statements for s in one.set_aside if s.field not in shown}
    for path in aside:
        for line in set_aside(path, statements):
            put("")
            put(Text(f"{path}: no value; set aside {line}"))
