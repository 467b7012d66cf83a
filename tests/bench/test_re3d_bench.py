"""Pairs of who fights whom and who holds what, as bench/re3d.py takes them from statements."""

import re3d

from tacitus.record import Party, Statement, Where


def party(words: str) -> list[Party]:
    return [Party(name=words, words=words)]


def test_an_attack_is_fighting_and_a_held_place_is_control() -> None:
    attack = Statement(id="a", report="r", type="air-strike", roles={"attacker": party("X"), "victim": party("Y")})
    held = Statement(
        id="h", report="r", type="territory-held", roles={"holder": party("Z")}, where=Where(said="Orem")
    )
    told = re3d.stated([attack, held])
    assert told == {"fighting": {("X", "Y")}, "control": {("Z", "Orem")}}


def test_what_is_denied_or_planned_is_left_out() -> None:
    planned = Statement(
        id="p", report="r", type="bombing", status="planned", roles={"attacker": party("X"), "target": party("Y")}
    )
    assert re3d.stated([planned]) == {"fighting": set(), "control": set()}


def test_fighting_is_right_in_either_order_and_control_is_not() -> None:
    assert re3d.matched({("the Red Army", "rebels")}, {("hill rebels", "Red Army")}, either=True) == 1
    assert re3d.matched({("the Red Army", "rebels")}, {("hill rebels", "Red Army")}, either=False) == 0


def test_a_name_within_a_word_is_another_name() -> None:
    assert re3d.same("the army of Orem", "Orem")
    assert not re3d.same("Ore", "Orem")
