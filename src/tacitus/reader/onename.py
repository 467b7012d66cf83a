"""Makes one party of the several wordings by which a report names one doer, once all that is said of it is known."""

from __future__ import annotations

import re

from tacitus.reader import claimants
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page
from tacitus.record import Party, Statement, Trace

FORCES = frozenset({"state", "military", "police", "intelligence"})
"""Kinds that one state has."""
REBEL = claimants.GROUPS | {"unknown"}
FILLERS = listed("onename", "fillers")
"""Words beside a generic noun that tell it from no other: how many, how armed, of what faith in arms."""
BARE = listed("onename", "bare")
"""Nouns of a state's people by which a report goes on about those whom it has named."""
NOT_SURE = frozenset({"denied", "suspected", "blamed"})
TWO_SIDED = frozenset({"armed-clash", "riot", "mob-violence", "protest"})


def fold(page: Page, statement: Statement) -> None:
    """Join the attackers that are one, and write out the names that the report explains. Quotes are kept."""
    for found in statement.roles.values():
        for party in found:
            _write_out(page, party)
    doers = statement.roles.get("attacker", [])
    if len(doers) < 2 or statement.type in TWO_SIDED:
        return
    for party in doers:
        party.kind = party.kind or next((a.kind for a in page.actors if a.actor and a.actor == party.actor), None)
    kept = list(doers)
    for party in doers:
        fuller = next((other for other in kept if other is not party and _means(party, other, kept)), None)
        if fuller is not None:
            kept.remove(party)
            fuller.quotes.extend(q for q in party.quotes if q not in fuller.quotes)
            statement.traces.append(Trace(field="roles.attacker", rule="roles.one-name"))
    statement.roles["attacker"] = kept


def _means(party: Party, other: Party, kept: list[Party]) -> bool:
    """Whether a party is only another word for the other one."""
    if other.status in NOT_SURE or party.status == "denied":
        return False
    if _generic(party, words("armed") - words("security")):
        groups = [p for p in kept if p is not party and p.kind in claimants.GROUPS and not _generic(p, words("armed"))]
        return party.kind in {None, *REBEL} and len(groups) == 1 and groups[0] is other
    if party.actor is None and _generic(party, BARE):
        own = [p for p in kept if p is not party and p.kind in FORCES and not _generic(p, BARE)]
        return len(own) == 1 and own[0] is other
    return False


def _generic(party: Party, nouns: frozenset[str]) -> bool:
    """Whether a name is no more than such a noun with words of number or sort on it ("several armed men")."""
    if party.actor is not None:
        return False
    said = [w for w in re.findall(r"[\w-]+", party.name.lower()) if w not in FILLERS and not w.isdigit()]
    return len(said) == 1 and bool({said[0], said[0].removesuffix("s"), said[0].replace("men", "man")} & nouns)


def _write_out(page: Page, party: Party) -> None:
    """ "ELN" where the report says "National Liberation Army (ELN)": the name that it explains."""
    short = party.name
    if not (2 <= len(short) <= 8 and short.isupper() and short.isalnum()):
        return
    for named in page.actors:
        end = page.text.find(short, named.end, named.end + len(short) + 2)
        if named.actor != party.actor or end < 0 or page.text[named.end : end].strip() not in ("(", "["):
            continue
        if " " in named.words and page.text[end + len(short) : end + len(short) + 1] in (")", "]"):
            quote = page.quote(named.start, end + len(short) + 1)
            party.name = quote.words
            party.quotes = [*party.quotes, quote]
            return
