"""How an incident's values are drawn from what its reports state."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_cases import Told, day, province, town

from tacitus.merge import tolls
from tacitus.merge.tolls import RULE
from tacitus.record import Claim, Count, Damage, Figure, Incident, Party

PLACE = {"when": day("2020-05-04"), "where": town("Karrada"), "target": "a market"}


def one(told: Told) -> Incident:
    (incident,) = told.merged()
    return incident


@given(low=st.none() | st.integers(0, 500), extra=st.none() | st.integers(0, 50))
@settings(max_examples=50, deadline=None)
def test_a_lone_statement_is_its_incident(low: int | None, extra: int | None) -> None:
    told = Told()
    high = None if extra is None else (low or 0) + extra
    statement = told.tell(killed=(low, high), **PLACE)
    incident = one(told)
    assert incident.counts == statement.counts
    for field in ("type", "status", "when", "where", "roles", "claims", "quotes", "doubts", "speaker", "certainty"):
        assert getattr(incident, field) == getattr(statement, field)


def test_at_least_fifty_has_no_best_and_no_high() -> None:
    told = Told()
    told.tell(killed=(50, None), **PLACE)
    killed = one(told).counts["killed"]
    assert (killed.low, killed.high, killed.best) == (50, None, None)


def test_the_latest_toll_stands_and_every_toll_is_kept_with_its_quote() -> None:
    told = Told()
    for toll, date in ((44, "2020-05-05"), (57, "2020-05-06"), (12, "2020-05-04")):
        told.tell(killed=toll, published=date, publisher=f"Paper {toll}", **PLACE)
    incident = one(told)
    killed = incident.counts["killed"]
    assert (killed.low, killed.high, killed.best, killed.rule) == (57, 57, 57, RULE)
    assert [figure.low for figure in killed.said] == [12, 44, 57]
    assert all(figure.quotes for figure in killed.said)
    (doubt,) = incident.doubts
    assert (doubt.kind, doubt.field) == ("figures", "counts.killed")
    assert doubt.why == (
        "reports differ: 12 (Paper 12 2020-05-04); 44 (Paper 44 2020-05-05); 57 (Paper 57 2020-05-06)"
        " (the later figures are higher)"
    )
    assert doubt.reasons == ["later"]
    assert len(doubt.quotes) == 3


def test_a_perpetrators_own_figure_is_kept_but_does_not_stand() -> None:
    told = Told()
    told.tell(killed=12, published="2020-05-04", attacker="Islamic State", attacker_status="claimed", **PLACE)
    told.tell(killed=30, published="2020-05-06", speaker="Islamic State", **PLACE)
    killed = one(told).counts["killed"]
    assert killed.best == 12
    assert [figure.low for figure in killed.said] == [12, 30]


def test_a_vaguer_later_figure_does_not_wipe_out_an_exact_one_within_it() -> None:
    told = Told()
    told.tell(killed=57, published="2020-05-06", **PLACE)
    told.tell(killed=(50, None), published="2020-05-09", **PLACE)
    assert one(told).counts["killed"].best == 57


def test_a_higher_later_figure_outdates_an_exact_one_below_it() -> None:
    told = Told()
    told.tell(killed=44, published="2020-05-06", **PLACE)
    told.tell(killed=(50, None), published="2020-05-09", **PLACE)
    killed = one(told).counts["killed"]
    assert (killed.low, killed.high, killed.best) == (50, None, None)


def test_wire_copies_count_once_and_their_figure_stands_once_with_both_quotes() -> None:
    told = Told()
    first = told.tell(killed=12, text="Twelve died in the market.", published="2020-05-04", publisher="A", **PLACE)
    told.tell(killed=12, text="Twelve died in the market.", published="2020-05-08", publisher="B",
              copies=[first.report], **PLACE)
    told.tell(killed=15, text="The toll has risen to 15.", published="2020-05-06", publisher="C", **PLACE)
    incident = one(told)
    assert incident.independent_sources == 2
    assert len(incident.reports) == 3
    assert incident.counts["killed"].best == 15
    assert [(figure.low, len(figure.quotes)) for figure in incident.counts["killed"].said] == [(12, 2), (15, 1)]


def test_two_reports_of_one_publisher_are_one_source() -> None:
    told = Told()
    for _ in range(3):
        told.tell(killed=12, publisher="The Herald", **PLACE)
    assert (one(told).independent_sources, one(told).grade, one(told).admiralty) == (1, "weak", "F6")


@pytest.mark.parametrize(("papers", "grade"), [(1, ("weak", "F6")), (2, ("fair", "F2")), (3, ("fair", "F1"))])
def test_the_grade_rises_with_independent_sources(papers: int, grade: tuple[str, str]) -> None:
    told = Told()
    for n in range(papers):
        told.tell(killed=12, publisher=f"Paper {n}", **PLACE)
    assert (one(told).grade, one(told).admiralty) == grade


@pytest.mark.parametrize(
    ("statuses", "status", "grade"),
    [(["alleged"], "alleged", ("weak", "F4")), (["denied"], "denied", ("discounted", "F5")),
     (["planned"], "planned", (None, "F6")), (["alleged", "reported"], "reported", ("fair", "F2")),
     (["denied", "reported"], "reported", ("contested", "F5"))],
)
def test_status_and_grade_follow_the_surest_telling(statuses: list[str], status: str, grade: Any) -> None:
    told = Told()
    for each in statuses:
        told.tell(status=each, **PLACE)
    assert (one(told).status, (one(told).grade, one(told).admiralty)) == (status, grade)


def test_a_denial_beside_a_report_is_a_doubt() -> None:
    told = Told()
    told.tell(**PLACE)
    told.tell(status="denied", **PLACE)
    assert ("denial", "status") in [(doubt.kind, doubt.field) for doubt in one(told).doubts]


def test_the_narrower_type_stands() -> None:
    told = Told()
    for kind in ("bombing", "bombing", "suicide-bombing"):
        told.tell(kind, **PLACE)
    assert one(told).type == "suicide-bombing"


def test_a_stated_day_stands_over_publication_and_a_town_over_its_province() -> None:
    told = Told()
    told.tell(killed=31, published="2020-05-06", when=day("2020-05-03", "2020-05-06", basis="publication"),
              where=province("Nineveh", 36.2, 42.5, "IQ"), target="a mosque", attacker="Islamic State")
    told.tell(killed=31, when=day("2020-05-04"), where=town("Mosul"), target="a mosque", attacker="Islamic State")
    incident = one(told)
    assert (incident.when.start, incident.when.end, incident.when.basis) == ("2020-05-04", "2020-05-04", "stated")
    assert incident.where.name == "Mosul"


def test_one_who_claims_and_another_who_is_blamed_both_stand_and_are_a_doubt() -> None:
    told = Told()
    told.tell(attacker="Islamic State", actor="is", attacker_status="claimed", **PLACE)
    told.tell(attacker="Ansar Front", actor="ansar", attacker_status="blamed", **PLACE)
    told.tell(attacker="Islamic State", actor="is", attacker_status="claimed", **PLACE)
    incident = one(told)
    parties = {(party.name, party.status, len(party.quotes)) for party in incident.roles["attacker"]}
    assert parties == {("Islamic State", "claimed", 2), ("Ansar Front", "blamed", 1)}
    assert "Islamic State claims it, Ansar Front is blamed" in [doubt.why for doubt in incident.doubts]


def test_claims_and_damage_told_by_several_stand_once() -> None:
    told = Told()
    several = Damage(what="several buildings", effect="destroyed")
    told.tell(claims=[Claim(by="Islamic State")], damage=[several], **PLACE)
    told.tell(claims=[Claim(by="the Islamic State", via="Amaq")], damage=[Damage(what="buildings", effect="destroyed")],
              **PLACE)
    incident = one(told)
    assert [(claim.by, claim.via) for claim in incident.claims] == [("Islamic State", "Amaq")]
    assert len(incident.damage) == 1


def test_every_quote_of_every_statement_is_kept() -> None:
    told = Told()
    for n in range(4):
        told.tell(text=f"Report number {n} tells of a bomb.", **PLACE)
    assert {quote.words for quote in one(told).quotes} == {f"Report number {n} tells of a bomb." for n in range(4)}


def _tell(told: Told, low: int | None, high: int | None, words: str, date: str, of: str | None = None) -> None:
    """One report whose count of the killed rests on one figure."""
    made = told.tell(published=date, **PLACE)
    figure = Figure(low=low, high=high, words=words, of=of, quotes=made.quotes)
    best = low if low == high else None
    made.counts["killed"] = Count(low=low, high=high, best=best, rule="reader", said=[figure])


@pytest.mark.parametrize(
    ("figures", "low", "rule"),
    [
        ([(20, 20, "20", None), (24, 24, "24", None)], 24, tolls.RULE),
        ([(57, 57, "57", None), (50, None, "more than 50", None)], 57, tolls.EXACT),
        ([(38, 38, "38", None), (40, None, "scores of people", None)], 38, tolls.COUNTED),
        ([(40, None, "scores of people", None), (38, 38, "38", None)], 38, tolls.RULE),
        ([(12, 12, "twelve", None), (200, None, "hundreds", None)], 200, tolls.RULE),
        ([(31, 31, "31 people", None), (9, 9, "nine policemen", "security")], 31, tolls.WHOLE),
        ([(31, 31, "31 people", None), (39, 39, "39 policemen", "security")], 39, tolls.RULE),
        ([(43, 43, "43 people", None), (None, None, "children", "child")], 43, tolls.RULE),
    ],
)
def test_a_merged_toll_names_the_rule_that_decided(figures: list[Any], low: int, rule: str) -> None:
    told = Told()
    for n, (least, most, words, of) in enumerate(figures):
        _tell(told, least, most, words, f"2020-05-{5 + n:02d}", of)
    killed = one(told).counts["killed"]
    assert (killed.low, killed.rule) == (low, rule)


def test_where_only_the_attackers_count_their_figure_stands_under_its_name() -> None:
    told = Told()
    for date in ("2020-05-05", "2020-05-06"):
        told.tell(killed=30, speaker="the Northern Front", attacker="the Northern Front", published=date, **PLACE)
    assert one(told).counts["killed"].rule == tolls.OWN


def test_two_reports_that_name_one_target_at_different_length_name_one() -> None:
    told = Told()
    for target in ("a bus", "a crowded bus", "a market"):
        told.tell(roles={"target": [Party(name=target, words=target)]}, when=PLACE["when"], where=PLACE["where"],
                  text="The driver of the bus near the market lived.", published=None)
    named = [party.name for incident in told.merged() for party in incident.roles["target"]]
    assert "a bus" not in named
    assert {"a crowded bus", "a market"} <= set(named)


def test_what_one_report_lists_side_by_side_stays_side_by_side() -> None:
    told = Told()
    pair = [Party(name=name, words=name) for name in ("soldiers", "wounded soldiers")]
    told.tell(roles={"victim": pair}, when=PLACE["when"], where=PLACE["where"])
    assert len(one(told).roles["victim"]) == 2
