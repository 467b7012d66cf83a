"""A report: one article as it was obtained, never changed afterwards."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

How = Literal["given", "metadata", "dateline", "none"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]


class Published(msgspec.Struct, frozen=True):
    """When a report was published and how that was found out.

    date: ISO 8601 date or date-time, None where it is not known. how: "given" by the caller, from
    "metadata" of page, feed or column, from the text's own "dateline", or "none". basis: in words, what says so.
    doubt: what else says another day, or a day that cannot be; None where all agree.
    """

    date: str | None = None
    how: How = "none"
    basis: str | None = None
    doubt: str | None = None


class Report(msgspec.Struct, kw_only=True):
    """One article as it was obtained. `id` is the sha256 of the cleaned text (`Report.identify`).

    text: NFC, boiler plate removed; all quotes count in its code points. raw_sha256: of the bytes
    that were read. source: path, archive member and line, feed entry or address. source_id: the id
    that the source itself gives. copies: ids of reports that are the same wire text. reliability:
    Admiralty scale, F where it cannot be judged. readable: False where the language is not one that
    the reader knows; such a report is kept and flagged, not read. publisher_country: ISO 3166, by host or language tag,
    None where they do not tell.
    """

    id: str
    raw_sha256: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    publisher_country: str | None = None
    author: str | None = None
    published: Published = Published()
    retrieved: str | None = None
    language: str | None = None
    readable: bool = True
    source: str | None = None
    source_id: str | None = None
    copies: list[str] = []
    reliability: Reliability = "F"

    @staticmethod
    def identify(text: str) -> str:
        """The id that a report with this cleaned text has."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
