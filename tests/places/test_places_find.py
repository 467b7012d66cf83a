"""Names of places are found by the gazetteer and the words around; persons, organisations and common words are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.places import find, locate
from tacitus.places.geo import direction

LABELS = ("PERSON", "ORG", "GPE", "ACTOR", "nonsense")


def words(text: str, names: tuple[tuple[int, int, str], ...] = ()) -> list[str]:
    return [m.words for m in find(text, names) if not m.demonym]


def span(text: str, part: str, label: str) -> tuple[int, int, str]:
    start = text.index(part)
    return start, start + len(part), label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A truck was blown up in the city of Qamishli.", ["Qamishli"]),
        ("Fighters seized Khan Younis and then Sadr City.", ["Khan Younis", "Sadr City"]),
        ("Troops in Maidan Wardak province fled.", ["Maidan Wardak province"]),
        ("The army took the crucial Quyara Air Base.", ["Quyara Air Base"]),
        ("Militants retreated in Hit, in western Iraq.", ["Hit", "Iraq"]),
        ("A blast shook Deir ez-Zor and Ras al-Ain.", ["Deir ez-Zor", "Ras al-Ain"]),
        ("Aid came to the US and the U.K. from N'Djamena.", ["US", "U.K.", "N'Djamena"]),
        ("Shells fell on Mosul's old town.", ["Mosul"]),
        ("A market in Paris, Texas, was robbed.", ["Paris", "Texas"]),
        ("MOGADISHU, Somalia (AP) - A bomb went off.", ["MOGADISHU", "Somalia"]),
    ],
)
def test_places_are_found_with_their_whole_name(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "President Jordan spoke. Michael Jordan spoke too.",
        "The Bank of America closed its doors.",
        "Islamic State of Iraq and Syria claimed the attack.",
        "Students of the University of Aleppo marched.",
        "On Monday in March and in May the talks went on.",
        "Police said the Army will help us all.",
        "Most of them said so. Many left. Victory was near.",
    ],
)
def test_persons_organisations_months_and_common_words_are_no_places(text: str) -> None:
    assert words(text) == []


def test_spans_of_a_tagger_veto_names_inside_them_but_not_its_mistakes() -> None:
    text = "Ansar Bayt al-Maqdis fought in Qamishli, said Paris Hilton."
    names = (
        span(text, "Ansar Bayt al-Maqdis", "ORG"),
        span(text, "Qamishli", "PERSON"),
        span(text, "Paris Hilton", "PERSON"),
    )
    assert words(text, names) == ["Qamishli"]


def test_a_surname_stays_a_person_when_it_stands_alone() -> None:
    assert words("James Hamilton was shot. Hamilton died later.") == []


def test_a_people_is_evidence_and_marked_as_such() -> None:
    mentions = find("Syrian and Kurdish forces met North Korean envoys.")
    assert [(m.words, m.demonym) for m in mentions] == [("Syrian", True), ("North Korean", True)]


@pytest.mark.parametrize(
    "text",
    [
        "20 km north of Jowhar a bomb went off.",
        "Shots fell near Jowhar.",
        "On the outskirts of Jowhar two died.",
        "About 12 miles (20 km) from Jowhar they fought.",
        "A checkpoint outside the town of Jowhar was hit.",
    ],
)
def test_near_a_place_is_not_in_it(text: str) -> None:
    assert [m.near for m in find(text) if m.words == "Jowhar"] == [True]


def test_in_a_place_is_not_near_it() -> None:
    assert [m.near for m in find("A bomb in Jowhar killed two.")] == [False]


def test_a_text_in_capitals_is_read_too() -> None:
    text = (
        "SAN SALVADOR, 12 JAN 90 (ACAN-EFE) -- GUERRILLAS ATTACKED THE CITY OF SAN MIGUEL. THE POLICE MARCHED IN MAY."
    )
    assert words(text) == ["SAN SALVADOR", "SAN MIGUEL"]


def test_an_unknown_village_is_a_mention_without_a_place() -> None:
    located = locate("Gunmen burnt the village of Xarqoubanda in Syria.")
    assert [(x.mention.words, x.place is None) for x in located] == [("Xarqoubanda", True), ("Syria", False)]


def test_the_word_around_tells_the_kind() -> None:
    assert [m.cue for m in find("They fled Hasaka province and the village of Sinjar.")] == ["province", "village"]


def test_the_capital_of_a_province_is_not_the_province() -> None:
    text = "In the Syrian city of Homs, in Lashkar Gah, the capital of Helmand, and in the Karrada district of Baghdad."
    assert [(m.name, m.cue) for m in find(text) if not m.demonym] == [
        ("Homs", "city"),
        ("Lashkar Gah", None),
        ("Helmand", None),
        ("Karrada", "district"),
        ("Baghdad", None),
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("north-western", "northwest"), ("southeast", "southeast"), ("Eastern", "east"), ("truck", None)],
)
def test_directions(word: str, expected: str | None) -> None:
    assert direction(word) == expected


@settings(deadline=None, max_examples=150)
@given(
    st.text(max_size=300),
    st.lists(st.tuples(st.integers(-5, 400), st.integers(-5, 400), st.sampled_from(LABELS)), max_size=6),
)
def test_any_text_and_any_spans_give_spans_inside_the_text(text: str, names: list[tuple[int, int, str]]) -> None:
    last = 0
    for mention in find(text, names):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.words
        last = mention.end


PIECES = st.sampled_from(
    [
        "in ",
        "the city of ",
        "Homs",
        "Syria",
        ", ",
        ". ",
        "\n",
        "Mr ",
        "Ali ",
        "AL-",
        "University of ",
        "Syrian ",
        "province ",
        "\u200f",
        "حلب",
        "O'",
        "-",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_order_of_the_words_that_matter_is_read_without_failing(text: str) -> None:
    located = locate(text)
    assert all(text[x.mention.start : x.mention.end] == x.mention.words for x in located)


def test_time_grows_with_length_alone() -> None:
    def seconds(times: int) -> float:
        text = "Homs, Goma and Kidal " * times
        start = time.perf_counter()
        find(text)
        return time.perf_counter() - start

    seconds(100)
    small, large = seconds(1000), seconds(8000)
    assert large < 8 * small * 4 + 0.5


@pytest.mark.parametrize(
    "text",
    [
        "In July, a twin bombing killed more than 80 people from the Hazara minority in Afghanistan.",
        "Gunmen killed nine Fulani herders near the border.",
        "Tutsi families fled after the attack in Congo.",
        "Soldiers burned the houses of Rohingya villagers in Myanmar.",
        "Druze leaders met in Syria.",
    ],
)
def test_a_people_or_a_faith_is_no_place(text: str) -> None:
    told = {m.name.split()[0] for m in find(text) if not m.demonym}
    assert not told & {"Hazara", "Fulani", "Tutsi", "Rohingya", "Druze"}


def test_a_people_that_gives_its_name_to_an_area_leaves_it_the_name() -> None:
    assert "Shan State" in [m.words for m in find("Fighting went on in Shan State, Myanmar.")]
    assert "Amhara region" in [m.words for m in find("Militias fought in the Amhara region of Ethiopia.")]
