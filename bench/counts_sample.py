"""Chooses the sentences that bench/counts_gold.jsonl labels: `python bench/counts_sample.py DATA` prints where they stand.

A fixed seed takes them from the sentences that hold a number and a word of harm: of each source some whose numbers
look like no casualties (money, ages, distances, dates, strengths, things), the rest from all of them. At most two of
a report of MUC-4 or RAMS, and none twice. What is printed holds no text.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import counts_gold
import roleforms

SEED = 20261122
WANTED = {"muc4": (96, 24), "wikievents": (45, 16), "rams": (95, 24)}  # of any; of those with other numbers
PER_DOCUMENT = {"muc4": 2, "wikievents": 99, "rams": 2}
LENGTH = (40, 700)  # code points: shorter ones are headings, longer ones are lists
_ONES = "one two three four five six seven eight nine ten eleven twelve"
_WORDS = (
    _ONES + " thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy"
)
_MORE = (
    " eighty ninety hundred thousand million hundreds thousands dozen dozens scores several another both few none no"
)
NUMBER = re.compile(r"\d|\b(?:" + "|".join((_WORDS + _MORE + " couple many").split()) + r")\b", re.IGNORECASE)
_EXACT = "|".join((_WORDS + " hundred thousand million").split())
HARM = re.compile(
    r"\b(?:kill|dead\b|death|die[ds]?\b|dying|wound|injur|casualt|fatalit|victim|murder|massacre|assassinat|execut|missing"
    r"|disappear|kidnap|abduct|hostage|arrest|detain|captur|displac|fled\b|flee|refugee|toll\b|lives\b|bod(?:y|ies)\b|slain"
    r"|hurt\b|shot\b|perish|behead|slaughter|injury|maim)",
    re.IGNORECASE,
)
OTHER = re.compile(
    rf"(?:[$£€]\s?\d|(?:\d|\b(?:{_EXACT}))[\s-]*(?:years?|months?|weeks?|days?|hours?"
    r"|minutes?|k(?:ilo)?m(?:et(?:er|re)s)?|miles?|met(?:er|re)s|percent|per cent|%|am|pm|a\.m|p\.m|dollars|million|billion"
    r"|troops|soldiers|men|members|vehicles|trucks|rockets|shells|kg|kilos|pounds|tons?|mm|countries|attacks|bombs"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|october"
    r"|november|december)\b|\b(?:19|20)\d\d\b|\baged? \d)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<=[.?!])[\"')\]]*\s+(?=\S)|\s{4,}")
_ABBREVIATED = re.compile(
    r"(?:\b(?:gen|col|capt|lt|sgt|maj|dr|mr|mrs|ms|no|nos|st|jr|sr|u\.s|ing|lic|rev|msgr|brig|[a-z])\.)$"
)

Place = tuple[str, int, int]
"""A document's name and the sentence's offsets in its text."""


def places(data: Path, source: str) -> Iterator[Place]:
    """Where the sentences of a source stand."""
    if source == "muc4":
        for name, text in counts_gold.documents(data, source).items():
            for start, end in plain(text):
                yield name, start, end
        return
    for document in roleforms.load(data / counts_gold.FILES[source]):
        name = document.raw["doc_id" if source == "wikievents" else "doc_key"]
        for number in sorted(set(document.sentence)):
            spans = [span for span, at in zip(document.spans, document.sentence, strict=True) if at == number]
            yield name, min(start for start, _ in spans), max(end for _, end in spans)


def plain(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text without marks of them: broken at full stops that end no abbreviation, and at wide gaps."""
    start = 0
    for gap in _BREAK.finditer(text):
        if _ABBREVIATED.search(text[max(0, gap.start() - 8) : gap.start()]) and len(gap.group()) < 4:
            continue
        yield start, gap.start() + len(gap.group()) - len(gap.group().lstrip("\"')]"))
        start = gap.end()
    yield start, len(text.rstrip())


def chosen(data: Path, source: str) -> list[Place]:
    """The sample of a source, in the order of its documents."""
    texts = counts_gold.documents(data, source)
    fit, seen = list[Place](), set[str]()
    for name, start, end in places(data, source):
        text = texts[name][start:end]
        flat = re.sub(r"\W+", " ", text).lower()
        if LENGTH[0] <= len(text) <= LENGTH[1] and NUMBER.search(text) and HARM.search(text) and flat not in seen:
            seen.add(flat)
            fit.append((name, start, end))
    random.Random(f"{SEED} {source}").shuffle(fit)
    others = [place for place in fit if OTHER.search(texts[place[0]][place[1] : place[2]])]
    any_number, no_casualties = WANTED[source]
    taken, used = list[Place](), Counter[str]()
    for pool, wanted in ((others, no_casualties), (fit, no_casualties + any_number)):
        for place in pool:
            if len(taken) < wanted and place not in taken and used[place[0]] < PER_DOCUMENT[source]:
                taken.append(place)
                used[place[0]] += 1
    return sorted(taken)


def main(arguments: list[str]) -> None:
    """Print the sample as JSON lines; says plainly what is missing."""
    if len(arguments) != 1:
        sys.exit("usage: python bench/counts_sample.py DATA")
    for source in WANTED:
        try:
            found = chosen(Path(arguments[0]), source)
        except FileNotFoundError as problem:
            sys.exit(str(problem))
        for name, start, end in found:
            print(json.dumps({"source": source, "doc": name, "start": start, "end": end}))


if __name__ == "__main__":
    main(sys.argv[1:])
