"""What the viewing verbs print: readable at 80 columns, honest about what is not known, equal to the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def bridge(tacitus: Run, db: str) -> str:
    """The id of the incident at the bridge."""
    found = json.loads(tacitus("list", db, "--json", "--place", "Sarmin")[1])
    assert len(found["incidents"]) == 1
    return str(found["incidents"][0]["id"])


def test_list_fits_80_columns_and_says_what_is_not_known(tacitus: Run, db: str) -> None:
    status, out, err = tacitus("list", db)
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    assert re.search(r"2015-03-03 +armed-assault +Sarmin, SY +57\+ +Red Column", out)
    assert re.search(r"day +shelling +place unknown +no not named +1\n +unknown +figure", out)
    assert "2 incidents" in err


def test_list_as_json_is_the_contract_without_texts(tacitus: Run, db: str) -> None:
    found = json.loads(tacitus("list", db, "--json")[1])
    assert set(found) == {"reports", "statements", "incidents", "failures"}
    assert len(found["incidents"]) == 2
    assert len(found["reports"]) == 4
    assert all("text" not in report for report in found["reports"])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["--type", "shelling"], 1),
        (["--country", "SY"], 1),
        (["--box", "36,35,37,36.5"], 1),
        (["--radius", "35.9,36.7,20"], 1),
        (["--since", "2015-03", "--until", "2015-03"], 1),
        (["--killed-min", "50"], 1),
        (["--killed-max", "50"], 0),
        (["--actor", "red column"], 1),
        (["--status", "denied"], 0),
        (["--text", "traders"], 1),
        (["--source", "bridge-4"], 1),
        (["--limit", "1"], 1),
    ],
)
def test_every_filter_selects(tacitus: Run, db: str, filters: list[str], expected: int) -> None:
    status, out, _ = tacitus("list", db, *filters, "--json")
    assert status == 0
    assert len(json.loads(out)["incidents"]) == expected


@pytest.mark.parametrize(
    ("filters", "code"),
    [(["--since", "yesterday"], "E103"), (["--type", "bmb"], "E102"), (["--country", "Syria"], "E102"),
     (["--box", "1,2"], "4 numbers"), (["--radius", "95,0,1"], "E102"), (["--killed-min", "-1"], "E102")],
)
def test_a_filter_that_cannot_be_used_is_said_so(tacitus: Run, db: str, filters: list[str], code: str) -> None:
    status, out, err = tacitus("list", db, *filters)
    assert status == 2
    assert out == ""
    assert code in err


def test_show_has_every_field_report_and_revision(tacitus: Run, db: str) -> None:
    key = bridge(tacitus, db)
    status, out, _ = tacitus("show", db, key)
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    for words in (key, "Red Column (claimed)", "57+", "says residents", "first a gas leak", "customs house: destroyed",
                  "bridge-4", "bridge-6", "History", "35.90 N 36.73 E"):
        assert words in " ".join(out.split())
    found = json.loads(tacitus("show", db, key, "--json")[1])
    assert len(found["reports"]) == len(found["statements"]) == 3
    for incident in found["incidents"]:
        for quote in incident["quotes"]:
            text = next(report["text"] for report in found["reports"] if report["id"] == quote["report"])
            assert text[quote["start"] : quote["end"]] == quote["words"]


def test_explain_gives_words_in_context_rules_rivals_and_what_was_set_aside(tacitus: Run, db: str) -> None:
    status, out, _ = tacitus("explain", db, bridge(tacitus, db))
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    said = " ".join(out.split())
    for words in ("bridge at »Sarmin« on 3 March 2015", "the place after 'at', confidence 0.90 (reader hand)",
                  "Sarmin, IR (geonames:2), score 0.12", "3: a day of the month, not a toll",
                  "killing »at least 57 people«, residents said"):
        assert words in said


def test_changes_tell_what_changed_and_go_on_from_a_number(tacitus: Run, db: str) -> None:
    status, out, _ = tacitus("changes", db, "--json")
    every = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert len(every) >= 2
    after = tacitus("changes", db, "--since", str(every[0]["cursor"]), "--json")[1]
    assert [json.loads(line)["cursor"] for line in after.splitlines()] == [one["cursor"] for one in every[1:]]
    assert tacitus("changes", db, "--since", "2999-01-01")[1] == ""
    assert every[0]["id"] in tacitus("changes", db)[1]
    assert tacitus("changes", db, "--since", "soon")[0] == 2


@pytest.mark.parametrize("name", ["jsonl", "csv", "geojson", "parquet"])
def test_export_is_the_filtered_list_row_for_row(
    tacitus: Run, db: str, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import csv

    import pyarrow.parquet

    out = tmp_path_factory.mktemp("export") / "out"
    for filters in ([], ["--country", "SY"]):
        listed = [one["id"] for one in json.loads(tacitus("list", db, "--json", *filters)[1])["incidents"]]
        assert tacitus("export", db, "--format", name, "-o", str(out), *filters)[0] == 0
        if name == "jsonl":
            ids = [json.loads(line)["id"] for line in out.read_text().splitlines()]
        elif name == "csv":
            ids = [row["id"] for row in csv.DictReader(out.open(newline=""))]
        elif name == "geojson":
            ids = [feature["id"] for feature in json.loads(out.read_text())["features"]]
        else:
            ids = pyarrow.parquet.read_table(out).column("id").to_pylist()
        assert ids == listed


def test_export_to_stdout_and_an_unknown_format(tacitus: Run, db: str) -> None:
    status, out, err = tacitus("export", db, "--format", "jsonl")
    assert status == 0
    assert len(out.splitlines()) == 2
    assert "2 incidents" in err
    status, _, err = tacitus("export", db, "--format", "xls")
    assert status == 2
    assert "E102" in err
    assert "geojson" in err


def test_unknown_databases_and_incidents_are_named(tacitus: Run, db: str) -> None:
    nowhere = Path(db).with_name("no.db")
    foreign = nowhere.with_name("letter.db")
    foreign.write_text("Dear editor, " * 400)
    for args, code in [(("list", nowhere), "E101"), (("list", foreign), "E501"), (("show", db, "i0"), "E503")]:
        status, out, err = tacitus(*args)
        assert (status, out) == (2, "")
        assert code in err
        assert "Try:" in err
    assert not nowhere.exists()
