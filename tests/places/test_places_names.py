"""Spellings of one name meet under one key; different names stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.places import locate
from tacitus.places.gazetteer import gazetteer
from tacitus.places.names import bare, edits, english, fold, likeness, native, sound, without_generic


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ar-Raqqah", "Raqqa"),
        ("Al-Bab", "Bab"),
        ("Ta'izz", "Taiz"),
        ("Deir Ezzor", "Deir ez-Zor"),
        ("Al Ḩasakah", "Hasaka"),
    ],
)
def test_articles_marks_and_doubled_letters_make_no_other_name(one: str, other: str) -> None:
    assert bare(fold(one)) == bare(fold(other))


@pytest.mark.parametrize(("one", "other"), [("Quyara", "Qayyarah"), ("Kobani", "Kobane"), ("Falluja", "Faloojah")])
def test_free_spellings_sound_alike(one: str, other: str) -> None:
    assert sound(fold(one)) == sound(fold(other))
    assert likeness(fold(one), fold(other)) >= 0.6


def test_the_word_for_the_kind_of_an_area_is_left_out() -> None:
    assert without_generic(fold("Al-Hasakah Governorate")) == fold("Al-Hasakah")
    assert without_generic("province") == "province"


@given(st.text(max_size=40))
def test_any_text_folds_to_plain_letters_and_again_to_itself(text: str) -> None:
    key = fold(text)
    assert all(c.isascii() and (c.islower() or c.isdigit() or c == " ") for c in key)
    assert fold(key) == key
    bare(key)
    sound(key)


def test_names_in_other_scripts_keep_their_letters_but_not_their_writers_habits() -> None:
    assert native("الرقة") == native("الرقه")
    assert native("إدلب") == native("ادلب")
    assert native("Mosul") == native("Ménaka") == ""
    assert native("МАРИУПОЛЬ") == native("Мариуполь")


@given(st.text(max_size=40))
def test_a_name_in_any_letters_has_at_most_one_key_of_its_own(text: str) -> None:
    assert native(native(text)) in ("", native(text))


KNOWN = ("maiduguri", "kandahar", "peshawar", "qamishli", "deir ez zor")


@given(st.sampled_from(KNOWN), st.data())
def test_one_slip_of_the_pen_leads_back_to_the_name(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 2))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    for slip in (name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :], swapped):
        clean = slip.strip()
        if clean != name and "  " not in clean:
            assert name in edits(clean)


@given(st.text("abcdefghij ", min_size=1, max_size=30))
def test_the_slips_of_a_name_are_bounded_and_keep_its_first_letter(key: str) -> None:
    found = edits(key)
    assert len(found) <= 56 * len(key)
    assert all(x[:1] == key[0] for x in found)
    assert key not in found


def test_a_slip_is_looked_past_in_a_country_that_the_report_names_and_nowhere_else() -> None:
    known = gazetteer()
    assert [x.entry.name for x in known.misspelt("Maidugiri", ["NG"])][:1] == ["Maiduguri"]
    assert known.misspelt("Maidugiri", ["SY"]) == ()
    assert known.misspelt("Maidugiri", []) == ()
    assert known.misspelt("Kanu", ["NG"]) == ()  # too short: Kano, and too much else
    assert known.misspelt("x" * 10_000, ["NG"]) == ()


def test_a_report_with_a_slip_still_has_its_place() -> None:
    text = "Nigerian troops fought near Maidugiri. They fell back from Dambwa."
    found = {x.mention.words: x.place.name for x in locate(text) if x.place and not x.mention.demonym}
    assert found["Maidugiri"] == "Maiduguri"


@pytest.mark.parametrize(
    ("said", "meant"), [("Wuhledar", "vuhledar"), ("Hawidja", "hawija"), ("Chabwa", "shabwa"), ("Jarkov", "kharkov")]
)
def test_how_papers_of_other_languages_write_a_name_is_tried(said: str, meant: str) -> None:
    assert meant in english(fold(said))


@given(st.text(max_size=40))
def test_no_name_is_its_own_other_spelling(text: str) -> None:
    assert fold(text) not in english(fold(text))
