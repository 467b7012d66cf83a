"""Writes the samples whose text carries no date as JSON lines, with the day and publisher that their labels give.

`python bench/undated.py FILE`, for `make demo`: a reader is told such days, as a person with the paper in hand would
know them. Prints the names of all other sample files, which tell their day themselves. Needs the standard library only.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LABELS = ("published", "publisher", "title")


def main(target: str) -> int:
    """Writes the file and prints the names of the rest."""
    dated = []
    with Path(target).open("w", encoding="utf-8") as out:
        for path in sorted(SAMPLES.iterdir()):
            labels = path.with_suffix(".yaml")
            if path.suffix == ".yaml" or not labels.exists():
                continue
            told = labels.read_text("utf-8")
            if path.suffix != ".txt" or re.search(r"^dateline: true", told, re.MULTILINE):
                dated.append(str(path.relative_to(SAMPLES.parent)))
                continue
            report = {name: _label(told, name) for name in LABELS} | {"id": path.stem, "text": path.read_text("utf-8")}
            out.write(json.dumps({key: value for key, value in report.items() if value}, ensure_ascii=False) + "\n")
    sys.stdout.write("\n".join(dated) + "\n")
    return 0


def _label(told: str, name: str) -> str | None:
    found = re.search(rf"^{name}: *(.+?) *(?:#.*)?$", told, re.MULTILINE)
    return found[1].strip("\"'") if found else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
