"""The command line: arguments in, tables and messages out. `main` is the `tacitus` command."""

from tacitus.cli.main import main

__all__ = ["main"]
