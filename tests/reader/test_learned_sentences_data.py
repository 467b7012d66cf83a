"""The sentences that the sentence model learns from: every label has some, and none is told twice."""

import tomllib
from collections import Counter
from pathlib import Path

from tacitus import ontology
from tacitus.reader.learned import sentences

DATA = Path(__file__).parents[2] / "train" / "data"
GROUPS = [group for path in sorted(DATA.glob("sentences*.toml")) for group in tomllib.loads(path.read_text())["of"]]


def test_every_label_of_the_model_has_sentences() -> None:
    loaded = sentences.sentences()
    assert loaded is not None
    told = Counter(group["case"] for group in GROUPS for _ in group["says"])
    assert set(told) == set(loaded.labels)
    assert min(told.values()) >= 10


def test_their_types_are_those_of_the_ontology() -> None:
    assert {group["type"] for group in GROUPS} - {""} <= set(ontology.load().types)


def test_no_sentence_stands_twice() -> None:
    told = Counter(" ".join(text.lower().split()) for group in GROUPS for text in group["says"])
    assert [text for text, times in told.items() if times > 1] == []
