"""Users and the log of the record, at the command line."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tacitus import access, store
from tacitus.cli import main
from tacitus.store import people

WORDS = "four words nobody says"


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TACITUS_USER", "root")
    path = str(tmp_path / "war.db")
    store.open(path).close()
    return path


def typed(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(words.encode())))


def test_users_are_added_listed_and_removed(db: str, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, WORDS + "\n")
    assert main(["users", "add", db, "ana", "--role", "reviewer", "--password-stdin"]) == 0
    assert main(["users", "add", db, "robot", "--no-password"]) == 0
    capsys.readouterr()
    assert main(["users", "token", db, "robot", "--says", "nightly", "--days", "30"]) == 0
    secret = capsys.readouterr().out.strip()
    with store.open(db) as record:
        assert access.of_password(record, "ana", WORDS) is not None
        assert access.of_token(record, secret) is not None
    assert main(["users", "list", db, "--json"]) == 0
    told = capsys.readouterr().out
    assert secret not in told
    assert "argon2" not in told
    assert [(one["name"], one["role"], one["password"], len(one["tokens"])) for one in json.loads(told)["users"]] == [
        ("ana", "reviewer", True, 0), ("robot", "viewer", False, 1)
    ]
    token = json.loads(told)["users"][1]["tokens"][0]["id"]
    assert main(["users", "token", db, token, "--revoke"]) == 0
    typed(monkeypatch, WORDS + " now\n")
    assert main(["users", "password", db, "ana", "--password-stdin"]) == 0
    assert main(["users", "remove", db, "robot"]) == 0
    with store.open(db) as record:
        assert access.of_token(record, secret) is None
        assert access.of_password(record, "ana", WORDS + " now") is not None
        assert [one.name for one in people.accounts(record)] == ["ana"]


def test_a_user_that_cannot_be_is_told_with_a_code(db: str, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "short\n")
    assert main(["users", "add", db, "ana", "--password-stdin"]) == 2
    assert "E607" in capsys.readouterr().err
    assert main(["users", "remove", db, "ana"]) == 2
    assert "E606" in capsys.readouterr().err


def test_the_log_tells_what_the_commands_did(db: str, capsys: Any, tmp_path: Path) -> None:
    assert main(["withhold", db, "on"]) == 0
    assert main(["export", db, "--format", "csv", "-o", str(tmp_path / "out.csv"), "--country", "SY"]) == 0
    assert main(["users", "add", db, "robot", "--no-password"]) == 0
    (tmp_path / "known.csv").write_text("id,date_start,country\n1,2016-01-01,Syria\n")
    capsys.readouterr()
    assert main(["audit", db, "--json"]) == 0
    log = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["user"], one["what"], one["target"]) for one in log] == [
        ("root", "setting changed", "withhold"), ("root", "export", "csv"), ("root", "user added", "robot")
    ]
    assert log[1]["more"]["query"] == "country=SY"
    assert log[1]["more"]["withheld"] is True
    assert main(["audit", "list", db, "--limit", "1"]) == 0
    assert "user added" in capsys.readouterr().out


def test_reading_is_logged_when_it_begins_and_when_it_ends(db: str, tmp_path: Path) -> None:
    from tacitus import ingest
    from tacitus.record import Report
    from tacitus.store import audit

    (tmp_path / "a.txt").write_text("A blast killed two people in Arva on Monday.")

    def read(_: Report) -> list[Any]:
        return []

    with store.open(db) as record:
        for _ in range(2):  # the second time there is nothing new, and so nothing to tell
            ingest.read_into(record, [str(tmp_path / "a.txt")], jobs=1, read=read, relevant=lambda _: True, version="v", user="ana")
        log = list(audit.entries(record))
        assert [(one.user, one.what) for one in log] == [("ana", "import begun"), ("ana", "import ended")]
        assert log[0].target.endswith("a.txt")
        assert json.loads(log[1].more)["read"] == 1


def test_verify_says_whether_the_log_is_whole_and_where_not(db: str, capsys: Any) -> None:
    for to in ("on", "off", "on"):
        assert main(["withhold", db, to]) == 0
    capsys.readouterr()
    assert main(["audit", "verify", db]) == 0
    number, kept = capsys.readouterr().out.split()
    assert number == "3"
    assert main(["audit", "verify", db, "--kept", kept]) == 0
    assert main(["audit", "verify", db, "--kept", "0" * 64]) == 1
    with sqlite3.connect(db) as plain:
        plain.execute("DROP TRIGGER audit_no_update")
        plain.execute("UPDATE audit SET user = 'somebody' WHERE seq = 2")
    capsys.readouterr()
    assert main(["audit", "verify", db]) == 1
    assert "entry 2: altered" in capsys.readouterr().err
    assert main(["audit", "verify", db, "--json"]) == 1
    assert [(one["seq"], one["kind"]) for one in json.loads(capsys.readouterr().out)["troubles"]] == [(2, "altered")]
