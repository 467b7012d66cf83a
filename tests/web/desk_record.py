"""A record for the page's tests: reports of our own, and a small but real reader that knows what is marked in them.

Words in brackets carry a field: "[12:killed]" is the words "12" as the toll. The brackets are taken out before the report
is read, so that text and quotes are those of any report.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tacitus import ingest
from tacitus.record import Claim, Correction, Count, Figure, Party, Quote, Report, SetAside, Statement, When, Where
from tacitus.store import Store

VERSION = "desk-1"
PLACES = {
    "Mosul": ("IQ", 36.34, 43.13, "Nineveh", "exact"), "Aleppo": ("SY", 36.2, 37.16, "Aleppo", "exact"),
    "Kano": ("NG", 12.0, 8.52, "Kano", "near"), "Raqqa": ("SY", 35.95, 39.01, "Raqqa", "exact"),
    "Idlib province": ("SY", 35.83, 36.7, "Idlib", "province"), "Homs": ("SY", 34.73, 36.71, "Homs", "exact"),
    "Kirkuk": ("IQ", 35.47, 44.39, "Kirkuk", "exact"), "Daraa": ("SY", 32.62, 36.1, "Daraa", "exact"),
    "Mali": ("ML", 17.0, -4.0, None, "country"),
}
FIRST = """A lorry bomb at a market

[A lorry bomb went off:bombing] in [Mosul:where] on [Tuesday:2016-07-26] and killed [at least 12:killed+] people, police said.
[Islamic State:attacker] was blamed. 😀 The old market was [busy:aside] at that hour, and [30:wounded] people were hurt."""
LATER = """Market toll rises

Doctors counted [44:killed] dead after [the bombing:bombing] of the market in [Mosul:where] on [Tuesday:2016-07-26]; the first count
of 12 was too low. [Islamic State said by way of Amaq that it had sent the lorry:claims]. [The Red Party denied any part:denies]."""
IDLIB = """Shells on villages

[Shells fell:shelling] on villages somewhere in [Idlib province:where] on [20 July:2016-07-20], and [3:killed] people died."""
HELD = """Who holds what

[Raqqa:where] has been [in the hands of:territory-held] [Islamic State:holder] since [the spring:2016-03-20], a monitor said."""
COUNTRY = """Fighting far away

Men [fought:armed-clash] somewhere in [Mali:where] on [12 June:2016-06-12]; [8:killed] were killed."""
FIVE = """Bomb at a bus stop

[A bomb went off:bombing] at a bus stop in [Daraa:where] on [3 May:2016-05-03], and [5:killed] people died, said the mayor."""
TWENTY = """Daraa counts its dead

Hospitals in [Daraa:where] say that [20:killed] people were killed when [a bomb exploded:bombing] on
[3 May:2016-05-03] beside a bus."""
ARABIC = "انفجرت سيارة في السوق يوم الثلاثاء وقتل كثيرون من الناس، وقالت الشرطة إن التحقيق ما زال جاريا في المدينة القديمة."
PLAIN = re.compile(r"A bomb killed (\d+) people in (\w+) on (\d{4}-\d\d-\d\d)\.")
MARK = re.compile(r"\[([^\]:]+):([^\]]+)\]")

_MARKS: dict[str, list[tuple[int, int, str]]] = {}


def unmarked(marked: str) -> str:
    """The text without its brackets; what they said is remembered under the text."""
    text, marks, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        marks.append((len(text), len(text) + len(found[1]), found[2]))
        text += found[1]
        at = found.end()
    text += marked[at:]
    heading, _, body = text.partition("\n\n")
    _MARKS[body] = [(start - len(heading) - 2, end - len(heading) - 2, what) for start, end, what in marks]
    return text


def read(report: Report) -> list[Statement]:
    """What is marked in a report, or said in the one plain sentence."""
    for body, marks in _MARKS.items():
        if body in report.text:
            at = report.text.index(body)  # the title stands before it, or does not
            return [marked_statement(report, [(start + at, end + at, what) for start, end, what in marks])]
    return [plain_statement(report, found) for found in PLAIN.finditer(report.text)]


def plain_statement(report: Report, found: re.Match[str]) -> Statement:
    """The statement of the one sentence."""
    quote = Quote(report.id, found.start(), found.end(), found.group())
    figure = Figure(low=int(found[1]), high=int(found[1]), words=found[1], quotes=[quote])
    return Statement(
        id=f"{report.id[:14]}-{found.start()}", report=report.id, type="bombing", quotes=[quote], reader=VERSION,
        when=When(start=found[3], end=found[3], precision="day", said=found[3], basis="stated", quotes=[quote]),
        where=place(found[2], [quote]), counts={"killed": Count(low=figure.low, high=figure.high, best=figure.low, said=[figure])},
    )


def place(name: str, quotes: list[Quote]) -> Where:
    """One of `PLACES`."""
    country, lat, lon, province, precision = PLACES[name]
    return Where(
        name=name, said=name, lat=lat, lon=lon, precision=precision, country=country, admin1=province,
        place_id=f"own:{name.lower()}", quotes=quotes,
    )


def marked_statement(report: Report, marks: list[tuple[int, int, str]]) -> Statement:
    """One statement with everything that the marks carry."""
    one = Statement(id=f"{report.id[:14]}-m", report=report.id, type="bombing", reader=VERSION)
    for start, end, what in marks:
        quote = Quote(report.id, start, end, report.text[start:end])
        take(one, what, quote)
    return one


def take(one: Statement, what: str, quote: Quote) -> None:
    """Puts one mark into its field."""
    number = re.search(r"\d+", quote.words)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", what):
        one.when = When(start=what, end=what, precision="day", said=quote.words, basis="relative", quotes=[quote])
    elif what == "where":
        one.where = place(quote.words, [quote])
    elif what.rstrip("+") in ("killed", "wounded") and number:
        low = int(number[0])
        figure = Figure(low=low, high=None if what.endswith("+") else low, words=quote.words, quotes=[quote])
        one.counts[what.rstrip("+")] = Count(low=low, high=figure.high, best=figure.high, said=[figure])
        if low == 44:
            one.corrections = [Correction(was="12", now="44", quotes=[quote])]
    elif what in ("attacker", "holder"):
        status: Any = "blamed" if what == "attacker" else "stated"
        one.roles[what] = [Party(name=quote.words, words=quote.words, status=status, quotes=[quote])]
    elif what in ("claims", "denies"):
        by = "Islamic State" if what == "claims" else "The Red Party"
        one.claims.append(Claim(by=by, via="Amaq" if what == "claims" else None, stance=what, quotes=[quote]))
    elif what == "aside":
        one.set_aside = [SetAside(field="counts.killed", value=quote.words, why="no number stands in it", quotes=[quote])]
    else:
        one.type, one.quotes = what, [quote]


def relevant(report: Report) -> bool:
    """All are."""
    return bool(report.text)


SCENES = [
    ("First Wire", "2016-07-27", unmarked(FIRST)), ("Late Paper", "2016-07-30", unmarked(LATER)),
    ("Hill Radio", "2016-07-21", unmarked(IDLIB)), ("Monitor", "2016-07-01", unmarked(HELD)),
    ("Desert Post", "2016-06-13", unmarked(COUNTRY)), ("South Mail", "2016-05-04", unmarked(FIVE)),
    ("Coast Mail", "2016-05-04", unmarked(TWENTY)),
]


def reading(record: Store, inputs: list[Any], options: Any, progress: Any) -> Any:
    """Reads what comes in by the page, with the same reader."""
    return ingest.read_into(
        record, inputs, options, jobs=1, read=read, relevant=relevant, version=VERSION, progress=progress
    )


def many() -> list[dict[str, str]]:
    """Enough incidents for a second page, clusters and a timeline: one every six days, in three towns by turns."""
    rows = []
    for n in range(54):
        day = f"2015-{n // 5 + 1:02}-{n % 5 * 6 + 1:02}"
        town = ("Homs", "Kirkuk", "Kano")[n % 3]
        text = f"Report {n} from {town}. A bomb killed {n % 9 + 1} people in {town} on {day}. Shops in street {n * 7} stay shut."
        rows.append({"text": text, "publisher": "Town Gazette", "published": day})
    return rows


def fill(record: Store, folder: Path) -> None:
    """Reads the scenes, the many, and one report in a language that is kept and not read."""
    rows = [
        {"text": text, "publisher": name, "published": day, "title": text.partition("\n")[0]} for name, day, text in SCENES
    ]
    rows += many()
    rows.append({"text": ARABIC, "publisher": "صحيفة المدينة", "published": "2016-07-27", "language": "ar"})
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ingest.read_into(record, [path], jobs=1, read=read, relevant=relevant, version=VERSION)
