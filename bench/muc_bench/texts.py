"""The reports of MUC-4: wire files in capitals with a header a report, and JSON lines of small letters without one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from muc_bench.keys import DOCUMENT

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
"""The months as MUC-4 writes them."""
_HEADER = re.compile(r"^\s*(?P<line>[^\[]{0,200}?)\s*--\s*", re.DOTALL)
_DATE = re.compile(r"\b(\d{1,2}) ([A-Z]{3})[A-Z]*\.? (?:19)?(\d\d)\b")
_REMARK = re.compile(r"^(?:\s*\[[^\]]{0,300}\])*?\s*\[TEXT\]\s*|^(?:\s*\[[^\]]{0,300}\])+\s*")


@dataclass(frozen=True, slots=True)
class Wire:
    """One report: its name, its text in small letters, and, where it came with a header, its place line and day."""

    document: str
    text: str
    place: str = ""
    day: date | None = None


def wires(path: Path) -> Iterator[Wire]:
    """The reports of a wire file."""
    name, lines = "", list[str]()
    for line in path.read_text(encoding="latin-1").splitlines():
        match = DOCUMENT.match(line.strip())
        if match is not None:
            if name:
                yield wire(name, "\n".join(lines))
            name, lines = match.group(), []
        else:
            lines.append(line)
    if name:
        yield wire(name, "\n".join(lines))


def wire(name: str, raw: str) -> Wire:
    """A report of the wire: the header taken off and read, the text as one line in small letters."""
    header = _HEADER.match(raw)
    line = header.group("line") if header else ""
    body = raw[header.end() :] if header else raw
    body = _REMARK.sub("", body.lstrip(), count=1)
    body = body.lower().replace("[", "(").replace("]", ")")
    body = re.sub(r"\n[ \t]*\n\s*", "    ", body.strip())
    return Wire(name, body.replace("\n", " "), _place(line), _day(line))


def documents(path: Path) -> Iterator[Wire]:
    """The reports of a file of JSON lines, each with `docid` and `doctext`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            found = json.loads(line)
            yield Wire(found["docid"], found["doctext"])


def code(document: str) -> str:
    """The name of a report as the published predictions have it: the digit of its part, then four digits; 0 for "dev"."""
    part, _, number = document.partition("-MUC")
    digit = part[-1] if part[-1].isdigit() else "0"
    return digit + number.split("-")[-1]


def _place(line: str) -> str:
    return " ".join(line.split(",")[0].split()) if "," in line else ""


def _day(line: str) -> date | None:
    match = _DATE.search(" ".join(line.split()))
    if match is None or match.group(2) not in MONTHS:
        return None
    try:
        return date(1900 + int(match.group(3)), MONTHS.index(match.group(2)) + 1, int(match.group(1)))
    except ValueError:
        return None
