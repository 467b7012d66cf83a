"""Measures events and roles on WikiEvents and RAMS: `python bench/roles.py DATA`.

DATA holds wikievents/dev.jsonl and rams/dev.jsonlines. Only events of the types that crosswalks/roles.toml can give
(attacks, deaths, injuries, demonstrations, arrests, retreats) are expected; those of other types are left out, as
Tacitus does not read them. Trigger: the spans overlap. Type: and the types are equal. Roles: and role and span are
equal ("exact"), or the heads of the spans are the same word ("head"). "Places given": the triggers' places are from the
set; "types given": their types too, as is usual for roles. A role in a statement counts for a trigger if it stands in
the trigger's sentence, or, where that has none for the role, in RAMS in the sentence before or after. Where triggers
are given, the text is read even if Tacitus would pass it over as irrelevant.

`python bench/roles.py FILE --predictions OUT.jsonl` reads a file of either form and writes the same objects with our
events in place of its own: WikiEvents' `event_mentions` (id, event_type, trigger, arguments with role, text and
entity_id) and the `entity_mentions` that they name, found in the text alone (`--given` keeps the places of the
triggers and their types); RAMS' `evt_triggers` as given, `gold_evt_links` and `ent_spans` ours, with plain role names
("place", where the set has "evt089arg02place"); without a type given, the types are ours too.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import results
import roleforms
from roleforms import Document, Event, Tokens

import tacitus
from tacitus import reader
from tacitus.record import Party, Quote, Statement

CROSSWALK: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "crosswalks" / "roles.toml").read_text(encoding="utf-8")
)
FILES = {"wikievents": "wikievents/dev.jsonl", "rams": "rams/dev.jsonlines"}
REACH = {"wikievents": 0, "rams": 1}  # sentences from the trigger: WikiEvents marks hardly any argument farther off
AFTER_HEAD = ("of", "in", "from", "who", "that", "which", "at", "on", "with", "near", "and", "for", "to", "by", ",")


def predict(document: Document) -> list[Event]:
    """The events that Tacitus reads: at the triggers that the document has, or wherever it finds some."""
    statements = _statements(document)
    if document.events:
        return [_at(document, event, statements) for event in document.events]
    found = {}
    for one in statements:
        for quote in one.quotes:
            trigger = document.tokens(quote.start, quote.end)
            kind = trigger and type_of(document, trigger, one)
            if trigger and kind:
                found.setdefault(trigger, Event(trigger, kind, arguments(document, trigger, one, kind)))
    return [found[trigger] for trigger in sorted(found)]


def _statements(document: Document) -> list[Statement]:
    """What the reader states; where a trigger is given, without first asking whether the text is relevant at all."""
    reports = tacitus.read_text(document.text).reports
    if not reports:
        return []
    report = msgspec.structs.replace(reports[0], text=document.text)  # as it is, so that the offsets hold
    return reader.read(report) if document.events or reader.relevant(report) else []


def _at(document: Document, given: Event, statements: Sequence[Statement]) -> Event:
    """The event at a trigger that was given: of the statement named there, or of the nearest in that sentence."""
    trigger = given.trigger
    near = [(gap, one) for one in statements if (gap := _gap(document, trigger, one)) is not None]
    if not near:
        return Event(trigger, given.type or _by_word(document, trigger))
    one = min(near, key=lambda pair: pair[0])[1]
    kind = given.type or type_of(document, trigger, one)
    return Event(trigger, kind, arguments(document, trigger, one, kind))


def _gap(document: Document, trigger: Tokens, one: Statement) -> int | None:
    """Words between the trigger and the nearest words of the statement in its sentence; None where there are none."""
    named = [document.tokens(quote.start, quote.end) for quote in one.quotes]
    return min((abs(t[0] - trigger[0]) for t in named if t and _line(document, t) == _line(document, trigger)), default=None)


def _line(document: Document, span: Tokens) -> int:
    return document.sentence[span[0]]


def type_of(document: Document, trigger: Tokens, one: Statement) -> str:
    """The set's type for a trigger: by the word where it names a death, an injury or a blast, else by our type."""
    return _by_word(document, trigger) or str(CROSSWALK[document.form]["type"].get(one.type, ""))


def _by_word(document: Document, trigger: Tokens) -> str:
    word = document.words[trigger[0]].lower()
    for kind, beginnings in CROSSWALK[document.form]["word"].items():
        if word.startswith(tuple(beginnings)):
            return str(kind)
    return ""


def arguments(document: Document, trigger: Tokens, one: Statement, kind: str) -> tuple[tuple[str, Tokens], ...]:
    """(role, words) of the statement's parties, of those who were counted, and of its place, by the set's names."""
    names = CROSSWALK[document.form]["roles"]
    named = names.get(kind) or names.get(".".join(kind.split(".")[:2])) or names["default"]
    found: dict[str, set[Tokens]] = {}
    for role, quote, thing in _said(one):
        if thing and named.get(role) == "Victim":
            continue  # a market that was struck is aimed at, but did not die
        span = _bare(document, document.tokens(quote.start, quote.end)) if role in named else None
        if span and not (span[0] <= trigger[0] < span[1]):
            found.setdefault(named[role], set()).add(span)
    return tuple((role, span) for role, spans in sorted(found.items()) for span in _nearest(document, trigger, spans))


def _said(one: Statement) -> Iterator[tuple[str, Quote, bool]]:
    """Our roles with the words that carry them, and whether those name a thing or place rather than people."""
    for role, parties in one.roles.items():
        for party in parties:
            yield from ((role, quote, party.kind == "place") for quote in party.quotes if _plays(party))
    for what, count in one.counts.items():
        yield from ((what, quote, False) for figure in count.said for quote in figure.quotes)
    yield from (("place", quote, False) for quote in one.where.quotes)


def _plays(party: Party) -> bool:
    """A part that somebody denies is none."""
    return party.status != "denied"


def _bare(document: Document, span: Tokens | None) -> Tokens | None:
    """The span without an article at its start."""
    article = span and span[1] - span[0] > 1 and document.words[span[0]].lower() in ("the", "a", "an")
    return (span[0] + 1, span[1]) if span and article else span


def _nearest(document: Document, trigger: Tokens, spans: set[Tokens]) -> list[Tokens]:
    """Those in the sentence nearest to the trigger's, if it is that or one beside it."""
    here = _line(document, trigger)
    least = min(abs(_line(document, span) - here) for span in spans)
    return sorted(span for span in spans if abs(_line(document, span) - here) == least <= REACH[document.form])


def head(document: Document, span: Tokens) -> int:
    """The word that the others of a noun phrase belong to, nearly: the last before "of", "in", "who" and their like."""
    for k in range(span[0] + 1, span[1]):
        if document.words[k].lower() in AFTER_HEAD:
            return k - 1
    return span[1] - 1


def expected_types(form: str) -> frozenset[str]:
    """The set's types that the crosswalk can give."""
    part = CROSSWALK[form]
    return frozenset([*part["type"].values(), *part["word"]])


def count(document: Document, found: Sequence[Event], tally: Counter[str]) -> None:
    """Adds what was expected, told and right in one document."""
    wanted = expected_types(document.form)
    gold = [event for event in document.events if event.type in wanted]
    taken: set[int] = set()
    for event in found:
        like = next((k for k, one in enumerate(gold) if k not in taken and _overlap(one.trigger, event.trigger)), None)
        tally["type told"] += 1
        tally["role told"] += len(event.arguments)
        if like is None:
            continue
        taken.add(like)
        tally["trigger right"] += 1
        if gold[like].type == event.type:
            tally["type right"] += 1
            for exact in (False, True):
                tally["exact right" if exact else "head right"] += _right(document, event, gold[like], exact=exact)
    tally["type expected"] += len(gold)
    tally["role expected"] += sum(len(event.arguments) for event in gold)


def _overlap(one: Tokens, other: Tokens) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _right(document: Document, event: Event, gold: Event, *, exact: bool) -> int:
    """How many arguments are among the gold's, each gold one found once."""
    def key(span: Tokens) -> Any:
        return span if exact else head(document, span)

    told = Counter((role, key(span)) for role, span in event.arguments)
    return sum((told & Counter((role, key(span)) for role, span in gold.arguments)).values())


def lines(name: str, documents: Sequence[Document], keep: str) -> dict[str, Any]:
    """One row: triggers, types and roles of a set; keep: what is given of its events, see `roleforms.blind`."""
    tally: Counter[str] = Counter()
    wanted = expected_types(name)
    for document in documents:
        read = roleforms.replace(document, events=tuple(e for e in document.events if e.type in wanted))
        if read.events or keep == "nothing":
            count(document, predict(roleforms.blind(read, keep)), tally)
    row: dict[str, Any] = {"set": name, "given": keep, "events": tally["type expected"], "roles": tally["role expected"]}
    if keep == "nothing":
        row["trigger F1"] = f1(tally["trigger right"], tally["type told"], tally["type expected"])
    if keep != "types":
        row["type F1"] = f1(tally["type right"], tally["type told"], tally["type expected"])
    for kind in ("head", "exact"):
        row[f"role F1 {kind}"] = f1(tally[f"{kind} right"], tally["role told"], tally["role expected"])
    row["role P head"] = 100 * tally["head right"] / max(tally["role told"], 1)
    row["role R head"] = 100 * tally["head right"] / max(tally["role expected"], 1)
    return row


def f1(right: int, told: int, expected: int) -> float:
    """In per cent."""
    return 200 * right / max(told + expected, 1)


def main(arguments_: list[str]) -> None:
    """Measure and record, or write predictions; says plainly what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the data folder, or with --predictions a file")
    parser.add_argument("--predictions", type=Path, metavar="OUT.jsonl", help="write events here instead of measuring")
    parser.add_argument("--given", action="store_true", help="with WikiEvents' form: keep triggers and their types")
    options = parser.parse_args(arguments_)
    if options.predictions:
        if not options.data.is_file():
            sys.exit(f"there is no {options.data}: give a file in the form of WikiEvents or RAMS")
        write(options.data, options.predictions, given=options.given)
        return
    missing = [options.data / name for name in FILES.values() if not (options.data / name).is_file()]
    if missing:
        sys.exit(f"there is no {missing[0]}: give the folder that holds wikievents/ and rams/")
    sets = {name: roleforms.load(options.data / file) for name, file in FILES.items()}
    rows = [lines("wikievents", sets["wikievents"], keep) for keep in ("nothing", "places", "types")]
    rows += [lines("rams", sets["rams"], keep) for keep in ("places", "types")]
    print(results.table(rows))
    results.record("roles", rows, NOTE)


def write(source: Path, target: Path, *, given: bool) -> None:
    """Writes the file's objects with our events; RAMS always has its triggers' places."""
    with target.open("w", encoding="utf-8") as out:
        for document in roleforms.load(source):
            seen = roleforms.blind(document, "types" if given or document.form == "rams" else "nothing")
            out.write(json.dumps(roleforms.written(document, predict(seen)), ensure_ascii=False) + "\n")


NOTE = (
    "WikiEvents and RAMS, development parts; only events of the types that the crosswalk can give. RAMS has one event a "
    "window. Type and roles from the rule reader; a role is right only where the event's type is."
)

if __name__ == "__main__":
    main(sys.argv[1:])
