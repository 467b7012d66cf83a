"""What the models say of labelled reports, and whether it was right: what calibration is fitted on and measured by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import muc
import own

from tacitus.reader.learned.labels import PARTS
from tacitus.reader.learned.sight import EventModel, Sight
from tacitus.reader.learned.signals import ROLES, Signals

Outcomes = dict[str, tuple[list[float], list[bool]]]
"""By the name of what is said: the chances given, and for each whether it was right."""

LEADING = ("the ", "a ", "an ", "some ", "several ")


def right(text: str, start: int, end: int, role: str, item: muc.Labelled) -> bool:
    """Whether a span is a mention of that role in the key: the same words, but for an article."""

    def bare(words: str) -> str:
        words = " ".join(words.lower().split()).strip("\"' .,")
        for article in LEADING:
            words = words.removeprefix(article)
        return words

    said = bare(text[start:end])
    return any(r == role and bare(text[a:b]) == said for a, b, r, _ in item.marks)


def of_roles(seen: Mapping[str, Signals], items: Iterable[muc.Labelled]) -> Outcomes:
    """For each role, and for "relevance", the scores given and whether each was right."""
    out: Outcomes = {name: ([], []) for name in (*ROLES, "relevance")}
    for item in items:
        signals = seen[item.id]
        _put(out, "relevance", signals.relevance, bool(item.kinds))
        for span in signals.spans:
            _put(out, span.role, span.score, right(item.text, span.start, span.end, span.role, item))
    return out


def of_parts(model: EventModel, items: Iterable[own.Example]) -> Outcomes:
    """For each part, and for "same", the chance given to phrases and whether it was right; phrases are those marked in the text."""
    out: Outcomes = {name: ([], []) for name in (*PARTS, "same")}
    for item in items:
        sight = model.look(item.text)
        named = [(s, e, of) for s, e, label, of in item.marks if label == "event"]
        phrases = {(s, e) for s, e, label, _ in item.marks if label != "event"}
        marked = {(s, e, label, of) for s, e, label, of in item.marks}
        for s, e, of in named:
            for phrase in sorted(phrases):
                for part, p in sight.parts((s, e), phrase).items():
                    _put(out, part, p, (*phrase, part, of) in marked)
            for s2, e2, of2 in named:
                p2 = sight.same((s, e), (s2, e2)) if s2 > s else None
                if p2 is not None:
                    _put(out, "same", p2, of == of2)
    return out


def of_words(model: EventModel, items: Iterable[own.Example]) -> Outcomes:
    """For every word the chance that it names an event; for those that do, of the surest type and status, and of being news."""
    out: Outcomes = {name: ([], []) for name in ("event", "type", "status", "main")}
    for item in items:
        sight = model.look(item.text)
        named = [(s, e, of) for s, e, label, of in item.marks if label == "event"]
        for s, e in sight.words():
            _put(out, "event", 1 - sight.types(s, e).get("", 1.0), any(a < e and s < b for a, b, _ in named))
        for s, e, of in named:
            _of_event(out, sight, (s, e), item.events[of])
    return out


def _of_event(out: Outcomes, sight: Sight, words: tuple[int, int], event: own.Event) -> None:
    types = {name: p for name, p in sight.types(*words).items() if name}
    statuses = sight.statuses(*words)
    if not types or not statuses:
        return
    kind, status = max(types, key=types.__getitem__), max(statuses, key=statuses.__getitem__)
    _put(out, "type", types[kind], kind == event.type)
    _put(out, "status", statuses[status], status == event.status)
    _put(out, "main", sight.main(*words), bool(event.main))


def _put(out: Outcomes, name: str, chance: float, hit: bool) -> None:
    out[name][0].append(chance)
    out[name][1].append(hit)
