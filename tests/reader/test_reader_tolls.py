"""Which of several tolls a report's own count is: what could still come is no revision, and who did it does not decide."""

from __future__ import annotations

from telling import bounds, told


def test_a_toll_that_could_rise_has_not_been_revised() -> None:
    [one] = told(
        "A suicide bomber killed at least 30 people in a mosque in Kandahar on Monday, health officials said. "
        "Interior ministry spokesman Qari Hamdan put the toll at 18 dead and 20 wounded, but said it could rise."
    )
    assert bounds(one, "killed") == (30, None, None)
    voices = {f.words: f.speaker for f in one.counts["wounded"].said}
    assert any("Hamdan" in str(who) for who in voices.values())


def test_a_toll_that_rose_has_been() -> None:
    [one] = told(
        "A suicide bomber killed at least 30 people in a mosque in Kandahar on Monday. The toll rose to 34 on Tuesday."
    )
    assert bounds(one, "killed") == (34, 34, 34)


def test_what_the_attackers_say_they_killed_gives_way_to_what_others_say() -> None:
    text = (
        "Al-Shabaab fighters stormed an army base in Afmadow on Monday. Al-Shabaab said it had killed 57 soldiers. "
        "Captain Osman Ali of the army said that 12 soldiers had died."
    )
    found = [s for s in told(text) if "killed" in s.counts]
    assert [bounds(s, "killed") for s in found] == [(12, 12, 12)]


def test_the_attackers_own_toll_stands_where_there_is_no_other() -> None:
    text = "Al-Shabaab fighters stormed an army base in Afmadow on Monday. Al-Shabaab said it had killed 57 soldiers."
    found = [s for s in told(text) if "killed" in s.counts]
    assert [bounds(s, "killed") for s in found] == [(57, 57, 57)]
