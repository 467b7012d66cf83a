"""The forms of WikiEvents and RAMS are read and written alike; a role counts only with its event's type."""

from collections import Counter
from typing import Any

import pytest
import roleforms
import roles
from roleforms import Event

RAMS: dict[str, Any] = {
    "doc_key": "one",
    "sentences": [["Rebels", "'", "guns", "killed", "two", "guards", "."], ["They", "fled", "to", "Orem", "."]],
    "evt_triggers": [[3, 3, [["life.die.deathcausedbyviolentevents", 1.0]]]],
    "gold_evt_links": [[[3, 3], [0, 0], "evt090arg01killer"], [[3, 3], [4, 5], "evt090arg02victim"]],
}
WIKIEVENTS: dict[str, Any] = {
    "doc_id": "two",
    "text": "A bomb hurt the mayor.",
    "tokens": ["A", "bomb", "hurt", "the", "mayor", "."],
    "sentences": [
        [[["A", 0, 1], ["bomb", 2, 6], ["hurt", 7, 11], ["the", 12, 15], ["mayor", 16, 21], [".", 21, 22]], "A bomb hurt"]
    ],
    "entity_mentions": [{"id": "two-T1", "sent_idx": 0, "start": 4, "end": 5, "text": "mayor"}],
    "event_mentions": [
        {
            "id": "two-E1",
            "event_type": "Life.Injure.Unspecified",
            "trigger": {"start": 2, "end": 3, "text": "hurt", "sent_idx": 0},
            "arguments": [{"entity_id": "two-T1", "role": "Victim", "text": "mayor"}],
        }
    ],
}


@pytest.mark.parametrize("raw", [RAMS, WIKIEVENTS])
def test_what_is_written_reads_as_the_same_events(raw: dict[str, Any]) -> None:
    document = roleforms._read(raw)
    again = roleforms._read(roleforms.written(document, document.events))
    assert again.events == document.events
    assert again.events[0].arguments


@pytest.mark.parametrize("raw", [RAMS, WIKIEVENTS])
def test_words_stand_in_the_text_where_their_offsets_say(raw: dict[str, Any]) -> None:
    document = roleforms._read(raw)
    assert [document.text[start:end] for start, end in document.spans] == list(document.words)


def test_words_of_wikievents_are_found_where_the_offsets_drift() -> None:
    drifted = WIKIEVENTS | {"text": "\n\n" + WIKIEVENTS["text"].replace("hurt", "  hurt")}
    document = roleforms._read(drifted)
    assert roleforms.said(document, (2, 5)) == "hurt the mayor"


def test_a_blind_document_has_no_answers_left() -> None:
    document = roleforms._read(WIKIEVENTS)
    assert roleforms.blind(document, "nothing").events == ()
    assert roleforms.blind(document, "places").events == (Event((2, 3), ""),)


def test_a_role_is_right_by_its_head_and_only_with_the_type() -> None:
    document = roleforms._read(RAMS)
    kind = document.events[0].type
    for type_, right in ((kind, 1), ("conflict.attack.bombing", 0)):
        tally: Counter[str] = Counter()
        roles.count(document, [Event((3, 4), type_, (("victim", (5, 6)), ("killer", (2, 3))))], tally)
        assert (tally["head right"], tally["exact right"], tally["role expected"]) == (right, 0, 2)


def test_what_the_reader_tells_is_found_at_the_trigger_that_was_given() -> None:
    read = roles.predict(roleforms.blind(roleforms._read(RAMS), "types"))
    assert read[0].trigger == (3, 4)
    assert ("victim", (4, 6)) in read[0].arguments
