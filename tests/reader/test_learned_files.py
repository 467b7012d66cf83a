"""Each model that ships is the file that its card describes, small enough to be kept, and said to be what it is."""

from __future__ import annotations

import hashlib
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tacitus.reader.learned import model

MODELS = {"roles": "model", "events": "sight", "sentences": "sentences", "plover": "categories"}
"""The folder of each model, and the module that runs it."""
MOST_BYTES = 95_000_000
"""What public hosts of code bear in one file, with a little room."""


def folder(name: str) -> Path:
    return Path(import_module(f"tacitus.reader.learned.{MODELS[name]}").FOLDER)


def card(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder(name) / "card.json").read_text(encoding="utf-8"))
    return found


def test_no_model_ships_that_is_not_looked_at_here() -> None:
    assert {p.name for p in model.FOLDER.parent.iterdir() if p.is_dir()} == set(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_the_card_holds_the_sum_of_the_file(name: str) -> None:
    assert hashlib.sha256((folder(name) / "model.onnx").read_bytes()).hexdigest() == card(name)["sha256"]


@pytest.mark.parametrize("name", MODELS)
def test_every_file_is_small_enough(name: str) -> None:
    sizes = {p.name: p.stat().st_size for p in folder(name).iterdir()}
    assert {"model.onnx", "tokenizer.json", "card.json"} <= set(sizes)
    assert all(0 < size < MOST_BYTES for size in sizes.values()), sizes


@pytest.mark.parametrize("name", MODELS)
def test_the_card_names_data_licence_recipe_and_figures(name: str) -> None:
    said = card(name)
    assert said["name"]
    for field in ("data", "licence", "recipe"):
        assert said.get(field), f"{field} is not said"
    figures = [value for key, value in said.items() if key == "figures" or key.startswith("held")]
    assert any(figures), "no figure"


def test_models_have_different_names() -> None:
    assert len({card(name)["name"] for name in MODELS}) == len(MODELS)
