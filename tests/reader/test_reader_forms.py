"""The plain active, passive, nominal and headline forms in which agencies tell of each type."""

from __future__ import annotations

import pytest
from telling import bounds, names

FORMS = [
    ("A tank round hit a family's home in Nabatieh on Sunday, killing a father and his two sons.", "shelling"),
    ("A hospital in Kafr Nabl was struck from the air three times on Sunday.", "air-strike"),
    ("Soldiers and rebel fighters fought for three hours near Tame on Monday.", "armed-clash"),
    ("Armed men took 30 passengers from a bus near Birnin Gwari on Monday.", "kidnapping"),
    ("Gunmen were holding about 20 people inside a bank in Sydney on Monday.", "hostage-taking"),
    ("Two churches were set ablaze in Bobo on Tuesday by a crowd.", "arson"),
    ("Fighters broke into shops in Wad Madani on Tuesday and carried off food and cash.", "looting"),
    ("Guards at the jail in Evin beat a prisoner with cables last week, his lawyer said.", "torture"),
    ("A driver steered a van into a crowd at a Christmas market in Trier on Monday, killing four.", "vehicle-ramming"),
    ("Saboteurs blew up a gas pipeline near Arish on Monday.", "bombing"),
    ("Two schoolgirls died in crossfire between gangs in Port-au-Prince on Monday.", "armed-clash"),
    ("Fighters went on a killing spree in Sderot on Saturday, leaving 12 dead.", "armed-assault"),
    ("Sea drones sank a tanker off Sevastopol on Monday.", "drone-strike"),
    ("Radio journalist shot dead in Tamaulipas", "assassination"),
    ("Protesters turned violent in Hamburg on Friday and were driven back by police.", "riot"),
    ("The army units drove the militants out of key areas in Homs province.", "territory-taken"),
    (
        "Opposition fighters retook a strategic town from government forces on Thursday, activists said.",
        "territory-taken",
    ),
    ("Islamic militants seized two oil fields near Brega on Tuesday.", "territory-taken"),
    (
        "Ukrainian drones struck a refinery in Kaluga overnight, setting two tanks on fire, the governor said.",
        "drone-strike",
    ),
    ("Drug gang members murdered a family of five in Culiacan on Sunday.", "armed-assault"),
]


@pytest.mark.parametrize(("text", "type_"), FORMS)
def test_a_plain_form_is_read_as_its_type(told, text, type_):
    assert [s.type for s in told(text)] == [type_]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Gunmen shot dead a doctor, Salim Anwar, in Quetta on Monday.", "assassination"),
        ("Gunmen shot dead a doctor, Salim Anwar, outside his clinic.", "assassination"),
        ("Gunmen shot a farmer dead in Quetta on Monday.", "armed-assault"),
        ("A mob beat to death a driver, Rafiq Khan, in Sialkot on Monday.", "mob-violence"),
        ("Attackers hacked to death a priest, Paul Musa, in Kaduna on Monday.", "assassination"),
    ],
)
def test_whom_a_blow_kills_is_counted_and_a_victim(told, text, type_):
    (one,) = told(text)
    assert one.type == type_
    assert bounds(one, "killed") == (1, 1, 1)
    assert names(one, "victim")


def test_who_shot_somebody_dead_is_alive(told):
    (one,) = told("A landlord shot dead his tenant in Lahore on Monday.")
    assert names(one, "victim") == ["tenant"]
    (one,) = told("Police shot him dead at a checkpoint in Homs on Monday.")
    assert names(one, "attacker") == ["Police"]


@pytest.mark.parametrize(
    ("text", "dead"),
    [("Three policemen shot dead in Quetta", "Three policemen"), ("Five men shot dead, two wounded in Juba", "Five men")],
)
def test_those_whom_a_headline_calls_shot_dead_shot_nobody(told, text, dead):
    (one,) = told(text)
    assert names(one, "attacker") == []
    assert names(one, "victim") == [dead]


def test_a_sentence_of_death_kills_nobody(told):
    assert not [s for s in told("A court in Cairo sentenced 12 militants to death on Monday.") if "killed" in s.counts]


def test_those_who_were_shot_and_killed_shot_nobody(told):
    (one,) = told("Two policemen were shot and killed at a checkpoint in El Arish on Tuesday.")
    assert names(one, "attacker") == []
    assert names(one, "victim") == ["Two policemen"]


def test_whom_rebels_round_up_they_kidnap(told):
    (one,) = told("Rebels rounded up 46 villagers near Djugu on Sunday, a local chief said.")
    assert one.type == "kidnapping"
    assert told("Police rounded up 46 protesters in Harare on Sunday.")[0].type == "arrest"


def test_a_dateline_is_not_what_the_lead_speaks_of(told):
    (one,) = told(
        "KINSHASA, May 14 - A gold mine was attacked in Kamituga on Sunday by rebel gunmen, who killed 50 miners."
    )
    assert one.where.name == "Kamituga"
    assert names(one, "attacker") == ["rebel gunmen"]


def test_who_tells_of_a_toll_is_none_of_it(told):
    text = "Police opened fire on a crowd in Huambo on Monday, killing five people, a hospital official said."
    (one,) = [s for s in told(text) if s.type == "excessive-force"]
    assert bounds(one, "killed") == (5, 5, 5)


def test_a_name_behind_a_title_is_a_person(told):
    (one,) = told("Magistrate Carlo Ferri was gunned down outside his home in Caserta on Monday night by two men.")
    assert one.type == "assassination"
    assert bounds(one, "killed") == (1, 1, 1)


def test_an_attack_that_is_ruled_out_was_none(told):
    text = "Faulty brakes caused the crash near Ayacucho in March, investigators said, ruling out an attack by rebels."
    assert not [s for s in told(text) if s.type == "armed-assault"]
