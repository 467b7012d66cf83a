"""Says what cannot be read off the words alone: what kind of victim, what became of a target, how sure it is who did it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tacitus.reader.learned import around, linear


def of_entity(told: around.Words, spans: Iterable[tuple[int, int]], kind: str) -> set[str]:
    """The features of one person, thing or group in an incident of a kind: what stands in and around its mentions."""
    return around.features(told, spans) | {f"k={kind}"}


def of_frame(told: around.Words, roles: Mapping[str, Iterable[tuple[int, int]]], kind: str) -> set[str]:
    """The features of a whole incident: what stands in and around the mentions of each role, and which roles are filled."""
    out = {f"k={kind}"}
    for role, spans in roles.items():
        found = around.features(told, spans)
        out.update(f"{role}:{name}" for name in found if name[:2] in ("m=", "h=", "l1", "r1"))
        out.update(name for name in found if name[:2] in ("s=", "p="))
        out.add(f"has {role}" if found else f"no {role}")
    return out


def say(model: str, features: set[str]) -> str | None:
    """What a model (by its name in train/slots.py) says of these features; None where the model was not made."""
    known = linear.load().get(model)
    return known.best(features)[0] if known is not None else None
