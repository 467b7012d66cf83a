"""Who is told in which role by all statements of an incident, and where those tellings clash."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, permutations
from pathlib import Path
from typing import TypeVar

import msgspec

from tacitus.merge.facts import AGENTS
from tacitus.merge.takenback import TELLING
from tacitus.merge.words import capitals, described, proper, same_name
from tacitus.record import Claim, Damage, Doubt, Party, Quote, Statement

S = TypeVar("S", bound=msgspec.Struct)


@cache
def sides() -> dict[str, list[str]]:
    """Kinds of actors by the side of a war with a state that they are on (disputes.toml)."""
    with (Path(__file__).parent / "disputes.toml").open("rb") as file:
        return dict(tomllib.load(file)["sides"])


def roles(statements: Sequence[Statement]) -> dict[str, list[Party]]:
    """Every party by role: one entry for each who (by actor, or by alike name) and status, with all quotes.

    One group that claims and another that is blamed both stand, and so does one group that claims in one
    report and is blamed in another.
    """
    found: dict[str, list[Party]] = {}
    for statement in statements:
        for role, parties in statement.roles.items():
            before = list(found.get(role, []))
            for party in parties:
                _add(found.setdefault(role, []), party, before)
    return {role: found[role] for role in sorted(found)}


def same_party(a: Party, b: Party) -> bool:
    """Whether two entries mean one party: the same listed actor, or alike names where either is not listed."""
    if a.actor and b.actor:
        return a.actor == b.actor
    return same_name(a.name, b.name)


def _add(kept: list[Party], party: Party, before: Sequence[Party]) -> None:
    """Puts a party among those of its role; with one that `before`, from other reports, tells in more or fewer words."""
    for n, other in enumerate(kept):
        if other.status != party.status:
            continue
        if same_party(other, party):
            best = other if other.actor or not party.actor else party
        elif other in before and _one_in_brief(other, party):
            best = max(other, party, key=lambda one: (one.actor is not None, len(described(one.name))))
        else:
            continue
        quotes = together(other.quotes, party.quotes)
        kept[n] = msgspec.structs.replace(best, kind=other.kind or party.kind, quotes=quotes)
        return
    kept.append(party)


def _one_in_brief(a: Party, b: Party) -> bool:
    """Whether one report's name is the other's in fewer words: "a bus", "a bus of pilgrims". Names proper are not cut.

    Numbers that both give must be the same, and so must listed actors.
    """
    if a.actor and b.actor or any(capitals(one.name) for one in (a, b) if not one.actor):
        return False
    numbers = [set(re.findall(r"\d+", one.name)) for one in (a, b)]
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    one, other = described(a.name), described(b.name)
    return bool(one and other) and (one <= other or other <= one)


def together(a: Iterable[Quote], b: Iterable[Quote]) -> list[Quote]:
    """Both lists of quotes, each quote once, in this order."""
    return list(dict.fromkeys([*a, *b]))


def claims(statements: Sequence[Statement]) -> list[Claim]:
    """Every claim, denial and accusation, each once, with the channel where any report names it."""
    kept: list[Claim] = []
    for claim in (claim for statement in statements for claim in statement.claims):
        for n, other in enumerate(kept):
            if _same_claim(claim, other):
                kept[n] = msgspec.structs.replace(
                    other, via=other.via or claim.via, actor=other.actor or claim.actor,
                    quotes=together(other.quotes, claim.quotes),
                )
                break
        else:
            kept.append(claim)
    return kept


def _same_claim(a: Claim, b: Claim) -> bool:
    who = a.actor == b.actor if a.actor and b.actor else same_name(a.by, b.by)
    via = not a.via or not b.via or same_name(a.via, b.via)
    against = same_name(a.against or "", b.against or "")
    return who and via and against and a.stance == b.stance


def damage(statements: Sequence[Statement]) -> list[Damage]:
    """Everything hit, once for each thing and effect."""
    kept: list[Damage] = []
    for item in (item for statement in statements for item in statement.damage):
        for n, other in enumerate(kept):
            if other.effect == item.effect and same_name(other.what, item.what):
                kept[n] = msgspec.structs.replace(other, quotes=together(other.quotes, item.quotes))
                break
        else:
            kept.append(item)
    return kept


class _Clash(msgspec.Struct, frozen=True):
    """A doubt and the two parties that it is between."""

    between: tuple[str, str]
    doubt: Doubt


def clashes(statements: Sequence[Statement], back: Collection[str] = ()) -> list[Doubt]:
    """Doubts that only show when statements stand side by side: who did it, and whether it happened.

    What both the claims and the roles show is said once, by the claims, which also tell who blames. back: ids of statements
    that their own source took back.
    """
    accused = list(_accused(statements))
    acting = [one for one in _whose(statements) if not any(_same_clash(one, other) for other in accused)]
    return distinct([*(one.doubt for one in (*acting, *accused)), *_denied(statements, back)])


def _same_clash(a: _Clash, b: _Clash) -> bool:
    between = permutations(b.between)
    alike = any(same_name(x, a.between[0]) and same_name(y, a.between[1]) for x, y in between)
    return a.doubt.kind == b.doubt.kind and alike


def _whose(statements: Sequence[Statement]) -> Iterator[_Clash]:
    """One party claims the act, another is blamed for it; or one that is blamed denies it."""
    told = roles(statements)
    acting = [party for role in AGENTS for party in told.get(role, [])]
    claimed = [party for party in acting if party.status == "claimed"]
    accused = [party for party in acting if party.status in ("blamed", "suspected", "stated")]
    denying = [party for party in acting if party.status == "denied"]
    for one in claimed:
        for other in accused:
            if _rivals(one, other):
                why = f"{one.name} claims it, {other.name} is {_held(other)}"
                yield _clash("claims", "roles.attacker", why, one, other)
    for one in denying:
        for other in accused:
            if same_party(one, other):
                yield _clash("denial", "roles.attacker", f"{other.name} is {_held(other)} and denies it", other, one)
    for one, other in combinations(claimed, 2):
        if _rivals(one, other):
            yield _clash("claims", "roles.attacker", f"{one.name} and {other.name} each claim it", one, other)


def _clash(kind: str, field: str, why: str, a: Party, b: Party) -> _Clash:
    return _Clash((a.name, b.name), _doubt(kind, field, why, a.quotes, b.quotes))


def _known(party: Party) -> bool:
    """Whether it is somebody by name: a listed actor, or a proper name, not "two gunmen"."""
    return party.actor is not None or bool(proper(f"by {party.name}"))


def _rivals(a: Party, b: Party) -> bool:
    """Whether not both can have done it. Gunmen whom nobody names may be anybody's, but one blamed who is told only by kind
    ("government forces") is not the armed group that claims it."""
    if _known(a) and _known(b):
        return not _may_be_one(a, b)
    one, other = _side(a), _side(b)
    return None not in (one, other) and one != other and "stated" not in (a.status, b.status)


def _side(party: Party) -> str | None:
    """Which side of a war with a state its kind is on; None where that is not sure (a militia may be on either)."""
    return next((side for side, kinds in sides().items() if party.kind in kinds), None)


def _may_be_one(a: Party, b: Party) -> bool:
    """Whether two entries may mean one: the same party, or a name within the other ("the Front's fighters")."""
    if a.actor and b.actor:
        return a.actor == b.actor
    one, other = described(a.name), described(b.name)
    return same_name(a.name, b.name) or bool(one & other)


def _accused(statements: Sequence[Statement]) -> Iterator[_Clash]:
    """What claims alone show: one claims the act and somebody blames another, or who is blamed denies it; also where one denies
    it while somebody else blames a third, and where two people blame two."""
    told = claims(statements)
    kinds = {party.name: party.kind for s in statements for role in AGENTS for party in s.roles.get(role, [])}
    blaming = [one for one in told if one.stance == "blames" and one.against]
    for one in (one for one in told if one.stance != "blames"):
        doer = Party(name=one.by, words=one.by, actor=one.actor, kind=kinds.get(one.by), quotes=one.quotes, status="claimed")
        for other in blaming:
            blamed = _against(other, kinds)
            apart = not _may_be_one(doer, blamed)
            if not _known(doer):
                continue
            if one.stance == "claims" and _rivals(doer, blamed):
                yield _clash("claims", "claims", f"{doer.name} claims it, {blamed.name} is blamed by {other.by}", doer, blamed)
            elif one.stance == "denies" and not apart:
                yield _clash("denial", "claims", f"{blamed.name} is blamed by {other.by} and denies it", blamed, doer)
            elif one.stance == "denies" and not same_name(one.by, other.by):
                yield _clash("denial", "claims", f"{doer.name} denies it, {blamed.name} is blamed by {other.by}", doer, blamed)
    for one, other in combinations(blaming, 2):
        a, b = (_against(each, kinds) for each in (one, other))
        if not same_name(one.by, other.by) and _rivals(a, b):
            yield _clash("claims", "claims", f"{a.name} is blamed by {one.by}, {b.name} by {other.by}", a, b)


def _against(claim: Claim, kinds: Mapping[str, str | None]) -> Party:
    """Whom a claim blames; of what kind they are the roles tell, where they name them."""
    name = claim.against or ""
    return Party(name=name, words="", kind=kinds.get(name), status="blamed", quotes=claim.quotes)


def _held(party: Party) -> str:
    return {"blamed": "blamed", "suspected": "suspected"}.get(party.status, "named as the attacker")


def _denied(statements: Sequence[Statement], back: Collection[str]) -> list[Doubt]:
    """Some tell that it happened, some deny it, or told it once and took it back."""
    against = [statement for statement in statements if statement.status == "denied"]
    told = [statement for statement in statements if statement.status in TELLING]
    if not against or not told:
        return []
    why = f"{len(told)} of {len(told) + len(against)} reports tell it, the others give a denial"
    if back:
        standing = sum(one.id not in back for one in told)
        why = f"{len(back)} of {len(told)} reports that told it were taken back by their own source, {standing} stand"
    return [_doubt("denial", "status", why, told[0].quotes, against[0].quotes)]


def _doubt(kind: str, field: str, why: str, a: list[Quote], b: list[Quote]) -> Doubt:
    return Doubt(kind=kind, field=field, why=why, quotes=together(a[:1], b[:1]))


def distinct(items: Iterable[S]) -> list[S]:
    """Each value once, in this order. Values that differ only in their quotes become one with all quotes."""
    kept: dict[bytes, S] = {}
    for item in items:
        key = msgspec.json.encode(msgspec.structs.replace(item, quotes=[]))
        if key in kept:
            kept[key] = msgspec.structs.replace(item, quotes=together(kept[key].quotes, item.quotes))  # type: ignore[attr-defined]
        else:
            kept[key] = item
    return list(kept.values())

