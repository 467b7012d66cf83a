"""RAMS and WikiEvents as examples of events: other people's labels on news of our time; their types are not asked for."""

from __future__ import annotations

import json
from pathlib import Path

from modern import RAMS_ROLES, VIOLENT, WIKI_ROLES, _joined
from own import Event, Example

ROLE = {"Perp": "attacker", "Target": "target", "Victim": "victim", "Weapon": "weapon"}


def rams(path: Path) -> list[Example]:
    """Five sentences round one violent event each; words of other events in them are not labelled."""
    out = []
    for line in path.read_text().splitlines():
        row = json.loads(line)
        if not row["evt_triggers"][0][2][0][0].startswith(VIOLENT):
            continue
        text, spans = _joined([w for s in row["sentences"] for w in s])
        first, last = row["evt_triggers"][0][:2]
        item = Example(row["doc_key"], text, {"1": Event(None, None, None)}, known=[])
        item.marks.append((spans[first][0], spans[last][1], "event", "1"))
        for start, end, labels in row["ent_spans"]:
            name = labels[0][0][11:]
            role = "place" if name == "place" else ROLE.get(RAMS_ROLES.get(name, ""))
            if role:
                item.marks.append((spans[start][0], spans[end][1], role, "1"))
        out.append(item)
    return out


def wikievents(path: Path) -> list[Example]:
    """Whole reports; each violent trigger is an event of its own, since which of them are one is not labelled."""
    out = []
    for line in path.read_text().splitlines():
        row = json.loads(line)
        text, spans = _joined(row["tokens"])
        item = Example(row["doc_id"], text, {}, known=[])
        entities = {e["id"]: e for e in row["entity_mentions"]}
        for n, event in enumerate(row["event_mentions"]):
            if not event["event_type"].startswith(("Conflict.Attack", "Life.Die", "Life.Injure")):
                continue
            item.events[str(n)] = Event(None, None, None)
            trigger = event["trigger"]
            item.marks.append((spans[trigger["start"]][0], spans[trigger["end"] - 1][1], "event", str(n)))
            for argument in event["arguments"]:
                entity = entities.get(argument["entity_id"])
                known = "place" if argument["role"] == "Place" else ROLE.get(WIKI_ROLES.get(argument["role"], ""))
                if known and entity:
                    item.marks.append((spans[entity["start"]][0], spans[entity["end"] - 1][1], known, str(n)))
        out.append(item)
    return out
