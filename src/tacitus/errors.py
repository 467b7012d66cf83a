"""Every failure that a user can meet: a stable code, what happened where, and what to try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec


class Failure(msgspec.Struct, kw_only=True):
    """One input that could not be read, or not whole. It never stops a run.

    code: stable, see CODES. what: what happened. where: file, member, line or address. hint: what to try.
    """

    code: str
    what: str
    where: str
    hint: str

    def __str__(self) -> str:
        return f"{self.code} {self.where}: {self.what}.\n     Try: {self.hint}"


class TacitusError(Exception):
    """Something that stops the command: usage, configuration or unreadable input (exit status 2)."""

    def __init__(self, code: str, what: str, *, where: str, hint: str) -> None:
        self.failure = Failure(code=code, what=what, where=where, hint=hint)
        super().__init__(str(self.failure))


class ReportError(Exception):
    """Raised by a reader for the one report that it could not read, with the failure to list; all others go on."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(str(failure))


class CutShort(ReportError):
    """Raised by a reader that came only so far in a report: what it has read, and the failure that says what it left."""

    def __init__(self, failure: Failure, read: Sequence[Any]) -> None:
        super().__init__(failure)
        self.read = list(read)


CODES: dict[str, str] = {
    # E1xx usage and configuration
    "E101": "a path that does not exist",
    "E102": "an option with a value that cannot be used",
    "E103": "a date that is not ISO 8601, or a day of publication that cannot be",
    "E104": "a file of resolution rules that cannot be used",
    "E105": "a mapping of columns that cannot be used",
    # E2xx inputs that cannot be read
    "E201": "an empty input",
    "E202": "a binary input that is no known format",
    "E203": "a PDF without a text layer",
    "E204": "a broken file of a known format",
    "E205": "an input larger than the limit",
    "E206": "an archive that unpacks to more than the limit",
    "E207": "an archive nested too deep or within itself",
    "E208": "text in no encoding that can be told",
    "E209": "a line or row that is not what its file promises",
    "E210": "an address that could not be fetched",
    "E211": "an address that must not be fetched",
    "E212": "a page without an article",
    "E213": "a file without permission to read it",
    # E3xx reading
    "E302": "a report on which the reader failed",
    "E303": "reading processes that do not start",
    "E304": "an endpoint that does not answer, or not in time",
    "E305": "an answer of an endpoint that cannot be used",
    "E306": "an endpoint that refuses a request",
    "E307": "a limit of tokens or cost that is reached",
    "E308": "a report that was not read to its end",
    # E4xx gazetteer and other data
    "E401": "the gazetteer is missing",
    "E402": "the gazetteer is damaged or of another version",
    "E403": "a data file of the ontology or the actor list that does not fit together",
    "E404": "the file of one's own places is damaged or of another version",
    "E405": "a file that holds no list of places of a known form",
    "E406": "a place or list that is not among one's own",
    "E407": "a file of map tiles that cannot be drawn",
    # E5xx the database
    "E501": "a file that is no Tacitus database",
    "E502": "a database made by a newer Tacitus",
    "E503": "an incident that the database does not have",
    "E504": "a database that another process holds",
    "E505": "a database that cannot be written: read-only, no permission, disk full",
    "E506": "a damaged database",
    "E507": "a decision that the database does not have, or that cannot be made or undone",
    "E508": "a decision made on a revision of an incident that is no longer the present one",
    "E509": "a question of the review queue that is not asked, or no longer",
    "E510": "an imported data set that the database does not have",
    # E6xx the server
    "E601": "a server that would be reached from other machines, without users who may",
    "E602": "an address that cannot be listened on",
    "E603": "an address of the server that there is not",
    "E604": "a request that is not made from the server's own page or by a program",
    "E605": "more inputs than the server will hold to be read",
    "E606": "a user or token that there is not, or a name that cannot be one",
    "E607": "a password that is too short or too long",
    "E608": "nobody is signed in, or by a name, password or token that is not right",
    "E609": "a role that may not do this",
    "E610": "more requests than are answered in so short a time",
    "E611": "a body of a request that does not come in time",
    "E612": "a certificate that cannot be used",
    # E9xx faults of our own
    "E901": "a bug of ours",
}
"""Codes are never used again for something else; what stands here is their documentation."""
