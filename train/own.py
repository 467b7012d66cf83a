"""Reads the reports of our own (train/data/reports/*.txt): short news texts with their labels in square brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

MARK = re.compile(r"\[([^\[\]]*)\]\{([^{}]*)\}")
EVENT = re.compile(r"(\w+) (\S+) (\S+) (main|background)$")

HELD_EVERY = 8
"""Every eighth report is kept out of training, for figures and calibration."""


@dataclass(frozen=True)
class Event:
    """An event of a text. `type` and `status` are None where nobody labelled them."""

    type: str | None
    status: str | None
    main: bool | None


@dataclass
class Example:
    """A text, its events by name, and its marks (start, end, label, event); label "event" for words that name the event.

    `known` limits what is labelled to parts of the text [(start, end)]; None: all of it is.
    """

    id: str
    text: str
    events: dict[str, Event]
    marks: list[tuple[int, int, str, str]] = field(default_factory=list)
    known: list[tuple[int, int]] | None = None


def examples(folder: Path) -> list[Example]:
    """The reports of every file of a folder, in the order of their names."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        blocks = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]
        out.extend(_example(block) for block in blocks)
    return out


def _example(block: str) -> Example:
    lines = block.rstrip().split("\n")
    events: dict[str, Event] = {}
    at = 1
    while at < len(lines) and (found := EVENT.match(lines[at].strip())):
        name, kind, status, part = found.groups()
        events[name] = Event(kind, status, part == "main")
        at += 1
    marked = "\n".join(lines[at:]).strip()
    text, marks, last = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[last : m.start()]
        start = len(text)
        text += m.group(1)
        for mark in m.group(2).split():
            label, _, name = mark.partition(":")
            if name in events:
                marks.append((start, len(text), label, name))
        last = m.end()
    return Example(lines[0].split()[0], text + marked[last:], events, marks)
