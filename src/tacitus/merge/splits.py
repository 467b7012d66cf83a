"""Splits a toll by who the victims were, where the words say so: civilians, children, the attackers, those attacked."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tacitus.merge.voices import Voice
from tacitus.merge.words import described
from tacitus.record import Count, Figure

SPLIT = ("killed", "wounded")
"""Counts that are split."""
SIDES = {"attackers": ("attacker", "besieger", "taker"), "attacked": ("target", "besieged", "victim")}
"""The parties of a happening by side. Clashes tell of "force" on either side, which says nothing of which was meant."""


def parted(what: str, told: Sequence[Voice]) -> dict[str, list[Voice]]:
    """The voices on each part of a count, by names such as "killed_civilian" or "killed_attackers", sorted."""
    if what not in SPLIT:
        return {}
    found: dict[str, list[Voice]] = {}
    for voice in told:
        kinds: dict[str, list[Figure]] = {}
        for figure in voice.count.said:
            if figure.cumulative or (figure.low, figure.high) == (None, None):
                continue
            for kind in (figure.of, _side(figure, voice)):
                if kind:
                    kinds.setdefault(kind, []).append(figure)
        for kind, figures in kinds.items():
            first = figures[0]
            best = first.low if first.low == first.high else None
            count = Count(low=first.low, high=first.high, best=best, unit=voice.count.unit, rule="lead", said=figures)
            order = (*voice.order[:2], first.low or 0, first.high or 0, voice.order[4])
            found.setdefault(f"{what}_{kind}", []).append(msgspec.structs.replace(voice, order=order, count=count))
    return {name: sorted(found[name], key=lambda one: one.order) for name in sorted(found)}


def _side(figure: Figure, voice: Voice) -> str | None:
    """The side whose name the figure's words hold; None where they hold none, or both."""
    said = described(figure.words)
    sides = [
        side for side, roles in SIDES.items()
        if any(
            _names(party.name) and _names(party.name) <= said
            for role in roles for party in voice.statement.roles.get(role, [])
            if party.status != "denied" and (side == "attackers" or party.actor)
        )
    ]
    return sides[0] if len(sides) == 1 else None


def _names(name: str) -> frozenset[str]:
    return frozenset(word for word in described(name) if not word.isdecimal())
