"""`tacitus places`: what a name may mean, and a user's own places: added one by one, or imported as whole lists."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tacitus.places.geonames import Progress
    from tacitus.places.shapes import Entry

MANY = 20
"""Rows of a look-up; the namesakes that come after are smaller than anything news would mean without saying more."""


class _Places(click.Group):
    """`tacitus places NAME` is `tacitus places find NAME`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = next((arg for arg in args if not arg.startswith("-")), None)
        if first is not None and first not in self.commands and not {"-h", "--help"} & set(args):
            args = ["find", *args]
        return super().parse_args(ctx, args)


@click.group("places", cls=_Places, short_help="Look up a place; import and add places of your own.")
def places_command() -> None:
    """Looks up what a name may mean, and keeps your own places: those that you add, and whole lists that you import.

    `tacitus places NAME` is short for `tacitus places find NAME`. Your own places lie in one file of yours, which
    TACITUS_PLACES may name; reading uses them at once.
    """


@places_command.command("find")
@click.argument("name")
@click.option("--country", metavar="ISO2", help="Only in this country; also finds names spelt almost so.")
@click.option("--json", "as_json", is_flag=True, help="A JSON array.")
def find_command(name: str, country: str | None, as_json: bool) -> None:
    """Looks up a place by any of its names: what it could mean, the most likely first."""
    from tacitus.cli.output import put_json, put_table
    from tacitus.places.gazetteer import gazetteer

    known = gazetteer()
    found = [one.entry for one in known.named(name)]
    if country:
        found = [entry for entry in found if entry.country == country.upper()]
        found = found or [one.entry for one in known.spelt_like(name, [country.upper()])]
    if as_json:
        put_json(found[:MANY])
        return
    if not found:
        more = "" if country else "; with --country, near spellings are tried too"
        click.echo(f"no place is called {name}{more}", err=True)
        return
    heads = ("NAME", "KIND", "IN", "LAT LON", "PEOPLE", "ID")
    put_table(heads, map(_cells, found[:MANY]), {"LAT LON": 13, "PEOPLE": 10}, ("PEOPLE",))


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        entry.name,
        entry.kind,
        ", ".join(part for part in (entry.admin2, entry.admin1, entry.country) if part),
        f"{entry.lat:.2f} {entry.lon:.2f}",
        f"{entry.population:,}" if entry.population else "",
        entry.ref,
    )


@places_command.command("add")
@click.argument("name")
@click.option("--lat", type=click.FloatRange(-90, 90), required=True, help="Degrees north, below 0 south.")
@click.option("--lon", type=click.FloatRange(-180, 180), required=True, help="Degrees east, below 0 west.")
@click.option("--country", metavar="ISO2", help="Its country; without it, the one whose outline holds the point.")
@click.option("--kind", default="city", show_default=True, help="city, village, quarter, camp, crossing, airbase ...")
@click.option("--also", multiple=True, metavar="NAME", help="Another name or spelling; may be given again.")
def add_command(name: str, lat: float, lon: float, country: str | None, kind: str, also: tuple[str, ...]) -> None:
    """Adds a place of your own, which outranks all others of its name; the same name again replaces it."""
    from tacitus.errors import TacitusError
    from tacitus.places import own
    from tacitus.places.gazetteer import gazetteer
    from tacitus.places.geonames import province_near
    from tacitus.places.inputs import Row
    from tacitus.places.names import fold, native

    known = gazetteer()
    if isnan(lat) or isnan(lon):
        raise TacitusError("E102", "no coordinates", where="--lat, --lon", hint="degrees in figures: 36.4 and 40.1")
    if kind not in own.KINDS:
        raise TacitusError("E102", f"no kind of place {kind!r}", where="--kind", hint=f"one of {', '.join(own.KINDS)}")
    if country is not None and country.upper() not in known.countries:
        raise TacitusError("E102", f"no country {country!r}", where="--country", hint="an ISO code of two letters: SY")
    if not fold(name) and not native(name):
        raise TacitusError("E102", f"no name in {name!r}", where="NAME", hint="give a name that has letters")
    iso = country.upper() if country else known.country_at(lat, lon)
    row = Row(
        ref=own.reference(name, iso),
        name=name,
        kind=kind,
        country=iso,
        lat=lat,
        lon=lon,
        province=province_near(lat, lon, iso) if iso else None,
        names=[name, *also],
        natives=[x for x in (name, *also) if native(x)],
    )
    own.add(row, own.path())
    off = known.km_from(lat, lon, iso) if iso else None
    if off is not None and off > FAR_OFF_KM:
        click.echo(f"{name} lies {off:,.0f} km outside {known.countries[iso or ''].name}; is that meant?", err=True)
    click.echo(f"added {name} ({row.ref}) to {own.path()}", err=True)


FAR_OFF_KM = 25.0
"""A point this far outside its country is doubted aloud: it is likely mistyped, unless it lies at sea."""


@places_command.command("import")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--country", "countries", multiple=True, metavar="ISO2", help="Only places of this country; may be given again."
)
@click.option("--features", metavar="CODES", help="GeoNames' classes and codes to take, such as P,A,H.STM.")
@click.option("--name", "label", metavar="TEXT", help="The name of the list; by default the file's.")
def import_command(source: Path, countries: tuple[str, ...], features: str | None, label: str | None) -> None:
    """Imports a whole list of places: GeoNames' allCountries.zip, a country's zip or cities500.zip, a list of P-codes (CSV,
    XLSX), or outlines of provinces or districts (GeoJSON of OCHA or geoBoundaries).

    What the same list gave before is replaced. An import that is stopped leaves everything as it was.
    """
    from tacitus.errors import TacitusError
    from tacitus.places import geojson, geonames, own, pcodes

    if not source.is_file():
        raise TacitusError("E101", "no such file", where=str(source), hint="give the path of a list of places")
    choice = geonames.Choice(
        features=frozenset(part.strip().upper() for part in (features or "").split(",") if part.strip()),
        countries=frozenset(code.upper() for code in countries),
    )
    with _progress() as tell:
        if geojson.fits(source):
            rows = geojson.rows(source, choice)
        elif pcodes.fits(source):
            rows = pcodes.rows(source, choice)
        elif geonames.fits(source):
            rows = geonames.rows(source, choice, tell)
        else:
            raise geonames.unknown(source, "neither GeoNames' form nor columns of P-codes nor outlines")
        total = own.replace(own.path(), label or source.name, rows)
    click.echo(f"imported {total:,} places from {source.name} into {own.path()}", err=True)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A function to tell progress to, which shows it on a terminal; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading ...") as status:
        yield lambda lines, taken: status.update(f"{lines:,} lines, {taken:,} places")


@places_command.command("list")
@click.option("--source", metavar="LIST", help="The places of an imported list; without it, those added one by one.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def list_command(source: str | None, as_json: bool) -> None:
    """Lists your own places, and the lists that you imported."""
    from tacitus.cli.output import put_json, put_table
    from tacitus.places import own

    where = own.path()
    lists, kept = own.sources(where), own.kept(where, source or own.ADDED)
    if as_json:
        put_json({"file": str(where), "lists": lists, "places": kept})
        return
    if not lists:
        click.echo(f"no places of your own yet ({where})", err=True)
        return
    if kept:
        rows: list[tuple[Any, ...]] = [
            (
                one.name,
                one.kind,
                one.country or "",
                f"{one.lat or 0:.2f} {one.lon or 0:.2f}",
                "; ".join(one.also),
                one.ref,
            )
            for one in kept
        ]
        put_table(("NAME", "KIND", "IN", "LAT LON", "ALSO", "ID"), rows, {"LAT LON": 13, "IN": 3}, ())
    for name, places in lists.items():
        click.echo(f"{name}: {places:,} places", err=True)


@places_command.command("remove")
@click.argument("name", required=False)
@click.option("--source", metavar="LIST", help="Take out a whole list that was imported.")
def remove_command(name: str | None, source: str | None) -> None:
    """Takes out a place of your own, by its name or id, or a whole list."""
    from tacitus.errors import TacitusError
    from tacitus.places import own

    where = own.path()
    if (name is None) == (source is None):
        raise TacitusError("E102", "give either a place or --source", where="remove", hint="tacitus places remove NAME")
    if source is not None:
        gone = own.remove(where, source=source)
    else:
        found = own.called(where, name or "")
        refs = {one.ref for one in found}
        if len(refs) > 1:
            hint = f"give one of {', '.join(sorted(refs))}"
            raise TacitusError("E102", f"{len(refs)} of your places are called so", where=str(name), hint=hint)
        gone = own.remove(where, ref=refs.pop() if refs else name)
    click.echo(f"removed {gone:,} from {where}", err=True)
