"""A user's own places: added, imported, removed; used at once, kept whole whatever happens, refused where damaged."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tacitus.errors import TacitusError
from tacitus.places import geojson, geonames, own, pcodes
from tacitus.places.gazetteer import gazetteer
from tacitus.places.geonames import Choice
from tacitus.places.inputs import Row
from tacitus.places.locate import locate


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the file of own places."""
    where = tmp_path / "data" / "places.sqlite"
    monkeypatch.setenv(own.SETTING, str(where))
    return where


def line(number: int, name: str, *, also: str = "", at: tuple[float, float] = (35.0, 40.0), code: str = "P.PPL",
         unit: str = "01", sub: str = "") -> str:  # fmt: skip
    """A line of GeoNames' form, of our own making."""
    kind, _, feature = code.partition(".")
    cells = [str(number), name, name, also, str(at[0]), str(at[1]), kind, feature, "SY", "", unit, sub, "", "", "12"]
    return "\t".join([*cells, "", "200", "Asia/Damascus", "2026-01-01"]) + "\n"


WORLD = (
    line(99_000_001, "Tell Quartz", also="Tall Kwartz,تل كوارتز,XQZ")
    + line(99_000_002, "Quartz School", code="S.SCH")
    + line(99_000_003, "Wadi Feldspar", code="H.STM")
    + line(99_000_004, "Gneiss", code="A.ADM1", unit="77")
    + line(99_000_005, "Schistabad", unit="77", also="Chistabad")
    + "not a line of the form\n"
)


def camp(name: str = "Camp Basalt") -> Row:
    return Row(ref=own.reference(name, "SY"), name=name, kind="camp", country="SY", lat=36.4, lon=40.1, names=[name])


def test_a_place_that_was_added_is_found_at_once_and_gone_when_removed(mine: Path) -> None:
    assert not gazetteer().has("Camp Basalt")
    own.add(camp(), mine)
    assert gazetteer().named("camp basalt")[0].entry.ref == "own:camp-basalt-sy"
    own.remove(mine, ref="own:camp-basalt-sy")
    assert not gazetteer().has("Camp Basalt")


def test_an_added_place_outranks_its_namesakes_in_a_report(mine: Path) -> None:
    text = "Three people were killed in Madrid on Monday, officials said."
    (before,) = [x for x in locate(text) if x.mention.name == "Madrid"]
    assert before.place is not None
    assert before.place.country == "ES"
    own.add(
        Row(ref="own:madrid-sy", name="Madrid", kind="village", country="SY", lat=36.4, lon=40.1, names=["Madrid"]),
        mine,
    )
    (after,) = [x for x in locate(text) if x.mention.name == "Madrid"]
    assert after.place is not None
    assert after.place.place_id == "own:madrid-sy"


def test_adding_the_same_name_again_replaces_it(mine: Path) -> None:
    own.add(camp(), mine)
    moved = camp()
    moved.lat = 35.0
    own.add(moved, mine)
    assert [(one.name, one.lat) for one in own.kept(mine)] == [("Camp Basalt", 35.0)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_list_of_geonames_is_imported_with_its_names_and_provinces(mine: Path, tmp_path: Path, packed: bool) -> None:
    source = tmp_path / ("SY.zip" if packed else "SY.txt")
    if packed:
        with zipfile.ZipFile(source, "w") as archive:
            archive.writestr("readme.txt", "about the file\n" * 2_000)
            archive.writestr("SY.txt", WORLD)
    else:
        source.write_text(WORLD, "utf-8")
    assert geonames.fits(source)
    assert own.replace(mine, source.name, geonames.rows(source, Choice())) == 3
    known = gazetteer()
    assert known.named("Tell Quartz")[0].entry.ref == "geonames:99000001"
    assert known.named("تل كوارتز")[0].entry.name == "Tell Quartz"
    assert known.named("Chistabad")[0].entry.admin1 == "Gneiss"
    assert known.named("Tell Quartz")[0].entry.admin1 is not None, "by the outline that holds it"
    assert not known.has("Quartz School")
    assert not known.has("XQZ")


def test_features_and_countries_can_be_chosen(tmp_path: Path) -> None:
    source = tmp_path / "SY.txt"
    source.write_text(WORLD, "utf-8")
    rivers = list(geonames.rows(source, Choice(features=frozenset({"H"}))))
    assert [(row.name, row.kind) for row in rivers] == [("Wadi Feldspar", "river")]
    assert list(geonames.rows(source, Choice(countries=frozenset({"ML"})))) == []


def test_importing_a_list_again_replaces_it_and_leaves_others(mine: Path, tmp_path: Path) -> None:
    source = tmp_path / "SY.txt"
    source.write_text(WORLD, "utf-8")
    own.add(camp(), mine)
    for _ in range(2):
        own.replace(mine, "SY.txt", geonames.rows(source, Choice()))
    assert own.sources(mine) == {own.ADDED: 1, "SY.txt": 3}
    own.remove(mine, source="SY.txt")
    assert own.sources(mine) == {own.ADDED: 1}
    assert gazetteer().has("Camp Basalt")


def test_an_import_that_breaks_off_leaves_the_old_file_whole(mine: Path) -> None:
    own.add(camp(), mine)
    before = mine.read_bytes()

    def broken():  # type: ignore[no-untyped-def]
        yield camp("Camp Gabbro")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        own.replace(mine, "list", broken())
    assert mine.read_bytes() == before
    assert list(mine.parent.iterdir()) == [mine]


def test_a_long_list_is_imported_in_bounded_memory(mine: Path, tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    gazetteer().province_at(35.0, 40.0, "SY")  # what is loaded once is not what is measured

    def grown(lines: int) -> int:
        with source.open("w", encoding="utf-8") as out:
            for n in range(lines):
                out.write(line(98_000_000 + n, f"Marl {n}"))
        tracemalloc.start()
        own.replace(mine, "long", geonames.rows(source, Choice()))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    grown(100)
    assert grown(24_000) < 1.5 * grown(12_000)


LONG = """Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date
SYR,1,SY07,Idleb,SYR,2020-01-01
SYR,2,SY0799,Marlstone,SY07,2020-01-01
SYR,3,SY079901,Lower Marlstone,SY0799,2020-01-01
SYR,1,SY99,Flintland,SYR,2020-01-01
"""
WIDE = """ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_PCODE,latitude,longitude
#adm1+name,#adm1+name+ar,#adm1+code,#adm2+name,#adm2+code,#geo+lat,#geo+lon
Idleb,إدلب,SY07,Marlstone,SY0799,35.71,36.61
"""


def test_a_list_of_codes_is_tied_to_known_units_by_name_and_says_how_exact_the_rest_is(
    mine: Path, tmp_path: Path
) -> None:
    source = tmp_path / "codes.csv"
    source.write_text(LONG, "utf-8")
    assert pcodes.fits(source)
    assert not geonames.fits(source)
    own.replace(mine, "codes", pcodes.rows(source, Choice()))
    known = gazetteer()
    idlib = known.named("SY07")[0].entry
    assert (idlib.kind, idlib.country) == ("province", "SY")
    assert idlib.ref.startswith("geonames:")
    marl = known.named("Marlstone")[0].entry
    assert (marl.lat, marl.lon, marl.precision) == (idlib.lat, idlib.lon, "province")
    assert marl.admin1 == idlib.name
    assert known.named("SY079901")[0].entry.precision == "province", "no more exact than what holds it"
    assert known.named("Flintland")[0].entry.precision == "country"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_with_a_column_for_each_level_keeps_its_own_coordinates(mine: Path, tmp_path: Path, form: str) -> None:
    source = tmp_path / f"codes.{form}"
    if form == "csv":
        source.write_text("\ufeff" + WIDE, "utf-8")
    else:
        workbook(source, [row.split(",") for row in WIDE.splitlines()])
    assert pcodes.fits(source)
    own.replace(mine, "codes", pcodes.rows(source, Choice()))
    marl = gazetteer().named("SY0799")[0].entry
    assert (marl.name, marl.lat, marl.lon, marl.precision) == ("Marlstone", 35.71, 36.61, None)


def workbook(path: Path, cells: list[list[str]]) -> None:
    """The smallest XLSX file with these cells."""
    rows = "".join(
        f'<row r="{y}">'
        + "".join(f'<c r="{chr(65 + x)}{y}" t="inlineStr"><is><t>{cell}</t></is></c>' for x, cell in enumerate(row))
        + "</row>"
        for y, row in enumerate(cells, 1)
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
        )


@pytest.mark.parametrize("content", [b"", b"name,size\na,1\n", b"\x00\xff" * 900, b"PK\x03\x04 broken"])
def test_a_file_that_is_no_list_of_places_fits_no_form(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "other"
    source.write_bytes(content)
    assert not geonames.fits(source)
    assert not pcodes.fits(source)


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_damaged_file_of_own_places_is_said_plainly_and_not_passed_over(mine: Path, content: bytes) -> None:
    mine.parent.mkdir()
    mine.write_bytes(content)
    with pytest.raises(TacitusError) as caught:
        gazetteer()
    assert caught.value.failure.code == "E404"
    with pytest.raises(TacitusError, match="E404"):
        own.add(camp(), mine)


def test_nothing_is_written_until_something_is_added(mine: Path) -> None:
    assert own.sources(mine) == {}
    with pytest.raises(TacitusError, match="E406"):
        own.remove(mine, ref="own:none")
    assert not mine.parent.exists()


def square(west: float, south: float, size: float = 0.4) -> dict[str, object]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(tmp_path: Path, *features: dict[str, object]) -> Path:
    source = tmp_path / "areas.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return source


def feature(geometry: dict[str, object], **properties: str) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


OCHA = {"ADM0_PCODE": "SY", "ADM1_EN": "Idleb", "ADM1_PCODE": "SY07", "ADM2_EN": "Basaltabad", "ADM2_PCODE": "SY0799"}


def test_outlines_that_were_imported_hold_their_points(mine: Path, tmp_path: Path) -> None:
    source = collection(tmp_path, feature(square(36.4, 35.6), **OCHA))
    assert geojson.fits(source)
    assert own.replace(mine, "areas", geojson.rows(source, Choice())) == 1
    (found,) = [x.entry for x in gazetteer().named("Basaltabad")]
    drawn = gazetteer().outline(found.id)
    assert drawn is not None
    assert drawn.contains(35.8, 36.6)
    assert not drawn.contains(35.8, 37.0)
    assert found.box == (35.6, 36.4, 36.0, 36.8)
    assert drawn.contains(found.lat, found.lon)


def test_an_imported_outline_is_that_of_the_unit_the_gazetteer_has(mine: Path, tmp_path: Path) -> None:
    before = next(x.entry for x in gazetteer().named("Manbij") if x.entry.kind == "district")
    shape = {"shapeName": "Manbij", "shapeID": "4242B1", "shapeGroup": "SYR", "shapeType": "ADM2"}
    own.replace(mine, "areas", geojson.rows(collection(tmp_path, feature(square(37.8, 36.3), **shape)), Choice()))
    after = next(x.entry for x in gazetteer().named("Manbij") if x.entry.kind == "district")
    assert after.ref == before.ref
    assert after.box == (36.3, 37.8, 36.7, 38.2)
    assert gazetteer().outline(after.id) is not None
    own.remove(mine, source="areas")
    assert gazetteer().outline(before.id) is None


@pytest.mark.parametrize(
    "content",
    [
        '{"type": "FeatureCollection", "features": 7}',
        '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", "coordinates": [[1, 2, 3, 4]]}}]}',
        '{"type": "FeatureCollection", "features": [{"properties": {"name": "X"}, "geometry": null}]}',
        '{"type": "FeatureCollection", "features": [',
        '{"type": "FeatureCollection", "features": [{"properties": {"shapeName": "X", "shapeID": "1B1", "shapeType": "ADM2"},'
        ' "geometry": {"type": "Polygon", "coordinates": [[[900, 1], [901, 1], [901, 2], [900, 1]]]}}]}',
    ],
)
def test_a_broken_file_of_outlines_is_refused_and_changes_nothing(mine: Path, tmp_path: Path, content: str) -> None:
    own.add(camp(), mine)
    source = tmp_path / "broken.geojson"
    source.write_text(content, "utf-8")
    with pytest.raises(TacitusError) as raised:
        own.replace(mine, "areas", geojson.rows(source, Choice()))
    assert raised.value.failure.code == "E405"
    assert own.sources(mine) == {own.ADDED: 1}


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe\x00", b'{"type": "Topology"}'])
def test_what_is_no_collection_of_features_fits_no_form(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "other.json"
    source.write_bytes(content)
    assert not geojson.fits(source)
