"""`tacitus rules`: listed, shown, compared without touching the record, and put in force by ordinary revisions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tacitus import rules, store
from tacitus.merge.rules import named

Run = Callable[..., tuple[int, str, str]]


def state(db: str) -> list[dict[str, object]]:
    """Every revision of the record, as bytes that do not change."""
    with store.open(db, create=False) as record:
        return [(change.cursor, change.id, change.revision.cause) for change in record.changes()]  # type: ignore[misc]


def test_every_set_is_listed_and_shown_in_the_form_of_a_file(tacitus: Run, tmp_path: Path) -> None:
    listed = json.loads(tacitus("rules", "list", "--json")[1])
    assert list(listed) == list(named())
    for name in listed:
        status, out, _ = tacitus("rules", "show", name)
        assert status == 0
        mine = tmp_path / "mine.toml"
        mine.write_text(out.replace(f'name = "{name}"', 'name = "mine"'))
        assert rules.load(mine).tolls == named()[name].tolls
    assert tacitus("rules", "show", "nonesuch")[0] == 2


def test_a_comparison_shows_totals_and_what_moves_and_leaves_the_record_alone(tacitus: Run, db: str) -> None:
    before = state(db)
    found = json.loads(tacitus("rules", "compare", db, "--json")[1])
    assert set(found) == {"rules", "totals", "several", "incidents"}
    assert list(found["totals"]) == list(named())
    assert found["totals"]["tacitus"]["incidents"] == 2
    (moving,) = found["incidents"]
    assert moving["values"]["tacitus"]["killed"] == [57, None, None]
    assert moving["values"]["acled"]["killed"] == [12, 12, 12]
    assert "killed" in moving["moves"]
    status, out, _ = tacitus("rules", "compare", db, "--rules", "acled", "--rules", "informative", "--type", "armed-assault")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "The rules move 1 of 1 incidents" in out
    assert "tacitus" not in out
    assert state(db) == before


def test_other_rules_are_put_in_force_by_revisions_that_name_them(tacitus: Run, db: str) -> None:
    status, _, err = tacitus("rules", "use", db, "acled")
    assert (status, "2 incidents changed" in err) == (0, True)
    listed = json.loads(tacitus("list", db, "--json", "--place", "Sarmin")[1])["incidents"][0]
    assert (listed["counts"]["killed"]["best"], listed["rules"]["set"]) == (12, "acled")
    assert listed["counts"]["killed"]["rule"] == "acled: lowest of 3 independent sources"
    assert listed["history"][-1]["cause"] == "drawn by the rules 'acled'"
    with store.open(db) as record:
        assert rules.in_force(record) == named()["acled"]
        assert rules.use(record, "acled") == 0
        assert rules.compare(record, sets=["latest", "mean"]).totals["mean"].incidents == 2
        assert rules.use(record, "tacitus") == 2
    again = json.loads(tacitus("list", db, "--json", "--place", "Sarmin")[1])["incidents"][0]
    assert again["counts"]["killed"]["low"] == 57
    explained = tacitus("explain", db, str(again["id"]))[1]
    assert "latest independent report" in " ".join(explained.split())


def test_what_is_read_later_is_drawn_by_the_rules_of_the_record(
    db: str, tmp_path: Path, bridge: str, reader: Any
) -> None:
    from tacitus import ingest

    more = tmp_path / "more.txt"
    more.write_text("A fourth report.\n\n" + bridge.format(toll=99))
    with store.open(db) as record:
        ingest.read_into(record, [str(more)], read=reader, rules="iraq-body-count")
        assert rules.in_force(record).name == "iraq-body-count"
        (incident,) = [one for one in record.incidents() if one.type == "armed-assault"]
        count = incident.counts["killed"]
        assert (count.low, count.best, count.high, incident.rules["set"]) == (12, None, 99, "iraq-body-count")


def test_a_set_that_does_not_exist_is_said_before_anything_is_read(tacitus: Run, tmp_path: Path) -> None:
    status, out, err = tacitus("read", str(tmp_path / "nothing.txt"), "--rules", "nonesuch")
    assert (status, out, "E102" in err, "iraq-body-count" in err) == (2, "", True, True)


def test_incidents_are_found_by_their_grade(tacitus: Run, db: str) -> None:
    for grade, expected in (("confirmed", 1), ("F1", 1), ("1", 1), ("F", 2), ("F6", 1), ("contested", 0), ("weak", 1)):
        found = json.loads(tacitus("list", db, "--grade", grade, "--json")[1])["incidents"]
        assert len(found) == expected, grade
    assert tacitus("list", db, "--grade", "splendid")[0] == 2
    assert tacitus("list", db, "--grade", "F9")[0] == 2


def test_a_change_of_rules_that_was_interrupted_is_finished_by_the_next_reading_with_them(db: str, reader: Any) -> None:
    from tacitus import ingest
    from tacitus.record import encode

    acled = named()["acled"]
    with store.open(db) as record:
        record.keep_rules(acled.name, encode(acled).decode(), at="2020-01-01T00:00:00Z", done=False)
        assert {one.rules["set"] for one in record.incidents()} == {"tacitus"}
        ingest.read_into(record, [], read=reader, rules="acled")
        assert {one.rules["set"] for one in record.incidents()} == {"acled"}
        before = [change.cursor for change in record.changes()]
        ingest.read_into(record, [], read=reader, rules="acled")
        assert [change.cursor for change in record.changes()] == before
