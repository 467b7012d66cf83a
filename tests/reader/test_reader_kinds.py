"""What type a happening is given, from the words that name it, who did it, to whom and by what."""

from __future__ import annotations

import pytest

TYPES = [
    ("excessive-force", "Police fired on demonstrators in Khartoum on Tuesday, killing two."),
    ("riot", "Protesters clashed with police in Lima on Sunday; 14 people were injured."),
    ("execution", "Militants killed a captured pilot near Gao on Monday, the army said."),
    ("execution", "The extremists beheaded two hostages in Marawi on Friday."),
    ("assassination", "Gunmen shot dead the mayor of Tacloban outside his home on Friday."),
    ("mob-violence", "A mob beat a man to death in Dhaka on Saturday."),
    ("chemical-attack", "Helicopters dropped chlorine gas on a village near Hama on Thursday, killing four people."),
    ("air-strike", "Helicopters fired on a rebel column near Kidal on Wednesday."),
    ("drone-strike", "A drone attacked an oil depot near Sanaa on Wednesday."),
    ("kidnapping", "Gunmen marched off forty students from a school in Kaduna on Monday."),
    ("arrest", "Soldiers seized three suspects in Cotabato on Monday."),
    ("hostage-taking", "Rebels took nine tourists hostage near Jolo on Sunday."),
    ("arson", "Attackers burned 30 houses in a village near Bambari on Tuesday."),
    ("looting", "Armed men looted the market of Bunia on Tuesday."),
    ("sexual-violence", "Soldiers raped dozens of women in Minova on Thursday."),
    ("stabbing", "A man with a knife stabbed three people in Jerusalem on Tuesday."),
    ("vehicle-ramming", "A lorry ploughed into a crowd in Nice on Thursday, killing dozens."),
    ("landmine", "Four farmers were killed when their cart hit a landmine near Pailin on Monday."),
    ("base-established", "The army has set up a new military base near Azaz on Monday."),
    ("suicide-bombing", "A woman detonated an explosive vest at a market in Maiduguri on Friday, killing nine people."),
    ("bombing", "A car bombing in Kabul killed five people on Monday."),
    ("ceasefire", "The government and the rebels signed a ceasefire in Juba on Monday."),
]


@pytest.mark.parametrize(("kind", "text"), TYPES)
def test_the_type_follows_from_the_words_the_doer_and_the_one_it_was_done_to(told, kind, text):
    assert kind in [s.type for s in told(text)]


def test_a_blast_of_stored_goods_is_an_accident(told):
    text = "An explosion in a fireworks warehouse killed 12 people in Tultepec on Thursday. Welding had set off a fire."
    assert {s.type for s in told(text)} == {"accident"}


def test_a_blast_that_somebody_claims_is_no_accident(told):
    text = "An explosion in a fireworks warehouse killed 12 people in Quetta on Thursday. Militants said they planted a bomb."
    assert "bombing" in {s.type for s in told(text)}


def test_a_court_s_sentence_of_death_is_no_execution_of_a_captive(told):
    text = "The only woman on death row in Georgia was executed by lethal injection on Tuesday. She had been convicted of murder."
    assert told(text) == []


def test_an_attack_in_which_people_are_taken_hostage_is_a_hostage_taking(told):
    text = "Gunmen stormed a hotel in Bamako on Friday and took 170 guests hostage."
    assert [s.type for s in told(text)] == ["hostage-taking"]


def test_a_statement_withdrawn_is_no_withdrawal_of_forces(told):
    text = "Gunmen killed two people in Jos on Monday. The army withdrew its claim that they had been caught."
    assert "withdrawal" not in [s.type for s in told(text)]


def test_a_rocket_shot_into_space_is_no_attack(told):
    assert told("North Korea shot a long-range rocket into space on Sunday, its army said.") == []


def test_weapons_recovered_after_a_clash_are_no_bombing(told):
    text = "Soldiers killed a militant near Sopore on Monday. Arms, including 41 hand grenades, were recovered."
    assert "bombing" not in [s.type for s in told(text)]
