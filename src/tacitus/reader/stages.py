"""Reads one report from its first word to its statements, stage by stage."""

from __future__ import annotations

from typing import Any

from tacitus import ontology, times
from tacitus.reader import (
    beliefs,
    causes,
    dating,
    denying,
    disbelief,
    figures,
    gaps,
    gate,
    grouping,
    halves,
    harm,
    holding,
    links,
    mentions,
    nearness,
    onename,
    overtime,
    parties,
    placing,
    remarks,
    repeats,
    retracting,
    settle,
    sourcing,
    standing,
    statements,
    status,
    syntax,
    territory,
    weighing,
)
from tacitus.reader.grouping import Happening, Told
from tacitus.reader.learned import sight, thresholds
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page, headed, open_page
from tacitus.reader.statements import Draft
from tacitus.record import Party, Report, Statement, Trace

RULES = "rules-2"
LEARNED = "learned-1"
VERSION = LEARNED if sight.there() else RULES
"""Name of this reader; statements of an older one are replaced when a report is read again."""

DROPPED = frozenset({"negated", "habitual", "hypothetical"})
"""Verdicts that make no statement: nothing happened, or nothing that can be told apart."""


def relevant(report: Report) -> bool:
    """Whether a report may tell of political violence at all: a cheap look without the parser."""
    return bool(report.text.strip()) and report.readable and gate.may_tell(report)


def read(report: Report, *, learned: bool = True) -> list[Statement]:
    """What a report says happened, one statement a happening, in the order of the text.

    Looks at this report only. Every value carries quotes of `report.text`. Empty for a report that tells of no
    political violence. Never raises for odd text; a report longer than `page.LONGEST` is read up to there. Without
    `learned`, or where the models are not there, the rules alone read.
    """
    if not relevant(report):
        return []
    page = open_page(report, learned=learned)
    repeats.fill(page)
    told, unreal = _told(page)
    told, said_not = denying.parted(told)
    happenings = denying.attach(grouping.group(page, told), said_not)
    _tally(page, happenings, unreal)
    retracting.figures(page, happenings)
    happenings = [h for h in happenings if standing.stands(h)]
    lead = _lead(happenings)
    links.across(page, told, happenings, lambda h: dating.fresh(page, h) if _recent(page, h, lead) else None)
    drafts = _drafts(page, happenings)
    remarks.claims(page, drafts)
    remarks.small_fields(page, drafts)
    retracting.withdraw(page, drafts)
    for draft in drafts:
        onename.fold(page, draft.statement)
    standing.place(page, drafts)
    return [d.statement for d in drafts if standing.worth(page, d)]


def _told(page: Page) -> tuple[list[Told], set[int]]:
    """Every mention with the status, time and place that its sentence gives it; and the words of what did not happen."""
    found = causes.sort(page, gaps.fill(mentions.find(page)))
    controls = territory.controls(page)
    taken = {c.mention.token.i for c in controls}
    found = [m for m in found if m.token.i not in taken]
    by_token = {c.mention.token.i: c for c in controls}
    found = sorted([*found, *(c.mention for c in controls)], key=lambda m: m.token.i)
    out = []
    unreal: set[int] = set()
    mistaken = beliefs.mistaken(page, found) | retracting.misplaced(page, found)
    page.seams, titled = halves.seams(page, found), headed(page)
    for place, mention in enumerate(found):
        verdict = weighing.judged(page, mention, status.judge(mention))
        if mention.token.i in mistaken:
            verdict = status.Verdict("negated", "status.mistaken")
        if verdict.status not in ("reported", "alleged"):
            unreal.add(mention.token.i)
            verdict = denying.said_not(mention, verdict)
        if verdict.status in DROPPED:
            continue
        beside = _beside(found, place, mention)
        rivals = [m for m in beside if not settle.one_clause(m, mention)]
        toll = mention.token.lemma_ == "toll"  # a time beside it is the day of the count
        timed = None if toll else settle.time_of(page, mention, beside)
        if mention.type == "territory-held" or mention.lingering:
            timed = holding.since(page, mention) or timed
        located = placing.place_of(page, mention, rivals)
        if located is not None and _doers_own(page, located, mention):
            located = None
        control = by_token.get(mention.token.i)
        if mention.type == "offensive" and located is not None and _prize_of_another(located, mention, controls):
            located = None
        if control is not None:
            located = _of_control(page, control) or located
            mention.arguments.agents, mention.arguments.patients = [], []
        if disbelief.held(mention.token):
            mention.arguments.agents = []  # whoever it is that somebody does not believe to have done it
        item = Told(mention, verdict, timed, located, hedge=status.hedge(page, mention), control=control)
        item.country = located.place.country if located is not None and located.place is not None else None
        item.near = nearness.stands_near(page, located)
        item.in_title = titled and mention.sentence == 0
        item.told_by = settle.told_by(page, mention)
        out.append(item)
    links.in_sentence(page, out)
    return out, unreal


RIVALS = 6
"""Mentions on either side that may own a time or place instead; sentences with more of them are lists or debris."""


def _beside(found: list[Mention], place: int, mention: Mention) -> list[Mention]:
    """The mentions beside this one in its sentence."""
    near = found[max(0, place - RIVALS) : place + RIVALS + 1]
    return [m for m in near if m.sentence == mention.sentence and m is not mention]


def _doers_own(page: Page, located: Any, mention: Mention) -> bool:
    """Whether a country only says whose men did it: "by warplanes of its ally Russia"."""
    if located.place is None or located.place.precision != "country":
        return False
    word, doers = syntax.token_at(page.doc, located.mention.start), {a.i for a in mention.arguments.agents}
    for above in syntax.ancestors(word):
        if word.pos_ == "ADP" and word.lower_ not in ("of", "by"):
            return False
        word = above
        if word.i in doers:
            return True
    return False


def _prize_of_another(located: Any, mention: Mention, controls: list[territory.Control]) -> bool:
    """Whether a place is what another clause says was taken: "the offensive, after capturing the base", is not on the base."""
    at = located.mention.start
    return any(
        c.place is not None and c.place[0] <= at < c.place[1] and c.mention.type == "territory-taken" for c in controls
    ) and not any(c.mention.token.i == mention.token.i and c.place for c in controls)


def _of_control(page: Page, control: territory.Control) -> Any:
    """The place that is taken or held: named in the phrase itself, or the one that "the base" or "the city" repeats."""
    if control.place is None:
        return None
    start, end = control.place
    inside = [p for p in page.places_in(start, end + 1) if not p.mention.demonym]
    if inside:
        return inside[0]
    head = syntax.head_of(page.doc, start, end)
    wide = [
        p
        for p in page.places_in(head.left_edge.idx, head.right_edge.idx + len(head.right_edge))
        if not p.mention.demonym
    ]
    if wide:
        return wide[0]
    return named_before(page, head)


TOWNS = frozenset({"town", "city", "village"})


def named_before(page: Page, head: Any) -> Any:
    """The place that a bare "the base", "the town" means: the last one named before of that sort."""
    if not any(c.lower_ in ("the", "this", "that") for c in head.children):
        return None
    before = [p for p in page.places if p.mention.end <= head.idx and not p.mention.demonym and p.place is not None]
    lemma = head.lemma_.lower()
    for located in reversed(before):
        kind = located.place.kind if located.place else ""
        sort = f"{located.mention.cue or ''} {kind} {located.mention.words}".lower()
        if lemma in sort or lemma in TOWNS and kind in TOWNS:
            return located
    return None


def _tally(page: Page, happenings: list[Happening], unreal: set[int]) -> None:
    """Give each figure to the happening whose words stand nearest to it in its sentence."""
    by_sentence: dict[int, list[tuple[Mention, Happening]]] = {}
    for happening in happenings:
        for told in happening.told:
            by_sentence.setdefault(told.mention.sentence, []).append((told.mention, happening))
    previous: Happening | None = None
    violent: Happening | None = None
    for index in range(len(page.sentences)):
        here = by_sentence.get(index, [])
        for tally in harm.tallies(page, index, [m for m, _ in here]):
            able = [mh for mh in here if _counts(mh[1], tally)] or here
            owner = min(able, key=lambda mh: figures.distance(tally, mh[0]), default=None)
            meant = owner[1] if owner else violent if violent and tally.what in HURT else previous
            if tally.governor is not None and tally.governor.i in unreal:
                continue
            if meant is None or not _counts(meant, tally):
                continue
            tally.what = statements.TAKEN_AS.get((meant.type, tally.what), tally.what)
            if tally.feared:
                tally.low = None  # nobody is known to be dead
            if tally.governor is not None and any(t.sums and t.mention.token == tally.governor for t in meant.told):
                tally.cumulative = True
            if any(t.mention.lingering for t in meant.told):
                tally.cumulative = tally.cumulative or overtime.of_a_season(page, tally)
            said = sourcing.speaker(page, tally.head)
            tally.speaker = tally.speaker or (said[0] if said else None)
            meant.tallies.append(tally)
        if here:
            previous = here[-1][1]
            violent = next((h for _, h in reversed(here) if _violent(h)), violent)


HURT = frozenset({"killed", "wounded", "missing", "trapped"})
"""Figures that, told in a sentence of their own, are those of the last violence told and not of an arrest or a march."""


def _violent(happening: Happening) -> bool:
    return ontology.load().types[happening.type].counts_as_violence


def _counts(happening: Happening, tally: figures.Tally) -> bool:
    kind = ontology.load().types[happening.type]
    return (
        tally.what in kind.counts
        or (happening.type, tally.what) in statements.TAKEN_AS
        or kind.counts_as_violence
        and tally.what in ("killed", "wounded", "missing", "trapped", "kidnapped", "displaced")
    )


def _drafts(page: Page, happenings: list[Happening]) -> list[Draft]:
    drafts = []
    lead = _lead(happenings)
    signed = (LEARNED + thresholds.mark() if page.sight is not None else RULES) + times.mark()
    for happening in happenings:
        draft = statements.draft(page, happening, signed, leads=_recent(page, happening, lead))
        for told in happening.told:
            if told.control is not None:
                _control_parties(page, draft.statement, told.control)
        weighing.revise(page, draft.statement, happening)
        drafts.append(draft)
    return drafts


def _lead(happenings: list[Happening]) -> Happening | None:
    for happening in happenings:
        if ontology.load().types[happening.type].counts_as_violence:
            return happening
    return happenings[0] if happenings else None


def _recent(page: Page, happening: Happening, lead: Happening | None) -> bool:
    """Whether a happening without a day may be taken as news of the day: it leads, or nothing says that it is old."""
    return happening is lead or not standing.looks_back(page, happening)


def _control_parties(page: Page, statement: Statement, control: territory.Control) -> None:
    for role, heads in control.parties.items():
        for head in heads:
            party = parties.party(page, head, acting=True)
            if party is not None:
                parties.put(statement.roles.setdefault(role, []), party)
    statement.traces.append(Trace(field="roles", rule="territory.control"))
    if control.place is not None and statement.type == "territory-taken" and not statement.roles.get("target"):
        quote = page.quote(*control.place)
        name = parties.LEADING.sub("", quote.words)
        statement.roles["target"] = [Party(name=name, words=quote.words, kind="place", quotes=[quote])]
