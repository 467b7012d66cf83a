"""Gathers the mentions of one report into happenings: one for each thing that happened, however often it is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tacitus import ontology, places
from tacitus.reader import apart, nearness, parts, sides, weighing, wording
from tacitus.reader.figures import Tally
from tacitus.reader.lexicon import listed
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page
from tacitus.reader.status import Verdict
from tacitus.reader.territory import Control
from tacitus.reader.timing import Timed, parted
from tacitus.record import Hedge

NEAR_KM = 120.0
"""Reports say "near" and "from" of a big town up to about so far away."""
JOIN = 0.5
"""A mention joins the best happening from this score on: a bare name of the same kind does, one of another kind does not."""
LEADS = 0.7
"""What speaks for the report's first happening when a later sentence says "the attack" or "the group's attack"."""
HEADLINE = 0.8
"""What speaks for the first sentences telling the same as the title."""
OPENING = 4
"""Sentences after the title (a byline and a date are some) within which the text tells what the title says."""
APART = 1.2
"""What speaks against joining the paragraphs of a round-up, each of which tells of something else."""
MANY_COUNTRIES = 5
"""Paragraphs of a single story name three or four countries at most, those of a round-up as many as there are."""
LISTED = 3
"""From so many marked lines on a text is a list."""
REACH = 60
"""Happenings to look back on. No story of one author tells so many; a list of hundreds speaks of each in one place."""
PART = 5.0
"""A harm that hangs on the very words of a happening ("the blast that killed six") is its own, wherever it seems to lie."""
KNOWN = 1.2
"""What speaks for "the second bombing" being the one that was called the second before."""
OLD_DAYS = 10
"""A day further back than this is no news: daily papers tell within a week."""
OLD_WORDS = listed("grouping", "old_words")


LEANS = {"hostage-taking": 0.3, "kidnapping": 0.2, "arson": -0.6, "looting": -0.6, "displacement": -1.0}
"""Of two types in one happening: people taken give it its name; houses burnt and robbed go along with an attack."""


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
    sides: set[str] | None = None
    doers: set[str] | None = None
    near: bool = False
    told_by: Timed | None = None
    """A day by which it had happened, being that of its telling or aftermath; no day of its own."""
    toll: apart.Toll | None = None
    """The harm that its own noun is said to do, where it is."""


@dataclass(slots=True)
class Happening:
    """One thing that the report says happened, with every mention of it in the order of the text."""

    told: list[Told]
    tallies: list[Tally] = field(default_factory=list)
    whole: Happening | None = None
    """The several of which it is one, told earlier in the report; None where it stands for itself."""
    _named: tuple[int, str] = (0, "")
    """The type that the first so many mentions name."""

    @property
    def type(self) -> str:
        """The type that its mentions name with the most weight; ties go to the first."""
        if self.whole is not None and self.generic:
            return self.whole.type
        if self._named[0] != len(self.told):
            self._named = len(self.told), self._voted()
        return self._named[1]

    def _voted(self) -> str:
        votes: dict[str, float] = {}
        for t in self.told:
            weight = t.mention.entry.weight + LEANS.get(t.mention.type, 0.0)
            votes[t.mention.type] = max(votes.get(t.mention.type, 0.0), weight) + (
                0.01 if t.mention.type in votes and not t.mention.entry.generic else 0
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
        """Every time said of it, or else of the several of which it is one."""
        own = [t.timed for t in self.told if t.timed is not None]
        return own if own or self.whole is None else self.whole.times()

    def places(self) -> list[places.Located]:
        """Every place said of it."""
        return [t.located for t in self.told if t.located is not None]


def group(page: Page, told: list[Told]) -> list[Happening]:
    """Happenings in the order of their first mention. Deterministic; looks only at this report."""
    out: list[Happening] = []
    listed_apart = round_up(page)
    previous: Happening | None = None
    for item in sorted(told, key=lambda t: (t.mention.sentence, t.mention.entry.only_harm, t.mention.token.i)):
        if item.located is not None and (item.verdict.status == "denied" or wording.said_of_it(item)):
            item.located = None  # where the one who says so sits
        item.toll = apart.own_toll(page, item)
        best: tuple[float, Happening] | None = None
        near = within_reach(out)
        for happening in near:
            score = affinity(page, happening, item)
            if score is not None and listed_apart and not _one_paragraph(page, happening, item):
                score -= APART
            elif score is not None and happening is out[0] and wording.definite(item) and not _of_part(previous, item):
                score += LEADS
            if score is not None and _headline(page, happening, item):
                score += HEADLINE
            if score is not None and (best is None or score > best[0]):
                best = (score, happening)
        if best is not None and best[0] >= JOIN:
            best[1].told.append(item)
            previous = best[1]
        else:
            previous = Happening([item], whole=_whole(near, previous, item))
            out.append(previous)
    for happening in out:
        happening.told.sort(key=lambda t: t.mention.token.i)
    return sorted(out, key=lambda h: h.first.mention.token.i)


def within_reach(out: list[Happening]) -> list[Happening]:
    """The happenings that a further sentence may speak of: the first, and those first told lately; all, in any usual report."""
    return out if len(out) <= REACH else [out[0], *out[-REACH:]]


def _whole(out: list[Happening], previous: Happening | None, item: Told) -> Happening | None:
    """The several of which a new happening is one; that of the share before it for "... and seven at the station"."""
    if item.mention.within and previous is not None and any(t.mention.within for t in _beside(previous, item)):
        return previous.whole or previous
    return next((h for h in out if _is_whole(h, item)), None)


def _is_whole(lead: Happening, item: Told) -> bool:
    """Whether nothing but being one of several keeps a mention out of a happening."""
    return (
        _kind(lead, item) is not None
        and _time_fits(lead, item)
        and _place_fits(lead, item) >= 0
        and parts.parted(lead, item)
    )


def _of_part(previous: Happening | None, item: Told) -> bool:
    """Whether the sentence before tells of one of several, so that "the explosion" is that one and not the several."""
    return (
        previous is not None
        and previous.whole is not None
        and item.mention.sentence - max(t.mention.sentence for t in previous.told) <= 1
    )


def _headline(page: Page, happening: Happening, item: Told) -> bool:
    """Whether the happening was told in the title only and the mention stands where the text begins to tell it."""
    title = page.sentences[0].text.rstrip()
    return (
        all(t.mention.sentence == 0 for t in happening.told)
        and title[-1:] not in '.!?"\u201d'
        and "\n" in page.text[: page.sentences[min(1, len(page.sentences) - 1)].start_char]
        and 0 < item.mention.sentence <= OPENING
    )


def round_up(page: Page) -> bool:
    """Whether the report is a round-up: a list with marks or heads, or paragraph upon paragraph about other countries."""
    if page.items or _marked(page):
        return True
    countries: dict[int, str] = {}
    for located in page.places:
        if located.place is not None and located.place.country:
            countries.setdefault(page.paragraphs[page.sentence(located.mention.start)], located.place.country)
    return len(set(countries.values())) >= MANY_COUNTRIES


def _marked(page: Page) -> bool:
    """Whether paragraphs begin with the marks of a list."""
    return (
        sum(line.lstrip()[:1] in tuple("-*\u2022\u2013\u25cf\u25aa") for line in page.text.split("\n") if line.strip())
        >= LISTED
    )


def _one_paragraph(page: Page, happening: Happening, item: Told) -> bool:
    mine = page.paragraphs[item.mention.sentence]
    return (
        any(page.paragraphs[t.mention.sentence] == mine for t in happening.told) or _place_fits(happening, item) >= 0.5
    )


def affinity(page: Page, happening: Happening, item: Told) -> float | None:
    """How well a mention fits a happening; None where time, place or kind rule it out."""
    kind = _kind(happening, item)
    beside = _beside(happening, item)
    if item.mention.share and not any(parts.shared_out(t, item) for t in beside):
        return None
    if any(wording.explained(t, item) or parted(page, t.mention.token, item.mention.token) for t in beside):
        return None
    if any(wording.told_twice(t, item) for t in beside) or apart.told_apart(page, happening, item):
        return None
    if kind is not None and any(wording.part_of(t, item) for t in happening.told) and _status_fits(happening, item):
        return PART
    if (
        kind is None
        or not _time_fits(happening, item)
        or _place_fits(happening, item) < 0
        or _older(page, happening, item)
        or _other_prize(happening, item)
    ):
        return None
    if not _status_fits(happening, item) or parts.parted(happening, item):
        return None
    score = kind + 0.8 * _place_fits(happening, item)
    score += 0.6 * (item.timed is not None and any(nearness.same_day(item.timed, t) for t in happening.times()))
    last = happening.told[-1]
    gap = item.mention.sentence - last.mention.sentence
    if (
        gap == 0
        and not item.mention.entry.only_harm
        and not last.mention.entry.only_harm
        and wording.one_after_other(last, item)
    ):
        score -= 2.0
    elif gap == 0:
        score += (
            2.5
            if wording.linked(last, item)
            or any(wording.linked(t, item) for t in happening.told if t.mention.sentence == item.mention.sentence)
            else 0.6
        )
    score -= 0.12 * min(max(gap - 1, 0), 6)
    score += weighing.same(page, happening, item)
    known = parts.same_one(happening, item) or parts.both_several(happening, item)
    score += (KNOWN if known else wording.wording(item)) + 0.6 * sides.same_actor(page, happening, item)
    score += 0.9 if wording.answers_attackers(happening, item) else -1.3 * sides.other_side(page, happening, item)
    if wording.indefinite(item) and _beside_it(happening, item):
        score -= APART
    if (
        page.paragraphs[item.mention.sentence] != page.paragraphs[last.mention.sentence]
        and item.located is not None
        and _place_fits(happening, item) == 0
    ):
        score -= 0.5
    return score


def _beside_it(happening: Happening, item: Told) -> bool:
    """Whether each is told of a place of its own, near the other's but not the same: two suburbs, two villages."""
    mine = item.located.place if item.located is not None else None
    known = [p.place for p in happening.places() if p.place is not None and p.place.precision in EXACT]
    if mine is None or mine.precision not in EXACT or not known:
        return False
    return all(p.place_id != mine.place_id and p.name != mine.name for p in known)


EXACT = frozenset({"exact", "near"})


def _beside(happening: Happening, item: Told) -> list[Told]:
    """The mentions of a happening in the same sentence."""
    return [t for t in happening.told if t.mention.sentence == item.mention.sentence]


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
        if {one, other} == {"offensive", "armed-assault"} and item.mention.entry.generic and wording.definite(item):
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
    if "massacre" in (one, other) and all(ontology.load().types[t].counts_as_violence for t in (one, other)):
        return 0.8  # a word for how bad it was, whatever it was done with
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


def _other_prize(happening: Happening, item: Told) -> bool:
    """Whether both say that a place was taken, each another one: a base in a province is not the province."""
    if item.control is None or item.located is None or item.located.place is None or item.mention.type == "offensive":
        return False
    prizes = [t.located for t in happening.told if t.control is not None and t.located is not None]
    return bool(prizes) and all(p.place is not None and p.place.place_id != item.located.place.place_id for p in prizes)


def _same_sentence_or_next(happening: Happening, item: Told) -> bool:
    return not item.mention.entry.noun and item.mention.sentence - happening.told[-1].mention.sentence <= 1


def _older(page: Page, happening: Happening, item: Told) -> bool:
    """Whether a mention is dated well before the report while the happening is told as its news, without a date."""
    if item.timed is None or item.timed.when.end is None or page.anchor is None or happening.times():
        return False
    if (page.anchor - date.fromisoformat(item.timed.when.end[:10])).days < OLD_DAYS:
        return False
    return not (
        _place_fits(happening, item) >= 0.5
        or wording.definite(item)
        or any(wording.linked(t, item) for t in happening.told)
    )


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
        return wording.definite(item) or item.mention.entry.generic
    if {one, other} <= {"foiled", "real"}:
        return wording.definite(item) and item.mention.type == happening.type or item.mention.entry.generic
    return one != "unreal" and item.mention.entry.generic


def _time_fits(happening: Happening, item: Told) -> bool:
    if item.timed is None or item.mention.entry.only_harm and item.mention.entry.noun:
        return True  # "on Saturday the toll rose": the day of the count, not of the deed
    spans = happening.times()
    return not spans or any(nearness.overlap(item.timed, s) for s in spans)


def _place_fits(happening: Happening, item: Told) -> float:
    """1 the same place, 0 nothing known against it, -1 another place."""
    known = happening.places()
    if item.located is None or not known:
        if item.country and any(p.place and p.place.country and p.place.country != item.country for p in known):
            return -1.0
        return 0.0
    best = max(nearness.places_agree(item.located, p) for p in known)
    if best < 0 and (item.near or any(t.near for t in happening.told)):
        place = item.located.place
        for other in (p.place for p in known):
            if place and other and place.country == other.country and nearness.kilometres(place, other) <= NEAR_KM:
                return 0.3
    return best
