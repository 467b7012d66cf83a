"""The record: the shapes of a report, what it states, and the incident drawn from all who tell it.

Every other room speaks in these types. Nothing here reads, decides or stores.
"""

from tacitus.record.incident import Anchor, Change, Decision, Incident, Kind, Link, Revision
from tacitus.record.json import decode, encode, plain
from tacitus.record.report import How, Published, Report
from tacitus.record.statement import (
    Claim,
    Correction,
    Count,
    Damage,
    Doubt,
    Figure,
    Hedge,
    Party,
    Purpose,
    Quote,
    RunnerUp,
    SetAside,
    Site,
    Statement,
    Trace,
    When,
    Where,
)

__all__ = [
    "Anchor", "Change", "Claim", "Correction", "Count", "Damage", "Decision", "Doubt", "Figure", "Hedge", "How",
    "Incident", "Kind", "Link", "Party", "Published", "Purpose", "Quote", "Report", "Revision", "RunnerUp",
    "SetAside", "Site", "Statement", "Trace", "When", "Where", "decode", "encode", "plain",
]
