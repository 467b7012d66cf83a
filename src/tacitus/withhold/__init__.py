"""Withholding: masks the names of private persons in reports, statements and incidents, before anybody is shown them.

    if veil := withhold.veil(record): incident = veil.incident(incident)
"""

from tacitus.withhold.searching import catch_up, may_be_private
from tacitus.withhold.setting import on, switch, veil
from tacitus.withhold.shown import Shown
from tacitus.withhold.veil import MASK, WITHHELD, Veil

__all__ = ["MASK", "WITHHELD", "Shown", "Veil", "catch_up", "may_be_private", "on", "switch", "veil"]
