"""What kills without meaning it is no violence: disease, hunger, the elements, mishaps; and what is told beside it still is."""

from __future__ import annotations

import pytest
from telling import bounds, of

from tacitus import ontology


def _violent(statements):
    types = ontology.load().types
    return [s for s in statements if types[s.type].counts_as_violence]


@pytest.mark.parametrize(
    ("text", "type_", "killed"),
    [
        (
            "ADEN, May 14 (Agency) - Health workers are fighting a losing battle against cholera in the port city, where the "
            "disease has killed 312 people since January, the health ministry said.",
            "disaster",
            312,
        ),
        ("Hunger killed at least 430 people last month in the dry south of Somalia, a study said.", "disaster", 430),
        (
            "An earthquake killed 154 people in western Nepal on Friday night. Soldiers dug for survivors.",
            "disaster",
            154,
        ),
        ("A bus plunged into a ravine in Cauca on Tuesday, killing 17 people, police said.", "accident", 17),
        (
            "An overloaded ferry sank off Mindoro on Monday, killing 23 people. The army joined the search.",
            "accident",
            23,
        ),
        ("KINSHASA, May 14 - A gold mine collapsed in Kamituga on Sunday, killing 50 miners.", "accident", 50),
        ("The virus has killed 18 soldiers at the barracks in Kandahar, the army said on Monday.", "disaster", 18),
        ("Poisonous home-made liquor killed 22 villagers in Lai Chau, police said on Monday.", "accident", 22),
        ("A fire in a hospital ward in Cairo killed seven patients on Tuesday, police said.", "accident", 7),
        (
            "Six people died when an apartment block collapsed in Lagos on Monday. Police arrested the builder.",
            "accident",
            6,
        ),
        ("Overdoses killed 1,340 people in the province, a toll that the premier called a massacre.", "accident", 1340),
        ("A chemical leak at a plant in Bhilai has killed ten people, police said.", "accident", 10),
        ("Seven people were killed on Monday when a volcano erupted off the east coast.", "disaster", 7),
        (
            "A dam burst near Ouro Preto on Monday and a wave of mud killed 36 people. Firefighters battled to reach others.",
            "disaster",
            36,
        ),
        ("A crocodile killed two fishermen on Lake Albert on Sunday, police said.", "accident", 2),
    ],
)
def test_what_nobody_meant_is_no_violence(told, text, type_, killed):
    found = told(text)
    assert _violent(found) == []
    assert [bounds(s, "killed")[0] for s in of(found, type_) if bounds(s, "killed")] == [killed]


@pytest.mark.parametrize(
    ("text", "type_", "killed"),
    [
        (
            "Doctors in Goma fighting an Ebola outbreak that has killed 96 people said rebel shells hit their clinic on "
            "Monday, killing two nurses.",
            "shelling",
            2,
        ),
        (
            "Cholera has killed 31 people in the Bentiu camp, where shelling on Sunday killed four people, doctors said.",
            "shelling",
            4,
        ),
        (
            "Aid workers said 61 people had died of hunger in Adwa since March. On Monday government troops shelled the "
            "market of Adwa, killing nine people.",
            "shelling",
            9,
        ),
        (
            "Gunmen set fire to a hospital ward in Maiduguri on Tuesday, killing seven patients, police said.",
            "arson",
            7,
        ),
        (
            "Six people died when a block collapsed in Kharkiv on Monday after a night of Russian air strikes.",
            "air-strike",
            6,
        ),
        (
            "A crocodile killed two fishermen on Lake Albert on Sunday; villagers then attacked the park's office and beat "
            "a ranger to death.",
            "mob-violence",
            1,
        ),
    ],
)
def test_violence_beside_it_keeps_its_own_dead(told, text, type_, killed):
    (one,) = _violent(told(text))
    assert one.type == type_
    assert bounds(one, "killed") in ((killed, killed, killed), None)


def test_a_ferry_that_a_missile_sank_was_attacked(told):
    (one,) = _violent(told("A missile sank a ferry off Odesa on Monday, killing 14 passengers, the coast guard said."))
    assert one.type == "shelling"


def test_a_helicopter_that_was_shot_down_did_not_crash_by_itself(told):
    text = "Rebels shot down an army helicopter near Aguelhok on Monday, killing all five soldiers on board."
    assert _violent(told(text))
    assert not of(told(text), "accident")


def test_those_whom_a_siege_starves_are_not_the_weathers(told):
    text = (
        "Sixteen people died of hunger in Madaya, which government forces have besieged since July, aid workers said."
    )
    assert [s.type for s in told(text)] == ["siege"]


def test_gangs_are_fought_with_arms_and_corruption_is_not(told):
    assert told("The president vowed to continue the war on corruption. The fight against graft has cost jobs.") == []
    text = "Soldiers fought a gun battle with a drug cartel in Culiacan on Monday. Five gunmen died."
    assert [s.type for s in _violent(told(text))] == ["armed-clash"]
