"""A border that is named without a town is a line with the reach of that line, on the side that the report tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.places import Located, Situated, bordered, locate, situate
from tacitus.places.frontier import stretch
from tacitus.places.gazetteer import gazetteer
from tacitus.places.geo import km

PAIRS = sorted(pair for pair in gazetteer().borders if pair[0] < pair[1])


def borders(text: str) -> list[tuple[Located, Situated]]:
    located = bordered(text, locate(text))
    situated = situate(text, located)
    out = [(x, situated[x.mention.start]) for x in located if x.mention.start in situated]
    return [(x, s) for x, s in out if s.relation is not None and s.relation.kind == "border"]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(PAIRS))
def test_every_point_of_a_border_lies_by_both_countries_and_within_its_reach(pair: tuple[str, str]) -> None:
    found = stretch(*pair)
    if found is None:
        return
    for line in found.lines:
        for lat, lon in line[:: max(1, len(line) // 5)]:
            assert km(lat, lon, *found.middle) <= found.reach_km + 0.01
            for country in pair:
                away = gazetteer().km_from(lat, lon, country)
                assert away is not None
                assert away < 20


def test_countries_that_do_not_touch_have_no_border() -> None:
    assert stretch("ML", "KE") is None
    assert stretch("ML", "ML") is None


@pytest.mark.parametrize(
    ("text", "words", "country", "ref"),
    [
        ("The army of Mali said nine men fell near the border with Niger.", "border with Niger", "ML", "border:ML-NE"),
        ("Smugglers were shot on the Thai-Cambodian border.", "Thai-Cambodian border", None, "border:TH-KH"),
        ("Jets hit trucks along the Syria-Iraq border late on Sunday.", "Syria-Iraq border", None, "border:SY-IQ"),
        ("A patrol was hit at the border between Kenya and Somalia.", "border between Kenya and Somalia", None, "border:KE-SO"),
        ("A shell fell close to Chad's border with Sudan.", "Chad's border with Sudan", "TD", "border:TD-SD"),
        ("Colombian police lost two men near the Venezuelan border.", "Venezuelan border", "CO", "border:CO-VE"),
    ],
)  # fmt: skip
def test_a_border_without_a_town_is_a_place_of_its_own(text: str, words: str, country: str | None, ref: str) -> None:
    ((located, situated),) = borders(text)
    assert located.place is not None
    assert (located.mention.words, located.place.country, located.place.place_id) == (words, country, ref)
    assert text[located.mention.start : located.mention.end] == words
    assert situated.spot is not None
    assert situated.spot.geometry is not None
    assert situated.spot.geometry["type"] in ("LineString", "MultiLineString")
    assert situated.spot.radius_km > 25


def test_an_area_by_a_border_is_narrowed_to_its_own_stretch_of_it() -> None:
    ((country, wide),) = borders("Men on motorbikes killed six in northern Mali near the border with Niger.")
    ((province, narrow),) = borders("Men on motorbikes killed six in Gao region, near the border with Niger.")
    assert country.place is not None
    assert province.place is not None
    assert (country.place.name, province.place.kind) == ("Mali", "province")
    assert wide.spot is not None
    assert narrow.spot is not None
    assert narrow.spot.radius_km < wide.spot.radius_km


def test_a_distance_from_a_border_widens_or_narrows_what_is_known() -> None:
    ((_, near),) = borders("Fighting broke out in the east of Chad within 5 km of the border with Sudan.")
    ((_, far),) = borders("Fighting broke out in the east of Chad within 100 km of the border with Sudan.")
    assert near.spot is not None
    assert far.spot is not None
    assert far.spot.radius_km == near.spot.radius_km + 95


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen struck in Ansongo, near the border with Niger.",
        "The border guards fired from the Turkish border town of Akcakale.",
        "Fighters fled across the border between Kenya and Somalia.",
        "Rwanda closed its border with Burundi.",
        "The Syrian border crossing stayed shut.",
        "He spoke of the long border of his garden.",
    ],
)
def test_a_town_a_crossing_or_a_way_over_is_no_stretch_of_border(text: str) -> None:
    assert borders(text) == []


def test_a_text_of_nothing_but_borders_is_read_in_bounded_time() -> None:
    text = "Shots fell near the border with Niger and Mali. " * 2_000
    assert len(borders(text)) <= 60
