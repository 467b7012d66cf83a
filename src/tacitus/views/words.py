"""Values of the record as short words for people; what is not known is said, never left looking like a fact."""

from __future__ import annotations

import unicodedata

from tacitus.record import Count, Figure, Hedge, Incident, Party, Report, When, Where

OPEN = "+"
NEVER_SHOWN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode classes that can move a terminal's cursor, turn its text around, or show nothing."""


def clean(text: str) -> str:
    """The text on one line, without anything that a terminal would obey instead of show."""
    return " ".join("".join(c if unicodedata.category(c) not in NEVER_SHOWN else " " for c in text).split())


def when(value: When) -> str:
    """"2016-07-27", "2016-07-24 to 27", "2016-05", "2015", or "day unknown"."""
    if value.start is None and value.end is None:
        return "day unknown"
    if value.start is None or value.end is None:
        return f"since {value.start}" if value.start else f"until {value.end}"
    if value.precision == "year" and value.start[:4] == value.end[:4]:
        return value.start[:4]
    if value.precision == "month" and value.start[:7] == value.end[:7]:
        return value.start[:7]
    return span(value.start, value.end)


def span(start: str, end: str) -> str:
    """A span of days, saying only once what both have in common."""
    if start == end:
        return start
    if start[:7] == end[:7]:
        return f"{start} to {end[8:]}"
    return f"{start} to {end[5:]}" if start[:4] == end[:4] else f"{start} to {end}"


def basis(value: When) -> str:
    """How the day is known, in words."""
    return {
        "stated": "the text gives the date",
        "relative": "worked out from the words and the day of publication",
        "publication": "no day of its own is said: up to publication, or to the day of the telling",
        "none": "nothing in the text tells",
    }[value.basis]


def where(value: Where) -> str:
    """"Qamishli, SY", "near Qamishli, SY", a name that no gazetteer entry was settled for, or "place unknown"."""
    name = spot(value)
    if name is None:
        return f"place unknown, {value.country}" if value.country else "place unknown"
    if value.also:
        name = ", ".join([name, *(site.name for site in value.also)])
    if value.lat is None and value.precision == "unknown":
        name = f"{name} (unresolved)"
    return clean(f"{name}, {value.country}" if value.country and value.precision != "country" else name)


def spot(value: Where) -> str | None:
    """The name, with how the place lies to it: "near Qamishli", "12 km south of Kirkuk"; None where none is said."""
    if value.relation is not None:
        return value.relation
    name = value.name or value.said
    return f"near {name}" if name is not None and value.precision == "near" else name


def bounds(low: int | None, high: int | None, best: int | None = None, *, least: str = f"{{:,}}{OPEN}") -> str:
    """"50+", "up to 30", "40 to 60", "44", or "not said". least: how a figure that is open upwards is said."""
    if low is not None and low == high:
        return f"{low:,}"
    if low is not None and high is not None:
        return f"{low:,} to {high:,}"
    if low is not None:
        return least.format(low)
    if high is not None:
        return f"up to {high:,}"
    return f"{best:,}" if best is not None else "not said"


def count(value: Count | None) -> str:
    """The resolved figure in words; "no figure" where it was only said that there were some."""
    if value is None:
        return "not said"
    said = bounds(value.low, value.high, value.best)
    if said == "not said":
        return "no figure" if value.said else said
    return said


def killed(incident: Incident) -> str:
    """The dead; nothing where none are said and the type is none that counts as violence, such as a deployment."""
    from tacitus import ontology

    kind = ontology.load().types.get(incident.type)
    said = incident.counts.get("killed")
    return "" if said is None and kind is not None and not kind.counts_as_violence else count(said)


def figure(value: Figure) -> str:
    """One figure as it was said, and by whom."""
    said = bounds(value.low, value.high)
    if said == "not said":
        said = "no figure"
    marks = [value.of] if value.of else []
    if value.includes_attackers:
        marks.append("attackers among them")
    if value.cumulative is not None:
        marks.append("the toll so far" if value.cumulative else "on top of those told before")
    if value.speaker:
        marks.append(f"says {value.speaker}")
    return clean(f"{said} ({', '.join(marks)})" if marks else said)


def party(value: Party) -> str:
    """A name, marked where it is not simply stated: "Islamic State (claimed)"."""
    name = clean(value.name or value.words)
    return name if value.status == "stated" else f"{name} ({value.status})"


def parties(values: list[Party]) -> str:
    """Several names."""
    return ", ".join(party(value) for value in values)


def hedge(value: Hedge | str) -> str:
    """"stated", or the hedge's words with their band."""
    return clean(value) if isinstance(value, str) else clean(f'"{value.words}" ({value.band})')


def doer(incident: Incident) -> str:
    """Who did it: the first role that its type has; "not named" where no report says."""
    from tacitus import ontology

    kind = ontology.load().types.get(incident.type)
    for role in list(kind.roles)[:1] if kind else []:
        if incident.roles.get(role):
            return parties(incident.roles[role])
    return "not named"


def kind(incident: Incident) -> str:
    """The type, with its status where it is more or less than reported."""
    return incident.type if incident.status == "reported" else f"{incident.type} ({incident.status})"


def source(report: Report) -> str:
    """A report in a line: publisher or place it was read from, date, title."""
    name = report.publisher or report.url or report.source or report.id[:12]
    date = (report.published.date or "undated")[:10]
    return clean(f"{name}, {date}" + (f": {report.title}" if report.title else ""))


def headline(incident: Incident) -> str:
    """An incident in a line."""
    return f"{kind(incident)}, {where(incident.where)}, {when(incident.when)}"
