"""Who did it and to whom: names trimmed, owners of strikes, culprits and police kept out of the wrong role."""

from __future__ import annotations

from collections.abc import Callable

from tacitus.record import Statement

Told = Callable[..., list[Statement]]


def _names(statement: Statement, role: str) -> list[str]:
    return [p.name for p in statement.roles.get(role, [])]


def test_a_strike_is_done_by_whoever_owns_it(told: Told) -> None:
    (strike,) = told("Israeli air strikes killed three people in Gaza on Tuesday.")
    assert _names(strike, "attacker") == ["Israeli"]
    (shelling,) = told("Shells fired by Yemeni forces killed three people in Jizan on Monday.")
    assert _names(shelling, "attacker") == ["Yemeni forces"]


def test_police_who_shoot_the_gunmen_are_not_the_attackers(told: Told) -> None:
    first = told("Two gunmen killed nine guests at a hotel in Kabul on Monday. The gunmen were shot dead by police.")[0]
    assert _names(first, "attacker") == ["Two gunmen"]
    assert "gunmen" not in " ".join(_names(first, "target") + _names(first, "victim"))


def test_police_blow_up_nobody(told: Told) -> None:
    for text in (
        "Police said a bomb exploded at a bus station in Jos on Monday, killing three people.",
        "A car bomb killed nine people in Quetta on Monday. Police cordoned off the site of the blast.",
    ):
        assert _names(told(text)[0], "attacker") == []


def test_the_attackers_own_dead_are_no_victims(told: Told) -> None:
    (ambush,) = told(
        "An army patrol was ambushed by rebels near Goma on Monday. Six soldiers and two rebels were killed."
    )
    assert _names(ambush, "victim") == ["Six soldiers"]
    (strike,) = told("An air strike killed 12 militants near Miranshah on Monday.")
    assert _names(strike, "victim") == ["12 militants"]


def test_names_come_without_dateline_dash_or_day(told: Told) -> None:
    for text in (
        "KABUL, July 26 - Taliban gunmen killed five policemen in Kunduz on Monday.",
        "Kunduz attack\n\n- Taliban gunmen killed five policemen in Kunduz on Monday.",
        'On Monday "Taliban" gunmen killed five policemen in Kunduz.',
    ):
        assert all(n[0].isalnum() and "\n" not in n and "KABUL" not in n for n in _names(told(text)[0], "attacker"))
        assert "five policemen" in _names(told(text)[0], "victim")


def test_nobody_and_attacks_are_no_targets(told: Told) -> None:
    text = "A bomb exploded outside a bank in Athens on Monday. No one was hurt. Two explosions hit the city last week."
    for statement in told(text):
        assert not {"no one", "Two explosions"} & {*_names(statement, "target"), *_names(statement, "victim")}


def test_whose_murder_it_was_is_the_victim(told: Told) -> None:
    found = told(
        "Gunmen shot dead a judge in Cali on Monday. The judge's murder by the Calero gang shocked the country."
    )
    assert "judge" not in _names(found[0], "attacker")


def test_farmers_and_herders_are_the_sides_of_their_clash(told: Told) -> None:
    (clash,) = told("Farmers clashed with herders near Jos on Monday, leaving 12 dead.")
    assert set(_names(clash, "attacker")) == {"Farmers", "herders"}


def test_what_is_fired_at_is_hit(told: Told) -> None:
    (shooting,) = told("Soldiers fired into a crowd of protesters in Conakry on Monday, killing 20 people.")
    assert "crowd of protesters" in _names(shooting, "target")


def test_his_men_and_the_group_are_the_party_named_before(told: Told) -> None:
    (taken,) = told("Boko Haram's leader said on Monday that his men had kidnapped 20 girls from a school in Chibok.")
    assert [p.actor for p in taken.roles["attacker"]] == ["boko-haram"]
    assert _names(taken, "victim") == ["20 girls"]


def test_the_sides_of_a_clash_may_be_peoples(told: Told) -> None:
    (clash,) = told("Clashes between Buddhists and Rohingya Muslims in Sittwe on Monday left 20 dead.")
    assert _names(clash, "attacker") == ["Buddhists", "Rohingya Muslims"]


def test_nameless_doers_are_of_the_group_that_they_belong_to(told: Told) -> None:
    for text, actor in (
        ("Fighters loyal to the Islamic State shot dead five policemen in Marawi on Monday.", "islamic-state"),
        ("Gunmen from the Taliban shot dead five policemen in Kunduz on Monday.", "taliban"),
        ("Two suicide bombers sent by Boko Haram attacked military checkpoints in Maiduguri on Monday.", "boko-haram"),
    ):
        assert [p.actor for p in told(text)[0].roles["attacker"]] == [actor]


def test_a_person_is_called_by_name(told: Told) -> None:
    (found,) = told("Gunmen shot dead a leader of the strikers, Ana Ruiz, in Cali on Monday.")
    assert "Ana Ruiz" in _names(found, "target") + _names(found, "victim")


def test_aircraft_are_what_it_was_flown_with(told: Told) -> None:
    (strike,) = told("Turkish warplanes bombed a rebel camp near Qamishli on Monday, killing five fighters.")
    assert _names(strike, "instrument") == ["Turkish warplanes"]
    assert [p.actor for p in strike.roles["attacker"]] == ["turkey/air-force"]


def test_a_vehicle_that_rams_is_the_weapon(told: Told) -> None:
    (ramming,) = told("A van ploughed into tourists in Barcelona on Monday, killing 13 people in a terrorist attack.")
    assert _names(ramming, "weapon") == ["van"]
    assert "van" not in _names(ramming, "target")
