"""How well an incident is borne out: Airwars' grade and the Admiralty code, from who tells it and how many of them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

from tacitus.merge.facts import AGENTS
from tacitus.merge.independent import UNRELIABLE, reliability
from tacitus.merge.parties import same_party
from tacitus.merge.takenback import TELLING
from tacitus.merge.voices import by, culprits
from tacitus.record import Doubt, Party, Report, Statement

CONFIRMED, SEVERAL = 3, 2
"""Independent sources that make a thing confirmed (Admiralty 1), and that make it more than one account."""
_LETTERS = "ABCFDE"


@cache
def schemes() -> dict[str, dict[str, str]]:
    """What each grade means: tables "airwars", "reliability" and "credibility"."""
    with (Path(__file__).parent / "grades.toml").open("rb") as file:
        return tomllib.load(file)


def grades(
    told: Sequence[Statement],
    sources: Mapping[str, str],
    reports: Mapping[str, Report],
    roles: Mapping[str, Sequence[Party]],
    doubts: Sequence[Doubt],
    back: Collection[str] = (),
) -> tuple[str | None, str]:
    """Airwars' grade (None for what has not come to pass) and the Admiralty code, such as "fair" and "B2".

    sources: report id to the id of its source, see `independent.sources`. roles, doubts: of the whole incident. back:
    ids of what its own source took back, which bears nothing out.
    """
    telling = [one for one in told if one.status in TELLING and one.id not in back]
    who = {sources[one.report] for one in telling}
    credible = {sources[one.report] for one in telling if reliability(reports.get(one.report)) < UNRELIABLE}
    best = min((reliability(reports.get(one.report)) for one in told), default=_LETTERS.index("F"))
    denied = any(one.status == "denied" for one in told)
    code = _LETTERS[best] + _credibility(telling, denied, len(who), _LETTERS[best])
    if not telling:
        return ("discounted" if denied else None), code
    if any(doubt.kind in ("claims", "denial") for doubt in doubts):
        return "contested", code
    if _accepted(telling, roles):
        return "confirmed", code
    return ("fair" if len(credible) >= SEVERAL else "weak"), code


def _credibility(telling: Sequence[Statement], denied: bool, who: int, letter: str) -> str:
    if not telling:
        return "5" if denied else "6"
    if denied and who < SEVERAL:
        return "5"
    doers = culprits(telling)
    if all(one.status != "reported" or by(one.speaker, doers) for one in telling):
        return "4"
    if who >= SEVERAL:
        return "1" if who >= CONFIRMED and not denied else "2"
    return "6" if letter == "F" else "3"


def _accepted(telling: Sequence[Statement], roles: Mapping[str, Sequence[Party]]) -> bool:
    """Whether one party alone claims it, and somebody else tells that it happened."""
    acting = [party for role in AGENTS for party in roles.get(role, [])]
    claiming = [party for party in acting if party.status == "claimed"]
    told = any(one.status == "reported" and not by(one.speaker, culprits(telling)) for one in telling)
    return told and bool(claiming) and all(same_party(claiming[0], other) for other in claiming[1:])
