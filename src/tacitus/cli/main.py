"""The `tacitus` command itself: finds the verb, runs it, and turns whatever happens into an exit status."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from tacitus import __version__

VERBS: dict[str, str] = {
    "read": "tacitus.cli.read",
    "list": "tacitus.cli.listing",
    "show": "tacitus.cli.show",
    "explain": "tacitus.cli.explain",
    "history": "tacitus.cli.history",
    "changes": "tacitus.cli.changes",
    "review": "tacitus.cli.review",
    "decide": "tacitus.cli.decide",
    "decisions": "tacitus.cli.decisions",
    "withdraw": "tacitus.cli.decide",
    "export": "tacitus.cli.export",
    "watch": "tacitus.cli.watch",
    "serve": "tacitus.cli.serve",
    "import": "tacitus.cli.known",
    "compare": "tacitus.cli.known",
    "mcp": "tacitus.cli.mcp",
    "withhold": "tacitus.cli.withhold",
    "users": "tacitus.cli.users",
    "audit": "tacitus.cli.audit",
    "statements": "tacitus.cli.batch",
    "merge": "tacitus.cli.batch",
    "rules": "tacitus.cli.rules",
    "places": "tacitus.cli.places",
    "actors": "tacitus.cli.lookups",
    "types": "tacitus.cli.lookups",
    "config": "tacitus.cli.config",
}
"""Each verb and the module that holds its command, imported when the verb is used; help lists them in this order."""

CLEAN, FAILURES, UNUSABLE, INTERRUPTED, BUG = 0, 1, 2, 130, 101
"""Exit statuses: clean; finished with failures; usage, configuration or unreadable input; Ctrl-C; a bug of ours."""


class Verbs(click.Group):
    """Imports a verb's module only when that verb is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The verbs in the order in which they are used."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a verb, or None; `resolve_command` then says which is near."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(VERBS[cmd_name]), f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a mistyped verb is answered with the nearest one."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(VERBS)}."
            raise click.UsageError(f"there is no command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 clean, 1 finished with failures, 2 wrong usage or unreadable input, 101 a bug of ours.",
)
@click.version_option(__version__, "--version", message="tacitus %(version)s")
def tacitus() -> None:
    """Reads news reports of political violence and keeps the record: who did what to whom, where and when, how
    many were killed or hurt, who says so; each value with the words that it rests on."""


def main(args: list[str] | None = None) -> int:
    """Runs one command; returns its exit status and never raises, except for SystemExit from the interpreter.

    args: the words after `tacitus`, by default those of this process.
    """
    given = sys.argv[1:] if args is None else args
    _never_fail_to_print()
    try:
        status = _run(given)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return CLEAN
    except KeyboardInterrupt:
        click.echo("\nStopped. What was reported as read is kept; the same command goes on from there.", err=True)
        return INTERRUPTED
    except Exception as error:  # the last line of defence: whatever it is, it is ours
        return _say(error, given)


def _run(given: list[str]) -> int:
    from tacitus.errors import TacitusError

    try:
        with tacitus.make_context("tacitus", list(given)) as context:
            status: Any = tacitus.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return UNUSABLE if error.ctx is not None and error.ctx.parent is not None else CLEAN
    except click.ClickException as error:
        error.show(sys.stderr)
        return UNUSABLE
    except TacitusError as error:
        click.echo(str(error), err=True)
        return UNUSABLE
    return status if isinstance(status, int) else CLEAN


def _never_fail_to_print() -> None:
    """A terminal that lacks a letter shows a substitute instead of stopping the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _say(error: Exception, given: list[str]) -> int:
    """Prints E901 with everything that we need to find the fault."""
    import platform
    import traceback

    from tacitus.errors import Failure

    what = " ".join(str(error).split())[:200]
    failure = Failure(
        code="E901",
        what=f"a bug of ours ({type(error).__name__}: {what})",
        where=f"tacitus {' '.join(given[:1])}",
        hint="send us the lines below, and the input if you may; a database is left as it was before the last batch",
    )
    click.echo(str(failure), err=True)
    click.echo(f"tacitus {__version__}, Python {platform.python_version()}, {platform.platform()}", err=True)
    click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    return BUG
