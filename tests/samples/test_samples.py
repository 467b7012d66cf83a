"""Reading every sample stays at least as good as it was: floors that can only be raised by hand (floors.toml)."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
import scoring

import samples as bench
from tacitus.sources import copies

FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
PARTS = [(part, measure) for part in ("all", "open", "held") for measure in FLOORS[part]]


@pytest.fixture(scope="session")
def outcomes() -> list[bench.Outcome]:
    return bench.read_all(bench.load())


@pytest.fixture(scope="session")
def reached(outcomes: list[bench.Outcome]) -> dict[str, dict[str, scoring.Tally]]:
    return bench.parts(outcomes)


def corpus_hash() -> str:
    """One hash over every sample, its expected record, and which are held."""
    whole = hashlib.sha256()
    for path in sorted(bench.SAMPLES.iterdir()):
        if path.name != "README.md":
            whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    whole.update("\n".join(sorted(bench.held())).encode())
    return whole.hexdigest()[:16]


def test_the_samples_are_the_ones_that_the_floors_were_set_on() -> None:
    assert corpus_hash() == FLOORS["corpus"], "the samples changed: see tests/samples/floors.toml for what to do"


@pytest.mark.parametrize(("part", "measure"), PARTS)
def test_no_measure_falls_below_its_floor(
    part: str, measure: str, reached: dict[str, dict[str, scoring.Tally]]
) -> None:
    precision, recall = FLOORS[part][measure]
    now, floor = reached[part][measure], scoring.harmonic(precision, recall)
    found = f"{part}, {measure}: precision {now.precision:.1f}, recall {now.recall:.1f}, floors {precision}, {recall}"
    assert now.precision >= precision, f"{found}: mend the reader, do not lower the floor"
    assert now.recall >= recall, f"{found}: mend the reader, do not lower the floor"
    assert now.f <= floor + FLOORS["far"], f"{found}: far above, so raise the floors by hand"


def test_every_sample_is_obtained_and_its_language_told(outcomes: list[bench.Outcome]) -> None:
    assert [o.sample.key for o in outcomes if o.report is None] == []
    assert [o.sample.key for o in outcomes if o.report and o.report.readable != o.sample.readable] == []
    assert [o.sample.key for o in outcomes if not o.sample.readable and o.statements] == []


def test_a_publication_date_is_found_or_left_out_but_never_wrong(outcomes: list[bench.Outcome]) -> None:
    dated = [(o.sample, (o.report.published.date or "")[:10]) for o in outcomes if o.report]
    assert [(sample.key, day) for sample, day in dated if day not in ("", sample.published)] == []
    missing = [sample.key for sample, day in dated if not day]
    assert len(missing) <= FLOORS["undated"], missing


def test_only_the_wire_copy_is_taken_for_a_copy(outcomes: list[bench.Outcome]) -> None:
    signed = {o.sample.key: copies.signature(o.report.text) for o in outcomes if o.report}
    alike = {
        (a, b) for a in signed for b in signed if a < b and copies.similarity(signed[a], signed[b]) >= copies.SAME
    }
    assert alike == {("kabul-zanbaq", "kabul-zanbaq-copy")}


def test_every_quote_is_the_text_at_its_place(outcomes: list[bench.Outcome]) -> None:
    for o in outcomes:
        for statement in o.statements:
            assert o.report is not None
            for quote in scoring.quotes(bench.plain(statement)):
                assert o.report.text[quote["start"] : quote["end"]] == quote["words"]
