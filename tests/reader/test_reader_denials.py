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
