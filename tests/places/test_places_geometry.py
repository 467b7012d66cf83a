"""Where words put a happening by a place: an offset at its distance and bearing, a line between its ends, an honest radius."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.places import Place, Relation, locate, situate
from tacitus.places.geo import km
from tacitus.places.geometry import BEARINGS, RANK, bearing, destination, line, spot
from tacitus.places.relate import relation

LATITUDES, LONGITUDES = st.floats(-80, 80), st.floats(-180, 180)
SIDES = st.sampled_from(sorted(BEARINGS))


def town(lat: float = 35.0, lon: float = 38.0, people: int = 50_000) -> Place:
    return Place(name="Town", place_id="x:1", kind="city", lat=lat, lon=lon, precision="exact", population=people)


def offset(low: float | None, high: float | None, side: str | None) -> Relation:
    return Relation(kind="offset", start=0, end=1, low=low, high=high, side=side)


@given(LATITUDES, LONGITUDES, st.floats(0, 360, exclude_max=True), st.floats(0.1, 2_000))
def test_a_destination_lies_at_its_distance_and_bearing(lat: float, lon: float, course: float, distance: float) -> None:
    there = destination(lat, lon, course, distance)
    assert km(lat, lon, *there) == pytest.approx(distance, rel=1e-6, abs=1e-3)
    if abs(lat) + distance / 100 < 80:  # towards a pole the course turns
        apart = abs((bearing(lat, lon, *there) - course + 180) % 360 - 180)
        assert apart < 0.1


@given(LATITUDES, LONGITUDES, SIDES, st.floats(1, 500), st.floats(0.8, 1.25), st.floats(-22, 22))
def test_the_radius_of_an_offset_holds_whatever_the_words_are_true_of(
    lat: float, lon: float, side: str, distance: float, rounding: float, turn: float
) -> None:
    found = spot(town(lat, lon), offset(distance, distance, side))
    assert found is not None
    real = destination(lat, lon, BEARINGS[side] + turn, distance * min(max(rounding, 0.91), 1.09))
    assert km(found.lat, found.lon, *real) <= found.radius_km + 0.01


@given(LATITUDES, LONGITUDES, st.floats(1, 300), st.floats(0, 360))
def test_without_a_side_the_radius_reaches_all_around(lat: float, lon: float, distance: float, course: float) -> None:
    found = spot(town(lat, lon), offset(distance, distance, None))
    assert found is not None
    assert km(found.lat, found.lon, *destination(lat, lon, course, distance)) <= found.radius_km


@given(LATITUDES, LONGITUDES, SIDES, st.floats(1, 400))
def test_a_line_goes_through_both_ends_and_its_radius_holds_them(
    lat: float, lon: float, side: str, length: float
) -> None:
    one, two = town(lat, lon), town(*destination(lat, lon, BEARINGS[side], length))
    found = line(one, two)
    assert found is not None
    assert found.geometry is not None
    ends = [(y, x) for x, y in found.geometry["coordinates"]]
    for place, (y, x) in zip((one, two), ends, strict=True):
        assert km(place.lat or 0, place.lon or 0, y, x) < 0.01
        assert km(found.lat, found.lon, y, x) <= found.radius_km


@given(SIDES, st.floats(0.1, 1_000), st.booleans())
def test_words_never_make_a_place_finer_than_it_is(side: str, distance: float, told: bool) -> None:
    place = town()
    for kind in ("offset", "countryside", "edge", "vicinity", "near", "part"):
        bounds = (distance, distance) if told and kind == "offset" else (None, None)
        found = spot(place, Relation(kind=kind, start=0, end=1, low=bounds[0], high=bounds[1], side=side))
        assert found is not None
        assert RANK[found.precision] >= RANK[place.precision]
        assert found.radius_km >= 1


def test_a_longer_distance_is_never_held_more_exact() -> None:
    radii = [found.radius_km for d in range(1, 300, 7) if (found := spot(town(), offset(d, d, "north")))]
    assert all(a <= b for a, b in pairwise(radii))


@pytest.mark.parametrize(
    ("words", "kind", "low", "high", "side"),
    [
        ("A bomb went off 20 km north of Raqqa, Syria.", "offset", 20, 20, "north"),
        ("A bomb went off 12 miles (19 km) to the south-west of the city of Raqqa, Syria.", "offset", 19.3, 19.3, "southwest"),
        ("Shells fell a few miles outside Raqqa, Syria.", "offset", 3.2, 9.7, None),
        ("Shells fell less than 5 kilometres from the town of Raqqa, Syria.", "offset", 0, 5, None),
        ("Shells fell between farms 10-15 km east of Raqqa, Syria.", "offset", 10, 15, "east"),
        ("Shells fell 1,500 metres from Raqqa, Syria.", "offset", 1.5, 1.5, None),
        ("Shells fell north of Raqqa, Syria.", "offset", None, None, "north"),
        ("Shells fell in the eastern countryside of Raqqa, Syria.", "countryside", None, None, "east"),
        ("Shells fell in Raqqa's southern rural areas in Syria.", "countryside", None, None, "south"),
        ("Shells fell on the western outskirts of Raqqa, Syria.", "edge", None, None, "west"),
        ("Shells fell in the vicinity of Raqqa, Syria.", "vicinity", None, None, None),
        ("Shells fell close to Raqqa, Syria.", "near", None, None, None),
    ],
)  # fmt: skip
def test_the_words_before_and_after_a_name_are_read(
    words: str, kind: str, low: float | None, high: float | None, side: str | None
) -> None:
    found = next(relation(words, one) for one in locate(words) if one.mention.name == "Raqqa")
    assert found is not None
    assert (found.kind, found.side) == (kind, side)
    assert (
        (found.low, found.high) == (pytest.approx(low, abs=0.1), pytest.approx(high, abs=0.1))
        if low is not None
        else True
    )


@pytest.mark.parametrize(
    "words",
    [
        "Shells fell in Raqqa, Syria.",
        "They marched 20 km and came to Raqqa, Syria.",
        "Some 300 men fought for Raqqa, Syria.",
    ],
)
def test_in_a_place_is_no_relation(words: str) -> None:
    assert [relation(words, one) for one in locate(words) if one.mention.name == "Raqqa"] == [None]


@pytest.mark.parametrize(
    "words",
    [
        "A mine went off on the road between Homs and Hama, Syria.",
        "Gunmen stopped a bus on the Homs-Hama highway in Syria.",
        "Gunmen stopped a bus on the road from Homs to Hama, Syria.",
    ],
)
def test_a_way_between_two_towns_is_a_line(words: str) -> None:
    located = locate(words)
    found = situate(words, located)
    shapes = [
        s.spot.geometry for s in found.values() if s.relation is not None and s.relation.kind == "between" and s.spot
    ]
    assert [shape["type"] for shape in shapes if shape] == ["LineString", "LineString"]


def test_what_lies_between_two_countries_is_no_way() -> None:
    words = "Talks between Russia and Turkey failed."
    assert all(s.relation is None for s in situate(words, locate(words)).values())


def test_a_part_of_a_country_is_the_half_of_its_extent_on_that_side() -> None:
    words = "Fighting went on in northern Iraq."
    (found,) = situate(words, locate(words)).values()
    assert found.spot is not None
    assert found.spot.precision == "country"
    assert found.spot.geometry is not None
    assert min(y for _, y in found.spot.geometry["coordinates"][0]) > 32


def test_what_is_said_of_the_first_of_two_names_is_said_of_the_second() -> None:
    words = "Shells fell in the countryside of both Aleppo and Hama, Syria."
    found = situate(words, locate(words))
    assert [s.relation.kind for s in found.values() if s.relation is not None] == ["countryside", "countryside"]


def test_the_desert_of_a_town_reaches_further_than_the_town() -> None:
    words = "Fighting went on in Palmyra desert in Syria."
    (found,) = [s for s in situate(words, locate(words)).values() if s.relation is not None]
    assert found.spot is not None
    assert found.spot.radius_km >= 50


def test_a_district_known_by_its_town_alone_reaches_as_far_as_districts_do() -> None:
    place = Place(name="Town", place_id="x:1", kind="city", lat=14.0, lon=0.7, precision="district", population=20_000)
    found = spot(place)
    assert found is not None
    assert found.radius_km == 25


def situated(text: str, words: str) -> tuple[Relation | None, float, str]:
    """The relation that a text states for a name, and the radius and precision of its spot."""
    located = locate(text)
    one = next(x for x in located if x.mention.words == words)
    found = situate(text, located)[one.mention.start]
    assert found.spot is not None
    return found.relation, found.spot.radius_km, found.spot.precision


def test_a_drive_of_an_hour_is_held_as_loosely_as_roads_are() -> None:
    said, radius, precision = situated("The attack came an hour\u2019s drive north of Bangui, Central African Republic.", "Bangui")
    assert said is not None
    assert (said.kind, said.side, said.low, said.high) == ("offset", "north", 30.0, 80.0)
    assert radius > 40
    assert precision == "district"


def test_both_bounds_of_a_distance_are_read_and_a_number_before_is_none() -> None:
    said, _, _ = situated("A bus was hit between 30 and 40 km north of Garissa, Kenya.", "Garissa")
    assert said is not None
    assert (said.low, said.high) == (30.0, 40.0)
    said, _, _ = situated("Troops killed 30 and 40 km north of Mosul, Iraq, found a grave.", "Mosul")
    assert said is not None
    assert (said.low, said.high) == (40.0, 40.0)


def test_a_rural_place_is_its_countryside() -> None:
    said, radius, precision = situated("Gunmen killed five in rural Deir Ezzor, Syria.", "Deir Ezzor")
    assert said is not None
    assert said.kind == "countryside"
    assert radius == 50
    assert precision == "province"


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Gunmen attacked travellers along the Maiduguri-Damaturu road in Nigeria.", "Maiduguri", "Damaturu"),
        ("The convoy was ambushed while driving from Bukavu to Uvira in Congo.", "Bukavu", "Uvira"),
        ("The highway between the capital, Damascus, and Daraa was hit.", "Damascus", "Daraa"),
    ],
)
def test_what_happens_on_the_way_lies_between_its_ends(text: str, one: str, other: str) -> None:
    located = locate(text)
    found = situate(text, located)
    first = next(x for x in located if x.mention.words == one)
    second = found[first.mention.start].other
    assert second is not None
    assert second.mention.words == other


def test_who_came_from_one_town_to_another_was_on_no_way_between_them() -> None:
    said, _, _ = situated("They moved from Bukavu to Uvira in Congo.", "Bukavu")
    assert said is None
