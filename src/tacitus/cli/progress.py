"""How far reading has come: a moving line on a terminal, and one line of counts at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tacitus.ingest import Summary


def counts(summary: Summary) -> str:
    """One line: what became of the reports, how many statements, how many incidents new and changed."""
    parts = [f"read {summary.read:,}", f"copies {summary.copies:,}", f"irrelevant {summary.irrelevant:,}"]
    if summary.unsupported:
        parts.append(f"in other languages {summary.unsupported:,}")
    if summary.known:
        parts.append(f"known before {summary.known:,}")
    parts.append(f"failed {summary.failed:,}")
    incidents = f"incidents {summary.new:,} new, {summary.changed:,} changed"
    return f"{', '.join(parts)}; statements {summary.statements:,}; {incidents}"


@contextmanager
def shown() -> Iterator[Callable[[Summary], None] | None]:
    """A function to tell progress to, which shows it on a terminal; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True)
    with bar:
        task = bar.add_task("reading ...")
        yield lambda summary: bar.update(task, description=counts(summary))


@contextmanager
def steps(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to tell how many of how many are done, which shows it on a terminal and nowhere else."""
    if not sys.stderr.isatty():
        yield lambda _, __: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, of: bar.update(task, completed=done, total=of)
