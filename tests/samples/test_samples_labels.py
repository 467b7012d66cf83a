"""The expected records are fit to measure by: true to their texts, whole, and spread as the README says."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from typing import Any

import pytest

import samples as bench
from tacitus import ontology
from tacitus.record.statement import Status

SAMPLES = bench.load()
LABELS = [(s, event) for s in SAMPLES for event in s.labels]
STATUSES = set(Status.__args__)


def by_key(pair: tuple[bench.Sample, dict[str, Any]]) -> str:
    return f"{pair[0].key}:{pair[1]['eid']}"


def squeeze(text: str) -> str:
    return " ".join(re.sub(r"&lt;.*?&gt;|<[^>]*>|[*_]", " ", text).split()).lower()


def test_there_are_enough_and_of_all_kinds() -> None:
    assert len(SAMPLES) >= 48
    assert sum(not s.relevant for s in SAMPLES) >= 6
    assert {s.path.suffix for s in SAMPLES} == set(bench.KINDS)
    assert any(not s.readable for s in SAMPLES)


def test_every_type_of_violence_is_told_somewhere() -> None:
    violence = {name for name, kind in ontology.load().types.items() if kind.counts_as_violence}
    assert not violence - {event["type"] for _, event in LABELS}


def test_several_continents_and_traps_are_there() -> None:
    countries = {event["where"]["country"] for _, event in LABELS} - {None}
    assert len(countries) >= 40
    told = Counter(event.get("status", "reported") for _, event in LABELS)
    assert told["foiled"] >= 4
    assert told["alleged"] >= 2
    assert told["planned"] + told["threatened"] >= 2
    assert sum("corrected" in event for _, event in LABELS) >= 6
    assert sum("claim" in event for _, event in LABELS) >= 10
    assert sum(not event.get("main", True) for _, event in LABELS) >= 50


def test_four_incidents_have_three_reports_with_rising_tolls() -> None:
    tolls: dict[str, list[int]] = defaultdict(list)
    for _, event in sorted(LABELS, key=lambda pair: pair[0].published or ""):
        if (event.get("killed") or {}).get("low"):
            tolls[event["eid"]].append(event["killed"]["low"])
    rising = [eid for eid, row in tolls.items() if len(row) >= 3 and row == sorted(row) and row[0] < row[-1]]
    assert len(rising) >= 4


def test_the_held_half_is_a_half_and_shares_no_news_with_the_other() -> None:
    names = {s.path.stem for s in SAMPLES}
    assert bench.held() <= names
    assert 0.4 <= sum(s.held for s in SAMPLES) / len(SAMPLES) <= 0.6
    sides = defaultdict(set)
    for s, event in LABELS:
        if event.get("main", True):
            sides[event["eid"]].add(s.held)
    assert [eid for eid, both in sides.items() if len(both) > 1] == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.key)
def test_relevant_means_that_an_event_is_told(sample: bench.Sample) -> None:
    assert sample.relevant == bool(sample.events) or not sample.readable
    eids = [event["eid"] for event in sample.labels]
    assert len(eids) == len(set(eids))


@pytest.mark.parametrize("pair", LABELS, ids=by_key)
def test_an_expected_event_is_well_formed_and_in_the_text(pair: tuple[bench.Sample, dict[str, Any]]) -> None:
    sample, event = pair
    text = squeeze(sample.path.read_text(encoding="utf-8"))
    assert event["type"] in ontology.load().types
    assert event.get("status", "reported") in STATUSES
    assert squeeze(event["words"]) in text
    if event["where"]["name"]:
        assert squeeze(event["where"]["name"]) in text
    country = event["where"]["country"]
    assert country is None or (isinstance(country, str) and re.fullmatch("[A-Z]{2}", country))
    for what in bench.scoring.COUNTS:
        low, high = (event.get(what) or {}).get("low"), (event.get(what) or {}).get("high")
        assert low is None or high is None or 0 <= low <= high


@pytest.mark.parametrize("pair", LABELS, ids=by_key)
def test_no_expected_day_lies_after_publication_unless_it_is_to_come(pair: tuple[bench.Sample, dict[str, Any]]) -> None:
    sample, event = pair
    when = event["when"]
    days = [when.get("start"), when.get("end")]
    assert all(day is None or isinstance(day, datetime.date) for day in days)
    assert (days[0] is None) == (days[1] is None)
    if None not in days:
        assert days[0] <= days[1]
        assert event.get("status") == "threatened" or str(days[1]) <= str(sample.published)
