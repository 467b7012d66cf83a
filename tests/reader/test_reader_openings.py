"""Headlines, credits and leads that a page's copy has run together are parted; other openings stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.reader.openings import parted
from tacitus.reader.parser import parser

RUN_TOGETHER = [
    "Gunmen Kill Nine in Raid on Village Market | Nine traders were killed when gunmen raided the market of a village.",
    "Mortar fire kills teacher in border town | A teacher was killed by mortar fire in a border town on Tuesday.",
    "3 March 2019 | The army shelled two villages, residents said.",
    "Two dead in bridge blast Herald | Sunday 3 Mar 2019 | Heavy fighting followed a blast on a bridge that left two dead.",
    "Posted on March 3, 2019 | Rebels seized a bridge.",
    "Rebels seize bridge after clashes | MARANDA, Tovia (ANP) -- Rebels seized a bridge.",
    "Rebels Seize Bridge Over Sava After Clashes|Rebels said they had seized the bridge over the Sava.",
]
AS_IT_SHOULD = [
    "The army said on 3 March 2019 The Guard had shelled two villages in which the army held posts.",
    "On 17 September 2019 Rebels seized the bridge.",
    "Police in Northern Tovia said the State Police had arrested a man whom police had sought.",
    "A bomb went off in the town hall of Maranda. A bomb had gone off there before, the town said.",
    "REBELS SEIZE BRIDGE AFTER CLASHES THE REBELS SEIZED A BRIDGE AFTER CLASHES WITH THE ARMY",
    "",
]


def told(text: str, title: str | None = None) -> str:
    return parted(text, title, parser().lemmas)


@pytest.mark.parametrize("marked", RUN_TOGETHER)
def test_each_part_of_the_opening_ends_with_a_line(marked: str) -> None:
    glued = "|" in marked and " | " not in marked
    text = marked.replace("|", "-") if glued else marked.replace(" | ", " ")
    assert told(text) == (marked.replace("|", "\n") if glued else marked.replace(" | ", "\n"))


@pytest.mark.parametrize("text", AS_IT_SHOULD)
def test_an_opening_that_is_one_sentence_stays_so(text: str) -> None:
    assert told(text) == text


def test_a_title_that_is_known_ends_where_it_ends() -> None:
    title = "What we know of the raid so far"
    assert told(f"{title} Nobody has claimed it.", title) == f"{title}\nNobody has claimed it."


@given(st.text(max_size=500), st.none() | st.text(max_size=40))
def test_offsets_hold_in_any_text(text: str, title: str | None) -> None:
    assert [(a, b) for a, b in zip(text, told(text, title), strict=True) if a != b and b != "\n"] == []
