"""Reading by way of an endpoint from the command line and from Python: choice, dry run, failures, and what is kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import tacitus as package
from tacitus.errors import TacitusError

sys.path.insert(0, str(Path(__file__).parents[1] / "reader" / "endpoint"))
from endpoint_reports import TEXT, shooting  # noqa: E402
from scripted_server import chat, error, serving, told  # noqa: E402


@pytest.fixture(autouse=True)
def at_home(monkeypatch, tmp_path):
    monkeypatch.delenv("TACITUS_API_KEY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def paths(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "1.txt").write_text(TEXT)
    (folder / "2.txt").write_text("A bomb blew up in the market of Kano on Monday and killed two traders, police said.")
    (folder / "3.txt").write_text("The visitors won by four wickets after tea, and the crowd went home in the rain.")
    return folder


def asked(url, *more):
    return ("--reader", "endpoint", "--endpoint", url, "--model", "small", "--published", "2015-03-04", *more)


def test_what_the_endpoint_finds_becomes_incidents_and_irrelevant_reports_are_not_sent(tacitus, paths):
    with serving(told(shooting()), told()) as server:
        status, out, err = tacitus("read", str(paths), *asked(server.url, "--json"))
        assert len(server.asked) == 2
    found = json.loads(out)
    assert status == 0
    assert [one["type"] for one in found["incidents"]] == ["armed-assault"]
    assert found["statements"][0]["reader"].startswith("endpoint:small")
    assert "requests 2, from the cache 0; tokens sent 200, answered 40" in err


def test_a_report_that_the_endpoint_fails_on_is_listed_and_all_others_are_read(tacitus, paths, tmp_path):
    db = str(tmp_path / "war.db")
    with serving(chat("no idea"), told(shooting(words="blew up", type="bombing", when="on Monday"))) as server:
        status, _, err = tacitus("read", str(paths), *asked(server.url), "--into", db)
        assert status == 1
        assert "E305" in err
        assert "read 1, copies 0, irrelevant 1, failed 1" in err
        status, _, err = tacitus("read", str(paths), *asked(server.url), "--into", db)
    assert (status, "failed 0" in err, "known before 2" in err) == (0, True, True)


def test_a_refusing_server_fails_each_report_and_stops_no_run(tacitus, paths):
    with serving(error(401, "who are you?")) as server:
        status, out, err = tacitus("read", str(paths), *asked(server.url, "--json"))
    assert status == 1
    assert [one["code"] for one in json.loads(out)["failures"]] == ["E306", "E306"]
    assert "TACITUS_API_KEY" in err


def test_a_dry_run_sends_and_keeps_nothing(tacitus, paths, tmp_path):
    db = tmp_path / "war.db"
    with serving(told()) as server:
        status, out, _ = tacitus("read", str(paths), *asked(server.url, "--dry-run", "--price", "1", "2"),
                                 "--into", str(db))
        assert server.asked == []
        assert not db.exists()
        assert status == 0
        assert "reports to read: 2\n" in out
        assert "cost: at most" in out
        tacitus("read", str(paths), *asked(server.url), "--into", str(db))
        _, out, _ = tacitus("read", str(paths), *asked(server.url, "--dry-run"), "--into", str(db))
    assert "reports to read: 0\n" in out


@pytest.mark.parametrize(
    "args",
    [
        ("--reader", "endpoint"), ("--reader", "endpoint", "--endpoint", "http://127.0.0.1"), ("--reader", "oracle"),
        ("--reader", "endpoint", "--endpoint", "file:///x", "--model", "m"), ("--endpoint", "http://127.0.0.1"),
        ("--reader", "rules", "--dry-run"), ("--max-tokens", "5"),
        ("--reader", "endpoint", "--endpoint", "http://127.0.0.1", "--model", "m", "--max-cost", "1"),
    ],
)
def test_options_that_do_not_fit_together_are_wrong_usage(tacitus, paths, args):
    status, out, err = tacitus("read", str(paths), *args)
    assert (status, out) == (2, "")
    assert err.strip()


def test_the_rules_can_be_chosen_by_name_and_are_what_is_read_with_by_default(tacitus, paths):
    by_name = {name: json.loads(tacitus("read", str(paths), *args, "--json")[1])["statements"]
               for name, args in {"": (), "rules": ("--reader", "rules"), "learned": ("--reader", "learned")}.items()}
    assert by_name[""]
    assert all(one["reader"].startswith("rules") for one in by_name["rules"])


def test_the_same_choice_works_from_python():
    with serving(told(shooting())) as server:
        choice = package.ReaderChoice(kind="endpoint", endpoint=package.Endpoint(url=server.url, model="small"))
        reading = package.read_text(TEXT, published="2015-03-04", reader=choice)
    assert [one.type for one in reading.incidents] == ["armed-assault"]
    assert package.read_text(TEXT, published="2015-03-04", reader="rules").statements
    with pytest.raises(TacitusError):
        package.read_text(TEXT, reader="oracle")
    with pytest.raises(TacitusError):
        package.read_text(TEXT, reader=package.ReaderChoice(kind="endpoint"))
