"""A small but real reader for the tests of the way into the record: it knows one sentence, and finds all of them."""

import re

from tacitus.record import Count, Figure, Quote, Report, Statement, When, Where

PLACES = {"Mosul": ("IQ", 36.34, 43.13), "Aleppo": ("SY", 36.2, 37.16), "Kano": ("NG", 12.0, 8.52)}
SENTENCE = re.compile(r"(A bomb|Shelling) killed (\d+) people in (\w+) on (\d{4}-\d\d-\d\d)\.")
VERSION = "small-1"


def relevant(report: Report) -> bool:
    return "killed" in report.text


def read(report: Report) -> list[Statement]:
    if "unreadable to the reader" in report.text:
        raise RuntimeError("this reader stops at that")
    return [statement(report, found) for found in SENTENCE.finditer(report.text)]


def read_otherwise(report: Report) -> list[Statement]:
    """A newer version, which also learned that nobody was killed in Kano."""
    return [again(one) for one in read(report) if one.where.name != "Kano"]


def again(one: Statement) -> Statement:
    one.id += "b"
    one.reader = "small-2"
    return one


def statement(report: Report, found: re.Match[str]) -> Statement:
    what, killed, place, day = found.groups()
    quote = Quote(report.id, found.start(), found.end(), found.group())
    country, lat, lon = PLACES[place]
    figure = Figure(low=int(killed), high=int(killed), words=killed, quotes=[quote])
    return Statement(
        id=f"{report.id[:16]}-{found.start()}", report=report.id, type="bombing" if what == "A bomb" else "shelling",
        when=When(start=day, end=day, precision="day", said=day, basis="stated", quotes=[quote]),
        where=Where(
            name=place, said=place, lat=lat, lon=lon, precision="exact", country=country, place_id=place.lower(),
            quotes=[quote],
        ),
        counts={"killed": Count(low=int(killed), high=int(killed), best=int(killed), said=[figure])},
        quotes=[quote], reader=VERSION,
    )
