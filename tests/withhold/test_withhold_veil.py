"""One setting masks private names in everything that leaves the record, and changes nothing else."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from msgspec import structs

from tacitus import formats, store, withhold
from tacitus.record import (
    Change,
    Claim,
    Count,
    Decision,
    Doubt,
    Figure,
    Incident,
    Party,
    Published,
    Quote,
    Report,
    Revision,
    SetAside,
    Statement,
    When,
    Where,
    encode,
)
from tacitus.withhold import MASK, WITHHELD, Veil

TEXT = (
    "A bomb killed Leyla Demirtas, 31, at the market of Kirkuk on Monday, her brother Omar Demirtas said. "
    "Governor Samuel Otieno-Ruto blamed the Islamic State. “I saw it,” said Rosa Ibarra."
)
NAMES = ("Leyla", "Demirtas", "Omar", "Rosa", "Ibarra")
PUBLIC = ("Otieno-Ruto", "Islamic State", "Kirkuk")


def quote(words: str, text: str = TEXT, report: str = "r1") -> Quote:
    start = text.index(words)
    return Quote(report=report, start=start, end=start + len(words), words=words)


REPORT = Report(id="r1", raw_sha256="0", text=TEXT, title="Bomb kills Leyla Demirtas in Kirkuk", publisher="A Wire",
                url="https://example.org/2017/leyla-demirtas-killed", published=Published(date="2017-03-07"),
                source="leyla-demirtas.txt")
FIGURE = Figure(low=1, high=1, words="Leyla Demirtas", speaker="her brother Omar Demirtas", quotes=[quote("Leyla Demirtas")])
STATEMENT = Statement(
    id="s1", report="r1", type="bombing", when=When(start="2017-03-06", end="2017-03-06", precision="day"),
    where=Where(name="Kirkuk", said="Kirkuk", lat=35.4, lon=44.4, precision="exact", country="IQ", quotes=[quote("Kirkuk")]),
    roles={"victim": [Party(name="Leyla Demirtas", words="Leyla Demirtas", kind="person", quotes=[quote("Leyla Demirtas, 31")])],
           "attacker": [Party(name="Islamic State", words="the Islamic State", actor="islamic-state", kind="jihadist",
                              status="blamed", quotes=[quote("the Islamic State")])]},
    counts={"killed": Count(low=1, high=1, best=1, said=[FIGURE])},
    claims=[Claim(by="Governor Samuel Otieno-Ruto", stance="blames", against="Islamic State", quotes=[quote("Governor Samuel")])],
    speaker="Rosa Ibarra", quotes=[quote("killed Leyla")],
    set_aside=[SetAside(field="roles.victim", value="Omar Demirtas", why="Omar Demirtas speaks")],
)
INCIDENT = Incident(
    id="i0000000000aa", type="bombing", when=STATEMENT.when, where=STATEMENT.where, roles=STATEMENT.roles, counts=STATEMENT.counts,
    claims=STATEMENT.claims, speaker="Rosa Ibarra", quotes=STATEMENT.quotes, statements=["s1"], reports=["r1"],
    doubts=[Doubt(kind="figures", field="roles.victim", why="Omar Demirtas and Rosa Ibarra disagree")],
    history=[Revision(n=1, at="2017-03-08T00:00:00Z", cause="first told",
                      changes=[Change(field="roles.victim", now="Leyla Demirtas")])],
    decisions=[Decision(kind="confirm", user="Omar", at="2017-03-09T00:00:00Z", comment="spoke to Rosa Ibarra")],
    independent_sources=1,
)


@pytest.fixture
def veil() -> Veil:
    return Veil({"r1": REPORT}.get)


def strings(value: bytes) -> str:
    return value.decode()


@pytest.mark.parametrize("shown", [STATEMENT, INCIDENT])
def test_no_field_gives_a_name_away(veil: Veil, shown: Statement | Incident) -> None:
    seen = strings(encode(veil.statement(shown) if isinstance(shown, Statement) else veil.incident(shown)))
    seen = seen.replace('"user":"Omar"', "")  # a reviewer's own name
    assert not [name for name in NAMES if name in seen]
    assert [name for name in PUBLIC if name in seen] == list(PUBLIC)


def test_a_report_keeps_its_length_and_quotes_still_hold(veil: Veil) -> None:
    seen = veil.report(REPORT)
    assert len(seen.text) == len(TEXT)
    assert not [name for name in NAMES if name in encode(seen).decode()]
    assert seen.url == "https://example.org/"
    incident = veil.incident(INCIDENT)
    for field, each in formats.quotes(incident):
        assert each.words == seen.text[each.start : each.end], field
    assert incident.roles["victim"][0].name == WITHHELD
    assert MASK * len("Leyla Demirtas") in seen.text


def test_nothing_else_changes(veil: Veil) -> None:
    plain = structs.replace(REPORT, text="A bomb killed three people in Kirkuk.", title=None, url="https://example.org/a",
                            source="a.txt")
    none = Veil({"r1": plain}.get)
    empty = structs.replace(INCIDENT, speaker=None, roles={}, counts={}, claims=[], quotes=[], doubts=[], history=[], decisions=[],
                            where=Where(name="Kirkuk"))
    assert none.report(plain) == plain
    assert none.incident(empty) == empty
    assert veil.incident(INCIDENT) == veil.incident(INCIDENT)


def test_a_person_whom_only_the_reader_saw_is_masked_too() -> None:
    text = "GUNMEN SHOT MANSOUR AT THE DOOR."
    shot = Party(name="MANSOUR", words="MANSOUR", kind="person", quotes=[quote("MANSOUR", text, "r2")])
    report = Report(id="r2", raw_sha256="0", text=text)
    stated = Statement(id="s2", report="r2", type="armed-assault", roles={"victim": [shot]})
    veil = Veil({"r2": report}.get, lambda _: [stated])
    seen = veil.incident(Incident(id="i2", type="armed-assault", reports=["r2"], roles={"victim": [shot]}))
    assert "MANSOUR" not in encode(seen).decode() + encode(veil.report(report)).decode()
    assert seen.roles["victim"][0].quotes[0].words == MASK * len("MANSOUR")


def test_without_its_report_an_incidents_own_words_still_tell_who_is_private() -> None:
    assert "Leyla" not in encode(Veil(lambda _: None).incident(INCIDENT)).decode()


@pytest.mark.parametrize("name", formats.FORMATS)
def test_no_format_gives_a_name_away(veil: Veil, name: str) -> None:
    out = io.BytesIO()
    formats.write([veil.incident(INCIDENT)], name, out, reports={"r1": veil.report(REPORT)})
    raw = out.getvalue().replace(b'"user":"Omar"', b"")
    assert not [each for each in NAMES if each.encode() in raw]


def test_the_setting_is_kept_in_the_record_and_can_be_taken_back(tmp_path: Path) -> None:
    path = str(tmp_path / "war.db")
    with store.open(path) as record:
        assert withhold.veil(record) is None
        withhold.switch(record, True, at="2026-01-01T00:00:00Z")
    with store.open(path) as record:
        assert withhold.on(record)
        assert withhold.veil(record) is not None
        withhold.switch(record, False, at="2026-01-02T00:00:00Z")
        assert not withhold.on(record)


def test_the_command_sets_it_and_exports_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tacitus.cli import main

    path, target = str(tmp_path / "war.db"), tmp_path / "out.jsonl"
    store.open(path).close()
    assert main(["withhold", path, "on"]) == 0
    assert main(["export", path, "--format", "jsonl", "-o", str(target)]) == 0
    assert json.loads((tmp_path / "out.jsonl.manifest.json").read_text())["withheld"] is True
    assert main(["withhold", path, "off"]) == 0
    assert "nothing is withheld" in capsys.readouterr().out


