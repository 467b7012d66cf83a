"""Two clauses that meet at "and" keep each its own doer, place and deed."""

from __future__ import annotations

import pytest
from telling import names, of, told

from tacitus.reader import clauses
from tacitus.reader.parser import parser


def subject(text: str, verb: str) -> list[str]:
    """The words that stand as the subject of a verb, once the clauses are mended."""
    doc = parser()(text)
    clauses.mend(doc)
    [found] = [t for t in doc if t.text == verb]
    return [c.text for c in found.children if c.dep_ in ("nsubj", "nsubjpass")]


@pytest.mark.parametrize(("text", "verb", "who"), [
    ("Rebels took the centre of Bria and government soldiers fled.", "fled", "soldiers"),
    ("Shells fell on the market of Khanabad and Afghan soldiers have pulled out.", "pulled", "soldiers"),
    ("Jihadists are in control of Palma and Mozambican forces retreated to the airport.", "retreated", "forces"),
    ("A bomb killed four people near the town of Sarmin and army helicopters evacuated the wounded.", "evacuated", "helicopters"),
    ("The group is in control of the town and government troops withdrew.", "withdrew", "troops"),
    ("The militants attacked a post in Tame and police arrested two men.", "arrested", "police"),
])  # fmt: skip
def test_a_verb_behind_and_has_the_noun_before_it_as_its_subject(text: str, verb: str, who: str) -> None:
    assert subject(text, verb) == [who]


@pytest.mark.parametrize(("text", "verb", "who"), [
    ("The police and army troops withdrew from Bria.", "withdrew", ["police"]),
    ("The attack on churches and mosques in Bora left ten dead.", "left", ["attack"]),
    ("Houses in Bora and Tika burned for hours.", "burned", ["Houses"]),
    ("He said rebels in Bora and Tika fired on the convoy.", "fired", ["rebels"]),
])  # fmt: skip
def test_nouns_that_are_joined_stay_so(text: str, verb: str, who: list[str]) -> None:
    assert subject(text, verb) == who


@pytest.mark.parametrize("text", [
    "Ahrar al-Sham is now in control of the town of Sarmin and government troops withdrew.",
    "Fighters of Ahrar al-Sham seized the town of Sarmin and government troops withdrew.",
])  # fmt: skip
def test_a_town_does_not_withdraw_with_the_troops(text: str) -> None:
    found = told(text)
    assert [names(one, "force") for one in of(found, "withdrawal")] in ([["government troops"]], [])
    [held] = of(found, "territory-held", "territory-taken")
    assert held.where.name == "Sarmin"
    assert names(held, "holder") + names(held, "taker") == ["Ahrar al-Sham"] or names(held, "taker")


def test_those_killed_elsewhere_are_not_the_dead_of_holding_a_town() -> None:
    text = (
        "Al Shabaab seized the town of Adan Yabaal on Wednesday after an assault with two car bombs. The militants are now in "
        "control of the town and government troops withdrew. An officer said 12 soldiers had died."
    )
    assert not any("killed" in one.counts for one in of(told(text), "territory-held", "withdrawal"))


@pytest.mark.parametrize(("text", "dead"), [
    ("Barrel bombs struck a market in Aleppo on Tuesday, killing at least 14 people, the Syrian Observatory said.", 14),
    ("Troops killed at least 22 men in raids across the West Bank, the Prisoners' Club said on Monday.", 22),
])  # fmt: skip
def test_the_dead_before_the_one_who_counts_them_do_not_say_it(text: str, dead: int) -> None:
    [one] = told(text)
    assert one.counts["killed"].low == dead
    assert "people" not in (one.speaker or "")
    assert "men" not in (one.speaker or "")
