"""The facts of a first report of a bombing with its background, told in other words, of other wars, in other orders."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from telling import made, quotes

from tacitus.record import Incident, plain
from tacitus.record.statement import COUNTED

REWORDINGS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "rewordings.toml").read_text(encoding="utf-8")
)
BOMB = ("bombing", "suicide-bombing")


@cache
def read(name: str) -> list[Incident]:
    return made(REWORDINGS[name]["text"].strip(), REWORDINGS[name]["published"])


def has(pattern: str, value: Any) -> bool:
    return bool(re.search(pattern, json.dumps(plain(value), ensure_ascii=False), re.IGNORECASE))


def party(incident: Incident, role: str, pattern: str) -> bool:
    return any(re.search(pattern, f"{p.name}|{p.words}|{p.actor}", re.IGNORECASE) for p in incident.roles.get(role, []))


def of(name: str, types: tuple[str, ...], place: str | None = None, **roles: str) -> list[Incident]:
    found = [i for i in read(name) if i.type in types]
    if place:
        found = [i for i in found if i.where.name and has(place, i.where)]
    for role, pattern in roles.items():
        found = [i for i in found if party(i, role, pattern)]
    return found


def attacks(name: str) -> list[Incident]:
    """The bombings in the city that the report leads with, without the older attack on checkpoints."""
    place = REWORDINGS[name]["main"]["place"]
    return [i for i in of(name, BOMB, place) if not party(i, "target", "checkpoint")]


def main(name: str) -> Incident:
    found = attacks(name)
    assert len(found) == 1, f"{len(found)} bombings instead of one"
    return found[0]


FACTS: dict[str, tuple[str, Callable[[str], Any]]] = {}
"""Name of a fact: the entry that a rewording must have to be asked for it, and the check."""


def fact(needs: str = "main") -> Callable[[Callable[[str], Any]], Callable[[str], Any]]:
    def add(check: Callable[[str], Any]) -> Callable[[str], Any]:
        FACTS[check.__name__] = (needs, check)
        return check

    return add


@fact()
def one(name: str) -> bool:
    """Two explosions of which one was no bomb are one bombing."""
    return len(attacks(name)) == 1


@fact()
def place(name: str) -> bool:
    """It lies in the right country, at the city."""
    where, (lat, lon) = main(name).where, REWORDINGS[name]["main"]["near"]
    return (
        where.country == REWORDINGS[name]["main"]["country"]
        and where.lat is not None
        and where.lon is not None
        and abs(where.lat - lat) < 0.25
        and abs(where.lon - lon) < 0.25
    )


@fact()
def day(name: str) -> bool:
    """Its day is the one said, or else the days up to publication, told as such."""
    when, published = main(name).when, date.fromisoformat(REWORDINGS[name]["published"])
    stated = REWORDINGS[name]["main"].get("day")
    if stated:
        return when.start == when.end == stated and when.basis == "relative"
    return (
        when.start is not None
        and (published - timedelta(days=3)).isoformat() <= when.start <= published.isoformat()
        and when.basis == "publication"
    )


@fact()
def killed(name: str) -> bool:
    """The dead: the lower bound is the figure, the upper one stays open."""
    count = main(name).counts["killed"]
    low, _ = REWORDINGS[name]["main"]["killed"]
    return count.low == low and count.high is None


@fact()
def weapon(name: str) -> bool:
    """The weapon is the vehicle that carried the explosives."""
    return party(main(name), "weapon", REWORDINGS[name]["main"]["weapon"])


@fact()
def target(name: str) -> bool:
    """The target is what the bomb went off beside."""
    return party(main(name), "target", REWORDINGS[name]["main"]["target"])


@fact()
def attacker(name: str) -> bool:
    """The attacker is the one who claims it, as claimed and not as stated."""
    return any(
        p.status == "claimed" and has(REWORDINGS[name]["main"]["claimant"], p)
        for p in main(name).roles.get("attacker", [])
    )


@fact("main.via")
def via(name: str) -> bool:
    """The claim came through a channel, which is not the claimant."""
    wanted = REWORDINGS[name]["main"]
    return any(
        c.stance == "claims"
        and has(wanted["claimant"], [c.by, c.actor])
        and c.via is not None
        and has(wanted["via"], c.via)
        for c in main(name).claims
    )


@fact()
def corrected(name: str) -> bool:
    """What was first taken for a second bomb, and what it was."""
    wanted = REWORDINGS[name]["main"]
    return any(has(wanted["was"], c.was) and has(wanted["now"], c.now) for c in main(name).corrections)


@fact()
def damage(name: str) -> bool:
    """The buildings that were destroyed are damage."""
    return any(has(REWORDINGS[name]["main"]["damage"], d.what) and d.effect == "destroyed" for d in main(name).damage)


@fact()
def trapped(name: str) -> bool:
    """People are trapped, and no number is made up for them."""
    return main(name).counts["trapped"].best is None


@fact()
def doubted(name: str) -> bool:
    """The compass word contradicts the map, and the record says so."""
    return has(REWORDINGS[name]["main"]["doubt"], main(name).doubts)


@fact()
def aimed(name: str) -> bool:
    """The aim is there, with the hedge that it was told with."""
    aim, wanted = main(name).purpose, REWORDINGS[name]["main"]
    return aim is not None and has(wanted["purpose"], aim.words) and has(wanted["hedge"], aim.certainty)


@fact("held")
def held(name: str) -> bool:
    """Who holds the city."""
    place, holder = REWORDINGS[name]["held"]
    return bool(of(name, ("territory-held",), place, holder=holder))


@fact("taken")
def taken(name: str) -> bool:
    """What was taken the year before: a year, no false day."""
    place, taker, year = REWORDINGS[name]["taken"]
    return any(
        (i.when.start or "")[:4] == year and i.when.precision == "year"
        for i in of(name, ("territory-taken",), place, taker=taker)
    )


@fact("suicide")
def suicide(name: str) -> bool:
    """The older suicide attack: its month, its target, its attacker."""
    month, target, attacker = REWORDINGS[name]["suicide"]
    return any(
        (i.when.start or "")[:7] == month and i.when.precision == "month"
        for i in of(name, ("suicide-bombing",), None, target=target, attacker=attacker)
    )


@fact("offensive")
def offensive(name: str) -> bool:
    """The offensive on a city, with both forces that lead it."""
    city, *forces = REWORDINGS[name]["offensive"]
    return any(
        all(party(i, "attacker", force) for force in forces) for i in of(name, ("offensive", "armed-clash"), city)
    )


@fact("base")
def base(name: str) -> bool:
    """The base that was taken, by whom, in which country."""
    place, taker, country = REWORDINGS[name]["base"]
    return any(i.where.country == country for i in of(name, ("territory-taken",), place, taker=taker))


@fact("troops")
def troops(name: str) -> bool:
    """Soldiers sent are troops and never casualties."""
    number = REWORDINGS[name]["troops"]
    sent = [i.counts["troops"] for i in of(name, ("deployment",)) if "troops" in i.counts]
    hurt = [i.counts[w] for i in read(name) for w in ("killed", "wounded") if w in i.counts]
    return any(number in (c.low, c.best) for c in sent) and all(number not in (c.low, c.best, c.high) for c in hurt)


@fact("encircled")
def encircled(name: str) -> bool:
    """The town that is cut off."""
    return bool(of(name, ("encirclement", "siege", "offensive"), REWORDINGS[name]["encircled"]))


@fact()
def raids(name: str) -> bool:
    """Air raids that are still to come are no incident."""
    return not any(i.type == "air-strike" and i.status in COUNTED for i in read(name))


@fact()
def country(name: str) -> bool:
    """Nothing lies outside the country of the war."""
    return all(i.where.country in (None, REWORDINGS[name]["main"]["country"]) for i in read(name))


@fact()
def exact(name: str) -> bool:
    """Every quote is the text at its place."""
    text = REWORDINGS[name]["text"].strip()
    found = list(quotes(plain(read(name))))
    return bool(found) and all(text[q["start"] : q["end"]] == q["words"] for q in found)


def _asked(name: str, needs: str) -> bool:
    table: Any = REWORDINGS[name]
    for part in needs.split("."):
        table = table.get(part, {})
    return bool(table)


def _holds(name: str, key: str) -> bool:
    try:
        return FACTS[key][1](name)
    except (KeyError, AssertionError, IndexError):
        return False


ASKED = [(name, key) for name in REWORDINGS for key, (needs, _) in FACTS.items() if _asked(name, needs)]


@pytest.mark.parametrize(("name", "key"), [case for case in ASKED if case[1] not in REWORDINGS[case[0]]["short"]])
def test_a_reworded_report_keeps_its_facts(name: str, key: str) -> None:
    assert _holds(name, key), FACTS[key][1].__doc__


@pytest.mark.parametrize("name", list(REWORDINGS))
def test_the_list_of_what_is_not_told_yet_only_gets_shorter(name: str) -> None:
    told = [key for key in REWORDINGS[name]["short"] if _holds(name, key)]
    assert not told, f"told by now: take {told} out of `short` in rewordings.toml"
