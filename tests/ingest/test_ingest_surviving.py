"""What a person decided still holds after a newer reader has read again, and after its incident was merged and parted."""

from __future__ import annotations

import pytest
from small_record import KANO, LATER, ONE, read_anew, tell

from tacitus import review, store
from tacitus.ingest.decisions import decide, decide_pair, undo
from tacitus.ingest.holding import states


def decisions(mosul, kano):
    """One of each kind, on the incident in Mosul or on both."""
    two = {"incident": mosul.id, "other": kano.id}
    return {
        "same": {"kind": "same", **two},
        "not-same": {"kind": "not-same", "incident": mosul.statements[0], "other": mosul.statements[1]},
        "split": {"kind": "split", "incident": mosul.id, "statements": [mosul.reports[1]]},
        "unsure": {"kind": "unsure", **two},
        "left open": {"kind": "unsure", "incident": mosul.id, "field": "counts.killed"},
        "correct": {
            "kind": "correct", "incident": mosul.id, "field": "counts.killed", "value": "40-44",
            "quotes": [{"report": mosul.reports[0], "start": 0, "end": 6}],
        },
        "confirm": {"kind": "confirm", "incident": mosul.id, "field": "counts.killed"},
        "confirm whole": {"kind": "confirm", "incident": mosul.id},
        "comment": {"kind": "comment", "incident": mosul.id, "comment": "asked the hospital"},
        "withdraw": {"kind": "withdraw", "report": mosul.reports[1], "comment": "a hoax"},
    }


NAMES = ("same", "not-same", "split", "unsure", "left open", "correct", "confirm", "confirm whole", "comment", "withdraw")


def picture(record):
    """What each incident is made of and says, and what the queue asks; without the ids of statements."""
    found = sorted(
        (
            sorted(one.reports), one.type, str(one.counts["killed"].low), str(one.counts["killed"].high),
            [(each.kind, each.comment, each.quotes) for each in one.decisions],
        )
        for one in record.incidents()
    )
    asked = sorted((one.kind, one.field or "") for one in review.queue(record, seconds=None, limit=100).items)
    return found, asked, [state for _, _, state in states(record)]


@pytest.fixture
def record(tmp_path):
    with store.open(tmp_path / "war.db") as opened:
        tell(opened, tmp_path, ONE, LATER, KANO)
        yield opened


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_after_another_reader_has_given_everything_other_ids(record, tmp_path, name):
    kano, mosul = record.incidents()
    decide(record, decisions(mosul, kano)[name], user="amina")
    before = picture(record)
    tell(record, tmp_path, ONE, LATER, KANO, read=read_anew, version="small-3")
    after = picture(record)
    assert after == before
    assert all(each.endswith("-anew") for one in record.incidents() for each in one.statements)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("same", "unsure")])
def test_it_holds_while_its_incident_is_merged_into_another_and_after_it_is_parted_again(record, name):
    kano, mosul = record.incidents()
    made = decide(record, decisions(mosul, kano)[name], user="amina").decision
    before = picture(record)
    tied = decide_pair(record, "same", mosul.statements[0], kano.id, user="bo").decision
    joined = next(one for one in record.incidents() if mosul.statements[0] in one.statements)
    assert kano.statements[0] in joined.statements
    if name not in ("withdraw", "left open"):
        assert made.id in {one.id for one in joined.decisions}
    undo(record, tied.id, user="bo")
    now = picture(record)
    assert (now[0], now[1], now[2][0]) == (before[0], before[1], before[2][0])
