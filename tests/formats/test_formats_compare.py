"""Incidents that others know of are read by their columns, and held against ours one to one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from tacitus.errors import Failure, TacitusError
from tacitus.formats import known, write
from tacitus.formats.compare import compare
from tacitus.formats.known import Known
from tacitus.record import Count, Figure, Incident, Party, When, Where

OURS = Incident(
    id="i1", type="bombing", when=When(start="2017-03-07", end="2017-03-07", precision="day"),
    where=Where(name="Kirkuk", lat=35.468, lon=44.392, precision="exact", country="IQ"),
    counts={"killed": Count(low=19, high=19, best=19)},
    roles={"attacker": [Party(name="Islamic State", words="IS")]},
)
THEIRS = Known(dataset="ged", id="9", start="2017-03-07", end="2017-03-07", lat=35.468, lon=44.392, precision="exact", country="IQ",
               place="Kirkuk city", actors=["Islamic State", "Civilians"], low=19, best=19, high=19)


def at(known_: Known, **changed: object) -> Known:
    return structs.replace(known_, **changed)


def test_the_same_incident_is_found_and_does_not_differ() -> None:
    found = compare([OURS], [THEIRS], "ged")
    assert [(pair.incident, pair.known, pair.differences) for pair in found.found] == [("i1", "9", [])]
    assert (found.missed, found.only_ours, found.undated) == ([], [], 0)


def test_what_differs_is_said_field_by_field() -> None:
    other = at(THEIRS, start="2017-03-08", end="2017-03-08", best=25, high=25, low=21, actors=["Somebody Else"])
    differ = {one.field: (one.ours, one.theirs, one.by) for one in compare([OURS], [other], "ged").found[0].differences}
    assert differ["when"] == ("2017-03-07", "2017-03-08", 1)
    assert differ["killed"] == ("19", "25", -6)
    assert differ["actors"] == ("Islamic State", "Somebody Else", None)


@pytest.mark.parametrize("changed", [
    {"country": "SY"}, {"lat": 33.3, "lon": 44.4},
    {"start": "2017-03-12", "end": "2017-03-12", "best": 2, "low": 2, "high": 2, "lat": 35.6},
])
def test_another_country_place_or_week_is_another_incident(changed: dict[str, object]) -> None:
    found = compare([OURS], [at(THEIRS, **changed)], "ged")
    assert (len(found.found), len(found.missed), found.only_ours) == (0, 1, ["i1"])


def test_of_two_on_one_day_each_gets_the_one_that_is_most_like_it() -> None:
    small = structs.replace(OURS, id="i2", counts={"killed": Count(low=1, high=1, best=1)})
    found = compare([small, OURS], [THEIRS, at(THEIRS, id="10", low=1, best=1, high=1)], "ged")
    assert {(pair.incident, pair.known) for pair in found.found} == {("i1", "9"), ("i2", "10")}


def test_the_dead_are_held_against_theirs_by_their_own_rule_for_words() -> None:
    some = structs.replace(OURS, counts={"killed": Count(low=24, said=[Figure(low=24, words="dozens")])})
    for by, best in (("acled", 12), ("ucdp", 24), ("plain", 24)):
        [pair] = compare([some], [at(THEIRS, by=by, low=best, best=best, high=best)], "theirs").found
        assert pair.differences == []


def test_a_pair_with_rivals_says_so_and_what_we_do_not_tell_is_not_none() -> None:
    silent = structs.replace(OURS, counts={})
    [pair] = compare([silent], [THEIRS, at(THEIRS, id="10")], "ged").found
    assert pair.rivals == 1
    assert [(one.field, one.ours, one.theirs) for one in pair.differences] == [("killed", None, "19")]
    assert compare([OURS], [THEIRS, at(THEIRS, id="10", best=90, low=90, high=90)], "ged").found[0].rivals == 0


def test_an_undated_incident_is_held_against_none() -> None:
    found = compare([structs.replace(OURS, when=When())], [THEIRS], "ged")
    assert (found.undated, found.only_ours, len(found.missed)) == (1, [], 1)


def test_of_several_of_one_day_and_town_the_sides_tell() -> None:
    clash = structs.replace(OURS, type="armed-clash", counts={}, roles={
        "attacker": [Party(name="Islamic State", words="IS", actor="islamic-state", kind="jihadist")],
        "victim": [Party(name="7 SDF fighters", words="7 SDF fighters")]})
    state = at(THEIRS, id="1", actors=["Government of Iraq", "IS"])
    both = at(THEIRS, id="2", actors=["SDF", "IS"])
    [pair] = compare([clash], [state, both], "ged").found
    assert pair.known == "2"
    assert pair.score > 0.5
    [pair] = compare([structs.replace(clash, roles={"attacker": [Party(name="army", words="army", kind="military")]})],
                     [at(THEIRS, id="3", actors=["SDF", "Kurdish fighters"]), state], "ged").found
    assert pair.known == "1"


@pytest.mark.parametrize("name", ["csv", "ucdp", "acled"])
def test_what_was_exported_is_found_again_whole(name: str, tmp_path: Path) -> None:
    sides = {"attacker": [Party(name="Islamic State", words="IS", actor="islamic-state", kind="jihadist")],
             "victim": [Party(name="shoppers", words="shoppers", kind="civilians")]}
    alike = structs.replace(OURS, statements=["s"], reports=["r"], type="armed-assault", roles=sides)
    same_day = [structs.replace(alike, id=f"i{n:012x}") for n in range(2**36, 2**36 + 9)]
    with (tmp_path / "ours.csv").open("wb") as out:
        write(same_day, name, out)
    again = [one for one in known.read(tmp_path / "ours.csv") if isinstance(one, Known)]
    found = compare(same_day, again, "ours")
    assert (len(found.found), found.missed, found.only_ours) == (9, [], [])
    assert {pair.rivals for pair in found.found} == {0}
    assert not {one.field for pair in found.found for one in pair.differences} - {"actors"}


many = st.lists(st.builds(
    at, st.just(THEIRS), id=st.integers(0, 30).map(str), start=st.sampled_from(["2017-03-05", "2017-03-07", None]),
    end=st.just(None), lat=st.sampled_from([35.4, 35.6, None]), best=st.integers(0, 30),
), max_size=6, unique_by=lambda one: one.id)
ours = st.lists(st.builds(
    lambda n, day, dead: structs.replace(
        OURS, id=f"i{n}", when=When(start=day, end=day), counts={"killed": Count(best=dead)}),
    st.integers(0, 30), st.sampled_from(["2017-03-05", "2017-03-06", None]), st.integers(0, 30),
), max_size=6, unique_by=lambda one: one.id)


@given(ours=ours, theirs=many)
@settings(max_examples=50, deadline=None)
def test_nothing_is_lost_or_paired_twice_and_order_changes_nothing(ours: list[Incident], theirs: list[Known]) -> None:
    found = compare(ours, theirs, "ged")
    pairs = {(pair.incident, pair.known) for pair in found.found}
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(found.found)
    assert len(found.found) + len(found.only_ours) + found.undated == len(ours)
    assert len(found.found) + len(found.missed) == len(theirs)
    turned = compare(ours[::-1], theirs[::-1], "ged")
    assert {(pair.incident, pair.known) for pair in turned.found} == pairs


GED = ("id,type_of_violence,where_prec,date_prec,best,low,high,date_start,date_end,latitude,longitude,country,"
       "where_coordinates,adm_1,side_a,side_b")


def rows(path: Path, *lines: str) -> list[Known | Failure]:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return list(known.read(path))


def test_ged_is_told_by_its_columns(tmp_path: Path) -> None:
    line = '77.0,1,2.0,1,5.0,4.0,6.0,2017-03-07 00:00:00.000,2017-03-07,35.4,44.4,DR Congo (Zaire),Kirkuk city,K,Government of X,Y'
    [found] = rows(tmp_path / "ged.csv", GED, line)
    assert found == Known(
        dataset="ged", id="77", start="2017-03-07", end="2017-03-07", lat=35.4, lon=44.4, precision="near", country="CD",
        place="Kirkuk city", admin1="K", actors=["Government of X", "Y"], low=4, best=5, high=6, by="ucdp")


def test_a_bad_row_is_named_and_the_others_are_used(tmp_path: Path) -> None:
    good = "1,1,1,1,1,1,1,2017-03-07,2017-03-07,35.4,44.4,Iraq,a,b,c,d"
    found = rows(tmp_path / "ged.csv", GED, good, good.replace("35.4", "135.4"), good.replace("2017-03-07", "soon"), good)
    assert [isinstance(one, Failure) for one in found] == [False, True, True, False]
    assert str(found[1]).startswith("E209")
    assert ":3: " in str(found[1])


def test_an_own_table_needs_an_own_mapping(tmp_path: Path) -> None:
    with pytest.raises(TacitusError, match="E105"):
        rows(tmp_path / "own.csv", "event,day,dead", "a,2017-03-07,3")
    form = tmp_path / "own.toml"
    form.write_text('columns = { id = "event", start = "day", best = "dead" }\nfixed = { country = "IQ" }\n')
    [found] = known.read(tmp_path / "own.csv", known.mapping(form))
    assert found == Known(dataset="own", id="a", start="2017-03-07", end="2017-03-07", country="IQ", best=3)


@pytest.mark.parametrize("form", [
    'columns = { id = "a" }', 'columns = { id = "a", start = "b", colour = "c" }', "columns = 3", "]",
])
def test_a_mapping_that_cannot_be_used_says_why(tmp_path: Path, form: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(form)
    with pytest.raises(TacitusError, match="E105"):
        known.mapping(path)


def test_a_day_that_acled_gives_for_a_week_or_a_month_is_a_span(tmp_path: Path) -> None:
    head = ("event_id_cnty,event_date,time_precision,sub_event_type,geo_precision,fatalities,latitude,longitude,country,location,"
            "admin1,actor1,actor2")
    lines = [head, *(f"IRQ{n},2017-03-10,{n},Attack,1,0,35.4,44.4,Iraq,Kirkuk,Kirkuk,," for n in (1, 2, 3))]
    (tmp_path / "them.csv").write_text("\n".join(lines), "utf-8")
    spans = [(one.start, one.end) for one in known.read(tmp_path / "them.csv") if isinstance(one, Known)]
    assert spans == [("2017-03-10", "2017-03-10"), ("2017-03-07", "2017-03-13"), ("2017-02-23", "2017-03-25")]


def test_days_that_meet_and_none_dead_against_nothing_told_are_no_difference() -> None:
    week = at(THEIRS, start="2017-03-05", end="2017-03-11", low=0, best=0, high=0)
    [pair] = compare([structs.replace(OURS, counts={})], [week], "them").found
    assert pair.differences == []

