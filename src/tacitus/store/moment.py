"""What a caller means by a point in the record's time: a cursor, a day, a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tacitus.errors import TacitusError


def moment(given: str, name: str, *, whole_day: bool = False) -> int | str:
    """A cursor, or a time in UTC as the record writes it. whole_day: a day alone means its end, not its beginning.

    Raises TacitusError E103 for anything else.
    """
    if given.isdecimal() and len(given) < 19:
        return int(given)
    try:
        time = datetime.fromisoformat(given)
        if whole_day and "T" not in given and " " not in given:
            time = datetime.combine(date.fromisoformat(given), time.time()) + timedelta(seconds=86399)
        utc = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        hint = "2026-11-22, 2026-11-22T14:00 or the number of a change"
        raise TacitusError("E103", f"{given!r} is no time", where=name, hint=hint) from None
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ" if whole_day else "%Y-%m-%dT%H:%M:%S")
