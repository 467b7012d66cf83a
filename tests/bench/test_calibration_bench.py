"""Chance said against share right, as bench/calibration.py measures and draws it, and the rows of bench/ablation.py."""

import random
from xml.etree import ElementTree

import ablation
import calibration
import pytest
import reliability

from tacitus.reader.learned import calibrate


def spoken(slope: float, shift: float, count: int = 4000) -> tuple[list[float], list[bool]]:
    """Scores of a model that is right as often as a line through their log odds says."""
    chance = random.Random(7)
    scores = [chance.random() for _ in range(count)]
    return scores, [chance.random() < calibrate.chance(s, [slope, shift]) for s in scores]


def test_the_line_by_which_a_model_errs_is_found_again() -> None:
    assert calibration.fitted(*spoken(0.6, -1.2)) == pytest.approx([0.6, -1.2], abs=0.12)


def test_a_line_that_has_not_seen_a_report_still_mends_its_chances() -> None:
    scores, hits = spoken(0.5, -1.5)
    each = [{"part": (scores[n::20], hits[n::20])} for n in range(20)]
    mended = calibration.cross_fitted(each, "part")
    _, right = calibration.together(each)["part"]
    assert calibrate.error(mended, right) < 0.04 < 0.2 < calibrate.error(scores, hits)


def test_chances_below_the_floor_are_no_cases() -> None:
    assert calibration.row("m", "h", [0.01, 0.5, 0.9], [True, False, True])["cases"] == 2
    assert "ECE as shipped" not in calibration.row("m", "h", [0.01], [True])


def test_bins_hold_every_case_once_and_certainty_has_a_bin() -> None:
    found = reliability.bins([0.0, 0.05, 0.55, 1.0], [False, True, True, True])
    assert [b.count for b in found] == [2, 1, 1]
    assert found[0].right == 0.5
    assert found[-1].said == 1.0


def test_few_cases_have_a_wide_interval_within_0_and_1() -> None:
    low, high = reliability.interval(1.0, 3)
    assert 0.4 < low < 0.5
    assert high == 1.0


def test_the_plot_is_sound_svg_and_names_every_head() -> None:
    panels = [reliability.Panel(name, "b", reliability.bins([0.2, 0.9], [False, True])) for name in ("A & B", "C")]
    tree = ElementTree.fromstring(reliability.draw("<Title>", ["n"], panels))
    words = [t.text for t in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert {"A & B", "C", "<Title>"} <= set(words)


def test_a_row_of_one_field_hears_the_learned_reader_on_no_other() -> None:
    found = ablation.only("type")
    defaults = ablation.thresholds.defaults()
    assert found["type"] == defaults["type"]
    assert found["attacker"]["add"] > 1
    assert found["main"]["least"] < 0
    assert found["same"]["weight"] == 0


def test_the_shipped_row_is_what_ships() -> None:
    assert ablation.settings()["shipped"] == ablation.thresholds.defaults()
