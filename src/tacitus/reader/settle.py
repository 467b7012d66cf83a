"""Ties a mention to its own time among those that its sentence names, or to none, and to the day by which it was told."""

from __future__ import annotations

from datetime import date
from typing import Any

from tacitus.reader import items, syntax
from tacitus.reader.lexicon import listed, mapped, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page
from tacitus.reader.timing import Timed, as_day, parted

FARTHEST = 12.0
"""Steps in the parse, and some for distance and rivals, beyond which a time is none of a mention's."""
OWN = 0.0
"""The cost of a time that stands within the words that name it: "Thursday's bombing", "the 14 October attack"."""


def time_of(page: Page, mention: Mention, beside: list[Mention]) -> Timed | None:
    """The time expression that belongs to a mention: nearest in the parse, not that of a verb of saying, not a rival's.

    Where its sentence names none, the day at the head of the chronology's line.

    beside: the other mentions of its sentence.
    """
    if _died_later(mention):
        return None
    rivals = [m for m in beside if not one_clause(m, mention)]
    best: tuple[float, Timed] | None = None
    for timed in _of_sentence(page, mention):
        head = syntax.head_of(page.doc, timed.start, timed.end)
        cost = _cost(page, timed, head, mention, beside, rivals)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, timed)
    if best is None:
        return items.day_at(page, mention.token.idx)
    return best[1] if best[0] < FARTHEST else None


HURT = frozenset({"injured", "wounded"})
WOUNDS = listed("figures", "wounds")


def _died_later(mention: Mention) -> bool:
    """Whether it only tells that people hurt before have died, whose day is not that of the deed: "three of the wounded died"."""
    if mention.token.lemma_ not in ("die", "succumb"):
        return False
    whose = {t.lower_ for a in mention.arguments.agents for t in a.subtree}
    return bool(whose & HURT) or any(p.lemma_.lower() in WOUNDS for ps in mention.arguments.preps.values() for p in ps)


def one_clause(a: Mention, b: Mention) -> bool:
    """Whether two mentions tell of one thing by standing side by side."""
    return a is b or syntax.path(a.token, b.token) <= ONE_CLAUSE


ONE_CLAUSE = 2
"""Steps in the parse between two words that tell of one thing by standing side by side."""


def _of_sentence(page: Page, mention: Mention) -> list[Timed]:
    sentence = page.sentences[mention.sentence]
    return [t for t in page.times if sentence.start_char <= t.start < sentence.end_char]


def _cost(
    page: Page, timed: Timed, head: Any, mention: Mention, beside: list[Mention], rivals: list[Mention]
) -> float | None:
    """How far a time stands from a mention; None where it cannot be its."""
    if _too_long(timed) or parted(page, head, mention.token) or _made_exact(page, timed):
        return None
    open_side = 0
    if _since(page, timed):
        if not (mention.entry.only_harm and _so_far(page, timed, head)):
            return None
        open_side = LAST_RESORT
    owner = _owner(head, [mention, *beside])
    if owner is not None:
        return OWN if owner is mention or one_clause(owner, mention) and owner.token.i > mention.token.i else None
    if _of_older_clause(head, mention) or _of_its_telling(timed, head, mention) or _answered(head, mention):
        return None
    steps: int = syntax.path(head, mention.token)
    other = min((syntax.path(head, r.token) for r in rivals if r.token.i != mention.token.i), default=99)
    vague = 2 if timed.counted else 0  # "days earlier, on 30 November"
    away: int = abs(head.i - mention.token.i)
    return steps + vague + open_side + (4 if other < steps else 0) + away / 50


LAST_RESORT = 3
"""What "since Friday" costs more than a day that is said."""
SO_FAR_DAYS = 7
"""Beyond a week "since" tells how long a truce or a war has gone on, not when something in it happened."""
COMPARING = frozenset({"first", "only", "last", "most"})


def _so_far(page: Page, timed: Timed, head: Any) -> bool:
    """Whether "since" gives the span of a deed ("nine people have been killed since Friday"): no record, no until, not long."""
    if page.text[max(0, timed.start - 7) : timed.end].lower().find("since") < 0 or timed.when.end is None:
        return False
    first, last = as_day(timed.when.start), as_day(timed.when.end)
    if first is None or last is None or (last - first).days > SO_FAR_DAYS:
        return False
    before = head.doc[head.sent.start : head.i]
    compared = any(t.tag_ in ("JJS", "RBS") and t.lower_ != "least" or t.lower_ in COMPARING for t in before)
    perfect = any(t.lemma_.lower() == "have" and t.pos_ == "AUX" for t in before)
    return perfect and not compared


def _made_exact(page: Page, timed: Timed) -> bool:
    """Whether a vague time is said again as a date at once: "days earlier, on 30 November"."""
    return timed.counted and any(not t.counted and 0 < t.start - timed.end <= RESTATED for t in page.times)


RESTATED = 6
"""Code points between the two: a comma and a preposition."""
OWING = listed("settle", "owing")


def _answered(head: Any, mention: Mention) -> bool:
    """Whether a time is that of what somebody did about the mention: "was held on Monday over the attack"."""
    if mention.token.pos_ not in ("NOUN", "PROPN"):
        return False
    verb = _verb(head)
    above = syntax.ancestors(mention.token)
    if verb not in above:
        return False
    return any(word.lower_ in OWING for word in above[: above.index(verb)])


def _of_its_telling(timed: Timed, head: Any, mention: Mention) -> bool:
    """Whether a time is of the telling; one counted from another ("the toll of raids the previous day") is of what is told."""
    return timed.when.precision in EXACT and not timed.counted and _of_saying(head, mention)


EXACT = frozenset({"day", "week"})
"""What is said "in December" of a deed is mostly of that December; what is said on Tuesday is not of that Tuesday."""
BEFORE_NOUN = frozenset({"poss", "compound", "nmod", "amod", "nummod", "npadvmod"})


def _owner(head: Any, mentions: list[Mention]) -> Mention | None:
    """The mention whose noun a time stands before ("Thursday's deadly car bombing"); None where it stands before none."""
    noun = head
    while noun.dep_ in BEFORE_NOUN and noun.head.i > noun.i and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
        for mention in mentions:
            if mention.token.i == noun.i or head.i < mention.token.i < noun.i and mention.token.head.i == noun.i:
                return mention
    return None


def told_by(page: Page, mention: Mention) -> Timed | None:
    """The earliest day that its sentence gives to what came after it: its telling, a burial, a new count of the dead."""
    found = [
        timed
        for timed in _of_sentence(page, mention)
        if timed.when.precision == "day" and timed.when.end is not None
        and not _since(page, timed)
        and _after(timed, syntax.head_of(page.doc, timed.start, timed.end), mention)
        and (page.anchor is None or timed.when.end <= page.anchor.isoformat())
    ]
    return min(found, key=lambda t: (t.when.end or "", t.start), default=None)


def _after(timed: Timed, head: Any, mention: Mention) -> bool:
    """Whether a time is of what came after the mention."""
    return _of_its_telling(timed, head, mention) or _answered(head, mention)


AFTERMATH = listed("settle", "aftermath")
"""Verbs of what follows an attack: their day is not the attack's."""
ARRESTING = frozenset(verb for verb, harm in mapped("figures", "harm_verbs").items() if harm == "arrested") - {"round"}
"""Verbs of an arrest: its day is not that of what somebody is arrested for."""
DENYING = listed("sourcing", "deny")
SAYING = frozenset({"say", "tell", "announce", "state", "confirm", "declare"})


def _of_saying(head: Any, mention: Mention) -> bool:
    """Whether a time is that of a verb of saying ("officials said on Tuesday") rather than of what is said."""
    verb = _verb(head)
    if verb.i != mention.token.i and (verb.lemma_ in AFTERMATH or _counts(verb)):
        return True
    if verb.lemma_ in ARRESTING and syntax.path(verb, mention.token) > ONE_CLAUSE:
        return True  # "blamed the group for the attack and said two suspects had been arrested on Thursday"
    content = _content(mention, head)
    if content is not None:
        return True
    if verb.lemma_ not in words("reporting") | DENYING or verb.i == mention.token.i:
        return False
    if _behind_that(verb, head) or _before_speaker(verb, head, mention) or _behind_content(verb, head, mention):
        return False
    children = {c.dep_ for c in verb.children}
    return (
        bool(children & {"ccomp", "parataxis"})
        or verb.dep_ in ("parataxis", "ccomp")
        or mention.token.i not in {t.i for t in verb.subtree}
        or verb.lemma_ in SAYING
    )


COUNTS = listed("settle", "counts")


def _counts(verb: Any) -> bool:
    """Whether a verb tells how a count went: "the number of people killed in the blast passed 70 on Wednesday"."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.lemma_.lower() in COUNTS for c in verb.children)


def _verb(token: Any) -> Any:
    for _ in range(4):
        if token.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    return token


def _behind_that(verb: Any, head: Any) -> bool:
    """ "Said that on Friday the army shelled": what stands behind "that" is of what is said, wherever it hangs."""
    return any(
        c.dep_ == "mark" and c.lower_ == "that" and c.i < head.i < told.i
        for told in verb.children
        if told.dep_ == "ccomp"
        for c in told.children
    )


def _behind_content(verb: Any, head: Any, mention: Mention) -> bool:
    """ "Police said two men shot a teacher in Quetta on Monday": a time right behind what is said is of that, wherever it hangs."""
    hangs = head if head.dep_ != "pobj" else head.head
    if hangs.head != verb or not verb.i < mention.token.i < hangs.i:
        return False
    said = next((c for c in verb.children if c.dep_ == "ccomp" and c.left_edge.i <= mention.token.i <= c.right_edge.i), None)
    return said is not None and said.right_edge.i == hangs.i - 1


def _before_speaker(verb: Any, head: Any, mention: Mention) -> bool:
    """ "Men slashed at travellers on Saturday, state media said": a time before the speaker, behind what is told."""
    speakers = [c for c in verb.children if c.dep_ == "nsubj" and c.i > head.i]
    if not speakers or verb.i < head.i:
        return False
    between = head.doc[head.i : min(s.left_edge.i for s in speakers)]
    return mention.token.i < head.i and any(t.text in (",", '"', "”", "''") for t in between)


def _content(mention: Mention, head: Any) -> Any:
    """The clause of what is said that holds the mention, where the time stands outside before its "that"; else None.

    "Said in a video seen on Monday that his men had taken the girls".
    """
    for word in [mention.token, *syntax.ancestors(mention.token)]:
        that = [c for c in word.children if c.dep_ == "mark" and c.lower_ == "that"]
        if word.dep_ != "ccomp" or not that:
            continue
        said = [v for v in (word.head, *syntax.ancestors(word.head, 3)) if v.lemma_ in words("reporting") | DENYING]
        return word if said and said[0].i < head.i < that[0].i else None
    return None


LONGEST_DAYS = 370
"""A span of more than a year ("2009-present") says when a war was, not when something in it happened."""


def _too_long(timed: Timed) -> bool:
    if timed.when.start is None or timed.when.end is None:
        return timed.when.precision != "unknown"  # "31 June" is said of it, though it is no day
    return (date.fromisoformat(timed.when.end[:10]) - date.fromisoformat(timed.when.start[:10])).days > LONGEST_DAYS


def _of_older_clause(head: Any, mention: Mention) -> bool:
    """Whether a time belongs to a clause of its own beside the mention ("since the war began in 2011")."""
    for word in [head, *syntax.ancestors(head)]:
        if word == mention.token:
            return False
        if word.dep_ == "acl" and word.tag_ == "VBG":
            continue  # "struck a bus carrying pilgrims on Tuesday": at one time with what is told
        if (
            word.dep_ in ("advcl", "relcl", "acl")
            and word.pos_ in ("VERB", "AUX")
            and mention.token.i not in {t.i for t in word.subtree}
        ):
            if word.dep_ != "advcl" and word.head == mention.token:
                return False  # "a truce signed in September"
            return word.dep_ != "advcl" or any(
                c.dep_ == "mark" and c.lower_ in ("since", "until", "before", "after") for c in word.children
            )
    return False


def _since(page: Page, timed: Timed) -> bool:
    before = page.text[max(0, timed.start - 7) : timed.start].lower()
    return before.endswith(("since ", "until ")) or timed.words.lower().startswith(("since", "until"))
