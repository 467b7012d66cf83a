"""Every calendar expression of a text, in order and without overlap."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Literal

from msgspec.structs import replace

from tacitus.times.build import build
from tacitus.times.fields import NAME, flat
from tacitus.times.mention import TimeMention
from tacitus.times.patterns import rules
from tacitus.times.scan import windows
from tacitus.times.tense import tense

_NIGHTS = ("night", "overnight", "late", "evening")
_OPEN = re.compile(
    r"\b(?:ever )?(since|until|till|up to)(?:\s+(?:at least|about|the|late on|early on))?\s+$", re.IGNORECASE)
# "Around 2 July", "on or about 2 July"; but not "talks about Friday".
_ABOUT = re.compile(
    r"\b(?:around|circa|approximately|roughly|(?:on|in|since|from|by|until)(?: or)? about)\s+(?:the\s+)?$", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:(-|–|—|to|until|till|through|into)|(and|or))\s*(?:the\s+)?(?:on\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)


def find(text: str) -> list[TimeMention]:
    """Every calendar expression of the text, by place, none overlapping another. Never raises.

    Ages, bare spans of time ("24 hours"), "a second bomb", "may" and "march" as verbs, newspapers' names and
    "9/11" are not taken. Expressions of "now" and "recently" are found, but not `dated`.
    """
    return _joined(mentions(text), text)


def mentions(text: str) -> list[TimeMention]:
    """The same, the two ends of "from May to July" apart."""
    return _counted([_opened(m, text) for m in _longest(text)], text)


def _counted(found: list[TimeMention], text: str) -> list[TimeMention]:
    """The mentions with the day that they count from, where it stands right behind them.

    "The week of 3 May" takes the date in; "two days after the raid on 3 May" points to it, and both are mentions.
    """
    out: list[TimeMention] = []
    for mention, after in zip_longest(found, found[1:]):
        if out and out[-1].end > mention.start:
            continue
        if mention.kind == "around":
            if after and after.kind == "date" and text[mention.end : after.start].strip().lower() in ("", "the"):
                out.append(replace(mention, end=after.end, words=text[mention.start : after.end], first=after,
                                   rests_on=after.rests_on))
        elif mention.direction in _NAMES_EVENT and after and after.dated and after.kind in _DAYS and after.relation == "at" and (
                _OF_IT.fullmatch(text[mention.end : after.start])):
            out.append(replace(mention, first=after, rests_on=after.rests_on))
        else:
            out.append(mention)
    return out


_NAMES_EVENT = ("before", "after", "prior to", "into")
_DAYS = ("date", "weekday", "day", "feast", "hijri")
# "(two days after) the first raid of", "the capture of the town on": a few words without a break or a comma.
_OF_IT = re.compile(r"\s+(?:[^\s,;:.!?()]+\s+){0,7}")


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


def _opened(mention: TimeMention, text: str) -> TimeMention:
    """The mention with the "since" or "until" before it, and with the tense that it stands in."""
    start = mention.start
    told = tense(text, start, mention.end)
    if mention.kind in ("date", "weekday", "feast") and not mention.hours and _about(text, start, mention.end):
        mention = replace(mention, about=True)
    before = _OPEN.search(text[max(0, start - 24) : start])
    if before is None:
        return replace(mention, tense=told)
    start -= before.end() - before.start()
    relation: Literal["since", "until"] = "since" if before.group(1).lower() == "since" else "until"
    return replace(mention, start=start, words=text[start : mention.end], relation=relation, tense=told)


def _about(text: str, start: int, end: int) -> bool:
    """Whether "around" stands before a day, and not before what belongs to it ("ways around Friday's ruling")."""
    return text[end : end + 2] not in ("'s", "’s") and _ABOUT.search(text[max(0, start - 24) : start]) is not None


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
    overnight = first.kind == "day" and first.hours == "overnight" and last.kind == "weekday"
    alike = (first.kind == last.kind or overnight) and (first.day is None) == (last.day is None)
    join = _JOIN.fullmatch(text[first.end : last.start])
    between = first.hours == "night to next" or _BETWEEN.search(text[max(0, first.start - 12) : first.start])
    if last.relation == "until":  # "from Monday until Wednesday": the word is already taken
        return _as_range(first, last, text) if alike and text[first.end : last.start].isspace() else None
    if not join or not alike or first.relation != "at" or last.relation == "since":
        return None
    if join.group(2) and not between and not (first.part and last.part):
        return None
    if first.year and last.year and first.year > last.year:
        return None
    into = flat(join.group(1)) == "into"
    to = flat(join.group(1)) in ("until", "till", "to")
    if to and not (between or first.kind in ("date", "weekday")):
        return None
    if into != overnight and (not into or first.hours not in _NIGHTS):
        return None
    return _as_range(first, last, text)


def _as_range(first: TimeMention, last: TimeMention, text: str) -> TimeMention:
    return TimeMention(start=first.start, end=last.end, words=text[first.start : last.end], kind="range", first=first,
                       last=replace(last, relation="at"), rests_on=last.rests_on, tense=first.tense)
