"""The queue asks what matters and is unsure, in one order, and what was decided leaves it until the reports say more."""

from __future__ import annotations

import json

import pytest
from small_reader import read, relevant

from tacitus import ingest, review, store
from tacitus.errors import TacitusError
from tacitus.ingest.decisions import confirm, correct, decide, decide_pair, withdraw
from tacitus.record import plain

SMALL = "A bomb killed 12 people in Mosul on 2016-07-26. Officials spoke of a calm morning before and smoke after it."
LARGE = "Doctors have new figures now. A bomb killed 44 people in Mosul on 2016-07-26. The market is closed."
AGAIN = "Days later the ministry has counted. A bomb killed 57 people in Mosul on 2016-07-26. Roads are open again."
NEXT_DAY = "Another report. A bomb killed 9 people in Mosul on 2016-07-27. Windows broke along the road to the river."
KANO = "Shelling killed 3 people in Kano on 2016-07-20. Nobody had expected that in a city so far from any front."
NOWHERE = "Word reached the capital late. Shelling killed 30 people in Aleppo on 2016-07-02. More is not known yet."


@pytest.fixture
def record(tmp_path):
    with store.open(tmp_path / "war.db") as opened:
        yield opened


def tell(record, tmp_path, *texts, reader=read, version="small-1", published="2016-07-28"):
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.jsonl"
    rows = [{"text": text, "publisher": text[:9], "published": published} for text in texts]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return ingest.read_into(record, [path], jobs=1, read=reader, relevant=relevant, version=version)


def unplaced(report):
    """The place is known only to lie in a country."""
    found = read(report)
    for one in found:
        if one.where.name == "Aleppo":
            one.where.name = one.where.lat = one.where.lon = one.where.place_id = None
            one.where.precision = "country"
    return found


def kinds(record, **given):
    return [one.kind for one in review.queue(record, **given).items]


def press(record, item, key, user="amina"):
    """What the key of an item does."""
    (option,) = [one for one in item.options if one.key == key]
    return decide(record, option.decision, user=user)


def test_figures_that_differ_are_asked_with_each_value_its_source_and_its_words(record, tmp_path):
    tell(record, tmp_path, SMALL, LARGE)
    (item,) = [one for one in review.queue(record).items if one.kind == "toll"]
    assert item.field == "counts.killed"
    assert {one.value for one in item.values} == {"12", "44"}
    assert all(one.says and one.quotes for one in item.values)
    keys = [one.key for one in item.options]
    assert len(keys) == len(set(keys))
    assert "k" in keys
    first = next(one for one in item.options if one.key == "1")
    press(record, item, "1")
    (now,) = record.incidents()
    assert str(now.counts["killed"].best) == first.decision.value
    assert now.decisions[-1].quotes[0].words in {SMALL[:47], LARGE[30:77]}
    assert "toll" not in kinds(record)


def test_a_decided_value_comes_back_only_when_the_reports_give_something_else(record, tmp_path):
    tell(record, tmp_path, SMALL, LARGE)
    (mosul,) = record.incidents()
    confirm(record, mosul.id, "counts.killed", user="amina")
    assert "toll" not in kinds(record)
    assert "decided" not in kinds(record)
    tell(record, tmp_path, AGAIN)
    (item,) = [one for one in review.queue(record).items if one.kind == "decided"]
    assert "amina decided" in item.why
    press(record, item, "c", user="bo")
    assert "decided" not in kinds(record), "who looked again and keeps it is not asked once more"
    assert record.incident(mosul.id).counts["killed"].best != 57


def test_the_reports_decide_again_where_a_reviewer_lets_them(record, tmp_path):
    tell(record, tmp_path, SMALL)
    (mosul,) = record.incidents()
    correct(record, mosul.id, "counts.killed", "13", user="amina")
    tell(record, tmp_path, LARGE)
    (item,) = [one for one in review.queue(record).items if one.kind == "decided"]
    press(record, item, "r")
    assert record.incident(mosul.id).counts["killed"].best == 44


def test_deaths_without_a_place_are_asked_and_weigh_by_the_dead(record, tmp_path):
    tell(record, tmp_path, NOWHERE, KANO, reader=unplaced)
    items = review.queue(record).items
    assert items[0].kind == "unplaced"
    assert items[0].deaths == 30
    assert [one.score for one in items] == sorted((one.score for one in items), reverse=True)
    aleppo = items[0].incidents[0].id
    decide(record, {"kind": "correct", "incident": aleppo, "field": "where", "value": "36.2,37.16 Aleppo"}, user="a")
    assert "unplaced" not in kinds(record)


def test_incidents_that_nearly_were_one_are_asked_side_by_side(record, tmp_path):
    tell(record, tmp_path, LARGE, NEXT_DAY)
    (item,) = [one for one in review.queue(record).items if one.kind == "pair"]
    assert len(item.incidents) == 2
    assert item.deaths == 9, "the smaller toll would be counted twice"
    assert item.features
    press(record, item, "s")
    assert len(list(record.incidents())) == 1
    assert "pair" not in kinds(record)


@pytest.mark.parametrize("key", ["n", "u"])
def test_a_judged_pair_leaves_the_queue_and_unsure_comes_back_with_new_evidence(record, tmp_path, key):
    tell(record, tmp_path, LARGE, NEXT_DAY)
    (item,) = [one for one in review.queue(record).items if one.kind == "pair"]
    press(record, item, key)
    assert "pair" not in kinds(record)
    tell(record, tmp_path, NEXT_DAY.replace("Another report", "Now from a second paper").replace("Windows", "Doors"))
    asked = [{each.id for each in one.incidents} for one in review.queue(record).items if one.kind == "pair"]
    assert ({each.id for each in item.incidents} in asked) == (key == "u")


def test_one_report_of_an_incident_that_may_tell_of_another_is_asked_and_split_off(record, tmp_path):
    tell(record, tmp_path, SMALL, LARGE)
    (mosul,) = record.incidents()
    decide(record, {"kind": "split", "incident": mosul.id, "statements": [mosul.reports[1]]}, user="amina")
    assert sorted(len(one.statements) for one in record.incidents()) == [1, 1]
    assert record.decisions()[0][0].kind == "not-same"
    with pytest.raises(TacitusError, match="E102"):
        decide(record, {"kind": "split", "incident": mosul.id, "statements": mosul.statements}, user="amina")


def test_what_one_reviewer_puts_off_stays_for_the_others_and_comes_back_with_new_evidence(record, tmp_path):
    tell(record, tmp_path, SMALL, LARGE)
    (item,) = [one for one in review.queue(record).items if one.kind == "toll"]
    review.skip(record, item.key, user="amina")
    assert "toll" not in kinds(record, user="amina")
    assert kinds(record, user="amina", skipped=True) == ["toll"]
    assert "toll" in kinds(record, user="bo")
    assert record.decisions() == [], "looking and skipping decide nothing"
    tell(record, tmp_path, AGAIN)
    assert "toll" in kinds(record, user="amina")
    with pytest.raises(TacitusError, match="E509"):
        review.skip(record, "q404", user="amina")


def test_pages_follow_each_other_without_gap_or_overlap_and_hold_to_the_filters(record, tmp_path):
    tell(record, tmp_path, SMALL, LARGE, KANO, NEXT_DAY, NOWHERE, reader=unplaced)
    whole = review.queue(record, limit=100)
    keys = [one.key for one in whole.items]
    paged, after = [], None
    while True:
        page = review.queue(record, after=after, limit=1)
        paged += [one.key for one in page.items]
        after = page.next
        if after is None:
            break
    assert paged == keys
    assert whole.left == len(keys) == review.queue(record, limit=1).left
    kano = review.queue(record, store.Query(country="NG"))
    assert all("NG" in {each.where.country for each in one.incidents} for one in kano.items)
    assert {one.kind for one in review.queue(record, kinds=["unplaced"]).items} == {"unplaced"}
    with pytest.raises(TacitusError, match="E102"):
        review.queue(record, after="here")


def test_the_queue_is_the_same_whenever_it_is_made(record, tmp_path):
    tell(record, tmp_path, SMALL, LARGE, KANO, NEXT_DAY)
    before = plain(review.queue(record))
    record.ask_again(one.id for one in record.incidents())
    assert record.unasked_count() == record.count()
    assert plain(review.queue(record, seconds=None)) == before
    assert record.unasked_count() == 0


def test_what_is_withdrawn_or_merged_is_asked_about_no_more(record, tmp_path):
    tell(record, tmp_path, SMALL, LARGE, NEXT_DAY)
    for one in list(record.incidents()):
        for report in one.reports:
            withdraw(record, report, user="amina", why="a hoax")
    assert review.queue(record).left == 0


def test_looking_at_a_record_that_cannot_be_written_shows_what_was_asked(record, tmp_path):
    tell(record, tmp_path, SMALL, LARGE)
    before = [one.key for one in review.queue(record).items]
    record.close()
    path, folder = tmp_path / "war.db", tmp_path / "read-only"
    folder.mkdir()
    copy = folder / "war.db"
    copy.write_bytes(path.read_bytes())
    copy.chmod(0o400)
    folder.chmod(0o500)
    try:
        with store.open(copy, create=False) as still:
            assert [one.key for one in review.queue(still).items] == before
    finally:
        folder.chmod(0o700)


def test_a_field_is_left_open_until_more_is_told(record, tmp_path):
    tell(record, tmp_path, SMALL, LARGE)
    (item,) = [one for one in review.queue(record).items if one.kind == "toll"]
    press(record, item, "u")
    assert "toll" not in kinds(record)
    tell(record, tmp_path, AGAIN)
    assert "toll" in kinds(record)


def test_a_comment_is_kept_and_changes_no_value(record, tmp_path):
    tell(record, tmp_path, SMALL)
    (mosul,) = record.incidents()
    decide(record, {"kind": "comment", "incident": mosul.id, "comment": "asked the hospital", "field": "counts.killed"}, user="bo")
    now = record.incident(mosul.id)
    assert (now.counts, now.decisions[0].comment) == (mosul.counts, "asked the hospital")
    assert "asked the hospital" in now.history[-1].cause


def test_two_decisions_on_one_pair_by_the_same_answer_do_not_trouble_the_queue(record, tmp_path):
    tell(record, tmp_path, LARGE, NEXT_DAY)
    ids = [one.id for one in record.incidents()]
    decide_pair(record, "not-same", *ids, user="amina")
    decide_pair(record, "not-same", *ids, user="bo")
    assert "pair" not in kinds(record)
