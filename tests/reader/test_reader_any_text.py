"""Whatever the text, the reader ends, raises nothing, and every value rests on words that stand where it says."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling import quotes, told

from tacitus import ontology
from tacitus.record import Statement, plain

TALE = """killed wounded bomb bombing attack suicide Baghdad Syria Taliban the a in on Monday 12 dozens of soldiers said by was
near and , . ; : ( ) " ' - — 2015 March city claimed responsibility army who which not at least to from no were Kabul's US
Islamic State IS police exploded car kidnapped seized shot after because Reuters %"""
WORDS = st.sampled_from([*TALE.split(), "\n"])
ODD = st.sampled_from(
    ["💣", "🇸🇾", "👨‍👩‍👧", "انفجار في حلب", "קאבול", "e\u0301", "\u202e", "\u200b", "\u00ad", "ﬁ", "İ", "ß", "<p>", "</td>",
     "&nbsp;", "&#8217;", "{}", "\x00", "\ufeff", "\u2028", "½", "①", "1" * 40, "zażółć", "Ⅻ", "…"]
)  # fmt: skip


def check(text: str, found: list[Statement]) -> None:
    kinds = ontology.load()
    assert len({s.id for s in found}) == len(found)
    for statement in found:
        kind = kinds.types[statement.type]
        assert set(statement.roles) <= set(kind.roles) | {"weapon"}
        assert set(statement.counts) <= set(kinds.counts)
        assert statement.quotes
    for quote in quotes(plain(found)):
        assert text[quote["start"] : quote["end"]] == quote["words"] != ""


quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(st.lists(WORDS, min_size=5, max_size=60).map(" ".join))
def test_words_of_violence_in_any_order_are_read_without_fault(text: str) -> None:
    check(text, told(text))


@quick
@given(st.lists(st.one_of(WORDS, WORDS, ODD, st.text(max_size=8)), min_size=3, max_size=40).map(" ".join))
def test_odd_signs_between_the_words_do_no_harm(text: str) -> None:
    text = "".join(c for c in text if not 0xD800 <= ord(c) <= 0xDFFF)
    text = "Gunmen killed two soldiers in Mosul. " + text
    check(text, told(text))


@quick
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_at_all_is_read_without_fault(text: str) -> None:
    check(text, told(text))


FACT = "Gunmen killed four soldiers at a checkpoint near Mosul on Monday."
LONG = {
    "one sentence of 50,000 signs": "A bomb killed three people in Kabul "
    + "and then a man said that " * 2000
    + "it was over.",
    "one word of 50,000 signs": FACT + " " + "x" * 50_000,
    "no punctuation": " ".join(["gunmen killed four soldiers near mosul on monday and fled"] * 400),
    "only punctuation": "killed bombing " + "?!.,;:-()[]\"'" * 3000,
    "10,000 new lines": FACT + "\n" * 10_000 + FACT,
    "a line a word": "\n".join(FACT.split() * 300),
    "debris of a web page": ('<div class="a">' + FACT + "</div><td>&nbsp;</td>{var x=1;}") * 60,
    "all brackets open": FACT + "(" * 5000 + "bomb" + "[" * 5000,
    "combining marks": "A bomb killed five people in Aden." + "e" + "\u0301" * 8000,
    "right to left": ("قتل خمسة جنود في انفجار " * 300) + FACT,
    "emoji": FACT + "💣🔥" * 5000,
    "figures only": "killed bombing " + "12 1,000 3.5 " * 3000,
    "one word 3,000 times": FACT + " " + "Killed: " * 3000,
    "a table without an end": "Killed: 12 Wounded: 30 Missing: 4 " * 800,
    "more dead than people": "10^30 people were killed in 0000 and 1e30 wounded in 9999. " * 200,
    "quotation marks": FACT + ' "' * 4000,
    "one report many times": (FACT + " ") * 400,
}
BOUND = 30.0
"""Seconds of the processor, whatever else runs on it; these take 1 to 5."""


@pytest.mark.parametrize("name", LONG)
def test_a_hard_text_is_read_in_bounded_time(name: str) -> None:
    began = time.process_time()
    found = told(LONG[name])
    assert time.process_time() - began < BOUND
    check(LONG[name], found)


@quick
@given(st.lists(WORDS, min_size=8, max_size=40).map(" ".join))
def test_the_same_text_is_always_read_the_same_way(text: str) -> None:
    assert plain(told(text)) == plain(told(text))


REPORTS = [
    "A car bomb exploded outside a bank in Kandahar on Sunday, killing nine people and wounding 20. The Taliban claimed it.",
    "Rebels shelled the port of Hodeidah on Friday. Six dock workers died, officials said.",
    "Gunmen abducted 30 pupils from a school in Zamfara state on Tuesday night. Police said the attackers came on motorcycles.",
    "Security forces arrested 14 suspects in Cairo on Thursday after an attack on a church that killed two guards.",
]
NEWS = [
    "The national football team beat its neighbours two to one. The coach praised the defence and the young goalkeeper.",
    "The price of wheat rose by four per cent. Traders expect a good harvest next year.",
    "The minister opened a library with 20,000 books. Children read poems and a band played.",
    "It will rain in the north and stay dry in the south. Temperatures reach 24 degrees.",
]


def kernel(found: list[Statement]) -> list[Any]:
    return [
        (s.type, s.where.name, {k: (c.low, c.best, c.high) for k, c in s.counts.items()}, s.quotes[0].start)
        for s in found
    ]


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("news", NEWS)
def test_a_paragraph_of_other_news_changes_nothing(report: str, news: str) -> None:
    alone = told(report)
    assert alone
    assert kernel(told(f"{report}\n\n{news}")) == kernel(alone)
