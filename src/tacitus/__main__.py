"""`python -m tacitus` is the command `tacitus`."""

from tacitus.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
