"""The dead of a war, of a disease or of a year are those of no single happening, however near to one they are told."""

from __future__ import annotations

import pytest
from telling import bounds, names, of, told


@pytest.mark.parametrize("text", [
    "More than 25,000 people have died since the rebels burned a school in the village of Acarpa in May 1980.",
    "Guerrillas burned a school in the village of Acarpa in May 1980, the first act of a war that has killed more than 25,000.",
    "Rebels torched a school in Sarpo in March, the opening shot of an insurgency which has cost some 12,000 lives.",
    "Rebels set fire to a school near Kidal on Monday. It was the latest blow in a war in which 9,000 people have died.",
    "Gunmen burned the village of Dolbe on Tuesday. The conflict has claimed 40,000 lives over the past decade.",
    "Gunmen burned the village of Dolbe on Tuesday amid unrest that has killed 400 people.",
])  # fmt: skip
def test_the_dead_of_a_war_hang_on_no_fire(text: str) -> None:
    found = of(told(text), "arson", "riot")
    assert found
    assert not any("killed" in fire.counts for fire in found)


@pytest.mark.parametrize("text", [
    "The civil war killed 70,000 people between 1980 and 1992.",
    "The war in Syria has killed more than 300,000 people since 2011.",
])  # fmt: skip
def test_a_war_told_by_its_dead_alone_is_no_happening(text: str) -> None:
    assert not told(text)


def test_the_happening_keeps_its_own_dead_beside_those_of_the_war() -> None:
    text = "A bomb killed nine people in Kano on Sunday, the latest attack in an insurgency that has killed more than 30,000."
    [bombing] = told(text)
    assert bounds(bombing, "killed") == (9, 9, 9)
    assert not names(bombing, "attacker")  # what goes on is nobody who did it


@pytest.mark.parametrize("text", [
    "A gang war killed five people in Marseille on Friday.",
    "Violence killed five people in Marseille on Friday.",
])  # fmt: skip
def test_a_war_of_one_day_has_its_dead(text: str) -> None:
    [one] = told(text)
    assert bounds(one, "killed") == (5, 5, 5)


@pytest.mark.parametrize("text", [
    "Malaria killed an estimated 438,000 people in 2015, the health ministry said on Wednesday.",
    "Malaria kills more than 600,000 people a year, most of them children.",
    "Cholera has killed 2,100 people in Yemen since 2011, the United Nations said.",
    "Measles claimed 3,000 lives last year, officials said on Tuesday.",
])  # fmt: skip
def test_the_yearly_dead_of_a_disease_are_no_happening(text: str) -> None:
    assert not [one for one in told(text) if one.counts]


@pytest.mark.parametrize(("text", "dead"), [
    ("Ebola killed 14 people in the village of Bosobe last week, a doctor said.", 14),
    ("A flood killed 230 people in Derna on Monday, the worst since 1959.", 230),
])  # fmt: skip
def test_a_disaster_of_some_days_has_its_dead_and_is_no_violence(text: str, dead: int) -> None:
    [one] = told(text)
    assert one.type == "disaster"
    assert bounds(one, "killed") == (dead, dead, dead)


def test_an_outbreak_is_dated_by_all_of_its_time() -> None:
    [one] = told("Cholera has killed 52 people in the camp at Dagahaley since March, aid workers said.")
    assert bounds(one, "killed") == (52, 52, 52)
    assert ((one.when.start or "")[:7], (one.when.end or "")[:7]) == ("2016-03", "2016-07")


def test_a_rate_is_told_from_a_distance_in_time() -> None:
    assert not told("Land mines kill 20 people a month in the province, a doctor said.")
    [blast] = told("A blast killed 20 people in Kano a month after the first one, a doctor said.")
    assert bounds(blast, "killed") == (20, 20, 20)
