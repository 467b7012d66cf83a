"""From the command line the caller chooses between the rules and the learned reader, and how sure that must be."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tacitus.reader import stages
from tacitus.reader.learned import sight, thresholds

TEXT = (
    "Two gunmen on a motorcycle drew up beside the car of a judge in Quetta on Monday. He was shot dead at the wheel. "
    "Nobody has been arrested."
)


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch):
    """The models are there, and a choice of thresholds ends with its test."""
    assert sight.there(), f"no model in {sight.FOLDER}: `make train` makes it"
    monkeypatch.setenv(thresholds.OWN, "")


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "judge.txt"
    file.write_text(TEXT)
    return file


@pytest.fixture
def read(tacitus, path):
    def run(*more):
        status, out, err = tacitus("read", path, "--published", "2016-07-27", "--json", *more)
        assert status == 0, err
        return json.loads(out)["statements"]

    return run


@pytest.fixture
def own(tmp_path):
    def write(text, name="own.toml"):
        file = tmp_path / name
        file.write_text(text)
        return file

    return write


def attackers(statements):
    return [party["name"] for one in statements for party in one["roles"].get("attacker", [])]


def test_the_rules_alone_and_the_learned_reader_sign_with_their_names(read):
    assert {one["reader"] for one in read("--reader", "rules")} == {stages.RULES}
    assert {one["reader"] for one in read("--reader", "learned")} == {stages.LEARNED}


def test_by_default_the_best_that_is_there_reads(read):
    assert read() == read("--reader", "learned")


def test_with_thresholds_of_ones_own_it_speaks_sooner_or_not_at_all(read, own):
    assert "Two gunmen" in attackers(read("--thresholds", own("[attacker]\nadd = 0.5\n")))
    assert attackers(read("--thresholds", own("[attacker]\nadd = 1.1\n", "never.toml"))) == []
    assert attackers(read("--reader", "rules")) == []


def test_with_other_thresholds_a_record_is_read_again_and_with_the_same_it_is_not(tacitus, path, tmp_path, own):
    never, db = own("[attacker]\nadd = 1.1\n", "never.toml"), tmp_path / "war.db"
    common = ("read", path, "--published", "2016-07-27", "--into", db)
    assert "known before" not in tacitus(*common)[2]
    assert "known before 1" in tacitus(*common)[2]
    assert "known before" not in tacitus(*common, "--thresholds", never)[2]
    assert "gunmen" not in tacitus("list", db)[1]
    assert "known before 1" in tacitus(*common, "--thresholds", never)[2]


def test_explain_names_the_model_and_how_sure_it_was(tacitus, path, tmp_path, own):
    db = tmp_path / "war.db"
    sooner = own("[attacker]\nadd = 0.5\n")
    assert tacitus("read", path, "--published", "2016-07-27", "--thresholds", sooner, "--into", db)[0] == 0
    (incident,) = json.loads(tacitus("list", db, "--json")[1])["incidents"]
    explained = tacitus("explain", db, incident["id"])[1]
    assert f"{sight.model().card['name']}.add" in explained


@pytest.mark.parametrize("reader", ["rules", "endpoint"])
def test_thresholds_for_another_reader_are_refused(tacitus, path, own, reader):
    status, _, err = tacitus("read", path, "--reader", reader, "--thresholds", own("[attacker]\nadd = 0.5\n"))
    assert status == 2
    assert "E102" in err
    assert "--reader learned" in err


@pytest.mark.parametrize("text", ["[attacker]\nmore = 0.5\n", "[attacker\n"])
def test_thresholds_that_cannot_be_meant_are_refused(tacitus, path, own, text):
    status, _, err = tacitus("read", path, "--thresholds", own(text))
    assert status == 2
    assert "E102" in err
    assert "own.toml" in err


def test_a_reader_whose_models_are_not_there_is_refused_and_the_rules_read_in_its_place(path):
    def run(*more):
        command = [sys.executable, "-m", "tacitus.cli", "read", str(path), "--published", "2016-07-27", "--json", *more]
        return subprocess.run(command, env=os.environ | {"TACITUS_NO_MODEL": "1"}, capture_output=True, text=True)

    asked = run("--reader", "learned")
    assert asked.returncode == 2
    assert "E102" in asked.stderr
    assert {one["reader"] for one in json.loads(run().stdout)["statements"]} == {stages.RULES}
