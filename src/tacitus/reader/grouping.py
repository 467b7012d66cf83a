"""Gathers the mentions of one report into happenings: one for each thing that happened, however often it is named."""

from __future__ import annotations

from dataclasses import dataclass, field

from tacitus import places
from tacitus.reader import apart, fitting, nearness, overtime, parts, sides, turning, weighing, wording
from tacitus.reader.figures import Tally
from tacitus.reader.lexicon import listed
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page
from tacitus.reader.status import Verdict
from tacitus.reader.territory import Control
from tacitus.reader.timing import Timed, parted
from tacitus.record import Hedge

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
GOES_ON = 0.4
"""What speaks for so many people said to be shot or taken, with no word of by whom, when or where, being those just told of."""
NEXT = 1
"""Sentences behind the last mention in which such words go on with it."""
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
    in_title: bool = False
    told_by: Timed | None = None
    """A day by which it had happened, being that of its telling or aftermath; no day of its own."""
    toll: apart.Toll | None = None
    """The harm that its own noun is said to do, where it is."""
    turn: int | None = None
    """The token at which its sentence turned to it from what was told before, where it does."""
    sums: bool = False
    """Whether it sums up those harmed over a war, a year or since some day."""


@dataclass(slots=True)
class Happening:
    """One thing that the report says happened, with every mention of it in the order of the text."""

    told: list[Told]
    tallies: list[Tally] = field(default_factory=list)
    denials: list[Told] = field(default_factory=list)
    """Where somebody says that it did not happen, or was not theirs; no part of what tells of it."""
    overtaken: list[Tally] = field(default_factory=list)
    """Figures that the report itself replaces."""
    whole: Happening | None = None
    """The several of which it is one, told earlier in the report; None where it stands for itself."""
    _named: tuple[int, str] = (0, "")
    """The type that the first so many mentions name."""
    _votes: dict[str, float] = field(default_factory=dict)
    """The weight of each type among them."""

    @property
    def type(self) -> str:
        """The type that its mentions name with the most weight; ties go to the first."""
        if self.whole is not None and self.generic:
            return self.whole.type
        if self._named[0] != len(self.told):
            since, votes = self._named[0], self._votes
            if since > len(self.told):
                since, votes = 0, {}
            for t in self.told[since:]:  # only those that have come since: a report may tell of one thing a thousand times
                weight = t.mention.entry.weight + LEANS.get(t.mention.type, 0.0)
                again = 0.01 if t.mention.type in votes and not t.mention.entry.generic else 0
                votes[t.mention.type] = max(votes.get(t.mention.type, 0.0), weight) + again
            self._votes, self._named = votes, (len(self.told), max(votes, key=lambda k: votes[k]))
        return self._named[1]

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
        if item.located is not None and (_denier_sits(item) or wording.said_of_it(item)):
            item.located = None  # where the one who says so sits
        item.toll = apart.own_toll(page, item)
        item.turn = turning.turned(page, item)
        harm = item.mention.entry.only_harm and not item.mention.entry.noun and item.mention.type not in fitting.UNMEANT
        item.sums = harm and overtime.adds_up(item.mention.token)
        best: tuple[float, Happening] | None = None
        near = within_reach(out)
        for happening in near:
            score = affinity(page, happening, item)
            if score is not None and listed_apart and not _one_paragraph(page, happening, item):
                score -= APART
            elif score is not None and happening is _spoken_of(out, previous, item):
                score += LEADS
            if score is not None and _headline(happening, item):
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


def _denier_sits(item: Told) -> bool:
    """Whether a place beside a denial is where it was made, and not named in what is denied."""
    if item.verdict.status != "denied" or item.located is None:
        return False
    clause, denying = item.mention.token, item.verdict.token
    while clause.head not in (clause, denying):
        clause = clause.head
    if clause.head == clause:
        clause = item.mention.token
    first, last = clause.left_edge, clause.right_edge
    return not first.idx <= item.located.mention.start < last.idx + len(last)


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
        fitting.kind(lead, item) is not None
        and fitting.time_fits(lead, item)
        and fitting.place_fits(lead, item) >= 0
        and parts.parted(lead, item)
    )


def _spoken_of(out: list[Happening], previous: Happening | None, item: Told) -> Happening | None:
    """The happening that "the attack" means, which is the report's first, or that "that attack" does, the one told just now."""
    if wording.pointing(item) and previous is not None and item.mention.sentence - previous.told[-1].mention.sentence <= 1:
        return previous
    return out[0] if wording.definite(item) and not _of_part(previous, item) else None


def _of_part(previous: Happening | None, item: Told) -> bool:
    """Whether the sentence before tells of one of several, so that "the explosion" is that one and not the several."""
    return (
        previous is not None
        and previous.whole is not None
        and item.mention.sentence - max(t.mention.sentence for t in previous.told) <= 1
    )


def _headline(happening: Happening, item: Told) -> bool:
    """Whether the happening was told in the title only and the mention stands where the text begins to tell it."""
    return all(t.in_title for t in happening.told) and 0 < item.mention.sentence <= OPENING


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
        any(page.paragraphs[t.mention.sentence] == mine for t in happening.told) or fitting.place_fits(happening, item) >= 0.5
    )


def affinity(page: Page, happening: Happening, item: Told) -> float | None:
    """How well a mention fits a happening; None where its words, time, place or kind rule it out."""
    kind = fitting.kind(happening, item)
    beside = _beside(happening, item)
    if _worded_apart(page, happening, item, beside):
        return None
    if kind is not None and any(wording.part_of(t, item) for t in happening.told) and fitting.status_fits(happening, item):
        return PART
    if kind is None or not _may_be(page, happening, item):
        return None
    score = kind + 0.8 * fitting.place_fits(happening, item)
    score += 0.6 * (item.timed is not None and any(nearness.same_day(item.timed, t) for t in happening.times()))
    score += _by_distance(page, happening, item) + weighing.same(page, happening, item)
    known = parts.same_one(happening, item) or parts.both_several(happening, item)
    score += (KNOWN if known else wording.wording(item)) + 0.6 * sides.same_actor(page, happening, item)
    opposed = sides.other_side(page, happening, item) or not wording.definite(item) and sides.other_army(page, happening, item)
    score += 0.9 if wording.answers_attackers(happening, item) else -1.3 * opposed
    if wording.indefinite(item) and fitting.beside_it(happening, item):
        score -= APART
    return score


def _worded_apart(page: Page, happening: Happening, item: Told, beside: list[Told]) -> bool:
    """Whether the words keep a mention apart from a happening, of which `beside` are told in its own sentence."""
    if item.mention.share and not any(parts.shared_out(t, item) for t in beside):
        return True
    for told in beside:
        if wording.explained(told, item) or parted(page, told.mention.token, item.mention.token):
            return True
        if wording.sought_over(told, item) or wording.sought_over(item, told) or wording.told_twice(told, item):
            return True
    if apart.told_apart(happening, item) or apart.beyond_a_seam(page, happening, item):
        return True
    return turning.away(happening, item) or _sum_of_others(happening, item)


def _may_be(page: Page, happening: Happening, item: Told) -> bool:
    """Whether neither time, place nor status speak against one happening."""
    return (
        fitting.time_fits(happening, item)
        and fitting.place_fits(happening, item) >= 0
        and not fitting.older(page, happening, item)
        and not fitting.other_prize(happening, item)
        and fitting.status_fits(happening, item)
        and not parts.parted(happening, item)
    )


def _by_distance(page: Page, happening: Happening, item: Told) -> float:
    """What speaks for or against one happening by how far apart in the text the two are told."""
    last, mention = happening.told[-1], item.mention
    gap = mention.sentence - last.mention.sentence
    score = -0.12 * min(max(gap - 1, 0), 6)
    deeds = not mention.entry.only_harm and not last.mention.entry.only_harm
    if gap == 0 and deeds and wording.one_after_other(last, item):
        score -= 2.0
    elif gap == 0:
        score += 2.5 if any(wording.linked(t, item) for t in (last, *_beside(happening, item))) else 0.6
    elif gap > 0 and turning.looks_earlier(page, item):
        score -= APART
    if 0 < gap <= NEXT and wording.harm_alone(item):
        score += GOES_ON
    elsewhere = page.paragraphs[mention.sentence] != page.paragraphs[last.mention.sentence]
    if elsewhere and item.located is not None and fitting.place_fits(happening, item) == 0:
        score -= 0.5
    return score


def _sum_of_others(happening: Happening, item: Told) -> bool:
    """Whether one of the two sums up those killed over a war or since some day, and the other is a single deed."""
    if item.sums == happening.first.sums or happening.type in fitting.UNMEANT:
        return False
    return all(t.mention.sentence != item.mention.sentence for t in happening.told)


def _beside(happening: Happening, item: Told) -> list[Told]:
    """The mentions of a happening in the same sentence."""
    return [t for t in happening.told if t.mention.sentence == item.mention.sentence]
