"""The page's files: what is of others is what the recipe made, nothing is asked of other hosts, every word is translatable."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest

from tacitus import ontology

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/tacitus/web/static"
VENDOR = STATIC / "vendor"
OURS = sorted(path for path in STATIC.rglob("*") if path.suffix in {".js", ".css", ".html"} and VENDOR not in path.parents)
SCRIPTS = [path for path in OURS if path.suffix == ".js"]
WORDS = json.loads((STATIC / "strings/en.json").read_text("utf-8"))
LISTED = json.loads((VENDOR / "FILES.json").read_text("utf-8"))
MOST_WEIGHT = 1_500_000
"""Bytes of the whole page as it is served, packed (issue 6)."""
FIRST_WEIGHT = 100_000
"""Bytes of what must come before the list can be drawn: with them it is there within a second on a slow line too."""
LONGEST = 350


@pytest.mark.parametrize("name", sorted(LISTED))
def test_every_file_of_others_is_the_one_that_the_recipe_made(name: str) -> None:
    path = ROOT / name if "/" in name else VENDOR / name
    assert hashlib.sha256(path.read_bytes()).hexdigest() == LISTED[name]["sha256"]


def test_no_file_of_others_is_unlisted_and_each_has_its_licence_in_notice() -> None:
    found = {path.name for path in VENDOR.iterdir()} - {"FILES.json"}
    assert found == {name for name in LISTED if "/" not in name}
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert [name for name in tomllib.loads((ROOT / "train/vendor.toml").read_text("utf-8")) if name not in notice] == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_files_name_no_address_elsewhere(path: Path) -> None:
    allowed = {"http://www.w3.org/2000/svg"}
    named = set(re.findall(r"https?://[^\s\"'`<>)]*[a-z0-9]\.[a-z]{2,}[^\s\"'`<>)]*", path.read_text("utf-8")))
    assert named <= allowed


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_nothing_is_written_in_line_that_the_strict_policy_would_stop(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*src=)", text)
    assert not re.search(r"\beval\(|new Function\(|(?:inner|outer|SetInner)HTML|insertAdjacentHTML|document\.write", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_opens_with_a_sentence_and_stays_small(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("// ")
    assert len(lines) <= LONGEST


def packed(path: Path) -> int:
    """Bytes as they are sent."""
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_whole_page_weighs_less_than_a_megabyte_and_a_half() -> None:
    assert sum(packed(path) for path in STATIC.rglob("*") if path.is_file() and path.name != "FILES.json") < MOST_WEIGHT


def test_what_the_first_paint_needs_is_light() -> None:
    assert sum(packed(path) for path in needed_first()) < FIRST_WEIGHT


def needed_first() -> set[Path]:
    """index.html, its style sheets, and every module that is imported before anything is drawn; not what comes later."""
    todo, found = [STATIC / "app.js"], set()
    while todo:
        path = todo.pop()
        if path in found:
            continue
        found.add(path)
        if path.suffix in {".js", ".mjs"}:
            text = path.read_text("utf-8")
            todo += [(path.parent / name).resolve() for name in re.findall(r"(?:from|^import) ?\"(\.[^\"]+)\"", text, re.MULTILINE)]
    first = {STATIC / name for name in ("index.html", "strings/en.json", "strings/index.json", "symbols.json")}
    return found | first | set((STATIC / "css").iterdir())


def test_the_map_comes_after_the_list() -> None:
    assert not any(path.name.startswith("maplibre") or path.name == "world.json" for path in needed_first())


def used_words() -> tuple[set[str], set[str]]:
    """Keys that scripts name in full, and the beginnings of those that they put together."""
    whole, begun = set(), set()
    for path in SCRIPTS:
        text = path.read_text("utf-8")
        whole |= set(re.findall(r"\bt\(\"([^\"]+)\"", text))
        begun |= {found.split("${")[0] for found in re.findall(r"\bt\(`([^`]+)`", text)} - {""}
        begun |= {f"{found}." for found in re.findall(r"\bnamed\(\"([^\"]+)\"", text)}
    return whole, begun


def without_form(key: str) -> str:
    """The key that a script names, of one that has a form for each number."""
    return re.sub(r"\.(zero|one|two|few|many|other)$", "", key)


def test_every_word_that_a_script_asks_for_is_there() -> None:
    whole, _ = used_words()
    known = {form for key in WORDS for form in (key, without_form(key))}
    assert sorted(whole - known) == []


def test_no_word_is_there_that_nothing_shows() -> None:
    whole, begun = used_words()
    assert [key for key in WORDS if not ({key, without_form(key)} & whole) and not key.startswith(tuple(begun))] == []


def test_scripts_show_no_words_of_their_own() -> None:
    shown = re.compile(r">\s*([A-Z][a-z]+(?: [a-z]+)+)\s*<")
    found = {path.name: shown.findall(path.read_text("utf-8")) for path in SCRIPTS}
    assert {name: words for name, words in found.items() if words} == {}


def test_every_family_of_types_has_a_sign_of_its_own_shape() -> None:
    signs = json.loads((STATIC / "symbols.json").read_text("utf-8"))
    assert set(signs["families"]) == set(ontology.load().families)
    assert set(signs["families"].values()) <= set(signs["groups"])
    shapes = [group["shape"] for group in signs["groups"].values()]
    assert len(shapes) == len(set(shapes))


def test_the_style_sheet_and_the_map_paint_signs_alike() -> None:
    signs = json.loads((STATIC / "symbols.json").read_text("utf-8"))
    sheet = (STATIC / "css/base.css").read_text("utf-8")
    assert [f"--g-{name}: {group[theme]}" for name, group in signs["groups"].items() for theme in ("light", "dark")
            if f"--g-{name}: {group[theme]}" not in sheet] == []


def luminance(colour: str) -> float:
    """Of #rrggbb, as WCAG 2 counts it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("theme", "land"), [("light", "#f8f7f3"), ("dark", "#20282f")])
def test_every_sign_stands_out_from_the_land(theme: str, land: str) -> None:
    signs = json.loads((STATIC / "symbols.json").read_text("utf-8"))
    for group in signs["groups"].values():
        bright, dim = sorted((luminance(group[theme]), luminance(land)), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 3, group
