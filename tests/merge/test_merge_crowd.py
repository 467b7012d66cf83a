"""Where a day has many happenings alike, a pair of reports needs more to be one; where it has one, the same words are enough."""

from __future__ import annotations

from merge_cases import Told, day, town

from tacitus.merge.cluster import cluster
from tacitus.merge.words import weights


def shelled(told: Told, paper: str, killed: int | None = None, **fields: object) -> str:
    made = told.tell(
        "shelling", publisher=paper, killed=killed, where=town("Mosul"), when=day("2020-05-04", basis="publication"),
        text=f"Mortar shells fell on the city, {paper} writes.", **fields,
    )  # fmt: skip
    return made.id


def grouped(told: Told) -> set[frozenset[str]]:
    return {frozenset(one.id for one in group) for group in cluster(told.statements, told.reports)}


def test_reports_that_all_match_each_other_are_no_rivals() -> None:
    told = Told()
    ids = {shelled(told, f"Paper {n}", killed=14) for n in range(12)}
    assert grouped(told) == {frozenset(ids)}


def test_a_report_that_fits_many_alike_joins_none_of_them() -> None:
    told = Told()
    bulletin = told.report("Shells fell on the city all day.", published="2020-05-05", publisher="Bulletin")
    several = [shelled(told, "Bulletin", killed=n, inside=bulletin) for n in range(2, 32, 2)]
    loose = shelled(told, "Paper")
    lone = Told()
    one, other = shelled(lone, "Bulletin", killed=4), shelled(lone, "Paper")
    assert grouped(lone) == {frozenset({one, other})}
    assert grouped(told) == {*(frozenset({each}) for each in several), frozenset({loose})}


def test_each_table_says_how_much_rivals_take() -> None:
    assert all(0 <= float(weights()[table]["crowd"]) <= 1 for table in ("read", "coded"))
