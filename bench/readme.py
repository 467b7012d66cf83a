"""Puts the main figures of bench/RESULTS.md into the README, between its two marks: `python bench/readme.py`."""

from __future__ import annotations

import re
import sys

import results

README = results.ROOT / "README.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
KEEP = {
    "samples": ("relevance", "events", "main events", "type", "place", "date", "killed", "record", "merging"),
}
"""Rows of a long table that the README shows; a table that is not named here is shown whole."""


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
    """Every section of the results: its note, and its table or the part of it that matters most."""
    shown = []
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        name, _, body = section.partition("\n")
        lines = [line for line in body.strip().split("\n") if not line.startswith("| ") or _kept(name, line)]
        shown.append(f"**{name.capitalize()}.** " + "\n".join(lines) + "\n")
    return re.sub(r"\]\((?!https?:|#|bench/)", "](bench/", "\n".join(shown))  # links of the table's page, seen from here


def _kept(name: str, line: str) -> bool:
    first = line.strip("|").split("|")[0].strip()
    return name not in KEEP or first in ("measure", "---") or first in KEEP[name]


if __name__ == "__main__":
    sys.exit(main())
