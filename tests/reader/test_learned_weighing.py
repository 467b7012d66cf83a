"""The learned reader fills what the rules left empty, says so with its name and chance, and may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import telling

from tacitus import reader
from tacitus.errors import TacitusError
from tacitus.reader import pieces, stages
from tacitus.reader.learned import categories, model, sentences, sight, thresholds
from tacitus.record import Statement

TEXT = (
    "Two gunmen on a motorcycle drew up beside the car of a judge in Quetta on Monday. He was shot dead at the wheel. "
    "Nobody has been arrested."
)


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """With the models, and with thresholds that no recipe moves; nothing is left behind."""
    assert sight.there(), f"no model in {sight.FOLDER}: `make train` makes it"
    monkeypatch.setenv(thresholds.OWN, "")
    thresholds.use({"attacker": {"add": 0.5}, "place": {"take": 0.5, "keep": 0.2}})
    yield
    thresholds._own.clear()


def shooting(statements: list[Statement]) -> Statement:
    (found,) = [s for s in statements if s.type in ("armed-assault", "assassination")]
    return found


def learned_traces(statements: list[Statement]) -> list[Any]:
    """The traces that name the model of events."""
    loaded = sight.model()
    assert loaded is not None
    name = str(loaded.card["name"])
    return [t for s in statements for t in s.traces if t.rule.startswith(f"{name}.")]


def test_an_attacker_whom_the_rules_do_not_find_is_filled_in_with_the_words_that_name_him() -> None:
    report = telling.report(TEXT)
    assert telling.names(shooting(pieces.by_rules(report)), "attacker") == []
    found = shooting(reader.read(report))
    (gunmen,) = [p for p in found.roles["attacker"] if "gunmen" in p.words]
    for quote in gunmen.quotes:
        assert TEXT[quote.start : quote.end] == quote.words
    assert any("gunmen" in q.words for q in gunmen.quotes)


def test_its_trace_names_the_model_and_how_sure_it_is() -> None:
    found = shooting(reader.read(telling.report(TEXT)))
    assert found.reader == stages.LEARNED
    added = [t for t in learned_traces([found]) if t.field == "roles.attacker"]
    assert added
    assert all(t.confidence is not None and 0.5 <= t.confidence <= 1 for t in added)


def test_every_value_still_has_its_words() -> None:
    for quote in telling.quotes(reader.read(telling.report(TEXT))):
        assert TEXT[quote["start"] : quote["end"]] == quote["words"] != ""


def test_what_it_is_not_sure_enough_of_stays_out() -> None:
    thresholds.use({"attacker": {"add": 1.1}})
    assert telling.names(shooting(reader.read(telling.report(TEXT))), "attacker") == []


def test_a_place_that_it_is_sure_of_stands_for_one_that_it_finds_unlikely() -> None:
    text = "Officials in Baghdad said on Tuesday that a bomb had killed five pilgrims. They were queuing at a shrine in Karbala."
    report = telling.report(text)
    (rules,), (both,) = pieces.by_rules(report), reader.read(report)
    assert rules.where.name == "Baghdad"
    assert both.where.name == "Karbala"
    assert [q.words for q in both.where.quotes] == ["Karbala"]
    assert [t.field for t in learned_traces([both])].count("where") == 1
    thresholds.use({"place": {"take": 1.1}})
    assert [s.where.name for s in reader.read(report)] == ["Baghdad"]


def test_what_the_rules_found_it_does_not_touch() -> None:
    text = "Masked gunmen shot dead a judge in Quetta on Monday."
    report = telling.report(text)
    rules, both = shooting(pieces.by_rules(report)), shooting(reader.read(report))
    assert telling.names(rules, "attacker") == telling.names(both, "attacker") != []


def test_the_rules_alone_sign_with_their_own_name_and_never_speak_of_a_model() -> None:
    statements = pieces.by_rules(telling.report(TEXT))
    assert {s.reader for s in statements} == {stages.RULES}
    assert learned_traces(statements) == []


def test_switched_off_it_is_as_if_it_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = pieces.by_rules(telling.report(TEXT))
    monkeypatch.setenv(model.OFF, "1")
    assert reader.read(telling.report(TEXT)) == rules
    assert {s.reader for s in rules} == {stages.RULES}


def test_without_the_files_of_the_models_the_rules_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rules = pieces.by_rules(telling.report(TEXT))
    for module in (model, sight, sentences, categories):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    assert reader.read(telling.report(TEXT)) == rules
    assert (model.look(TEXT), sight.look(TEXT), sentences.classify([TEXT]), categories.categories()) == (None,) * 4


def test_whoever_asks_for_it_is_told_when_it_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "VERSION", stages.RULES)
    with pytest.raises(TacitusError, match="E102.*models are not there"):
        reader.using("learned")
    assert reader.using("rules").version == reader.using().version == stages.RULES


@pytest.mark.parametrize(("kind", "version"), [("rules", stages.RULES), ("learned", stages.LEARNED)])
def test_the_reader_that_is_chosen_is_the_one_that_reads(kind: str, version: str) -> None:
    used = reader.using(kind)
    assert used.version == version
    assert {s.reader for s in (used.read or reader.read)(telling.report(TEXT))} == {version}
