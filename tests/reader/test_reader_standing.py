"""What is a report's own news, and what it only recalls."""

from __future__ import annotations

NEWS = (
    "A car bomb killed six people in Kandahar on Tuesday, officials said. The Taliban claimed responsibility. "
    "The wounded were taken to a hospital in the city.\n\n"
)


def _background(statements, kind):
    return [s.role_in_report for s in statements if s.type == kind]


def test_an_arrest_told_far_down_is_background(told):
    text = NEWS + "Security was stepped up in the whole province.\n\n" * 6 + "Police arrested three men in Herat."
    assert _background(told(text), "arrest") == ["background"]


def test_an_arrest_that_the_report_opens_with_is_its_news(told):
    text = "Police arrested three men in Herat on Monday over a bombing that killed six people last month."
    assert _background(told(text), "arrest") == ["main"]


def test_what_happened_long_before_is_background(told):
    text = NEWS + "In May gunmen stormed a hotel in Kabul and killed 14 guests."
    assert _background(told(text), "armed-assault") == ["background"]


def test_what_is_answered_explains_the_answer(told):
    text = "Army helicopters bombed the village of Kobane on Tuesday in retaliation for the killing of a colonel on Sunday."
    found = told(text)
    assert found[0].role_in_report == "main"
    assert all(s.role_in_report == "background" for s in found[1:])


def test_every_paragraph_of_a_round_up_is_news(told):
    text = (
        "- A car bomb killed 12 people in Baghdad on Monday.\n"
        "- Gunmen shot dead four policemen in Karachi on Monday.\n"
        "- A roadside bomb wounded three soldiers in Mogadishu on Monday.\n"
        "- Rebels shelled a market in Donetsk on Monday, killing two."
    )
    found = told(text)
    assert len(found) == 4
    assert {s.role_in_report for s in found} == {"main"}


def test_an_attack_remembered_on_its_anniversary_is_background(told):
    text = NEWS + "It came on the anniversary of a drone strike that killed a commander in Helmand."
    assert _background(told(text), "drone-strike") in (["background"], [])


def test_what_the_news_came_weeks_after_is_background_of_no_known_day(told):
    text = "Raiders killed five farmers near Garissa on Tuesday, officials said. It came weeks after the bombing of a mall in Kano."
    (old,) = [one for one in told(text) if one.type == "bombing"]
    assert (old.role_in_report, old.when.start) == ("background", None)


def test_a_few_who_run_are_no_displacement(told):
    text = "A bomb killed four people at a market in Kano on Monday. Twenty people fled."
    assert _background(told(text), "displacement") == []
