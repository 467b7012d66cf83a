"""Reports of sport, trade, films, drills and plain crime use the words of violence and tell of none."""

from __future__ import annotations

import pytest

ORDINARY = {
    "sport": (
        "Rovers laid siege to the visitors' goal in the second half and their striker shot twice against the bar. The"
        " coach called the 3-0 win a massacre. It was the seventh clash of the season in the league, and the referee"
        " sent off a midfielder for an assault on the goalkeeper in stoppage time."
    ),
    "trade": (
        "Shares in the airline came under fire on Monday after a rival dropped a bomb: fares cut by 40 per cent."
        " Analysts expect casualties in a price war that has hit profits. The chief executive said that investors"
        " would not be taken hostage and that the board would fight off any takeover bid."
    ),
    "fiction": (
        "In her second film the director blows up a bridge and lets the rebels shoot the mayor. The camera never"
        " shows the bombs. The actress who is taken hostage in the last scene steals the movie; the audience at the"
        " festival cheered. In cinemas from Friday."
    ),
    "drill": (
        "Masked actors stormed the harbour of Oslo on Sunday and took hostages in a drill of the emergency services."
        " Participants in the exercise played wounded passengers. The gunmen had blank cartridges."
    ),
    "crime": (
        "Two robbers shot a guard at a savings bank in Durban on Monday and fled with the cash. Detectives said that"
        " the getaway car was stolen. A magistrate refused bail to a man held over an earlier robbery."
    ),
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_a_report_of_another_subject_tells_of_no_violence(told, text):
    assert told(text) == []


def test_an_attack_on_a_football_crowd_is_told(told):
    text = (
        "Gunmen opened fire on the bus of a football team on its way to a cup match in Cabinda on Friday, killing the"
        " coach's assistant and wounding nine people. Police said separatist rebels claimed responsibility. The"
        " striker and the goalkeeper were taken to hospital."
    )
    assert any(s.type == "armed-assault" for s in told(text))


def test_a_real_attack_during_an_exercise_is_told(told):
    text = "A suicide bomber killed seven soldiers at the end of a military exercise near Gao on Friday, the army said."
    assert any(s.type == "suicide-bombing" for s in told(text))
