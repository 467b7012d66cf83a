"""One of several attacks is told apart from the several, and told of again it is the same one."""

from __future__ import annotations

from telling import bounds, of, told


def test_the_second_bombing_told_again_is_one_and_has_its_own_dead() -> None:
    found = told(
        "On 4 May 2012, two car bombings killed 31 people in Makhachkala, Russia.\n"
        "The first bombing hit a police post. The second bombing was outside a fire station. "
        "Nine people were killed in the explosion. A third device was found nearby.",
        "2012-05-05",
    )
    assert any((bounds(s, "killed") or (0,))[0] == 9 for s in of(found, "bombing"))
    assert any((bounds(s, "killed") or (0,))[0] == 31 for s in of(found, "bombing"))


def test_a_blast_in_one_town_is_part_of_the_wave_over_the_country() -> None:
    found = told(
        "A string of attacks across Iraq on Tuesday killed 60 people, officials said.\n\n"
        "In Kirkuk, a car bomb outside a court killed 14 people and wounded 30.\n\n"
        "Gunmen shot dead three soldiers at a checkpoint in Mosul.",
    )
    killed = {(bounds(s, "killed") or (0,))[0] for s in found}
    assert {60, 14, 3} <= killed


def test_the_deadliest_of_several_is_one_of_them() -> None:
    found = told(
        "Several bombings in Pakistan left 48 people dead on Tuesday.\n\n"
        "In the deadliest attack, a bomb in a market in Quetta killed 22 people.",
    )
    killed = [(bounds(s, "killed") or (0,))[0] for s in found]
    assert {22, 48} <= set(killed)


def test_the_words_quoted_are_the_whole_phrase() -> None:
    (found,) = told("Gunmen opened fire at a wedding in Diyarbakir on Monday, killing five people.")
    assert "opened fire" in {q.words for q in found.quotes}


def test_the_other_one_whose_verb_is_left_out_is_told_too() -> None:
    found = told(
        "Two bombs killed 19 people in Peshawar, Pakistan, on Sunday. "
        "One went off at a bus station in Peshawar and the other at a market in Mardan."
    )
    assert [s.where.name for s in of(found, "bombing")] == ["Peshawar", "Peshawar", "Mardan"]
    assert {s.when.start for s in found} == {"2016-07-24"}


def test_the_dead_of_two_places_are_shared_out() -> None:
    found = told("Suicide attacks hit Kano and Jos on Monday, killing 24. Ten people died in Kano and 14 in Jos.")
    assert [bounds(s, "killed") for s in found] == [(24, 24, 24), (10, 10, 10), (14, 14, 14)]
    assert {s.type for s in found} == {"suicide-bombing"}
    assert found[2].where.name == "Jos"


def test_shares_in_the_clause_of_the_deed_make_no_third_happening() -> None:
    found = told("Nine people were killed in Aleppo and 12 in Idlib when warplanes bombed markets on Monday.")
    assert [(s.type, s.where.name) for s in found] == [("air-strike", "Aleppo"), ("air-strike", "Idlib")]


def test_who_was_killed_before_the_shelling_is_not_killed_by_it() -> None:
    found = told("The army shelled Jayrud on Saturday after rebels killed a pilot near the town. Forty civilians died.")
    assert not any("pilot" in p.name for s in of(found, "shelling") for p in s.roles.get("victim", []))
    assert len(found) == 2


def test_the_dead_of_a_blast_stay_with_it() -> None:
    (found,) = told("Eight people died after a bomb exploded outside a court in Quetta on Monday.")
    assert bounds(found, "killed") == (8, 8, 8)


def test_the_town_where_people_died_is_where_the_blast_was() -> None:
    (found,) = told("Rebels blew up a truck outside a police station in Kramatorsk on Sunday, where 16 people died.")
    assert bounds(found, "killed") == (16, 16, 16)
