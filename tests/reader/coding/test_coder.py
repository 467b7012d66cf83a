"""A sentence is coded as PLOVER says: what is done, or only meant, refused or asked for, by whom to whom."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import tacitus.reader.coding as coding
from tacitus.reader.coding import EVENTS, Coded, code

ROOM = Path(coding.__file__).parent


def only(text: str) -> Coded:
    coded = code(text)
    assert len(coded) == 1, coded
    return coded[0]


def codes(text: str) -> tuple[str, list[str], list[str]]:
    found = only(text)
    return found.event, [p.code for p in found.source], [p.code for p in found.target]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Portugal sent 40 tonnes of food to Malawi on Friday.", "AID"),
        ("Portugal will send 40 tonnes of food to Malawi.", "AGREE"),
        ("Portugal refused to send food to Malawi.", "REJECT"),
        ("Malawi asked Portugal to send food.", "DEMAND"),
        ("Portugal must send food to Malawi, the opposition said.", "DEMAND"),
        ("Portugal suspended aid to Malawi.", "SANCTION"),
        ("Bolivian police arrested three Paraguayan journalists.", "COERCE"),
        ("Bolivia threatened to arrest Paraguayan journalists.", "THREATEN"),
        ("Bolivian forces shelled a Paraguayan garrison on Sunday.", "FIGHT"),
        ("Gunmen kidnapped two Norwegian engineers in Nigeria.", "ASSAULT"),
        ("Students marched through Dakar to protest against Senegal's government.", "PROTEST"),
        ("Ecuador's foreign minister met his Peruvian counterpart in Quito.", "CONSULT"),
        ("Ecuador accused Peru of moving the border posts.", "DISAPPROVE"),
        ("Kenya has opened an inquiry into the shooting of Somali refugees.", "INVESTIGATE"),
    ],
)
def test_what_is_done_meant_refused_and_asked_for_are_told_apart(text: str, event: str) -> None:
    assert only(text).event == event


def test_who_does_it_is_the_source_and_to_whom_the_target() -> None:
    assert codes("Norway donated tents to Nepal.") == ("AID", ["NOR"], ["NPL"])


def test_a_passive_turns_the_sides_round() -> None:
    assert codes("A Peruvian patrol was attacked by Ecuadorean soldiers.") == ("FIGHT", ["ECU"], ["PER"])


def test_what_two_do_together_has_two_sources_and_no_target() -> None:
    event, source, target = codes("Chile and Argentina signed a treaty on the southern ice fields.")
    assert (event, sorted(source), target) == ("SUPPORT", ["ARG", "CHL"], [])


def test_a_pronoun_is_who_speaks() -> None:
    assert codes("Greece said it would boycott the summit in Bulgaria.")[1] == ["GRC"]


def test_a_capital_a_leader_and_a_body_have_codes() -> None:
    assert codes("Ottawa condemned Lukashenko.") == ("DISAPPROVE", ["CAN"], ["BLR"])
    assert codes("The United Nations urged Eritrea to release the pilots.") == ("DEMAND", ["IGO"], ["ERI"])


def test_who_only_reports_is_no_party() -> None:
    event, source, target = codes("Bolivian rebels shelled a barracks, a Brazilian diplomat said.")
    assert (event, source) == ("FIGHT", ["BOL"])
    assert "BRA" not in target


def test_a_party_keeps_its_words_and_sector() -> None:
    text = "Nigerian soldiers beat four Ghanaian traders."
    found = only(text)
    assert [(p.code, p.sector) for p in (*found.source, *found.target)] == [("NGA", "MIL"), ("GHA", "BUS")]
    assert all(text[p.start : p.end] == p.words for p in (*found.source, *found.target))


def test_several_sentences_give_several_events_in_order() -> None:
    text = "Latvia expelled two Estonian diplomats. Estonia rejected the charges."
    assert [c.event for c in code(text)] == ["SANCTION", "REJECT"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?!", "The weather stays mild.", "x" * 5000])
def test_odd_text_gives_nothing_and_raises_nothing(text: str) -> None:
    assert code(text) == []


def test_every_frame_names_a_category_and_some_verb() -> None:
    raw = tomllib.loads((ROOM / "frames.toml").read_text("utf-8"))
    for frame in [*raw["frame"], *raw["leads"]]:
        assert frame["event"] in EVENTS
        assert frame["verbs"]


def test_every_country_of_the_lists_is_a_country() -> None:
    from tacitus.reader.coding.parties import BODIES, alpha3

    for name in ("leaders", "codes"):
        raw = tomllib.loads((ROOM / f"{name}.toml").read_text("utf-8"))
        strange = set(raw if name == "leaders" else raw["stands_for"]) - set(alpha3()) - BODIES
        assert not strange
