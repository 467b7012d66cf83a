"""The house stands as it was drawn: rooms import one way, modules stay readable, nothing private is written down."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "tacitus"

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "__version__": set(),
    "record": {"errors"},
    "ontology": {"errors", "record"},
    "times": {"errors", "record", "ontology"},
    "places": {"errors", "record", "ontology"},
    "actors": {"errors", "record", "ontology"},
    "sources": {"errors", "record", "ontology", "times", "places", "actors"},
    "reader": {"errors", "record", "ontology", "times", "places", "actors"},
    "merge": {"errors", "record", "ontology"},
    "store": {"errors", "record", "ontology"},
    "access": {"errors", "store"},
    "formats": {"errors", "record", "ontology", "actors", "merge", "views"},
    "withhold": {"errors", "record", "places", "actors", "store"},
    "assistant": {"errors", "record", "ontology", "store", "formats", "withhold"},
    "views": {"errors", "record", "ontology"},
    "nearby": {"errors", "record", "ontology", "merge", "store"},
    "review": {"errors", "record", "ontology", "merge", "store", "nearby"},
    "engine": {"errors", "record", "reader"},
    "ingest": {
        "errors", "record", "ontology", "places", "actors", "sources", "reader", "engine", "merge", "store", "nearby", "review",
        "withhold",
    },
    "web": {
        "__version__", "errors", "record", "ontology", "places", "actors", "sources", "reader", "engine", "merge", "store",
        "nearby", "formats", "ingest", "review", "views", "withhold", "access",
    },
}
"""What lies below each room. `api`, `rules`, `decisions` and `cli`, on top, may import everything; nothing imports them."""

ON_TOP = {"__main__", "api", "frames", "pictures", "rules", "decisions", "cli", "__init__"}

MOST_LINES = 450
"""A module longer than this has two subjects; the aim is 350."""

MODULES = sorted(HOUSE.rglob("*.py"))


def room(module: Path) -> str:
    """The room in which a module lies."""
    return module.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    """Every room that a module imports anywhere in it, also inside functions."""
    package = ["tacitus", *module.relative_to(HOUSE).parts[:-1]]
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{start}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "tacitus" and len(parts) > 1 and parts[1] != "__version__":
                yield parts[1]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(HOUSE)))
def test_rooms_import_only_what_lies_below_them(module: Path) -> None:
    here = room(module)
    if here in ON_TOP:
        return
    assert here in MAY_IMPORT, f"the room {here} has no place in the house"
    strangers = set(imported(module)) - MAY_IMPORT[here] - {here}
    assert not strangers, f"{module.relative_to(HOUSE)} imports {strangers}"


def test_the_order_of_the_rooms_has_no_circle() -> None:
    for upper, lower in MAY_IMPORT.items():
        assert all(upper not in MAY_IMPORT[each] for each in lower)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(HOUSE)))
def test_a_module_says_in_a_sentence_what_it_is_for_and_stays_short(module: Path) -> None:
    text = module.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert len(text.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("module", [m for m in MODULES if m.name == "__init__.py"], ids=lambda m: m.parent.name)
def test_the_door_of_a_room_is_nothing_but_a_door(module: Path) -> None:
    if module.parent == HOUSE:
        return
    body = ast.parse(module.read_text("utf-8")).body
    assert all(isinstance(node, ast.Import | ast.ImportFrom | ast.Expr | ast.Assign | ast.AnnAssign) for node in body)


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) != "cli"], ids=lambda m: str(m.relative_to(HOUSE)))
def test_a_library_prints_nothing(module: Path) -> None:
    text = module.read_text("utf-8")
    calls = [
        node.lineno
        for node in ast.walk(ast.parse(text.partition('\nif __name__ == "__main__":')[0]))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not calls, f"print in line {calls}"


def test_every_public_name_of_a_room_is_documented_and_typed() -> None:
    bare = []
    for module in MODULES:
        if "migrations" in module.parts:  # Alembic's own form
            continue
        for node in ast.parse(module.read_text("utf-8")).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                bare.append(f"{module.relative_to(HOUSE)}:{node.lineno} {node.name}: no docstring")
            if isinstance(node, ast.FunctionDef) and node.returns is None:
                bare.append(f"{module.relative_to(HOUSE)}:{node.lineno} {node.name}: no return type")
    assert not bare, "\n".join(bare)


PRIVATE = re.compile(
    r"(?<![\w.~-])/(?:[w]ork|[r]oot|[t]mp|[h]ome)/\w|(?:https?|file)://[\w.-]*(?:py[p]i|python[h]osted|/simple)|"
    r"--(?:extra-)?index-url|"
    r"--find-links",
    re.IGNORECASE,
)


def test_no_path_of_a_machine_and_no_address_of_a_registry_is_kept() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    found = []
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path == Path(__file__) or not path.is_file():
            continue
        for number, line in enumerate(path.read_text("utf-8", "ignore").splitlines(), 1):
            if PRIVATE.search(line):
                found.append(f"{name}:{number}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


def test_importing_tacitus_loads_nothing_slow() -> None:
    slow = "('spacy', 'trafilatura', 'sqlalchemy', 'rich')"
    code = f"import sys, tacitus; print(*(m for m in {slow} if m in sys.modules))"
    python = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert python.stdout.strip() == ""


def test_the_version_is_said_once() -> None:
    import tomllib

    import tacitus

    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == tacitus.__version__
