"""Where results go: tables and JSON to stdout, at the width of the terminal or 80 columns."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from tacitus.record import Incident

PLAIN_WIDTH = 80
"""Width of what goes to a file or a pipe; a terminal's own width is used where there is one."""


def console() -> Console:
    """A console on stdout that adds no colour or markup of its own to a file."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def put_json(value: Any) -> None:
    """One JSON object and a new line on stdout."""
    from tacitus.record import encode

    sys.stdout.flush()
    out = getattr(sys.stdout, "buffer", None)
    if out is None:
        sys.stdout.write(encode(value).decode() + "\n")
    else:
        out.write(encode(value) + b"\n")
        out.flush()


def put_table(heads: Sequence[str], rows: Iterable[Sequence[str]], fixed: dict[str, int], right: Iterable[str]) -> None:
    """A table without lines. fixed: width of columns by head, the others share the rest; right: set to the right."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", expand=False)
    on_right = set(right)
    for head in heads:
        table.add_column(
            head,
            width=fixed.get(head),
            ratio=None if head in fixed else 1,
            justify="right" if head in on_right else "left",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    put(table)


def put(*things: RenderableType) -> None:
    """Prints what rich can lay out; without the spaces that fill its lines, where it goes to a file."""
    out = console()
    if out.is_terminal:
        out.print(*things, sep="\n")
        return
    with out.capture() as laid_out:
        out.print(*things, sep="\n")
    sys.stdout.write("\n".join(line.rstrip() for line in laid_out.get().split("\n")))


def put_incidents(incidents: Iterable[Incident]) -> int:
    """The incidents as a table, one a row; returns how many there were."""
    from tacitus.cli import words

    rows = [
        (
            incident.id,
            words.when(incident.when),
            words.kind(incident),
            words.where(incident.where),
            words.killed(incident),
            words.doer(incident),
            str(len(incident.reports)),
        )
        for incident in incidents
    ]
    if rows:
        width = max(len(row[0]) for row in rows)
        heads = ("INCIDENT", "WHEN", "WHAT", "WHERE", "KILLED", "BY", "REP")
        put_table(heads, rows, {"INCIDENT": width, "WHEN": 10, "WHAT": 15, "KILLED": 7, "REP": 3}, ("KILLED", "REP"))
    return len(rows)
