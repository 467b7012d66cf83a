"""Incidents as the keys have them, to measure what comes after finding them: the best that filling can do."""

from __future__ import annotations

import re

from muc_bench.keys import Fill, Template
from muc_bench.texts import Wire
from tacitus.reader.learned.frames import Frame, Mention

ROLES = {"PerpInd": 9, "PerpOrg": 10, "Target": 12, "Victim": 18, "Described": 19, "Weapon": 6}
MOST = 6


def frame(wire: Wire, template: Template) -> Frame:
    """The incident of a key's template, its words found again in the text."""
    roles = {}
    for role, slot in ROLES.items():
        entities = [
            mentions for fill in template.slots.get(slot, []) for mentions in [_mentions(wire, fill)] if mentions
        ]
        if entities:
            roles[role] = entities
    spans = [(m.start, m.end) for es in roles.values() for e in es for m in e] or [(0, len(wire.text))]
    return Frame((template.value(4) or "ATTACK").lower(), roles, 1.0, min(spans)[0], max(e for _, e in spans))


def _mentions(wire: Wire, fill: Fill) -> list[Mention]:
    found: list[Mention] = []
    for option in sorted(fill.options, key=len, reverse=True):
        words = re.split(r"\s+", option.lower().replace("[", "(").replace("]", ")").strip())
        pattern = r"\s+".join(re.escape(w) for w in words if w)
        for m in list(re.finditer(rf"(?<!\w){pattern}(?!\w)", wire.text))[:MOST] if pattern else []:
            if not any(f.start < m.end() and m.start() < f.end for f in found):
                found.append(Mention(m.start(), m.end(), m.group()))
    return found
