"""The measure of merging: what is counted, what of a file is read, and that learning finds what the pairs show."""

import csv
from pathlib import Path

import merge_baselines
import merge_learning
import merge_maverick
import merge_scores
import merge_ucdp
import numpy as np
import pytest
import ucdp

from tacitus.record import Count, Figure, Party, Quote, Statement, When, Where


def test_pairs_and_b_cubed_of_a_small_case() -> None:
    gold = {"a": 1, "b": 1, "c": 1, "d": 2}
    found = {"a": "x", "b": "x", "c": "y", "d": "y"}
    assert merge_scores.pairwise(gold, found) == pytest.approx((50, 100 / 3, 40))
    precision, recall, _ = merge_scores.bcubed(gold, found)
    assert (precision, recall) == pytest.approx((75, 100 * (4 / 3 + 1 / 3 + 1) / 4))


def test_an_item_that_was_not_clustered_stands_alone() -> None:
    assert merge_scores.bcubed({"a": 1, "b": 1}, {}) == pytest.approx((100, 50, 200 / 3))


def test_what_is_joined_across_folds_counts_against_precision() -> None:
    gold = {"a": 0, "b": 0, "c": 1}
    joined = {held: dict.fromkeys(gold, "one") for held in (0, 1)}
    line = merge_scores.row_of_folds("all in one", gold, joined, lambda label: label)
    assert line["pairs P"] == pytest.approx(100 * 2 / 6)
    assert line["pairs R"] == 100


def test_open_bounds_hold_every_number_on_their_side() -> None:
    assert merge_scores.holds((3, None), 50)
    assert not merge_scores.holds((None, 4), 5)


def listed(tmp_path: Path, *rows: tuple[str, str, str, str]) -> list[merge_ucdp.Listing]:
    path = tmp_path / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["id", "source_headline", "source_date", "source_office"])
        table.writerows(rows)
    return merge_ucdp.listings(path)


def one(text: str, day: str | None) -> list[Statement]:
    """A reader that finds one happening in every text."""
    quotes = [Quote(report="r", start=0, end=4, words=text[:4])]
    return [Statement(id="s", report="r", type="bombing", when=When(start=day, end=day), quotes=quotes)]


def test_headlines_pair_with_their_days_and_one_office_goes_for_all(tmp_path: Path) -> None:
    first, second = listed(tmp_path, ("7", "Bomb in Homs; Two die in Homs", "2015-03-02;2015-03-03", "A Paper"))
    assert (first.key, first.day, first.office) == (("7", 0), "2015-03-02", "A Paper")
    assert (second.text, second.day, second.office) == ("Two die in Homs", "2015-03-03", "A Paper")


def test_a_headline_listed_for_two_rows_is_one_report_of_two_happenings(tmp_path: Path) -> None:
    row = ("Round-up of the day", "2015-03-02", "A Paper")
    found = listed(tmp_path, ("7", *row), ("8", *row))
    home, statements, reports = merge_ucdp.told(found, one)
    assert len(reports) == 1
    assert [home[s.id].event for s in statements] == ["7"]
    assert merge_ucdp.chosen(home, {s.id: "i" for s in statements}) == {("7", 0): "i"}


def test_a_headline_without_a_verb_is_told_by_its_day_and_place() -> None:
    made = merge_ucdp.bare("March 3rd 2015: Raqqa city, Raqqa governorate, Syria", "2015-04-01")
    assert (made.when.start, made.where.name) == ("2015-03-03", "Raqqa")


def test_a_coded_row_becomes_a_statement_without_its_gold() -> None:
    row = {f"actor{n}{part}": "" for n in range(1, 7) for part in ("", "_id", "_type", "_violence", "_perpetrator")}
    row |= {f"{what}_{end}": "0" for what in ("deaths", "injuries") for end in ("low", "best", "high")}
    row |= {
        "id": "r1", "country": "Kenya", "date_start": "2008-01-02", "date_end": "2008-01-02", "city": "Kisumu",
        "location": "", "latitude": "-0.1", "longitude": "34.75", "geo_precision": "3.0", "target": "Unknown",
        "actor1": "Police (Kenya)", "actor1_id": "KEN-1", "actor1_violence": "Shooting", "actor1_perpetrator": "1.0",
        "deaths_low": "2", "deaths_best": "3", "deaths_high": "4", "source": "Daily (2008-01-03) Police fire at crowd",
    }  # fmt: skip
    (statement,), reports = merge_maverick.told([row])
    assert (statement.type, statement.where.country, statement.where.precision) == ("armed-assault", "KE", "exact")
    assert statement.roles["attacker"][0].actor == "KEN-1"
    assert "target" not in statement.roles
    assert (statement.counts["killed"].low, statement.counts["killed"].high) == (2, 4)
    assert reports[statement.report].publisher == "Daily"
    assert reports[statement.report].published.date == "2008-01-03"


def test_learning_moves_only_what_the_pairs_show() -> None:
    names, start = merge_learning.names(), merge_learning.start()
    shown = np.zeros((4000, len(names) + 1))
    shown[:, -1] = 1
    shown[:2000, names.index("same_place")] = 1
    same = np.array([1.0] * 1900 + [0.0] * 2100)
    points = merge_learning.learn("coded", shown, same)
    chance = merge_learning.probability(shown, points)
    assert chance[:2000].mean() == pytest.approx(0.95, abs=0.02)
    assert chance[2000:].mean() == pytest.approx(0.0, abs=0.03)
    assert points[names.index("wire_copy")] == pytest.approx(start[names.index("wire_copy")])


def test_a_toll_is_held_by_an_incident_a_headline_or_any_figure(tmp_path: Path) -> None:
    listing, = listed(tmp_path, ("7", "57 die, 12 of them children", "2015-03-02", "A Paper"))
    said = [Figure(low=57, high=57, words="57"), Figure(low=12, high=12, words="12 of them children", of="child")]
    quote = Quote(report="r", start=0, end=2, words="57")
    statement = Statement(
        id="s", report="r", type="bombing", quotes=[quote], counts={"killed": Count(low=57, high=57, best=57, said=said)})
    event = ucdp.Event("7", 0, 0, 1, "", "", "", "2015-03-02", "2015-03-02", 1, 12, 12, 12, {})
    home, events = {"s": listing}, {"7": event}
    assert merge_ucdp.tolls_read(home, [statement], events) == 0
    assert merge_ucdp.tolls_said(home, [statement], events) == 100


def test_splink_runs_from_the_development_requirements() -> None:
    pytest.importorskip("splink")
    pytest.importorskip("pandas")
    towns = {"Ada": (10.0, 10.0), "Bor": (12.0, 11.0), "Cim": (14.0, 13.0), "Dun": (16.0, 9.0)}
    told = [
        Statement(
            id=f"{name}{day:02d}{copy}", report=f"{copy}", type="bombing", quotes=[Quote("r", 0, 1, "x")],
            when=When(start=f"2020-05-{day:02d}", end=f"2020-05-{day:02d}"),
            where=Where(name=name, lat=lat, lon=lon), counts={"killed": Count(low=day % 5, high=day % 5)},
            roles={"attacker": [Party(name=["rebels", "troops"][day % 2], words="")],
                   "target": [Party(name=["a market", "a post", "a bus"][day % 3], words="")]},
        )
        for name, (lat, lon) in towns.items() for day in range(1, 25) for copy in "ab"
    ]  # fmt: skip
    found = merge_baselines.splink(told)
    assert found is not None
    assert all(set(one) == {statement.id for statement in told} for one in found)
