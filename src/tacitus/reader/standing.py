"""Which happenings are told well enough to be kept, and which of them are the report's own news."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tacitus import ontology
from tacitus.reader import dating, fitting, grouping, links, owning, syntax, weighing
from tacitus.reader.grouping import Happening
from tacitus.reader.lexicon import listed
from tacitus.reader.page import Page
from tacitus.reader.statements import Draft
from tacitus.record import Statement

QUIET = frozenset({"accident", "disaster"})
SOFT = frozenset(
    {
        "territory-held", "withdrawal", "deployment", "base-established", "protest", "arrest", "ceasefire", "agreement",
        "weapons-seized", "prisoner-exchange", "displacement", "accident", "disaster", "aid-blocked",
    }
)  # fmt: skip
"""Types that mostly follow on violence: told far down a report they are its surroundings, not its news."""
LEAD_CHARS = 420
"""A report's own news stands in its title and first paragraph, about so many code points."""
NEWS_DAYS = 3
"""What happened longer than this before the report's own news is told to explain it."""
MANY = 50
"""Fewer people than this who run from an attack are no displacement."""
DIGEST = 3
"""From so many paragraphs on that each open with a happening elsewhere, a report is a round-up: all of it is news."""


def stands(happening: Happening) -> bool:
    """Whether enough is said: bare "killed" or "attack" with nobody, nothing, nowhere is talk, not a happening."""
    if all(t.mention.entry.agentive for t in happening.told) and not _acts(happening):
        return False
    if any(t.mention.entry.weight >= 2 for t in happening.told) and not _plural_talk(happening):
        return True
    bounded = any(t.low is not None or t.high is not None for t in happening.tallies if not t.cumulative)
    if bounded:
        return True
    specific = bool(happening.times() or happening.places())
    if specific and happening.first.verdict.status == "denied":
        return True  # what is denied is somebody's charge, however little is said of it
    acted = any(t.mention.arguments.agents or t.mention.arguments.patients for t in happening.told)
    whole = any(t.mention.arguments.agents and t.mention.arguments.patients for t in happening.told)
    return (
        (specific and acted or whole)
        and not _plural_talk(happening)
        and (whole and specific or any(not t.mention.entry.only_harm for t in happening.told))
    )


def _acts(happening: Happening) -> bool:
    """Whether somebody named only by what he does ("the bomber") is said to do it: as a subject, or with a toll."""
    return bool(happening.tallies) or any(t.mention.token.dep_ == "nsubj" for t in happening.told)


TALK = listed("stages", "talk")
"""Nouns of a state of things: a happening only with a day, a place or a toll of its own."""


def _plural_talk(happening: Happening) -> bool:
    """ "attacks in the region have increased": many unnamed happenings told at once, without a day of their own."""
    if len(happening.told) > 2:
        return False
    if any(t.when.precision == "day" for t in happening.times()):
        return False
    if any(t.low or t.high for t in happening.tallies if not t.cumulative):
        return False
    if all(t.mention.entry.noun and t.mention.entry.words[-1] in TALK for t in happening.told):
        return not _somewhere(happening)
    if happening.first.mention.sentence == 0 and _somewhere(happening):
        return False  # "Clashes in X": what a report opens with, and where
    for told in happening.told:
        token = told.mention.token
        if not (told.mention.entry.noun and token.tag_ in ("NNS", "NNPS")):
            return False
        lower = {c.lower_ for c in token.children} | {c.lower_ for c in token.head.children}
        if lower & {"two", "three", "four", "twin", "dual", "both", "these", "those"}:
            return False
    return True


def _somewhere(happening: Happening) -> bool:
    """Whether it is told of a place that is finer than a country."""
    return any(p.place is not None and p.place.precision != "country" for p in happening.places())


RECALLING = listed("standing", "recalling")


COUNTED_AFTER = listed("standing", "counted_after")


def _counted_after(token: Any) -> bool:
    """Whether something else is told to have come at a distance in time that nobody numbers: "weeks after the bombing"."""
    after = next((w for w in syntax.ancestors(token, 4) if w.lower_ == "after" and w.i < token.i), None)
    return after is not None and after.i > 0 and after.nbor(-1).lower_ in COUNTED_AFTER


def looks_back(page: Page, happening: Happening) -> bool:
    """Whether its words recall it: "the earlier attack", "had been killed", "in recent years"."""
    token = happening.first.mention.token
    for child in token.children:
        if child.lower_ in grouping.OLD_WORDS:
            return True
    if any(w.lemma_.lower() in RECALLING for w in syntax.ancestors(token)):
        return True
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    if any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children) and happening.first.mention.sentence > 2:
        return True
    if _counted_after(token):
        return True
    text = page.sentences[happening.first.mention.sentence].text.lower()
    return any(
        w in text
        for w in (" since then", "in recent", "in the past", "years ago", "previously", "over the years", "in previous")
    )


def place(page: Page, drafts: list[Draft]) -> None:
    """Mark as background what a report only recalls or mentions; what it is there to tell stays main."""
    violent = [d for d in drafts if ontology.load().types[d.statement.type].counts_as_violence]
    news = [d for d in violent if not _counted_from(page, d)]
    lead = next(iter(news or violent or drafts), None)
    if lead is None:
        return
    round_up = _round_up(page, drafts)
    for draft in drafts:
        held = draft.statement.type == "territory-held"
        recalled = _aside(page, draft, lead, round_up) or weighing.recalled(page, draft.happening)
        if held or (in_passing(page, draft) if draft is lead else recalled):
            draft.statement.role_in_report = "background"


def _counted_from(page: Page, draft: Draft) -> bool:
    """Whether it only stands to date another and is old: "ten days after the massacre, jets hit the town again"."""
    counted = any(t.field == "when" and t.rule == links.RULE for t in draft.statement.traces)
    return counted and dating.is_old(page, draft.statement.when)


def _aside(page: Page, draft: Draft, lead: Draft, round_up: set[int]) -> bool:
    statement = draft.statement
    if dating.is_old(page, statement.when) or looks_back(page, draft.happening):
        return True
    if statement.status in ("planned", "threatened", "denied") and draft.happening.first.mention.sentence > 0:
        return True
    if _answered(draft, lead):
        return True
    if _opens(page, draft) or draft.happening.first.mention.sentence in round_up:
        return False
    if statement.type in SOFT or statement.status not in ("reported", "alleged", "claimed"):
        return True
    if _before(draft, lead):
        return True
    return not (_hurts(draft) or fitting.akin(draft.happening, lead.happening))


def _opens(page: Page, draft: Draft) -> bool:
    """Whether it is told in the title or the first paragraph."""
    begin = page.dateline.end if page.dateline is not None else 0
    return any(t.mention.start < begin + LEAD_CHARS for t in draft.happening.told)


SUBJECT_SENTENCES = 3
"""A report that comes back to a happening in so many sentences is about it, wherever it begins to."""
SHORT = 8
"""Sentences of a text so short that whatever it tells is its news."""


def in_passing(page: Page, draft: Draft) -> bool:
    """Whether a report about something else only mentions it: far down, and in a sentence or two."""
    told = {t.mention.sentence for t in draft.happening.told}
    return not _opens(page, draft) and len(told) < SUBJECT_SENTENCES and len(page.sentences) > SHORT


def _hurts(draft: Draft) -> bool:
    return any(c in draft.statement.counts for c in ("killed", "wounded", "kidnapped"))


def _before(draft: Draft, lead: Draft) -> bool:
    """Whether it lies days before the report's own news."""
    ours, news = draft.statement.when, lead.statement.when
    if ours.end is None or news.start is None or ours.basis == "publication":
        return False
    return dating.as_date(ours.end) < dating.as_date(news.start) - timedelta(days=NEWS_DAYS)


ANSWERED = listed("standing", "answered")


def _answered(draft: Draft, lead: Draft) -> bool:
    """ "shelled the town in retaliation for an ambush": what is answered is told to explain the answer."""
    token = draft.happening.first.mention.token
    if draft.happening.first.mention.sentence != lead.happening.first.mention.sentence:
        return False
    chain = [token, *syntax.ancestors(token, 4)]
    return any(w.lower_ in ANSWERED or w.lemma_.lower() in ANSWERED for w in chain[1:]) and not any(
        t.mention.token in chain[1:] and t.mention.sentence == 0 for t in draft.happening.told
    )


def _round_up(page: Page, drafts: list[Draft]) -> set[int]:
    """The first sentences of the paragraphs of a round-up, each of which tells of another place; empty for a single story."""
    opens: dict[int, int] = {}
    for index, paragraph in enumerate(page.paragraphs):
        opens.setdefault(paragraph, index)
    near = {n for first in opens.values() for n in (first, first + 1)}
    told = [
        d
        for d in drafts
        if d.happening.first.mention.sentence in near and not dating.is_old(page, d.statement.when)
    ]
    places = {(d.statement.where.country, d.statement.where.name) for d in told if d.statement.where.country}
    countries = {c for c, _ in places}
    paragraphs = {page.paragraphs[d.happening.first.mention.sentence] for d in told}
    if len(paragraphs) < DIGEST or len(places) < DIGEST or len(countries) < DIGEST and not grouping.round_up(page):
        return set()
    return near


DYING = listed("stages", "dying")


def _only_died(page: Page, draft: Draft) -> bool:
    """Whether people are only said to have died or been hurt, with no word of violence in the sentences that tell it."""
    told = draft.happening.told
    if any(t.mention.token.lemma_.lower() not in DYING for t in told):
        return False
    if any(t.mention.arguments.agents for t in told if t.mention.token.lemma_.lower() in ("hurt", "injure")):
        return False
    near = {t.mention.sentence for t in told}
    said = [w for n in near for w in page.sentences[n] if w.pos_ in ("NOUN", "VERB") and w.lemma_.lower() not in DYING]
    return not any(owning.violent(w) for w in said)


def _only_summed(draft: Draft) -> bool:
    """Whether all that is told is how many a war, a disease or a year has killed: a sum of happenings, and none itself."""
    told, statement = draft.happening.told, draft.statement
    if not all(t.mention.entry.only_harm or t.mention.lingering for t in told):
        return False
    if statement.when.precision == "year" and not any(t.mention.arguments.agents for t in told):
        return any((count.low or 0) > 1 for count in statement.counts.values())  # "181 leaders were killed last year"
    return not statement.counts and any(t.cumulative for t in draft.happening.tallies)


def _prize(statement: Statement) -> bool:
    """Whether ground that changes hands has a name, or is said to be of one of two sides: campaigns recapture ground, too."""
    sides = any(statement.roles.get(role) for role in ("taker", "former_holder", "holder"))
    return bool(statement.where.name or statement.where.said or sides)


def worth(page: Page, draft: Draft) -> bool:
    """Whether a draft is told well enough to be a statement."""
    statement = draft.statement
    if statement.type == "territory-held":
        return statement.where.lat is not None
    if statement.type == "other-violence" and _only_died(page, draft) or _only_summed(draft):
        return False
    if statement.type in ("territory-taken", "territory-lost") and not _prize(statement):
        return False
    if statement.type in QUIET:
        return draft.happening.first.mention.sentence < 2 or bool(statement.counts)
    if statement.type == "displacement":
        fled = statement.counts.get("displaced")
        return fled is not None and (fled.low or fled.high or 0) >= MANY
    if statement.status in ("planned", "threatened"):
        return bool(statement.roles.get("attacker") or statement.roles.get("target"))
    if (
        statement.role_in_report == "background"
        and statement.when.basis == "none"
        and not statement.where.name
        and not statement.counts
    ):
        return False
    return True
