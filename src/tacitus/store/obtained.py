"""What the record has obtained: reports with their bytes, where each was met, wire copies, inputs that failed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, select

from tacitus.errors import Failure
from tacitus.record import Report, decode
from tacitus.store import schema, writing
from tacitus.store.copying import groups_of
from tacitus.store.faces import signed
from tacitus.store.portions import portions


class Obtained:
    """The part of a `Store` that keeps reports."""

    _reading: Callable[[], AbstractContextManager[Connection]]

    def known(self, report_id: str, reader_version: str) -> bool:
        """Whether this version of the reader has dealt with the report; one on which it failed is not known."""
        asked = select(schema.readings.c.outcome).filter_by(report=report_id, reader=reader_version)
        with self._reading() as connection:
            return connection.execute(asked).scalar() not in (None, "failed")

    def has_met(self, report: Report) -> bool:
        """Whether this text was already met from this publisher at this address."""
        key = writing.sighting_key(report)
        asked = select(schema.sightings.c.seq).filter_by(report=report.id, key=key)
        with self._reading() as connection:
            return connection.execute(asked).first() is not None

    def raw(self, raw_sha256: str) -> bytes | None:
        """The bytes that a report was drawn from, None where they are not kept."""
        with self._reading() as connection:
            asked = select(schema.archive.c.body).filter_by(raw_sha256=raw_sha256)
            body = connection.execute(asked).scalar()
        return None if body is None else zlib.decompress(body)

    def report(self, report_id: str) -> Report | None:
        """The report with this id, its copies filled in."""
        return self.reports([report_id]).get(report_id)

    def reports(self, ids: Iterable[str] | None = None) -> dict[str, Report]:
        """The reports with these ids (all, in order of arrival, for None); ids that are not kept are left out."""
        with self._reading() as connection:
            rows = schema.reports.c
            asked = select(rows.body).order_by(rows.seq)
            if ids is None:
                bodies = list(connection.execute(asked).scalars())
            else:
                bodies = [
                    body for some in portions(ids) for body in connection.execute(asked.where(rows.id.in_(some))).scalars()
                ]
            found = {report.id: report for report in (decode(body, Report) for body in bodies)}
            for key, group in groups_of(connection, found).items():
                found[key].copies = sorted(group - {key})
        return found

    def copies_like(self, bands: Sequence[int]) -> dict[str, bytes]:
        """Signatures, by report id, of the reports that share a band: candidates for being the same wire text."""
        same = select(schema.bands.c.report).where(schema.bands.c.band.in_([signed(band) for band in bands]))
        rows = schema.signatures.c
        with self._reading() as connection:
            found = connection.execute(select(rows.report, rows.body).where(rows.report.in_(same)))
            return {row.report: row.body for row in found}

    def sightings(self, report_id: str) -> list[dict[str, str | None]]:
        """Where the text was met, first first: source, publisher, url, source_id, raw_sha256, at."""
        names = ("source", "publisher", "url", "source_id", "raw_sha256", "at")
        rows = schema.sightings
        asked = select(*(rows.c[name] for name in names)).where(rows.c.report == report_id).order_by(rows.c.seq)
        with self._reading() as connection:
            return [dict(zip(names, row, strict=True)) for row in connection.execute(asked)]

    def failures(self) -> Iterator[tuple[str, Failure]]:
        """Every input that could not be read, with the time (UTC), in order."""
        rows = schema.failures.c
        with self._reading() as connection:
            for row in connection.execute(select(schema.failures).order_by(rows.seq)):
                yield row.at, Failure(code=row.code, what=row.what, where=row.source, hint=row.hint)
