"""Reports that come into a record with statements that nobody had to read."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "merge"))

from merge_cases import AT, Told

from tacitus.ingest.linking import link
from tacitus.nearby import faces
from tacitus.store import Batch, Kept, Store


def come_in(record: Store, told: Told, some: list[str]) -> None:
    """One transaction in which these reports come in."""
    fresh = [one for one in told.statements if one.report in some]
    with record.writing():
        there = set(record.reports())
        kept, pairs = [], []
        for key in some:
            report = told.reports[key]
            mine = [one for one in fresh if one.report == key]
            kept.append(Kept(report=report, raw=b"raw", outcome="read", reader="", statements=mine))
            pairs += [(key, other) for other in report.copies if other in there]
            there.add(key)
        drawn = faces((one, told.reports[one.report]) for one in fresh)
        record.save(Batch(at=AT, kept=kept, copies=pairs, faces=drawn))
        touched = record.faces().of_reports(other for pair in pairs for other in record.reports([pair[0]])[pair[0]].copies)
        record.save(Batch(at=AT, incidents=link(record, fresh, at=AT, touched=touched)))
