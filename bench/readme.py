"""Puts the main figures of bench/RESULTS.md into the README, between its two marks: `python bench/readme.py`."""

from __future__ import annotations

import re
import sys

import results

README = results.ROOT / "README.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
KEEP: dict[str, tuple[str, ...]] = {
    "samples": ("relevance", "events", "main events", "place", "date", "killed", "record", "merging"),
    "gold": ("relevance", "events", "main events", "place", "date", "attackers", "killed", "record", "merging"),
    "Speed": (),
    "muc4, learned": ("learned | roles, micro", "learned | all slots", "learned | relevance"),
    "events": ("rules and model",),
    "places": (),
    "dates": (),
    "counts": ("samples, open | both", "samples, held | both", "sentences, open | both |", "sentences, held | both |"),
    "merge": ("UCDP headlines", "MAVERICK fields", "gold"),
}
"""The tables that the README shows, and with which rows each begins that it shows; none named: all of them."""


SENTENCES = 3
"""Of a table's note: what it measures, and on what it learned."""


def main() -> int:
    """Writes the README anew; 1 where a mark or a table is missing."""
    if not results.RESULTS.exists():
        sys.stderr.write("there are no results yet; run the measures first\n")
        return 1
    readme = README.read_text("utf-8")
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.stderr.write(f"README.md has no {BEGIN} ... {END}\n")
        return 1
    README.write_text(f"{before}{BEGIN}\n\n{figures(results.RESULTS.read_text('utf-8'))}\n{END}{after}", "utf-8")
    return 0


def figures(text: str) -> str:
    """The tables to show, each with the first sentences of its note and the rows that matter most."""
    sections = dict(part.split("\n", 1) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:])
    shown = []
    for name in (name for name in KEEP if name in sections):
        lines = sections[name].strip().split("\n")
        note = " ".join(re.split(r"(?<=\.) (?=[A-Z])", lines[0])[:SENTENCES])
        table = [line for line in lines[1:] if line.startswith("| ")]
        rows = [*table[:2], *(line for line in table[2:] if _kept(name, line))]
        shown.append(f"**{name[0].upper()}{name[1:]}.** {note}\n\n" + "\n".join(rows) + f"\n\n{lines[-1]}\n")
    return re.sub(r"\]\((?!https?:|#|bench/)", "](bench/", "\n".join(shown))  # links of the table's page, seen from here


def _kept(name: str, line: str) -> bool:
    words = line.strip("| ")
    return not KEEP[name] or any(words.startswith((f"{row} ", f"{row}|")) for row in KEEP[name])


if __name__ == "__main__":
    sys.exit(main())
