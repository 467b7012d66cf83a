"""What was first believed and what it was: told by the run of the words."""

import pytest
from telling import bounds, made, names, of, report, told

from tacitus.reader import beliefs
from tacitus.reader.page import open_page


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("A second blast, initially thought to be another bomb, came from a fuel tank.", "another bomb", "a fuel tank"),
        ("What was first taken for a mortar round was a generator that burst.", "a mortar round", "a generator"),
        ("The noise was initially described as gunfire. It was in fact a gas pipe.", "gunfire", "a gas pipe"),
        ("It was not a bomb, as first reported, but a gas leak.", "a bomb", "a gas leak"),
        ("The blast, at first believed to be a gas explosion, was a bomb.", "a gas explosion", "a bomb"),
        (
            "The attacker was mistakenly identified as a guard. Police later found that he was a deserter.",
            "a guard",
            "he was a deserter",
        ),
    ],
)
def test_a_belief_and_what_replaced_it_are_found(text: str, was: str, now: str) -> None:
    (found,) = beliefs.find(open_page(report(text)))
    assert (text[slice(*found.was)], text[slice(*found.now)]) == (was, now)


@pytest.mark.parametrize(
    "text",
    [
        "Police first thought of the children. The mayor was in the city that day.",
        "The governor was first elected as a senator. He was wounded on Monday.",
        "A bomb exploded in Herat. It was the second attack in a week.",
    ],
)
def test_no_belief_is_made_up(text: str) -> None:
    assert beliefs.find(open_page(report(text))) == []


def test_a_second_blast_that_was_no_bomb_makes_no_second_incident() -> None:
    text = (
        "A car bomb killed six people in Herat on Sunday. A second explosion, first reported to be another bomb, "
        "was caused by a gas cylinder."
    )
    assert len(of(told(text), "bombing")) == len(made(text)) == 1


def test_a_truck_full_of_explosives_is_the_weapon_and_a_bus_full_of_people_is_not() -> None:
    (one,) = told("A truck full of explosives blew up beside a bank in Tikrit on Monday, killing nine people.")
    assert any("truck" in w for w in names(one, "weapon"))
    assert any("bank" in t for t in names(one, "target"))
    (other,) = told("A roadside bomb destroyed a bus packed with commuters in Quetta on Monday, killing nine people.")
    assert not any("bus" in w for w in names(other, "weapon"))


@pytest.mark.parametrize("where", ["in front of", "next to", "outside", "close to", "near the gate of"])
def test_what_a_bomb_went_off_beside_is_its_target(where: str) -> None:
    (one,) = told(f"A car bomb exploded {where} the courthouse in Kirkuk on Monday, killing seven people.")
    assert any("courthouse" in t or "gate" in t for t in names(one, "target"))


def test_dozens_of_shops_are_damage() -> None:
    (one,) = told("A bomb in Lashkar Gah killed four people on Friday. Dozens of shops were destroyed by the blast.")
    assert [d.effect for d in one.damage] == ["destroyed"]


def test_rescuers_trying_to_reach_people_are_no_aim_of_the_attack() -> None:
    (one,) = told(
        "A bomb hit a hotel in Mogadishu on Friday, killing eight. Firemen are trying to reach guests inside."
    )
    assert one.purpose is None


def test_an_aim_keeps_its_hedge() -> None:
    (one,) = told("A bomb killed eight people in Mogadishu on Friday. The attack most likely aims to delay the vote.")
    assert one.purpose is not None
    assert one.purpose.words == "to delay the vote"
    assert getattr(one.purpose.certainty, "words", "") == "most likely"


@pytest.mark.parametrize("share", ["much of", "most of", "large parts of", "wide areas of"])
def test_a_share_of_a_province_can_be_taken(share: str) -> None:
    found = of(told(f"Rebel fighters captured {share} Idlib province in 2015."), "territory-taken")
    assert [(s.where.country, s.when.start, s.when.precision) for s in found] == [("SY", "2015-01-01", "year")]


def test_forces_from_two_sides_lead_one_offensive() -> None:
    text = (
        "Iraqi soldiers and Shia militias opened an offensive on Tal Afar on Sunday. "
        "The army is advancing from the east while the militias are pushing from the south."
    )
    (one,) = of(told(text), "offensive")
    assert len(names(one, "attacker")) >= 2


def test_a_town_surrounded_by_soldiers_is_cut_off() -> None:
    found = of(told("Fighters in the town of Rastan were surrounded by government soldiers on Monday."), "encirclement")
    assert [s.where.country for s in found] == ["SY"]


def test_people_who_are_still_trapped_are_counted_without_a_number() -> None:
    (one,) = told(
        "A bomb exploded in Aden on Monday and an unclear number of people are still trapped in a ruined house."
    )
    assert bounds(one, "trapped") == (None, None, None)
