"""Outlines tell where a point lies and how far it is from a border, and come through the file unharmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.places.gazetteer import gazetteer
from tacitus.places.outlines import Outline, unpacked

SQUARE = Outline((((0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0)),))
HOLE = ((400, 400), (600, 400), (600, 600), (400, 600), (400, 400))


@given(st.floats(0.01, 9.99), st.floats(0.01, 9.99))
def test_a_point_inside_is_inside_and_one_beside_it_is_not(lat: float, lon: float) -> None:
    assert SQUARE.contains(lat, lon)
    assert not SQUARE.contains(lat + 10, lon)
    assert not SQUARE.contains(lat, lon - 10)


def test_a_hole_is_outside() -> None:
    assert not Outline((*SQUARE.rings, HOLE)).contains(5, 5)
    assert Outline((*SQUARE.rings, HOLE)).contains(2, 2)


@given(st.floats(-20, 30), st.floats(-20, 30))
def test_the_distance_to_the_edge_is_never_more_than_to_a_corner(lat: float, lon: float) -> None:
    from tacitus.places.geo import km

    corners = min(km(lat, lon, y, x) for x in (0, 10) for y in (0, 10))
    assert 0 <= SQUARE.edge_km(lat, lon) <= corners * 1.15 + 1


points = st.tuples(st.integers(-18000, 18000), st.integers(-9000, 9000))


@given(st.lists(st.lists(points, min_size=4, max_size=20).map(tuple), min_size=1, max_size=4).map(tuple))
def test_packing_loses_nothing(rings: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    assert unpacked(Outline(rings).packed()) == Outline(rings)


@pytest.mark.parametrize(
    ("lat", "lon", "country", "province"),
    [
        (36.2, 37.15, "SY", "Aleppo"),
        (48.02, 37.8, "UA", "Donetsk"),
        (31.5, -99, "US", "Texas"),
        (36.2, 42.3, "IQ", "Nin"),
    ],
)
def test_the_map_knows_in_which_province_a_point_lies(lat: float, lon: float, country: str, province: str) -> None:
    known = gazetteer()
    entry = known.by_number(known.province_at(lat, lon, country))
    assert entry is not None
    assert entry.country == country
    assert entry.name.startswith(province)


def test_distance_from_a_country_is_nothing_inside_and_grows_outside() -> None:
    known = gazetteer()
    assert known.km_from(39.0, 35.0, "TR") == 0
    azaz, homs = known.km_from(36.59, 37.05, "TR"), known.km_from(34.73, 36.71, "TR")
    assert azaz is not None
    assert homs is not None
    assert 0 < azaz < 15 < 100 < homs
    assert known.km_from(0, 0, "ZZ") is None


def test_nearly_all_provinces_of_the_countries_most_reported_on_are_drawn() -> None:
    known = gazetteer()
    for country, least in {"SY": 14, "IQ": 15, "UA": 24, "AF": 30, "ML": 7, "YE": 16, "SD": 12, "CO": 30}.items():
        assert len(known.outlines(country)) >= least, country


@pytest.mark.parametrize(
    ("district", "country", "inside", "outside"),
    [
        ("Falluja", "IQ", (33.35, 43.78), (33.42, 43.30)),
        ("Bama", "NG", (11.52, 13.69), (11.85, 13.16)),
        ("Beni", "CD", (0.49, 29.47), (-1.68, 29.22)),
    ],
)
def test_districts_are_drawn_where_a_package_may_be_passed_on(
    district: str, country: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    known = gazetteer()
    entries = [x.entry for x in known.named(district) if x.entry.kind == "district" and x.entry.country == country]
    drawn = next(outline for e in entries if (outline := known.outline(e.id)) is not None)
    assert drawn.contains(*inside)
    assert not drawn.contains(*outside)


def test_districts_are_no_part_of_the_outline_of_their_country() -> None:
    known = gazetteer()
    assert all(
        entry is None or entry.kind != "district" for n in known.outlines("IQ") if n > 0 for entry in [known.by_number(n)]
    )
