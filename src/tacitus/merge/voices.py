"""Who gives which number of a happening: one voice for each independent source, as it last spoke."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

import msgspec

from tacitus import ontology
from tacitus.merge.facts import AGENTS
from tacitus.merge.independent import moment, reliability, sources, wires
from tacitus.merge.takenback import taken_back, takes_back
from tacitus.merge.words import same_name, vague_number
from tacitus.record import Count, Figure, Report, Statement

Bounds = tuple[int | None, int | None]
_NUMBER = re.compile(r"\d+")


class Voice(msgspec.Struct, frozen=True, eq=False, dict=True):
    """One count with its place in time and the source that gives it.

    order: sorts by time; wire copies are dated as the first of them, main statements come after passing mentions of the
    same day, and of one day the higher figure counts as the later. own: given by those who attacked. retracted: a later
    correction says that the figure was wrong, or the source took back the whole account. rank: 0 for the most reliable
    source, see `independent.reliability`.
    """

    order: tuple[str, bool, int, int, str]
    source: str
    text: str
    statement: Statement
    count: Count
    own: bool = False
    retracted: bool = False
    rank: int = 0

    @cached_property
    def bounds(self) -> Bounds:
        """Low and high, None where open."""
        return (self.count.low, self.count.high)

    @cached_property
    def point(self) -> int:
        """The one number that stands for it best: the exact figure, else the lowest stated, else the highest."""
        stated = (self.count.best, self.count.low, self.count.high)
        return next((number for number in stated if number is not None), 0)

    @property
    def day(self) -> str:
        """The day on which it was first told, "" where that is not known."""
        return self.order[0][:10]

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.count.low is not None and self.count.low == self.count.high

    @cached_property
    def deciding(self) -> list[Figure]:
        """The figures that the count was resolved from."""
        return [one for one in self.count.said if (one.low, one.high) == self.bounds]

    @cached_property
    def partial(self) -> bool:
        """Whether it counts one kind of victim only, as far as its words say."""
        return bool(figures := self.deciding) and all(one.of for one in figures)

    @cached_property
    def vague(self) -> bool:
        """Whether it rests on words such as "dozens" alone."""
        return bool(figures := self.deciding) and all(vague_number(one.words) for one in figures)

    def holds(self, other: Voice) -> bool:
        """Whether the other's number lies within these bounds."""
        return (self.count.low is None or other.point >= self.count.low) and (
            self.count.high is None or other.point <= self.count.high
        )


def culprits(statements: Sequence[Statement]) -> frozenset[str]:
    """The names of all who are told to have done it, or claim to have."""
    names = {party.name for one in statements for role in AGENTS for party in one.roles.get(role, [])}
    names |= {claim.by for one in statements for claim in one.claims if claim.stance == "claims"}
    return frozenset(names)


def by(speaker: str | None, names: frozenset[str]) -> bool:
    """Whether the speaker is one of those named."""
    return speaker is not None and any(same_name(speaker, name) for name in names)


def voices(what: str, statements: Sequence[Statement], reports: Mapping[str, Report]) -> list[Voice]:
    """Every statement's count of `what`, earliest first; several of one source stand side by side here."""
    ids = [statement.report for statement in statements]
    copies, independent = wires(ids, reports), sources(ids, reports)
    first: dict[str, str] = {}
    for statement in statements:
        head, at = copies[statement.report], moment(reports.get(statement.report))
        if head not in first or at and (at < first[head] or not first[head]):
            first[head] = at
    doers = culprits(statements)
    found = []
    for one in statements:
        if what not in one.counts:
            continue
        count, own = _by_others(one.counts[what], doers)
        text = copies[one.report]
        order = (first[text], one.role_in_report == "main", count.low or 0, count.high or 0, one.id)
        found.append(
            Voice(order, independent[one.report], text, one, count, own=own, rank=reliability(reports.get(one.report)))
        )
    back = taken_back(statements, independent, reports) | {one.id for one in statements if takes_back(one)}
    standing = [msgspec.structs.replace(one, retracted=True) if one.statement.id in back else one for one in found]
    return _corrected(sorted(standing, key=lambda voice: voice.order), statements, first, copies)


def _by_others(count: Count, doers: frozenset[str]) -> tuple[Count, bool]:
    """The count without the attackers' own figures where the report has another, and whether it has none."""
    deciding = [one for one in count.said if (one.low, one.high) == (count.low, count.high)] or count.said
    if not deciding or not all(by(one.speaker, doers) for one in deciding):
        return count, False
    others = [one for one in count.said if not one.cumulative and not by(one.speaker, doers)]
    others = [one for one in others if (one.low, one.high) != (None, None)]
    if not others:
        return count, True
    chosen = next((one for one in others if one.of is None), others[0])
    best = chosen.low if chosen.low == chosen.high else None
    return msgspec.structs.replace(count, low=chosen.low, high=chosen.high, best=best), False


_SPELT = ("ones", "teens", "tens", "scales")


def _corrected(
    found: list[Voice], statements: Sequence[Statement], first: Mapping[str, str], copies: Mapping[str, str]
) -> list[Voice]:
    """The same voices, those marked whose exact figure a statement of the same day or later says to have been wrong."""
    wrong = [
        (first[copies[one.report]], one.id, int(was), int(now)) for one in statements for item in one.corrections
        if (was := _only_number(item.was)) and (now := _only_number(item.now)) and was != now
    ]
    return [
        msgspec.structs.replace(voice, retracted=True)
        if any(voice.exact and voice.point == was and voice.order[0] <= at and voice.statement.id != who
               for at, who, was, _ in wrong) else voice
        for voice in found
    ]


def _only_number(words: str) -> str | None:
    numbers = _NUMBER.findall(words.replace(",", "")) or _spelt(words)
    return numbers[0] if len(numbers) == 1 and len(numbers[0]) < 10 else None


def _spelt(words: str) -> list[str]:
    """The one number below a hundred that is written in words: "nine", "twenty-one people"; nothing for more than one."""
    table = ontology.table("quantities")
    said = [each for each in re.findall(r"[a-z]+", words.casefold()) if any(each in table[part] for part in _SPELT)]
    values = [next(table[part][each] for part in _SPELT if each in table[part]) for each in said]
    if len(said) == 2 and said[0] in table["tens"] and said[1] in table["ones"]:
        return [str(sum(values))]
    return [str(values[0])] if len(said) == 1 and said[0] not in table["scales"] else []


@cache
def _readings() -> dict[str, dict[str, int]]:
    with (Path(__file__).parent / "words_read.toml").open("rb") as file:
        return tomllib.load(file)


def read_as(voice: Voice, scheme: str) -> Voice:
    """The voice with a word for many read as the scheme does; unchanged where it rests on a number."""
    table = _readings().get(scheme, {})
    figures = voice.deciding if voice.vague else []
    low = next((table[word] for one in figures for word in one.words.casefold().split() if word in table), None)
    if low is None:
        return voice
    return msgspec.structs.replace(voice, count=msgspec.structs.replace(voice.count, low=low, best=None))
