"""The model of events that ships knows what a word names, who is what in it, and which words name one event."""

from __future__ import annotations

import pytest

from tacitus.reader.learned import sight
from tacitus.reader.learned.labels import PARTS, STATUSES, TYPES
from tacitus.reader.learned.sight import Sight

MOSQUE = (
    "A suicide bomber blew himself up outside a mosque in Harvan on Friday, killing six worshippers, police said. "
    "The blast shook the whole quarter. The explosion was the second in a month."
)
TOWNS = (
    "Mortar shells hit the market of Ardan on Monday, killing two traders, residents said. "
    "Far to the south, in Belmuk, gunmen attacked a police post on Sunday and wounded three officers."
)


@pytest.fixture(scope="module", autouse=True)
def _there() -> None:
    assert sight.there(), f"no model in {sight.FOLDER}: `make train` makes it"


def look(text: str) -> Sight:
    found = sight.look(text)
    assert found is not None
    return found


def at(text: str, words: str) -> tuple[int, int]:
    """Where the words stand first."""
    start = text.index(words)
    return start, start + len(words)


def test_a_word_for_a_suicide_bombing_is_that_and_no_arson() -> None:
    types = look(MOSQUE).types(*at(MOSQUE, "blew"))
    assert sum(types.values()) == pytest.approx(1, abs=1e-4)
    assert max(types, key=lambda t: types[t]) == "suicide-bombing"
    assert types["suicide-bombing"] > types["arson"]


def test_a_word_that_names_no_event_is_likeliest_none() -> None:
    types = look(MOSQUE).types(*at(MOSQUE, "month"))
    assert max(types, key=lambda t: types[t]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Masked gunmen killed two farmers near the village of Ordel on Tuesday.",
        "Two farmers were killed by masked gunmen near the village of Ordel on Tuesday.",
    ],
    ids=["active", "passive"],
)
def test_who_kills_and_who_is_killed_are_told_apart_in_either_voice(text: str) -> None:
    seen, killed = look(text), at(text, "killed")
    doers, hurt, place = (seen.parts(killed, at(text, words)) for words in ("gunmen", "farmers", "Ordel"))
    assert set(doers) == set(PARTS)
    assert max(doers, key=lambda p: doers[p]) == "attacker"
    assert max(hurt, key=lambda p: hurt[p]) == "victim"
    assert max(place, key=lambda p: place[p]) == "place"


def test_the_blast_and_the_explosion_are_likelier_one_than_attacks_on_two_towns() -> None:
    one = look(MOSQUE).same(at(MOSQUE, "blast"), at(MOSQUE, "explosion"))
    two = look(TOWNS).same(at(TOWNS, "hit"), at(TOWNS, "attacked"))
    assert one is not None
    assert two is not None
    assert one > two


def test_it_does_not_matter_which_of_two_words_is_asked_of() -> None:
    seen = look(TOWNS)
    a, b = at(TOWNS, "hit"), at(TOWNS, "killing")
    assert seen.same(a, b) == pytest.approx(seen.same(b, a))


def test_what_is_denied_and_what_is_planned_is_less_likely_plain_news() -> None:
    told = "Soldiers shelled the mill at Oster on Sunday."
    denied = "The army denied that soldiers had shelled the mill at Oster on Sunday."
    said, other = (look(t).statuses(*at(t, "shelled")) for t in (told, denied))
    assert set(said) == set(STATUSES)
    assert max(said, key=lambda s: said[s]) == "reported"
    assert other["denied"] > said["denied"]


def test_a_place_that_holds_no_word_says_nothing() -> None:
    seen = look(MOSQUE)
    end = len(MOSQUE)
    assert seen.types(end, end + 5) == {}
    assert seen.statuses(end, end + 5) == {}
    assert seen.parts((end, end + 5), at(MOSQUE, "mosque")) == {}
    assert seen.same(at(MOSQUE, "blast"), (end, end + 5)) is None
    assert seen.main(end, end + 5) == 0.5


def test_words_of_a_long_text_keep_their_places_and_far_ones_are_not_compared() -> None:
    text = MOSQUE + " The rain fell on and on, and the fields lay empty." * 120 + " " + TOWNS
    seen = look(text)
    assert [text[s:e] for s, e in seen.words()][:4] == ["A", "suicide", "bomber", "blew"]
    assert text[slice(*seen.words()[-2])] == "officers"
    attacked = at(text, "attacked")
    assert seen.same(at(text, "blew"), attacked) is None
    assert seen.types(*attacked)["armed-assault"] > seen.types(*at(text, "rain"))["armed-assault"]


@pytest.mark.parametrize("text", ["", " \n", "𝕏 ﷽ \x00", "word" * 4000])
def test_odd_text_is_looked_at_without_harm(text: str) -> None:
    for start, end in look(text).words():
        assert 0 <= start < end <= len(text)


def test_its_types_are_those_of_the_ontology() -> None:
    from tacitus import ontology

    assert set(TYPES) <= set(ontology.load().types)
