"""Reads templates in the layout of MUC-4's answer keys: 24 slots, several fills a slot, several wordings a fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

NAMES = (
    "MESSAGE: ID", "MESSAGE: TEMPLATE", "INCIDENT: DATE", "INCIDENT: LOCATION", "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION", "INCIDENT: INSTRUMENT ID", "INCIDENT: INSTRUMENT TYPE", "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID", "PERP: ORGANIZATION CONFIDENCE", "PHYS TGT: ID", "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER", "PHYS TGT: FOREIGN NATION", "PHYS TGT: EFFECT OF INCIDENT", "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME", "HUM TGT: DESCRIPTION", "HUM TGT: TYPE", "HUM TGT: NUMBER", "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT", "HUM TGT: TOTAL NUMBER",
)  # fmt: skip
"""The slots by their number."""
SCORED = range(2, 25)
"""The slots that count."""
DOCUMENT = re.compile(r"(?:DEV|TST\d)-MUC\d-\d{4}")
"""The name of a report."""
_SLOT = re.compile(r"\s*(\d+)\.\s+[A-Z ]+:\s*[A-Z]+(?: [A-Z]+)*(?:\s{2,}|\t|\s*$|\s(?=[-*\"?]))(.*)$")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"')
QUOTED = frozenset({6, 9, 10, 12, 18, 19})
"""Slots whose fills are words of the report, between quotation marks."""


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill: the wordings or values any of which is right, the words that it refers to, and whether it may be left out."""

    options: tuple[str, ...]
    refs: tuple[str, ...] = ()
    optional: bool = False


@dataclass(slots=True)
class Template:
    """One incident of a key or a response; `slots` by number holds only slots that have a fill."""

    document: str
    number: str = ""
    optional: bool = False
    slots: dict[int, list[Fill]] = field(default_factory=dict)

    def value(self, slot: int) -> str | None:
        """The first option of a slot's first fill."""
        fills = self.slots.get(slot)
        return fills[0].options[0] if fills else None


def read(lines: Iterable[str]) -> dict[str, list[Template]]:
    """The templates of each report, by its name; a report without an incident has an empty list."""
    found: dict[str, list[Template]] = {}
    for raw in _raw(lines):
        name = DOCUMENT.search(raw.get(0, [""])[0])
        if name is None:
            continue
        templates = found.setdefault(name.group(), [])
        number = " ".join(raw.get(1, ["*"]))
        if number.strip() == "*":
            continue
        slots = {slot: _fills(slot, raw[slot]) for slot in SCORED if slot in raw}
        slots = {slot: fills for slot, fills in slots.items() if fills}
        templates.append(Template(name.group(), number, "OPTIONAL" in number, slots))
    return found


def _raw(lines: Iterable[str]) -> Iterator[dict[int, list[str]]]:
    """The lines of each slot, a template at a time."""
    raw: dict[int, list[str]] = {}
    slot = -1
    for line in lines:
        line = line.rstrip("\r\n")
        match = _SLOT.match(line)
        if match is not None:
            slot = int(match.group(1))
            if slot == 0 and raw:
                yield raw
                raw = {}
            raw[slot] = [match.group(2).strip()]
        elif line.strip() and slot in raw and not line.lstrip().startswith(";"):
            raw[slot].append(line.strip())
    if raw:
        yield raw


def _fills(slot: int, lines: list[str]) -> list[Fill]:
    return [fill for line in lines for fill in [_fill(slot, line)] if fill is not None]


def _fill(slot: int, line: str) -> Fill | None:
    """A line of a slot; None where it says that there is nothing, or that the slot does not apply."""
    optional = line.startswith("?")
    line = line.lstrip("? ").strip()
    if line in ("", "-", "*"):
        return None
    if slot in (2, 3):
        return Fill(tuple(_split(line, " / ")), optional=optional)
    strings = [(m.start(), m.group()) for m in _STRING.finditer(line)]
    colon = _outside(line, ":")
    if slot in QUOTED:
        options = [s for at, s in strings if colon is None or at < colon] or [line]
    else:
        head = line if colon is None else line[:colon]
        options = [part.strip(" ?()") for part in head.split("/")]
    refs = [s for at, s in strings if colon is not None and at > colon]
    return Fill(tuple(_bare(o) for o in options if o), tuple(_bare(r) for r in refs), optional)


def _split(line: str, mark: str) -> list[str]:
    """The options of a date or a place, which carry no quotation marks; brackets around all of them are dropped."""
    if line.startswith("(") and line.endswith(")") and line.count("(") == 1:
        line = line[1:-1]
    line = re.sub(r"\(([^()/]*?) */[^()]*\)", r"(\1)", line)  # "(CITY / DEPARTMENT)": one place, kinds do not count
    return [part.strip(" ?") for part in line.split(mark) if part.strip()]


def _outside(line: str, mark: str) -> int | None:
    """Where the mark first stands outside quotation marks."""
    blank = _STRING.sub(lambda m: "_" * len(m.group()), line)
    at = blank.find(mark)
    return None if at < 0 else at


def _bare(option: str) -> str:
    """A wording without its quotation marks, and with the marks inside it as the report has them."""
    option = option.strip()
    if len(option) > 1 and option.startswith('"') and option.endswith('"'):
        option = option[1:-1]
    return option.replace('\\"', '"')
