"""Writes the situation report: incidents of a search as a page to read or print, every line with its sources as footnotes."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import IO, Any

import msgspec

from tacitus import ontology
from tacitus.formats.around import Around, country_of
from tacitus.formats.wording import day, kind, number, parties, place
from tacitus.record import Count, Incident, Report
from tacitus.record.statement import COUNTED

QUOTE = 160  # characters of a report's words at most in one place
QUOTES = 2  # of an incident
ROWS = 15  # of a table of sums; the rest is one row
IN_MEMORY = 1 << 22  # bytes of the list that are held before it goes to disk


class Sum(msgspec.Struct):
    """People over several incidents. low: at the least. high: at the most where that is told. open: incidents without it.

    told: incidents that say anything of them.
    """

    low: int = 0
    high: int = 0
    open: int = 0
    told: int = 0

    def add(self, count: Count | None) -> None:
        """Adds one incident's count; nothing where none is told."""
        if count is None:
            return
        self.told += 1
        low = count.low if count.low is not None else count.best or 0
        high = count.high if count.high is not None else count.best
        self.low += low
        self.high += max(low, high if high is not None else low)
        self.open += (high is None) and bool(count.said or low)

    def words(self) -> str:
        """ "12", "12 to 19", "at least 12", "not told"."""
        if not self.told:
            return "not told"
        if self.open:
            return f"at least {self.low:,}"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


class Sums(msgspec.Struct):
    """What is counted on the way through: incidents, dead and wounded, by kind and by province, and the span of days."""

    incidents: int = 0
    uncounted: int = 0
    killed: Sum = msgspec.field(default_factory=Sum)
    wounded: Sum = msgspec.field(default_factory=Sum)
    kinds: dict[str, tuple[Counter[str], Sum]] = {}
    areas: dict[str, tuple[Counter[str], Sum]] = {}
    first: str | None = None
    last: str | None = None

    def add(self, incident: Incident) -> None:
        """Counts an incident; the dead of what is denied, planned or no violence are not added."""
        self.incidents += 1
        when = incident.when
        if when.start is not None and when.end is not None:
            self.first = min(self.first or when.start[:10], when.start[:10])
            self.last = max(self.last or when.end[:10], when.end[:10])
        known = ontology.load().types.get(incident.type)
        if incident.status not in COUNTED or known is None or not known.counts_as_violence:
            self.uncounted += 1
            return
        killed = incident.counts.get("killed")
        self.killed.add(killed)
        self.wounded.add(incident.counts.get("wounded"))
        country = country_of(incident)
        area = ", ".join(filter(None, [incident.where.admin1, country.name if country else None])) or "place unknown"
        for table, key in ((self.kinds, incident.type.replace("-", " ")), (self.areas, area)):
            number_of, dead = table.setdefault(key, (Counter(), Sum()))
            number_of["n"] += 1
            dead.add(killed)


def sitrep(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """One HTML page (UTF-8) without any request to elsewhere; the list goes to disk where it is long."""
    sums, notes = Sums(), Notes()
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
        for incident in incidents:
            around.tally.incidents += 1
            around.tally.rows += 1
            sums.add(incident)
            body.write(_entry(incident, around, notes).encode())
        out.write(_head(sums, around.asked).encode())
        body.seek(0)
        while block := body.read(1 << 16):
            out.write(block)
    out.write(notes.written().encode())


def style() -> str:
    """The page's one style sheet, as it stands in it; a server may allow it by its hash."""
    return (Path(__file__).parent / "data" / "sitrep.css").read_text("utf-8")


class Notes:
    """Footnotes: each report once, numbered as it is first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._lines: list[str] = []

    def cite(self, report: Report) -> str:
        """The mark that leads to the report's footnote."""
        n = self._numbers.get(report.id)
        if n is None:
            n = self._numbers[report.id] = len(self._numbers) + 1
            self._lines.append(_source(n, report))
        return f'<sup><a href="#source-{n}">{n}</a></sup>'

    def written(self) -> str:
        """The list of all sources, and the end of the page."""
        lines = "\n".join(self._lines) or "<li>none</li>"
        return f'</section>\n<section class="sources"><h2>Sources</h2>\n<ol>\n{lines}\n</ol></section>\n</main></body></html>\n'


def _source(n: int, report: Report) -> str:
    parts = [report.publisher or report.source or "unknown source", f"“{report.title}”" if report.title else "",
             (report.published.date or "undated")[:10]]
    text = escape(", ".join(filter(None, parts)))
    if report.url and report.url.startswith(("http://", "https://")):
        text += f', <a href="{escape(report.url)}" rel="noreferrer">{escape(report.url)}</a>'
    if report.retrieved:
        text += f" (retrieved {escape(report.retrieved[:10])})"
    return f'<li id="source-{n}" dir="auto">{text}</li>'


def _head(sums: Sums, asked: Mapping[str, Any]) -> str:
    span = f"{sums.first} to {sums.last}" if sums.first else "no known day"
    filters = "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in asked.items()) or "everything in the record"
    killed, wounded = sums.killed, sums.wounded
    open_ = f" ({killed.open:,} without an upper bound)" if killed.open else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Situation report, {escape(span)}</title>\n<style>{style()}</style></head>\n<body><main>\n"
        f"<header><h1>Situation report</h1><p>{escape(span)}. Selected: {escape(filters)}.</p></header>\n"
        '<section class="sums"><h2>In all</h2><dl>'
        f"<div><dt>incidents</dt><dd>{sums.incidents:,}</dd></div>"
        f"<div><dt>reported killed</dt><dd>{killed.words()}{open_}</dd></div>"
        f"<div><dt>reported wounded</dt><dd>{wounded.words()}</dd></div></dl>\n"
        "<p>Sums run from the lowest to the highest figure that reports give and nothing has outdated. "
        f"{sums.uncounted:,} of the incidents are denied, planned, foiled or no violence, and add nothing to them. "
        "People whom two reports place in different incidents are counted in each.</p>\n"
        f"{_table('kind', sums.kinds)}{_table('province', sums.areas)}</section>\n"
        '<section class="list"><h2>Incidents</h2>\n'
    )


def _table(name: str, sums: dict[str, tuple[Counter[str], Sum]]) -> str:
    if not sums:
        return ""
    ranked = sorted(sums.items(), key=lambda one: (-one[1][0]["n"], one[0]))
    rows = [(key, n["n"], dead) for key, (n, dead) in ranked[:ROWS]]
    rest = [one for _, one in ranked[ROWS:]]
    if rest:
        fields = Sum.__struct_fields__
        dead = Sum(*(sum(getattr(one, field) for _, one in rest) for field in fields))
        rows.append((f"{len(rest):,} others", sum(n["n"] for n, _ in rest), dead))
    lines = "".join(
        f'<tr><th scope="row">{escape(key)}</th><td>{n:,}</td><td>{dead.words()}</td></tr>' for key, n, dead in rows
    )
    return (f'<table><caption>By {name}</caption><thead><tr><th scope="col">{name}</th><th scope="col">incidents</th>'
            f'<th scope="col">killed</th></tr></thead><tbody>{lines}</tbody></table>\n')


def _entry(incident: Incident, around: Around, notes: Notes) -> str:
    """One incident: what, where, when, who, how many, what is in doubt, in whose words."""
    told = {report.id: report for report in around.told(incident)}
    country = country_of(incident)
    head = ", ".join(filter(None, [kind(incident), place(incident), country.name if country else None]))
    facts = [("By", parties(incident, "attacker", "taker")), ("Against", parties(incident, "target", "former_holder")),
             ("Killed", number(incident.counts.get("killed"))), ("Wounded", number(incident.counts.get("wounded"))),
             ("Claims", "; ".join(_claim(one) for one in incident.claims))]
    lines = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    doubts = "".join(f"<li>{escape(doubt.why)}</li>" for doubt in incident.doubts)
    graded = f", graded {escape(incident.grade)}" if incident.grade else ""
    marks = "".join(notes.cite(report) for report in told.values())
    n = incident.independent_sources
    sources = f"{n:,} independent source{'' if n == 1 else 's'}{graded}"
    return (
        f'<article><p class="day">{escape(day(incident))}</p><h3 dir="auto">{escape(head)}{marks}</h3>'
        + (f'<dl dir="auto">{lines}</dl>' if lines else "") + _words(incident, told, notes)
        + (f'<ul class="doubts">{doubts}</ul>' if doubts else "")
        + f'<p class="foot">{sources}. {_link(around.permalink(incident))}</p></article>\n'
    )


def _claim(one: Any) -> str:
    verb = {"claims": "claims it", "denies": "denies it", "blames": f"blames {one.against or 'somebody'}"}[one.stance]
    return f"{one.by} {verb}" + (f" (via {one.via})" if one.via else "")


def _words(incident: Incident, told: dict[str, Report], notes: Notes) -> str:
    """The first short quotes for the dead, else those that name the happening."""
    count = incident.counts.get("killed")
    figures = [quote for figure in (count.said if count else []) for quote in figure.quotes]
    some = {quote.words: quote for quote in figures or incident.quotes if len(quote.words) > 3}
    lines = []
    for quote in list(some.values())[:QUOTES]:
        words = quote.words if len(quote.words) <= QUOTE else quote.words[: QUOTE - 1].rstrip() + "…"
        mark = notes.cite(told[quote.report]) if quote.report in told else ""
        lines.append(f"<q>{escape(words)}</q>{mark}")
    return f'<p class="words" dir="auto">In the words of the reports: {", ".join(lines)}</p>' if lines else ""


def _link(address: str) -> str:
    shown = escape(address)
    return f'<a href="{shown}">{shown}</a>' if address.startswith(("http://", "https://")) else f"<code>{shown}</code>"
