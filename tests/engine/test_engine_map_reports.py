"""The engine loses no report and keeps their order, whatever the reader does to some of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import readers_for_tests

from tacitus.engine import Partly, map_reports, pool
from tacitus.errors import Failure, TacitusError
from tacitus.record import Report


@pytest.fixture(autouse=True)
def _children_find_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]))


def reports(*texts: str) -> list[Report]:
    return [Report(id=Report.identify(t), raw_sha256="", text=t, source=f"{t}.txt") for t in texts]


def told(texts: list[str], jobs: int, seconds: float = 60.0) -> list[str]:
    """What came of each text, in order: a statement's id or a failure's code."""
    outcomes = map_reports(reports(*texts), jobs, read=readers_for_tests.echo, seconds=seconds)
    return [o.code if isinstance(o, Failure) else o[0].id for _, o in outcomes if not isinstance(o, Partly)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_kept_and_one_bad_report_fails_alone(jobs: int) -> None:
    texts = ["a", "slow", "b", "raise", "c", "deep", *[f"n{i}" for i in range(60)]]
    expected = ["E302" if t in ("raise", "deep") else f"s-{t}" for t in texts]
    assert told(texts, jobs) == expected


def test_a_process_that_dies_takes_only_its_own_report_with_it() -> None:
    texts = ["a", "b", "die", "c", *[f"n{i}" for i in range(20)], "die", "d"]
    assert told(texts, 2) == ["E302" if t == "die" else f"s-{t}" for t in texts]


def test_a_report_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(["a", "hang", "b"], 1, seconds=0.3) == ["s-a", "E302", "s-b"]
    monkeypatch.setattr(pool, "GRACE", 0.5)
    assert told(["a", "hang", "b", "stuck", "c"], 2, seconds=0.5) == ["s-a", "E302", "s-b", "E302", "s-c"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_read_of_a_report_that_was_cut_short_is_kept_with_the_failure(jobs: int) -> None:
    outcomes = [o for _, o in map_reports(reports("a", "half", "b"), jobs, read=readers_for_tests.echo)]
    assert isinstance(outcomes[1], Partly)
    assert [s.id for s in outcomes[1].statements] == ["s-half"]
    assert outcomes[1].failure.code == "E308"
    assert [isinstance(o, list) for o in outcomes] == [True, False, True]


@pytest.mark.parametrize("jobs", [1, 2])
def test_missing_data_stops_the_run_instead_of_failing_every_report(jobs: int) -> None:
    with pytest.raises(TacitusError, match="E401"):
        list(map_reports(reports("a", "b"), jobs, read=readers_for_tests.without_gazetteer))


def test_only_a_window_of_reports_is_taken_from_an_endless_stream() -> None:
    taken = 0

    def endless() -> Iterator[Report]:
        nonlocal taken
        while True:
            taken += 1
            yield from reports(f"n{taken}")

    outcomes = map_reports(endless(), 2, read=readers_for_tests.echo)
    for _ in range(50):
        next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert taken <= 50 + 2 * pool.WINDOW


def test_few_reports_are_not_worth_a_second_process() -> None:
    outcomes = map_reports(reports("a", "b"), None, read=lambda _: [])  # a lambda cannot go to another process
    assert [statements for _, statements in outcomes] == [[], []]


def test_a_large_report_goes_both_ways_without_a_jam() -> None:
    texts = [f"{i} " + "x" * 300_000 for i in range(20)]
    assert told(texts, 2) == [f"s-{t}" for t in texts]


def test_processes_end_with_their_parent_even_when_it_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import readers_for_tests, multiprocessing\n"
        "from tacitus.engine import map_reports\n"
        "from tacitus.record import Report\n"
        "if __name__ == '__main__':\n"
        "    texts = [Report(id=t, raw_sha256='', text=t) for t in ['a', 'hang', 'hang']]\n"
        "    outcomes = map_reports(texts, 2, read=readers_for_tests.echo)\n"
        "    next(outcomes)\n"
        "    print(*[p.pid for p in multiprocessing.active_children()], flush=True)\n"
        "    next(outcomes)\n"
    )
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = [int(pid) for pid in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 10
    while any(map(alive, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert children
    assert not any(map(alive, children))


def alive(pid: int) -> bool:
    """Whether that process runs; one that ended and was not fetched by anybody counts as ended."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, ProcessLookupError):
        return False
