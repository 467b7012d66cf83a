"""Chronologies and bulletins: each line with a head tells of its own; and dates, places that cannot be what they seem."""

from __future__ import annotations

import tacitus

CHRONOLOGY = """Chronology of attacks

May 4, 2015: A suicide bombing at a shrine in Multan kills 31 people.
Oct 9, 2014: A bomb at a market in Quetta kills six people on a Thursday.
Sept 2, 2013: Gunmen attack a school in Peshawar, killing 12 guards.
"""
BULLETIN = """Bulletin of 12 June 2017

Deir Ezzor: Warplanes hit a village yesterday. 6 persons were killed.
Hama: Rebels shelled an army post this morning and killed 2 soldiers.
Raqqa: The death toll of the raid on a school rose from 12 to 17.
"""


def test_each_line_of_a_chronology_is_an_event_of_the_day_at_its_head() -> None:
    found = tacitus.read_text(CHRONOLOGY).statements
    told = [(s.when.start, s.where.name if s.where else None, s.counts["killed"].low) for s in found]
    assert told == [("2015-05-04", "Multan", 31), ("2014-10-09", "Quetta", 6), ("2013-09-02", "Peshawar", 12)]


def test_each_line_of_a_bulletin_is_an_event_of_the_place_at_its_head() -> None:
    found = tacitus.read_text(BULLETIN).statements
    told = {s.where.admin1 or s.where.name: s.counts["killed"].low for s in found if s.where and "killed" in s.counts}
    assert len(told) == 3
    assert told["Hama"] == 2
    assert told["Raqqa"] == 17


def test_a_story_with_two_such_lines_is_no_list() -> None:
    text = (
        "May 4, 2015: A bomb exploded in Quetta and killed six people.\n\n"
        "The bomb, which went off in a market, also wounded 20. Officials in Quetta blamed separatists for the blast."
    )
    assert len(tacitus.read_text(text).statements) == 1


def test_a_weekday_that_ends_a_sentence_is_no_part_of_the_date_after_it() -> None:
    from tacitus import times

    assert [m.words for m in times.find("a park on Sunday.\nDec. 16, 2014: Gunmen")] == ["Sunday", "Dec. 16, 2014"]
    assert [m.words for m in times.find("on Sun. Dec 14, 2014")] == ["Sun. Dec 14, 2014"]


def test_a_day_that_cannot_be_is_unknown_and_not_the_day_of_the_report() -> None:
    text = "Shelling killed two people in Homs on 31 February 2016. A bomb killed three people in Hama on 3 May 0000."
    for statement in tacitus.read_text(text, published="2016-07-27").statements:
        assert (statement.when.start, statement.when.end, statement.when.precision) == (None, None, "unknown")
        assert statement.when.said in ("31 February 2016", "3 May 0000")
        assert any(d.field == "when" and "no day that can be meant" in d.why for d in statement.doubts)


def test_an_unsettled_place_is_not_given_a_country_in_which_no_place_has_its_name() -> None:
    text = (
        "ALEPPO, July 27, 2016 (AP) - A car bomb killed nine people in Aleppo on Monday, residents said. "
        "Gunmen shot dead three judges in Tikrit on Tuesday."
    )
    where = tacitus.read_text(text).statements[1].where
    assert where is not None
    assert where.country in (None, "IQ")


def test_a_capital_that_denies_is_no_place_of_the_event() -> None:
    text = "YEREVAN, October 5, 2020 - A jet shot down a helicopter on 29 September, Yerevan said; Ankara denies it."
    assert all(s.where is None or s.where.name != "Ankara" for s in tacitus.read_text(text).statements)


def test_the_reporter_sits_elsewhere_than_what_a_report_of_other_countries_tells() -> None:
    text = (
        "TBILISI, October 5, 2020. Four civilians were killed when forces shelled Stepanakert in Azerbaijan over the weekend. "
        "Rockets hit Ganja, killing one civilian. A jet shot down a helicopter on 29 September, Yerevan said."
    )
    assert all(s.where is None or s.where.name != "Tbilisi" for s in tacitus.read_text(text).statements)


def test_nothing_that_was_done_is_dated_after_the_report() -> None:
    text = (
        "NAIROBI, October 2, 2013. Two officers were killed on Tuesday night when gunmen ambushed a lorry in Garissa. "
        "The ambush came ten days after the raid on a mall in Nairobi in which 67 people died."
    )
    assert all((s.when.end or "") <= "2013-10-02" for s in tacitus.read_text(text).statements)
