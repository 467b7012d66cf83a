"""The names of what the model of events can say, in the order of its outputs."""

from __future__ import annotations

TYPES = (
    "bombing", "suicide-bombing", "landmine", "shelling", "air-strike", "drone-strike", "chemical-attack",
    "armed-clash", "armed-assault", "massacre", "assassination", "execution", "kidnapping", "hostage-taking", "siege",
    "arson", "looting", "sexual-violence", "torture", "stabbing", "vehicle-ramming", "mob-violence", "riot",
    "excessive-force", "other-violence", "offensive", "territory-taken", "territory-lost", "withdrawal", "deployment",
    "protest", "arrest", "ceasefire", "agreement", "weapons-seized", "prisoner-exchange", "displacement", "aid-blocked",
)  # fmt: skip
"""Types of event, by their names in ontology/types.toml; the first output stands for "no event"."""

STATUSES = ("reported", "alleged", "denied", "foiled", "planned", "threatened", "hypothetical", "negated")

PARTS = ("attacker", "target", "victim", "weapon", "place", "claimant", "blamed", "denier")
"""Who or what a phrase is in an event."""

FURTHEST = 96
"""Tokens between an event's word and a phrase beyond which all distances count alike."""
