"""Blocking finds the pairs that can be one and leaves out the rest, without looking at every pair."""

from __future__ import annotations

from merge_cases import Told, day, land, province, town

from tacitus.merge.blocking import candidates
from tacitus.merge.facts import facts
from tacitus.record import When


def met(told: Told) -> list[tuple[int, int]]:
    return candidates([facts(one, told.reports) for one in told.statements])


def test_a_town_meets_its_town_its_province_and_its_country_on_that_day() -> None:
    told = Told()
    for where in (town("Damboa"), town("Damboa"), province("Borno", 11.8, 12.9, "NG"), land("NG", "Nigeria", 9.6, 8.1)):
        told.tell(when=day("2020-05-04"), where=where)
    assert met(told) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_another_week_or_another_end_of_the_country_does_not_meet() -> None:
    told = Told()
    for date, name in (("2020-05-04", "Maiduguri"), ("2020-05-24", "Maiduguri"), ("2020-05-04", "Kano")):
        told.tell(when=day(date), where=town(name))
    assert met(told) == []


def test_without_a_day_a_named_place_meets_and_a_number_finds_what_has_no_place() -> None:
    told = Told()
    told.tell(when=day("2020-05-04"), where=town("Karrada"), killed=43)
    told.tell(when=When(), where=town("Karrada"))
    told.tell(when=When(), killed=43)
    assert met(told) == [(0, 1), (0, 2)]


def test_pairs_grow_with_the_statements_and_not_with_their_square() -> None:
    told = Told()
    for n in range(900):
        told.tell(when=day(f"2020-{n % 9 + 1:02d}-{n % 27 + 1:02d}"), where=town("Mosul"), target=f"house {n}")
    assert len(met(told)) < 900 * 40
