"""Two ways to link statements that merging has to beat: a rule of thumb, and Splink with its default training.

Both join statements by single links, and both see what merging sees: day, point, type, names and tolls.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import merge_scores

from tacitus import ontology
from tacitus.places.geo import km
from tacitus.record import Statement

DAYS = 2
KM = 10.0
SAME = (0.99, 0.95, 0.9, 0.8, 0.65, 0.5, 0.35, 0.2, 0.1, 0.05, 0.02, 0.01)
"""Splink's match probabilities from which two may be held to be one; its line is that of the best, found on the gold itself."""


def rule(statements: Sequence[Statement], days: int = DAYS, within: float = KM) -> dict[str, Any]:
    """The cluster of each statement's id: first days at most so many apart, points within so many km, one type family."""
    return merge_scores.components((s.id for s in statements), _alike(statements, days, within))


def _alike(statements: Sequence[Statement], days: int, within: float) -> Iterator[tuple[str, str]]:
    by_day: dict[int, list[Statement]] = defaultdict(list)
    for one in statements:
        day = _day(one)
        if day is None or one.where.lat is None or one.where.lon is None:
            continue
        for near in range(day - days, day + days + 1):
            for other in by_day.get(near, ()):
                if _family(one) == _family(other) and _km(one, other) <= within:
                    yield one.id, other.id
        by_day[day].append(one)


def _day(one: Statement) -> int | None:
    return date.fromisoformat(one.when.start[:10]).toordinal() if one.when.start else None


def _family(one: Statement) -> str:
    kind = ontology.load().types.get(one.type)
    return kind.family if kind else one.type


def _km(a: Statement, b: Statement) -> float:
    return km(a.where.lat or 0.0, a.where.lon or 0.0, b.where.lat or 0.0, b.where.lon or 0.0)


def splink(statements: Sequence[Statement], seed: int = 1) -> list[dict[str, Any]] | None:
    """The same by Splink's model, trained without labels in its default way, for each of SAME; None where it is not installed."""
    try:
        import pandas
        import splink.comparison_library as compare
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError:
        return None
    logging.getLogger("splink").setLevel(logging.ERROR)  # it tells of every step
    table = pandas.DataFrame([_columns(one) for one in statements])
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            compare.AbsoluteTimeDifferenceAtThresholds(
                "day", input_is_string=True, metrics=["day", "day", "day"], thresholds=[1, 2, 7]
            ),
            compare.DistanceInKMAtThresholds("lat", "lon", [1, 10, 50]),
            compare.ExactMatch("family"),
            compare.JaroWinklerAtThresholds("attacker", [0.9]),
            compare.JaroWinklerAtThresholds("target", [0.9]),
            compare.ExactMatch("killed"),
        ],
        blocking_rules_to_generate_predictions=[block_on("day"), block_on("place"), block_on("killed", "month")],
    )
    linker = Linker(DuckDBAPI().register(table), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("day", "place", "family")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=seed)
    for blocks in (block_on("day"), block_on("place")):
        linker.training.estimate_parameters_using_expectation_maximisation(blocks)
    pairs = linker.inference.predict(threshold_match_probability=min(SAME)).as_pandas_dataframe()
    links = list(zip(pairs["match_probability"], pairs["id_l"], pairs["id_r"], strict=True))
    ids = [one.id for one in statements]
    return [merge_scores.components(ids, [(a, b) for chance, a, b in links if chance >= same]) for same in SAME]


def _columns(one: Statement) -> dict[str, Any]:
    def first(role: str) -> str | None:
        return next((party.name for party in one.roles.get(role, [])), None)

    killed = one.counts.get("killed")
    day = one.when.start[:10] if one.when.start else None
    return {
        "id": one.id, "day": day, "month": day[:7] if day else None, "lat": one.where.lat, "lon": one.where.lon,
        "place": one.where.name, "family": _family(one), "attacker": first("attacker"),
        "target": first("target") or first("victim"), "killed": killed.low if killed else None,
    }  # fmt: skip
