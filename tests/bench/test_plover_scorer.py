"""The scorer of PLOVER's gold: pairs of role and code, mended codes, and a file of either form."""

from __future__ import annotations

import json
from pathlib import Path

import plover
import pytest


def test_actors_are_pairs_of_role_and_code_with_the_golds_misspelt_codes_mended() -> None:
    record = {"source": [{"code": "JAP"}, {"code": "KOR"}], "target": {"code": "CHN"}}
    assert plover.actors(record) == {("source", "JPN"), ("source", "KOR"), ("target", "CHN")}
    assert plover.actors({"source": None, "target": ""}) == set()


def test_what_is_missed_costs_recall_and_what_is_invented_precision() -> None:
    found = plover.figures([({"a", "b"}, {"a"}), ({"c"}, {"d"}), ({"e"}, set())])
    assert (found["expected"], found["P"], found["R"]) == (4, pytest.approx(50), pytest.approx(25))


@pytest.mark.parametrize("lines", [True, False])
def test_a_file_is_a_list_or_an_object_a_line(tmp_path: Path, lines: bool) -> None:
    rows = [{"id": "x-0001", "text": "Mali met Niger."}, {"id": "x-0000", "event": "DOCUMENT", "text": "about"}]
    path = tmp_path / "some.json"
    path.write_text("\n".join(map(json.dumps, rows)) if lines else json.dumps(rows))
    assert [r["id"] for r in plover.load(path)] == ["x-0001"]


def test_a_prediction_has_one_category_and_the_codes_of_both_sides() -> None:
    said = plover.predict({"id": 1, "text": "Norway donated tents to Nepal."})
    assert said == {"id": 1, "event": "AID", "source": ["NOR"], "target": ["NPL"], "newer": "AID"}
    assert plover.predict({"id": 2, "text": "?"})["event"] is None
