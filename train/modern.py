"""RAMS and WikiEvents as further examples of roles: newer wars, mixed case, other wordings than MUC-4's."""

from __future__ import annotations

import json
from pathlib import Path

from muc import Labelled

RAMS_ROLES = {
    "attacker": "Perp", "killer": "Perp", "injurer": "Perp",
    "target": "Target", "victim": "Victim", "instrument": "Weapon",
}  # fmt: skip
WIKI_ROLES = {
    "Attacker": "Perp", "Killer": "Perp", "Injurer": "Perp", "Target": "Target", "Victim": "Victim",
    "Instrument": "Weapon", "ExplosiveDevice": "Weapon",
}  # fmt: skip
VIOLENT = ("conflict.attack", "life.die", "life.injure")


def _role(role: str, words: str, organisation: bool | None) -> str:
    """The MUC-4 role: a doer is an organisation and a victim a person by name when written like a name."""
    if role == "Victim":
        return "Victim" if words[:1].isupper() else "Described"
    if role != "Perp":
        return role
    named = words[:1].isupper() if organisation is None else organisation
    return "PerpOrg" if named else "PerpInd"


def rams(path: Path) -> list[Labelled]:
    """Windows of five sentences about one violent event; only the event's own sentence and its arguments are labelled."""
    out = []
    for line in path.read_text().splitlines():
        row = json.loads(line)
        if not row["evt_triggers"][0][2][0][0].startswith(VIOLENT):
            continue
        text, spans = _joined([w for s in row["sentences"] for w in s])
        bounds, at = [], 0
        for sentence in row["sentences"]:
            bounds.append((at, at + len(sentence)))
            at += len(sentence)
        trigger = row["evt_triggers"][0][0]
        own = next((s, e) for s, e in bounds if s <= trigger < e)
        item = Labelled(row["doc_key"], text, known=[(spans[own[0]][0], spans[own[1] - 1][1])])
        for start, end, labels in row["ent_spans"]:
            role = RAMS_ROLES.get(labels[0][0][11:])
            if role:
                a, b = spans[start][0], spans[end][1]
                item.marks.append((a, b, _role(role, text[a:b], None), frozenset()))
        out.append(item)
    return out


def wikievents(path: Path) -> list[Labelled]:
    """Whole reports with the arguments of all their violent events."""
    out = []
    for line in path.read_text().splitlines():
        row = json.loads(line)
        text, spans = _joined(row["tokens"])
        item = Labelled(row["doc_id"], text)
        entities = {e["id"]: e for e in row["entity_mentions"]}
        for event in row["event_mentions"]:
            if not event["event_type"].startswith(("Conflict.Attack", "Life.Die", "Life.Injure")):
                continue
            for argument in event["arguments"]:
                role, entity = WIKI_ROLES.get(argument["role"]), entities.get(argument["entity_id"])
                if role and entity:
                    a, b = spans[entity["start"]][0], spans[entity["end"] - 1][1]
                    item.marks.append((a, b, _role(role, text[a:b], entity["entity_type"] == "ORG" or None), frozenset()))
        out.append(item)
    return out


def _joined(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words as one text, and the code points of each."""
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return " ".join(words), spans
