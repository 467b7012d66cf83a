"""Keeps answers on disk by what was asked, so that the same part of a report is paid for once."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec


class Kept(msgspec.Struct, frozen=True):
    """One answer as it came: its text, and whether the server cut it off."""

    content: str
    cut_off: bool = False


def folder() -> Path:
    """Where answers are kept: in the user's own cache folder, by the custom of the system."""
    home = Path.home()
    given = os.environ.get("XDG_CACHE_HOME")
    if given and Path(given).is_absolute():
        base = Path(given)
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        base = home / ".cache"
    return base / "tacitus" / "endpoint"


def name(**asked: object) -> str:
    """The name of what was asked: the hash of address, model, instructions and text."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def get(key: str) -> Kept | None:
    """The answer kept under a name, None where there is none or it cannot be read."""
    try:
        return msgspec.json.decode(_path(key).read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def put(key: str, kept: Kept) -> None:
    """Keeps an answer, whole or not at all; a folder that cannot be written costs nothing but the saving."""
    path = _path(key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, new = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(kept))
        os.replace(new, path)
    except OSError:
        with suppress(OSError):
            os.unlink(new)


def _path(key: str) -> Path:
    return folder() / key[:2] / f"{key}.json"
