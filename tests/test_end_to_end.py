"""The whole way through the real command: a report is read, kept, listed, shown, explained and exported alike."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

REWORDINGS = tomllib.loads((Path(__file__).parent / "reader" / "rewordings.toml").read_text(encoding="utf-8"))


def tacitus(*args: str, status: int = 0) -> str:
    """What the command prints; it must end with this exit status."""
    ran = subprocess.run([sys.executable, "-m", "tacitus.cli", *args], capture_output=True, text=True, timeout=120)
    assert ran.returncode == status, ran.stderr
    assert "Traceback" not in ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A record with one report in it, and what reading that report without keeping it printed."""
    folder = tmp_path_factory.mktemp("record")
    report, record = folder / "aden.txt", str(folder / "record.db")
    report.write_text(REWORDINGS["aden"]["text"].strip(), encoding="utf-8")
    shown = tacitus("read", str(report), "--published", REWORDINGS["aden"]["published"], "--json")
    tacitus("read", str(report), "--published", REWORDINGS["aden"]["published"], "--into", record)
    return folder, shown


def listed(folder: Path) -> list[dict[str, Any]]:
    got = json.loads(tacitus("list", str(folder / "record.db"), "--json"))
    return got["incidents"] if isinstance(got, dict) else got


def test_what_is_kept_is_what_reading_showed(kept: tuple[Path, str]) -> None:
    folder, shown = kept
    one = {(i["type"], (i.get("where") or {}).get("name")) for i in json.loads(shown)["incidents"]}
    assert one == {(i["type"], (i.get("where") or {}).get("name")) for i in listed(folder)}
    assert ("bombing", "Aden") in one


def test_every_incident_can_be_shown_and_explained(kept: tuple[Path, str]) -> None:
    folder, _ = kept
    for incident in listed(folder):
        assert incident["id"] in tacitus("show", str(folder / "record.db"), incident["id"])
        assert incident["quotes"][0]["words"] in tacitus("explain", str(folder / "record.db"), incident["id"], "--all")


def test_the_export_holds_what_the_list_holds(kept: tuple[Path, str]) -> None:
    folder, _ = kept
    lines = tacitus("export", str(folder / "record.db"), "--format", "jsonl").splitlines()
    assert {json.loads(line)["id"] for line in lines} == {i["id"] for i in listed(folder)}


def test_reading_again_adds_nothing(kept: tuple[Path, str]) -> None:
    folder, _ = kept
    before = listed(folder)
    tacitus("read", str(folder / "aden.txt"), "--published", "2016-05-16", "--into", str(folder / "record.db"))
    assert listed(folder) == before
