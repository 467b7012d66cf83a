"""Zip, tar and packed files into what they hold, one member after the other, within a budget."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from tacitus.errors import Failure
from tacitus.sources import cut, streams
from tacitus.sources.shapes import Blob, Options, Unreadable

DEEPEST = 5  # archives within archives; honest ones have two or three, an archive that holds itself has no end
_DIRECTORY = 32 << 20  # bytes of a zip's list of members, about 300,000; Python needs ten times that
_SPOOL = 8 << 20  # bytes of a nested zip held in memory before it goes to a temporary file
_END = b"PK\x05\x06"
_OFFICE = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml", "META-INF/container.xml")
BROKEN = (zipfile.BadZipFile, tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError)
"""What the standard library raises where packed bytes are broken, also in the middle of reading them."""
_BROKEN = (*BROKEN, ValueError, IndexError, NotImplementedError, struct.error)  # and where an archive's own tables are


def deeper(blob: Blob) -> int:
    """The depth of what an archive holds; raises Unreadable (E207) beyond the deepest."""
    if blob.depth >= DEEPEST:
        raise Unreadable(
            "E207", f"it lies {blob.depth} archives deep, or an archive holds itself", blob.where,
            "unpack the outer archives and read the folder",
        )  # fmt: skip
    return blob.depth + 1


def read_packed(blob: Blob, _options: Options, *, kind: str) -> Iterator[Blob | Failure]:
    """The one thing that a gzip, bzip2 or xz file holds. Reading it raises Unreadable (E204) where it is broken."""
    depth = deeper(blob)
    unpacking: object
    if kind == "gzip":
        unpacking = gzip.GzipFile(fileobj=blob.stream)
    else:
        unpacking = (bz2.BZ2File if kind == "bzip2" else lzma.LZMAFile)(blob.stream)
    yield _blob(blob, cast(BinaryIO, unpacking), blob.where, _unpacked_name(blob.name), depth)


def _unpacked_name(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    ending = ending.lower()
    if ending in ("tgz", "tbz2", "txz"):
        return f"{stem}.tar"
    return stem if dot and ending in ("gz", "bz2", "xz") else name


def read_tar(blob: Blob, _options: Options) -> Iterator[Blob | Failure]:
    """Each file of a tar archive, in order. Links, devices and hidden files are passed by.

    Raises Unreadable: E207 nested too deep, E204 where the archive breaks off, after giving what came before.
    """
    depth = deeper(blob)
    count = 0
    try:
        with tarfile.open(fileobj=cast(BinaryIO, streams.Forward(blob.stream)), mode="r|") as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # tarfile would remember every member, without bound
                if not member.isfile() or _hidden(member.name):
                    continue
                count += 1
                inside = archive.extractfile(member)
                if inside is not None:
                    yield _blob(blob, cast(BinaryIO, inside), f"{blob.where}!/{member.name}", member.name, depth)
    except _BROKEN as broken:
        raise _broken(blob, broken, count) from None


def read_zip(blob: Blob, _options: Options) -> Iterator[Blob | Failure]:
    """Each file of a zip archive, by name. Folders and hidden files are passed by; a broken member costs only itself.

    Raises Unreadable: E207 nested too deep, E206 for a bomb, E204 broken, E202 for an office document.
    """
    depth = deeper(blob)
    with tempfile.SpooledTemporaryFile(_SPOOL) as copy:
        shutil.copyfileobj(blob.stream, copy, 1 << 20)
        try:
            _check_directory(copy, blob)
            if not zipfile.is_zipfile(cast(BinaryIO, copy)):
                yield from _cut_zip(copy, blob, depth)
                return
            copy.seek(0)
            with zipfile.ZipFile(cast(BinaryIO, copy)) as archive:
                _check_office(archive, blob)
                for member in sorted(archive.infolist(), key=lambda m: m.filename):
                    if not member.is_dir() and not _hidden(member.filename):
                        yield from _zip_member(archive, member, blob, depth)
        except _BROKEN as broken:
            raise _broken(blob, broken, 0) from None


def _cut_zip(copy: tempfile.SpooledTemporaryFile[bytes], blob: Blob, depth: int) -> Iterator[Blob]:
    """The members of a zip archive whose end is missing; raises Unreadable (E204) after the last."""
    copy.seek(0)
    zipped = copy.read(4).startswith(cut.MARK)
    copy.seek(0)
    count = 0
    try:
        for name, inside in cut.members(cast(BinaryIO, copy)):
            member = _blob(blob, cast(BinaryIO, inside), f"{blob.where}!/{name}", name, depth)
            if not name.endswith("/") and not _hidden(name):
                yield member
            streams.drain(member)  # within the budget
            count += 1
    except _BROKEN as broken:
        raise _broken(blob, broken, count) from None
    raise _broken(blob, "its list of members is missing" if zipped else "it is no zip file", count)


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, blob: Blob, depth: int) -> Iterator[Blob | Failure]:
    where = f"{blob.where}!/{member.filename}"
    blob.budget.check(blob.budget.unpacked + member.file_size)
    try:
        with archive.open(member) as inside:
            yield _blob(blob, cast(BinaryIO, inside), where, member.filename, depth)
    except RuntimeError:
        hint = "unpack it with its password and read the folder; the other members were read"
        yield Failure(code="E204", what="the member is locked with a password", where=where, hint=hint)
    except NotImplementedError as unknown:
        hint = "pack it again with plain zip; the other members were read"
        yield Failure(code="E204", what=f"the member cannot be unpacked ({unknown})", where=where, hint=hint)
    except _BROKEN as broken:
        hint = "pack it again; the other members were read"
        yield Failure(code="E204", what=f"the member is broken ({broken})", where=where, hint=hint)


def _check_directory(copy: tempfile.SpooledTemporaryFile[bytes], blob: Blob) -> None:
    """Refuse a list of members so long that opening it would fill the memory."""
    size = copy.seek(0, 2)
    copy.seek(max(0, size - (1 << 16) - 22))
    tail = copy.read()
    at = tail.rfind(_END)
    if at >= 0 and len(tail) >= at + 22:
        listed = struct.unpack_from("<I", tail, at + 12)[0]
        if _DIRECTORY < listed < 0xFFFFFFFF:
            blob.budget.blown = True
            raise Unreadable(
                "E206", f"its list of members alone has {listed >> 20} MB", blob.where,
                "pack the files as a tar archive, or in several zip archives",
            )  # fmt: skip
    copy.seek(0)


def _check_office(archive: zipfile.ZipFile, blob: Blob) -> None:
    names = set(archive.namelist())
    if names & set(_OFFICE) and names & {"[Content_Types].xml", "mimetype"}:
        raise Unreadable(
            "E202", "it is an office document or e-book, which is not read", blob.where, "save it as text, HTML or PDF"
        )


def _blob(outer: Blob, stream: BinaryIO, where: str, name: str, depth: int) -> Blob:
    return Blob(
        where=streams.sayable(where), name=name.rpartition("/")[2], stream=streams.inner(stream, outer.budget),
        depth=depth, budget=outer.budget, url=outer.url, retrieved=outer.retrieved,
    )  # fmt: skip


def _hidden(name: str) -> bool:
    """Hidden files, and what macOS adds to archives."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/") if part not in (".", ".."))


def _broken(blob: Blob, why: object, count: int) -> Unreadable:
    before = f" after {count} members" if count else ""
    hint = "fetch or pack it again" + ("; what came before the break was read" if count else "")
    what = f"the archive is broken{before} ({str(why)[:160] or type(why).__name__})"
    return Unreadable("E204", what, blob.where, hint)
