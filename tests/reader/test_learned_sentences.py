"""The sentence model knows kinds of happening by what is told, leans on the rules' label, and may be missing."""

import pytest

from tacitus.reader.learned import model, sentences

TOLD = {
    "AIR_STRIKE": "Jets bombed a tannery near Vessel Cross on Monday, killing four of its workers.",
    "SUIC_BOMB": "A bomber in a stolen coat blew himself up at the gates of the tax office.",
    "DIPLO": "The ministry expelled two attachés of the neighbouring kingdom.",
    "NATURAL_DISASTER": "An earthquake shook the islands at night and brought down a belfry.",
}


@pytest.fixture(scope="module")
def loaded() -> sentences.Sentences:
    found = sentences.sentences()
    assert found is not None, f"no model in {sentences.FOLDER}: `make train` makes it"
    return found


@pytest.mark.parametrize("label", TOLD)
def test_what_is_told_decides_the_label(label: str, loaded: sentences.Sentences) -> None:
    labels, types = loaded.likely(TOLD[label])
    assert max(labels, key=lambda name: labels[name]) == label
    assert sum(labels.values()) == pytest.approx(1, abs=1e-4)
    assert sum(types.values()) == pytest.approx(1, abs=1e-4)


def test_the_label_of_the_rules_weighs(loaded: sentences.Sentences) -> None:
    text = "The fighters are in the town."
    alone, hinted = loaded.likely(text)[0], loaded.likely(text, "NON_STATE_ACTOR_OVERTAKES_TER")[0]
    assert hinted["NON_STATE_ACTOR_OVERTAKES_TER"] > alone["NON_STATE_ACTOR_OVERTAKES_TER"]


def test_a_long_text_and_an_empty_one_are_answered(loaded: sentences.Sentences) -> None:
    for text in ("", "word " * 2000, "𝕏 ﷽ \x00"):
        assert sum(loaded.likely(text)[0].values()) == pytest.approx(1, abs=1e-4)


def test_its_types_are_those_of_the_ontology(loaded: sentences.Sentences) -> None:
    from tacitus import ontology

    assert set(loaded.types) <= set(ontology.load().types)


def test_switched_off_it_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(model.OFF, "1")
    assert sentences.classify(["Two shells fell."]) is None
    assert sentences.types(["Two shells fell."]) is None


def test_the_card_holds_the_sum_of_the_file(loaded: sentences.Sentences) -> None:
    import hashlib

    assert hashlib.sha256((sentences.FOLDER / "model.onnx").read_bytes()).hexdigest() == loaded.card["sha256"]
