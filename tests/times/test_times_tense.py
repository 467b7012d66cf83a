"""Whether what stands around an expression speaks of what was or of what is to come."""

import pytest

from tacitus import times


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Talks will be held on Friday.", "future"),
        ("The rebels agreed to hand over the camp on Friday.", "future"),
        ("They expect the road to be reopened by Friday.", "future"),
        ("The town must be empty by May.", "future"),
        ("The March vote will decide it.", "future"),
        ("They have until Tuesday to answer.", "future"),
        ("The truce begins on Friday.", "future"),
        ("The truce is set for Friday.", "future"),
        ("Gunmen killed two men on Friday.", "past"),
        ("The ministry on Friday issued a warning.", "past"),
        ("He said that the body had been found on Friday.", "past"),
        ("The army will return the tank that rebels captured on Friday.", "past"),
        ("A raid on Friday", None),
        ("Aid is coming by road from the north. On Friday", None),
        ("They would look for a way round Friday's ruling.", None),
    ],
)
def test_the_signs_around_an_expression_tell_its_tense(text: str, tense: str | None) -> None:
    (mention,) = (m for m in times.find(text) if m.dated)
    assert mention.tense == tense


def test_an_adjective_that_ends_like_a_verb_is_no_sign_of_the_past() -> None:
    (mention,) = times.find("It will be settled at an undisclosed meeting on Friday.")
    assert mention.tense == "future"
