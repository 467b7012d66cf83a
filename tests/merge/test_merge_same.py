"""What is one happening, and what is not."""

from __future__ import annotations

import pytest
from merge_cases import Told, day, land, province, town

from tacitus.merge import compare
from tacitus.record import Claim, When


def test_rising_tolls_are_one_incident() -> None:
    told = Told()
    for killed, published in ((12, "2020-05-04"), (44, "2020-05-05"), (57, "2020-05-06")):
        told.tell(killed=killed, published=published, when=day("2020-05-04"), where=town("Karrada"), target="a market")
    assert len(told.merged()) == 1


def test_a_hundred_reports_of_one_are_one() -> None:
    told = Told()
    for n in range(100):
        told.tell(killed=(20 + n // 10, None), published=f"2020-05-{5 + n // 40:02d}", when=day("2020-05-04"),
                  where=town("Karrada"), target=("a market", "the busy market", None)[n % 3])
    assert len(told.merged()) == 1


def test_two_bombings_of_one_town_and_day_with_other_targets_stay_two() -> None:
    told = Told()
    for n in range(3):
        told.tell(killed=5 + n, when=day("2020-05-04"), where=town("Karrada"), target="a market")
        told.tell(killed=18 + n, when=day("2020-05-04"), where=town("Karrada"), target="the police academy")
    assert told.groups() == {frozenset({"s0000", "s0002", "s0004"}), frozenset({"s0001", "s0003", "s0005"})}


def test_what_one_report_tells_apart_stays_apart() -> None:
    told = Told()
    report = told.report("Two bombs went off.", "2020-05-05")
    told.tell(inside=report, when=day("2020-05-04"), where=town("Karrada"))
    told.tell(inside=report, when=day("2020-05-04"), where=town("Karrada"))
    told.tell(when=day("2020-05-04"), where=town("Karrada"))
    assert len(told.merged()) == 2


def test_a_passing_mention_joins_what_another_report_is_about() -> None:
    told = Told()
    told.tell(killed=44, when=day("2020-05-04"), where=town("Karrada"), target="a market")
    told.tell(killed=44, published="2020-07-01", role_in_report="background", where=town("Karrada"), target="market",
              when=day("2020-05-01", "2020-05-31", precision="month", basis="relative"))
    assert len(told.merged()) == 1


@pytest.mark.parametrize("status", ["planned", "threatened", "hypothetical", "foiled"])
def test_an_act_that_did_not_happen_is_not_the_one_that_did(status: str) -> None:
    told = Told()
    told.tell(killed=44, when=day("2020-05-04"), where=town("Karrada"), target="a market")
    told.tell(killed=44, when=day("2020-05-04"), where=town("Karrada"), target="a market", status=status)
    assert len(told.merged()) == 2


def test_days_that_are_said_and_lie_two_apart_are_two_incidents() -> None:
    told = Told()
    told.tell(killed=44, when=day("2020-05-04"), where=town("Karrada"), target="a market")
    told.tell(killed=44, when=day("2020-05-06"), where=town("Karrada"), target="a market")
    assert len(told.merged()) == 2


def test_a_day_known_from_publication_only_may_be_off_by_one() -> None:
    told = Told()
    told.tell(when=day("2020-05-04"), where=town("Karrada"), target="a market")
    told.tell(when=day("2020-05-05", "2020-05-06", basis="publication"), where=town("Karrada"), target="a market")
    assert len(told.merged()) == 1


def test_two_towns_are_two_incidents() -> None:
    told = Told()
    told.tell(killed=44, when=day("2020-05-04"), where=town("Karrada"), target="a market")
    told.tell(killed=44, when=day("2020-05-04"), where=town("Mosul"), target="a market")
    assert len(told.merged()) == 2


def test_a_vague_region_does_not_swallow_what_happened_in_it() -> None:
    told = Told()
    told.tell("armed-assault", killed=7, when=day("2020-05-04"), where=town("Maiduguri"), attacker="Boko Haram")
    told.tell("armed-assault", killed=9, when=day("2020-05-04"), where=town("Kano"), attacker="Boko Haram")
    told.tell("armed-assault", when=day("2020-05-04"), where=land("NG", "northern Nigeria", 9.6, 8.1),
              attacker="Boko Haram")
    assert len(told.merged()) == 3


def test_a_province_that_fits_two_towns_alike_joins_neither() -> None:
    told = Told()
    for name in ("Maiduguri", "Damboa"):
        told.tell("armed-assault", when=day("2020-05-04"), where=town(name), attacker="Boko Haram", actor="boko")
    told.tell("armed-assault", when=day("2020-05-04"), where=province("Borno", 11.8, 12.9, "NG"),
              attacker="Boko Haram", actor="boko")
    assert len(told.merged()) == 3


def test_a_town_and_its_named_province_with_the_same_actor_and_toll_are_one() -> None:
    told = Told()
    told.tell("armed-assault", killed=31, when=day("2020-05-04"), where=town("Damboa"), attacker="Boko Haram")
    told.tell("armed-assault", killed=31, when=day("2020-05-04"), where=province("Borno", 11.8, 12.9, "NG"),
              attacker="Boko Haram")
    assert len(told.merged()) == 1


def test_taking_a_town_is_not_holding_it() -> None:
    told = Told()
    told.tell("territory-taken", when=day("2020-05-04"), where=town("Qamishli"))
    told.tell("territory-held", when=day("2020-05-04"), where=town("Qamishli"))
    told.tell("offensive", when=day("2020-05-04"), where=town("Qamishli"))
    assert len(told.merged()) == 3


def test_shelling_and_air_strike_may_name_one_bombardment() -> None:
    told = Told()
    told.tell("shelling", killed=(43, None), when=day("2020-05-04"), where=town("Mosul"))
    told.tell("air-strike", killed=43, when=day("2020-05-04"), where=town("Mosul"))
    assert len(told.merged()) == 1


def test_an_accident_is_no_attack() -> None:
    told = Told()
    told.tell("armed-assault", killed=4, when=day("2020-05-04"), where=town("Mosul"))
    told.tell("accident", killed=4, when=day("2020-05-04"), where=town("Mosul"))
    assert len(told.merged()) == 2


def test_without_day_and_place_only_rare_names_and_numbers_join() -> None:
    told = Told()
    told.tell(text="Bomb kills 43 in the Grand Meridien hotel.", killed=43, when=day("2020-05-04"),
              where=town("Karrada"), target="the Meridien hotel")
    told.tell(text="The blast in the Grand Meridien hotel killed 43.", killed=43, when=When(), target="Meridien hotel")
    told.tell(text="A blast at a hotel killed three.", killed=3, when=When(), target="a hotel")
    told.tell(text="A blast killed 43.", killed=43, when=When())
    assert told.groups() == {frozenset({"s0000", "s0001"}), frozenset({"s0002"}), frozenset({"s0003"})}


def test_two_men_killed_in_one_town_and_day_are_two_killings() -> None:
    told = Told()
    told.tell("assassination", killed=1, when=day("2020-05-04"), where=town("Mosul"), target="Omar Haddad, a judge")
    told.tell("assassination", killed=1, when=day("2020-05-04"), where=town("Mosul"), target="Salim Qasim, a mayor")
    told.tell("assassination", killed=1, when=day("2020-05-04"), where=town("Mosul"), target="judge Omar Haddad")
    assert told.groups() == {frozenset({"s0000", "s0002"}), frozenset({"s0001"})}


def test_a_judgement_names_what_speaks_for_and_against() -> None:
    told = Told()
    claim = Claim(by="Islamic State")
    a = told.tell(killed=12, when=day("2020-05-04"), where=town("Karrada"), target="a market", claims=[claim])
    b = told.tell(killed=44, when=day("2020-05-04"), where=town("Karrada"), target="the market", claims=[claim])
    judged = compare(a, b, told.reports)
    assert judged.same
    assert {"same_type", "same_day", "same_place", "same_target", "same_claim", "killed_differs_more"} <= set(judged.features)
    assert compare(b, a, told.reports) == judged


def test_what_rules_a_match_out_is_said() -> None:
    told = Told()
    a = told.tell(when=day("2020-05-04"), where=town("Karrada"))
    b = told.tell(when=day("2020-05-04"), where=town("Kano"))
    assert compare(a, b, told.reports).ruled_out == "one in IQ, the other in NG"


def test_a_report_that_names_no_target_does_not_make_two_bombings_one() -> None:
    told = Told()
    for target in ("a market", "the police academy", None, None, None, None):
        told.tell(when=day("2020-05-04"), where=town("Karrada"), target=target)
    assert not any({"s0000", "s0001"} <= group for group in told.groups())


def test_a_report_without_place_joins_many_by_the_toll_and_actor_it_shares_with_some() -> None:
    told = Told()
    for toll in (12, 44, 57):
        for _ in range(4):
            told.tell(killed=toll, when=day("2020-05-04"), where=town("Karrada"), attacker="Islamic State", actor="is")
    told.tell(killed=57, when=day("2020-05-04"), attacker="Islamic State", actor="is")
    assert len(told.merged()) == 1


def test_accents_and_the_word_province_make_no_other_place() -> None:
    told = Told()
    told.tell(killed=14, when=day("2020-05-04"), where=province("Igdir", 39.92, 44.04, "TR"), attacker="PKK")
    told.tell(killed=14, when=day("2020-05-04"), where=province("Iğdır Province", 39.92, 44.04, "TR"), attacker="PKK")
    assert len(told.merged()) == 1


def test_a_month_a_city_and_an_actor_are_not_enough_in_a_war() -> None:
    told = Told()
    told.tell("air-strike", when=day("2016-10-17"), where=town("Mosul"), attacker="coalition", actor="coalition")
    told.tell("air-strike", published="2017-01-14", where=town("Mosul"), attacker="coalition", actor="coalition",
              role_in_report="background", when=day("2016-10-01", "2016-10-31", precision="month", basis="relative"))
    assert len(told.merged()) == 2
