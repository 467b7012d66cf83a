"""The quicker ways of the parser come to the same annotations as the ways of its makers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tacitus.reader.parser import Parser, parser

SAMPLES = Path(__file__).parents[2] / "samples"
TEXTS = [
    "There's been a blast near Kirkuk. Y'all gonna let's go \n\n \t on, c'mon; it ain't nothin' they'd done.",
    "GUNMEN KILL 3 IN BAIDOA\nOn Friday, 12 March 2010 al-Shabaab's Ali Dheere told\nReuters that the Fifth Brigade left.",
    "\n", "a", "the Democratic Republic of the", "😀 \u200b Ж ½ don't",
    *(path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))[::9]),
]  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> Parser:
    return Parser(plain=True)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_word_is_annotated_as_by_the_makers_of_the_model(plain: Parser, text: str) -> None:
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, TAG

    told = [ORTH, TAG, POS, MORPH, LEMMA, DEP, HEAD, SENT_START, ENT_IOB, ENT_TYPE]
    for _ in range(2):  # the second time from what is remembered
        assert parser()(text).to_array(told).tolist() == plain(text).to_array(told).tolist()


def test_a_text_without_words_has_a_parse_without_words() -> None:
    assert len(parser()("")) == 0
