"""From a stretch of bytes to reports: its format told, its reader chosen, every failure kept beside the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from tacitus.errors import Failure, TacitusError
from tacitus.sources.shapes import FORMATS, Blob, Draft, Given, Obtained, Options, Unreadable

Reader = Callable[[Blob, Options], Iterator[Draft | Blob | Failure]]

_WEB = frozenset({"html", "feed"})


@cache
def readers() -> dict[str, Reader]:
    """What reads each format of `FORMATS`; loaded with the first input, so that the command line starts quickly."""
    from tacitus.sources import archives, feed, page, pdf, plain, tables, warc

    return {
        "text": partial(plain.read, markdown=False),
        "markdown": partial(plain.read, markdown=True),
        "html": page.read,
        "jsonl": tables.read_jsonl,
        "json": tables.read_json,
        "csv": partial(tables.read_csv, delimiter=None),
        "tsv": partial(tables.read_csv, delimiter="\t"),
        "feed": feed.read,
        "warc": warc.read,
        "pdf": pdf.read,
        "zip": archives.read_zip,
        "tar": archives.read_tar,
        "gzip": partial(archives.read_packed, kind="gzip"),
        "bzip2": partial(archives.read_packed, kind="bzip2"),
        "xz": partial(archives.read_packed, kind="xz"),
    }


def reports(path: str | Path | Given, options: Options | None = None) -> Iterator[Obtained | Failure]:
    """Every report in a file, folder, archive, feed, address, standard input ("-") or bytes that are given, and every failure.

    Lazy: one document is in memory at a time, so a stream of any length can be read. It raises nothing for what it
    reads; each input that cannot be read, or not whole, is a Failure (errors.CODES, E101, E2xx, or E901 where a
    reader itself fails) and the others follow. Raises TacitusError (E102) for an unknown `format` alone.
    """
    from tacitus.sources import walk

    chosen = (path.options if isinstance(path, Given) else None) or options or Options()
    if chosen.format is not None and chosen.format not in FORMATS:
        what = f"no format is called {chosen.format!r}"
        raise TacitusError("E102", what, where=_named(path), hint=f"one of {', '.join(FORMATS)}")
    found = False
    for blob in walk.blobs(path, chosen):
        for item in [blob] if isinstance(blob, Failure) else _read(blob, chosen):
            found = True
            yield item
    if not found:
        hint = "check that it is what you meant to read; hidden files are passed by"
        yield Failure(code="E201", what="there is no report in it", where=_named(path), hint=hint)


def _named(path: str | Path | Given) -> str:
    return path.name if isinstance(path, Given) else str(path)


def _read(blob: Blob, options: Options) -> Iterator[Obtained | Failure]:
    """Reports and failures of a blob and of everything that it holds."""
    from tacitus.sources.archives import BROKEN

    try:
        kind = _format(blob, options)
        for item in readers()[kind](blob, options):
            if isinstance(item, Blob):
                yield from _read(item, options)
                if item.budget.blown:
                    return
            elif isinstance(item, Draft):
                yield _finished(item, options, kind)
            else:
                yield item
    except Unreadable as broken:
        yield broken.failure
    except BROKEN as broken:  # packed bytes that break off while they are read
        hint = "fetch or pack it again"
        yield Failure(code="E204", what=f"it is broken ({str(broken)[:160]})", where=blob.where, hint=hint)
    except Exception as bug:  # the one place: a fault in reading one input must not cost the others
        what = f"reading it failed ({type(bug).__name__}: {str(bug)[:160]})"
        yield Failure(code="E901", what=what, where=blob.where, hint="tell us, with the file if you may")


def _format(blob: Blob, options: Options) -> str:
    """The blob's format; raises Unreadable: E201 for nothing at all, E202 for no known format."""
    from tacitus.sources import detect, streams

    head = streams.head(blob)
    if len(head) < streams.HEAD and not head.strip(b"\xef\xbb\xbf \t\r\n\f\0"):
        raise Unreadable("E201", "it is empty", blob.where, "check that it was saved or fetched whole")
    if options.format and blob.depth == 0:
        return options.format
    kind = detect.tell(head, blob.name, blob.content_type)
    if kind is None:
        if blob.depth:
            streams.drain(blob)
        known = ", ".join(f.id for f in FORMATS.values())
        what = f"it is binary and none of the known formats ({known})"
        raise Unreadable("E202", what, blob.where, "convert it to text")
    return kind


def _finished(draft: Draft, options: Options, kind: str) -> Obtained | Failure:
    from tacitus.sources import finish

    try:
        return finish.finish(draft, options, page=kind in _WEB)
    except Unreadable as broken:
        return broken.failure
