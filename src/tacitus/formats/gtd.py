"""Writes incidents in the columns of the Global Terrorism Database, those that its criteria do not rule out at first sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import IO, Any

from tacitus import ontology
from tacitus.formats import days
from tacitus.formats.around import Around, LeftOut, country_of, rows_of, table
from tacitus.formats.figures import reread
from tacitus.formats.sheet import sheet
from tacitus.formats.sides import Side, Sides, sides
from tacitus.formats.wording import sentence
from tacitus.record import Count, Incident
from tacitus.record.statement import COUNTED

ID = "event number"
UNKNOWN = -99  # how the format writes a number of people that nobody tells
NOT_TOLD = -9  # and a yes or no


def gtd(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """CSV with GTD's header. `eventid` counts within this file; the permalink in `addnotes` is what stays."""
    sheet(_numbered(rows_of(incidents, around, row)), table("gtd")["columns"], out)


def _numbered(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for each in rows:
        day = each[ID]
        seen[day] += 1
        yield {**each, "eventid": f"{day}{seen[day]:04}"}


def row(incident: Incident, around: Around) -> dict[str, Any]:
    """One row. Raises LeftOut for what is no attack by its types, is only planned or denied, or has a state as its doer.

    Its three criteria of motive and law cannot be read off reports: they stay empty and `doubtterr` is 1.
    """
    known = ontology.load().types.get(incident.type)
    if known is None or known.gtd is None:
        raise LeftOut("its type is none of GTD's")
    if incident.status not in COUNTED and incident.status != "foiled":
        raise LeftOut(f"it is only {incident.status}")
    found = sides(incident)
    if any(one.group in ("state", "external") for one in found.doers):
        raise LeftOut("a state or its forces did it")
    known_day = days.within(incident, days.YEAR, "the date is vaguer than a year")
    attack = known.gtd.attacktype
    return {
        **_date(known_day), **_place(incident), "summary": sentence(incident),
        "doubtterr": 1, "multiple": 1 if incident.links else 0, "success": 0 if incident.status == "foiled" else 1,
        "suicide": int(known.gtd.suicide), "attacktype1": attack, "attacktype1_txt": table("gtd")["attacktype"][str(attack)],
        **_target(found), **_doer(incident, found), **_weapon(incident), **_people(incident, attack),
        "addnotes": "; ".join([*(doubt.why for doubt in incident.doubts), around.permalink(incident)]),
        **{f"scite{n}": _cited(report) for n, report in enumerate(around.told(incident)[:3], 1)}, "dbsource": "Tacitus",
    }


def _date(found: tuple[Any, Any]) -> dict[str, Any]:
    first, last = found
    same_month = (first.year, first.month) == (last.year, last.month)
    month, day = first.month if same_month else 0, first.day if first == last else 0
    near = None if first == last else f"{first.isoformat()} to {last.isoformat()}"
    return {ID: f"{first.year:04}{month:02}{day:02}", "iyear": first.year, "imonth": month, "iday": day,
            "approxdate": near, "extended": 0}


def _place(incident: Incident) -> dict[str, Any]:
    where, country = incident.where, country_of(incident)
    vague = where.precision in ("country", "unknown")
    city = where.name if where.precision in ("exact", "near") else None
    return {
        "country_txt": country.name if country else None, "provstate": where.admin1, "city": city or "Unknown",
        "latitude": None if vague else where.lat, "longitude": None if vague else where.lon,
        "specificity": table("gtd")["specificity"][where.precision],
        "vicinity": 1 if where.precision == "near" else 0 if where.precision == "exact" else NOT_TOLD,
        "location": where.relation or where.said,
    }


def _target(found: Sides) -> dict[str, Any]:
    if not found.others:
        return {"targtype1": 20, "targtype1_txt": table("gtd")["targtype"]["20"], "target1": "Unknown"}
    one = found.others[0]
    code = table("gtd")["target_of_kind"].get(one.kind or "", 14 if one.group in ("civilians", "protesters") else 20)
    return {"targtype1": code, "targtype1_txt": table("gtd")["targtype"][str(code)], "target1": one.name}


def _doer(incident: Incident, found: Sides) -> dict[str, Any]:
    named: list[Side] = [one for one in found.doers if one.armed]
    claimed = [claim for claim in incident.claims if claim.stance == "claims"]
    attackers = incident.counts.get("attackers")
    groups: dict[str, Any] = {"gname": named[0].name if named else "Unknown", "individual": 0}
    for n, one in enumerate(named[:3], 1):
        groups |= {"gname" if n == 1 else f"gname{n}": one.name, f"guncertain{n}": int(one.status != "stated")}
    return {
        **groups, "nperps": _exact(attackers) or UNKNOWN, "nperpcap": UNKNOWN, "claimed": int(bool(claimed)),
        "claimmode": 10 if claimed else None, "claimmode_txt": "Unknown" if claimed else None,
        "compclaim": int(len({claim.by for claim in claimed}) > 1) if claimed else None,
    }


def _weapon(incident: Incident) -> dict[str, Any]:
    code = table("gtd")["weapon_of_type"].get(incident.type, 13)
    weapons = "; ".join(party.name for party in incident.roles.get("weapon", []))
    return {"weaptype1": code, "weaptype1_txt": table("gtd")["weaptype"][str(code)], "weapdetail": weapons or None}


def _people(incident: Incident, attack: int) -> dict[str, Any]:
    taken = attack in (5, 6)
    return {
        "nkill": _exact(incident.counts.get("killed")), "nkillter": _exact(incident.counts.get("killed_attackers")),
        "nwound": _exact(incident.counts.get("wounded")), "nwoundte": _exact(incident.counts.get("wounded_attackers")),
        "property": int(any(item.effect != "none" for item in incident.damage)) if incident.damage else NOT_TOLD,
        "ishostkid": int(taken),
        "nhostkid": (_exact(incident.counts.get("kidnapped")) or UNKNOWN) if taken else None,
        **dict.fromkeys(("INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY"), NOT_TOLD),
    }


def _exact(count: Count | None) -> int | None:
    """A number that somebody told: the best, else the lowest; nothing where only vague words give it."""
    if count is None:
        return None
    value = count.best if count.best is not None else count.low
    return None if value in reread(count, "vague")[0] else value


def _cited(report: Any) -> str:
    return ", ".join(filter(None, [report.publisher, (report.published.date or "")[:10], report.title, report.url]))
