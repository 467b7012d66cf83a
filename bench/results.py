"""Writes what was measured into bench/RESULTS.md: a table a measure, replaced in place, with commit and day."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "RESULTS.md"
_HEAD = "# Results\n\nWritten by the programs in `bench/`; each table is replaced when its program runs again.\n"


def record(measure: str, rows: Sequence[dict[str, Any]], note: str, *, path: Path = RESULTS) -> None:
    """Put the rows (a table's lines, by column) under the measure's heading, in place of what stood there.

    note: a sentence on what was measured and how. The file and the section are made where they are missing; other
    measures stay as they are.
    """
    old = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    stamp = f"*{datetime.date.today().isoformat()}, commit {_commit()}*"
    body = f"## {measure}\n\n{note}\n\n{table(rows)}\n\n{stamp}\n"
    section = re.compile(rf"^## {re.escape(measure)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    new = section.sub(lambda _: body + "\n", old) if section.search(old) else f"{old.rstrip()}\n\n{body}"
    path.write_text(new.rstrip() + "\n", encoding="utf-8")


def table(rows: Sequence[dict[str, Any]]) -> str:
    """A Markdown table; columns in the order of their first use, numbers to one decimal."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [columns, ["---"] * len(columns), *([_cell(row.get(name)) for name in columns] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if isinstance(value, float) else str(value).replace("|", "\\|").replace("\n", " ")


def _commit() -> str:
    """The commit that was measured, with + where the working tree differs from it; "unknown" without git."""
    try:
        command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
        described = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return described.stdout.strip()
