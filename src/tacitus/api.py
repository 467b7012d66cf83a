"""The Python face of Tacitus: read reports, look at what was read, open a record that was kept."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING, Any

import msgspec

from tacitus.errors import Failure, TacitusError
from tacitus.record import Incident, Report, Statement, plain

if TYPE_CHECKING:
    from tacitus.merge.rules import Rules
    from tacitus.reader import ReaderChoice
    from tacitus.sources import Options
    from tacitus.store import Store

Path = str | PathLike[str]


class Reading(msgspec.Struct, kw_only=True):
    """What came of reading: every report obtained, what each states, the incidents drawn from all, what failed.

    reports: in the order read, also those that are irrelevant or in a language that is not read. statements: in
    the order of their reports. incidents: see `tacitus.record.Incident`. failures: inputs that could not be read,
    or not whole; `str` of one says what, where and what to try.
    """

    reports: list[Report] = []
    statements: list[Statement] = []
    incidents: list[Incident] = []
    failures: list[Failure] = []

    def to_dict(self) -> dict[str, Any]:
        """The same as dicts, lists, strings and numbers: the object that `tacitus read --json` prints."""
        found: dict[str, Any] = plain(self)
        return found

    def _repr_html_(self) -> str:
        """What a notebook shows of it."""
        from tacitus.record import picture

        return picture.several(self.incidents, len(self.reports), len(self.failures))


def read(
    paths: Path | Iterable[Path],
    *,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    options: Options | None = None,
    jobs: int | None = 1,
    reader: ReaderChoice | str | None = None,
    dates: str | None = None,
    rules: Rules | str | None = None,
) -> Reading:
    """Reads every report in files, folders, archives, feeds or pages, and merges what they state; nothing is kept.

    paths: one path, address or "-" (standard input), or several. published (ISO 8601 date or time), url,
    publisher: of the reports, see `tacitus.sources.Options`, which holds all other options. jobs: processes that
    read, None for as many as help; more than 1 needs `if __name__ == "__main__":` around the call in a script.
    reader: which one reads: "rules", "learned", a `ReaderChoice` with an endpoint, or None for the best installed.
    dates: the convention by which words of time become days, "plain" (the default) or "ucdp"; see docs/dates.md.
    rules: by which an incident's values are drawn from several reports: a name, a file, a set (`tacitus.rules`).
    What cannot be read is in `failures` and stops nothing. Raises TacitusError E102 or E103 for an option that
    cannot be used, E104 for a file of rules, E401 or E402 for a gazetteer that is missing or damaged.
    """
    from tacitus import ingest
    from tacitus.reader import dated

    several = [paths] if isinstance(paths, str | PathLike) else list(paths)
    chosen = _options(options, published, url, publisher)
    found = ingest.read_all(several, chosen, jobs=jobs, reader=dated(reader, dates), rules=rules)
    return Reading(
        reports=found.reports, statements=found.statements, incidents=found.incidents, failures=found.failures
    )


def read_text(
    text: str,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    *,
    reader: ReaderChoice | str | None = None,
    dates: str | None = None,
) -> Reading:
    """Reads one report that is given as text; nothing is kept. Arguments and errors as `read`.

    The report's text is the given one after cleaning (NFC, boiler plate removed); quotes count in that.
    """
    from tacitus import engine, merge
    from tacitus.ingest.gather import now
    from tacitus.reader import dated, using

    chosen = using(dated(reader, dates))

    report = _report(text, title, _options(None, published, url, publisher))
    if isinstance(report, Failure):
        return Reading(failures=[report])
    reading = Reading(reports=[report])
    if not report.readable or not chosen.relevant(report):
        return reading
    for _, outcome in engine.map_reports([report], read=chosen.read, seconds=chosen.seconds):
        if isinstance(outcome, engine.Partly):
            reading.failures.append(outcome.failure)
            outcome = outcome.statements
        if isinstance(outcome, Failure):
            reading.failures.append(outcome)
        else:
            reading.statements = outcome
            reading.incidents = merge.merge(outcome, reports={report.id: report}, at=now())
    return reading


def open(path: Path, *, create: bool = True) -> Store:  # noqa: A001
    """The record in the database at `path`, the same that the command line uses; close it, or use it in a `with`.

    create: make the database where there is none. Raises TacitusError E101, E501, E502, E504, E505 or E506, see
    `tacitus.store.open`. `tacitus.ingest.read_into` reads reports into it.
    """
    from tacitus import store

    return store.open(path, create=create)


def day(published: str | None, name: str = "published") -> str | None:
    """The same ISO 8601 date or date-time. Raises TacitusError E103 for anything else; name: for its message.

    A day before 1900 or in the future is an error too: nothing read here can have been published then.
    """
    from datetime import datetime

    if published is None:
        return None
    hint = "a date such as 2016-07-27, or a time such as 2016-07-27T14:00+02:00"
    try:
        datetime.fromisoformat(published)
    except ValueError:
        raise TacitusError("E103", f"{published!r} is not a date", where=name, hint=hint) from None
    from tacitus.sources import impossible

    why = impossible(published)
    if why is not None:
        raise TacitusError("E103", f"{published!r} is no day of publication: {why}", where=name, hint=hint)
    return published


def _report(text: str, title: str | None, options: Options) -> Report | Failure:
    """The report that the text becomes; E201 where nothing is left of it, E205 where it is too long."""
    from tacitus.sources.finish import finish
    from tacitus.sources.shapes import Draft, Unreadable

    try:
        raw = text.encode()
    except UnicodeEncodeError as error:
        what = f"it holds half a character ({error.reason})"
        return Failure(code="E208", what=what, where="text", hint="decode it from its bytes again")
    try:
        return finish(Draft(raw=raw, text=text, where="text", title=title), options, page=False).report
    except Unreadable as broken:
        return broken.failure


def _options(options: Options | None, published: str | None, url: str | None, publisher: str | None) -> Options:
    from tacitus.sources import Options

    given = {"published": day(published), "url": url, "publisher": publisher}
    known = {name: value for name, value in given.items() if value is not None}
    return msgspec.structs.replace(options or Options(), **known)
