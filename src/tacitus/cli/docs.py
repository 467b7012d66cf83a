"""Writes docs/commands.md from the commands' own help, so that the page cannot say anything else."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from tacitus.cli.main import tacitus

WIDTH = 100
OPENING = """# Commands

Written by `python -m tacitus.cli.docs > docs/commands.md` from the help of each command; change that, not this page.
"""


def page() -> str:
    """The whole page as Markdown, ending in one new line."""
    parts = [OPENING]
    for path, text in helps(tacitus, "tacitus"):
        parts.append(f"## {path}\n\n```\n{text}\n```\n")
    return "\n".join(parts)


def helps(command: click.Command, path: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """The help of a command and of all that lie under it, with the words that lead to each."""
    context = click.Context(
        command, info_name=path.split()[-1], parent=parent, terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    yield path, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from helps(inner, f"{path} {name}", context)


if __name__ == "__main__":
    sys.stdout.write(page())
