"""Reads and writes the forms of WikiEvents and RAMS as one shape: words with offsets, events with arguments."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

Tokens = tuple[int, int]
"""First word and the word after the last, counted over the whole document."""
NEAR = 200  # characters of space and marks that may lie between two words of WikiEvents


@dataclass(frozen=True)
class Event:
    """An event: the words that name it, its type in the set's own names, and (role, words) of its arguments."""

    trigger: Tokens
    type: str
    arguments: tuple[tuple[str, Tokens], ...] = ()


@dataclass(frozen=True)
class Document:
    """One document of either form. `spans`: code points of each word in `text`; `sentence`: number of each word's."""

    form: str
    raw: dict[str, Any]
    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    sentence: tuple[int, ...]
    events: tuple[Event, ...] = field(default=())

    def tokens(self, start: int, end: int) -> Tokens | None:
        """The words that the code points [start, end) touch; None where they touch none."""
        touched = [k for k, (first, last) in enumerate(self.spans) if first < end and last > start]
        return (touched[0], touched[-1] + 1) if touched else None


def load(path: Path) -> list[Document]:
    """The documents of a file with one JSON object a line. Raises ValueError for a line of neither form."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [_read(line) for line in lines]


def _read(raw: dict[str, Any]) -> Document:
    if "evt_triggers" in raw or ("doc_key" in raw and "sentences" in raw):
        return _rams(raw)
    if "tokens" in raw and "sentences" in raw:
        return _wikievents(raw)
    raise ValueError(f"neither WikiEvents nor RAMS: an object with {', '.join(sorted(raw))}")


def _rams(raw: dict[str, Any]) -> Document:
    """RAMS: five sentences of words; the text is made by putting them together as a newspaper would."""
    text, spans, numbers = "", list[tuple[int, int]](), list[int]()
    for number, sentence in enumerate(raw["sentences"]):
        for word in sentence:
            glued = re.fullmatch(r"[.,;:!?%)\]]|'s|’s|n't|n’t|'re|'ve|'ll|'d|'m", word) or text.endswith(("(", "[", "$"))
            text += "" if glued or not text else " "
            spans.append((len(text), len(text) + len(word)))
            text += word
            numbers.append(number)
    words = tuple(word for sentence in raw["sentences"] for word in sentence)
    events = []
    for start, end, kinds in raw.get("evt_triggers", []):
        links = [link for link in raw.get("gold_evt_links", []) if link[0] == [start, end]]
        arguments = tuple((bare(role), (first, last + 1)) for _, (first, last), role in links)
        events.append(Event((start, end + 1), kinds[0][0] if kinds else "", arguments))
    return Document("rams", raw, text, words, tuple(spans), tuple(numbers), tuple(events))


def bare(role: str) -> str:
    """A role of RAMS without the number of its event and place in the frame: evt089arg02place is "place"."""
    return re.sub(r"^evt\d+arg\d+", "", role)


def _wikievents(raw: dict[str, Any]) -> Document:
    """WikiEvents: sentences of [word, start, end]. The offsets drift from the text, so each word is looked for in turn."""
    words, spans, numbers, at = list[str](), list[tuple[int, int]](), list[int](), 0
    for number, (sentence, *_) in enumerate(raw["sentences"]):
        for word, *_ in sentence:
            start = raw["text"].find(word, at, at + len(word) + NEAR)
            at = start + len(word) if start >= 0 else at  # a word that is not there takes up nothing
            words.append(word)
            spans.append((start, at) if start >= 0 else (at, at))
            numbers.append(number)
    mentions = {one["id"]: (one["start"], one["end"]) for one in raw.get("entity_mentions", [])}
    events = tuple(
        Event(
            (one["trigger"]["start"], one["trigger"]["end"]), one["event_type"],
            tuple((a["role"], mentions[a["entity_id"]]) for a in one["arguments"] if a["entity_id"] in mentions),
        )
        for one in raw.get("event_mentions", [])
    )  # fmt: skip
    return Document("wikievents", raw, raw["text"], tuple(words), tuple(spans), tuple(numbers), events)


def written(document: Document, events: Sequence[Event]) -> dict[str, Any]:
    """The document in its own form, with these events in place of its own."""
    return _as_rams(document, events) if document.form == "rams" else _as_wikievents(document, events)


def _as_rams(document: Document, events: Sequence[Event]) -> dict[str, Any]:
    """`evt_triggers` and `gold_evt_links` as in the set (last word included); roles without the frame's numbers."""
    triggers = [[e.trigger[0], e.trigger[1] - 1, [[e.type, 1.0]]] for e in events]
    links = [
        [[e.trigger[0], e.trigger[1] - 1], [start, end - 1], role] for e in events for role, (start, end) in e.arguments
    ]
    spans = [[start, end, [[role, 1.0]]] for _, (start, end), role in links]
    return {**document.raw, "evt_triggers": triggers, "gold_evt_links": links, "ent_spans": spans}


def _as_wikievents(document: Document, events: Sequence[Event]) -> dict[str, Any]:
    """`entity_mentions` and `event_mentions` as in the set, with ids of their own."""
    key = document.raw["doc_id"]
    places = sorted({span for event in events for _, span in event.arguments})
    names = {span: f"{key}-P{number}" for number, span in enumerate(places, 1)}
    mentions = [
        {"id": names[s], "sent_idx": document.sentence[s[0]], "start": s[0], "end": s[1], "text": said(document, s)}
        for s in places
    ]
    told = [
        {
            "id": f"{key}-E{number}", "event_type": event.type,
            "trigger": {
                "start": event.trigger[0], "end": event.trigger[1], "text": said(document, event.trigger),
                "sent_idx": document.sentence[event.trigger[0]],
            },
            "arguments": [
                {"entity_id": names[span], "role": role, "text": said(document, span)} for role, span in event.arguments
            ],
        }
        for number, event in enumerate(events, 1)
    ]  # fmt: skip
    return {**document.raw, "entity_mentions": mentions, "event_mentions": told}


def said(document: Document, span: Tokens) -> str:
    """The words of a span as they stand in the text."""
    return document.text[document.spans[span[0]][0] : document.spans[span[1] - 1][1]]


def blind(document: Document, keep: str) -> Document:
    """The document without its answers, but for what is kept of its events: "nothing", their "places", or "types" too."""
    kept = () if keep == "nothing" else document.events
    return replace(document, events=tuple(Event(e.trigger, e.type if keep == "types" else "") for e in kept))
