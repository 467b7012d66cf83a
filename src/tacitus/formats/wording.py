"""Says an incident in a plain sentence, neutral and no surer than its reports; for notes, summaries and the situation report."""

from __future__ import annotations

from tacitus.formats import days
from tacitus.record import Count, Incident
from tacitus.views import words

STATUS = {
    "alleged": "alleged", "claimed": "claimed", "denied": "denied", "foiled": "foiled", "planned": "planned",
    "threatened": "threatened", "hypothetical": "spoken of",
}


def kind(incident: Incident) -> str:
    """ "Suicide bombing", "Air strike (alleged)"."""
    name = incident.type.replace("-", " ")
    status = STATUS.get(incident.status)
    return name[:1].upper() + name[1:] + (f" ({status})" if status else "")


def day(incident: Incident) -> str:
    """ "7 March 2017", "between 3 and 9 March 2017", "day unknown"."""
    found = days.span(incident.when)
    if found is None:
        return "day unknown"
    first, last = found
    if first == last:
        return days.plain(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {days.plain(last)}"
    return f"between {days.plain(first)} and {days.plain(last)}"


def place(incident: Incident) -> str:
    """The place by its name and divisions, and whether it is near it or no more is known than a province."""
    where = incident.where
    name = words.spot(where)
    if name is None:
        return "place unknown"
    wider = [part for part in (where.admin2, where.admin1) if part and part not in name]
    more = {"province": " (province only)", "country": " (country only)", "district": " (district only)"}
    return ", ".join([name, *wider[:1]]) + more.get(where.precision, "")


def number(count: Count | None) -> str:
    """ "19 to 21", "at least 50", "up to 30", "44"; "an unknown number" where people are said and no figure; "" for nothing."""
    if count is None or (count.low, count.high, count.best) == (None, None, None):
        return "an unknown number" if count is not None and count.said else ""
    said = words.bounds(count.low, count.high, count.best, least="at least {:,}")
    return f"about {said}" if count.low is None and count.high is None else said


def parties(incident: Incident, *roles: str) -> str:
    """The names in these roles."""
    return ", ".join(dict.fromkeys(words.party(one) for role in roles for one in incident.roles.get(role, [])))


def sentence(incident: Incident) -> str:
    """Kind, place, day, who is said to have done it, against whom, and how many were killed and wounded."""
    said = [f"{kind(incident)}, {place(incident)}, {day(incident)}."]
    if by := parties(incident, "attacker", "taker"):
        said.append(f"By: {by}.")
    if against := parties(incident, "target"):
        said.append(f"Against: {against}.")
    for what in ("killed", "wounded"):
        told = number(incident.counts.get(what))
        said += [f"{what.capitalize()}: {told}."] if told else []
    return " ".join(said)
