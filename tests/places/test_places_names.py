"""Spellings of one name meet under one key; different names stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.places.names import bare, fold, likeness, native, sound, without_generic


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
