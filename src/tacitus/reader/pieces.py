"""Cuts a very long report at its paragraphs, has each piece read, and puts the quotes back where they stand."""

from __future__ import annotations

import time

import msgspec

from tacitus.errors import CutShort, Failure, TacitusError
from tacitus.reader import stages
from tacitus.reader.page import LONGEST
from tacitus.reader.statements import identify
from tacitus.record import Quote, Report, Statement

PIECE = 20_000
"""Code points of a piece of a report that is too long to be laid open at once: as long as the longest of news stories."""
SECONDS = 100.0
"""No further piece is begun that would end later: the engine gives a report 120 seconds, and what was read must not be
lost. Where nothing else runs, so much time does for some 700,000 code points full of events, and for a million of any other."""
SLOWER = 1.5
"""A piece may take so many times as long as the slowest before it."""


def read(report: Report) -> list[Statement]:
    """What a report says happened, one statement a happening, in the order of the text.

    Rules and learned reader together; the rules alone where the models are not there. Looks at this report only. Every
    value carries quotes of `report.text`. Empty for a report that tells of no political violence. Never raises for odd
    text. A report longer than `page.LONGEST` is read piece by piece, so that memory stays bounded; what a later piece
    says of an earlier one's happening is then a statement of its own. Raises CutShort (E308), with what it has read and the
    place where it stopped, if all of such a report cannot be read in SECONDS, or a piece behind the first cannot be read.
    """
    return _read(report, learned=True)


def by_rules(report: Report) -> list[Statement]:
    """What `read` gives without the learned reader."""
    return _read(report, learned=False)


def _read(report: Report, *, learned: bool) -> list[Statement]:
    if len(report.text) <= LONGEST:
        return stages.read(report, learned=learned)
    out: list[Statement] = []
    begun, slowest = time.monotonic(), 0.0
    for start, end in cuts(report.text, PIECE):
        since = time.monotonic()
        if since - begun + SLOWER * slowest > SECONDS:
            raise CutShort(_unread(report, start, "no time was left for it"), out)
        piece = msgspec.structs.replace(report, text=report.text[start:end])
        try:
            found = stages.read(piece, learned=learned)
        except TacitusError:
            raise  # what is missing for this piece is missing for every report
        except Exception as error:
            if not start:
                raise
            raise CutShort(_unread(report, start, f"{type(error).__name__} there"), out) from error
        out.extend(moved(statement, start) for statement in found)
        slowest = max(slowest, time.monotonic() - since)
    return out


def _unread(report: Report, start: int, why: str) -> Failure:
    """E308: where the reader stopped, and why."""
    return Failure(
        code="E308",
        what=f"read up to character {start:,} of {len(report.text):,}; what stands behind that was left unread: {why}",
        where=report.source or report.title or report.id[:12],
        hint="cut the text into parts, and read each as a report of its own",
    )


def cuts(text: str, longest: int = PIECE) -> list[tuple[int, int]]:
    """Where to cut: spans of at most `longest` code points that cover the text, at a blank line, line or blank if there is one."""
    out, start = [], 0
    while len(text) - start > longest:
        end = start + longest
        for mark in ("\n\n", "\n", ". ", " "):
            at = text.rfind(mark, start + longest // 2, end)
            if at > 0:
                end = at + len(mark)
                break
        out.append((start, end))
        start = end
    out.append((start, len(text)))
    return out


def moved(statement: Statement, by: int) -> Statement:
    """The statement with every quote moved on, and an id that tells it from others of its report."""

    def move(value: object) -> object:
        if isinstance(value, Quote):
            return Quote(report=value.report, start=value.start + by, end=value.end + by, words=value.words)
        if isinstance(value, msgspec.Struct):
            return msgspec.structs.replace(value, **{f: move(getattr(value, f)) for f in value.__struct_fields__})
        if isinstance(value, list):
            return [move(item) for item in value]
        if isinstance(value, dict):
            return {key: move(item) for key, item in value.items()}
        return value

    moved = move(statement)
    assert isinstance(moved, Statement)
    moved.id = identify(moved.report, moved.type, moved.quotes[0])
    return moved
