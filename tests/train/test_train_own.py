"""The reports that the models are trained on are marked as the training programs read them."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "train"))

import own  # noqa: E402

from tacitus import ontology  # noqa: E402
from tacitus.reader.learned.labels import PARTS, STATUSES, TYPES  # noqa: E402

REPORTS = ROOT / "train" / "data" / "reports"
MARKED = """\
== x1 2020-05-02
1 shelling reported main
2 kidnapping denied background
OSTER - [Shells]{weapon:1} [hit]{event:1} [the mill]{target:1 place:1} at noon.

[The militia]{denier:2 blamed:2} denied having [seized]{event:2} [a miller]{victim:2}.

== x2 2020-05-03
Rain fell (and fell) all day.
"""


def read(folder: Path, text: str) -> list[own.Example]:
    (folder / "some.txt").write_text(text, encoding="utf-8")
    return own.examples(folder)


def test_a_marked_report_becomes_its_text_and_the_places_of_its_marks(tmp_path: Path) -> None:
    first, second = read(tmp_path, MARKED)
    assert first.id == "x1"
    assert first.text.startswith("OSTER - Shells hit the mill at noon.\n\nThe militia denied")
    assert not set("[]{}") & set(first.text)
    assert first.events["2"] == own.Event("kidnapping", "denied", False)
    assert [(first.text[s:e], label, of) for s, e, label, of in first.marks] == [
        ("Shells", "weapon", "1"), ("hit", "event", "1"), ("the mill", "target", "1"), ("the mill", "place", "1"),
        ("The militia", "denier", "2"), ("The militia", "blamed", "2"), ("seized", "event", "2"), ("a miller", "victim", "2"),
    ]  # fmt: skip
    assert (second.text, second.events, second.marks) == ("Rain fell (and fell) all day.", {}, [])


def test_a_folder_without_reports_gives_none(tmp_path: Path) -> None:
    assert own.examples(tmp_path) == []


@pytest.fixture(scope="module")
def reports() -> list[own.Example]:
    found = own.examples(REPORTS)
    assert len(found) > 100
    return found


def test_no_two_reports_have_one_name(reports: list[own.Example]) -> None:
    assert [n for n, times in Counter(r.id for r in reports).items() if times > 1] == []


def test_every_type_and_status_is_one_that_the_model_can_say(reports: list[own.Example]) -> None:
    known = set(TYPES)
    assert {e.type for r in reports for e in r.events.values()} <= known <= set(ontology.load().types)
    assert {e.status for r in reports for e in r.events.values()} <= set(STATUSES)


def test_every_mark_is_of_a_part_that_the_model_can_say_and_lies_in_the_text(reports: list[own.Example]) -> None:
    assert {label for r in reports for _, _, label, _ in r.marks} <= {"event", *PARTS}
    assert all(0 <= s < e <= len(r.text) and r.text[s:e].strip() for r in reports for s, e, _, _ in r.marks)


def test_every_event_is_named_by_a_word_and_no_sign_of_marking_is_left_over(reports: list[own.Example]) -> None:
    for report in reports:
        named = {of for _, _, label, of in report.marks if label == "event"}
        assert named == set(report.events), report.id
        assert not set("{}") & set(report.text), report.id


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.txt")), ids=lambda p: p.stem)
def test_no_line_that_should_describe_an_event_is_taken_for_text(path: Path) -> None:
    for block in path.read_text(encoding="utf-8").split("\n== "):
        lines = block.split("\n")[1:]
        wrong = [line for line in lines if line[:1].isdigit() and line.endswith((" main", " background"))]
        assert all(own.EVENT.match(line) for line in wrong)
