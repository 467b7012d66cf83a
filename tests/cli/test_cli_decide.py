"""`tacitus decide`, `decisions` and `withdraw`: a person's word, kept in their name, listed, exported and taken back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]


def incidents(tacitus: Run, db: str) -> dict[str, str]:
    """Ids by type."""
    return {one["type"]: one["id"] for one in json.loads(tacitus("list", db, "--json")[1])["incidents"]}


def test_a_value_is_corrected_listed_and_undone(tacitus: Run, db: str) -> None:
    bridge = incidents(tacitus, db)["armed-assault"]
    status, out, _ = tacitus("decide", "correct", db, bridge, "counts.killed", "60", "--user", "amina", "--comment", "counted")
    assert status == 0
    assert out.startswith("d1 by amina, ")
    shown = tacitus("show", db, bridge)[1]
    assert "60" in shown
    assert "amina" in shown
    status, out, _ = tacitus("decisions", db)
    assert (status, "correct" in out, "counted" in out, "(holds)" in out) == (0, True, True, True)
    assert tacitus("decide", "undo", db, "d1", "--user", "bo")[0] == 0
    rows = [json.loads(line) for line in tacitus("decisions", "list", db, "--json")[1].splitlines()]
    assert [(row["decision"]["kind"], row["undone_by"]) for row in rows] == [("correct", "d2"), ("undo", None)]


def test_pairs_are_judged_and_exported(tacitus: Run, db: str) -> None:
    ids = incidents(tacitus, db)
    status, out, _ = tacitus("decide", "same", db, *ids.values(), "--user", "amina", "--json")
    assert status == 0
    assert {one["id"] for one in json.loads(out)["changed"]} == set(ids.values())
    _, out, err = tacitus("decide", "not-same", db, *ids.values(), "--user", "bo")
    assert "d1 contradicts this" in err
    assert "parted" not in out
    status, out, err = tacitus("decisions", "export", db)
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["verdict"] for row in rows} == {"not-same"}
    assert f"{len(rows)} rows" in err
    assert tacitus("decide", "unsure", db, *ids.values(), "--user", "bo")[0] == 0
    assert tacitus("decide", "confirm", db, ids["armed-assault"], "type", "--user", "bo")[0] == 0


def test_a_report_is_withdrawn_and_says_why(tacitus: Run, db: str) -> None:
    shelling = incidents(tacitus, db)["shelling"]
    report = json.loads(tacitus("show", db, shelling, "--json")[1])["incidents"][0]["reports"][0]
    status, out, _ = tacitus("withdraw", db, report, "--why", "the paper took it back", "--user", "amina")
    assert (status, "withdrawn" in out) == (0, True)
    assert shelling not in incidents(tacitus, db).values()
    assert "the paper took it back" in " ".join(tacitus("show", db, shelling)[1].split())


@pytest.mark.parametrize(
    ("args", "code"),
    [(("undo", "d9"), "E507"), (("same", "i1", "i2"), "E503"), (("correct", "i1", "type", "bombing"), "E503")],
)
def test_what_there_is_not_is_said_so(tacitus: Run, db: str, args: tuple[str, ...], code: str) -> None:
    status, _, err = tacitus("decide", args[0], db, *args[1:], "--user", "amina")
    assert (status, code in err) == (2, True)


def test_nobody_decides_without_a_name(tacitus: Run, db: str) -> None:
    status, _, err = tacitus("decide", "undo", db, "d1", "--user", " ")
    assert (status, "E102" in err) == (2, True)


def test_history_and_the_past_are_shown(tacitus: Run, db: str) -> None:
    bridge = incidents(tacitus, db)["armed-assault"]
    before = json.loads(tacitus("show", db, bridge, "--json")[1])
    _, out, err = tacitus("changes", db, "--limit", "1")
    assert "next: --since 1" in err
    last = [json.loads(line)["cursor"] for line in tacitus("changes", db, "--json")[1].splitlines()][-1]
    tacitus("decide", "correct", db, bridge, "counts.killed", "60", "--user", "amina")
    status, out, _ = tacitus("history", db, bridge)
    assert (status, "by amina" in out, "-> 60" in out) == (0, True, True)
    (fresh,) = [json.loads(line) for line in tacitus("changes", db, "--since", str(last), "--json")[1].splitlines()]
    assert (fresh["id"], fresh["what"], fresh["revision"]["decision"]) == (bridge, "changed", "d1")
    assert json.loads(tacitus("show", db, bridge, "--as-of", str(last), "--json")[1]) == before
    for view in (("list", db), ("explain", db, bridge), ("history", db, bridge), ("export", db, "--format", "csv")):
        status, then, _ = tacitus(*view, "--as-of", str(last))
        assert (status, "amina" in then) == (0, False)
    assert tacitus("list", db, "--as-of", "1999-01-01")[1] == ""
    assert tacitus("show", db, bridge, "--as-of", "1999-01-01")[0] == 2
    assert tacitus("list", db, "--as-of", "soon")[0] == 2


def test_a_decision_on_an_older_revision_is_refused_and_says_what_changed(tacitus: Run, db: str) -> None:
    bridge = incidents(tacitus, db)["armed-assault"]
    assert tacitus("decide", "correct", db, f"{bridge}@1", "counts.killed", "60", "--user", "amina")[0] == 0
    status, _, err = tacitus("decide", "correct", db, f"{bridge}@1", "counts.killed", "61", "--user", "bo")
    assert (status, "E508" in err, "by amina" in err) == (2, True, True)
    assert tacitus("decide", "confirm", db, bridge, "type", "--seen", f"{bridge}@1", "--user", "bo")[0] == 2
    assert tacitus("decide", "comment", db, f"{bridge}@2", "called them", "--user", "bo")[0] == 0
    assert "called them" in tacitus("decisions", db)[1]
    assert tacitus("decide", "confirm", db, f"{bridge}@x", "--user", "bo")[0] == 2


def test_the_queue_is_listed_shown_with_its_commands_and_put_off(tacitus: Run, db: str) -> None:
    status, _, err = tacitus("review", db, "--user", "amina")
    assert status == 0
    before = json.loads(tacitus("review", db, "--user", "amina", "--json")[1])
    assert before["left"] == len(before["items"])
    assert f"{before['left']} question" in err
    item = before["items"][0]
    _, out, _ = tacitus("review", db, "--next", "--user", "amina")
    assert item["key"] in out
    assert f"tacitus review {db} --skip {item['key']}" in out
    after = json.loads(tacitus("review", db, "--skip", item["key"], "--user", "amina", "--json")[1])
    assert item["key"] not in [one["key"] for one in after["items"]]
    assert tacitus("review", db, "--kind", "odd", "--user", "amina")[0] == 2
    assert tacitus("review", db, "--skip", "q404", "--user", "amina")[0] == 2
    assert json.loads(tacitus("decisions", "list", db, "--json")[1] or "[]") == []
