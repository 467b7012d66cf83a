"""What a statement says of its place: how it lies by the named one, how far off it may be, and which others are named with it."""

from __future__ import annotations

import pytest
from telling import told

from tacitus.places.geo import km


def test_so_far_from_a_town_is_not_the_town() -> None:
    (statement,) = told("A car bomb killed two people 20 km north of Raqqa, Syria, on Monday.", published="2018-03-06")
    where = statement.where
    assert (where.name, where.precision, where.place_id) == ("Raqqa", "near", None)
    assert where.relation == "20 km north of Raqqa"
    assert where.lat > 36.1
    assert 5 < where.precision_km < 25
    assert [q.words for q in where.quotes] == ["Raqqa", "20 km north of Raqqa"]


def test_the_countryside_of_a_provinces_town_is_no_town() -> None:
    (statement,) = told("Clashes in the eastern countryside of Hama, Syria", published="2018-03-06")
    assert statement.where.precision == "province"
    assert statement.where.precision_km >= 40


def test_a_village_off_the_map_lies_where_the_words_put_it() -> None:
    (statement,) = told(
        "Shells hit the village of Qonbozz, 12 miles west of Mosul, Iraq, killing six.", published="2017-03-06"
    )
    assert statement.where.name == "Qonbozz"
    assert 15 < km(statement.where.lat, statement.where.lon, 36.335, 43.119) < 24


def test_a_way_between_two_towns_is_kept_as_a_line() -> None:
    (statement,) = told("A mine killed five people on the road between Homs and Hama, Syria.", published="2018-03-06")
    assert statement.where.name == "Homs \u2013 Hama"
    assert statement.where.geometry["type"] == "LineString"
    assert statement.where.said == "road between Homs and Hama"


@pytest.mark.parametrize("words", ["in Homs and Hama", "in Homs and the town of Hama"])
def test_places_named_together_are_all_kept(words: str) -> None:
    (statement,) = told(f"Shelling killed six people {words}, Syria.", published="2018-03-06")
    assert {statement.where.name, *(site.name for site in statement.where.also)} == {"Homs", "Hama"}


def test_a_town_and_the_province_that_holds_it_are_one_place() -> None:
    (statement,) = told("Gunmen killed two people in Manbij, Aleppo province, and left.", published="2018-03-06")
    assert statement.where.also == []


def test_a_region_that_the_gazetteer_ties_to_no_province_takes_that_of_the_map() -> None:
    (statement,) = told("Shelling killed six people in Eastern Ghouta, Syria.", published="2018-03-06")
    assert statement.where.admin1 == "Rif Dimashq"


@pytest.mark.parametrize(
    ("text", "name", "ref", "country"),
    [
        (
            "The army of Mali said that nine soldiers were killed in an ambush near the border with Niger on Tuesday.",
            "Mali \u2013 Niger border",
            "border:ML-NE",
            "ML",
        ),
        (
            "Troops exchanged fire on the Thai-Cambodian border on Thursday.",
            "Thailand \u2013 Cambodia border",
            "border:TH-KH",
            None,
        ),
    ],
)
def test_what_happened_by_a_border_lies_on_its_line(text: str, name: str, ref: str, country: str | None) -> None:
    place = told(text, published="2018-03-06")[0].where
    assert (place.name, place.place_id, place.country, place.precision) == (name, ref, country, "province")
    assert place.geometry is not None
    assert place.geometry["type"] in ("LineString", "MultiLineString")
    assert place.precision_km is not None
    assert place.precision_km > 100
    assert place.relation is not None
    assert "border" in place.relation


def test_an_area_by_a_border_keeps_its_name_and_lies_along_the_line() -> None:
    place = told(
        "Gunmen killed twelve herders in Tillaberi region, close to the border with Mali, on Monday.",
        published="2018-03-06",
    )[0].where
    assert (place.name, place.country) == ("Tillaberi", "NE")
    assert place.relation == "Tillaberi region, close to the border with Mali"
    assert place.geometry is not None


def test_a_town_by_a_border_is_the_town() -> None:
    place = told(
        "Gunmen killed two teachers in Ansongo, near the border with Niger, on Monday.", published="2018-03-06"
    )[0].where
    assert (place.name, place.precision, place.relation) == ("Ansongo", "exact", None)


def test_a_town_that_another_country_s_capital_speaks_of_is_the_place() -> None:
    place = told(
        "Ankara denied that its drones had killed four people at a clinic in Qamishli on Friday.",
        published="2018-03-06",
    )[0].where
    assert (place.name, place.country) == ("Qamishli", "SY")
