"""What passes between the stages of this room: options, a stretch of bytes, a draft of a report, what was obtained."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from tacitus.errors import Failure
from tacitus.record import Report

MAX_CHARACTERS = 1_000_000  # ten times the longest magazine article; a longer text is a book, a dump or an attack
MAX_UNPACKED = 4 << 30  # bytes that one archive may unpack to in all: a day of Common Crawl news is about 1 GiB a file
READABLE = frozenset({"en"})
"""Languages that the reader knows now (ISO 639-1). Reports in others are kept, flagged `readable=False`, not read."""


class Options(msgspec.Struct, kw_only=True, frozen=True):
    """How to obtain reports; every part may be left out.

    published (ISO 8601), url, publisher, title, language: what the caller knows of all reports read; they outrank
    what the input says, save `publisher`, `title` and `url`, which fill gaps only, for an input may hold many reports.
    format: an id of `FORMATS`, where name and content mislead. columns: {report field: column} for tables,
    such as {"text": "body_html"}; dots reach into nested objects. max_characters: longest text kept.
    max_bytes: largest single document in bytes, None for the format's own limit. max_unpacked: bytes that one archive
    may unpack to. timeout: seconds for a whole fetch. allow_loopback: fetch from this machine too (for tests).
    """

    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    format: str | None = None
    columns: dict[str, str] = {}
    max_characters: int = MAX_CHARACTERS
    max_bytes: int | None = None
    max_unpacked: int = MAX_UNPACKED
    timeout: float = 30.0
    allow_loopback: bool = False


class Format(msgspec.Struct, frozen=True):
    """A kind of input: its id, what it is called, its usual endings, and the largest document of it in bytes.

    max_bytes is None where the input is read as a stream and only its parts are bounded.
    """

    id: str
    says: str
    suffixes: tuple[str, ...] = ()
    max_bytes: int | None = None


class Obtained(msgspec.Struct):
    """A report together with the bytes that it was made from (`report.raw_sha256` is their sha256)."""

    report: Report
    raw: bytes


class Unreadable(Exception):
    """Raised inside this room where an input cannot be read; at the door it becomes its `failure`."""

    def __init__(self, code: str, what: str, where: str, hint: str) -> None:
        self.failure = Failure(code=code, what=what, where=where, hint=hint)
        super().__init__(str(self.failure))


class Blob(msgspec.Struct, kw_only=True):
    """Bytes that may hold reports, not yet read.

    where: path, archive member or address, for people. name: the last part, whose ending may tell the format.
    stream: peekable, read once, in order. depth: how many archives it lies in. content_type and charset: what a
    web server or WARC header said. retrieved: ISO 8601 time of fetching, if it was fetched.
    """

    where: str
    name: str
    stream: BinaryIO
    depth: int = 0
    budget: Budget
    content_type: str | None = None
    charset: str | None = None
    url: str | None = None
    retrieved: str | None = None


class Given(msgspec.Struct, kw_only=True, frozen=True):
    """Bytes that the caller has at hand instead of a path: pasted, uploaded, or fetched by itself.

    name: whose ending may tell the format, and which the report names as its source. url, content_type, charset, retrieved:
    as of a `Blob`. options: what is known of these bytes alone; those of the call where there are none.
    """

    raw: bytes
    name: str
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None
    retrieved: str | None = None
    options: Options | None = None


class Draft(msgspec.Struct, kw_only=True):
    """A report before cleaning: text and what the source said of it.

    published: a publication date as the source wrote it; made: a weaker date (when the file was made), used only
    where the text has no dateline.
    """

    raw: bytes
    text: str
    where: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    made: str | None = None
    retrieved: str | None = None
    language: str | None = None
    source_id: str | None = None


class Budget:
    """How much one input may unpack to, shared by everything nested in it, so that no bomb goes off.

    A bomb is told by its total (`limit` bytes), or by its ratio: more than RATIO bytes out for each byte in, once
    more than FREE bytes have come out.
    """

    RATIO = 200  # text packs 3 to 8 to 1, a log of equal lines 100 to 1; bombs begin at 1,000 to 1
    FREE = 64 << 20  # below 64 MiB a bomb does no harm, and small files of equal lines may pass RATIO

    def __init__(self, limit: int, where: str) -> None:
        self.limit = limit
        self.where = where
        self.packed = 0
        self.unpacked = 0
        self.blown = False

    def spend(self, count: int) -> None:
        """Note `count` bytes unpacked; raises Unreadable (E206) where it is too much."""
        self.unpacked += count
        self.check(self.unpacked)

    def check(self, unpacked: int) -> None:
        """Raise Unreadable (E206) where unpacking to so many bytes would be too much."""
        if unpacked > self.limit or (unpacked > self.FREE and unpacked > self.RATIO * max(self.packed, 1)):
            self.blown = True
            raise Unreadable(
                "E206",
                f"it unpacks to more than {min(unpacked, self.limit) >> 20:,} MB from {self.packed / 1024:,.0f} kB "
                "(a zip bomb?); the rest of it was left unread",
                self.where,
                "unpack it yourself and read the folder, if you trust it",
            )


FORMATS: dict[str, Format] = {
    f.id: f
    for f in (
        Format("text", "plain text", (".txt", ".text", ".asc")),
        Format("markdown", "Markdown, with or without front matter", (".md", ".markdown")),
        Format("html", "saved web page", (".html", ".htm", ".xhtml", ".shtml"), 8 << 20),  # its tree takes 20 times it
        Format("jsonl", "JSON lines, one report a line", (".jsonl", ".ndjson", ".jsonlines")),
        Format("json", "JSON: one report, or an array of them", (".json",), 64 << 20),
        Format("csv", "CSV, one report a row", (".csv",)),
        Format("tsv", "tab-separated values, one report a row", (".tsv", ".tab")),
        Format("feed", "RSS or Atom feed", (".rss", ".atom", ".rdf"), 16 << 20),
        Format("warc", "WARC web archive", (".warc",)),
        Format("pdf", "PDF with a text layer", (".pdf",), 128 << 20),
        Format("zip", "zip archive of any of these", (".zip",)),
        Format("tar", "tar archive of any of these", (".tar",)),
        Format("gzip", "any of these packed with gzip (also .tgz, .warc.gz)", (".gz", ".tgz")),
        Format("bzip2", "any of these packed with bzip2", (".bz2", ".tbz2")),
        Format("xz", "any of these packed with xz", (".xz", ".txz")),
    )
}
"""The formats that are read, by id; `tacitus read --help` lists them from here."""
