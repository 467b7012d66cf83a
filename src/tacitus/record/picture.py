"""Shows an incident as a small table of HTML, for notebooks: everything escaped, nothing fetched."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tacitus.record.incident import Incident
    from tacitus.record.statement import Count, Quote, Where

WORDS = 80  # characters of a quote at most
ROWS = 20  # incidents of a reading
STYLE = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"


def incident(one: Incident) -> str:
    """One incident: its fields in rows, each with the first words that it rests on."""
    counts = {what: _count(count) for what, count in one.counts.items()}
    rows = [
        ("when", _when(one), one.when.quotes), ("where", _where(one.where), one.where.quotes),
        *((role, ", ".join(p.name if p.status == "stated" else f"{p.name} ({p.status})" for p in parties),
           [q for p in parties for q in p.quotes]) for role, parties in one.roles.items()),
        *((what, said, [q for f in one.counts[what].said for q in f.quotes]) for what, said in counts.items()),
        ("doubts", "; ".join(doubt.why for doubt in one.doubts), []),
        ("reports", f"{len(one.reports)}, {one.independent_sources} independent; {one.grade or 'no grade'}", []),
    ]
    lines = "".join(_row(name, value, quotes) for name, value, quotes in rows if value)
    head = escape(f"{one.type} ({one.status})  {one.id}")
    return f'<table dir="auto"><caption style="text-align:left"><b>{head}</b></caption><tbody>{lines}</tbody></table>'


def several(incidents: list[Incident], reports: int, failures: int) -> str:
    """A reading: how much it is, and its first incidents, one a row."""
    heads = "".join(f'<th style="{STYLE}">{name}</th>' for name in ("incident", "when", "what", "where", "killed"))
    rows = "".join(
        "<tr>" + "".join(f'<td style="{STYLE}">{escape(cell)}</td>' for cell in (
            one.id, _when(one), one.type, _where(one.where), _count(one.counts.get("killed")))) + "</tr>"
        for one in incidents[:ROWS]
    )
    more = f"<p>and {len(incidents) - ROWS:,} more</p>" if len(incidents) > ROWS else ""
    head = f"<p>{reports:,} reports, {len(incidents):,} incidents, {failures:,} failures</p>"
    return f"{head}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _row(name: str, value: str, quotes: list[Quote]) -> str:
    words = quotes[0].words if quotes else ""
    short = words if len(words) <= WORDS else words[: WORDS - 1] + "…"
    said = f"<q>{escape(short)}</q>" if short else ""
    return (f'<tr><th style="{STYLE}">{escape(name)}</th><td style="{STYLE}">{escape(value)}</td>'
            f'<td style="{STYLE};color:gray">{said}</td></tr>')


def _when(one: Incident) -> str:
    when = one.when
    if when.start == when.end:
        return when.start or "day unknown"
    return f"{when.start or '?'} to {when.end or '?'}"


def _where(where: Where) -> str:
    name = ", ".join(part for part in (where.name or where.said, where.admin1, where.country) if part)
    return f"{name} ({where.precision})" if name else "place unknown"


def _count(count: Count | None) -> str:
    if count is None:
        return ""
    low, high = count.low, count.high
    if low is not None and low == high:
        return f"{low:,}"
    if low is None and high is None:
        return "" if count.best is None else f"{count.best:,}"
    said = f"{low:,} to {high:,}" if low is not None and high is not None else f"{low:,}+" if low is not None else f"up to {high:,}"
    return said + (f", best {count.best:,}" if count.best is not None else "")
