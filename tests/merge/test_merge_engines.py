"""One report after another, in any order and portions, gives the incidents that all give at once, in memory or from files."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from merge_cases import AT, Told
from worlds import Shelf, dense

from tacitus.errors import TacitusError
from tacitus.merge.blocking import candidates, may_meet
from tacitus.merge.bulk import merge_files
from tacitus.merge.columns import write
from tacitus.merge.facts import facts
from tacitus.merge.keys import filed, is_fine, is_open, sought
from tacitus.merge.packed import pack, unpack
from tacitus.merge.rough import Rough
from tacitus.merge.score import judge
from tacitus.merge.screen import hopeless, own
from tacitus.merge.spread import Spread, lay_out
from tacitus.record import Incident, encode

SEEDS = st.integers(min_value=0, max_value=10**6)
ORDERS = int(os.environ.get("ORDERS", "60"))
"""Worlds and orders gone through; ORDERS=4000 takes some two minutes, and has found what 60 did not."""


def values(incidents: list[Incident]) -> set[bytes]:
    """What holds of each incident, without what the way to it has left behind."""
    bare = (msgspec.structs.replace(one, id="", history=[], revision=0) for one in incidents)
    return {encode(one) for one in bare if one.statements and not one.redirect}


def portions(told: Told, seed: int) -> list[list]:
    """The statements by report, the reports in some order and in portions of one to three."""
    draw, reports = random.Random(seed), list(told.reports)
    draw.shuffle(reports)
    found = []
    while reports:
        size = draw.choice([1, 1, 1, 2, 3])
        some, reports = set(reports[:size]), reports[size:]
        found.append([one for one in told.statements if one.report in some])
    return found


def one_after_another(told: Told, seed: int) -> list[Incident]:
    shelf = Shelf(told.reports)
    for some in portions(told, seed):
        shelf.arrive(some)
    return list(shelf.standing.values())


@given(world=SEEDS, order=SEEDS, number=st.integers(min_value=2, max_value=24))
@settings(max_examples=ORDERS, deadline=None)
@example(world=708118, order=332639, number=23)  # one that came made an edge within a standing incident less sure
def test_one_after_another_gives_what_all_give_at_once(world: int, order: int, number: int) -> None:
    told = dense(world, number)
    assert values(one_after_another(told, order)) == values(told.merged())


def test_a_hundred_shuffles_give_the_same() -> None:
    told = dense(3, 12)
    once = values(told.merged())
    assert all(values(one_after_another(told, seed)) == once for seed in range(100))


@pytest.mark.parametrize("seed", range(4))
def test_files_give_what_memory_gives(seed: int, tmp_path: Path) -> None:
    told = dense(seed, 30)
    rows = [(one, told.reports[one.report]) for one in told.statements]
    random.Random(seed).shuffle(rows)
    write(rows[:11], tmp_path / "a.parquet")
    write(rows[9:], tmp_path / "b.parquet")  # two stand in both, and count once
    found = merge_files([tmp_path / "b.parquet", tmp_path / "a.parquet"], at=AT)
    assert sorted(found, key=lambda one: one.id) == told.merged()


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    told = dense(11, 10)
    write(((one, told.reports[one.report]) for one in told.statements), tmp_path / "a.parquet")
    assert sorted(merge_files([tmp_path / "a.parquet"], at=AT, jobs=2), key=lambda one: one.id) == told.merged()


def test_no_statements_in_a_file_make_no_incidents(tmp_path: Path) -> None:
    write([], tmp_path / "none.parquet")
    assert list(merge_files([tmp_path / "none.parquet"], at=AT)) == []


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 no")
    for name, code in (("x.parquet", "E102"), ("there is none", "E101")):
        with pytest.raises(TacitusError) as raised:
            list(merge_files([tmp_path / name], at=AT))
        assert raised.value.failure.code == code


@given(world=SEEDS)
@settings(max_examples=25, deadline=None)
def test_packed_facts_are_judged_as_whole_ones(world: int) -> None:
    told = dense(world, 8)
    whole = [facts(one, told.reports) for one in told.statements]
    small = [unpack(pack(one), one.copies) for one in whole]
    both = list(zip(whole, small, strict=True))
    assert all(judge(a, b) == judge(c, d) for a, c in both for b, d in both if a is not b)


@given(world=SEEDS)
@settings(max_examples=25, deadline=None)
def test_who_seeks_is_sought(world: int) -> None:
    told = dense(world, 20)
    items = [facts(one, told.reports) for one in told.statements]
    keys = [(set(filed(one).tolist()), set(sought(one).tolist())) for one in items]
    for i, a in enumerate(items):
        for j, b in enumerate(items):
            if may_meet(a, b):
                finds, found = bool(keys[i][1] & keys[j][0]), bool(keys[j][1] & keys[i][0])
                assert finds == found
                assert finds or not (is_fine(a) and is_fine(b)) or is_open(a) or is_open(b)


@given(world=SEEDS)
@settings(max_examples=25, deadline=None)
def test_whether_two_are_compared_rests_on_the_two_alone(world: int) -> None:
    told = dense(world, 14)
    items = [facts(one, told.reports) for one in told.statements]
    n = len(items)
    alone = {(i, j) for i in range(n) for j in range(i + 1, n) if candidates([items[i], items[j]])}
    assert set(candidates(items)) == alone


@given(world=SEEDS)
@settings(max_examples=40, deadline=None)
def test_what_the_screen_turns_away_would_not_be_held_the_same(world: int) -> None:
    told = dense(world, 16)
    items = [facts(one, told.reports) for one in told.statements]
    away = [(a, b) for a in items for b in items if a is not b and hopeless(a, b)]
    assert not any(judge(a, b).same for a, b in away)


@given(world=SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_screen_in_columns_hopes_for_all_that_is_held_the_same(world: int) -> None:
    told = dense(world, 16)
    with tempfile.TemporaryDirectory() as folder:
        write(((one, told.reports[one.report]) for one in told.statements), Path(folder) / "a.parquet")
        number = lay_out([Path(folder) / "a.parquet"], Path(folder))
        spread = Spread(Path(folder))
        one, other = np.triu_indices(number, 1)
        hoped, most = Rough(spread).hope(one, other)
        hope = dict(zip(hoped.tolist(), most.tolist(), strict=True))
        for n, (a, b) in enumerate(
            (spread.facts(int(i)), spread.facts(int(j))) for i, j in zip(one, other, strict=True)
        ):
            assert n in hope and hope[n] + own(a, b) >= 0 or not judge(a, b).same
        assert len(hoped) < len(one)  # it does turn some away
