"""Whatever a reader makes of a text, every statement ends in one incident, and what is ruled out stays apart."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from merge_cases import AT

from tacitus.merge import compare, merge
from tacitus.record import Claim, Count, Figure, Party, Published, Quote, Report, Statement, When, Where

NAMES = ["Kabul", "police", "the 10th Brigade", "", "’s", "İstanbul", "Omar Haddad", "غزة", "50 people"]
names = st.sampled_from(NAMES)
dates = st.sampled_from([None, "2020-05-04", "2020-05-05", "2020-05-04T10:00:00Z", "9999-12-31", "soon", "2020"])
numbers = st.none() | st.integers(0, 10**20)
parties = st.lists(st.builds(Party, name=names, words=names, actor=st.sampled_from([None, "is", "ypg"]),
                             status=st.sampled_from(["stated", "claimed", "blamed", "denied"])), max_size=2)
wheres = st.builds(
    Where, name=st.none() | names, lat=st.sampled_from([None, 33.0, -90.0]), lon=st.sampled_from([None, 44.0, 180.0]),
    precision=st.sampled_from(["exact", "province", "country", "unknown"]), country=st.sampled_from([None, "IQ", "SY"]),
)
figures = st.lists(st.builds(Figure, words=names, speaker=st.none() | names), max_size=2)
counts = st.dictionaries(
    st.sampled_from(["killed", "troops"]), st.builds(Count, low=numbers, high=numbers, said=figures)
)
PAPERS = [
    (None, None), ("2020-05-05", "A"), ("2020-05-05T09:00:00+02:00", "A"), ("x", "B"), ("2020-05-06", None),
]
REPORTS = {
    f"r{n}": Report(
        id=f"r{n}", raw_sha256="", text="Bomb in Kabul. " * n, published=Published(date=date), publisher=who,
        copies=[f"r{n - 1}"] if n == 3 else [], url="http://[" if n == 4 else None,
    )
    for n, (date, who) in enumerate(PAPERS)
}
bases = st.sampled_from(["stated", "relative", "publication", "none"])


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    return [
        Statement(
            id=f"s{n}", report=(report := draw(st.sampled_from(["r0", "r1", "r2", "r3", "r4", "elsewhere"]))),
            type=draw(st.sampled_from(["bombing", "suicide-bombing", "territory-held", "protest", "no-such-type"])),
            status=draw(st.sampled_from(["reported", "denied", "planned", "foiled"])),
            when=When(start=draw(dates), end=draw(dates), basis=draw(bases)),
            where=draw(wheres), counts=draw(counts),
            roles=draw(st.dictionaries(st.sampled_from(["attacker", "target", "holder", "weapon"]), parties)),
            claims=draw(st.lists(st.builds(Claim, by=names, against=st.none() | names), max_size=1)),
            quotes=[Quote(report=report, start=5, end=9, words="Bomb")],
        )
        for n in range(draw(st.integers(0, 7)))
    ]


@given(given_statements=statements())
@settings(max_examples=150, deadline=None)
def test_every_statement_ends_in_one_incident_and_none_beside_one_it_is_ruled_out_with(
    given_statements: list[Statement],
) -> None:
    found = merge(given_statements, reports=REPORTS, at=AT)
    by_id = {one.id: one for one in given_statements}
    assert sorted(one for incident in found for one in incident.statements) == sorted(by_id)
    for incident in found:
        assert incident.history
        for a, b in combinations(incident.statements, 2):
            assert compare(by_id[a], by_id[b], REPORTS).ruled_out is None
