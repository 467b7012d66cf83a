"""Candidates for merging: everything that may be the same happening, and little else."""

import pytest
from made import batch, happened, incident, kept, report, statement, when, where

from tacitus import store
from tacitus.record import When, Where
from tacitus.store import candidates

NEW = report("A later report of it.")


@pytest.fixture
def record(tmp_path):
    with store.open(tmp_path / "war.db") as opened:
        yield opened


def near(record, reports=None, **fields):
    fields = {"when": when("2016-07-26"), "where": where(), **fields}
    return [found.id for found, _ in record.nearby([statement(NEW, **fields)], reports)]


def test_the_candidate_comes_with_its_statements(record):
    _, one = happened(record, "i1", when=when("2016-07-26"), where=where())
    ((found, members),) = record.nearby([statement(NEW, when=when("2016-07-27"), where=where())])
    assert (found.id, members) == ("i1", [one])


@pytest.mark.parametrize(
    ("start", "end", "precision", "candidate"),
    [
        ("2016-07-16", "2016-07-16", "day", True),
        ("2016-07-15", "2016-07-15", "day", False),
        ("2016-08-05", "2016-08-05", "day", True),
        ("2016-08-06", "2016-08-06", "day", False),
        ("2016-07-01", "2016-07-31", "month", True),
        ("2016-06-01", "2016-06-30", "month", False),
        ("2016-01-01", "2016-12-31", "year", True),
        ("2014-01-01", "2014-12-31", "year", False),
        (None, None, "unknown", True),
    ],
)
def test_ten_days_apart_or_of_an_unknown_day(record, start, end, precision, candidate):
    happened(record, "i1", when=When(start=start, end=end, precision=precision), where=where())
    assert near(record) == (["i1"] if candidate else [])


@pytest.mark.parametrize(
    ("place", "candidate"),
    [
        (where("Basra", "IQ", 30.5, 47.8), True),
        (where("Qamishli", "SY", 37.05, 41.23), False),
        (where("Sinjar", "XX", 36.32, 42.5), True),
        (Where(said="the north"), True),
        (Where(name="Iraq", country="IQ", precision="country"), True),
        (Where(name="Syria", country="SY", precision="country"), False),
    ],
    ids=lambda one: getattr(one, "name", None) or str(one)[:20],
)
def test_near_or_in_the_same_country_or_unknown(record, place, candidate):
    happened(record, "i1", when=when("2016-07-26"), where=place)
    assert near(record) == (["i1"] if candidate else [])


def test_an_unknown_day_and_place_is_held_against_all_of_its_family(record):
    happened(record, "i1", when=when("1999-07-26"), where=where())
    assert near(record, when=When(), where=Where()) == ["i1"]
    assert near(record, when=When(), where=Where(), type="ceasefire") == []


def test_families_that_the_press_confuses_are_candidates_of_each_other(record):
    from tacitus import ontology

    known = ontology.load()
    family = known.families[known.types["bombing"].family]
    other = next(key for key, kind in known.types.items() if kind.family in family.near)
    happened(record, "i1", type=other, when=when("2016-07-26"), where=where())
    assert near(record) == ["i1"]


def test_incidents_of_the_same_report_and_of_its_copies_are_always_candidates(record):
    of, _ = happened(record, "i1", type="ceasefire", when=when("1999-01-01"), where=where("Kano", "NG", 12.0, 8.5))
    assert near(record) == []
    copy = report("A copy.", copies=[of.id])
    assert near(record, {copy.id: copy}) == ["i1"]
    assert [found.id for found, _ in record.nearby([statement(of, "other", when=when("2016-07-26"))])] == ["i1"]


def test_the_nearest_come_first_where_there_are_too_many(record, monkeypatch):
    monkeypatch.setattr(candidates, "MOST", 3)
    of = report("All of them.")
    places = [where("Place", "IQ", 36.34, 43.13 + n / 10) for n in range(8)]
    made = [(statement(of, str(n)), place) for n, place in enumerate(places)]
    rows = [incident(f"i{8 - n}", [one], when=when("2016-07-26"), where=place) for n, (one, place) in enumerate(made)]
    record.save(batch(kept(of, *(one for one, _ in made)), incidents=rows))
    assert near(record) == ["i6", "i7", "i8"]


def test_what_was_merged_or_withdrawn_is_no_candidate(record):
    happened(record, "i1", when=when("2016-07-26"), where=where())
    happened(record, "i2", when=when("2016-07-26"), where=where())
    old = [record.incident(key) for key in ("i1", "i2")]
    merged = incident("i2", [], n=2, before=old[1].history, redirect="i1", when=when("2016-07-26"))
    record.save(batch(incidents=[merged]))
    assert near(record) == ["i1"]
    record.save(batch(incidents=[incident("i1", [], n=2, before=old[0].history, when=when("2016-07-26"))]))
    assert near(record) == []
    assert record.count() == 0
