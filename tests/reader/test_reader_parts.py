"""One of several attacks is told apart from the several, and told of again it is the same one."""

from __future__ import annotations

from telling import bounds, of, told


def test_the_second_bombing_told_again_is_one_and_has_its_own_dead() -> None:
    found = told(
        "On 4 May 2012, two car bombings killed 31 people in Makhachkala, Russia.\n"
        "The first bombing hit a police post. The second bombing was outside a fire station. "
        "Nine people were killed in the explosion. A third device was found nearby.",
        "2012-05-05",
    )
    assert any((bounds(s, "killed") or (0,))[0] == 9 for s in of(found, "bombing"))
    assert any((bounds(s, "killed") or (0,))[0] == 31 for s in of(found, "bombing"))


def test_a_blast_in_one_town_is_part_of_the_wave_over_the_country() -> None:
    found = told(
        "A string of attacks across Iraq on Tuesday killed 60 people, officials said.\n\n"
        "In Kirkuk, a car bomb outside a court killed 14 people and wounded 30.\n\n"
        "Gunmen shot dead three soldiers at a checkpoint in Mosul.",
    )
    killed = {(bounds(s, "killed") or (0,))[0] for s in found}
    assert {60, 14, 3} <= killed


def test_the_deadliest_of_several_is_one_of_them() -> None:
    found = told(
        "Several bombings in Pakistan left 48 people dead on Tuesday.\n\n"
        "In the deadliest attack, a bomb in a market in Quetta killed 22 people.",
    )
    killed = [(bounds(s, "killed") or (0,))[0] for s in found]
    assert {22, 48} <= set(killed)


def test_the_words_quoted_are_the_whole_phrase() -> None:
    (found,) = told("Gunmen opened fire at a wedding in Diyarbakir on Monday, killing five people.")
    assert "opened fire" in {q.words for q in found.quotes}
