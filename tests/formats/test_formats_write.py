"""Every format carries the same incidents in the same order, and gives back the text that went in."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import count, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from pyarrow import parquet

from tacitus.errors import TacitusError
from tacitus.formats import FORMATS, Tally, write
from tacitus.formats.rows import columns
from tacitus.formats.tables import plain_cell
from tacitus.record import (
    Claim,
    Correction,
    Count,
    Damage,
    Doubt,
    Hedge,
    Incident,
    Party,
    Quote,
    Report,
    Site,
    When,
    Where,
    decode,
)

BOMBING = Incident(
    id="i1", type="bombing",
    when=When(start="2020-05-04", end="2020-05-04", precision="day", basis="stated", said="Monday"),
    where=Where(name="Karrada", said="Karrada", lat=33.3, lon=-44.43, precision="near", country="IQ"),
    roles={"attacker": [Party(name="Islamic State", words="IS", status="claimed")],
           "target": [Party(name="a market", words="a market")], "force": [Party(name="Army", words="army")]},
    counts={"killed": Count(low=50), "wounded": Count(low=12, high=12, best=12), "trapped": Count(high=3)},
    claims=[Claim(by="Islamic State", via="Amaq")], damage=[Damage(what="a wall", effect="destroyed")],
    corrections=[Correction(was="a second bomb", now="a gas tank")], certainty=Hedge(words="likely", band="likely"),
    doubts=[Doubt(kind="figures", field="counts.killed", why="reports differ")],
    quotes=[Quote(report="r1", start=0, end=3, words="The")], reports=["r1"], statements=["s1"],
)
NOWHERE = Incident(id="i2", type="protest")
REPORTS = {"r1": Report(id="r1", raw_sha256="0", text="The", url="https://example.org/1")}

HOSTILE = [
    '=HYPERLINK("x")', "+1", "-1+cmd", "@SUM(A1)", "\t=1", 'a "quoted", line\r\nand more', "'tis", "\0", "\u202eabc",
    "عربي | x",
]
hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(HOSTILE)
incidents = st.lists(
    st.builds(
        Incident, id=st.uuids().map(str), type=hostile, speaker=st.none() | hostile,
        where=st.builds(Where, name=st.none() | hostile, lat=st.none() | st.floats(-90, 90),
                        lon=st.none() | st.floats(-180, 180)),
        counts=st.fixed_dictionaries({"killed": st.builds(Count, low=st.none() | st.integers(0, 10**30))}),
        roles=st.fixed_dictionaries({"target": st.lists(st.builds(Party, name=hostile, words=hostile), max_size=3)}),
    ),
    max_size=5,
)


CLASH = Incident(
    id="i00000000000a", type="armed-clash", statements=["s1"],
    when=When(start="2017-03-07", end="2017-03-07", precision="day", basis="stated"),
    where=Where(name="Sarmin", lat=35.9, lon=36.7, precision="exact", country="SY", admin1="Idlib", admin2="Sarmin"),
    roles={"attacker": [Party(name="one group", words="one", kind="rebel")],
           "target": [Party(name="another group", words="other", kind="militia")]},
    counts={"killed": Count(low=3, high=3, best=3)},
)
codable = st.builds(
    structs.replace, st.just(CLASH), id=st.integers(0, 16**12 - 1).map("i{:012x}".format),
    type=st.sampled_from(["armed-clash", "bombing", "protest", "riot", "accident", "arrest", "massacre", "nonsense"]),
    status=st.sampled_from(["reported", "denied", "planned", "foiled"]),
    when=st.sampled_from([CLASH.when, When(), When(start="2017-01-01", end="2017-12-31", precision="year"),
                          When(start="2017-01-30", end="2017-02-03"), When(end="2017-02-03"),
                          When(start="2010-01-01", end="2017-01-01")]),
    where=st.sampled_from([CLASH.where, Where(), Where(country="SY", precision="country", lat=35.0, lon=38.0),
                           Where(name="x", country="QQ", lat=1.0, lon=1.0, precision="near")]),
    counts=st.sampled_from([CLASH.counts, {}, {"killed": Count(high=30)}, {"killed": Count(low=0, high=0, best=0)}]),
    roles=st.sampled_from([CLASH.roles, {}, {"force": [Party(name="a", words="a", kind="military"), Party(name="b", words="b")]},
                           {"attacker": [Party(name="police", words="police", kind="police")]}]),
)


def written(given: list[Incident], name: str, reports: dict[str, Report] | None = None) -> bytes:
    out = io.BytesIO()
    assert write(given, name, out, reports=reports) == len(given)
    return out.getvalue()


def csv_rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode(), newline="")))


LINK = "urn:tacitus:incident:"
LINKS = {"acled": "notes", "ucdp": "relid", "gtd": "addnotes"}
NO_IDS = ("hapi",)  # sums: counted instead


def linked(cell: str) -> str:
    return cell.rsplit(LINK, 1)[1]


def ids(raw: bytes, name: str) -> list[str]:
    """The incidents that a file holds, as it names them or by their permalinks."""
    if name == "hxl":
        return [row["id"] for row in csv_rows(raw)[1:]]
    if name == "annotations":
        return [json.loads(line)["incident"]["id"] for line in raw.splitlines()]
    if name == "timemap":
        return [event["id"] for event in json.loads(raw)]
    if name == "plover":
        return [json.loads(line)["id"] for line in raw.splitlines()]
    if name == "sitrep":
        return re.findall(rf"<code>{LINK}([^<]*)</code>", raw.decode())
    if name == "gdelt":
        return [linked(line.split("\t")[60]) for line in raw.decode().split("\n")[:-1]]
    if name in LINKS:
        return [linked(row[LINKS[name]]) for row in csv_rows(raw)]
    if name == "jsonl":
        return [json.loads(line)["id"] for line in raw.splitlines()]
    if name == "geojson":
        return [feature["id"] for feature in json.loads(raw)["features"]]
    if name == "csv":
        return [row["id"] for row in csv_rows(raw)]
    return parquet.read_table(io.BytesIO(raw)).column("id").to_pylist()


@given(given=incidents)
@settings(max_examples=30, deadline=None)
def test_every_whole_format_has_the_same_rows_in_the_same_order(given: list[Incident]) -> None:
    for name in FORMATS:
        if FORMATS[name].whole:
            assert ids(written(given, name), name) == [incident.id for incident in given]


@given(given=st.lists(codable, max_size=6, unique_by=lambda incident: incident.id))
@settings(max_examples=30, deadline=None)
def test_what_another_projects_format_has_no_row_for_is_counted_and_the_rest_is_there_in_order(given: list[Incident]) -> None:
    every = [incident.id for incident in given]
    for name in FORMATS:
        tally, out = Tally(), io.BytesIO()
        assert write(given, name, out, tally=tally) == len(given)
        if name == "hapi":
            held = sum(int(row["events"]) for row in csv_rows(out.getvalue().removeprefix(b"\xef\xbb\xbf")))
        else:
            found = ids(out.getvalue(), name)
            assert found == [key for key in every if key in found]
            held = len(found)
        assert held + sum(tally.left_out.values()) == len(given)


@pytest.mark.parametrize("name", FORMATS)
def test_no_incidents_are_a_valid_empty_file(name: str) -> None:
    raw = written([], name)
    assert not csv_rows(raw) if name in NO_IDS else ids(raw, name) == []


@pytest.mark.parametrize("name", FORMATS)
def test_rows_lead_to_the_incident_on_the_page(name: str) -> None:
    out = io.BytesIO()
    write([CLASH], name, out, base="http://127.0.0.1:8000/")
    if name not in ("hapi", "jsonl", "parquet"):  # sums, the record's own form, and bytes that are compressed
        assert b"http://127.0.0.1:8000/incident/i00000000000a" in out.getvalue()


@given(given=incidents)
@settings(max_examples=40, deadline=None)
def test_text_comes_back_as_it_went_in(given: list[Incident]) -> None:
    types = [incident.type for incident in given]
    assert [json.loads(line)["type"] for line in written(given, "jsonl").split(b"\n")[:-1]] == types
    assert [plain_cell(row["type"]) for row in csv_rows(written(given, "csv"))] == types
    assert [one["properties"]["type"] for one in json.loads(written(given, "geojson"))["features"]] == types
    table = parquet.read_table(io.BytesIO(written(given, "parquet")))
    assert table.column("type").to_pylist() == types
    targets = [[party.name for party in incident.roles["target"]] for incident in given]
    assert table.column("targets").to_pylist() == targets


@given(given=incidents)
@settings(max_examples=40, deadline=None)
def test_no_text_cell_starts_a_formula(given: list[Incident]) -> None:
    for row in csv_rows(written(given, "csv")):
        for name, cell in row.items():
            if columns()[name].kind in ("text", "texts"):
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.ending in ("csv", "tsv")])
@pytest.mark.parametrize("words", ['=HYPERLINK("x")', "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\n=1", "＝1"])
def test_no_table_of_any_scheme_has_a_cell_that_a_spreadsheet_would_run(name: str, words: str) -> None:
    where = structs.replace(CLASH.where, name=words, said=words, relation=words, admin1=words, admin2=words)
    party = Party(name=words, words=words, kind="rebel")
    one = structs.replace(
        CLASH, where=where, roles={"attacker": [party], "target": [party]}, reports=["r1"], quotes=[Quote("r1", 0, 1, words)],
    )
    report = Report(id="r1", raw_sha256="0", text=words, title=words, publisher=words, source=words, url=words)
    raw = written([one], name, {"r1": report}).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(raw, newline=""), delimiter="\t" if name == "gdelt" else ","))
    texts = [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.]+", cell)]
    assert any(words.strip() in cell for cell in texts)
    assert [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r", "\n"))] == []


def test_json_lines_give_back_the_whole_incident() -> None:
    lines = written([BOMBING, NOWHERE], "jsonl").splitlines()
    assert [decode(line, Incident) for line in lines] == [BOMBING, NOWHERE]


def test_a_csv_row_says_what_the_incident_says() -> None:
    raw = written([BOMBING, NOWHERE], "csv", REPORTS)
    first, second = csv_rows(raw)
    assert list(first) == list(columns())
    assert (first["killed_low"], first["killed_best"], first["killed_high"]) == ("50", "", "")
    assert (first["longitude"], first["attackers"], first["other_roles"]) == (
        "-44.43", "Islamic State (claimed)", "force: Army")
    assert (first["other_counts"], first["claimed_by"]) == ("trapped: ..3", "Islamic State (via Amaq)")
    assert (first["sources"], first["certainty"], second["place"]) == ("https://example.org/1", "likely", "")
    assert raw.count(b"\r\n") == 3


def test_geojson_puts_longitude_first_and_leaves_the_unresolved_without_geometry() -> None:
    found = json.loads(written([BOMBING, NOWHERE], "geojson"))
    first, second = found["features"]
    assert found["type"] == "FeatureCollection"
    assert first["geometry"] == {"type": "Point", "coordinates": [-44.43, 33.3]}
    assert first["properties"]["place_precision"] == "near"
    assert second["geometry"] is None


def test_geojson_shows_a_way_and_several_places_and_how_exact_they_are() -> None:
    way = {"type": "LineString", "coordinates": [[36.7, 34.7], [36.8, 35.1]]}
    between = Where(name="A", lat=34.9, lon=36.75, precision_km=27, relation="between A and B", geometry=way)
    both = Where(name="A", lat=34.7, lon=36.7, precision="exact", precision_km=7, also=[Site(name="B", lat=35.1, lon=36.8)])
    incidents = [structs.replace(NOWHERE, where=between), structs.replace(NOWHERE, where=both)]
    first, second = json.loads(written(incidents, "geojson"))["features"]
    assert first["geometry"] == way
    assert first["properties"]["place_precision_km"] == 27
    assert (first["properties"]["latitude"], first["properties"]["place_relation"]) == (34.9, "between A and B")
    assert second["geometry"] == {"type": "MultiPoint", "coordinates": [[36.7, 34.7], [36.8, 35.1]]}


def test_parquet_columns_are_typed() -> None:
    table = parquet.read_table(io.BytesIO(written([BOMBING, NOWHERE], "parquet")))
    assert table.column_names == list(columns())
    assert table.column("killed_low").to_pylist() == [50, None]
    assert table.column("latitude").to_pylist() == [33.3, None]
    assert table.column("targets").to_pylist() == [["a market"], []]
    assert str(table.schema.field("doubts").type).startswith("list<")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("hapi", "sitrep")])  # these begin with sums
def test_incidents_are_written_as_they_come(name: str) -> None:
    out, seen = io.BytesIO(), count()

    def endless() -> object:
        for n in seen:
            if n == 3000:
                assert out.tell() > 0
                return
            yield structs.replace(CLASH, id=f"i{n:012x}")

    assert write(islice(endless(), 5000), name, out) == 3000
    assert not out.closed


def test_an_unknown_format_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(TacitusError, match=r"E102.*\n.*parquet"):
        write([], "xlsx", io.BytesIO())
