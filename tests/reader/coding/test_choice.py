"""The sentence model and the verbs settle a category together; what neither sees is no event."""

from __future__ import annotations

from typing import Any

import pytest

from tacitus.reader.coding import choice, code
from tacitus.reader.coding.shapes import Coded, Party
from tacitus.reader.coding.stated import fill
from tacitus.reader.learned import categories
from tacitus.record import Party as Told
from tacitus.record import Quote, Report, Statement


class Seen:
    """A model that sees the same in every sentence."""

    def __init__(self, **likely: float) -> None:
        self._likely = likely

    def likely(self, _: str) -> dict[str, float]:
        return {label: self._likely.get(label, 0.001) for label in ("AID", "FIGHT", "AGREE", "NONE")}


def seeing(monkeypatch: pytest.MonkeyPatch, **likely: float) -> None:
    monkeypatch.setattr(choice, "categories", lambda: Seen(**likely))


def test_a_verb_outweighs_a_model_that_is_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, FIGHT=0.4, AID=0.3)
    assert code("Norway donated tents to Nepal.")[0].event == "AID"


def test_a_model_that_is_sure_outweighs_a_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, FIGHT=0.97, AID=0.01)
    assert code("Norway donated tents to Nepal.")[0].event == "FIGHT"


def test_where_no_verb_is_known_the_model_decides_and_the_sides_are_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, AID=0.9)
    (found,) = code("Norway cheered up Nepal.")
    assert (found.event, found.source[0].code, found.target[0].code) == ("AID", "NOR", "NPL")
    assert 0.5 < found.score <= 1


def test_a_sentence_of_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, NONE=0.98, AID=0.001)
    assert code("Norway cheered up Nepal.") == []


def test_without_its_file_the_model_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACITUS_NO_MODEL", "1")
    assert categories.categories() is None


def test_the_model_gives_probabilities_of_the_labels_that_the_coder_knows() -> None:
    model: Any = categories.categories()
    if model is None:
        pytest.skip("no model file")
    likely = model.likely("Peru expelled two Chilean diplomats.")
    assert sum(likely.values()) == pytest.approx(1)
    assert max(likely, key=likely.__getitem__) == "SANCTION"


TEXT = "Shells fell on the town."


def statement(actor: str, kind: str = "shelling") -> Statement:
    quote = Quote(report=Report.identify(TEXT), start=0, end=6, words="Shells")
    told = Told(name="x", words="Shells", actor=actor, kind="military", status="stated", quotes=[quote])
    return Statement(id="s", report=quote.report, type=kind, quotes=[quote], roles={"attacker": [told]})


def test_a_statement_of_the_same_sentence_and_category_fills_an_empty_side() -> None:
    event = Coded(0, len(TEXT), "fell", "FIGHT", "ASSAULT", (), (), 0.5)
    assert [p.code for p in fill([event], [statement("chad/army")])[0].source] == ["TCD"]
    assert fill([event], [statement("chad/army", "protest")])[0].source == ()


def test_a_side_that_the_sentence_names_stays() -> None:
    named = (Party(0, 6, "Shells", "MLI", "MIL"),)
    event = Coded(0, len(TEXT), "fell", "FIGHT", "ASSAULT", named, (), 0.5)
    assert fill([event], [statement("chad/army")])[0].source == named
