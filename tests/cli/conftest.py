"""A small record to look at: three reports of one attack by night and one of another, with every kind of field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tacitus import ingest, store
from tacitus.cli import main
from tacitus.record import (
    Claim,
    Correction,
    Count,
    Damage,
    Doubt,
    Figure,
    Party,
    Quote,
    Report,
    RunnerUp,
    SetAside,
    Statement,
    Trace,
    When,
    Where,
)

BRIDGE = (
    "Gunmen attacked the bridge at Sarmin on 3 March 2015, killing at least {toll} people, residents said. "
    "The Red Column claimed the attack. Officials first spoke of a gas leak, but later of a bomb. "
    "The customs house was destroyed."
)
MARKET = "An unknown number of traders died when shells hit the market."


def quote(report: Report, words: str) -> Quote:
    """The first place where the words stand."""
    start = report.text.index(words)
    return Quote(report.id, start, start + len(words), words)


def read(report: Report) -> list[Statement]:
    """What a careful reader would note of the two texts above."""
    if "market" in report.text:
        return [market(report)]
    toll = int(report.text.partition("at least ")[2].split()[0])
    figure = Figure(low=toll, words=f"at least {toll} people", speaker="residents",
                    quotes=[quote(report, f"at least {toll} people")])
    return [
        Statement(
            id=f"s-{report.id[:8]}",
            report=report.id,
            type="armed-assault",
            quotes=[quote(report, "attacked")],
            when=When(start="2015-03-03", end="2015-03-03", precision="day", said="on 3 March 2015", basis="stated",
                      quotes=[quote(report, "on 3 March 2015")]),
            where=Where(
                name="Sarmin", said="Sarmin", lat=35.9, lon=36.73, precision="exact", country="SY", admin1="Idlib",
                place_id="geonames:1", quotes=[quote(report, "Sarmin")],
                runners_up=[RunnerUp(name="Sarmin", place_id="geonames:2", lat=1, lon=2, country="IR", score=0.12)],
            ),
            roles={"attacker": [Party(name="Red Column", words="The Red Column", status="claimed",
                                      quotes=[quote(report, "The Red Column")])]},
            counts={"killed": Count(low=toll, said=[figure])},
            claims=[Claim(by="Red Column", quotes=[quote(report, "The Red Column claimed")])],
            corrections=[Correction(was="a gas leak", now="a bomb", quotes=[quote(report, "spoke of a gas leak")])],
            damage=[Damage(what="customs house", effect="destroyed", quotes=[quote(report, "customs house")])],
            doubts=[Doubt(kind="compass", field="where", why="the text says south", quotes=[quote(report, "Sarmin")])],
            reader="hand",
            traces=[Trace(field="where", rule="the place after 'at'", confidence=0.9)],
            set_aside=[SetAside(field="counts.killed", value="3", why="a day of the month, not a toll")],
        )
    ]


def market(report: Report) -> Statement:
    """Nothing known but that traders died."""
    killed = Count(said=[Figure(words="an unknown number", quotes=[quote(report, "An unknown number")])])
    return Statement(id=f"s-{report.id[:8]}", report=report.id, type="shelling", quotes=[quote(report, "shells")],
                     counts={"killed": killed}, reader="hand")


@pytest.fixture
def db(tmp_path: Path) -> str:
    """The path of a database that holds them."""
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    for day, toll in enumerate((12, 44, 57), 4):
        text = f"Report of day {day}.\n\n" + BRIDGE.format(toll=toll)
        (inputs / f"bridge-{day}.txt").write_text(f"{text}\n\n{'More is not known here. ' * day}")
    (inputs / "market.txt").write_text(MARKET)
    path = str(tmp_path / "small.db")
    with store.open(path) as record:
        ingest.read_into(record, [str(inputs)], read=read)
    return path


@pytest.fixture
def tacitus(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs the command in this process: its exit status, stdout and stderr."""

    def run(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture(scope="session")
def bridge() -> str:
    """A report of an assault on a bridge, with `{toll}` for its dead."""
    return BRIDGE


@pytest.fixture(scope="session")
def reader() -> Any:
    """The reader of these tests, in place of the real one."""
    return read
