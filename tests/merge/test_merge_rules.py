"""The resolution rules: what each makes of the same figures, and what holds for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_cases import Told, day, province, town

from tacitus.errors import TacitusError
from tacitus.merge import rules, tolls
from tacitus.merge.resolve import derive
from tacitus.merge.sensitivity import beside, compare
from tacitus.record import Correction, Count, Figure, Incident, Party, Report, Statement

PLACE: dict[str, Any] = {"when": day("2020-05-04"), "where": town("Karrada")}
SETS = list(rules.named().values())


def drawn(told: Told, name: str = "tacitus") -> Incident:
    return derive("i", told.statements, told.reports, rules.load(name))


def killed(told: Told, name: str) -> tuple[int | None, int | None, int | None]:
    count = drawn(told, name).counts["killed"]
    return (count.low, count.best, count.high)


def papers(*figures: Any, dates: tuple[str, ...] = ()) -> Told:
    """One report a figure, each of another paper, on the given days (all on one by default)."""
    told = Told()
    for n, figure in enumerate(figures):
        published = dates[n] if dates else "2020-05-05"
        told.tell(killed=figure, published=published, publisher=f"Paper {n}", **PLACE)
    return told


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tacitus", (12, 20, 20)), ("ucdp", (12, 20, 20)), ("acled", (12, 12, 12)), ("iraq-body-count", (12, None, 20)),
        ("majority", (12, 12, 12)), ("conservative", (12, 12, 12)), ("informative", (20, 20, 20)),
        ("latest", (20, 20, 20)), ("mean", (15, 15, 15)), ("median", (12, 12, 12)), ("most-precise", (20, 20, 20)),
    ],
)
def test_each_set_draws_its_own_toll_from_the_same_day_s_papers(name: str, expected: Any) -> None:
    assert killed(papers(12, 12, 20), name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("tacitus", (50, None, None)), ("majority", (50, None, None)), ("acled", (50, 50, 50)),
     ("iraq-body-count", (50, None, 50)), ("mean", (50, 50, 50))],
)
def test_at_least_fifty_stays_open_only_where_the_rules_have_open_bounds(name: str, expected: Any) -> None:
    assert killed(papers((50, None)), name) == expected


def test_a_rising_toll_leaves_the_default_at_the_last_one_and_counts_both_for_iraq_body_count() -> None:
    told = papers(12, 44, 57, dates=("2020-05-04", "2020-05-05", "2020-05-06"))
    assert killed(told, "tacitus") == (57, 57, 57)
    assert killed(told, "iraq-body-count") == (12, None, 57)
    assert killed(told, "median") == (44, 44, 44)


@pytest.mark.parametrize(
    ("figures", "dates", "expected"),
    [
        (((61, None), 61), ("2020-05-05", "2020-05-05"), (61, 61, None)),
        ((61, (61, None)), ("2020-05-05", "2020-05-06"), (61, 61, None)),
        (((61, None), 61), ("2020-05-05", "2020-05-06"), (61, 61, 61)),
        (((50, None), 61), ("2020-05-05", "2020-05-05"), (61, 61, 61)),
    ],
)
def test_a_paper_that_drops_the_hedge_of_the_same_day_closes_nothing(figures: Any, dates: Any, expected: Any) -> None:
    assert killed(papers(*figures, dates=dates), "tacitus") == expected


def test_a_later_lower_toll_of_another_paper_does_not_wipe_out_the_higher_one() -> None:
    told = papers(57, 50, dates=("2020-05-05", "2020-05-08"))
    assert killed(told, "tacitus") == (50, 50, 57)
    assert [doubt.reasons for doubt in drawn(told).doubts] == [[]]


def test_a_source_s_own_later_figure_replaces_its_earlier_one_under_every_set() -> None:
    told = Told()
    for figure, date in ((57, "2020-05-05"), (50, "2020-05-08")):
        told.tell(killed=figure, published=date, publisher="The Herald", **PLACE)
    for each in SETS:
        found = killed(told, each.name)
        assert set(found) <= {50, None}, each.name


def test_a_figure_that_was_corrected_stands_aside_and_the_correction_is_shown() -> None:
    told = papers(57, 57, dates=("2020-05-05", "2020-05-06"))
    told.tell(killed=50, published="2020-05-09", publisher="Ministry", corrections=[Correction(was="57", now="50")], **PLACE)
    assert killed(told, "tacitus") == (50, 50, 50)
    assert killed(told, "informative") == (50, 50, 50)
    incident = drawn(told)
    assert [figure.low for figure in incident.counts["killed"].said] == [57, 57, 50]
    (doubt,) = incident.doubts
    assert "corrected" in doubt.reasons


def test_the_most_reliable_source_decides_for_ucdp_and_an_unreliable_one_sets_no_bound() -> None:
    told = papers(20, 90, 26, dates=("2020-05-05", "2020-05-06", "2020-05-06"))
    for one, letter in zip(told.statements, "BED", strict=True):
        told.reports[one.report] = msgspec.structs.replace(told.reports[one.report], reliability=letter)
    assert killed(told, "ucdp") == (20, 20, 20)
    assert killed(told, "iraq-body-count") == (20, None, 90)


def test_acled_reads_dozens_as_twelve() -> None:
    told = Told()
    made = told.tell(**PLACE)
    figure = Figure(low=24, words="dozens of people", quotes=made.quotes)
    made.counts["killed"] = Count(low=24, rule="lead", said=[figure])
    assert killed(told, "acled") == (12, 12, 12)
    assert killed(told, "conservative") == (24, 24, 24)


def test_the_attackers_own_toll_never_decides_under_any_set() -> None:
    told = papers(12)
    told.tell(killed=60, published="2020-05-08", speaker="the Northern Front", publisher="Radio",
              attacker="the Northern Front", attacker_status="claimed", **PLACE)
    for each in SETS:
        assert 60 not in killed(told, each.name), each.name
    alone = Told()
    alone.tell(killed=60, speaker="the Northern Front", attacker="the Northern Front", **PLACE)
    for each in SETS:
        count = drawn(alone, each.name).counts["killed"]
        assert (count.best, count.rule) == (None, tolls.OWN), each.name


def test_in_one_report_what_others_count_goes_before_what_the_attackers_do() -> None:
    told = Told()
    made = told.tell(attacker="the Northern Front", **PLACE)
    said = [Figure(low=60, high=60, words="60", speaker="the Northern Front", quotes=made.quotes),
            Figure(low=17, high=17, words="17", speaker="doctors", quotes=made.quotes)]
    made.counts["killed"] = Count(low=60, high=60, best=60, rule="lead", said=said)
    assert drawn(told).counts["killed"].best == 17


def test_the_dead_are_split_by_kind_and_side_where_the_words_say_so() -> None:
    told = Told()
    made = told.tell(attacker="three gunmen", **PLACE)
    said = [Figure(low=17, high=17, words="17 people"), Figure(low=5, high=5, words="five civilians", of="civilian"),
            Figure(low=3, high=3, words="the three gunmen", of="fighter")]
    made.counts["killed"] = Count(low=17, high=17, best=17, rule="lead", said=said)
    counts = drawn(told).counts
    assert {what: count.best for what, count in counts.items()} == {
        "killed": 17, "killed_civilian": 5, "killed_fighter": 3, "killed_attackers": 3,
    }


def test_day_place_and_type_follow_the_choice_of_the_set() -> None:
    told = Told()
    week = day("2020-05-01", "2020-05-07", precision="week", basis="relative")
    nineveh = province("Nineveh", 36.2, 42.5, "IQ")
    for n, (when, where, kind) in enumerate(
        [(week, nineveh, "bombing"), (week, nineveh, "bombing"), (day("2020-05-04"), town("Mosul"), "suicide-bombing")]
    ):
        told.tell(kind, when=when, where=where, publisher=f"Paper {n}", published=f"2020-05-0{5 + n}")
    precise, often = drawn(told, "tacitus"), drawn(told, "majority")
    assert (precise.when.start, precise.where.name, precise.type) == ("2020-05-04", "Mosul", "suicide-bombing")
    assert (often.when.start, often.where.name, often.type) == ("2020-05-01", "Nineveh", "bombing")
    assert drawn(told, "conservative").where.name == "Nineveh"
    assert drawn(told, "latest").type == "suicide-bombing"
    assert often.rules == {"set": "majority", "type": "majority", "when": "majority", "where": "majority",
                           "attackers": "majority"}


def test_a_claim_of_responsibility_outranks_nobody_who_is_named_by_others() -> None:
    told = Told()
    told.tell(attacker="Ansar Front", actor="ansar", publisher="A", **PLACE)
    told.tell(attacker="Red Column", actor="red", attacker_status="claimed", publisher="B", **PLACE)
    assert len(drawn(told, "tacitus").roles["attacker"]) == 2
    for name in ("majority", "latest", "ucdp"):
        assert [party.name for party in drawn(told, name).roles["attacker"]] == ["Ansar Front"], name


def test_a_file_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "cautious.toml"
    path.write_text('like = "tacitus"\nsays = "Like the default, lowest best."\n[tolls]\nbest = "lowest"\n')
    mine = rules.load(path)
    assert (mine.name, mine.tolls.best, mine.tolls.high, mine.when) == ("cautious", "lowest", "highest", "most precise")
    assert killed(papers(12, 20), "tacitus") != (12, 12, 20)
    told = papers(12, 20)
    assert derive("i", told.statements, told.reports, mine).counts["killed"].best == 12


@pytest.mark.parametrize(
    ("text", "code"),
    [("tolls = 3", "E104"), ("not toml at all [", "E104"), ('like = "nobody"', "E104"), ('when = "soonest"\nlike = "ucdp"', "E104"),
     ('like = "ucdp"\nname = "acled"', "E104"), ("", "E104")],
)
def test_a_file_that_is_no_set_of_rules_is_refused_in_plain_words(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(text)
    with pytest.raises(TacitusError, match=code):
        rules.load(path)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(TacitusError, match="did you mean majority"):
        rules.load("majorty")


def test_a_comparison_counts_what_moves_and_adds_up_the_dead() -> None:
    moving, still = papers(12, 20), papers(7)
    pairs = [beside(name, told.statements, told.reports, SETS) for name, told in (("a", moving), ("b", still))]
    found = compare(pairs, SETS)
    assert [one.id for one in found.incidents] == ["a"]
    assert found.incidents[0].moves == ["killed"]
    assert (found.totals["acled"].best, found.totals["informative"].best) == (19, 27)
    assert (found.totals["acled"].moved["killed"], found.totals["tacitus"].moved["killed"], found.several) == (1, 0, 1)
    assert [one.id for one in compare(pairs, SETS, everything=True).incidents] == ["a", "b"]


# What holds for whatever is said

bounds = st.one_of(
    st.just((None, None)),
    st.integers(0, 90).map(lambda n: (n, n)),
    st.integers(1, 90).map(lambda n: (n, None)),
    st.integers(1, 90).map(lambda n: (None, n)),
    st.tuples(st.integers(0, 60), st.integers(0, 30)).map(lambda pair: (pair[0], pair[0] + pair[1])),
)
KINDS = st.sampled_from([None, None, None, "civilian", "security"])
WORDS = st.sampled_from(["{} people", "dozens", "scores of people"])


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    """Up to six reports of one bombing by five papers, some without a day, by various speakers."""
    told = Told()
    for _ in range(draw(st.integers(1, 6))):
        low, high = draw(bounds)
        made = told.tell(
            published=draw(st.sampled_from([None, "2020-05-04", "2020-05-05", "2020-05-05T09:00:00Z", "2020-05-08"])),
            publisher=draw(st.sampled_from([None, "A", "B", "C", "D"])),
            attacker=draw(st.sampled_from([None, "the Northern Front"])), **PLACE,
        )
        figure = Figure(
            low=low, high=high, words=draw(WORDS).format(low or high), of=draw(KINDS), quotes=made.quotes,
            speaker=draw(st.sampled_from([None, "police", "the Northern Front"])),
        )
        made.counts["killed"] = Count(
            low=low, high=high, best=low if low == high else None, rule="lead", said=[figure]
        )
        told.reports[made.report] = msgspec.structs.replace(
            told.reports[made.report], reliability=draw(st.sampled_from("ABEFF"))
        )
    return told


def plain(incident: Incident) -> bytes:
    return msgspec.json.encode(incident)


@given(told=tellings(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_order_of_statements_changes_no_value_under_any_set(told: Told, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(told.statements))
    for each in SETS:
        assert plain(derive("i", shuffled, told.reports, each)) == plain(derive("i", told.statements, told.reports, each))


@given(told=tellings())
@settings(max_examples=150, deadline=None)
def test_low_best_and_high_stand_in_order_and_each_rests_on_quotes(told: Told) -> None:
    quoted = {quote for one in told.statements for quote in one.quotes}
    for each in SETS:
        for count in derive("i", told.statements, told.reports, each).counts.values():
            known = [number for number in (count.low, count.best, count.high) if number is not None]
            assert known == sorted(known), each.name
            assert count.rule or known == []
            assert count.said
            assert all(set(figure.quotes) <= quoted and figure.quotes for figure in count.said)


@given(told=tellings())
@settings(max_examples=100, deadline=None)
def test_what_one_source_gives_is_what_its_rule_takes_and_nothing_is_made_up(told: Told) -> None:
    given_numbers = {number for one in told.statements for number in (one.counts["killed"].low, one.counts["killed"].high)}
    given_numbers |= {12, 20}  # ACLED's reading of dozens and scores
    for each in SETS:
        if each.name in ("mean", "median"):
            continue
        count = derive("i", told.statements, told.reports, each).counts["killed"]
        assert {count.low, count.best, count.high} <= given_numbers | {None}, each.name


def copied(told: Told, statement: Statement) -> None:
    """Puts a wire copy of a statement's report beside it, on a later day."""
    old = told.reports[statement.report]
    copy: Report = msgspec.structs.replace(
        old, id=f"copy of {old.id}", publisher="Another Paper", copies=[old.id],
        published=msgspec.structs.replace(old.published, date="2020-05-20"),
    )
    told.reports[copy.id] = copy
    counts = {
        what: msgspec.structs.replace(count, said=[
            msgspec.structs.replace(figure, quotes=[msgspec.structs.replace(quote, report=copy.id) for quote in figure.quotes])
            for figure in count.said
        ])
        for what, count in statement.counts.items()
    }
    told.statements.append(msgspec.structs.replace(statement, id=f"{statement.id}-copy", report=copy.id, counts=counts))


@given(told=tellings(), which=st.integers(0, 5))
@settings(max_examples=100, deadline=None)
def test_a_wire_copy_changes_no_value_under_any_set(told: Told, which: int) -> None:
    def values(each: rules.Rules) -> list[tuple[Any, ...]]:
        incident = derive("i", told.statements, told.reports, each)
        counts = [(what, one.low, one.best, one.high) for what, one in sorted(incident.counts.items())]
        return [*counts, (incident.independent_sources, incident.type, incident.when.start, incident.where.name)]

    one = told.statements[which % len(told.statements)]
    report = told.reports[one.report]  # with a day, for a copy would date an undated text
    dated = msgspec.structs.replace(report.published, date=report.published.date or "2020-05-06")
    told.reports[one.report] = msgspec.structs.replace(report, publisher=f"only {one.id}", published=dated)
    before = {each.name: values(each) for each in SETS}
    copied(told, one)
    assert {each.name: values(each) for each in SETS} == before


@given(told=tellings())
@settings(max_examples=150, deadline=None)
def test_a_figure_that_the_default_leaves_out_is_shown_as_a_dispute_or_stood_aside_for_a_reason(told: Told) -> None:
    incident = drawn(told)
    count = incident.counts["killed"]
    disputed = any(doubt.kind == "figures" for doubt in incident.doubts)
    for one in told.statements:
        (figure,) = one.counts["killed"].said
        apart = (count.high is not None and figure.low is not None and figure.low > count.high) or (
            figure.high is not None and count.low is not None and figure.high < count.low
        )
        excused = figure.of or figure.words[0] in "ds" or figure.speaker == "the Northern Front"
        superseded = any(
            other.report != one.report and told.reports[other.report].publisher == told.reports[one.report].publisher
            for other in told.statements
        )
        assert not apart or disputed or excused or superseded


@given(told=tellings())
@settings(max_examples=60, deadline=None)
def test_attackers_named_by_a_set_are_named_by_a_statement(told: Told) -> None:
    named = {party.name for one in told.statements for party in one.roles.get("attacker", [])}
    for each in SETS:
        found: list[Party] = derive("i", told.statements, told.reports, each).roles.get("attacker", [])
        assert {party.name for party in found} <= named


@pytest.mark.parametrize(("was", "now"), [("57", "nine"), ("fifty-seven people", "nine"), ("57 dead", "9")])
def test_a_correction_is_understood_in_words_as_in_figures(was: str, now: str) -> None:
    told = papers(57, 57, dates=("2020-05-05", "2020-05-06"))
    told.tell(killed=9, published="2020-05-09", publisher="Ministry", corrections=[Correction(was=was, now=now)], **PLACE)
    assert killed(told, "tacitus") == (9, 9, 9)
