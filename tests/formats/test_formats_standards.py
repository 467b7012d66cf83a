"""Formats of other projects have those projects' columns, codes and rules, and say nothing that the record does not."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from tacitus import ontology
from tacitus.formats import FORMATS, Tally, known, write
from tacitus.formats.around import countries, number_of, table
from tacitus.formats.compare import compare
from tacitus.formats.figures import toll
from tacitus.formats.rows import columns
from tacitus.formats.ucdp import prio_grid
from tacitus.record import Count, Decision, Figure, Incident, Party, Published, Report, Revision, When, Where

ROOT = Path(__file__).parents[2]
STANDARDS = Path(os.environ.get("TACITUS_STANDARDS", ROOT.parent / "shared" / "data" / "standards"))
"""Lists of the standards' columns and codes, where they are; the project's own lists hold without them."""
published = pytest.mark.skipif(not STANDARDS.is_dir(), reason="the published lists are not there")

DAY = When(start="2017-03-07", end="2017-03-07", precision="day", basis="stated")
KIRKUK = Where(name="Kirkuk", lat=35.46806, lon=44.39222, precision="exact", country="IQ", admin1="Kirkuk", admin2="Daquq")
BOMB = Incident(
    id="i0000000000ff", type="suicide-bombing", when=DAY, where=KIRKUK, reports=["r1", "r2"], independent_sources=2,
    statements=["s1", "s2"],
    roles={"attacker": [Party(name="Islamic State", words="IS", actor="islamic-state", kind="jihadist", status="claimed")],
           "target": [Party(name="shoppers", words="shoppers", kind="civilians")]},
    counts={"killed": Count(low=14, best=19, high=21,
                            said=[Figure(low=14, words="at least 14"), Figure(low=21, high=21, words="21")])},
    history=[Revision(n=1, at="2017-03-08T10:00:00Z", cause="first told")],
)
TOLD = {
    "r1": Report(id="r1", raw_sha256="0", text="t", publisher="A Wire", title="Bomb, in \"Kirkuk\"",
                 url="https://example.org/a", published=Published(date="2017-03-07"), publisher_country="IQ"),
    "r2": Report(id="r2", raw_sha256="0", text="t", publisher="B Post", published=Published(date="2017-03-08"),
                 publisher_country="GB"),
}


def rows(name: str, *incidents: Incident) -> list[dict[str, str]]:
    out = io.BytesIO()
    write(incidents, name, out, reports=TOLD)
    text = out.getvalue().decode("utf-8-sig")
    if name == "gdelt":
        return [dict(zip(table("gdelt")["columns"], line.split("\t"), strict=True)) for line in text.split("\n")[:-1]]
    if name == "plover":
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def left_out(name: str, incident: Incident) -> list[str]:
    tally = Tally()
    write([incident], name, io.BytesIO(), tally=tally)
    return list(tally.left_out)


def but(**changed: Any) -> Incident:
    return structs.replace(BOMB, **changed)


def spelt(words: str, low: int) -> dict[str, Count]:
    return {"killed": Count(low=low, said=[Figure(low=low, words=words)])}


WIDTHS = {"acled": 31, "ucdp": 49, "gdelt": 61, "gtd": 135, "hapi": 19}


@pytest.mark.parametrize(("name", "width"), WIDTHS.items())
def test_the_columns_are_those_of_the_standard_in_its_order(name: str, width: int) -> None:
    row = rows(name, BOMB)[0]
    assert list(row) == table(name)["columns"]
    assert len(row) == len(set(row)) == width


@published
@pytest.mark.parametrize(("name", "file"), {
    "acled": "acled_columns.csv", "ucdp": "ucdp_ged_columns.csv", "gdelt": "gdelt_events_v2_columns.csv", "gtd": "gtd_columns.csv",
}.items())
def test_our_list_of_columns_is_the_published_one(name: str, file: str) -> None:
    with (STANDARDS / file).open(encoding="utf-8") as lines:
        assert table(name)["columns"] == [line["column"] for line in csv.DictReader(lines)]


@published
def test_our_codes_are_the_published_ones() -> None:
    acled = json.loads((STANDARDS / "acled_codes.json").read_text("utf-8"))
    assert {str(code): label for code, label in table("acled")["inter"].values()}.items() <= acled["inter"].items()
    assert {country.acled_region for country in countries().values()} == {one["name"] for one in acled["regions"].values()}
    assert acled["fatalities"]["words"].items() <= table("acled")["words"].items()
    with (STANDARDS / "acled_event_types.csv").open(encoding="utf-8") as lines:
        types = {(one["event_type"], one["sub_event_type"]): one["disorder_type"] for one in csv.DictReader(lines)}
    disorder = table("acled")["disorder"]
    for event, sub in types:
        assert disorder.get(sub, disorder[event]) == types[event, sub]
    assert {kind.acled for kind in ontology.load().types.values() if kind.acled} <= types.keys()
    gtd = json.loads((STANDARDS / "gtd_codes.json").read_text("utf-8"))
    for name in ("attacktype", "targtype", "weaptype"):
        assert table("gtd")[name].items() <= gtd[name].items()
    plover = json.loads((STANDARDS / "plover.json").read_text("utf-8"))
    assert table("plover")["fields"] == plover["record"]["fields"]
    assert {event: one["quad"] for event, one in plover["events"].items()}.items() >= table("plover")["quad"].items()
    assert set(table("plover")["sector"].values()) <= plover["sectors"].keys()
    ucdp = json.loads((STANDARDS / "ucdp_codes.json").read_text("utf-8"))["word_quantities"]["inferred"]
    assert {word: value for word, value in ucdp.items() if word in table("ucdp")["words"]}.items() <= table("ucdp")["words"].items()


@published
def test_our_countries_have_the_published_codes() -> None:
    with (STANDARDS / "country_crosswalk.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            ours = countries()[line["iso2"]]
            assert (ours.iso3, ours.gw) == (line["iso3"], line["gw_number"])
            assert ours.numeric == str(int(line["iso_num"])) if line["iso_num"] else not ours.numeric
            assert not line["fips_gdelt"] or ours.fips == line["fips_gdelt"]


@published
def test_our_hapi_columns_and_hashtags_are_the_published_ones() -> None:
    with (STANDARDS / "hxl_tags.csv").open(encoding="utf-8") as lines:
        found = list(csv.DictReader(lines))
    assert table("hapi")["columns"] == [line["column"] for line in found if line["schema"].startswith("HAPI")]
    known = {line["hxl_tag"].split("+")[0] for line in found} | {"#status"}
    assert {column.hxl.split("+")[0] for column in columns().values() if column.hxl} <= known


def test_every_type_of_the_ontology_has_the_codes_that_formats_look_up() -> None:
    for kind in ontology.load().types.values():
        assert kind.acled is None or kind.acled[0] in table("acled")["disorder"]
        assert kind.cameo is None or kind.cameo in table("gdelt")["quad"]
        assert kind.plover is None or kind.plover.event in table("plover")["quad"]
        assert kind.gtd is None or str(kind.gtd.attacktype) in table("gtd")["attacktype"]


@pytest.mark.parametrize(("words", "low", "acled", "ucdp"), [
    ("dozens of people", 24, 12, 24), ("scores", 40, 20, 40), ("hundreds", 200, 100, 200),
    ("Tens of thousands", 20000, 10000, 20000), ("several dozen", 36, 12, 36), ("at least 24", 24, 24, 24), ("several", 3, 3, 3),
])
def test_words_for_many_are_read_by_each_schemes_own_rule(words: str, low: int, acled: int, ucdp: int) -> None:
    said = spelt(words, low)["killed"]
    assert toll(said, "acled").low == acled
    assert toll(said, "ucdp").low == ucdp


def test_a_number_that_somebody_gave_is_not_reread_because_somebody_else_said_dozens() -> None:
    both = Count(low=24, best=24, high=30, said=[Figure(low=24, words="dozens"), Figure(low=24, high=24, words="24")])
    assert toll(both, "acled").low == 24


def test_people_died_and_nobody_says_how_many() -> None:
    some = Count(said=[Figure(words="an unknown number")])
    assert (toll(some, "acled").low, toll(some, "ucdp").best) == (3, 1)
    assert toll(Count(high=30), "ucdp") == structs.replace(toll(None, "ucdp"), high=30)


def test_acled_codes_the_lowest_figure_the_day_and_the_town() -> None:
    row = rows("acled", BOMB)[0]
    assert (row["event_date"], row["time_precision"], row["geo_precision"], row["fatalities"]) == ("2017-03-07", "1", "1", "14")
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Suicide bomb")
    assert (row["actor1"], row["inter1"], row["actor2"]) == ("Islamic State", "Rebel group", "Civilians (Iraq)")
    assert (row["interaction"], row["civilian_targeting"]) == ("Rebel group-Civilians", "Civilian targeting")
    assert (row["iso"], row["region"]) == ("368", "Middle East")
    assert (row["source"], row["source_scale"]) == ("A Wire; B Post", "National-International")
    assert row["event_id_cnty"] == "IRQ255"
    assert row["notes"].endswith("urn:tacitus:incident:i0000000000ff")


@pytest.mark.parametrize(("name", "kind", "coded"), [
    ("Rahat Valley Brigades", None, "Rahat Valley Brigades"), ("30 men", None, "Unidentified Armed Group (Iraq)"),
    ("gunmen", "unknown", "Unidentified Armed Group (Iraq)"), ("Dario Quintero", "person", "Unidentified Armed Group (Iraq)"),
    ("police", "police", "police"),
])
def test_a_group_on_no_list_keeps_its_name_and_nobodys_own_name_is_a_groups(name: str, kind: str | None, coded: str) -> None:
    row = rows("acled", but(roles={"attacker": [Party(name=name, words=name, kind=kind)]}))[0]
    assert row["actor1"] == coded


def test_a_named_group_stands_before_nameless_ones() -> None:
    men = [Party(name="six men", words="six men"), *BOMB.roles["attacker"]]
    assert rows("acled", but(roles={"attacker": men}))[0]["actor1"] == "Islamic State"


def test_acled_says_how_it_read_dozens() -> None:
    row = rows("acled", but(counts=spelt("dozens of people", 24)))[0]
    assert row["fatalities"] == "12"
    assert "(dozens of people): coded 12" in row["notes"]


@pytest.mark.parametrize(("start", "end", "day", "precision"), [
    ("2017-03-06", "2017-03-12", "2017-03-09", "2"), ("2017-03-07", "2017-03-08", "2017-03-07", "2"),
    ("2017-03-01", "2017-03-31", "2017-03-16", "3"),
])
def test_acled_takes_the_middle_of_a_week_or_month(start: str, end: str, day: str, precision: str) -> None:
    row = rows("acled", but(when=When(start=start, end=end, precision="week")))[0]
    assert (row["event_date"], row["time_precision"]) == (day, precision)


def test_no_format_makes_a_day_out_of_a_year() -> None:
    vague = but(when=When(start="2017-01-01", end="2017-12-31", precision="year"))
    assert left_out("acled", vague) == ["the date is vaguer than a month"]
    assert left_out("gdelt", vague) == ["the date is vaguer than a week"]
    assert left_out("hapi", vague) == ["the date does not lie within one month"]
    assert rows("ucdp", vague)[0]["date_prec"] == "5"
    assert (rows("gtd", vague)[0]["iday"], rows("gtd", vague)[0]["imonth"]) == ("0", "0")


def test_what_did_not_come_to_pass_is_no_event() -> None:
    for status in ("planned", "denied", "hypothetical"):
        for name in ("acled", "ucdp", "gdelt", "gtd", "hapi"):
            assert left_out(name, but(status=status)) == [f"it is only {status}"]
    assert rows("plover", but(status="planned"))[0]["mode"] == ["suicide-attack", "future"]
    assert rows("gtd", but(status="foiled"))[0]["success"] == "0"


def test_ucdp_sums_its_dead_and_names_its_sides() -> None:
    row = rows("ucdp", BOMB)[0]
    dead = {name: int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")}
    assert dead == {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 19, "deaths_unknown": 0, "best": 19, "high": 21, "low": 14}
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("3", "Islamic State", "Civilians")
    assert (row["country_id"], row["region"], row["where_prec"], row["date_prec"]) == ("645", "Middle East", "1", "1")
    assert row["geom_wkt"] == "POINT (44.392220 35.468060)"
    assert row["source_office"] == "A Wire;B Post"


def test_ucdp_puts_the_government_first_and_its_dead_with_it() -> None:
    counts = {"killed": Count(low=9, best=9, high=9), "killed_attackers": Count(low=2, best=2, high=2),
              "killed_attacked": Count(low=6, best=6, high=6)}
    army = Party(name="Iraqi army", words="army", actor="iraq/army", kind="military")
    row = rows("ucdp", but(type="armed-clash", counts=counts, roles=BOMB.roles | {"target": [army]}))[0]
    assert (row["type_of_violence"], row["side_a"], row["gwnoa"]) == ("1", "Government of Iraq", "645")
    assert row["side_b"] == "Islamic State"
    assert [row[name] for name in ("deaths_a", "deaths_b", "deaths_unknown", "best")] == ["6", "2", "1", "9"]


def test_ucdp_is_clear_only_where_a_person_confirmed_it() -> None:
    confirmed = but(decisions=[Decision(kind="confirm", user="ada", at="2017-03-09T00:00:00Z")])
    assert [row["code_status"] for row in rows("ucdp", BOMB, confirmed)] == ["Check", "Clear"]


@pytest.mark.parametrize(("lat", "lon", "cell"), [
    (-90, -180, 1), (-89.75, -179.75, 1), (-89.75, -179.25, 2), (-89.25, -180, 721), (90, 180, 259200),
])
def test_prio_grid_counts_cells_of_half_a_degree_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    assert prio_grid(lat, lon) == cell


@published
def test_our_cell_of_prio_grid_is_the_one_that_ucdp_gives() -> None:
    events = STANDARDS.parent / "ucdp-syria" / "events-2017-01_2018-06.csv.gz"
    if not events.is_file():
        pytest.skip("no rows of GED are there")
    with gzip.open(events, "rt", encoding="utf-8", newline="") as lines:
        for line in islice(csv.DictReader(lines), 500):
            assert prio_grid(float(line["latitude"]), float(line["longitude"])) == int(float(line["priogrid_gid"]))


@pytest.mark.parametrize("name", ["ucdp", "acled", "csv"])
def test_what_we_write_in_their_form_is_read_back_as_the_same_incident(name: str, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with path.open("wb") as out:
        write([BOMB], name, out, reports=TOLD)
    [found] = known.read(path)
    assert isinstance(found, known.Known)
    assert (found.start, found.country, found.place, found.precision) == ("2017-03-07", "IQ", "Kirkuk", "exact")
    [pair] = compare([BOMB], [found], "ours").found
    assert [one.field for one in pair.differences] in ([], ["killed"])  # ACLED takes the lowest for its one number


def test_an_id_is_a_number_for_ever_and_none_is_shared() -> None:
    assert number_of("i0000000000ff") == 255
    assert number_of("something else") == number_of("something else") != number_of("something other")


def test_gdelt_has_cameo_codes_and_a_fips_country() -> None:
    row = rows("gdelt", BOMB)[0]
    assert [row[name] for name in ("EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")] == [
        "1831", "183", "18", "4", "-10.0"]
    assert (row["SQLDATE"], row["FractionDate"], row["ActionGeo_CountryCode"]) == ("20170307", "2017.2658", "IZ")
    assert (row["Actor1Code"], row["Actor1Name"], row["DATEADDED"]) == ("IRQREB", "ISLAMIC STATE", "20170308100000")


def test_plover_has_its_fields_only() -> None:
    row = rows("plover", BOMB)[0]
    assert row.keys() <= set(table("plover")["fields"]) | {"size"}
    assert row["event_loc"].keys() <= set(table("plover")["event_loc"])
    assert row["actor"][0].keys() <= set(table("plover")["entity"])
    assert (row["event"], row["mode"], row["event_scale"]) == ("ASSAULT", ["suicide-attack"], -9.5)
    assert row["event_loc"]["resolution"] == 4
    assert row["size"] == {"dead": {"low": 14, "best": 19, "high": 21}}


def test_gtd_leaves_out_what_a_state_did_and_blanks_what_is_too_vague() -> None:
    row = rows("gtd", BOMB)[0]
    assert (row["eventid"], row["nkill"]) == ("201703070001", "19")
    assert (row["attacktype1_txt"], row["suicide"]) == ("Bombing/Explosion", "1")
    assert (row["gname"], row["guncertain1"], row["targtype1_txt"]) == ("Islamic State", "1", "Private Citizens & Property")
    assert rows("gtd", but(counts=spelt("dozens", 24)))[0]["nkill"] == ""
    army = Party(name="army", words="army", kind="military")
    assert left_out("gtd", but(roles={"attacker": [army]})) == ["a state or its forces did it"]


def test_hapi_sums_by_month_division_and_kind() -> None:
    later = but(id="i0000000000fe", when=When(start="2017-03-30", end="2017-03-30", precision="day"))
    april = but(id="i0000000000fd", when=When(start="2017-04-01", end="2017-04-02", precision="day"))
    found = rows("hapi", BOMB, later, april)
    assert [(row["reference_period_start"], row["reference_period_end"], row["events"], row["fatalities"]) for row in found] == [
        ("2017-03-01", "2017-03-31", "2", "28"), ("2017-04-01", "2017-04-30", "1", "14")]
    assert {(row["location_code"], row["admin_level"], row["event_type"]) for row in found} == {("IRQ", "2", "political_violence")}
    out = io.BytesIO()
    write([BOMB], "hapi", out)
    assert out.getvalue().startswith(b"\xef\xbb\xbf")


def test_hxl_has_hashtags_under_the_header() -> None:
    out = io.BytesIO()
    write([BOMB], "hxl", out)
    head, tags, *rest = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))
    assert (len(head), len(rest)) == (len(tags), 1)
    assert dict(zip(head, tags, strict=True))["killed_best"] == "#affected+killed"
    assert all(tag == "" or tag.startswith("#") for tag in tags)


def test_every_format_says_what_it_is() -> None:
    for name, each in FORMATS.items():
        assert each.ending.isalnum(), name
        assert "/" in each.media, name
        assert each.says, name


def party(name: str, kind: str | None = None, **more: Any) -> Party:
    return Party(name=name, words=name, kind=kind, **more)


@pytest.mark.parametrize(("hit", "side_b", "violence", "civilians", "unknown"), [
    ([party("a crowded market", "place")], "Civilians", "3", "19", "0"),
    ([party("an army base", "place")], "Islamic State", "1", "0", "19"),
    ([party("two police stations and a shop", "place")], "Islamic State", "1", "0", "19"),
    ([party("thirty security men")], "Islamic State", "1", "0", "19"),
    ([party("a bridge", "place")], "Civilians", "3", "0", "19"),
    ([], "Civilians", "3", "0", "19"),
])
def test_ucdp_tells_the_other_side_by_what_was_hit(
    hit: list[Party], side_b: str, violence: str, civilians: str, unknown: str
) -> None:
    row, = rows("ucdp", but(roles={**BOMB.roles, "target": hit}))
    assert (row["side_b"], row["type_of_violence"]) == (side_b, violence)
    assert (row["deaths_civilians"], row["deaths_unknown"]) == (civilians, unknown)


def test_ucdp_makes_no_civilians_out_of_nothing_for_a_states_forces() -> None:
    strike = but(type="air-strike", roles={"attacker": [party("the air force", "military")]})
    assert left_out("ucdp", strike) == ["the other side is not told"]


def test_the_thing_of_a_listed_group_puts_that_group_on_the_other_side() -> None:
    strike = but(type="air-strike", roles={"attacker": [party("Iraqi jets", "military")],
                                           "target": [party("arms stores of the Islamic State", "place")]})
    row, = rows("ucdp", strike)
    assert (row["side_a"], row["side_b"]) == ("Government of Iraq", "Islamic State")


def test_who_claims_a_deed_by_a_name_of_capitals_is_an_organised_group() -> None:
    shoppers = BOMB.roles["target"]
    claimed = but(roles={"attacker": [party("Sahra Dawn", "unknown", status="claimed")], "target": shoppers})
    assert rows("ucdp", claimed)[0]["side_a"] == "Sahra Dawn"
    said = but(roles={"attacker": [party("Sahra Dawn", "unknown")], "target": shoppers})
    assert left_out("ucdp", said) == ["no organised actor is named"]
