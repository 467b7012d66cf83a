"""Later sentences go on with what was told, or turn away from it; who was taken was arrested or kidnapped, by who took him."""

from __future__ import annotations

import pytest
from telling import bounds, names, of, told

RAID = "Militia fighters raided the village of Fataki on Tuesday and shot at residents. "


@pytest.mark.parametrize("text", [
    "The administrator put the toll at 14 dead and said six people had been taken away.",
    "A doctor said at least 14 had been shot dead.",
])  # fmt: skip
def test_harm_without_doer_day_or_place_is_that_of_what_was_just_told(text: str) -> None:
    assert len(told(RAID + text)) == 1


@pytest.mark.parametrize("text", [
    "In a separate incident, three farmers were killed near Drodro.",
    "Hours earlier, soldiers raided a hideout in Mahagi and killed three militants.",
    "Elsewhere, three farmers were killed in Mahagi.",
])  # fmt: skip
def test_a_sentence_that_turns_away_tells_of_something_else(text: str) -> None:
    assert len([one for one in told(RAID + text) if one.type != "arrest"]) == 2


def test_two_bombs_that_hit_a_convoy_are_the_twin_blasts_of_the_headline() -> None:
    text = (
        "Twin blasts hit police convoy in northwest Pakistan\n\nTwo roadside bombs struck a police convoy in Lakki Marwat district "
        "on Tuesday, killing four officers and two passers-by."
    )
    [bombing] = told(text)
    assert (bombing.type, bounds(bombing, "killed")) == ("bombing", (6, 6, 6))


def test_that_attack_is_the_one_told_just_now() -> None:
    text = (
        "Warplanes carried out four air strikes on the airport of Hodeidah on Monday. The strikes came a day after a missile fired "
        "from Yemen struck a cargo ship in the Gulf of Aden, wounding three sailors. The Houthis claimed that attack."
    )
    found = told(text)
    [strike], [ship] = of(found, "air-strike"), of(found, "shelling")
    assert (strike.claims, [(c.actor, c.stance) for c in ship.claims]) == ([], [("houthis", "claims")])
    assert bounds(ship, "wounded") == (3, 3, 3)


@pytest.mark.parametrize(("text", "dead"), [
    ("The channel gave no details of casualties.", None),
    ("There was no information about casualties.", None),
    ("There were no reports of casualties.", (0, 0, 0)),
    ("There were no casualties.", (0, 0, 0)),
])  # fmt: skip
def test_not_to_be_told_how_many_is_not_none(text: str, dead: tuple[int, int, int] | None) -> None:
    [strike] = told(f"Warplanes struck the airport of Hodeidah on Monday. {text}")
    assert bounds(strike, "killed") == dead


@pytest.mark.parametrize("title", ["Colombia: indigenous guard shot dead in Cauca", "Nigeria: 12 villagers killed in Borno"])
def test_the_dead_of_a_headline_behind_its_country_did_not_do_it(title: str) -> None:
    [one] = told(f"{title}\n\nPolice are looking for the gunmen.")
    assert not any("guard" in name or "villagers" in name for name in names(one, "attacker"))
    assert one.counts["killed"].best in (1, 12)


def test_who_stands_behind_after_overran_the_base() -> None:
    text = "The army said it had killed 40 fighters in air strikes near Djibo, two days after militants overran a base in Mansila."
    [taken] = of(told(text), "territory-taken")
    assert names(taken, "taker") == ["militants"]


def test_people_fired_on_are_those_who_tried_to_get_in() -> None:
    [shooting] = told("Kenyan police opened fire on demonstrators trying to storm parliament on Tuesday.")
    assert (shooting.type, shooting.when.start) == ("excessive-force", "2016-07-26")


@pytest.mark.parametrize(("text", "type_", "what", "many"), [
    ("Militants attacked a base near Dori on Monday, killing 12 soldiers and capturing seven.", "armed-assault", "kidnapped", 7),
    ("Pirates boarded a tanker off Brass on Sunday and seized five of its crew.", "kidnapping", "kidnapped", 5),
    ("Rebels ambushed a bus on Monday and marched 14 passengers off into the forest.", "armed-assault", "kidnapped", 14),
    ("The army captured the rebel leader and six others in a raid on a farm near Tame.", "arrest", "arrested", 7),
    ("Six men are in custody over the fire, police in Lyon said on Monday.", "arrest", "arrested", 6),
])  # fmt: skip
def test_how_many_were_taken(text: str, type_: str, what: str, many: int) -> None:
    [one] = [s for s in told(text) if what in s.counts]
    assert (one.type, one.counts[what].best) == (type_, many)


def test_the_troops_arrested_the_men_whoever_says_so() -> None:
    [one] = told("Israeli troops arrested at least 22 men in raids across the West Bank, the Prisoners' Club said on Monday.")
    assert names(one, "detained") == ["at least 22 men"]


def test_the_dead_of_last_year_are_no_happening() -> None:
    assert not told("The ombudsman says 181 social leaders were killed in Colombia last year.")
