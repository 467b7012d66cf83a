"""A paper corrects the toll of an older story: one incident, the new figure, the old one beside it, and the reason."""

from __future__ import annotations

import json

from tacitus import ingest, store

FIRST = "A car bomb killed 14 people outside a bank in Herat on Monday, a local official said."
THEN = "A car bomb killed nine people outside a bank in Herat on Monday, not 14 as first reported, police said on Tuesday."


def test_a_corrected_toll_stands_and_the_figure_of_before_is_kept_with_the_reason(tmp_path):
    with store.open(tmp_path / "war.db") as record:
        for day, text in (("2016-07-25", FIRST), ("2016-07-26", THEN)):
            path = tmp_path / f"{day}.jsonl"
            path.write_text(json.dumps({"text": text, "published": day, "publisher": day}) + "\n")
            ingest.read_into(record, [path], jobs=1, reader="rules")
        (herat,) = record.incidents()
        killed = herat.counts["killed"]
        assert (killed.low, killed.high, killed.best) == (9, 9, 9)
        assert {14, 9} <= {figure.low for figure in killed.said}
        assert [(one.was, one.now) for one in herat.corrections] == [("14", "nine")]
        (doubt,) = [one for one in herat.doubts if one.field == "counts.killed"]
        assert "corrected" in doubt.reasons
        (change,) = [one for one in herat.history[-1].changes if one.field == "counts.killed"]
        assert (change.was, change.now) == ("14", "9")
