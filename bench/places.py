"""Finds and resolves the place names of marked news reports: `python bench/places.py FILE.xml... | DATA`.

Files are in the XML form of LGL or of GeoVirus; DATA is the folder that holds geoparsing/ with both, and then the table
in bench/RESULTS.md is written. Without the parser: Tacitus' own finder alone.

--gold-spans        resolves the marked spans alone, instead of what it finds itself
--predictions OUT   writes what was read as JSON lines: file, article, start, end, name, lat, lon, id, score
--no-demonyms       leaves out peoples and adjectives ("Syrian"), which some files mark and some do not
--alone             reads each report without what its publisher's other reports in the file are about
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import results
import toponyms
from toponyms import Article, Guess

from tacitus.places import Homes, Located, locate

SETS = {"LGL": "lgl.xml", "GeoVirus": "GeoVirus.xml"}
LEAST = 0.1  # probability from which a place is given here, so that the measures see what is less sure too
COVERAGES = (0.5, 0.7, 0.8)


def guess(located: Located) -> Guess:
    """One mention as the measures take it; the id is GeoNames' number where the gazetteer has it."""
    mention, place = located.mention, located.place
    ref = place.place_id.removeprefix("geonames:") if place else ""
    return Guess(
        start=mention.start,
        end=mention.end,
        name=mention.words,
        lat=place.middle[0] if place and place.middle else None,
        lon=place.middle[1] if place and place.middle else None,
        id=ref if ref.isdigit() else None,
        score=place.score if place else 0.0,
        demonym=mention.demonym,
    )


def read(reports: Sequence[Article], *, gold_spans: bool, alone: bool) -> tuple[list[list[Guess]], float]:
    """What is read in each report, and the seconds of one processor that reading them once took; what is known of the
    publishers comes from an earlier reading."""
    start = time.process_time()
    spans = [[(g.start, g.end) for g in x.gold] if gold_spans else [] for x in reports]
    homes = Homes()
    out = _all(reports, spans, homes)
    for article, found in zip(reports, out, strict=True):
        if article.domain and not alone:
            homes.add(article.domain, article.key, found)
    if not alone:
        start = time.process_time()
        out = _all(reports, spans, homes)
    seconds = time.process_time() - start
    given = [set(x) for x in spans]
    kept = [
        [guess(x) for x in found if not gold_spans or (x.mention.start, x.mention.end) in own]
        for found, own in zip(out, given, strict=True)
    ]
    return kept, seconds


def _all(reports: Sequence[Article], spans: Sequence[list[tuple[int, int]]], homes: Homes) -> list[list[Located]]:
    hints = [homes.hints(x.domain, x.key, x.domain) for x in reports]
    return [locate(x.text, hints=h, spans=s, least=LEAST) for x, h, s in zip(reports, hints, spans, strict=True)]


def row(name: str, reports: Sequence[Article], found: Sequence[Sequence[Guess]]) -> dict[str, Any]:
    """One line of the table: where the guesses lie."""
    paired = [p for x, g in zip(reports, found, strict=True) for p in toponyms.pairs(x, g)]
    return {"read": name, **toponyms.resolved(paired), **toponyms.at_coverage(paired, COVERAGES)}


def span_row(name: str, reports: Sequence[Article], found: Sequence[Sequence[Guess]]) -> dict[str, Any]:
    """The line of spans: precision, recall and F1 by shared words, and F1 by the same bounds."""
    counts = [toponyms.spans(x, g) for x, g in zip(reports, found, strict=True)]
    marked, given, met, meeting, same = (sum(c[n] for c in counts) for n in range(5))
    precision, recall = meeting / max(1, given), met / max(1, marked)
    exact = toponyms.f1(same / max(1, given), same / max(1, marked))
    return {
        "spans of": name,
        "P": 100 * precision,
        "R": 100 * recall,
        "F1": 100 * toponyms.f1(precision, recall),
        "F1 of exact bounds": 100 * exact,
    }


def predictions(path: Path, reports: Sequence[Article], found: Sequence[Sequence[Guess]]) -> Iterable[str]:
    """The guesses as JSON lines, with the offsets that the file itself counts by."""
    for article, guesses in zip(reports, found, strict=True):
        for g in guesses:
            fields = {"file": path.name, "article": article.key, "start": g.start - article.shift}
            fields |= {"end": g.end - article.shift, "name": g.name, "lat": g.lat, "lon": g.lon, "id": g.id}
            yield json.dumps({**fields, "score": g.score}, ensure_ascii=False)


def without_demonyms(found: Sequence[Sequence[Guess]]) -> list[list[Guess]]:
    """The guesses that are no people or adjective."""
    return [[g for g in guesses if not g.demonym] for guesses in found]


def measure(path: Path, name: str, options: argparse.Namespace) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The lines of one file, places and spans; predictions are added to the file that was asked for."""
    reports = toponyms.articles(path)
    found, seconds = read(reports, gold_spans=options.gold_spans, alone=options.alone)
    if options.no_demonyms:
        found = without_demonyms(found)
    if options.predictions:
        with options.predictions.open("a", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in predictions(path, reports, found))
    line = row(name, reports, found) | {"reports/s": len(reports) / max(seconds, 1e-9)}
    return [line], [] if options.gold_spans else [span_row(name, reports, found)]


def both_ways(data: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every line of the table: each set end to end and with the marked spans; spans with and without peoples."""
    lines, span_lines = [], []
    for name, file in SETS.items():
        reports = toponyms.articles(data / file)
        found, seconds = read(reports, gold_spans=False, alone=False)
        lines.append(row(f"{name}, end to end", reports, found) | {"reports/s": len(reports) / seconds})
        span_lines += [
            span_row(name, reports, found),
            span_row(f"{name}, no peoples", reports, without_demonyms(found)),
        ]
        lone, _ = read(reports, gold_spans=False, alone=True)
        lines.append(row(f"{name}, each report alone", reports, lone))
        given, _ = read(reports, gold_spans=True, alone=False)
        lines.append(row(f"{name}, spans given", reports, given))
    return lines, span_lines


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE.xml|DATA")
    parser.add_argument("--gold-spans", action="store_true")
    parser.add_argument("--predictions", type=Path, metavar="OUT.jsonl")
    parser.add_argument("--no-demonyms", action="store_true")
    parser.add_argument("--alone", action="store_true")
    return parser.parse_args()


def whole(data: Path) -> None:
    """Measure both sets of a folder and write the tables down."""
    folder = data / "geoparsing" if (data / "geoparsing").is_dir() else data
    for file in SETS.values():
        if not (folder / file).is_file():
            sys.exit(f"there is no {folder / file}: give the folder that holds geoparsing/, or files of that form")
    lines, span_lines = both_ways(folder)
    print(results.table(lines), results.table(span_lines), sep="\n\n")
    note = (
        "LGL (588 reports of local newspapers) and GeoVirus (229 pieces on diseases): share of all marked names with "
        "coordinates that are placed within 161 km or by the same id. The filter that ships has learned from both: what models say "
        "that saw other publishers alone, or another set alone, is in train/data/placenames-card.json. `right at 70%`: of "
        "the surest answers that make up 70 % of all marked names. The area is that under the curve of log errors."
    )
    results.record("places", lines, note)
    results.record("place spans", span_lines, "Found spans against all marked ones, same runs as `places`.")


def main() -> None:
    """Measure, print, and record where a folder was given; says plainly what is missing."""
    options = arguments()
    if len(options.paths) == 1 and options.paths[0].is_dir():
        whole(options.paths[0].resolve())
        return
    if options.predictions:
        options.predictions.write_text("", encoding="utf-8")
    lines, span_lines = [], []
    for path in options.paths:
        try:
            one, two = measure(path, path.name, options)
        except (OSError, ElementTree.ParseError) as error:
            sys.exit(f"{path} cannot be read as marked reports: {error}")
        lines += one
        span_lines += two
    print(results.table(lines), results.table(span_lines) if span_lines else "", sep="\n\n")


if __name__ == "__main__":
    main()
