"""The resolution rules of a record: which are in force, what comes of others, and what compares them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike

from tacitus.ingest.gather import now
from tacitus.merge.history import Why, changed, revised
from tacitus.merge.people import bearing, bonds
from tacitus.merge.resolve import derive
from tacitus.merge.rules import Rules, default, load, named
from tacitus.merge.sensitivity import Compared, Comparison, beside, compare
from tacitus.record import Incident, decode, encode
from tacitus.review import standing
from tacitus.store import Batch, Query, Store, audit

AT_ONCE = 200
"""Incidents that share a transaction when rules change: some tens of milliseconds for which other writers wait."""
Given = str | PathLike[str] | Rules


def in_force(store: Store) -> Rules:
    """The rules by which the record's values are drawn."""
    kept = store.rules()
    return default() if kept is None else decode(kept[0], Rules)


def settle(store: Store, given: Given, *, user: str = "local") -> int:
    """As `use`, but does nothing where these rules are in force and every incident was drawn by them."""
    kept = store.rules()
    return 0 if in_force(store) == load(given) and (kept is None or kept[1]) else use(store, given, user=user)


def use(store: Store, given: Given | None, *, user: str = "local") -> int:
    """Puts other rules in force and draws every incident anew; returns how many changed.

    user: who did, for the log.

    Each change is an ordinary revision whose cause names the rules. After an interruption the same call goes on.
    Raises TacitusError E102 or E104 for rules that cannot be used.
    """
    rules, at = load(given), now()
    body = encode(rules).decode()
    with store.writing():
        store.keep_rules(rules.name, body, at=at, done=False)
        audit.note(store, user, "rules put in force", rules.name, at=at)
    moved, ids = 0, [incident.id for incident in store.incidents()]
    for start in range(0, len(ids), AT_ONCE):
        with store.writing():
            some = [incident for each in ids[start : start + AT_ONCE] if (incident := _redrawn(store, each, rules, at))]
            store.save(Batch(at=at, incidents=some))
        moved += len(some)
    store.keep_rules(rules.name, body, at=now(), done=True)
    return moved


def _redrawn(store: Store, identity: str, rules: Rules, at: str) -> Incident | None:
    """The incident by these rules with one more revision; None where nothing about it changes."""
    was = store.incident(identity)
    statements = store.statements_of(was.id)
    if was.id != identity or not statements:  # merged or withdrawn by another process meanwhile
        return None
    reports = store.reports(one.report for one in statements)
    held = standing(store, reports)
    decisions = bearing(held, bonds(held).overruled, was.statements)
    drawn = derive(was.id, statements, reports, rules, decisions)
    if not changed(was, drawn):
        return None
    return revised(was, drawn, at=at, why=Why(f"drawn by the rules {rules.name!r}"))


def rules_compare(
    store: Store, query: Query | None = None, sets: Sequence[Given] | None = None, *, everything: bool = False
) -> Comparison:
    """The same incidents under every set of rules side by side; nothing in the record changes.

    sets: names, files or `Rules`, of which the first is what the others are held against; by default those in force
    and then all that come with the install. everything: keep incidents that no rule moves, too. Raises TacitusError
    E102 or E104 for rules, and E102 or E103 for filters, that cannot be used.
    """
    asked = list(dict.fromkeys([in_force(store), *named().values()] if sets is None else map(load, sets)))
    return compare(_side_by_side(store, query, asked), asked, everything=everything)


def _side_by_side(store: Store, query: Query | None, sets: Sequence[Rules]) -> Iterator[Compared]:
    for incident in store.incidents(query):
        statements = store.statements_of(incident.id)
        if statements:
            yield beside(incident.id, statements, store.reports(one.report for one in statements), sets)
