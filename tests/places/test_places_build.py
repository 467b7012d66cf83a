"""The tables are well formed, and places of several sources become one."""

from __future__ import annotations

import pytest

from tacitus.places.build import box, keys_of
from tacitus.places.gazetteer import gazetteer
from tacitus.places.inputs import Row, split, table
from tacitus.places.join import join
from tacitus.places.names import fold


@pytest.mark.parametrize(("name", "least"), [("supplement", 2000), ("features", 1500)])
def test_our_tables_have_points_on_the_globe_and_no_row_twice(name: str, least: int) -> None:
    rows = table(name)
    assert len(rows) >= least
    assert len({(r["name"], r["country"], r["kind"]) for r in rows}) == len(rows)
    for row in rows:
        assert row["kind"]
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90
            assert -180 <= float(row["lon"]) <= 180
        else:
            assert row["kind"] in {"region", "sea", "continent"}, row["name"]


def test_no_name_stands_in_both_of_our_tables_for_one_part_of_the_earth() -> None:
    kinds = {"region", "sea", "continent", "mountain", "island", "desert"}
    keys = {(fold(r["name"]), r["country"]) for r in table("features")}
    both = [r["name"] for r in table("supplement") if r["kind"] in kinds and (fold(r["name"]), r["country"]) in keys]
    assert both == []


def test_an_island_with_a_government_of_its_name_is_that_province() -> None:
    known = [
        Row(
            ref="geonames:1",
            name="Sicilia",
            kind="province",
            country="IT",
            lat=37.5,
            lon=14,
            names=["Sicilia", "Sicily"],
        )
    ]
    sicily = Row(
        ref="tacitus:sicily-it", name="Sicily", kind="island", country="IT", lat=37.6, lon=14.1, names=["Sicily"]
    )
    assert join(known, [sicily], lands=True) == []
    assert known[0].name == "Sicily"


def test_every_country_row_has_a_point_and_no_word_means_two_peoples() -> None:
    rows = table("countries")
    peoples = [word for row in rows for word in split(row["peoples"])]
    assert len(peoples) == len(set(peoples))
    assert all(len(row["iso"]) == 2 and float(row["lat"]) < 90 and float(row["lon"]) < 181 for row in rows)


def city(ref: str, name: str, lat: float, lon: float) -> Row:
    return Row(ref=ref, name=name, kind="city", country="SY", lat=lat, lon=lon, names=[name], province="p1")


def test_a_supplement_row_by_a_known_place_of_its_name_gives_it_its_spellings() -> None:
    known = [city("geonames:1", "Ar Raqqah", 35.95, 39.0)]
    new = join(
        known,
        [
            Row(
                ref="tacitus:raqqa",
                name="Raqqa",
                kind="city",
                country="SY",
                lat=35.9,
                lon=39.0,
                names=["Raqqa", "Rakka"],
            )
        ],
    )
    assert new == []
    assert known[0].name == "Raqqa"
    assert keys_of(known[0])["rakka"] == 0


def test_a_supplement_row_far_from_its_namesake_is_a_place_of_its_own() -> None:
    known = [city("geonames:1", "Raqqa", 35.95, 39.0)]
    new = join(
        known, [Row(ref="tacitus:x", name="Raqqa", kind="village", country="SY", lat=35.6, lon=39.2, names=["Raqqa"])]
    )
    assert [row.province for row in new] == ["p1"]
    assert known[0].name == "Raqqa"


def test_a_box_leaves_out_the_towns_filed_astray() -> None:
    points = [(30 + n / 100, 40 + n / 100) for n in range(200)] + [(-60.0, -60.0)]
    frame = box(points)
    assert frame is not None
    assert frame[0] >= 30
    assert box(points[:3]) is None


@pytest.mark.parametrize(("name", "least"), [("supplement", 0.99), ("features", 0.96)])
def test_our_points_lie_in_the_countries_that_they_are_said_to_be_in(name: str, least: float) -> None:
    known = gazetteer()
    on_land = [r for r in table(name) if r["country"] and r["lat"] and r["kind"] not in {"sea", "continent"}]
    off = [known.km_from(float(r["lat"]), float(r["lon"]), r["country"]) for r in on_land]
    within = [d for d in off if d is not None and d <= 25]  # far islands have no outline of their own
    assert len(within) >= least * len([d for d in off if d is not None])
