"""What each wording of the three lists states: every figure with its bounds, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from telling import told

from tacitus.reader import counting
from tacitus.reader.figures import Tally

WORDINGS = [
    wording
    for name in ("count_wordings.toml", "count_wordings_more.toml", "count_wordings_lists.toml")
    for wording in tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["wording"]
]
READ = [w for w in WORDINGS if not w.get("short")]
SHORT = [w for w in WORDINGS if w.get("short")]


def _name(wording: dict[str, Any]) -> str:
    return str(wording["shows"])


def _agrees(count: dict[str, Any], tally: Tally, text: str) -> bool:
    """Whether a tally is what was expected: its thing, its bounds (an open low end is 0), and words that overlap."""
    at = text.index(count["words"])
    same = (count["what"], count["low"], count.get("high")) == (tally.what, tally.low or 0, tally.high)
    return same and tally.start < at + len(count["words"]) and at < tally.end


def _wrong(wording: dict[str, Any]) -> list[str]:
    """What is missing of a wording, and what is read that is not in it."""
    text, counts = wording["text"], wording.get("counts", [])
    found = counting.count(text)
    asked = [c for c in counts if not c.get("state") and not c.get("was") and not c.get("vague")]
    known = [c for c in counts if not c.get("state")]
    missing = [c["words"] for c in asked if not any(_agrees(c, t, text) for t in found)]
    more = [t for t in found if not t.several and not any(_agrees(c, t, text) for c in known)]
    return [*missing, *(f"{t.what} {t.low}..{t.high} in {text[t.start : t.end]!r}" for t in more)]


@pytest.mark.parametrize("wording", READ, ids=_name)
def test_a_wording_states_its_figures_and_no_others(wording: dict[str, Any]) -> None:
    assert not _wrong(wording), wording["text"]


@pytest.mark.parametrize("wording", SHORT, ids=_name)
def test_the_list_of_wordings_not_read_yet_only_gets_shorter(wording: dict[str, Any]) -> None:
    assert _wrong(wording), f"read by now: take `short` out of {wording['shows']!r}"


@pytest.mark.parametrize("wording", [w for w in READ if w.get("doubt")], ids=_name)
def test_figures_that_contradict_each_other_are_a_doubt(wording: dict[str, Any]) -> None:
    statements = told(f"Fighters attacked a checkpoint near Idlib on Monday. {wording['text']}")
    assert any(d.kind == "figures" for s in statements for d in s.doubts), wording["text"]
