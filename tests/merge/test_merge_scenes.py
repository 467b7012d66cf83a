"""Small scenes of several reports, read and merged: which reports tell of one happening (scenes.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

import tacitus
from tacitus.merge import merge
from tacitus.record import Report, Statement

SCENES = tomllib.loads((Path(__file__).parent / "scenes.toml").read_text(encoding="utf-8"))["scene"]
AT = "2026-01-01T00:00:00Z"


def merged(scene: dict[str, Any]) -> set[str]:
    """The letters of the reports of each incident, sorted; a report that only mentions it has a question mark behind it."""
    reports: dict[str, Report] = {}
    statements: list[Statement] = []
    letters: dict[str, str] = {}
    for letter, given in zip("abcdefgh", scene["reports"], strict=False):
        reading = tacitus.read_text(given["text"], published=given["day"], publisher=given.get("by"))
        report = reading.reports[0]
        twin = letters.get(report.id)
        made = Report.identify(report.id + letter) if twin else report.id
        reports[made] = _as(report, id=made, copies=[report.id] if twin else [])
        letters[made] = letter
        statements += [_moved(one, made, letter) if twin else one for one in reading.statements]
    role = {one.id: one.role_in_report for one in statements}
    found = set()
    for incident in merge(statements, reports=reports, at=AT):
        told = {letters[one.report]: role[one.id] for one in statements if one.id in incident.statements}
        found.add("".join(letter + ("?" if told[letter] == "background" else "") for letter in sorted(told)))
    return found


def _as(report: Report, **changes: Any) -> Report:
    return msgspec.structs.replace(report, **changes)


def _moved(one: Statement, report: str, letter: str) -> Statement:
    """The same statement as one of a wire copy."""
    quotes = [msgspec.structs.replace(quote, report=report) for quote in one.quotes]
    return msgspec.structs.replace(one, id=one.id + letter, report=report, quotes=quotes)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene["name"].replace(" ", "-"))
def test_scene(scene: dict[str, Any]) -> None:
    found = merged(scene)
    wanted = set(scene["groups"])
    assert wanted <= found, found
    joined = {frozenset(group.replace("?", "")) for group in found}
    allowed = [frozenset(group.replace("?", "")) for group in wanted]
    assert all(any(group <= one for one in allowed) for group in joined), found
