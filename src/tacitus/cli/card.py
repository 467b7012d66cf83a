"""One incident laid out for people: its fields, its reports and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tacitus.cli import words
from tacitus.cli.fields import fields
from tacitus.cli.output import put

if TYPE_CHECKING:
    from tacitus.api import Reading
    from tacitus.record import Incident


def heading(incident: Incident) -> list[Text]:
    """What the incident is, in two lines."""
    reports = _many(len(incident.reports), "report")
    sources = _many(incident.independent_sources, "independent source")
    graded = ", ".join(grade for grade in (incident.grade, incident.admiralty) if grade)
    grade = f", grade {graded}" if graded else ""
    passing = ", told only in passing" if incident.background else ""
    return [
        Text(f"{incident.id}  {words.headline(incident)}", style="bold"),
        Text(f"{reports}, {sources}{grade}, revision {incident.revision}{passing}"),
    ]


def put_card(found: Reading) -> None:
    """Prints the one incident of `found`, its reports and its history."""
    incident = found.incidents[0]
    for line in heading(incident):
        put(line)
    put("")
    grid = _grid()
    for field in fields(incident):
        grid.add_row(Text(field.label), Text(field.value))
        for note in field.notes:
            grid.add_row(Text(""), Text(note, style="dim"))
    put(grid)
    _section("Reports", [words.source(report) for report in found.reports])
    _section("History", [_revision(incident, n) for n in range(len(incident.history))])
    decisions = [f"{d.at} {d.user}: {d.kind} {d.field or ''} {d.value or ''}" for d in incident.decisions]
    _section("People's decisions", decisions)


def _section(title: str, lines: list[str]) -> None:
    if not lines:
        return
    put("", Text(title, style="bold"))
    for line in lines:
        put(Text(f"  {words.clean(line)}"))


def _revision(incident: Incident, n: int) -> str:
    revision = incident.history[n]
    if n == 0:  # what was told first stands above, or in the next revisions as what it was before
        return f"{revision.n}. {revision.at}, {revision.author}: {revision.cause}"
    changes = "; ".join(
        f"{c.field}: {c.was} -> {c.now or 'nothing'}" if c.was else f"{c.field}: {c.now}" for c in revision.changes
    )
    return f"{revision.n}. {revision.at}, {revision.author}: {revision.cause}" + (f" ({changes})" if changes else "")


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=14, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    return grid


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
