"""What a report says only by the way vouches for no small place; short forms, quarters and old names are understood."""

from __future__ import annotations

import pytest

from tacitus.places import find, hints, locate
from tacitus.places.geo import km
from tacitus.places.inputs import split, table
from tacitus.places.shapes import Place
from tacitus.places.speaking import speaks

PLAIN_KINDS = ("city", "village", "quarter", "district", "province", "region", "desert", "island", "river")


def place(text: str, words: str) -> Place | None:
    return next((x.place for x in locate(text) if x.mention.words == words), None)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("A US-led raid hit Tikrit in Iraq. They spoke of a man from Lebanon.", "US", "US"),
        ("A UK-backed force fought in Kabul.", "UK", "GB"),
        ("US troops left Kandahar in Afghanistan.", "US", "US"),
    ],
)
def test_the_country_of_an_army_is_not_where_things_happen(text: str, words: str, country: str) -> None:
    mentions = [x for x in locate(text) if x.mention.words == words]
    assert [(x.mention.demonym, x.place.country if x.place else None) for x in mentions] == [(True, country)]


def test_a_country_that_is_named_as_a_place_stays_one() -> None:
    assert [m.demonym for m in find("The bomber was born in the US. She left the UK.") if m.words in {"US", "UK"}] == [
        False,
        False,
    ]


@pytest.mark.parametrize("town", ["Greenville", "Camden", "Burlington"])
def test_the_nationality_of_jets_vouches_for_no_small_town_at_home(town: str) -> None:
    found = place(f"US-led jets bombed {town} while Iraqi troops held Mosul. American officers spoke in Baghdad.", town)
    assert found is None or found.country != "US"


def test_a_dateline_outweighs_a_foreign_press() -> None:
    text = "QUITO, 3 FEB 88 -- GUNMEN RAIDED SALADILLO. COLOMBIAN AND ARGENTINE NEWSPAPERS TOLD OF IT."
    found = next((x.place for x in locate(text) if x.mention.words == "SALADILLO"), None)
    assert found is None or found.country != "AR"


def test_small_words_in_capitals_are_no_places() -> None:
    text = "BOGOTA, 9 MAY 89 -- MORE THAN TEN SOLDIERS FELL IN THE FIGHTING. WHOSE MEN THEY WERE IS NOT KNOWN YET."
    assert [m.words for m in find(text)] == ["BOGOTA"]


@pytest.mark.parametrize("city", ["Geneva", "Vienna", "The Hague", "Brussels"])
def test_cities_of_talks_are_known_in_reports_from_afar(city: str) -> None:
    found = place(f"Fighting went on near Marib in Yemen while envoys met in {city}.", city)
    assert found is not None
    assert found.country in {"CH", "AT", "NL", "BE"}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Two were shot in Covington, Ky., on Monday.", "Ky.", "Kentucky"),
        ("Two were shot in Modesto, Calif., on Monday.", "Calif.", "California"),
        ("A man in Tyler, TX was held.", "TX", "Texas"),
        ("Police in Raleigh, N.C., held a man.", "N.C.", "North Carolina"),
    ],
)
def test_short_forms_of_states_after_a_town_are_the_states(text: str, words: str, name: str) -> None:
    found = place(text, words)
    assert found is not None
    assert (found.name, found.kind) == (name, "province")
    town = locate(text)[0].place
    assert town is not None
    assert town.admin1 == name


def test_short_forms_are_words_elsewhere() -> None:
    assert [m.words for m in find("Or was it so, In the end, Me and Ok, said Miss Lane.")] == []


def test_an_unknown_quarter_lies_near_the_middle_of_its_city_under_its_own_name() -> None:
    found = place("Shells fell on the Qunfadhiyya neighbourhood of Mosul in Iraq.", "Qunfadhiyya neighbourhood")
    assert found is not None
    assert (found.name, found.precision, found.country) == ("Qunfadhiyya", "near", "IQ")
    assert found.lat is not None
    assert found.lon is not None
    assert km(found.lat, found.lon, 36.34, 43.13) < 10


def test_an_unknown_quarter_of_nowhere_has_no_point() -> None:
    assert place("Shells fell on the Qunfadhiyya neighbourhood.", "Qunfadhiyya neighbourhood") is None


@pytest.mark.parametrize(
    ("text", "words", "lat", "lon"),
    [
        ("A bus was burnt in the Lyari quarter of Karachi, Pakistan.", "Lyari quarter", 24.87, 66.99),
        ("In Mogadishu's Yaqshid district, Somalia, a shop was hit.", "Yaqshid district", 2.06, 45.34),
        ("A soldier was shot on the Shankill Road in Belfast.", "Shankill Road", 54.61, -5.95),
        ("Rockets hit Camp Bastion in Helmand, Afghanistan.", "Camp Bastion", 31.86, 64.22),
        ("Troops held the Zikim crossing into the Gaza Strip.", "Zikim crossing", 31.59, 34.51),
        ("The train from Leningrad to Moscow was stopped.", "Leningrad", 59.94, 30.31),
        ("Vietnamese police in Saigon held ten.", "Saigon", 10.82, 106.63),
        ("Burmese troops fired on crowds in Rangoon.", "Rangoon", 16.81, 96.16),
    ],
)
def test_quarters_crossings_and_old_names_are_known(text: str, words: str, lat: float, lon: float) -> None:
    found = place(text, words)
    assert found is not None
    assert found.lat is not None
    assert found.lon is not None
    assert km(found.lat, found.lon, lat, lon) < 15


def test_an_airport_is_no_far_town_of_its_name() -> None:
    found = place("A man was held at Kennedy Airport on Monday.", "Kennedy Airport")
    assert found is None or found.country == "US"


def test_a_name_with_an_apostrophe_is_one_name() -> None:
    text = "A blast shook Sana'a, in Yemen."
    assert [m.words for m in find(text, [(14, 18, "ACTOR")])] == ["Sana'a", "Yemen"]


def test_a_sentence_full_of_names_is_no_headline() -> None:
    text = "Police in Bangor, Northern Ireland, said a man was shot in County Armagh."
    assert [m.words for m in find(text)] == ["Bangor", "Northern Ireland", "County Armagh"]


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Hubo un ataque en la ciudad de Cali, Colombia.", "Cali", "city"),
        ("Hubo un ataque en el departamento de Arauca, Colombia.", "Arauca", "district"),
        ("Des hommes ont attaqué la ville de Gao, Mali.", "Gao", "city"),
        ("Houve um ataque na cidade de Palma, Mozambique.", "Palma", "city"),
    ],
)
def test_kinds_are_read_in_spanish_french_and_portuguese(text: str, words: str, cue: str) -> None:
    assert [m.cue for m in find(text) if m.words == words] == [cue]


def test_what_an_army_takes_is_a_place() -> None:
    assert [m.words for m in find("In Syria, fighters overran Hajin and stormed Mayadin.")] == [
        "Syria",
        "Hajin",
        "Mayadin",
    ]


def test_the_supplement_is_wide_and_well_formed() -> None:
    rows = table("supplement")
    kinds = {r["kind"] for r in rows}
    assert len(rows) >= 2_000
    assert len({r["country"] for r in rows}) >= 90
    assert kinds <= {*PLAIN_KINDS, "airport", "airbase", "camp", "crossing", "site", "mountain", "sea", "continent"}
    for row in rows:
        assert row["name"] == row["name"].strip()
        assert all(name and ";" not in name and "\t" not in name for name in split(row["names"]))


@pytest.mark.parametrize("name", ["Daraa", "Idlib", "Homs"])
def test_a_bare_name_of_a_province_and_its_city_is_the_city(name: str) -> None:
    found = place(f"A bomb went off in {name}, Syria.", name)
    assert found is not None
    assert found.kind == "city"


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Ankara denied that its drones had struck a clinic in Qamishli on Friday.", "Qamishli", "SY"),
        ("London and Paris urged calm after the fighting in Goma.", "Goma", "CD"),
        ("Moscow on Tuesday said that its men had taken Chasiv Yar.", "Chasiv Yar", "UA"),
        ("Russia denied that its jets had hit a market in Khan Shaykhun.", "Khan Shaykhun", "SY"),
        ("Talks in Madrid were broken off after the raid on Qamishli.", "Qamishli", "SY"),
    ],
)
def test_a_capital_that_speaks_does_not_unsettle_the_only_town_of_a_name(text: str, words: str, country: str) -> None:
    found = place(text, words)
    assert found is not None
    assert found.country == country


def test_a_small_town_of_a_name_that_others_bear_stays_open_where_a_capital_speaks() -> None:
    assert place("Delhi said that armed men had crossed near Uri.", "Uri") is None


def test_what_a_government_says_is_told_from_what_its_people_say() -> None:
    said = {m.words: speaks(text, m) for text in ("Ankara also denied it.", "Residents of Aleppo said so.") for m in find(text)}
    assert said == {"Ankara": True, "Aleppo": False}


def test_the_country_of_an_address_is_a_hint_and_that_of_a_let_ending_none() -> None:
    assert hints("https://www.standardmedia.co.ke/a").countries == ("KE",)
    assert hints("https://www.paper.com/a").countries == ()
    assert hints(None).countries == ()


def test_a_namesake_that_is_told_apart_leaves_the_country_of_its_name_alone() -> None:
    text = "Rockets from Lebanon hit Kiryat Shmona in Israel. A family from Lebanon, Ohio, fled."
    found = [x.place.country for x in locate(text) if x.mention.words == "Lebanon" and x.place]
    assert found == ["LB", "US"]


@pytest.mark.parametrize("town", ["Al-Raqqah", "al-Raqqa", "Idlib"])
def test_a_town_stays_the_town_beside_its_province_however_it_is_spelt(town: str) -> None:
    found = place(f"Clashes in the countryside of Homs and two dead in a mine explosion in {town}.", town)
    assert found is not None
    assert (found.kind, found.country) == ("city", "SY")
