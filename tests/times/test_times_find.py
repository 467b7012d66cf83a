"""What is and what is not a calendar expression."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus import times


def words(text: str) -> list[str]:
    return [m.words for m in times.find(text) if m.dated]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bomb went off on Wednesday.", ["Wednesday"]),
        ("It began Monday night and ended late on Thursday.", ["Monday night", "late on Thursday"]),
        ("He fled in the early hours of Tuesday.", ["the early hours of Tuesday"]),
        ("on the night of 3-4 March", ["the night of 3-4 March"]),
        ("The army has held it since 2013.", ["since 2013"]),
        ("The gunmen came over the weekend.", ["over the weekend"]),
        ("They were held in late August and early September.", ["late August and early September"]),
        ("Friday's attack", ["Friday"]),
        ("on Saturday, Sept. 12, the curfew", ["Saturday, Sept. 12"]),
        ("He was seen late on April 20 night.", ["late on April 20 night"]),
        ("War in Somalia (2009–present)", ["2009"]),
        ("between 2013 and 2015", ["2013 and 2015"]),
        ("from Monday until Wednesday", ["Monday until Wednesday"]),
        ("The March attack and an August raid", ["March", "August"]),
        ("Shelling in May and June", ["May", "June"]),
        ("in the past 24 hours", ["in the past 24 hours"]),
        ("on Tues. the mayor", ["Tues"]),
        ("SAN SALVADOR, 3 JAN 90 -- [TEXT]", ["3 JAN 90"]),
        ("THE CLASH TOOK PLACE ON 30 DECEMBER.", ["30 DECEMBER"]),
        ("A week\nago it fell", ["A week\nago"]),
    ],
)
def test_expressions_of_time_are_found_whole(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "originally believed to be a second bomb",
        "They may go. May I march? The march began.",
        "The Sun said so, and the Sunday Times too.",
        "He waited 24 hours.",
        "the 9/11 plot",
        "the September 11 attacks",
        "on 9 October Avenue, near the 14 July Bridge",
        "the March 14 alliance",
        "a 12-year-old boy, aged 12",
        "The sat phone rang; he sat and wed.",
        "Foreign ministers Jan Kavan and June Smith",
        "killed 2000 people",
        "more than 1950 rounds",
        "the last rebel enclave, the last house",
        "bombs fell day after day",
    ],
)
def test_what_only_looks_like_a_time_is_not_taken(text: str) -> None:
    assert words(text) == []


def test_the_same_words_can_be_a_day_or_a_month_with_a_number_behind_it() -> None:
    assert words("On March 20 people fled") == ["March 20"]
    assert words("In March 20 people were killed") == ["March"]
    assert words("on 12 May 20 people were killed") == ["12 May"]


def test_now_and_recently_are_found_but_name_no_day() -> None:
    found = times.find("The town is currently besieged; it was recently shelled.")
    assert [(m.kind, m.dated) for m in found] == [("present", False), ("vague", False)]


def test_the_tense_before_an_expression_is_noted() -> None:
    assert [m.tense for m in times.find("Talks will be held on Friday, he said on Monday.")] == ["future", "past"]


@given(st.text(alphabet=st.sampled_from("0123456789 -/.,MayonJugstFridaepc'’\n"), max_size=60) | st.text(max_size=60))
def test_any_text_is_read_without_failing_and_every_span_is_its_words(text: str) -> None:
    last = 0
    for mention in times.find(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.words
        last = mention.end


@given(st.lists(st.sampled_from(
    ["on Monday", "last", "week", "May", "3", "2016", "the", "night of", "since", "and", "-", "31 June", "9999-12-31",
     "00/00/0000", "1 January 0001", "ago", "500", "years", "between", "next", "Eid", "until", "decades",
     "weekend"]), max_size=9))
def test_any_order_of_calendar_words_is_read_and_resolved(parts: list[str]) -> None:
    from datetime import date

    text = " ".join(parts)
    for anchor in (None, date.min, date(2016, 7, 27), date.max):
        for mention in times.find(text):
            when = times.resolve(mention, anchor)
            assert when is None or not (when.start and when.end) or when.start <= when.end
