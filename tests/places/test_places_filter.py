"""The learned filter tells places from people, firms and teams, and is not needed for reading; sureness is a chance."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.places import Hints, Homes, filter, locate, surety
from tacitus.places.find import Scan
from tacitus.places.gazetteer import gazetteer
from tacitus.places.homes import country
from tacitus.places.signs import Anchors

STORY = (
    "The shop of John Cole opened in Dover last week. Cole, whose uncle is Dr. Lincoln, said the firm of Jackson Brothers "
    "had helped. The Burlington plant closed, and Dover residents hope for work."
)


@pytest.fixture
def rules_alone() -> Iterator[None]:
    filter.use(None)
    yield
    filter._USED.clear()


def words(text: str) -> list[str]:
    return [x.mention.words for x in locate(text)]


def test_people_and_firms_with_the_names_of_towns_are_no_places() -> None:
    found = words(STORY)
    assert found.count("Dover") == 2
    assert "Burlington" in found
    assert not {"Cole", "Lincoln", "Jackson"} & set(found)


@pytest.mark.usefixtures("rules_alone")
def test_without_the_file_the_rules_find_places_alone() -> None:
    assert "Dover" in words(STORY)


def test_what_the_text_says_the_kind_of_stays_a_place() -> None:
    assert "Yaqshid district" in words("In Mogadishu's Yaqshid district, Somalia, a shop was hit.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Charleston, W.Va., met N.J. officials.", ["Charleston", "W.Va.", "N.J."]),
        ("The NSW fire service sent help to Dubbo.", ["NSW", "Dubbo"]),
        ("The city was founded in 200 B.C. by settlers.", []),
    ],
)
def test_short_forms_of_states_are_places_where_they_can_be_nothing_else(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_list_of_counties_names_counties() -> None:
    found = {x.mention.words: x.place for x in locate("Fires burned in Clay, Grant and Wilkin counties in Minnesota.")}
    kinds = {name: place.kind for name, place in found.items() if place and name != "Minnesota"}
    assert set(kinds.values()) == {"district"}


def test_a_list_of_states_is_no_town_in_a_state() -> None:
    text = "Cases were found in Arizona, California, Missouri, Nevada and Ohio, officials said."
    assert [x.place.kind for x in locate(text) if x.place] == ["province"] * 5


def test_spans_that_are_given_are_resolved_as_they_are() -> None:
    text = "She met Paris, who sings, and flew home to France."
    found = [x for x in locate(text, spans=[(8, 13)]) if x.mention.start == 8]
    assert [(x.mention.words, x.place.country if x.place else None) for x in found] == [("Paris", "FR")]


def test_other_reports_of_a_publisher_say_which_town_is_home() -> None:
    homes = Homes()
    for n, town in enumerate(["Columbus", "Dayton", "Columbus", "Newark", "Columbus"]):
        homes.add("paper", str(n), locate(f"Police in {town}, Ohio, and in Hilliard, Ohio, closed a road."))
    text = "Dublin schools open late on Monday, the district said."
    assert [x.place.country for x in locate(text, hints=homes.hints("paper", "new")) if x.place] == ["US"]
    assert [x.place.country for x in locate(text, hints=homes.hints("other", "new")) if x.place] == ["IE"]


def test_a_home_is_the_same_in_whatever_order_its_reports_come() -> None:
    told = [
        (str(n), locate(f"A fire in {town}, Kenya.")) for n, town in enumerate(["Nakuru", "Kisumu", "Eldoret", "Thika"])
    ]
    homes = []
    for order in (told, told[::-1]):
        one = Homes()
        for key, found in order:
            one.add("p", key, found)
        homes.append(one.hints("p", "x"))
    assert homes[0] == homes[1]


@pytest.mark.parametrize(
    ("address", "iso"),
    [
        ("https://www.standardmedia.co.ke/a/b", "KE"),
        ("thisisoxfordshire.co.uk", "GB"),
        ("https://example.com/ke", None),
        ("stream.tv", None),
        ("", None),
        (None, None),
        ("https://[broken", None),
    ],
)
def test_the_ending_of_an_address_may_tell_the_publishers_country(address: str | None, iso: str | None) -> None:
    assert country(address) == iso


def test_a_lower_bar_gives_more_places_and_never_other_ones() -> None:
    text = "The sheriff of Springfield spoke. Clinton and Greenville were flooded, as was Franklin."
    strict = {x.mention.start: x.place for x in locate(text, least=0.9)}
    loose = {x.mention.start: x.place for x in locate(text, least=0.0)}
    assert all(place is None or loose[start] == place for start, place in strict.items())
    assert sum(p is not None for p in strict.values()) < sum(p is not None for p in loose.values())
    assert all(p is None or p.score >= 0.9 for p in strict.values())


@given(st.dictionaries(st.text(max_size=5), st.floats(-1e6, 1e6), max_size=5))
def test_a_chance_lies_between_nought_and_one(signs: dict[str, float]) -> None:
    assert 0.0 <= surety.chance(signs, dict.fromkeys(signs, 3.0)) <= 1.0


@given(st.text(max_size=300))
def test_any_text_is_sifted_without_an_overlap(text: str) -> None:
    judge = filter.model()
    assert judge is not None
    scan = Scan(text, (), gazetteer())
    found = filter.sifted(scan, scan.mentions(), Anchors(), judge)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(m.words == text[m.start : m.end] for m in found)


@pytest.mark.parametrize("text", ["Aleppo,", "Aleppo ", "Police in Aleppo and Homs met. ", "وقال متحدث في حلب. "])
def test_time_grows_with_the_text_and_not_with_its_square(text: str) -> None:
    locate(text)
    times = []
    for size in (2_000, 8_000):
        start = time.process_time()
        locate(text * (size * 7 // len(text)), hints=Hints())
        times.append(time.process_time() - start)
    assert times[1] < 12 * times[0] + 0.5


def test_more_names_than_any_report_has_are_left_to_the_rules() -> None:
    text = "Aleppo," * (filter.MOST + 1)
    scan = Scan(text, (), gazetteer())
    ruled = scan.mentions()
    judge = filter.model()
    assert judge is not None
    assert filter.sifted(scan, ruled, Anchors(), judge) == ruled
