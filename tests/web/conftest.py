"""A small war of hand-made incidents, served as the page and scripts see it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[1] / "store"))

from litestar.testing import TestClient
from made import attacker, claim, happened, killed, when, where

from tacitus import store, web
from tacitus.ingest import Summary
from tacitus.record import Doubt, When, Where

TOWNS = (("Arva", "SY", 35.9, 36.7, "Idlib"), ("Belin", "SY", 36.2, 37.1, "Aleppo"), ("Corro", "IQ", 36.3, 43.1, "Nineveh"),
         ("Dosta", "NG", 12.0, 8.5, "Kano"), ("Taveuni", "FJ", -16.8, -179.9, None))
TYPES = ("bombing", "suicide-bombing", "shelling", "armed-clash", "kidnapping", "protest")
ACTORS = (("Red Column", None), ("Islamic State", "islamic-state"), ("Syrian army", "syria/army"))


def fill(record: Any, many: int = 24) -> None:
    """Incidents of all sorts, the same in every run."""
    for n in range(many):
        name, country, lat, lon, admin1 = TOWNS[n % len(TOWNS)]
        day = f"201{5 + n % 3}-{1 + n % 12:02}-{1 + n % 28:02}"
        spot = where(name, country, lat + n / 100, lon, admin1=admin1) if n % 6 else Where()
        if n % 7 == 3:
            spot = Where(name=admin1, said=admin1, lat=lat, lon=lon, precision="province", country=country, admin1=admin1)
        span = When() if n % 8 == 5 else when(day[:7] + "-01", day[:7] + "-28", "month") if n % 5 == 4 else when(day)
        who, actor = ACTORS[n % 3]
        dead = killed(n, n if n % 2 else None, n) if n % 4 else None
        happened(
            record, f"i{n:02}", f"Report {n}: {'Gunmen' if n % 2 else 'Shells'} struck {name}, witnesses in the café said.",
            type=TYPES[n % len(TYPES)], when=span, where=spot, **({"counts": dead} if dead else {}),
            roles=attacker(who, actor), claims=claim(who, actor) if n % 3 else [], grade=("fair", "weak", None, "contested")[n % 4],
            admiralty=("B2", "F3")[n % 2], status="claimed" if n % 9 == 0 else "reported", at=f"2026-01-{1 + n:02}T00:00:00Z",
            doubts=[Doubt(kind="figures", field="counts.killed", why="reports differ")] if n % 10 == 1 else [],
            report={"publisher": ("Daily", "Weekly", None)[n % 3], "url": f"https://paper.example/{n}"},
        )


@pytest.fixture(autouse=True)
def _pages_closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test at a desk its pages are closed."""
    yield
    desk = getattr(request.node, "funcargs", {}).get("desk")
    if desk is not None:
        desk.close_pages()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of the record."""
    return str(tmp_path_factory.mktemp("web") / "war.db")


@pytest.fixture(scope="module")
def record(path: str) -> Iterator[Any]:
    """The record, open."""
    with store.open(path) as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def client(record: Any) -> Iterator[Any]:
    """Somebody at this machine; reports that come in are only counted, for the reader has tests of its own."""
    def read(_store: Any, inputs: list[Any], _options: Any, progress: Any) -> Summary:
        progress(Summary(read=len(inputs)))
        return Summary(read=len(inputs))

    with TestClient(web.app(record, read=read), base_url="http://localhost") as opened:
        yield opened
