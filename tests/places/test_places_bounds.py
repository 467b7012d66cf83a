"""What the text says of how far one place lies from another rules out namesakes; small words and owners stand inside names."""

from __future__ import annotations

import pytest

from tacitus.places import find, locate
from tacitus.places.bounds import Bound, within
from tacitus.places.gazetteer import gazetteer
from tacitus.places.geo import km
from tacitus.places.shapes import Place


def place(text: str, words: str) -> Place | None:
    return next((x.place for x in locate(text) if x.mention.words == words), None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Syria and Iraq accuse each other. Gunmen raided the village of Tal Rifat, some 20 km west of Mosul.", "Tal Rifat"),
        ("Shells fell on the Zawiya area in the Eastern Ghouta on Monday, killing two.", "Zawiya area"),
        ("Gunmen shot two men in Medina, a village 20 km west of Mogadishu in Somalia.", "Medina"),
    ],
)
def test_a_namesake_far_from_where_the_text_puts_a_place_is_not_it(text: str, words: str) -> None:
    assert place(text, words) is None


def test_a_village_that_lies_where_the_text_says_is_found() -> None:
    found = place("Gunmen burned houses in Toumour, near the town of Diffa in Niger.", "Toumour")
    assert found is not None
    assert found.lat is not None
    assert found.lon is not None
    assert km(found.lat, found.lon, 13.3, 12.6) < 120


def test_a_large_city_stays_whatever_the_words_beside_it_seem_to_say() -> None:
    found = place("Families of Baghdad in the Eastern Ghouta of Syria were flown home to Iraq.", "Baghdad")
    assert found is not None
    assert found.country == "IQ"


def test_bounds_keep_their_order_and_add_nothing() -> None:
    found = gazetteer().named("Tripoli")
    near = Bound((next(x.entry for x in gazetteer().named("Beirut")),), 100.0)
    kept = within(found, [near])
    assert kept
    assert all(x in found for x in kept)
    assert {x.entry.country for x in kept} == {"LB"}
    assert within(found, []) == list(found)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Port-au-Prince", "HT"),
        ("Cox's Bazar", "BD"),
        ("Cox\u2019s Bazar", "BD"),
        ("Santiago de los Caballeros", "DO"),
        ("Mazar-i-Sharif", "AF"),
        ("Les Cayes", "HT"),
    ],
)
def test_small_words_and_owners_stand_inside_names(name: str, country: str) -> None:
    found = place(f"Five people died when gunmen attacked a post in {name} on Friday.", name)
    assert found is not None
    assert found.country == country


def test_an_owner_is_no_part_of_the_name_behind_it() -> None:
    assert [m.name for m in find("Rockets hit Syria's Aleppo and Libya\u2019s Sirte.")] == ["Syria", "Aleppo", "Libya", "Sirte"]


@pytest.mark.parametrize(("country", "name"), [("Syria", "Palmyra"), ("Mali", "Timbuktu"), ("Jordan", "Aqaba")])
def test_a_town_whose_name_is_in_dictionaries_is_one_in_its_own_country(country: str, name: str) -> None:
    found = place(f"The army of {country} said that its men won back the whole of {name} from the rebels at dawn.", name)
    assert found is not None
    assert found.name == name


def test_an_ordinary_word_stays_one() -> None:
    assert [m.name for m in find("In Poland the Police said so. Most of them left.")] == ["Poland"]


def test_a_people_before_the_word_for_a_province_names_the_province() -> None:
    found = place("Fighting went on in Rakhine state on Monday.", "Rakhine state")
    assert found is not None
    assert found.kind == "province"
    assert [m.demonym for m in find("A Rakhine leader was shot dead on Monday.")] == [True]
