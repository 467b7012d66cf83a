"""Of hundreds of reports of one happening: what is worked out once for many pairs, and in columns, is what one pair gives."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import dense

from tacitus.merge import Memory
from tacitus.merge.facts import facts
from tacitus.merge.packed import pack
from tacitus.merge.rivals import _few, _many
from tacitus.merge.score import judge

SEEDS = st.integers(min_value=0, max_value=10**6)


@given(world=SEEDS)
@settings(max_examples=40, deadline=None)
def test_what_a_memory_judges_is_what_the_two_alone_give(world: int) -> None:
    told, memory = dense(world, 20), Memory()
    items = [memory.facts(one, told.reports) for one in told.statements]
    for a in items:
        for b in items:
            if a.statement.id < b.statement.id:
                assert memory.judge(a, b) == judge(a, b)


def test_facts_that_come_back_from_the_record_are_the_very_ones_that_went_in() -> None:
    told, memory = dense(7, 6), Memory()
    for one in told.statements:
        x = memory.facts(one, told.reports)
        assert memory.unpack(one.id, pack(x), x.copies) is x
        assert memory.unpack(one.id, pack(facts(one, {})), x.copies) is not x


@given(seed=SEEDS, number=st.integers(min_value=2, max_value=40), share=st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_rivals_in_columns_are_rivals_one_by_one(seed: int, number: int, share: float) -> None:
    draw = random.Random(seed)
    group = [draw.randrange(3) for _ in range(number)]
    scores = {
        (i, j): round(draw.uniform(-3, 6), 3) for i in range(number) for j in range(i + 1, number)
        if draw.random() < (0.9 if group[i] == group[j] else share)
    }
    if scores:
        assert _many(scores) == pytest.approx(_few(scores))
