"""What the caller names (a file, a folder, an address, "-") into stretches of bytes, one after the other."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from tacitus.errors import Failure
from tacitus.sources import fetch, streams
from tacitus.sources.shapes import Blob, Budget, Given, Options, Unreadable

_DEEPEST = 100  # folders; a deeper tree is made by a loop of mounts or by mistake


def blobs(path: str | Path | Given, options: Options) -> Iterator[Blob | Failure]:
    """The bytes of a file, of every file in a folder, of an address, of standard input.

    A folder's files come by name; hidden files, settings and read-me pages are passed over.

    Each is closed when the next is asked for. What cannot be opened is a failure: E101, E213, E202, E210, E211.
    """
    if isinstance(path, Given):
        yield _given(path, options)
        return
    name = str(path)
    if name == "-":
        yield _blob(sys.stdin.buffer, "-", "", options)
    elif fetch.is_address(name):
        try:
            yield fetch.fetch(name, options)
        except Unreadable as broken:
            yield broken.failure
    else:
        yield from _walk(Path(path), options, frozenset(), 0)


def _walk(path: Path, options: Options, above: frozenset[tuple[int, int]], depth: int) -> Iterator[Blob | Failure]:
    try:
        about = path.stat()
    except FileNotFoundError:
        broken = path.is_symlink()
        what = "the link leads nowhere" if broken else "there is no such file or folder"
        yield Failure(code="E101", what=what, where=streams.sayable(str(path)), hint="check the spelling, or the folder you are in")
    except (OSError, ValueError) as broken_path:
        yield _closed(path, broken_path)
    else:
        if stat.S_ISDIR(about.st_mode):
            yield from _folder(path, options, above, depth, (about.st_dev, about.st_ino))
        elif stat.S_ISREG(about.st_mode):
            yield from _file(path, options)
        else:
            what, hint = "it is a device, pipe or socket, not a file", "pipe it in instead: tacitus read - < FILE"
            yield Failure(code="E202", what=what, where=streams.sayable(str(path)), hint=hint)


_SETTINGS = frozenset({".yaml", ".yml", ".toml", ".ini", ".cfg", ".py", ".sh", ".lock"})
_ABOUT = ("readme", "license", "licence", "notice", "contributing", "changelog")


def _is_report(name: str) -> bool:
    """Whether a folder's file is read: hidden files, settings, programs and pages about the folder are none.

    A file that the caller names is read whatever it is called.
    """
    low = name.lower()
    return not (low.startswith((".", *_ABOUT)) or os.path.splitext(low)[1] in _SETTINGS)


def _folder(
    path: Path, options: Options, above: frozenset[tuple[int, int]], depth: int, this: tuple[int, int]
) -> Iterator[Blob | Failure]:
    """A folder's files and folders by name; one that holds itself through a link is entered once."""
    if this in above:
        return
    if depth >= _DEEPEST:
        hint = "read the inner folder by itself"
        yield Failure(code="E207", what=f"folders nested more than {_DEEPEST} deep", where=streams.sayable(str(path)), hint=hint)
        return
    try:
        names = sorted(entry.name for entry in os.scandir(path) if _is_report(entry.name))
    except OSError as closed:
        yield _closed(path, closed)
        return
    for name in names:
        yield from _walk(path / name, options, above | {this}, depth + 1)


def _file(path: Path, options: Options) -> Iterator[Blob | Failure]:
    try:
        with path.open("rb", buffering=0) as file:
            yield _blob(file, streams.sayable(str(path)), path.name, options)
    except OSError as closed:
        yield _closed(path, closed)


def _blob(source: streams.Readable, where: str, name: str, options: Options) -> Blob:
    budget = Budget(options.max_unpacked, where)
    return Blob(where=where, name=name, stream=streams.outer(source, budget), budget=budget, url=options.url)


def _given(given: Given, options: Options) -> Blob:
    budget = Budget(options.max_unpacked, given.name)
    return Blob(
        where=given.name, name=given.name, stream=streams.outer(io.BytesIO(given.raw), budget), budget=budget,
        url=given.url or options.url, content_type=given.content_type, charset=given.charset, retrieved=given.retrieved,
    )


def _closed(path: Path, why: Exception) -> Failure:
    reason = getattr(why, "strerror", None) or str(why)
    forbidden = isinstance(why, PermissionError)
    hint = "give yourself the right to read it (chmod), or leave it out" if forbidden else "mend or leave it out"
    return Failure(code="E213", what=f"it cannot be opened ({reason})", where=streams.sayable(str(path)), hint=hint)
