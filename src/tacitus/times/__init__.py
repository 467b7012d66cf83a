"""Calendar expressions of a report: where they stand, what they say, and which days they mean."""

from tacitus.times.conventions import PLAIN, coded, conventions, follow, followed, mark, sought, unsaid
from tacitus.times.dateline import dateline
from tacitus.times.find import find
from tacitus.times.mention import Dateline, Tense, TimeMention
from tacitus.times.resolve import month_first, resolve, weekday_conflict
from tacitus.times.stamps import published, stamps
from tacitus.times.timex import Timex, timexes

__all__ = [
    "PLAIN", "Dateline", "Tense", "TimeMention", "Timex", "coded", "conventions", "dateline", "find", "follow", "followed",
    "mark", "month_first", "published", "resolve", "sought", "stamps", "timexes", "unsaid", "weekday_conflict",
]  # fmt: skip
