"""How the command ends: help, usage, bugs, Ctrl-C, a closed pipe; and that everything is documented."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from tacitus.cli import docs
from tacitus.cli.main import VERBS
from tacitus.cli.main import tacitus as whole

Run = Callable[..., tuple[int, str, str]]
COMMANDS = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_page_of_commands_says_what_help_says() -> None:
    assert COMMANDS.read_text("utf-8") == docs.page(), "run: make docs"


def test_every_command_is_documented_and_every_option_explained(tacitus: Run) -> None:
    page = COMMANDS.read_text("utf-8")
    for verb in VERBS:
        assert f"## tacitus {verb}" in page
        status, out, _ = tacitus(verb, "--help")
        assert status == 0
        assert re.search(r"\n\n  [A-Z][a-z]", out), f"{verb} does not say what it does"


def test_every_option_of_every_command_is_explained() -> None:
    def commands(command: click.Command) -> Iterator[click.Command]:
        yield command
        if isinstance(command, click.Group):
            for name in command.list_commands(click.Context(command)):
                yield from commands(command.get_command(click.Context(command), name) or command)

    for command in commands(whole):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.opts}"


def test_help_names_the_verbs_that_work_and_no_others(tacitus: Run) -> None:
    status, out, _ = tacitus("--help")
    assert status == 0
    listed = set(re.findall(r"^  ([a-z]+)  ", out, re.MULTILINE))
    assert listed == set(VERBS)


def test_help_loads_nothing_slow() -> None:
    code = (
        "import sys; from tacitus.cli import main; main(['--help']); slow = {'spacy', 'rich', 'sqlalchemy', 'numpy'}; "
        "sys.stderr.write(' '.join(slow & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.parametrize(
    "args", [["lst"], ["read"], ["list"], ["list", "x.db", "--nonsense"], ["read", "x", "--published", "soon"],
             ["read", "x", "--jobs", "0"], ["read", "x", "--format", "xls"], ["read", "x", "--max-bytes", "-1"],
             ["config"], ["show", "x.db"]]
)
def test_wrong_usage_is_2_and_says_so_on_stderr_alone(tacitus: Run, args: list[str]) -> None:
    status, out, err = tacitus(*args)
    assert status == 2
    assert out == "" or args == ["config"]
    assert (err + out).strip()


def test_a_mistyped_verb_is_answered_with_the_nearest(tacitus: Run) -> None:
    assert "Did you mean explain?" in tacitus("explian")[2]


def test_the_version_is_that_of_the_package(tacitus: Run) -> None:
    import tacitus as package

    assert tacitus("--version")[:2] == (0, f"tacitus {package.__version__}\n")


def test_a_bug_of_ours_is_101_with_all_that_we_need(tacitus: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from tacitus import ontology

    def broken() -> None:
        raise ZeroDivisionError("seven")

    monkeypatch.setattr(ontology, "load", broken)
    status, out, err = tacitus("types")
    assert (status, out) == (101, "")
    for words in ("E901", "ZeroDivisionError: seven", "Try:", "Python 3.", "Traceback"):
        assert words in err


@pytest.mark.parametrize("module", ["tacitus", "tacitus.cli"])
def test_the_package_runs_as_the_command(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "lst"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "lst" in done.stderr


def test_a_closed_pipe_ends_quietly(db: str) -> None:
    script = f"{sys.executable} -m tacitus.cli list {db} --json | head -c 20; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_ctrl_c_ends_cleanly(tmp_path: Path) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "tacitus.cli", "read", "-", "--into", str(tmp_path / "new.db")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )
    until = time.monotonic() + 20
    while not (tmp_path / "new.db").exists() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(4)  # the tables of a new record are made one by one
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=20)
    assert waiting.returncode == 130
    assert out == ""
    assert "Stopped." in err
    assert "Traceback" not in err


def test_words_that_a_terminal_would_obey_are_not_printed() -> None:
    from tacitus.cli.words import clean

    assert clean("a\x1b[2Jb\u202ec\x07\nd") == "a [2Jb c d"
