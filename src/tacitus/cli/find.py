"""What the viewing verbs take out of the store: incidents together with their statements and reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tacitus.api import Reading

if TYPE_CHECKING:
    from tacitus.record import Incident
    from tacitus.store import Store


def whole(record: Store, incident_id: str) -> Reading:
    """One incident with everything that it rests on. Raises TacitusError E503 for an unknown id."""
    return around(record, [record.incident(incident_id)])


def around(record: Store, incidents: Iterable[Incident]) -> Reading:
    """These incidents, their statements and the reports of those, earliest published first."""
    found = list(incidents)
    statements = {one.id: one for incident in found for one in record.statements_of(incident.id)}
    ids = dict.fromkeys([report for incident in found for report in incident.reports])
    ids.update(dict.fromkeys(one.report for one in statements.values()))
    reports = sorted(record.reports(ids).values(), key=lambda r: (r.published.date or "9", r.id))
    return Reading(reports=reports, statements=list(statements.values()), incidents=found)
