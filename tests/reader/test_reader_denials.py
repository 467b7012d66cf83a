"""A denial hangs on what it denies, and on whoever denies it."""

from __future__ import annotations

import pytest
from telling import of, told


@pytest.mark.parametrize(
    "denial",
    [
        "Army spokesman Peter Lado denied it, saying the rebels had shelled a barracks in Nasir.",
        "An army spokesman denied the accusation, saying the rebels had shelled a barracks in Nasir.",
    ],
)
def test_what_is_told_behind_a_denial_is_not_what_is_denied(denial: str) -> None:
    found = told(f"The SPLA-IO accused the army of having attacked its base in Nasir, South Sudan. {denial}", "2025-03-02")
    (attacked,), (shelled,) = of(found, "armed-assault"), of(found, "shelling")
    assert [(claim.by.lower(), claim.stance) for claim in attacked.claims if claim.stance == "denies"] == [("army", "denies")]
    assert not shelled.claims
    assert [party.name for party in shelled.roles["attacker"]] == ["rebels"]


def test_the_guerrillas_are_those_whom_the_sentence_before_was_about() -> None:
    text = (
        "The National Liberation Army said on Monday its fighters had executed two former FARC rebels in Tibu. The guerrillas "
        "denied responsibility for the car bomb that went off in Cali on Saturday, killing one. Officials blame FARC dissidents."
    )
    [bombing] = of(told(text, "2024-06-04"), "bombing")
    assert [(c.actor or c.by, c.stance) for c in bombing.claims][:1] == [("eln", "denies")]
    assert {(p.actor, p.status) for p in bombing.roles["attacker"]} == {("eln", "denied"), ("farc-dissidents", "blamed")}


@pytest.mark.parametrize("text", [
    "The group denied responsibility for the bomb that exploded in Cali on Monday, killing two people.",
    "The army condemned the bombing of a bus in Gao on Monday, killing two people.",
])  # fmt: skip
def test_who_speaks_of_a_deed_has_not_killed(text: str) -> None:
    [bombing] = told(text)
    assert not any(p.status == "stated" for p in bombing.roles.get("attacker", []))
