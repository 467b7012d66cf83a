"""Numbers in reports: their bounds, and which of them count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.reader import quantities
from tacitus.reader.numerals import read_number

ONES = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int) -> str:
    """The number in words, British fashion: 2,105 is "two thousand one hundred and five"."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= scale:
            rest = n % scale
            joint = " and " if 0 < rest < 100 else " "
            return (spelled(n // scale) + f" {name}" + (joint + spelled(rest) if rest else "")).strip()
    if n >= 100:
        return f"{ONES[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    return ONES[n] if n < 20 else TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")


def counts(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(q.words, q.low, q.high) for q in quantities.find(text) if q.kind == "count"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 50", 50, None),
        ("no fewer than 12", 12, None),
        ("50 or more", 50, None),
        ("50+", 50, None),
        ("more than 40", 41, None),
        ("over 100", 101, None),
        ("more than a dozen", 13, None),
        ("up to 30", None, 30),
        ("as many as 30", None, 30),
        ("no more than five", None, 5),
        ("fewer than ten", None, 9),
        ("nearly 100", 90, 100),
        ("almost two hundred", 180, 200),
        ("just under 200", 180, 200),
        ("around 20", 20, 20),
        ("some 20", 20, 20),
        ("30 or so", 30, 30),
        ("between 40 and 60", 40, 60),
        ("40 to 60", 40, 60),
        ("40-60", 40, 60),
        ("three or four", 3, 4),
        ("dozens", 24, None),
        ("scores", 40, None),
        ("several", 3, None),
        ("hundreds", 200, None),
        ("thousands", 2000, None),
        ("tens of thousands", 20000, None),
        ("several hundred", 300, None),
        ("at least dozens", 24, None),
        ("a few", 3, None),
        ("many", None, None),
        ("a number", None, None),
        ("a dozen", 12, 12),
        ("two dozen", 24, 24),
        ("half a dozen", 6, 6),
        ("a couple", 2, 2),
        ("twenty-one", 21, 21),
        ("one hundred and five", 105, 105),
        ("a hundred", 100, 100),
        ("1,200", 1200, 1200),
        ("1.2 million", 1200000, 1200000),
        ("2 500", 2500, 2500),
        ("twelve hundred", 1200, 1200),
        ("TEN", 10, 10),
        ("no", 0, 0),
        ("one", 1, 1),
    ],
)
def test_a_number_and_its_hedge_state_these_bounds(text: str, low: int | None, high: int | None) -> None:
    assert counts(f"{text} civilians were killed") == [(text, low, high)]


def test_about_makes_a_number_approximate_and_at_least_does_not() -> None:
    found = quantities.find("about 20 men, at least 20 women, nearly 100 boys")
    assert [q.approx for q in found] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("an AK-47", "designation"),
        ("F-16s", "designation"),
        ("a Mi-8", "designation"),
        ("Route 66", "designation"),
        ("9mm rounds", "designation"),
        ("122-mm shells", "designation"),
        ("Resolution 2254", "designation"),
        ("a three-storey house", "designation"),
        ("a 34-year-old", "age"),
        ("aged 12", "age"),
        ("12 years old", "age"),
        ("John Smith, 45, said", "age"),
        ("Maria Lopez (61)", "age"),
        ("in his 20s", "age"),
        ("$5 million", "money"),
        ("20 dollars", "money"),
        ("€300", "money"),
        ("20 km", "distance"),
        ("ten miles", "distance"),
        ("30 percent", "percent"),
        ("15%", "percent"),
        ("three hours", "duration"),
        ("a 24-hour curfew", "duration"),
        ("a 12-year sentence", "duration"),
        ("the 21st", "ordinal"),
        ("a second bomb", "ordinal"),
        ("since 2013", "date"),
        ("in 2014, they", "date"),
        ("on May 3", "date"),
        ("on 3 May", "date"),
        ("at 8:30", "date"),
        ("at 6 am", "date"),
        ("at 2300 on", "date"),
        ("17/01/2019", "date"),
        ("9/11", "date"),
        ("the 1990s", "date"),
        ("500kg", "measure"),
        ("two tonnes", "measure"),
        ("40 degrees", "temperature"),
        ("two-thirds of it", "measure"),
        ("99999999999999999999999", "designation"),
    ],
)
def test_numbers_that_count_nobody_are_told_apart(text: str, kind: str) -> None:
    assert [q.kind for q in quantities.find(text)] == [kind]


def test_a_year_before_people_is_a_number() -> None:
    assert counts("In 2014, 300 people fled; they killed 2000 people.") == [("300", 300, 300), ("2000", 2000, 2000)]


def test_a_day_of_the_month_does_not_run_into_the_number_behind_it() -> None:
    assert counts("On July 17 200 people fled") == [("200", 200, 200)]


def test_a_toll_that_rose_is_two_figures_and_no_range() -> None:
    assert counts("rose from 44 to 57") == [("44", 44, 44), ("57", 57, 57)]


def test_no_denies_a_number_only_before_what_can_be_counted() -> None:
    assert counts("There was no longer any doubt; no, he said, no soldiers died") == [("no", 0, 0)]


def test_articles_count_only_where_asked_for() -> None:
    assert counts("a soldier") == []
    found = quantities.find("a soldier and an officer", articles=True)
    assert [(q.words, q.low, q.high) for q in found] == [("a", 1, 1), ("an", 1, 1)]


@given(st.integers(1, 999_999_999))
def test_a_number_in_words_is_read_back(n: int) -> None:
    assert read_number(spelled(n)) == n
    assert counts(f"They counted {spelled(n)} people.") == [(spelled(n), n, n)]


@given(st.integers(1, 999_999_999))
def test_a_number_in_figures_is_read_back(n: int) -> None:
    assert counts(f"They counted {n:,} people.") == [(f"{n:,}", n, n)]


WORDS = [
    "at least",
    "more than",
    "between",
    "and",
    "to",
    "-",
    "40",
    "60",
    "12,",
    "dozens",
    "a",
    "few",
    "hundred",
    "thousand",
    "million",
    "no",
    "one",
    "of",
    "second",
    "May",
    "2016",
    "$",
    "km",
    "or",
    "more",
    "nearly",
    "half",
    "9/11",
    "3.5",
    "+",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join), st.booleans())
def test_any_text_gives_spans_within_it_and_bounds_in_order(text: str, articles: bool) -> None:
    last = 0
    for quantity in quantities.find(text, articles=articles):
        assert last <= quantity.start < quantity.end <= len(text)
        assert quantity.words == text[quantity.start : quantity.end]
        assert quantity.low is None or quantity.high is None or 0 <= quantity.low <= quantity.high
        last = quantity.end
