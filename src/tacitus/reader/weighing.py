"""Weighs what the rules found in a report against what the learned reader sees in it, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tacitus import ontology
from tacitus.places import Located
from tacitus.reader import halves, parties, syntax, together
from tacitus.reader.learned import thresholds
from tacitus.reader.lexicon import words
from tacitus.reader.page import Page
from tacitus.reader.status import Verdict
from tacitus.record import Party, Statement, Trace

if TYPE_CHECKING:  # grouping asks this module, and this one speaks of its happenings
    from tacitus.reader.grouping import Happening, Told
    from tacitus.reader.mentions import Mention

DOING = ("attacker", "taker", "force", "detainer")
DONE_TO = ("victim", "target", "besieged", "detained", "former_holder")
MEANS = ("weapon", "instrument")
MOST = 2000
"""Comparisons for one happening; only debris without sentences asks for more."""
NEAR = 1
"""Sentences on either side of one that names a happening in which its parties are looked for."""


def parts(page: Page, happening: Happening, phrase: tuple[int, int]) -> dict[str, float]:
    """The best chance that a phrase has for each part in a happening, over the words that name it near by."""
    best: dict[str, float] = {}
    if page.sight is None:
        return best
    at = page.sentence(phrase[0])
    for told in happening.told:
        if abs(told.mention.sentence - at) <= NEAR:
            for part, p in page.sight.parts(_words(told), phrase).items():
                best[part] = max(best.get(part, 0.0), p)
    return best


def _words(told: Told) -> tuple[int, int]:
    token = told.mention.token
    return token.idx, token.idx + len(token)


def revise(page: Page, statement: Statement, happening: Happening) -> None:
    """Fill the parts that the rules left empty with the phrases that the learned reader is sure of."""
    if page.sight is None:
        return
    allowed = ontology.load().types[statement.type].roles
    phrases = _phrases(page, happening)
    for part, roles, acting in (("attacker", DOING, True), ("target", DONE_TO, False), ("weapon", MEANS, False)):
        role = next((r for r in roles if r in allowed), None)
        if role is not None and not any(statement.roles.get(r) for r in roles):
            _add(page, statement, happening, phrases, part=part, role=role, acting=acting)


def _chance(seen: dict[str, float], part: str) -> float:
    """The chance of a part; who is only blamed still is a doer, and who is hurt still is aimed at."""
    other = {"attacker": "blamed", "target": "victim"}.get(part)
    return max(seen.get(part, 0.0), seen.get(other, 0.0) if other else 0.0)


def _phrases(page: Page, happening: Happening) -> list[Any]:
    """The heads of the noun phrases in the sentences that name a happening."""
    told = {t.mention.sentence for t in happening.told}
    named = {t.mention.token.i for t in happening.told}
    near = sorted({n for s in told for n in range(s - NEAR, s + NEAR + 1) if 0 <= n < len(page.sentences)})
    heads = [head for n in near for head in page.phrases.get(n, ())]
    return [h for h in heads if h.i not in named and h.pos_ in ("NOUN", "PROPN")]


def _add(
    page: Page, statement: Statement, happening: Happening, phrases: list[Any], *, part: str, role: str, acting: bool
) -> None:
    """Add the phrase, or the phrases, that the learned reader is surest of."""
    least = thresholds.value(part, "add")
    taken = {(q.start, q.end) for found in statement.roles.values() for p in found for q in p.quotes}
    found: list[tuple[float, Party]] = []
    for head in phrases:
        start, end = head.idx, head.idx + len(head)
        if any(s < end and start < e for s, e in taken) or head.ent_type_ in ("DATE", "TIME"):
            continue
        chance = _chance(parts(page, happening, (start, end)), part)
        if chance < least or part != "weapon" and head.lemma_.lower() in words("explosive"):
            continue
        party = parties.party(page, head, acting=acting)
        if party is not None and not (not acting and _only_place(page, head)):
            found.append((chance, party))
    for chance, party in sorted(found, key=lambda f: -f[0])[:3]:
        parties.put(statement.roles.setdefault(role, []), party)
        statement.traces.append(_trace(page, f"roles.{role}", "add", chance))


def _only_place(page: Page, head: Any) -> bool:
    return head.pos_ == "PROPN" and bool(page.places_in(*syntax.phrase(head))) and not page.actors_in(*syntax.phrase(head))


def _trace(page: Page, field: str, rule: str, chance: float) -> Trace:
    assert page.sight is not None
    return Trace(field=field, rule=f"{page.sight.name}.{rule}", confidence=round(chance, 3))


def same(page: Page, happening: Happening, item: Told) -> float:
    """What the learned reader says for (above 0) or against (below 0) a mention naming a happening, in the rules' measure."""
    weight = thresholds.value("same", "weight")
    if page.sight is None or weight == 0.0:
        return 0.0
    said = [page.sight.same(_words(t), _words(item)) for t in happening.told]
    known = [p for p in said if p is not None]
    return weight * 2 * (sum(known) / len(known) - 0.5) if known else 0.0


def settled(page: Page, happening: Happening, kind: str, rule: str) -> tuple[str, str, float | None]:
    """The type of a happening, what gave it and how sure that is: the rules' own, unless the learned reader is surer."""
    seen = _kind(page, happening)
    if page.sight is None or seen is None or seen[0] == kind or kind in UNSEEN:
        return kind, rule, None
    least = thresholds.value("type", "generic" if happening.generic else "exact")
    if seen[1] < least or not _may_be(happening, seen[0]):
        return kind, rule, None
    return seen[0], f"{page.sight.name}.type", round(seen[1], 3)


UNSEEN = frozenset({"accident", "disaster", "territory-held", "encirclement", "base-established", "statement-only"})
"""Types that the learned reader was not taught."""


def _may_be(happening: Happening, kind: str) -> bool:
    """Whether the words that name a happening can mean that type: all violence, or the very same family."""
    types = ontology.load().types
    if types[happening.type].counts_as_violence and types[kind].counts_as_violence:
        return True
    return ontology.load().kinship(happening.type, kind) == "same"


def _kind(page: Page, happening: Happening) -> tuple[str, float] | None:
    """The type that the learned reader gives a happening, and how sure it is; None where it sees no event."""
    if page.sight is None:
        return None
    total: dict[str, float] = {}
    told = [t for t in happening.told if not t.mention.entry.only_harm] or happening.told
    for t in told:
        for name, p in page.sight.types(*_words(t)).items():
            total[name] = total.get(name, 0.0) + p / len(told)
    best = max((n for n in total if n), key=lambda n: total[n], default=None)
    return (best, total[best]) if best is not None and total[best] >= total.get("", 0.0) else None


def judged(page: Page, mention: Mention, verdict: Verdict) -> Verdict:
    """The status of a mention: the rules' own, unless they take it for plain news and the learned reader surely does not."""
    if page.sight is None or verdict.status != "reported":
        return verdict
    odds = page.sight.statuses(mention.token.idx, mention.token.idx + len(mention.token))
    best = max(odds, key=lambda n: odds[n], default="reported")
    if best == "reported" or odds[best] < thresholds.value("status", "add"):
        return verdict
    return Verdict(best, f"{page.sight.name}.status")


def recalled(page: Page, happening: Happening) -> bool:
    """Whether the learned reader takes a happening for background."""
    if page.sight is None:
        return False
    chances = [page.sight.main(*_words(t)) for t in happening.told]
    return sum(chances) / len(chances) < thresholds.value("main", "least")


def place(page: Page, happening: Happening, chosen: Located | None, rule: str) -> tuple[Located | None, str, float | None]:
    """Where a happening was, what gave that and how sure it is: another place only if it is likely and the rules' is not."""
    if page.sight is None:
        return chosen, rule, None
    by = {t.mention.sentence + step for t in happening.told for step in range(-NEAR, NEAR + 1)}
    within = [p for p in page.places if page.sentence(p.mention.start) in by]
    if len(within) * len(happening.told) > MOST:
        return chosen, rule, None

    def chance(located: Located) -> float:
        return parts(page, happening, (located.mention.start, located.mention.end)).get("place", 0.0)

    open_to = [p for p in within if not p.mention.demonym and p.place is not None and not _elsewhere(page, happening, p)]
    found = [(chance(p), -p.mention.start, p) for p in open_to]
    best = max(found, key=lambda f: f[:2], default=None)
    if best is None or best[0] < thresholds.value("place", "take"):
        return chosen, rule, None
    if chosen is not None and (_one_place(chosen, best[2]) or chance(chosen) >= thresholds.value("place", "keep")):
        return chosen, rule, None
    inner = max((f for f in found if _holds(best[2], f[2])), key=lambda f: f[:2], default=None)
    if inner is not None and not together.named(page, inner[2]) and inner[0] >= thresholds.value("place", "within"):
        best = inner
    return best[2], f"{page.sight.name}.place", round(best[0], 3)


def _elsewhere(page: Page, happening: Happening, located: Located) -> bool:
    """Whether a place stands in the half of a sentence that tells of another happening ("shelling in X and clashes in Y")."""
    at = page.sentence(located.mention.start)
    told = [t.mention.token.idx for t in happening.told if t.mention.sentence == at]
    cut = page.seams.get(at)
    return bool(cut and told) and all(halves.apart(cut or (), start, located.mention.start) for start in told)


def _holds(area: Located, inner: Located) -> bool:
    """Whether one is the country or province that the other lies in: then it says no more."""
    one, other = area.place, inner.place
    if one is None or other is None or one.country is None or one.country != other.country:
        return False
    if one.precision == "country":
        return other.precision != "country"
    return one.kind == "province" and other.precision in ("exact", "near", "district") and one.admin1 == other.admin1


def _one_place(a: Located, b: Located) -> bool:
    """Whether two mentions are of one place, or of one within the other's words."""
    return a.mention.words == b.mention.words or a.place is not None and a.place == b.place
