"""Every calendar expression of a text, in order and without overlap."""

from __future__ import annotations

import re

from tacitus.times.build import NAME, build, flat
from tacitus.times.mention import Tense, TimeMention
from tacitus.times.patterns import rules
from tacitus.times.scan import windows

_OPEN = re.compile(
    r"\b(?:ever )?(since|until|till|up to)(?:\s+(?:at least|about|the|late on|early on))?\s+$", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:(-|–|—|to|until|till|through)|(and|or))\s*(?:the\s+)?(?:on\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
# The last of these before an expression shows its tense; "will be held" is one sign, not "held".
_TENSE = re.compile(
    r"(?P<future>\b(?:will|would|shall|should|must|['’]ll|won['’]t|is to|are to|due(?: to)?"
    r"|(?:is|are|was|were) set to|set for|scheduled|plan(?:s|ned|ning)? (?:to|for)|expected|slated|upcoming"
    r"|ahead of|going to|deadline|postponed|extended|adjourned|as soon as|as early as|(?<!to )be)\b"
    r"(?:\s+(?:not|also|be|have|been|for|to|until|till)\b)*(?:\s+\w+)?)"
    r"|(?P<past>\b(?:said|told|was|were|had|did|began|took|came|made|fell|hit|shot|struck|went|left|killed|saw|broke"
    r"|got|held|blew|set|led|burst|fought|met|wrote|spoke|found|lost|won|last|(?!united)\w{3,}ed)\b)"
    r"|(?P<stop>[.!?;:]\s)", re.IGNORECASE)
_CUE_REACH = 70  # characters before an expression that are searched for a sign of its tense: about a clause


def find(text: str) -> list[TimeMention]:
    """Every calendar expression of the text, by place, none overlapping another. Never raises.

    Ages, bare spans of time ("24 hours"), "a second bomb", "may" and "march" as verbs, newspapers' names and
    "9/11" are not taken. Expressions of "now" and "recently" are found, but not `dated`.
    """
    return _joined([_opened(m, text) for m in _longest(text)], text)


def _longest(text: str) -> list[TimeMention]:
    found: list[TimeMention] = []
    used = bytearray(len(text))
    for name, stretches in windows(text).items():
        for stretch in stretches:
            for match in rules()[name].finditer(text, *stretch):
                fields = build(name, match, text)
                if fields is None:
                    continue
                start, end = match.span("m")
                if fields == NAME:
                    used[start:end] = b"\1" * (end - start)
                    continue
                end = fields.pop("stop", end)
                found.append(TimeMention(start=start, end=end, words=text[start:end], **fields))
    found.sort(key=lambda m: (m.start - m.end, m.start))
    taken: list[TimeMention] = []
    for mention in found:
        if not any(used[mention.start : mention.end]):
            used[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            taken.append(mention)
    return sorted(taken, key=lambda m: m.start)


def _changed(mention: TimeMention, **fields: object) -> TimeMention:
    return TimeMention(**{**{f: getattr(mention, f) for f in mention.__struct_fields__}, **fields})


def _opened(mention: TimeMention, text: str) -> TimeMention:
    """The mention with the "since" or "until" before it, and with the tense that it stands in."""
    start = mention.start
    before = _OPEN.search(text[max(0, start - 24) : start])
    if before:
        start -= before.end() - before.start()
        relation = "since" if before.group(1).lower() == "since" else "until"
        return _changed(mention, start=start, words=text[start : mention.end], relation=relation,
                        tense=_tense(text, start))
    return _changed(mention, tense=_tense(text, start))


def _tense(text: str, start: int) -> Tense | None:
    last: Tense | None = None
    for sign in _TENSE.finditer(text, max(0, start - _CUE_REACH), start):
        last = None if sign.lastgroup == "stop" else "future" if sign.lastgroup == "future" else "past"
    return last


def _joined(found: list[TimeMention], text: str) -> list[TimeMention]:
    out: list[TimeMention] = []
    for mention in found:
        if out and (joined := _range(out[-1], mention, text)):
            out[-1] = joined
        else:
            out.append(mention)
    return out


def _range(first: TimeMention, last: TimeMention, text: str) -> TimeMention | None:
    """The two as one span of time, if the words between them say so."""
    if last.start - first.end > 12 or not (first.dated and last.dated) or first.kind == "range":
        return None
    alike = first.kind == last.kind and (first.day is None) == (last.day is None)
    join = _JOIN.fullmatch(text[first.end : last.start])
    between = first.hours == "night to next" or _BETWEEN.search(text[max(0, first.start - 12) : first.start])
    if last.relation == "until":  # "from Monday until Wednesday": the word is already taken
        return _as_range(first, last, text) if alike and text[first.end : last.start].isspace() else None
    if not join or not alike or first.relation != "at" or last.relation == "since":
        return None
    if join.group(2) and not between and not (first.part and last.part):
        return None
    to = flat(join.group(1)) in ("until", "till", "to")
    if to and not (between or first.kind in ("date", "weekday")):
        return None
    return _as_range(first, last, text)


def _as_range(first: TimeMention, last: TimeMention, text: str) -> TimeMention:
    return TimeMention(start=first.start, end=last.end, words=text[first.start : last.end], kind="range", first=first,
                       last=_changed(last, relation="at"), rests_on=last.rests_on, tense=first.tense)
