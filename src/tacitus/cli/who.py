"""Who is at the command line: the name that decisions and the log of the record are kept under."""

from __future__ import annotations

NOBODY = "local"
"""Where neither TACITUS_USER nor the system has a name."""


def who() -> str:
    """TACITUS_USER, or the login name."""
    import os
    from getpass import getuser

    try:
        found = (os.environ.get("TACITUS_USER") or getuser()).strip()
    except (OSError, KeyError):
        found = ""
    return found or NOBODY
