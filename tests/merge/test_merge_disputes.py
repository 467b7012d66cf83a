"""What reports do not agree on is shown, with the reason where they tell it, and with the words of both sides."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from merge_cases import Told, day, town

from tacitus.merge.grades import schemes
from tacitus.merge.resolve import derive
from tacitus.record import Claim, Count, Doubt, Figure, Incident, Party

PLACE: dict[str, Any] = {"when": day("2020-05-04"), "where": town("Karrada")}


def drawn(told: Told) -> Incident:
    return derive("i", told.statements, told.reports)


def doubts(told: Told, kind: str) -> list[Doubt]:
    return [doubt for doubt in drawn(told).doubts if doubt.kind == kind]


def figures(told: Told, *said: Figure, **more: Any) -> None:
    """One report with these figures of the killed, the first of which it leads with."""
    made = told.tell(**{**PLACE, **more})
    quoted = [msgspec.structs.replace(one, quotes=made.quotes) for one in said]
    first = said[0]
    best = first.low if first.low == first.high else None
    made.counts["killed"] = Count(low=first.low, high=first.high, best=best, rule="lead", said=quoted)


def figure(number: int, words: str | None = None, **more: Any) -> Figure:
    return Figure(low=number, high=number, words=words or f"{number} people", **more)


def test_different_speakers_of_different_papers() -> None:
    told = Told()
    figures(told, figure(31, speaker="police"), publisher="A")
    figures(told, figure(45, speaker="doctors"), publisher="B")
    (doubt,) = doubts(told, "figures")
    assert doubt.reasons == ["speakers"]
    assert {quote.report for quote in doubt.quotes} == set(told.reports)


def test_different_speakers_of_one_paper() -> None:
    told = Told()
    figures(told, figure(31, speaker="the mayor"), figure(45, speaker="doctors"))
    (doubt,) = doubts(told, "figures")
    assert (doubt.reasons, doubt.why) == (
        ["speakers"], "reports differ: 31 (the mayor); 45 (doctors) (different people give them)",
    )


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (figure(31), figure(9, "nine policemen", of="security"), "part"),
        (figure(31), figure(33, includes_attackers=True), "attackers"),
    ],
)
def test_other_things_that_are_counted(first: Figure, second: Figure, reason: str) -> None:
    told = Told()
    figures(told, first, publisher="A")
    figures(told, second, publisher="B")
    (doubt,) = doubts(told, "figures")
    assert doubt.reasons == [reason]


def test_wounded_who_died_since_by_the_words_or_by_the_figures() -> None:
    told = Told()
    figures(told, figure(31), publisher="A", text="Thirty-one died.", published="2020-05-05")
    figures(told, figure(33), publisher="B", text="Two more succumbed to their wounds: 33 dead.", published="2020-05-07")
    assert doubts(told, "figures")[0].reasons == ["later", "wounded who died"]
    other = Told()
    for dead, hurt, date in ((31, 60, "2020-05-05"), (33, 58, "2020-05-07")):
        figures(other, figure(dead), publisher=date, published=date)
        other.statements[-1].counts["wounded"] = Count(low=hurt, high=hurt, best=hurt, said=[figure(hurt)])
    assert "wounded who died" in doubts(other, "figures")[0].reasons


def test_the_attackers_own_figure_beside_another() -> None:
    told = Told()
    figures(told, figure(12), publisher="A", attacker="the Northern Front", attacker_status="claimed")
    figures(told, figure(60, speaker="the Northern Front"), publisher="B")
    assert "own" in doubts(told, "figures")[0].reasons


@pytest.mark.parametrize("bounds", [((50, None), (57, 57)), ((None, 60), (57, 57)), ((40, 60), (57, 57))])
def test_figures_that_can_both_hold_are_no_dispute(bounds: Any) -> None:
    told = Told()
    for low, high in bounds:
        told.tell(killed=(low, high), **PLACE)
    assert doubts(told, "figures") == []


def test_claimed_by_one_and_blamed_on_another_also_within_one_report() -> None:
    told = Told()
    made = told.tell(attacker="the Northern Front", attacker_status="claimed", **PLACE)
    made.roles["attacker"].append(Party(name="Red Column", words="Red Column", status="blamed", quotes=made.quotes))
    (doubt,) = doubts(told, "claims")
    assert doubt.why == "the Northern Front claims it, Red Column is blamed"
    assert drawn(told).grade == "contested"


def test_gunmen_are_no_rival_of_who_claims_it() -> None:
    told = Told()
    told.tell(attacker="two gunmen", **PLACE)
    told.tell(attacker="the Northern Front", attacker_status="claimed", **PLACE)
    assert doubts(told, "claims") == []


@pytest.mark.parametrize(("kind", "told_so"), [("military", True), ("rebel", False), ("militia", False), (None, False)])
def test_one_blamed_by_kind_alone_is_a_rival_where_the_kind_is_of_the_other_side(kind: Any, told_so: bool) -> None:
    told = Told()
    made = told.tell(attacker="the Northern Front", attacker_status="claimed", **PLACE)
    claimed, = made.roles["attacker"]
    made.roles["attacker"] = [
        msgspec.structs.replace(claimed, kind="rebel"),
        Party(name="armed units", words="armed units", kind=kind, status="blamed", quotes=made.quotes),
    ]
    assert [doubt.why for doubt in doubts(told, "claims")] == ["the Northern Front claims it, armed units is blamed"] * told_so
    assert (drawn(told).grade == "contested") is told_so


def test_two_who_blame_the_two_sides_by_kind_alone_are_a_dispute() -> None:
    told = Told()
    for by, name, kind in (("activists", "government forces", "military"), ("the ministry", "rebels", "rebel")):
        blame = Claim(by=by, stance="blames", against=name)
        made = told.tell(attacker=name, attacker_status="blamed", claims=[blame], **PLACE)
        made.roles["attacker"] = [msgspec.structs.replace(party, kind=kind) for party in made.roles["attacker"]]
    assert [doubt.why for doubt in doubts(told, "claims")] == [
        "government forces is blamed by activists, rebels by the ministry"
    ]


def test_two_who_each_claim_it() -> None:
    told = Told()
    for name in ("the Northern Front", "Red Column"):
        told.tell(attacker=name, attacker_status="claimed", **PLACE)
    assert [doubt.why for doubt in doubts(told, "claims")] == ["the Northern Front and Red Column each claim it"]


def test_who_is_blamed_denies_it() -> None:
    told = Told()
    told.tell(claims=[Claim(by="the governor", stance="blames", against="Red Column")], **PLACE)
    told.tell(claims=[Claim(by="Red Column", stance="denies")], **PLACE)
    (doubt,) = doubts(told, "denial")
    assert doubt.why == "Red Column is blamed by the governor and denies it"
    assert drawn(told).grade == "contested"


def test_a_denial_that_roles_and_claims_both_show_is_said_once() -> None:
    told = Told()
    told.tell(attacker="Red Column", attacker_status="blamed",
              claims=[Claim(by="the governor", stance="blames", against="Red Column")], **PLACE)
    told.tell(attacker="Red Column", attacker_status="denied", claims=[Claim(by="Red Column", stance="denies")], **PLACE)
    assert [doubt.why for doubt in doubts(told, "denial")] == ["Red Column is blamed by the governor and denies it"]


def test_two_who_blame_two_are_a_dispute_and_one_who_blames_two_is_none() -> None:
    told = Told()
    told.tell(claims=[Claim(by="the governor", stance="blames", against="Red Column")], **PLACE)
    told.tell(claims=[Claim(by="the mayor", stance="blames", against="Northern Front")], **PLACE)
    assert [doubt.why for doubt in doubts(told, "claims")] == [
        "Red Column is blamed by the governor, Northern Front by the mayor"
    ]
    assert drawn(told).grade == "contested"
    alone = Told()
    both = [Claim(by="the governor", stance="blames", against=name) for name in ("Red Column", "Northern Front")]
    alone.tell(claims=both, **PLACE)
    assert doubts(alone, "claims") == []


def test_who_denies_it_while_another_is_blamed_is_heard() -> None:
    told = Told()
    told.tell(claims=[Claim(by="activists", stance="blames", against="the militia")], **PLACE)
    told.tell(claims=[Claim(by="Government of Arrana", stance="denies")], **PLACE)
    assert [doubt.why for doubt in doubts(told, "denial")] == [
        "Government of Arrana denies it, the militia is blamed by activists"
    ]


def test_a_group_that_alone_tells_of_its_deed_confirms_nothing_however_its_name_is_spelt() -> None:
    told = Told()
    made = told.tell(attacker="al-Karam", attacker_status="claimed", claims=[Claim(by="Al Karam", stance="claims")], **PLACE)
    made.speaker = "Al Karam"
    assert drawn(told).grade == "weak"


def test_an_open_figure_that_grew_because_wounded_died_says_so() -> None:
    told = Told()
    told.tell(killed=(40, None), published="2020-05-04", **PLACE)
    told.tell(killed=(95, 95), published="2020-05-05", text="Now 95 are dead, for several of the wounded died overnight.", **PLACE)
    told.tell(killed=(103, 103), published="2020-05-07", **PLACE)
    assert "wounded who died" in doubts(told, "figures")[0].reasons


def test_days_and_places_that_cannot_both_be_right() -> None:
    told = Told()
    told.tell(when=day("2020-05-04"), where=town("Maiduguri"))
    told.tell(when=day("2020-05-05"), where=town("Damboa"))
    assert doubts(told, "dates")[0].why == "reports differ: 2020-05-04; 2020-05-05"
    assert doubts(told, "places")[0].why == "reports differ: Damboa, NG; Maiduguri, NG"


def test_one_place_spelt_twice_is_no_dispute() -> None:
    told = Told()
    told.tell(when=day("2020-05-04"), where=town("Maiduguri"))
    told.tell(when=day("2020-05-04"), where=msgspec.structs.replace(town("Maiduguri"), name="Maidugurri", place_id="x"))
    assert doubts(told, "places") == []


# Grades


def test_a_claim_makes_confirmed_only_what_somebody_else_tells_too() -> None:
    told = Told()
    told.tell(attacker="the Northern Front", attacker_status="claimed", status="claimed", **PLACE)
    assert (drawn(told).grade, drawn(told).admiralty) == ("weak", "F4")
    told.tell(publisher="A", **PLACE)
    assert drawn(told).grade == "confirmed"


@pytest.mark.parametrize(
    ("letters", "grade", "code"),
    [("F", "weak", "F6"), ("B", "weak", "B3"), ("BE", "weak", "B2"), ("BC", "fair", "B2"), ("FFE", "fair", "F1")],
)
def test_the_grade_looks_at_the_reliability_of_sources(letters: str, grade: str, code: str) -> None:
    told = Told()
    for n, letter in enumerate(letters):
        made = told.tell(killed=12, publisher=f"Paper {n}", **PLACE)
        told.reports[made.report] = msgspec.structs.replace(told.reports[made.report], reliability=letter)
    assert (drawn(told).grade, drawn(told).admiralty) == (grade, code)


def test_every_grade_is_described() -> None:
    assert set(schemes()) == {"airwars", "reliability", "credibility"}
    assert set(schemes()["airwars"]) == {"confirmed", "fair", "weak", "contested", "discounted"}
    assert "".join(schemes()["reliability"]) == "ABCDEF"
    assert "".join(schemes()["credibility"]) == "123456"
