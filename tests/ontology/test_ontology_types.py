"""The types are those of the record's contract, hang together, and carry codes that the standards know."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from tacitus import ontology
from tacitus.errors import TacitusError
from tacitus.ontology import docs, loader

CONTRACT = """
bombing suicide-bombing landmine shelling air-strike drone-strike armed-clash armed-assault massacre assassination
execution kidnapping hostage-taking siege arson looting sexual-violence torture stabbing vehicle-ramming mob-violence
riot excessive-force chemical-attack other-violence offensive territory-taken territory-held territory-lost withdrawal
deployment base-established encirclement protest arrest ceasefire agreement weapons-seized prisoner-exchange
displacement aid-blocked accident disaster statement-only
"""

ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    },
}
PLOVER = {
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "MOBILIZE": "troops weapons police militia",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "ACCUSE": "disapprove investigate allege",
    "AGREE": "",
}
CAMEO = (
    "010 057 0841 0871 0874 141 145 150 154 171 173 175 180 181 182 1821 1822 1823 183 1831 1832 1833 186 190 191 192 "
    "193 194 195 201 202 204 2041"
)
MUC = {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING", "FORCED WORK STOPPAGE"}


def test_every_type_of_the_contract_is_there():
    assert set(ontology.load().types) >= set(CONTRACT.split())


@pytest.mark.parametrize("kind", ontology.load().types.values(), ids=lambda kind: kind.id)
def test_every_code_is_one_that_its_standard_has(kind):
    if kind.acled:
        assert kind.acled[1] in ACLED[kind.acled[0]]
    if kind.plover:
        assert kind.plover.mode is None or kind.plover.mode in PLOVER[kind.plover.event].split()
    assert kind.cameo is None or kind.cameo in CAMEO.split()
    assert kind.gtd is None or 1 <= kind.gtd.attacktype <= 9
    assert kind.muc is None or kind.muc in MUC
    assert set(kind.ucdp) <= {1, 2, 3}


@pytest.mark.parametrize("kind", ontology.load().types.values(), ids=lambda kind: kind.id)
def test_every_type_is_defined_in_one_sentence_or_two_and_has_roles(kind):
    assert kind.says.endswith(".")
    assert kind.roles
    assert all(says and not says.endswith(".") for says in kind.roles.values())


def test_every_violent_type_has_its_equivalents():
    for kind in ontology.load().types.values():
        if kind.group == "violence":
            assert kind.counts_as_violence
            assert kind.acled
            assert kind.plover
            assert kind.cameo


def test_accidents_and_disasters_are_not_violence():
    types = ontology.load().types
    assert not any(types[name].counts_as_violence for name in ("accident", "disaster", "protest", "territory-held"))


def test_a_type_has_the_roles_of_its_parent_and_may_define_them_more_closely():
    types = ontology.load().types
    assert set(types["bombing"].roles) <= set(types["suicide-bombing"].roles)
    assert types["bombing"].roles["attacker"] != types["suicide-bombing"].roles["attacker"]


def test_lineage_leads_to_the_top():
    known = ontology.load()
    assert known.lineage("suicide-bombing") == ("suicide-bombing", "bombing")
    assert known.is_a("drone-strike", "air-strike")
    assert not known.is_a("air-strike", "drone-strike")


def test_kinship_is_the_same_both_ways():
    known = ontology.load()
    for a in known.types:
        assert known.kinship(a, a) == "same"
        for b in known.types:
            assert known.kinship(a, b) == known.kinship(b, a)


@pytest.mark.parametrize(("a", "b", "kinship"), [
    ("bombing", "suicide-bombing", "same"),
    ("shelling", "air-strike", "same"),
    ("armed-assault", "massacre", "same"),
    ("bombing", "shelling", "near"),
    ("assassination", "bombing", "near"),
    ("kidnapping", "arrest", "near"),
    ("protest", "air-strike", "far"),
    ("ceasefire", "bombing", "far"),
])
def test_types_that_reports_of_one_happening_confuse_are_akin(a, b, kinship):
    assert ontology.load().kinship(a, b) == kinship


def _broken(change):
    types = copy.deepcopy(loader.table("types"))
    change(types)
    with pytest.raises(TacitusError) as caught:
        loader.build(types, loader.table("families"), loader.table("counts"))
    return str(caught.value)


def test_a_parent_that_is_no_type_is_named():
    said = _broken(lambda types: types["landmine"].update({"is": "bomb"}))
    assert "E403" in said
    assert "[landmine]" in said
    assert "'bomb'" in said


def test_a_circle_of_parents_is_refused():
    assert "ancestor" in _broken(lambda types: types["bombing"].update({"is": "landmine"}))


def test_unknown_families_counts_and_fields_are_refused():
    assert "family 'blast'" in _broken(lambda types: types["bombing"].update(family="blast"))
    assert "count 'dead'" in _broken(lambda types: types["bombing"].update(counts=["dead"]))
    assert "colour" in _broken(lambda types: types["bombing"].update(colour="red"))


def test_a_missing_table_says_so():
    with pytest.raises(TacitusError, match=r"E403 ontology/no-such-table\.toml"):
        ontology.table("no-such-table")


def test_a_table_is_read_once():
    assert ontology.table("types") is ontology.table("types")


def test_the_page_of_types_is_up_to_date():
    committed = Path(__file__).parents[2] / "docs" / "types.md"
    assert committed.read_text(encoding="utf-8") == docs.page(ontology.load())
