"""Where a happening is told to be: repeated places, chains, the reporter's own place, ways and comparisons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tacitus.record import Statement

Told = Callable[..., list[Statement]]


def where(statements: list[Statement], *types: str) -> Statement:
    """The first statement of one of these types."""
    return next(s for s in statements if s.type in types)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Officials in Somalia said a bomb killed six people at a hotel in the capital on Monday.", "Mogadishu", "SO"),
        ("A suicide bomber killed ten worshippers at a mosque in the Afghan capital on Friday.", "Kabul", "AF"),
        ("Three soldiers were shot dead in Uganda's capital on Sunday, the army said.", "Kampala", "UG"),
    ],
)
def test_the_capital_is_that_of_the_country_spoken_of(told: Told, text: str, name: str, country: str) -> None:
    place = told(text)[0].where
    assert (place.name, place.country) == (name, country)
    assert "capital" in (place.said or "")


def test_the_town_is_the_one_named_before(told: Told) -> None:
    text = (
        "Nigerian troops returned to Gwoza on Sunday after months of negotiations.\n\n"
        "Militants attacked a market in the town on Monday, killing nine traders."
    )
    place = where(told(text), "armed-assault").where
    assert place.said == "the town"
    assert place.name == "Gwoza"


def test_there_is_the_place_named_before(told: Told) -> None:
    text = "The governor of Basra fled in June. Gunmen killed four policemen there on Tuesday."
    assert told(text)[-1].where.name in ("Basra", "Basrah")


def test_another_city_is_not_the_one_named_before(told: Told) -> None:
    text = "Police held a rally in Basra. A bomb killed four policemen in another city on Tuesday."
    assert all(s.where.said != "another city" for s in told(text))


def test_the_reporters_own_place_is_not_where_it_happened(told: Told) -> None:
    text = "BEIRUT (Reuters) - A car bomb killed eleven people in the Syrian city of Hama on Tuesday, residents said."
    assert told(text)[0].where.name in ("Hama", "Hamah")


def test_where_nothing_else_is_said_the_reporter_sits_where_it_happened(told: Told) -> None:
    text = "KARACHI, July 26 - Gunmen on motorcycles shot dead two police officers on Tuesday, a spokesman said."
    assert told(text)[0].where.country == "PK"


def test_a_small_place_off_the_map_takes_what_is_said_to_hold_it(told: Told) -> None:
    text = "Gunmen killed 15 civilians in the village of Qarzeldun, south of Mosul in Iraq, on Monday."
    place = told(text)[0].where
    assert place.name == "Qarzeldun"
    assert place.country == "IQ"
    assert place.precision != "exact"


@pytest.mark.parametrize(
    "text",
    [
        "Two men from Tripoli were shot dead by gunmen in Benghazi on Monday.",
        "Gunmen attacked a convoy in Benghazi on Monday, killing two guards, and the driver fled to Tripoli.",
        "The bomb in Benghazi on Monday, which killed nine people, was larger than Tripoli has ever seen.",
    ],
)
def test_where_people_come_from_or_go_is_not_where_it_happened(told: Told, text: str) -> None:
    assert {s.where.name for s in told(text)} == {"Benghazi"}


def test_a_government_named_by_its_city_is_not_a_place(told: Told) -> None:
    text = "Kyiv accused the separatists of an attack on an army post in Mariupol that killed four soldiers on Tuesday."
    assert told(text)[0].where.said == "Mariupol"


def test_the_town_is_never_a_city_of_millions(told: Told) -> None:
    text = "Rebels left Aleppo, Syria, on Sunday. Shelling killed six people in Azaz. Warplanes later bombed the town."
    assert "Aleppo" not in {s.where.name for s in told(text, published="2016-12-06") if s.type == "air-strike"}


def test_whose_somebody_is_or_what_is_spoken_of_is_not_where_it_happened(told: Told) -> None:
    text = "KABUL, March 3 - A former minister of Pakistan was shot dead on Monday after talks with India, police said."
    assert {s.where.country for s in told(text, published="2014-03-04")} <= {"AF", None}


def test_the_town_of_a_newspaper_is_not_where_it_happened(told: Told) -> None:
    text = "MADRID - A bomb killed two people on Friday. A letter to a London newspaper claimed the attack for a cell."
    (statement,) = told(text, published="2014-03-08")
    assert statement.where.country in ("ES", None)


def test_a_place_on_no_map_is_kept_by_its_name_and_no_other_is_put_in_its_stead(told: Told) -> None:
    found = told(
        "CANBERRA - Fifty people were killed when a man opened fire in two halls in Wellington on Friday, police said. In "
        "Canberra the prime minister confirmed that the arrested man is a citizen.\nThe country's worst shooting in modern "
        "times was at Northmere in 1990, when a man killed 13 after a quarrel with a neighbour."
    )
    old = next(one for one in found if (one.when.start or "").startswith("1990"))
    assert (old.where.name, old.where.lat) == ("Northmere", None)


@pytest.mark.parametrize(
    "text",
    [
        "A court in Bamako on Monday jailed two men for the bombing that killed five policemen in Gao last year.",
        "Troops will use the camp to march on Bamako and Segou. A bomb killed five policemen in Gao on Monday.",
        "A bomb killed five policemen in Gao on Monday. The United Nations and Senegal condemned the attack.",
        "A bomb killed five policemen in Gao on Monday, said a man who has written a book about Timbuktu.",
    ],
)
def test_courts_aims_and_those_who_condemn_are_not_where_it_happened(told: Told, text: str) -> None:
    assert where(told(text), "bombing").where.name == "Gao"


def test_what_sits_in_a_town_is_a_place_where_it_is_struck(told: Told) -> None:
    statement = told("A rocket attack on Kharkiv's railway station killed nine people on Friday, Ukraine said.")[0]
    assert statement.where.name == "Kharkiv"
    spoken = told("Kharkiv radio said that a bomb killed nine people in Izium on Friday.")
    assert where(spoken, "bombing").where.name == "Izium"


def test_the_city_is_not_a_capital_that_only_spoke(told: Told) -> None:
    text = (
        "A lorry bomb killed at least 40 people in the Malian capital on Wednesday, officials said.\n\n"
        "The army blamed a group that it says is helped by Niger; Niamey rejected this. In March gunmen killed 12 people "
        "in the city's largest hotel."
    )
    assert {s.where.name for s in told(text) if s.where is not None} == {"Bamako"}
