"""Gathers the mentions of one report into happenings: one for each thing that happened, however often it is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from tacitus import ontology, places
from tacitus.reader import syntax
from tacitus.reader.figures import Tally
from tacitus.reader.lexicon import listed
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page, Timed
from tacitus.reader.status import Verdict
from tacitus.reader.territory import Control
from tacitus.record import Hedge

SAME_PLACE_KM = 30.0
"""Within this two places of a report may be one happening's (a town and its suburb); beyond it they are two."""
JOIN = 0.5
"""A mention joins the best happening from this score on: a bare name of the same kind does, one of another kind does not."""
LEADS = 0.7
"""What speaks for the report's first happening when a later sentence says "the attack" or "the group's attack"."""
OLD_DAYS = 10
"""A day further back than this is no news: daily papers tell within a week."""
NEW_WORDS = listed("grouping", "new_words")
OLD_WORDS = listed("grouping", "old_words")


@dataclass(slots=True)
class Told:
    """A mention with all that its own sentence says of it."""

    mention: Mention
    verdict: Verdict
    timed: Timed | None
    located: places.Located | None
    tallies: list[Tally] = field(default_factory=list)
    hedge: Hedge | None = None
    country: str | None = None
    control: Control | None = None


@dataclass(slots=True)
class Happening:
    """One thing that the report says happened, with every mention of it in the order of the text."""

    told: list[Told]
    tallies: list[Tally] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The type that its mentions name with the most weight; ties go to the first."""
        votes: dict[str, float] = {}
        for t in self.told:
            votes[t.mention.type] = max(votes.get(t.mention.type, 0.0), t.mention.entry.weight) + (
                0.01 if t.mention.type in votes else 0
            )
        return max(votes, key=lambda k: votes[k])

    @property
    def first(self) -> Told:
        """The first mention."""
        return self.told[0]

    @property
    def generic(self) -> bool:
        """Whether only generic words ("attack", "killed") name it."""
        return all(t.mention.entry.generic for t in self.told)

    def times(self) -> list[Timed]:
        """Every time said of it."""
        return [t.timed for t in self.told if t.timed is not None]

    def places(self) -> list[places.Located]:
        """Every place said of it."""
        return [t.located for t in self.told if t.located is not None]


def group(page: Page, told: list[Told]) -> list[Happening]:
    """Happenings in the order of their first mention. Deterministic; looks only at this report."""
    out: list[Happening] = []
    for item in sorted(told, key=lambda t: (t.mention.sentence, t.mention.entry.only_harm, t.mention.token.i)):
        best: tuple[float, Happening] | None = None
        for happening in out:
            score = affinity(page, happening, item)
            if score is not None and happening is out[0] and _definite(item):
                score += LEADS
            if score is not None and (best is None or score > best[0]):
                best = (score, happening)
        if best is not None and best[0] >= JOIN:
            best[1].told.append(item)
        else:
            out.append(Happening([item]))
    for happening in out:
        happening.told.sort(key=lambda t: t.mention.token.i)
    return sorted(out, key=lambda h: h.first.mention.token.i)


def affinity(page: Page, happening: Happening, item: Told) -> float | None:
    """How well a mention fits a happening; None where time, place or kind rule it out."""
    kind = _kind(happening, item)
    if (
        kind is None
        or not _time_fits(happening, item)
        or _place_fits(happening, item) < 0
        or _older(page, happening, item)
    ):
        return None
    if not _status_fits(happening, item) or _parted(happening, item):
        return None
    score = kind + 0.8 * _place_fits(happening, item)
    score += 0.6 * (item.timed is not None and any(_same_day(item.timed, t) for t in happening.times()))
    last = happening.told[-1]
    gap = item.mention.sentence - last.mention.sentence
    if (
        gap == 0
        and not item.mention.entry.only_harm
        and not last.mention.entry.only_harm
        and _one_after_other(last, item)
    ):
        score -= 2.0
    elif gap == 0:
        score += (
            2.5
            if _linked(last, item)
            or any(_linked(t, item) for t in happening.told if t.mention.sentence == item.mention.sentence)
            else 0.6
        )
    score -= 0.12 * min(max(gap - 1, 0), 6)
    score += _wording(item) + 0.6 * _same_actor(page, happening, item)
    score += 0.9 if _answers_attackers(happening, item) else -1.3 * _other_side(page, happening, item)
    if (
        page.paragraphs[item.mention.sentence] != page.paragraphs[last.mention.sentence]
        and item.located is not None
        and _place_fits(happening, item) == 0
    ):
        score -= 0.5
    return score


STATES = frozenset(
    {
        "territory-taken",
        "territory-lost",
        "territory-held",
        "offensive",
        "deployment",
        "withdrawal",
        "arrest",
        "protest",
        "encirclement",
        "base-established",
        "displacement",
        "weapons-seized",
    }
)
"""Types that are never another name for an attack: such words join only their own kind."""


def _kind(happening: Happening, item: Told) -> float | None:
    one, other = happening.type, item.mention.type
    if one == other:
        return 1.2
    if {one, other} & STATES:
        if {one, other} == {"offensive", "armed-assault"} and item.mention.entry.generic and _definite(item):
            return 0.6
        if (
            one == "offensive"
            and other == "armed-assault"
            and item.mention.entry.generic
            and _same_sentence_or_next(happening, item)
        ):
            return 0.6
        if {one, other} == {"offensive", "encirclement"} and happening.told[
            -1
        ].mention.sentence == item.mention.sentence:
            return 0.6
        if not item.mention.entry.only_harm:
            return None
    if item.mention.entry.only_harm or all(t.mention.entry.only_harm for t in happening.told):
        harmless = {
            "territory-taken",
            "deployment",
            "withdrawal",
            "ceasefire",
            "agreement",
            "arrest",
            "weapons-seized",
            "base-established",
            "prisoner-exchange",
            "displacement",
        }
        return None if {one, other} & harmless and item.mention.sentence != happening.told[-1].mention.sentence else 0.9
    kinship = ontology.load().kinship(one, other)
    violent = {t for t in (one, other) if ontology.load().types[t].counts_as_violence}
    if item.mention.entry.generic or happening.generic:
        return 0.8 if len(violent) == 2 else None
    if kinship == "same":
        return 0.9
    return 0.2 if kinship == "near" and len(violent) == 2 else None


def akin(one: Happening, other: Happening) -> bool:
    """Whether two happenings of a report are of one wave: violence of one kind, without a time or place against it."""
    types = ontology.load().types
    if not (types[one.type].counts_as_violence and types[other.type].counts_as_violence):
        return False
    if ontology.load().kinship(one.type, other.type) != "same":
        return False
    return all(_time_fits(other, t) and _place_fits(other, t) >= 0 for t in one.told)


def _same_sentence_or_next(happening: Happening, item: Told) -> bool:
    return not item.mention.entry.noun and item.mention.sentence - happening.told[-1].mention.sentence <= 1


def _definite(item: Told) -> bool:
    """Whether the words point back: "the attack", "the group's bombing", "called it a massacre"."""
    return item.mention.entry.noun and (
        _said_of_it(item)
        or any(c.lower_ in ("the", "this", "that") or c.dep_ == "poss" for c in item.mention.token.children)
    )


def _said_of_it(item: Told) -> bool:
    """Whether the noun only says what sort of thing was told before: "called it a terrorist attack", "it was a bombing"."""
    token = item.mention.token
    if token.dep_ not in ("attr", "oprd") and not (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return False
    verb = token.head if token.dep_ != "pobj" else token.head.head
    pointing = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj") and c != token]
    return any(c.lower_ in ("it", "this", "that") or any(d.lower_ in ("the", "this") for d in c.children) for c in pointing)


def _older(page: Page, happening: Happening, item: Told) -> bool:
    """Whether a mention is dated well before the report while the happening is told as its news, without a date."""
    if item.timed is None or item.timed.when.end is None or page.anchor is None or happening.times():
        return False
    if (page.anchor - date.fromisoformat(item.timed.when.end[:10])).days < OLD_DAYS:
        return False
    return not (_place_fits(happening, item) >= 0.5 or _definite(item) or any(_linked(t, item) for t in happening.told))


def _same_actor(page: Page, happening: Happening, item: Told) -> bool:
    mine = {
        a.actor
        for h in item.mention.arguments.agents
        for a in page.actors_in(h.left_edge.idx, h.idx + len(h))
        if a.actor
    }
    return bool(mine) and any(
        mine & {a.actor for h in t.mention.arguments.agents for a in page.actors_in(h.left_edge.idx, h.idx + len(h))}
        for t in happening.told
    )


REBEL = frozenset({"rebel", "jihadist", "militia", "separatist", "cartel"})
STATE = frozenset({"state", "military", "police", "intelligence", "coalition", "peacekeeper"})


def _sides(page: Page, item: Told) -> set[str]:
    """The sides ("rebel", "state") whose people do what a mention names."""
    kinds = {a.kind for h in item.mention.arguments.agents for a in page.actors if a.start <= h.idx < a.end}
    return {side for side, members in (("rebel", REBEL), ("state", STATE)) if kinds & members}


def _other_side(page: Page, happening: Happening, item: Told) -> bool:
    """Whether the mention's doers and the happening's stand on different sides; a clash has both."""
    if "armed-clash" in (happening.type, item.mention.type):
        return False
    mine = _sides(page, item)
    theirs = set().union(*(_sides(page, t) for t in happening.told))
    return bool(mine and theirs and not mine & theirs)


def _status_class(status: str) -> str:
    return (
        "real"
        if status in ("reported", "alleged", "claimed")
        else status
        if status in ("denied", "foiled")
        else "unreal"
    )


def _status_fits(happening: Happening, item: Told) -> bool:
    """Whether what came to pass and what did not may be one: a named side's denial, a failed attempt told of again."""
    one, other = _status_class(item.verdict.status), _status_class(happening.first.verdict.status)
    if one == other:
        return True
    if {one, other} <= {"denied", "real"}:
        return _definite(item) or item.mention.entry.generic
    if {one, other} <= {"foiled", "real"}:
        return _definite(item) and item.mention.type == happening.type or item.mention.entry.generic
    return one != "unreal" and item.mention.entry.generic


ATTACKERS = frozenset({"attacker", "assailant", "gunman", "bomber", "perpetrator", "shooter", "raider", "hijacker"})


def _answers_attackers(happening: Happening, item: Told) -> bool:
    """ "police shot two of the attackers dead": the attackers of what was told before, so no attack of its own."""
    doers = {a.i for t in happening.told for a in t.mention.arguments.agents}
    for head in item.mention.arguments.patients:
        if head.i in doers:
            return True
        near = {head, *(t for t in head.subtree if t.dep_ == "pobj")}
        for token in near:
            if token.lemma_.lower() in ATTACKERS and any(c.lower_ in ("the", "both", "all") for c in token.children):
                return True
    return False


ORDINALS = {"first": 1, "one": 1, "second": 2, "other": 2, "another": 2, "third": 3, "fourth": 4, "fifth": 5}
SEVERAL = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "multiple", "twin", "dual",
     "double", "both", "series", "string", "wave", "spate", "simultaneous", "coordinated", "dozen", "dozens"}
)  # fmt: skip


def _ordinal(item: Told) -> int | None:
    """Which of several a mention singles out: "the first blast", "one went off at", "a second car exploded"."""
    token = item.mention.token
    near = [c for c in token.children if c.dep_ in ("amod", "det", "nummod")]
    if not item.mention.entry.noun:
        heads = [*item.mention.arguments.agents[:1], *(item.mention.arguments.patients[:1] if item.mention.entry.blast else ())]
        near = [t for h in heads for t in (h, *(c for c in h.children if c.dep_ in ("amod", "det", "nummod")))]
    if token.tag_ in ("NNS", "NNPS"):
        return None
    return next((ORDINALS[t.lower_] for t in near if t.lower_ in ORDINALS), None)


def _several(happening: Happening) -> bool:
    """Whether its first mention names more than one: "two explosions", "a wave of attacks"."""
    token = happening.first.mention.token
    if not happening.first.mention.entry.noun:
        return False
    above = token.head.head.lower_ if token.dep_ == "pobj" else ""
    return above in SEVERAL or any(c.lower_ in SEVERAL or c.text.isdigit() for c in token.children)


def _parted(happening: Happening, item: Told) -> bool:
    """Whether a mention singles out one of several, and the happening is the several or another one of them."""
    ordinal = _ordinal(item)
    if ordinal is None:
        return False
    if _several(happening):
        return True
    known = [o for o in map(_ordinal, happening.told) if o is not None]
    return bool(known) and ordinal not in known


def _time_fits(happening: Happening, item: Told) -> bool:
    if item.timed is None:
        return True
    spans = happening.times()
    return not spans or any(_overlap(item.timed, s) for s in spans)


def _overlap(a: Timed, b: Timed) -> bool:
    if None in (a.when.start, a.when.end, b.when.start, b.when.end):
        return True
    one, other = _span(a), _span(b)
    return one[0] <= other[1] and other[0] <= one[1]


def _span(t: Timed) -> tuple[date, date]:
    start = date.fromisoformat(str(t.when.start)[:10])
    end = date.fromisoformat(str(t.when.end or t.when.start)[:10])
    if (
        t.when.precision == "day"
        and start == end
        and any(w in t.words.lower() for w in ("night", "morning", "early", "overnight", "dawn"))
    ):
        return start, min(date.max - timedelta(days=2), end) + timedelta(days=1)
    return start, end


def _same_day(a: Timed, b: Timed) -> bool:
    return a.when.start == b.when.start and a.when.precision == b.when.precision == "day"


def kilometres(a: places.Place, b: places.Place) -> float:
    """Distance of two places on the sphere; 0 where one has no point."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return 0.0
    x1, y1, x2, y2 = map(radians, (a.lat, a.lon, b.lat, b.lon))
    return 6371 * 2 * asin(min(1.0, sqrt(sin((x2 - x1) / 2) ** 2 + cos(x1) * cos(x2) * sin((y2 - y1) / 2) ** 2)))


def _place_fits(happening: Happening, item: Told) -> float:
    """1 the same place, 0 nothing known against it, -1 another place."""
    known = happening.places()
    if item.located is None or not known:
        if item.country and any(p.place and p.place.country and p.place.country != item.country for p in known):
            return -1.0
        return 0.0
    return max(places_agree(item.located, p) for p in known)


def places_agree(a: places.Located, b: places.Located) -> float:
    """1 where two mentions mean one place, 0.3 where one holds the other, -1 where they lie apart."""
    if a.mention.name.lower() == b.mention.name.lower():
        return 1.0
    if a.place is None or b.place is None:
        if a.place is None and b.place is None:
            return -0.5
        return 0.0
    if a.place.place_id == b.place.place_id:
        return 1.0
    if a.place.country and b.place.country and a.place.country != b.place.country:
        return -1.0
    coarse = {"country": 2, "province": 1, "district": 1}
    ranks = coarse.get(a.place.precision, 0), coarse.get(b.place.precision, 0)
    if ranks[0] != ranks[1]:
        small, large = (a.place, b.place) if ranks[0] < ranks[1] else (b.place, a.place)
        if large.precision == "country":
            return 0.3
        if small.admin1 and large.admin1 and small.admin1 != large.admin1 and kilometres(small, large) > 80:
            return -1.0
        return 0.3
    return 0.5 if kilometres(a.place, b.place) <= SAME_PLACE_KM else -1.0


AFTER = listed("grouping", "after")


def _one_after_other(a: Told, b: Told) -> bool:
    """ "bombed the camp after an ambush": words of sequence or answer stand between two mentions, so they are two happenings."""
    first, second = sorted((a.mention.token, b.mention.token), key=lambda t: t.i)
    chain = [t for t in [second, *syntax.ancestors(second)] if t.i > first.i]
    words = {t.lower_ for t in chain} | {
        c.lower_ for t in chain for c in t.children if c.dep_ in ("mark", "case")
    }
    return bool(words & AFTER)


def _linked(a: Told, b: Told) -> bool:
    """Whether one mention is part of the other's clause: "killed in an attack", "launched a raid that killed"."""
    one, other = a.mention.token, b.mention.token
    if syntax.path(one, other) <= 3:
        return True
    return (
        other.i in {t.i for t in one.subtree}
        and syntax.path(one, other) <= 5
        or one.i in {t.i for t in other.subtree}
        and syntax.path(one, other) <= 5
    )


def _wording(item: Told) -> float:
    """The article and the adjectives: "the attack" is known already, "another attack" is not."""
    token = item.mention.token
    if not item.mention.entry.noun:
        new = item.mention.entry.blast and (_ordinal(item) or 0) > 1
        return -1.6 if new else 0.0
    score = 0.0
    for child in token.children:
        low = child.lower_
        if low in NEW_WORDS and child.dep_ in ("amod", "det", "nummod"):
            score -= 1.6
        elif low in ("the", "this", "that", "these") and child.dep_ == "det" or child.dep_ == "poss":
            score += 0.7
        elif low in ("a", "an") and child.dep_ == "det":
            score -= 0.2
    return score
