"""The measure of much told happenings: its reports do tell of one, and its lines are of real linking."""

from __future__ import annotations

import much_told


def test_most_of_the_reports_come_to_one_incident_and_each_more_is_timed() -> None:
    line = much_told.measured(20)
    assert line["reports"] == 20
    assert line["largest incident"] > 15
    assert line["first, ms"] > 0 < line["next, ms"]
