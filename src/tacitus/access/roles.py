"""The roles, each of which may do what those before it may."""

from __future__ import annotations

ROLES = {
    "viewer": "looks, searches and exports",
    "reviewer": "also decides, and keeps searches",
    "admin": "also adds reports, and has other addresses told of changes",
}
"""Each role and what it does, from the least to the most."""
_ORDER = {name: n for n, name in enumerate(ROLES)}


def may(role: str, needed: str) -> bool:
    """Whether a role may do what needs another; a role that there is not may do nothing."""
    return role in _ORDER and _ORDER[role] >= _ORDER[needed]
