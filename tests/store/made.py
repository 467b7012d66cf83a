"""Hand-made reports, statements and incidents for the tests of the store."""

from tacitus.record import (
    Claim,
    Count,
    Figure,
    Incident,
    Party,
    Published,
    Quote,
    Report,
    Revision,
    Statement,
    When,
    Where,
)
from tacitus.store import Batch, Kept

AT = "2026-01-01T00:00:00Z"


def report(text, **more):
    more = {"raw_sha256": Report.identify("raw " + text), "publisher": "Daily", **more}
    return Report(id=Report.identify(text), text=text, published=Published("2016-07-27", "given"), **more)


def statement(of, name="s", **more):
    quote = Quote(of.id, 0, 4, of.text[:4])
    more = {"type": "bombing", "quotes": [quote], "reader": "one", **more}
    return Statement(id=f"{of.id[:12]}-{name}", report=of.id, **more)


def when(start, end=None, precision="day"):
    return When(start=start, end=end or start, precision=precision, basis="stated")


def where(name="Mosul", country="IQ", lat=36.34, lon=43.13, **more):
    return Where(name=name, said=name, country=country, lat=lat, lon=lon, precision="exact", **more)


def killed(low, high=None, best=None):
    figure = Figure(low=low, high=high, words=f"{low} or so")
    return {"killed": Count(low=low, high=high, best=best, said=[figure])}


def incident(key, statements, n=1, cause="first told", at=AT, before=(), **more):
    more = {"type": "bombing", **more}
    return Incident(
        id=key, statements=[one.id for one in statements], reports=sorted({one.report for one in statements}),
        quotes=[quote for one in statements for quote in one.quotes], revision=n,
        history=[*before, Revision(n=n, at=at, cause=cause)], **more,
    )


def kept(of, *statements, reader="one", outcome="read"):
    return Kept(report=of, raw=("raw " + of.text).encode(), outcome=outcome, reader=reader, statements=list(statements))


def batch(*some, incidents=(), **more):
    return Batch(at=more.pop("at", AT), kept=list(some), incidents=list(incidents), **more)


def attacker(name, actor=None):
    return {"attacker": [Party(name=name, words=name, actor=actor)]}


def claim(by, actor=None):
    return [Claim(by=by, actor=actor)]


def more_of(more):
    return {key: value for key, value in more.items() if key in ("type", "when", "where")}


def happened(record, key, text=None, **more):
    """Saves one incident of one report of its own."""
    of = report(text or f"Text of {key}.", **more.pop("report", {}))
    one = statement(of, **{"type": "bombing", "when": When(), "where": Where(), **more_of(more)})
    record.save(batch(kept(of, one), incidents=[incident(key, [one], **more)]))
    return of, one
