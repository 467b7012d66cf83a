"""Sets the instructions and a part of a report into the messages of one request, the report fenced off as material."""

from __future__ import annotations

import secrets
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tacitus import ontology
from tacitus.reader.endpoint import schema

CHARACTERS_A_TOKEN = 3.5
"""Qwen2.5's tokenizer has 3.8 in the instructions and a short report; names and figures have fewer, so this errs upwards."""
OVERHEAD = 16
"""Tokens that a server's chat template adds."""


@cache
def _told() -> dict[str, Any]:
    with (Path(__file__).parent / "prompt.toml").open("rb") as file:
        return tomllib.load(file)


def version() -> int:
    """The number of the instructions, raised with every change of them."""
    return int(_told()["version"])


def messages(text: str, fence: str | None = None) -> list[dict[str, str]]:
    """The two messages of a request. fence: a mark that the text cannot foresee, by default a new one each time."""
    fence = fence or mark(text)
    report = _told()["report"].strip().format(fence=fence, text=text)
    return [{"role": "system", "content": _system(fence)}, {"role": "user", "content": report}]


def mark(text: str) -> str:
    """A random mark that does not stand in the text."""
    while True:
        found = f"=== report {secrets.token_hex(12)} ==="
        if found not in text:
            return found


def tokens(text: str) -> int:
    """About how many tokens a request for this text sends, rather too many than too few."""
    said = sum(len(message["content"]) for message in messages(text, "=== report " + "0" * 24 + " ==="))
    return int(said / CHARACTERS_A_TOKEN) + OVERHEAD


def _system(fence: str) -> str:
    kinds = ontology.load().types
    words = {name: ", ".join(f'"{value}"' for value in values) for name, values in schema.choices().items()}
    types = "\n".join(f'"{kind.id}": {kind.says}' for kind in kinds.values())
    said: str = _told()["system"].strip().format(fence=fence, types=types, **words)
    return said
