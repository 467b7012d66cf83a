"""Hangs remarks on the happenings they are about: claims, denials, accusations, damage, corrections, aims, speakers."""

from __future__ import annotations

from typing import Any

from tacitus import ontology
from tacitus.reader import details, owning, parties, sourcing, syntax
from tacitus.reader.claimants import Stance
from tacitus.reader.dating import is_old
from tacitus.reader.page import Page
from tacitus.reader.statements import Draft
from tacitus.record import Correction, Damage, Party, Purpose, Statement, Trace


def claims(page: Page, drafts: list[Draft]) -> None:
    """Hang each claim, denial and accusation on the happening that it is about."""
    for stance in sourcing.stances(page):
        for draft in _meant(page, drafts, stance):
            _add_claim(page, draft.statement, stance)
    for draft in drafts:
        for told in (*draft.happening.told, *draft.happening.denials):
            if told.verdict.status == "denied" and told.verdict.token is not None:
                denied = owning.denier(page, told.verdict.token, told.mention)
                if denied is not None:
                    _add_claim(page, draft.statement, denied)


def _meant(page: Page, drafts: list[Draft], stance: Stance) -> list[Draft]:
    """The happenings that a claim is about: one, or for "the attacks" every one of the news told before."""
    draft = _about(drafts, stance.sentence, stance.token, violent=True, denied=stance.object)
    if draft is None:
        return []
    if stance.plural:
        before = [
            d
            for d in drafts
            if ontology.load().types[d.statement.type].counts_as_violence
            and d.happening.first.mention.sentence <= stance.sentence
            and not is_old(page, d.statement.when)
            and d.statement.status == "reported"
        ]
        return before or [draft]
    return [draft]


def _add_claim(page: Page, statement: Statement, stance: Stance) -> None:
    claim = stance.claim
    if claim is not None:
        same = [c for c in statement.claims if (c.by, c.stance, c.against) == (claim.by, claim.stance, claim.against)]
        if same:
            return
        statement.claims.append(claim)
        statement.traces.append(Trace(field="claims", rule=f"sourcing.{claim.stance}"))
    if stance.claim is None or stance.claim.stance != "denies" or stance.status == "denied":
        _attacker_from(page, statement, stance)


def _attacker_from(page: Page, statement: Statement, stance: Stance) -> None:
    """The party that a claim, denial, accusation or suspicion names is an attacker of that status."""
    if "attacker" not in ontology.load().types[statement.type].roles:
        return
    if stance.against is not None:
        against = stance.against
        head = syntax.head_of(page.doc, against.start, against.end)
        phrase = parties.party(page, head, acting=True) if against.actor is None else None
        party = phrase or parties.from_actor(page, against)
    elif stance.claim is not None:
        claim = stance.claim
        party = Party(name=parties.tidy(claim.by), words=claim.by, actor=claim.actor, quotes=claim.quotes)
    else:
        return
    party.status = stance.status
    _with_status(statement.roles.setdefault("attacker", []), party)
    statement.traces.append(Trace(field="roles.attacker", rule=f"sourcing.{stance.status}"))


FIRMER = {"claimed": 4, "blamed": 3, "denied": 2, "suspected": 1, "stated": 0}
"""Which status stays where two are said of one party: its own claim first, then who accuses it, then its denial."""


def _with_status(found: list[Party], party: Party) -> None:
    """A claim or accusation is the firmer ground for an attacker that is also named in passing."""
    for known in found:
        same = known.actor == party.actor if known.actor and party.actor else parties.one_name(known.name, party.name)
        if same:
            if FIRMER[party.status] > FIRMER[known.status]:
                known.status = party.status
            known.quotes.extend(q for q in party.quotes if q not in known.quotes)
            return
    found.append(party)


def _about(
    drafts: list[Draft], sentence: int, token: Any, *, violent: bool = False, denied: frozenset[int] | None = None
) -> Draft | None:
    """The happening that a remark is about: one told in its sentence, nearest in the parse, else the last told before.

    denied: the tokens that say what is denied; what is told behind the denial and not in them is something else
    ("denied it, saying the rebels had shelled a barracks").
    """
    pool = [d for d in drafts if not violent or ontology.load().types[d.statement.type].counts_as_violence]
    here = [
        (syntax.path(token, t.mention.token), abs(token.i - t.mention.token.i), n)
        for n, d in enumerate(pool)
        for t in d.happening.told
        if t.mention.sentence == sentence and (denied is None or t.mention.token.i < token.i or t.mention.token.i in denied)
    ]
    if here:
        return pool[min(here)[2]]
    before = [
        (t.mention.sentence, -n, n)
        for n, d in enumerate(pool)
        for t in d.happening.told
        if t.mention.sentence < sentence
    ]
    if before:
        latest = max(b[0] for b in before)
        return pool[min(b[2] for b in before if b[0] == latest)]
    return pool[0] if pool else None


def small_fields(page: Page, drafts: list[Draft]) -> None:
    """Hang damage, corrections, aims and speakers on the happenings that they are about."""
    hedges: dict[str, str] = ontology.table("status")["hedges"]
    for found in [*details.damage(page), *details.corrections(page), *details.purposes(page, hedges)]:
        draft = _about(drafts, found.sentence, found.token, violent=not isinstance(found.value, Purpose))
        if draft is None:
            continue
        statement, value = draft.statement, found.value
        if isinstance(value, Damage):
            statement.damage.append(value)
        elif isinstance(value, Correction):
            statement.corrections.append(value)
        elif statement.purpose is None:
            statement.purpose = value
        statement.traces.append(
            Trace(field=type(value).__name__.lower(), rule=f"details.{type(value).__name__.lower()}")
        )
    for draft in drafts:
        said = sourcing.speaker(page, draft.happening.first.mention.token)
        if said is not None:
            draft.statement.speaker = said[0]
