"""MUC-4's answer keys beside the reports they are about: what train/ learns the values of an incident from."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from muc_bench import keys, texts  # noqa: E402  (the readers of the data lie beside the measures)

from tacitus.reader.learned import around  # noqa: E402

MOST_OCCURRENCES = 6
"""Of a wording that stands more often than this in a report the first ones are taken."""


@dataclass
class Labelled:
    """One report with the incidents that its key gives."""

    wire: texts.Wire
    templates: list[keys.Template]

    @cached_property
    def told(self) -> around.Words:
        """The report's words."""
        return around.words(self.wire.text)

    def spans(self, options: tuple[str, ...]) -> list[tuple[int, int]]:
        """Where any of the wordings stands, the longest at each place."""
        return occurrences(self.wire.text, options)


def occurrences(text: str, options: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where any of the wordings stands in a text of small letters, the longest at each place."""
    found: list[tuple[int, int]] = []
    for option in sorted({o.lower() for o in options}, key=len, reverse=True):
        words = re.split(r"\s+", option.replace("[", "(").replace("]", ")").strip())
        pattern = r"\s+".join(re.escape(w) for w in words if w)
        for match in list(re.finditer(rf"(?<!\w){pattern}(?!\w)", text))[:MOST_OCCURRENCES]:
            if pattern and not any(s < match.end() and match.start() < e for s, e in found):
                found.append(match.span())
    return sorted(found)


def load(folder: Path, parts: tuple[str, ...] = ("dev",)) -> Iterator[Labelled]:
    """The reports of the parts ("dev", "tst1", "tst2") in their order, relevant or not."""
    for part in parts:
        wires = {w.document: w for f in sorted((folder / part).glob(f"{part}-muc[34]*")) for w in texts.wires(f)}
        for path in sorted((folder / part).glob("key-*")):
            with path.open(encoding="latin-1") as lines:
                for document, templates in keys.read(lines).items():
                    yield Labelled(wires[document], templates)
