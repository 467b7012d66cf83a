"""A name means the place that the rest of its report speaks of; where the report does not settle it, none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.places import Context, Hints, Mention, locate, resolve
from tacitus.places.geo import km
from tacitus.places.shapes import Place


def place(text: str, words: str, hints: Hints | None = None) -> Place | None:
    return next(x.place for x in locate(text, hints=hints) if x.mention.words == words)


def at(text: str, words: str, lat: float, lon: float, within: float = 25) -> bool:
    found = place(text, words)
    return (
        found is not None
        and found.lat is not None
        and found.lon is not None
        and km(found.lat, found.lon, lat, lon) < within
    )


@pytest.mark.parametrize(
    ("text", "words", "lat", "lon"),
    [
        ("Explosions occurred in the Syrian city of Qamishli along the border.", "Qamishli", 37.05, 41.23),
        ("The Iraqi army took the crucial Quyara Air Base.", "Quyara Air Base", 35.77, 43.13),
        ("In Syria, IS still holds the city of Manbij.", "Manbij", 36.53, 37.95),
        ("Shells hit Deir Ezzor, Syria.", "Deir Ezzor", 35.34, 40.14),
        ("Syrian Kurds defended Kobane.", "Kobane", 36.89, 38.35),
        ("Syrian Kurds defended Ayn al-Arab.", "Ayn al-Arab", 36.89, 38.35),
        ("A rocket hit Taji, north of Baghdad, in Iraq.", "Taji", 33.52, 44.26),
        ("The Syrian army shelled Hama.", "Hama", 35.13, 36.75),
        ("Lebanese soldiers and gunmen clashed in Tripoli.", "Tripoli", 34.43, 35.84),
        ("Libyan militias clashed in Tripoli.", "Tripoli", 32.88, 13.19),
        ("A shop in Paris, Texas, was robbed.", "Paris", 33.66, -95.56),
        ("French police shot a man in Paris.", "Paris", 48.85, 2.35),
        ("Guerrillas attacked San Miguel in El Salvador.", "San Miguel", 13.48, -88.18),
        ("Gunmen raided Goma in the Democratic Republic of Congo.", "Goma", -1.67, 29.22),
        ("Boko Haram attacked Maiduguri in Nigeria.", "Maiduguri", 11.85, 13.16),
        ("Israeli jets struck Khan Younis in the Gaza Strip.", "Khan Younis", 31.34, 34.30),
    ],
)
def test_the_report_tells_which_place_a_name_means(text: str, words: str, lat: float, lon: float) -> None:
    assert at(text, words, lat, lon)


def test_georgia_is_the_state_or_the_country_by_what_else_is_named() -> None:
    american = place("In Georgia, Atlanta police arrested a man from Savannah.", "Georgia")
    caucasian = place("In Georgia, protesters clashed with police in Tbilisi near Russia.", "Georgia")
    assert american is not None
    assert (american.kind, american.country) == ("province", "US")
    assert caucasian is not None
    assert (caucasian.kind, caucasian.country) == ("country", "GE")


def test_what_is_said_once_of_a_name_holds_for_it_later() -> None:
    found = [
        x.place
        for x in locate("A shop in Paris, Texas, was robbed. Police in Paris said so.")
        if x.mention.words == "Paris"
    ]
    assert [p.country for p in found if p] == ["US", "US"]


@pytest.mark.parametrize("words", ["Springfield", "Lexington", "Salem"])
def test_a_small_place_of_a_syrian_report_never_lands_in_america(words: str) -> None:
    found = place(f"Syrian forces shelled the village of {words} near Homs in Syria.", words)
    assert found is None or found.country == "SY"


def test_an_unsettled_name_is_left_open() -> None:
    assert place("A fire broke out in Springfield.", "Springfield") is None


def test_a_capital_is_not_taken_for_a_small_town_of_a_power_that_is_named() -> None:
    found = place("Iraqi and U.S. officials spoke of the attacks in Paris and in Mosul. U.S. planes flew.", "Paris")
    assert found is not None
    assert found.country == "FR"


def test_a_quarter_is_sought_in_the_city_that_is_named_with_it() -> None:
    text = "Yemeni and Syrian reports: shells fell on the al-Shaar neighbourhood of Aleppo."
    found = place(text, "al-Shaar neighbourhood")
    assert found is None or found.country == "SY"


def test_a_hint_of_the_publishers_country_settles_a_name() -> None:
    found = place("Clashes broke out in Tripoli.", "Tripoli", Hints(countries=("LB",)))
    assert found is not None
    assert found.country == "LB"
    assert [r.country for r in found.runners_up][:1] == ["LY"]


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("A bomb in Homs, Syria.", "Homs", "exact"),
        ("A bomb 20 km north of Homs, Syria.", "Homs", "near"),
        ("A bomb in Hasaka province, Syria.", "Hasaka province", "province"),
        ("A bomb in Syria.", "Syria", "country"),
        ("Pirates in the Gulf of Aden.", "Gulf of Aden", "unknown"),
        ("Violence across the Sahel grows.", "Sahel", "country"),
    ],
)
def test_no_place_is_more_exact_than_its_words(text: str, words: str, precision: str) -> None:
    found = place(text, words)
    assert found is not None
    assert found.precision == precision


def test_seas_and_continents_are_no_points() -> None:
    found = place("Pirates seized a ship in the Gulf of Aden.", "Gulf of Aden")
    assert found is not None
    assert (found.lat, found.lon) == (None, None)


def test_provinces_and_districts_are_filled_in() -> None:
    found = place("A bomb in Manbij, Syria.", "Manbij")
    assert found is not None
    assert (found.country, found.admin1) == ("SY", "Aleppo")
    assert found.where("Manbij").place_id == found.place_id


def test_a_people_comes_with_its_country() -> None:
    located = locate("Syrian soldiers fled.")
    assert [(x.mention.demonym, x.place.country if x.place else None) for x in located] == [(True, "SY")]


def test_one_mention_can_be_resolved_in_a_context_of_ones_own() -> None:
    mention = Mention(start=0, end=7, words="Tripoli", name="Tripoli")
    context = Context(countries={"LB": 2.0}, named=frozenset({"LB"}))
    found = resolve(mention, context)
    assert found is not None
    assert found.country == "LB"


@settings(deadline=None, max_examples=40)
@given(st.permutations(["Homs", "Aleppo", "Raqqa", "Tabqa", "Douma"]))
def test_the_order_in_which_places_are_named_changes_none(order: list[str]) -> None:
    text = "Syrian jets struck " + ", ".join(order[:-1]) + f" and {order[-1]}."
    assert {
        (x.mention.words, x.place.country, x.place.precision) for x in locate(text) if x.place and not x.mention.demonym
    } == {(name, "SY", "exact") for name in order}


def test_an_airfield_that_alone_has_its_name_needs_no_country() -> None:
    assert at("The blast happened half a mile east of Kabul airport.", "Kabul airport", 34.57, 69.21)
    assert at("A shell hit Aleppo airport, Syria.", "Aleppo airport", 36.18, 37.22, within=8)
    assert place("A passenger died at Kennedy Airport on Monday.", "Kennedy Airport") is None


def test_a_city_is_meant_before_the_province_that_shares_its_other_name() -> None:
    found = place("Shelling in Tombouctou killed three people on Monday, officials in Mali said.", "Tombouctou")
    assert found is not None
    assert found.kind == "city"


def test_a_country_is_no_namesake_of_its_own_province() -> None:
    found = place("Militants fired on a patrol in the far north of Mali, in Sikasso, Mali's army said.", "Mali")
    assert found is not None
    assert found.kind == "country"


def test_a_base_of_two_signs_is_found_with_the_small_word_behind_it() -> None:
    assert at("Clashes went on in the vicinity of the T4 airbase in Syria.", "T4 airbase", 34.52, 37.63)


def test_a_place_of_our_own_table_is_known_in_a_report_that_names_no_country() -> None:
    assert at("At least 40 people died in the strike on the mosque in Al-Jinah.", "Al-Jinah", 36.12, 36.80)
    assert at("Fighters took positions near Darat Izza on Monday.", "Darat Izza", 36.28, 36.85)
