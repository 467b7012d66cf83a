"""`tacitus import` and `tacitus compare`: incidents that others know of, kept beside the record and held against it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tacitus.cli.filters import database, filters, opened, query

if TYPE_CHECKING:
    from tacitus.errors import Failure
    from tacitus.formats.compare import Comparison
    from tacitus.formats.known import Known, Table
    from tacitus.store import Store

SHOWN = 20
"""Lines of each kind that are printed without --all."""

OURS = click.option("--mapping", metavar="FILE", help="A TOML file that says which column holds what; see docs/exchange.md.")


@click.command("import", short_help="Keep another data set's incidents to compare with.")
@database
@click.argument("file", metavar="FILE")
@OURS
@click.option("--name", metavar="NAME", help="What to call the data set; by default the file's name.")
def import_command(db: str, file: str, mapping: str | None, name: str | None) -> int:
    """Keeps the incidents of a CSV file (.gz too) beside the record: UCDP GED, ACLED's form, or any by a mapping.

    They are never mixed with what was read: no list, export or page shows them; `tacitus compare DB NAME` holds the record
    against them. A file of a name that is there already takes its place.
    """
    import hashlib

    from tacitus.cli.who import who
    from tacitus.formats import known
    from tacitus.ingest.gather import now
    from tacitus.record import encode
    from tacitus.store import audit, beside

    found, failures = _read(Path(file), _mapping(mapping), name)
    called = name or known.name_of(Path(file))
    with Path(file).open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    rows = [beside.Row(one.id, encode(one), one.start, one.country) for one in found]
    dataset = beside.Dataset(called, now(), str(file), digest, len(rows))
    with opened(db) as record, record.writing():
        number = beside.keep_dataset(record, dataset, rows)
        audit.note(record, who(), "data set imported", called, at=dataset.at, rows=number, sha256=digest)
    click.echo(f"{number:,} incidents of {called} kept beside the record", err=True)
    return _failed(failures)


@click.command("compare", short_help="Hold the record against another data set.")
@database
@click.argument("with_", metavar="FILE|NAME")
@OURS
@click.option("--json", "as_json", is_flag=True, help="One JSON object: counts, found, missed, only_ours.")
@click.option("--all", "whole", is_flag=True, help="Print every line, not the first 20 of each kind.")
@filters
def compare_command(db: str, with_: str, mapping: str | None, as_json: bool, whole: bool, **given: Any) -> int:
    """Says which incidents of a data set the record has too, which it lacks, and in what the two differ.

    FILE|NAME: a CSV file as for `tacitus import`, or the name of what was imported. The filters choose among the incidents
    of the record; theirs are held to the same days and country. A pair is an incident of each, at most two days apart
    and within a reach of kilometres that grows with how vague the places are; each incident is paired once at most.
    """
    from tacitus.formats.compare import compare

    asked = query(given)
    failures: list[Failure] = []
    with opened(db) as record:
        if Path(with_).is_file():
            theirs, failures = _read(Path(with_), _mapping(mapping), None)
        else:
            theirs = _imported(record, with_)
        chosen = _asked(theirs, given)
        found = compare(record.incidents(asked), chosen, chosen[0].dataset if chosen else with_)
    if as_json:
        from tacitus.cli.output import put_json
        from tacitus.record import plain

        put_json({"counts": found.counts(), **plain(found), "failures": plain(failures)})
    else:
        _print(found, None if whole else SHOWN)
    return _failed(failures)


def _read(file: Path, mapping: Table | None, name: str | None) -> tuple[list[Known], list[Failure]]:
    from tacitus.errors import Failure
    from tacitus.formats import known

    found: list[Known] = []
    failures: list[Failure] = []
    for one in known.read(file, mapping, dataset=name):
        if isinstance(one, Failure):
            failures.append(one)
        else:
            found.append(one)
    return found, failures


def _mapping(path: str | None) -> Table | None:
    from tacitus.formats import known

    return None if path is None else known.mapping(Path(path))


def _imported(record: Store, name: str) -> list[Known]:
    from tacitus.formats.known import Known
    from tacitus.record import decode
    from tacitus.store import beside

    return [decode(body, Known) for body in beside.known(record, name)]


def _asked(theirs: Iterable[Known], given: dict[str, Any]) -> list[Known]:
    """Those of theirs that the days and the country of the filters select."""
    from tacitus.store.query import first_day, last_day

    since, until = first_day(given.get("since"), "since"), last_day(given.get("until"), "until")
    countries = {one.strip().upper() for one in (given.get("country") or "").split(",")} - {""}
    return [
        one for one in theirs
        if not (since and (one.end or one.start or "") < since) and not (until and (one.start or "9") > until)
        and not (countries and one.country not in countries)
    ]


def _print(found: Comparison, most: int | None) -> None:
    for what, number in found.counts().items():
        click.echo(f"{number:>7,}  {what}")
    _lines("FOUND, BUT DIFFERENT", [
        f"{pair.incident} = {pair.known} ({pair.score:.2f}{_rivals(pair.rivals)})  " + "; ".join(
            f"{one.field}: {one.ours or 'not told'}, theirs {one.theirs or 'not told'}" for one in pair.differences)
        for pair in found.found if pair.differences
    ], most)
    _lines("MISSED", [
        f"{one.id}  {one.start or 'no day'}  {one.place or ''}, {one.country or ''}  {' - '.join(one.actors)}"
        for one in found.missed
    ], most)
    _lines("ONLY OURS", found.only_ours, most)


def _rivals(number: int) -> str:
    return f", or {number:,} as likely" if number else ""


def _lines(head: str, lines: list[str], most: int | None) -> None:
    from tacitus.cli.words import clean

    if not lines:
        return
    click.echo(f"\n{head}")
    for line in lines[:most]:
        click.echo(clean(line))
    if most is not None and len(lines) > most:
        click.echo(f"... and {len(lines) - most:,} more (--all)")


def _failed(failures: list[Failure]) -> int:
    for failure in failures[:SHOWN]:
        click.echo(str(failure), err=True)
    if len(failures) > SHOWN:
        click.echo(f"... and {len(failures) - SHOWN:,} more rows", err=True)
    return 1 if failures else 0
