"""Reports that do not agree word for word on day, target and toll, and yet tell of one happening, or do not."""

from __future__ import annotations

from collections import Counter

import pytest
from merge_cases import Told, day, land, province, town
from worlds import Shelf

from tacitus.merge import compare
from tacitus.merge.facts import Facts
from tacitus.merge.likeness import Likeness, Sorts
from tacitus.merge.score import Seen
from tacitus.record import Where


def test_days_one_apart_join_by_the_same_target_and_the_same_large_toll() -> None:
    told = Told()
    told.tell(published="2020-05-05", when=day("2020-05-04"), where=town("Kano"), target="the cattle market", killed=34)
    told.tell(published="2020-05-06", when=day("2020-05-05"), where=town("Kano"), target="a cattle market", killed=34)
    assert len(told.merged()) == 1


def test_a_city_bombed_on_two_days_running_was_bombed_twice() -> None:
    told = Told()
    for date, dead in (("2020-05-04", 12), ("2020-05-05", 9)):
        told.tell("air-strike", when=day(date), published=date, where=town("Mosul"), killed=dead, attacker="the army")
    assert len(told.merged()) == 2


def test_two_days_apart_are_two_whatever_else_is_alike() -> None:
    told = Told()
    a = told.tell(when=day("2020-05-04"), where=town("Kano"), target="the cattle market", killed=34)
    b = told.tell(when=day("2020-05-06"), where=town("Kano"), target="the cattle market", killed=34)
    assert compare(a, b, told.reports).ruled_out == "2 days apart"


def test_the_head_of_a_compound_is_the_same_target() -> None:
    told = Told()
    a = told.tell(when=day("2020-05-04"), where=town("Mosul"), target="an airbase")
    b = told.tell(when=day("2020-05-04"), where=town("Mosul"), target="the base")
    c = told.tell(when=day("2020-05-04"), where=town("Mosul"), target="the bus")
    assert "same_target" in compare(a, b, told.reports).features
    assert "other_target" in compare(a, c, told.reports).features


def test_at_least_twenty_leaves_room_for_two_hundred_later_but_twenty_does_not() -> None:
    told = Told()
    open_toll = told.tell(published="2020-05-04", when=day("2020-05-04"), where=town("Kano"), killed=(20, None))
    exact = told.tell(published="2020-05-04", when=day("2020-05-04"), where=town("Kano"), killed=20)
    later = told.tell(published="2020-05-06", when=day("2020-05-04"), where=town("Kano"), killed=231)
    assert compare(open_toll, later, told.reports).same
    assert compare(open_toll, later, told.reports).score > compare(exact, later, told.reports).score


def count_in(judged: Counter[frozenset[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts how often each two statements are looked at."""
    looked = Likeness.seen

    def counted(self: Likeness, a: Facts, b: Facts, first: Sorts, second: Sorts) -> Seen:
        judged[frozenset((a.statement.id, b.statement.id))] += 1
        return looked(self, a, b, first, second)

    monkeypatch.setattr(Likeness, "seen", counted)


def test_each_two_of_six_hundred_reports_of_one_attack_are_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told, judged = Told(), Counter[frozenset[str]]()
    for n in range(600):
        told.tell(
            text=f"A car bomb killed {20 + n // 10} people at the market, witness {n} said.", where=town("Karrada"),
            published=f"2020-05-{4 + n % 7:02d}", when=day("2020-05-04"), killed=(20 + n // 10, None), target="the market",
        )  # fmt: skip

    count_in(judged, monkeypatch)
    assert len(told.merged()) == 1
    assert max(judged.values()) == 1
    assert judged.total() <= 600 * 599 / 2


def test_one_more_report_of_a_much_told_happening_is_judged_beside_each_other_and_these_not_beside_each_other_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told, judged = Told(), Counter[frozenset[str]]()
    for n in range(60):
        told.tell(publisher=f"Paper {n}", where=town("Karrada"), when=day("2020-05-04"), killed=20 + n, target="the market")
    shelf = Shelf(told.reports)
    for one in told.statements[:-1]:
        shelf.arrive([one])

    count_in(judged, monkeypatch)
    shelf.arrive(told.statements[-1:])
    newest = told.statements[-1].id
    assert sum(newest in pair for pair in judged) == 59
    assert all(newest in pair for pair in judged)


def test_days_that_reports_give_differently_are_a_doubt_of_the_incident() -> None:
    told = Told()
    for date in ("2020-05-04", "2020-05-05"):
        told.tell(published="2020-05-06", when=day(date), where=town("Kano"), target="the cattle market", killed=34)
    (incident,) = told.merged()
    (doubt,) = incident.doubts
    assert (doubt.kind, doubt.field, doubt.why) == ("dates", "when", "reports differ: 2020-05-04; 2020-05-05")


def test_a_day_between_two_that_share_toll_and_target_with_it_holds_all_three_together() -> None:
    told = Told()
    told.tell(published="2020-05-04", when=day("2020-05-04"), where=town("Kano"), target="a bus station", killed=34)
    told.tell(
        published="2020-05-05", when=day("2020-05-04", "2020-05-05", basis="publication"), where=town("Kano"),
        target="the bus station", killed=34,
    )  # fmt: skip
    told.tell(published="2020-05-06", when=day("2020-05-05"), where=town("Kano"), target="the bus station", killed=36)
    assert len(told.merged()) == 1


def test_a_report_without_a_day_does_not_tie_the_raids_of_two_days_together() -> None:
    told = Told()
    for date, basis in (("2020-05-04", "stated"), ("2020-05-05", "publication"), ("2020-05-05", "stated")):
        told.tell("air-strike", published=date, when=day(date, basis=basis), where=town("Mosul"), attacker="the army")
    first, _, third = told.statements
    assert not any({first.id, third.id} <= set(incident.statements) for incident in told.merged())


def test_a_region_within_a_province_is_not_another_province() -> None:
    told = Told()
    a = told.tell(when=day("2020-05-04"), where=province("Borno", 11.8, 12.9, "NG"))
    region = province("Lake shore", 12.9, 13.9, "NG")
    region.admin1 = "Borno"
    b = told.tell(when=day("2020-05-04"), where=region)
    c = told.tell(when=day("2020-05-04"), where=province("Kano", 12.0, 8.5, "NG"))
    assert "in_province" in compare(a, b, told.reports).features
    assert compare(a, c, told.reports).ruled_out == "in two provinces"


def test_a_town_named_in_the_words_of_a_vaguer_telling_speaks_for_it() -> None:
    told = Told()
    shelled = told.tell(text="Shells fell on Damboa.", when=day("2020-05-04"), where=town("Damboa"))
    around = province("Borno", 11.8, 12.9, "NG")
    named = told.tell(text="The shells that fell on Damboa were the worst in Borno.", when=day("2020-05-04"), where=around)
    unnamed = told.tell(text="The shells that fell there were the worst in Borno.", when=day("2020-05-04"), where=around)
    nowhere = told.tell(text="Of Damboa no more was heard, and shells were spoken of.", when=day("2020-05-04"))
    assert "place_in_words" in compare(shelled, named, told.reports).features
    assert "place_in_words" in compare(nowhere, shelled, told.reports).features
    assert "place_in_words" not in compare(shelled, unnamed, told.reports).features


def test_a_bare_name_of_a_town_is_the_name_of_the_town_that_another_report_places() -> None:
    told = Told()
    placed = told.tell(when=day("2020-05-04"), where=town("Damboa"))
    bare = told.tell(when=day("2020-05-04"), where=Where(name="Damboa", said="Damboa"))
    country = told.tell(when=day("2020-05-04"), where=land("NG", "Nigeria", 9.0, 8.0))
    bare_country = told.tell(when=day("2020-05-04"), where=Where(name="Nigeria", said="Nigeria"))
    assert "same_place_name" in compare(placed, bare, told.reports).features
    assert "same_country" in compare(country, bare_country, told.reports).features
