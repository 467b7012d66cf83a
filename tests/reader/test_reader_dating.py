"""Each statement's own date: the words of its own, what it is counted from, and the bound that its telling sets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tacitus.record import Statement, When

Told = Callable[..., list[Statement]]
DAY = "2016-07-27"  # a Wednesday


def when_of(statements: list[Statement], words: str) -> When:
    """When the statement that these words name took place."""
    return next(s.when for s in statements if any(words in q.words for q in s.quotes))


def test_a_day_before_the_noun_is_that_of_what_it_names_whoever_speaks_of_it_when(told: Told) -> None:
    text = "The government blamed the rebels on Tuesday for Sunday's car bombing at a market in Mosul that killed nine."
    assert when_of(told(text, DAY), "bombing").start == "2016-07-24"


def test_a_day_before_another_noun_is_not_that_of_the_verb(told: Told) -> None:
    text = "Police in Mosul arrested nine men over the New Year's Day market attack, in which 12 people died."
    arrest = next(s for s in told(text, DAY) if s.type == "arrest")
    assert arrest.when.start != "2016-01-01"


def test_what_is_told_before_the_speaker_is_dated_by_its_own_words(told: Told) -> None:
    text = (
        "More than ten gunmen dressed in black fired at traders with rifles in the market of Mosul, the largest city of the "
        "north, on Sunday evening and killed nine people, state radio said."
    )
    assert when_of(told(text, DAY), "fired").start == "2016-07-24"


def test_the_day_of_the_telling_bounds_what_has_no_day(told: Told) -> None:
    text = "A car bomb killed nine people at a market in Mosul, police said on Monday."
    when = when_of(told(text, DAY), "bomb")
    assert (when.start, when.end, when.basis) == ("2016-07-24", "2016-07-25", "publication")
    assert when.quotes[0].words == when.said == "Monday"


def test_a_new_count_of_the_dead_is_not_the_day_of_the_attack(told: Told) -> None:
    text = (
        "The number of people killed when a lorry full of explosives blew up in Mosul passed 70 on Wednesday, the "
        "government said. The bodies of 20 victims were buried on Monday."
    )
    when = when_of(told(text, DAY), "blew up")
    assert when.basis == "publication"
    assert (when.end or "") == "2016-07-25"


@pytest.mark.parametrize(
    ("words", "day"),
    [("a day after", "2016-07-24"), ("two days after", "2016-07-23"), ("three days after", "2016-07-22")],
)
def test_what_an_attack_follows_is_counted_back_from_its_day(told: Told, words: str, day: str) -> None:
    text = f"Jets bombed a school in Hama on Monday, killing nine people, {words} the execution of a pilot by rebels."
    statements = told(text, DAY)
    assert when_of(statements, "bombed").start == "2016-07-25"
    executed = when_of(statements, "execution")
    assert (executed.start, executed.end, executed.basis) == (day, day, "relative")


def test_an_attack_is_counted_from_the_one_that_the_report_is_about(told: Told) -> None:
    text = (
        "Gunmen seized 40 pupils of a school in Chibok late on Saturday and drove them off in lorries.\n\n"
        "The pupils had been told not to be afraid.\n\n"
        "A day before the raid, a bomb at a bus station in Abuja killed 17 people."
    )
    assert when_of(told(text, DAY), "killed").start == "2016-07-22"


def test_what_is_remembered_lies_whole_years_back(told: Told) -> None:
    text = "Saturday was the one-year anniversary since 43 students were kidnapped by gunmen in Iguala."
    assert when_of(told(text, DAY), "kidnapped").start == "2015-07-23"


def test_an_anniversary_without_a_day_gives_a_month(told: Told) -> None:
    text = "Families wept at the tenth anniversary of the bombing of a school in Beslan that killed 30 pupils."
    when = when_of(told(text, DAY), "bombing")
    assert (when.start, when.end, when.precision) == ("2006-07-01", "2006-07-31", "month")


def test_a_headline_in_the_present_tense_may_be_of_the_day_before(told: Told) -> None:
    when = when_of(told("Car bomb kills nine at a market in Mosul", DAY), "bomb")
    assert (when.start, when.end) == ("2016-07-26", "2016-07-27")


def test_what_is_recalled_without_a_day_is_only_bounded(told: Told) -> None:
    text = (
        "A car bomb killed nine people at a market in Mosul on Monday. Ministers promised more police. Shops were shut. "
        "Gunmen had previously shot dead three judges in Tikrit."
    )
    when = when_of(told(text, DAY), "shot dead")
    assert (when.start, when.end, when.precision) == (None, DAY, "unknown")


def test_what_is_planned_is_not_bounded_by_the_day_of_the_report(told: Told) -> None:
    text = "A car bomb killed nine people in Mosul on Monday. The rebels threatened to attack the city of Tikrit."
    assert all(s.when.end is None for s in told(text, DAY) if s.status in ("threatened", "planned"))


def test_without_any_day_nothing_is_made_up(told: Told) -> None:
    assert told("A car bomb killed nine people at a market in Mosul.", None)[0].when == When()


def test_a_date_that_does_not_fit_its_weekday_is_a_doubt(told: Told) -> None:
    text = "Gunmen killed three guards at a checkpoint near Mosul on Monday, 26 July 2016, the police said."
    statement = told(text, DAY)[0]
    assert statement.when.start == "2016-07-26"
    assert [d.why for d in statement.doubts if d.field == "when"] == ["26 July 2016 was a Tuesday"]


def test_since_a_day_gives_a_span_and_in_a_comparison_nothing(told: Told) -> None:
    killed = told("At least 30 people have been killed in clashes in the city of Bangui since Saturday.", DAY)[0].when
    assert (killed.start, killed.end) == ("2016-07-23", DAY)
    text = "A car bomb killed nine people at a market in Mosul, in what has been the first attack there since Saturday."
    assert when_of(told(text, DAY), "bomb").basis == "publication"


def test_a_date_that_says_a_vague_time_again_is_the_day(told: Told) -> None:
    text = (
        "A car bomb killed nine people at a market in Mosul on Monday.\n\n"
        "Days earlier, on 14 July, gunmen had killed three judges in the city of Tikrit."
    )
    assert [s.when.start for s in told(text, DAY)][-1] == "2016-07-14"


def test_what_only_dates_the_news_is_its_background(told: Told) -> None:
    text = "Forty days after the massacre of 20 villagers in Houla, warplanes killed nine people in the town of Rastan."
    assert {s.role_in_report for s in told(text, DAY) if s.when.start and s.when.start < "2016-07-01"} == {"background"}
