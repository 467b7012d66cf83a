"""The measure of `compare` counts a pair as right only where the row lists the headline."""

from __future__ import annotations

import known as bench

from tacitus.formats.compare import Pair


def test_a_pair_with_another_row_of_the_same_war_is_wrong() -> None:
    pairs = [Pair("i1-0", "7", 0.9, []), Pair("i2-1", "8", 0.9, [])]
    assert bench.right_pairs(pairs, {"i1-0": {"7", "9"}, "i2-1": {"7"}}) == pairs[:1]
    assert (bench.share(1, 2), bench.share(0, 0)) == (50.0, 0.0)
