"""A picture of incidents: well-formed SVG that fetches nothing, a mark for each place, and words for what it cannot show."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus import pictures, store
from tacitus.record import Count, Incident, When, Where

DAY = When(start="2017-03-07", end="2017-03-07", precision="day")


def made(n: int, **changed: object) -> Incident:
    given = {"type": "bombing", "when": DAY, "where": Where(name="Kirkuk", lat=35.4, lon=44.4, precision="exact")}
    return Incident(id=f"i{n}", **{**given, **changed})  # type: ignore[arg-type]


SOME = [
    made(1, counts={"killed": Count(low=30, best=30)}),
    made(2, where=Where(name="<Anbar>", lat=33.0, lon=42.0, precision="province")),
    made(3, where=Where()), made(4, when=When()),
]


def test_each_place_has_a_mark_vague_ones_another_and_the_rest_is_said() -> None:
    svg = pictures.incidents(SOME)._repr_svg_()
    marks = [one for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("circle")]
    assert sorted(one.attrib["class"] for one in marks) == ["dot", "dot", "vague"]
    assert "4 incidents; 1 without a place, 1 without a day" in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_it_can_be_saved_and_an_empty_record_has_one_too(tmp_path: Path) -> None:
    with store.open(tmp_path / "war.db") as record:
        pictures.incidents(record).save(tmp_path / "war.svg")
    assert "0 incidents" in (tmp_path / "war.svg").read_text("utf-8")


anything = st.builds(
    lambda lat, lon, dead, day: made(
        1, where=Where(lat=lat, lon=lon, precision="exact"), counts={"killed": Count(best=dead)},
        when=When(start=day, end=day, precision="day"),
    ),
    st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 10**9), st.dates().map(str),
)


@given(st.lists(anything, max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_places_days_and_numbers_give_a_picture_within_its_frame(some: list[Incident]) -> None:
    frame = ElementTree.fromstring(pictures.incidents(some).svg)
    for mark in frame.iter():
        if mark.tag.endswith("circle"):
            assert float(mark.attrib["cx"]) == pytest.approx(pictures.WIDTH / 2, abs=pictures.WIDTH)
            assert float(mark.attrib["r"]) <= pictures.LARGEST
