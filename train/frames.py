"""Learns to make incidents of what the learned reader sees, from MUC-4's training reports.

`python train/frames.py DATA_FOLDER SIGNALS.json... [--check]` writes src/tacitus/reader/learned/frames.json.gz and the
thresholds in frames.toml. SIGNALS: by report, what a model that was not trained on that report saw; of a report that
stands in several, the first counts. --check: cross-validates and
writes nothing. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import learn
import muc_gold  # noqa: F401  (puts the readers of the data on the path)
import numpy as np
from learn import Example
from muc_bench import roles, texts
from muc_bench.incidents import signals_of

from tacitus.reader.learned import around, candidates, frames, linear, parting
from tacitus.reader.learned.signals import KINDS, Signals

HERE = Path(__file__).resolve().parents[1] / "src" / "tacitus" / "reader" / "learned"
FOLDS = 5
GRID: dict[str, tuple[float, ...]] = {
    "relevance": (0.2, 0.3, 0.4, 0.5, 0.6),
    "kind": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55),
    "member": (0.1, 0.2, 0.3, 0.4, 0.5),
    "together": (0.3, 0.4, 0.5, 0.6),
    "shared": (0.4, 0.5, 0.6, 0.7),
}
ROLE_GRID = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


@dataclass
class Case:
    """A report: its words, what it should come to, and what was seen in it, where that is known."""

    number: int
    told: around.Words
    gold: list[dict[str, Any]]
    described: list[frozenset[str]]
    signals: Signals | None = None


def cases(folder: Path, seen: dict[str, Any], described: dict[str, list[frozenset[str]]]) -> list[Case]:
    """The training reports."""
    gold = {d["docid"]: d["templates"] for d in map(json.loads, (folder / "roles-train.json").open(encoding="utf-8"))}
    out = []
    for number, wire in enumerate(texts.documents(folder / "roles-train.json")):
        signals = signals_of(seen[wire.document]) if wire.document in seen else None
        mine = described.get(wire.document, [])
        out.append(Case(number, around.words(wire.text), gold[wire.document], mine, signals))
    return out


def described(folder: Path) -> dict[str, list[frozenset[str]]]:
    """The people who are described (slot 19), each by the wordings of the key, by report."""
    return {
        r.wire.document: list(
            dict.fromkeys(
                frozenset(roles.normal(o) for o in f.options) for t in r.templates for f in t.slots.get(19, [])
            )
        )
        for r in muc_gold.load(folder)
    }


def of_text(case: Case) -> Iterator[tuple[str, Example]]:
    """What the models that need the text alone learn from a report."""
    words = set(candidates.vocabulary(case.told))
    yield f"{candidates.WORDS}relevant", Example(words, _yes(bool(case.gold)), case.number)
    for kind in KINDS:
        answer = _yes(any(kind == t["incident_type"] for t in case.gold))
        yield f"{candidates.WORDS}{kind}", Example(words, answer, case.number)
    yield from pairs(case)


def of_signals(case: Case) -> Iterator[tuple[str, Example]]:
    """What the models that weigh the signals learn from a report."""
    assert case.signals is not None
    seen = set(candidates.kinds(case.told, case.signals))
    yield "relevant", Example(seen, _yes(bool(case.gold)), case.number)
    if case.gold:
        for kind in KINDS:
            yield f"kind {kind}", Example(seen, _yes(any(kind == t["incident_type"] for t in case.gold)), case.number)
    found = candidates.gather(case.told.text, case.signals)
    for c in found:
        right = {roles.normal(m[0]) for t in case.gold for e in t.get(c.role, []) for m in e}
        right = {o for e in case.described for o in e} if c.role == "Described" else right
        features = set(candidates.of(case.told, case.signals, c, found))
        yield f"role {c.role}", Example(features, _yes(roles.normal(c.words) in right), case.number)


def pairs(case: Case) -> Iterator[tuple[str, Example]]:
    """Of the people and things of the key, which are of one incident; only those of a kind of incident are compared."""
    found: dict[tuple[str, str], tuple[list[tuple[int, int]], set[int]]] = {}
    for at, template in enumerate(case.gold):
        for role, entity in ((r, e) for r in roles.ROLES for e in template[r]):
            spans = muc_gold.occurrences(case.told.text, tuple(m[0] for m in entity))
            if spans:
                found.setdefault((role, roles.normal(entity[0][0])), (spans, set()))[1].add(at)
    count = sum(role in parting.ANCHORS for role, _ in found)
    for (a, (mine, ours)), (b, (others, theirs)) in itertools.combinations(found.items(), 2):
        kinds = [{case.gold[i]["incident_type"] for i in of} for of in (ours, theirs)]
        if kinds[0] & kinds[1]:
            features = set(parting.pair(case.told, mine, others, (a[0], b[0]))) | {f"anchors={min(6, count)}"}
            yield "together", Example(features, _yes(bool(ours & theirs)), case.number)


def _yes(right: bool) -> str:
    return "yes" if right else "no"


Made = dict[str, Any]
Named = list[tuple[str, Example]]


def settled(given: Named) -> dict[str, learn.Settings]:
    """The settings of each model that there is enough to learn from."""
    out = {}
    for name in dict.fromkeys(n for n, _ in given):
        mine = learn.pruned([e for n, e in given if n == name])
        if len({e.answer for e in mine}) == 2:
            out[name], bits, common = learn.checked(mine)
            print(
                f"{name}: {len(mine)} examples, {bits:.3f} bits, {common:.3f} without features, {out[name]}", flush=True
            )
    return out


def models(given: Named, settings: dict[str, learn.Settings]) -> Made:
    """Every model, packed."""
    out = {}
    for name, setting in settings.items():
        known = learn.pruned([e for n, e in given if n == name])
        if len({e.answer for e in known}) == 2:
            out[name] = learn.packed(*learn.fitted(known, setting), setting[0])
    return out


def using(made: Made) -> None:
    """Have the reader use these models."""
    linear.use({"": linear.Linear((), ()), **{name: linear.unpacked(model) for name, model in made.items()}})


@dataclass
class Learned:
    """The models, and every report with signals as models weigh it that have not seen it."""

    made: Made
    seen: list[tuple[Case, frames.Weighed, Made]]


def learned(known: list[Case]) -> Learned:
    """Learn in folds: first what needs the text alone, then, with that, what weighs the signals."""
    order = np.random.default_rng(1).permutation(len(known))
    fold = {known[i].number: f for f in range(FOLDS) for i in order[f::FOLDS]}
    texts_ = [(name, e) for case in known for name, e in of_text(case)]
    settings = settled(texts_)
    others = [models([(n, e) for n, e in texts_ if fold[e.report] != f], settings) for f in range(FOLDS)]
    with_signals = [case for case in known if case.signals is not None]
    given: Named = []
    for case in with_signals:
        using(others[fold[case.number]])
        given += of_signals(case)
    chosen_ = settled(given)
    seen = []
    for f in range(FOLDS):
        made = {**others[f], **models([(n, e) for n, e in given if fold[e.report] != f], chosen_)}
        using(made)
        seen += [(c, frames.weigh(c.told, c.signals), made) for c in with_signals if fold[c.number] == f and c.signals]
    return Learned({**models(texts_, settings), **models(given, chosen_)}, seen)


def f1(found: Learned, limits: frames.Least) -> float:
    """Roles F1 of the training reports with these thresholds."""
    said, gold, before = {}, {}, None
    for case, weighed, made in found.seen:
        if made is not before:
            using(made)
            before = made
        said[str(case.number)] = predicted(frames.parted(case.told, weighed, limits))
        gold[str(case.number)] = case.gold
    return roles.micro(roles.score(said, gold)).prf()[2]


def predicted(found: list[frames.Frame]) -> list[dict[str, Any]]:
    """Incidents as published predictions have them; of each entity only the surest mention."""
    return [
        {"incident_type": f.type, **{r: [[e[0].words] for e in f.roles.get(r, [])] for r in roles.ROLES}} for f in found
    ]


def chosen(found: Learned, limits: frames.Least) -> frames.Least:
    """The thresholds with the best roles F1, one after the other, twice round."""
    best = f1(found, limits)
    for _ in range(2):
        for name, grid in [*GRID.items(), *((role, ROLE_GRID) for role in roles.ROLES)]:
            for value in grid:
                tried = replace(limits, **({name: value} if name in GRID else {"roles": {**limits.roles, name: value}}))
                got = f1(found, tried)
                if got > best:
                    best, limits = got, tried
    print(f"roles F1 {best:.1f} on {len(found.seen)} training reports, by models that have not seen them", flush=True)
    return limits


def of_described(found: Learned, limits: frames.Least) -> float:
    """The threshold for people who are described, who are in no role of the published data: the best F1 of their wordings."""

    def score(least: float) -> float:
        kept = right = gold = hit = 0
        for case, weighed, _ in found.seen:
            gold += len(case.described)
            if weighed.relevance < limits.relevance:
                continue
            said = {roles.normal(c.words) for c in weighed.candidates if c.role == "Described" and c.score >= least}
            kept += len(said)
            right += sum(any(words in e for e in case.described) for words in said)
            hit += sum(bool(said & e) for e in case.described)
        return roles.Tally(kept, right, gold, hit).prf()[2]

    return max(ROLE_GRID, key=score)


def told_again(limits: frames.Least) -> str:
    """The thresholds as frames.toml."""
    head = (HERE / "frames.toml").read_text(encoding="utf-8").split("\n\n")[0]
    lines = [f"{name} = {getattr(limits, name)}" for name in GRID]
    return "\n".join([head, "", "[least]", *lines, "", "[roles]", *(f"{r} = {v}" for r, v in limits.roles.items()), ""])


def main() -> None:
    """Learn the models, choose the thresholds, write both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path, help="the data folder, which holds muc4/")
    options.add_argument("signals", type=Path, nargs="+", help="what was seen in each report, as JSON by report")
    options.add_argument("--check", action="store_true", help="measure, write nothing")
    given = options.parse_args()
    for needed in (given.data / "muc4" / "roles-train.json", *given.signals):
        if not needed.is_file():
            sys.exit(f"there is no {needed}")
    folder = given.data / "muc4"
    seen: dict[str, Any] = {}
    for file in reversed(given.signals):
        seen |= json.loads(file.read_text(encoding="utf-8"))
    known = cases(folder, seen, described(folder))
    found = learned(known)
    limits = chosen(found, frames.least())
    limits = replace(limits, roles={**limits.roles, "Described": of_described(found, limits)})
    if not given.check:
        packed = json.dumps(found.made, separators=(",", ":")).encode()
        (HERE / "frames.json.gz").write_bytes(gzip.compress(packed, mtime=0))
        (HERE / "frames.toml").write_text(told_again(limits), encoding="utf-8")


if __name__ == "__main__":
    main()
