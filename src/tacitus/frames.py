"""Incidents as data frames of pandas or polars, for notebooks and scripts: one row each, typed columns."""

from __future__ import annotations

import io
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

from tacitus.errors import TacitusError
from tacitus.record import Incident, Report

if TYPE_CHECKING:
    import pandas
    import polars

    from tacitus.store import Query, Store


@overload
def incidents(source: Store | Iterable[Incident], query: Query | None = None, *, library: Literal["pandas"] = ...,
              reports: Iterable[Report] = ..., base: str | None = ...) -> pandas.DataFrame:
    """A frame of pandas."""
@overload
def incidents(source: Store | Iterable[Incident], query: Query | None = None, *, library: Literal["polars"],
              reports: Iterable[Report] = ..., base: str | None = ...) -> polars.DataFrame:
    """A frame of polars."""


def incidents(
    source: Store | Iterable[Incident], query: Query | None = None, *, library: str = "pandas",
    reports: Iterable[Report] = (), base: str | None = None,
) -> Any:
    """The incidents as a frame: the columns of `tacitus export --format parquet`, in the order of the record.

    source: an open record, of which `query` selects, or incidents, such as `reading.incidents`. library: "pandas" or
    "polars". reports: of incidents that are given themselves, for their addresses. base: address of the page, for
    permalinks. What is not known is null; lists are lists; days stay ISO text, since one frame may hold spans and years.
    Names that the record withholds are masked. Raises TacitusError E102 where the library is none of these or is missing.
    """
    from tacitus import formats

    frames = _library(library)
    held, told = _selected(source, query, reports)
    file = io.BytesIO()
    formats.write(held, "parquet", file, reports=told, base=base)
    file.seek(0)
    if library == "polars":
        return frames.read_parquet(file)
    frame = frames.read_parquet(file)
    whole = [name for name, kind in formats.kinds().items() if kind == "number"]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def _library(name: str) -> Any:
    if name not in ("pandas", "polars"):
        raise TacitusError("E102", f"there are no frames of {name!r}", where="library", hint='"pandas" or "polars"')
    try:
        return import_module(name)
    except ImportError as error:
        hint = f'pip install "tacitus[frames]", or pip install {name}'
        raise TacitusError("E102", f"{name} is not installed", where="library", hint=hint) from error


def _selected(source: Any, query: Query | None, reports: Iterable[Report]) -> tuple[Iterable[Incident], dict[str, Report]]:
    from tacitus.store import Store

    if not isinstance(source, Store):
        return source, {report.id: report for report in reports}
    from tacitus import withhold

    veil = withhold.veil(source)
    found = list(source.incidents(query))
    told = source.reports({key for one in found for key in one.reports})
    if veil is None:
        return found, told
    return map(veil.incident, found), {key: veil.report(one) for key, one in told.items()}
