"""Whether two mentions are one happening: what the words about them say."""

from __future__ import annotations


def _of(statements, *kinds):
    return [s for s in statements if s.type in kinds]


def test_one_of_several_blasts_is_told_apart_from_their_sum(told):
    text = (
        "Two explosions killed 23 people in Kampala on Sunday. One went off at a restaurant and killed 8. "
        "The second exploded at a rugby ground, killing 15."
    )
    assert len(_of(told(text), "bombing")) >= 2


def test_attackers_shot_by_police_are_no_second_attack(told):
    text = "Gunmen attacked a church in Garissa on Sunday and killed 14 people. Police shot two of the attackers dead."
    assert len(_of(told(text), "armed-assault", "assassination", "other-violence")) == 1


def test_what_officials_call_it_is_no_second_happening(told):
    text = (
        "A bomb killed nine people at a market in Lahore on Monday. The governor called it a cowardly terrorist attack."
    )
    assert len(told(text)) == 1


def test_later_words_for_the_attack_join_it(told):
    text = (
        "A suicide bomber blew himself up at a bus station in Kano on Friday, killing 11 people.\n\n"
        "Witnesses said that the blast shattered windows.\n\nNobody claimed the bombing. The attack was condemned abroad."
    )
    assert len(told(text)) == 1


def test_a_denied_hand_in_it_is_no_second_happening(told):
    text = "A car bomb killed nine people in Kabul on Monday. The Taliban denied that it carried out the bombing."
    assert len(_of(told(text), "bombing", "suicide-bombing")) == 1


def test_a_title_tells_what_the_text_below_tells(told):
    text = (
        "Knife gang kills nine in station\n\n"
        "Five men with knives attacked travellers at a railway station in Urumqi on Tuesday and killed nine people, police said."
    )
    assert len(told(text)) == 1


def test_a_toll_counted_later_is_of_the_same_attack(told):
    text = "A bomb went off at a mosque in Sanaa on Friday. On Sunday a doctor put the death toll at 34."
    assert len(told(text)) == 1


def test_a_massacre_by_bombs_is_one_happening(told):
    text = "Warplanes bombed a market in Idlib on Monday, killing 40 people. Rescuers called for an inquiry into the massacre."
    assert len(told(text)) == 1


def test_the_big_town_that_a_small_one_lies_near_is_no_second_place(told):
    text = (
        "Army shells hit Dhamar, 100 km from Sanaa, on Monday, killing nine people. "
        "The bombardment near Sanaa went on for an hour."
    )
    assert len(told(text)) == 1


def test_what_a_dead_man_was_wanted_over_is_not_his_killing(told):
    (killing, bombing) = told("Troops killed six militants, including a man wanted over last month's bombing of a market in Kano.")
    assert killing.counts["killed"].best == 6
    assert bombing.type == "bombing"
    assert "killed" not in bombing.counts


def test_a_raid_in_which_people_are_arrested_is_their_arrest(told):
    (arrest,) = told("Police arrested two suspects in a raid on a house in Quetta on Thursday.")
    assert arrest.type == "arrest"
    assert [p.name for p in arrest.roles["attacker"]] == ["Police"]
    assert [p.name for p in arrest.roles["detained"]] == ["two suspects"]


def test_a_bomb_hours_after_another_is_another(told):
    text = (
        "A bomb struck a bus in Quetta on Tuesday evening, killing four people, hours after a bomb tore through a market in the "
        "city and killed 12, officials said."
    )
    one, other = told(text)
    assert (one.counts["killed"].best, other.counts["killed"].best) == (4, 12)
    assert [p.name for p in other.roles["target"]] == ["market"]


def test_a_bus_that_carries_people_was_struck_on_the_day_it_did(told):
    (bombing,) = told("A roadside bomb struck a bus carrying Shi'ite pilgrims in Quetta on Tuesday evening, killing four people.")
    assert bombing.when.start == bombing.when.end == "2016-07-26"


def test_the_dead_of_years_are_no_part_of_the_day_s_shelling(told):
    text = (
        "Rebels fired rockets at a power station in Mhardeh on Monday, wounding four workers. The region has been under heavy "
        "bombardment since late April. More than 700 civilians have been killed since then, the United Nations says."
    )
    (shelling,) = told(text)
    assert "killed" not in shelling.counts
    assert not shelling.roles.get("victim")


def test_an_army_ambushed_kills_others_elsewhere(told):
    text = (
        "Gunmen ambushed an army convoy near Diabaly on Friday, killing at least 24 soldiers.\n\nThe army said on Sunday it had "
        "killed about 20 jihadists in an operation near the border with Burkina Faso."
    )
    ambush, operation = told(text)
    assert ambush.counts["killed"].low == 24
    assert operation.counts["killed"].best == 20


def test_the_guns_of_two_states_are_two_strikes(told):
    text = (
        "Russian missiles hit a hospital in Pryvillia overnight, killing three patients. In Donetsk, an official said two "
        "civilians died when Ukrainian artillery struck a residential block."
    )
    one, other = told(text)
    assert (one.counts["killed"].best, other.counts["killed"].best) == (3, 2)


def test_a_church_set_on_fire_after_a_killing_was_attacked(told):
    text = "Assailants killed a priest and five parishioners in Dablo during Sunday mass. They then set the church on fire."
    assert [s.type for s in told(text)] == ["armed-assault"]
    burnt = "Rebels set 30 houses on fire in Dablo on Sunday, killing five people."
    assert [s.type for s in told(burnt)] == ["arson"]


def test_the_name_of_a_country_before_a_dash_is_no_part_of_who_did_it(told):
    (abduction,) = told("KADUNA, Nigeria - Armed men stopped a bus on Saturday and abducted 14 passengers.")
    assert [p.name for p in abduction.roles["attacker"]] == ["Armed men"]
