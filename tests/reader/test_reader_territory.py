"""Who took, lost, left or holds a place."""

import pytest
from telling import names, of, told

TAKEN = [
    ("Soldiers drove the militants out of Baidoa in Somalia on Monday.", "Soldiers", "militants"),
    ("The militants were driven out of Baidoa in Somalia by soldiers on Monday.", "soldiers", "militants"),
    ("The insurgents were pushed back from Mubi in Nigeria by soldiers on Thursday.", "soldiers", "insurgents"),
    ("Iraqi forces cleared Fallujah in Iraq of the last militants on Sunday.", "Iraqi forces", "militants"),
    ("The army won back Tikrit in Iraq from the militants on Friday.", "army", "militants"),
    ("Kurdish fighters raised their flag over the border crossing at Kobani in Syria on Friday.", "Kurdish", ""),
    ("The recapture of Gao in Mali by French troops came on Friday after clashes.", "French troops", ""),
    ("Control of the airport at Donetsk in Ukraine passed to the separatists on Thursday.", "separatists", ""),
    ("Islamist fighters have taken control of Timbuktu in Mali.", "Islamist fighters", ""),
]


@pytest.mark.parametrize(("text", "taker", "loser"), TAKEN)
def test_who_took_a_place_and_from_whom(text: str, taker: str, loser: str) -> None:
    (one,) = of(told(text), "territory-taken")
    assert any(taker in n for n in names(one, "taker"))
    assert any(loser in n for n in names(one, "former_holder")) or not loser


@pytest.mark.parametrize(
    ("text", "loser"),
    [
        ("The rebels were expelled from Goma in Congo on Thursday.", "rebels"),
        ("The militants were driven from Ramadi in Iraq on Saturday.", "militants"),
        ("The rebels lost control of Goma in Congo on Sunday.", "rebels"),
        ("Goma in Congo fell on Tuesday after clashes between rebels and the army.", ""),
        ("The garrison surrendered the base at Idlib in Syria to the rebels on Monday.", "garrison"),
        ("The rebels handed over the town of Goma in Congo to the army on Friday.", "rebels"),
    ],
)
def test_a_place_is_lost_where_nobody_is_said_to_take_it(text: str, loser: str) -> None:
    (one,) = of(told(text), "territory-lost")
    assert any(loser in n for n in names(one, "former_holder")) or not loser


@pytest.mark.parametrize(
    "text",
    [
        "Militants drove villagers out of their homes near Gao in Mali on Monday, killing three people.",
        "The streets of Goma in Congo fell silent on Tuesday after rebels shelled the market.",
        "Exports from Goma in Congo fell by a third, and rebels killed nine people there on Monday.",
        "The team captured the title in Lagos, where a bomb killed two people on Monday.",
        "Soldiers seized weapons and drugs in Goma in Congo on Monday and killed two rebels.",
        "Soldiers captured a rebel commander in Goma in Congo on Monday.",
        "Protesters occupied the parliament in Harare in Zimbabwe on Monday, and police fired tear gas.",
        "Police forced protesters out of the square in Cairo on Monday, wounding 12 people.",
    ],
)
def test_no_place_changes_hands(text: str) -> None:
    assert not of(told(text), "territory-taken", "territory-lost", "territory-held")


@pytest.mark.parametrize(
    "text",
    [
        "The army is fighting to retake Goma in Congo from the rebels.",
        "Rebels and soldiers were fighting for control of Goma in Congo on Monday.",
    ],
)
def test_a_place_that_is_fought_for_is_not_yet_taken(text: str) -> None:
    found = told(text)
    assert of(found, "offensive", "armed-clash")
    assert not of(found, "territory-taken", "territory-lost")


def test_soldiers_who_leave_a_town_withdraw_and_gunmen_who_leave_one_do_not() -> None:
    (one,) = of(told("The last French soldiers left Gao in Mali on Monday after the ceasefire."), "withdrawal")
    assert names(one, "force")
    assert not of(told("The gunmen killed nine people and left Gao in Mali before dawn on Monday."), "withdrawal")


def test_who_is_in_control_of_a_place_holds_it() -> None:
    (one,) = of(told("Government forces are in full control of Idlib in Syria."), "territory-held")
    assert any("forces" in n for n in names(one, "holder"))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Rebels have held the town of Idlib in Syria since March 2015.", "2015-03-01"),
        (
            "Raqqa in Syria, under Islamic State rule since January 2014, was calm on Monday after the ceasefire.",
            "2014-01-01",
        ),
        ("Kobani in Syria has been under the control of Kurdish fighters since January.", "2016-01-01"),
    ],
)
def test_a_place_is_held_from_the_day_since_when_it_is_said(text: str, start: str) -> None:
    (one,) = of(told(text), "territory-held")
    assert (one.when.start, one.when.end) == (start, "2016-07-27")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels failed to capture Goma in Congo on Monday.",
        "The army hopes to retake Goma in Congo from the rebels within days.",
        "Rebels have not captured Goma in Congo, the army said.",
        "If the rebels take Goma in Congo, thousands will flee.",
        "Soldiers took up positions around the parliament in Harare in Zimbabwe on Monday.",
    ],
)
def test_what_is_hoped_for_or_failed_is_not_taken(text: str) -> None:
    assert not of(told(text), "territory-taken", "territory-lost")


def test_an_operation_to_retake_a_city_is_an_offensive() -> None:
    found = told("Iraqi forces began an operation on Monday to retake Mosul in Iraq from the militants.")
    assert [s.type for s in found] == ["offensive"]
    assert of(told("Rebels launched a push towards Idlib in Syria on Monday."), "offensive", place="Idlib")


def test_a_place_that_is_taken_and_taken_back_changes_hands_twice() -> None:
    text = "The Taliban captured Kunduz in Afghanistan on Saturday, but the army recaptured it on Sunday."
    first, second = of(told(text), "territory-taken")
    assert names(first, "taker") == names(second, "former_holder")
    assert (first.when.start, second.when.start) == ("2016-07-23", "2016-07-24")
