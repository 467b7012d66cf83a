"""The measure of withheld names counts names once, and what is masked by whether it is of a person."""

from __future__ import annotations

import withhold as bench

MENTIONS = ["Ada Quist", "Ada Quist", "she", "a witness", "Bo Lind"]


def test_names_are_capitals_and_a_part_that_is_masked_counts() -> None:
    assert bench.full_names(MENTIONS) == {"Ada Quist", "Bo Lind"}
    assert bench.missed(MENTIONS, ["Quist", "Body Shop"]) == {"Bo Lind"}
    assert bench.of_persons(MENTIONS, ["Quist", "Body Shop"]) == 1
