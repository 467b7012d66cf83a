"""MUC-4 reports with their roles as training examples: every occurrence of every mention, labelled token by token."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from tacitus.reader.learned.signals import KINDS, ROLES
from tacitus.reader.learned.windows import Tokens

OUTSIDE, BEGIN, INSIDE, UNKNOWN = 0, 1, 2, -100


@dataclass
class Labelled:
    """A text with its labels: `marks` are (start, end, role, kinds); `kinds` of the whole, or None where not labelled.

    `known` limits the role labels to parts of the text [(start, end)]; None: all of it is labelled.
    """

    id: str
    text: str
    marks: list[tuple[int, int, str, frozenset[str]]] = field(default_factory=list)
    kinds: frozenset[str] | None = None
    known: list[tuple[int, int]] | None = None


def reports(path: Path, keys: list[Path]) -> list[Labelled]:
    """The reports of a roles file (JSON lines: docid, doctext, templates), with the people described from the full keys."""
    described = descriptions(keys)
    rows = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return [_labelled(row, described.get(row["docid"], [])) for row in rows]


SLOT = re.compile(r"^\s*(\d+)\.\s+[A-Z ]+: (?:ID|[A-Z ]+?)(?:\s{2,}|\t|$)")


def descriptions(keys: list[Path]) -> dict[str, list[str]]:
    """For each report the wordings of HUM TGT: DESCRIPTION (slot 19) in its answer key, in small letters."""
    out: dict[str, list[str]] = {}
    for path in keys:
        report, slot = "", 0
        for line in path.read_text(encoding="latin-1").splitlines():
            found = SLOT.match(line)
            slot = int(found.group(1)) if found else slot
            if found and slot == 0:
                report = re.search(r"[A-Z]+\d?-MUC\d-\d+", line).group(0)  # type: ignore[union-attr]
            elif slot == 19 and not line.startswith(";"):
                own = re.split(r'"\s*: "', line)[0] + '"'  # what follows the colon is the name of the one described
                quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', own)
                out.setdefault(report, []).extend(q.replace("\\", "").lower() for q in quoted)
    return out


def _labelled(row: dict[str, object], described: list[str]) -> Labelled:
    text = str(row["doctext"])
    templates = row["templates"]
    assert isinstance(templates, list)
    found: dict[tuple[str, str], set[str]] = {}
    kinds: set[str] = set()
    for template in templates:
        here = {k for k in KINDS if k in template["incident_type"]}
        kinds |= here
        for role in template.keys() & set(ROLES):
            for entity in template[role]:
                for mention, _ in entity:
                    found.setdefault((role, mention), set()).update(here)
    for words in described:
        found.setdefault(("Described", words), set())
    marks = [m for (role, words), of in found.items() for m in occurrences(text, words, role, frozenset(of))]
    return Labelled(str(row["docid"]), text, marks, frozenset(kinds))


def occurrences(text: str, words: str, role: str, kinds: frozenset[str]) -> list[tuple[int, int, str, frozenset[str]]]:
    """Everywhere that the words stand in the text as whole words."""
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(w) for w in words.split()) + r"(?!\w)"
    return [(m.start(), m.end(), role, kinds) for m in re.finditer(pattern, text)]


def labels(tokens: Tokens, item: Labelled) -> tuple[list[list[int]], list[list[int]]]:
    """For each token a label for each role (UNKNOWN where nobody labelled), and for each kind 0, 1 or UNKNOWN."""
    base = OUTSIDE if item.known is None else UNKNOWN
    roles = [[base] * len(ROLES) for _ in tokens.ids]
    kinds = [[UNKNOWN] * len(KINDS) for _ in tokens.ids]
    for start, end in item.known or []:
        for i, (s, e) in enumerate(tokens.spans):
            if start <= s and e <= end:
                roles[i] = [OUTSIDE] * len(ROLES)
    longest_first = sorted(item.marks, key=lambda m: (m[0] - m[1], m[0]))
    for start, end, role, of in longest_first:
        r = ROLES.index(role)
        inside = [i for i, (s, e) in enumerate(tokens.spans) if s >= start and e <= end]
        if not inside or any(roles[i][r] > OUTSIDE for i in inside):
            continue
        for i in inside:
            roles[i][r] = INSIDE
            for k, kind in enumerate(KINDS):
                if of:
                    kinds[i][k] = max(kinds[i][k], int(kind in of))
        roles[inside[0]][r] = BEGIN
    return roles, kinds
