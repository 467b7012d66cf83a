"""The scorers of MUC-4 give what its guidelines, and GTT's rule, say."""

from __future__ import annotations

import pytest
from muc_bench import keys, layout, roles, slots, texts
from muc_bench.keys import Fill

KEY = """
0.  MESSAGE: ID                     TST9-MUC9-0007
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  - 05 MAY 91
3.  INCIDENT: LOCATION              PERU: JUNIN (DEPARTMENT): TARMA (CITY / TOWN)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         "DYNAMITE" / "STICK OF DYNAMITE"
                                    ? "FUSE"
9.  PERP: INDIVIDUAL ID             -
12. PHYS TGT: ID                    "\\"EL SOL\\" BAKERY" / "BAKERY"
13. PHYS TGT: TYPE                  COMMERCIAL: "\\"EL SOL\\" BAKERY" / "BAKERY"
"""


def incident(kind: str, **found: list[list[str]]) -> dict[str, object]:
    return {"incident_type": kind, **{r: [] for r in roles.ROLES}, **found}


def f1(predicted: list[dict[str, object]], gold: list[dict[str, object]]) -> float:
    return roles.micro(roles.score({"d": predicted}, {"d": gold})).prf()[2]


def test_articles_capitals_and_punctuation_do_not_count() -> None:
    assert roles.normal('The "Red" Bridge') == roles.normal("red bridge")


def test_an_entity_with_one_mention_too_many_is_wrong() -> None:
    gold = [incident("attack", Victim=[["ana ruiz", "ruiz"]])]
    assert f1([incident("attack", Victim=[["ruiz", "ana ruiz"]])], gold) == 100
    assert f1([incident("attack", Victim=[["ruiz", "luis"]])], gold) == 50


def test_incidents_are_paired_as_suits_the_report_best() -> None:
    gold = [incident("attack", Victim=[["ana"]]), incident("attack", Victim=[["luis"]])]
    assert f1(list(reversed(gold)), gold) == 100


def test_incidents_of_other_types_are_not_paired_at_all() -> None:
    assert f1([incident("arson", Victim=[["ana"]])], [incident("attack", Victim=[["ana"]])]) == 0
    assert f1([incident("bombing")], [incident("attack / bombing")]) == 100


def test_a_key_is_read_with_its_options_references_and_quotation_marks() -> None:
    template = keys.read(KEY.splitlines())["TST9-MUC9-0007"][0]
    assert template.optional
    assert template.slots[6] == [Fill(("DYNAMITE", "STICK OF DYNAMITE")), Fill(("FUSE",), optional=True)]
    assert template.slots[13] == [Fill(("COMMERCIAL",), ('"EL SOL" BAKERY', "BAKERY"))]
    assert template.slots[3][0].options == ("PERU: JUNIN (DEPARTMENT): TARMA (CITY)",)
    assert 9 not in template.slots


def test_what_is_written_can_be_read_again() -> None:
    template = keys.read(KEY.splitlines())["TST9-MUC9-0007"][0]
    again = keys.read(layout.text("TST9-MUC9-0007", [template]).splitlines())["TST9-MUC9-0007"][0]
    assert again.slots[13] == template.slots[13]
    assert keys.read(layout.text("TST9-MUC9-0008", []).splitlines()) == {"TST9-MUC9-0008": []}


@pytest.mark.parametrize(
    ("slot", "mine", "gold", "credit"),
    [
        (2, "05 MAY 91", "05 MAY 91", 1),
        (2, "04 MAY 91", "- 05 MAY 91", 0.5),
        (2, "- 05 MAY 91", "05 MAY 91", 0.5),
        (2, "- 06 MAY 91", "05 MAY 91", 0),
        (3, "PERU: TARMA (TOWN)", "PERU: TARMA (CITY)", 1),
        (3, "PERU", "PERU: TARMA (CITY)", 0.5),
        (3, "CHILE", "PERU", 0),
        (4, "ATTACK", "BOMBING", 0.5),
        (4, "BOMBING", "ATTACK", 0),
        (7, "GUN", "MACHINE GUN", 0.5),
        (9, "THE THREE MEN", "MEN", 1),
        (9, "MEN IN A BLUE CAR", "MEN", 0.5),
        (18, "RUIZ", "ANA RUIZ", 0.5),
        (21, "7", "~7", 0.5),
        (23, "NO INJURY", "NO INJURY OR DEATH", 0.5),
    ],
)
def test_credit_follows_the_guidelines(slot: int, mine: str, gold: str, credit: float) -> None:
    assert slots.credit(slot, Fill((mine,)), Fill((gold,))) == credit


def test_a_value_with_a_wrong_reference_is_half_right() -> None:
    assert slots.credit(20, Fill(("CIVILIAN",), ("ANA",)), Fill(("CIVILIAN",), ("ANA", "SHE"))) == 1
    assert slots.credit(20, Fill(("CIVILIAN",), ("LUIS",)), Fill(("CIVILIAN",), ("ANA",))) == 0.5


def test_an_optional_incident_that_nobody_found_is_not_missed() -> None:
    key = keys.read(KEY.splitlines())
    assert slots.whole(slots.score({}, key)) == (0, 0, 0)


def test_a_wire_report_loses_its_header_and_keeps_its_day() -> None:
    raw = "\n   LIMA, 5 MAY 91 (AFP) -- [TEXT] A BOMB WENT OFF\nIN TARMA [JUNIN].\n\n   NO ONE DIED.\n"
    found = texts.wire("TST9-MUC9-0001", raw)
    assert found.text == "a bomb went off in tarma (junin).    no one died."
    assert (found.place, str(found.day)) == ("LIMA", "1991-05-05")


def test_the_code_of_a_report_is_its_part_and_number() -> None:
    assert texts.code("TST3-MUC4-0012") == "30012"
