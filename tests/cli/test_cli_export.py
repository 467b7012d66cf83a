"""`tacitus export` writes what `list` lists, and says beside the file what it is."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_a_file_has_its_manifest_beside_it(tacitus: Run, db: str, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    status, out, _ = tacitus("export", db, "--format", "acled", "-o", str(target), "--country", "SY")
    assert (status, out) == (0, "")
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text())
    assert manifest["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (manifest["format"], manifest["file"], manifest["database"]) == ("acled", "out.csv", "small.db")
    assert manifest["query"] == {"country": "SY"}
    assert manifest["incidents"] == manifest["rows"] + sum(manifest["left_out"].values())
    assert manifest["bytes"] == target.stat().st_size
    assert manifest["cursor"] > 0
    assert manifest["withheld"] is False


def test_what_has_no_row_is_said(tacitus: Run, db: str) -> None:
    status, out, err = tacitus("export", db, "--format", "acled")
    assert status == 0
    listed = json.loads(tacitus("list", db, "--json")[1])["incidents"]
    rows = list(csv.DictReader(out.splitlines()))
    assert f"{len(rows)} incidents written" in err
    assert f"{len(listed) - len(rows)} left out: " in err


def test_the_past_is_withheld_as_the_present_is(tacitus: Run, db: str) -> None:
    assert tacitus("withhold", db, "on")[0] == 0
    status, out, _ = tacitus("export", db, "--format", "jsonl", "--as-of", "1")
    assert status == 0
    assert len(out.splitlines()) == 1


def test_permalinks_lead_to_the_page(tacitus: Run, db: str) -> None:
    _, out, _ = tacitus("export", db, "--format", "csv", "--page", "http://127.0.0.1:8000")
    rows = list(csv.DictReader(out.splitlines()))
    assert rows
    assert all(row["permalink"] == f"http://127.0.0.1:8000/incident/{row['id']}" for row in rows)


def test_the_situation_report_is_one_page_that_asks_nobody_for_anything(tacitus: Run, db: str) -> None:
    _, page, _ = tacitus("export", db, "--format", "sitrep", "--since", "2015")
    assert page.startswith("<!doctype html>")
    assert not any(asks in page for asks in ("<script", "<img", "<link", "@import", "url("))
    assert "Selected: since 2015" in page
    assert '<li id="source-1"' in page
