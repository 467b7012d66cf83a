"""Plain text and Markdown become reports whose text is clean and whose date is as sure as its ground."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.record import Report
from tacitus.sources import Obtained, Options, reports
from tacitus.sources.clean import characters, clean, unwrap
from tacitus.sources.dates import alone, iso
from tacitus.sources.encoding import decode, is_binary
from tacitus.sources.language import code, tell

STORY = (
    "Gunmen opened fire on a bus near the town of Larkand on Friday and killed at least six, the police said.\n\n"
    "Nobody has said that it was behind the attack, the third in the district since the spring.\n"
)


def only(path: Path, **options: object) -> Report:
    """The one report of a file."""
    (found,) = reports(path, Options(**options))  # type: ignore[arg-type]
    assert isinstance(found, Obtained), found
    return found.report


def written(folder: Path, text: str, name: str = "story.txt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_report_is_known_by_its_cleaned_text_and_keeps_its_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + STORY + "\n\nPlease Share:\n")
    (found,) = reports(path)
    assert isinstance(found, Obtained)
    assert found.report.text == STORY.strip()
    assert found.report.id == Report.identify(STORY.strip())
    assert found.raw == path.read_bytes()
    assert found.report.source == str(path)
    assert found.report.language == "en"
    assert found.report.readable


def test_a_given_date_outranks_a_header_and_a_header_outranks_a_dateline(tmp_path: Path) -> None:
    front = "---\ntitle: Six dead on bus\npublished: 2014-03-08\n---\n"
    path = written(tmp_path, front + "Published 7 March 2014\n\n" + STORY)
    assert (only(path).published.date, only(path).published.how) == ("2014-03-08", "metadata")
    given = only(path, published="2014-03-09").published
    assert (given.date, given.how) == ("2014-03-09", "given")
    bare = only(written(tmp_path, "Published 7 March 2014\n\n" + STORY)).published
    assert (bare.date, bare.how) == ("2014-03-07", "dateline")
    none = only(written(tmp_path, STORY)).published
    assert (none.date, none.how) == (None, "none")


def test_a_headline_becomes_the_title_and_stays_in_the_text(tmp_path: Path) -> None:
    report = only(written(tmp_path, "7 March 2014\n\nSix dead as gunmen fire on bus\n\n" + STORY))
    assert report.title == "Six dead as gunmen fire on bus"
    assert report.title in report.text
    assert only(written(tmp_path, STORY)).title is None


def test_markdown_is_read_as_its_words(tmp_path: Path) -> None:
    marked = "# Six dead on *bus*\n\nGunmen **opened fire** near [Larkand](http://x.org/a_b).\n\n> \"So,\" he said.\n"
    report = only(written(tmp_path, marked, "story.md"))
    assert report.text == 'Six dead on bus\n\nGunmen opened fire near Larkand.\n\n"So," he said.'
    assert report.title == "Six dead on bus"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    story = STORY.replace("the police", "“the police” of Évreux")
    assert "“the police” of Évreux" in only(written(tmp_path, story, encoding=encoding)).text


def test_russian_and_chinese_bytes_are_read_and_flagged_as_not_readable(tmp_path: Path) -> None:
    russian = "При взрыве на рынке погибли три человека, сообщили в полиции. Никто не взял ответственность. " * 3
    chinese = "警方说，市场发生爆炸，造成三人死亡，多人受伤。目前尚无组织宣称对此次袭击负责。" * 3
    for text, encoding, language in [(russian, "cp1251", "ru"), (russian, "koi8_r", "ru"), (chinese, "gb18030", "zh")]:
        report = only(written(tmp_path, text, encoding=encoding))
        assert report.text == text.strip()
        assert (report.language, report.readable) == (language, False)


def test_a_wrong_label_does_not_spoil_a_text() -> None:
    assert decode("café naïve".encode(), "x", declared="iso-8859-1") == "café naïve"
    assert decode("“so” it was said".encode("cp1252"), "x", declared="utf-8") == "“so” it was said"


def test_one_broken_character_is_marked_and_the_rest_stays() -> None:
    assert decode("Évreux and ".encode() + b"\xff" + " Mâcon".encode(), "x") == "Évreux and \ufffd Mâcon"


def test_lines_broken_to_fit_are_joined_and_others_are_not() -> None:
    wrapped = (
        "The army said on Monday that its soldiers had beaten back an\nattack on the bridge and that four of the men "
        "who had come\nacross the river in the night were dead. It named none of\nthem.\n\nNobody else could say so."
    )
    joined = unwrap(wrapped)
    assert joined.count("\n") == 2
    assert len(joined) == len(wrapped)
    items = "- one dead\n- two hurt\n- three missing\n- four held"
    assert unwrap(items) == items


@pytest.mark.parametrize(
    "line",
    ["Please Share:", "Advertisement", "Read more: How the war began", "We use cookies to improve your visit.",
     "Click here to sign up for our newsletter", "© 2016 The Example Times. All rights reserved.", "Share on Facebook",
     "Follow us on Twitter", "Skip to main content", "Home | World | Politics", "https://example.org/a/b"],
)  # fmt: skip
def test_a_line_that_is_boiler_plate_by_its_form_goes(line: str) -> None:
    assert clean(f"{STORY}\n{line}\n") == STORY.strip()
    assert clean(f"{line}\n\n{STORY}") == STORY.strip()


@pytest.mark.parametrize(
    "line",
    ["Share prices fell after the bombing.", "Read more than one account: nine are dead.", "Follow us, they said.",
     "The latest attack killed nine.", "Related groups were blamed.", "More dead were found.",
     "Print workers were shot.",
     "Nine dead", "Homes burned in three villages"],
)  # fmt: skip
def test_a_line_that_reports_something_stays(line: str) -> None:
    assert line in clean(f"{STORY}\n{line}\n", page=True)


def test_a_list_of_related_stories_goes_and_the_prose_after_it_stays() -> None:
    links = "Related stories\n\n- Floods displace hundreds in the valley\n- Minister resigns"
    text = f"{STORY}\n{links}\n\nThe governor called it murder."
    assert clean(text) == f"{STORY}\nThe governor called it murder."


def test_a_text_of_nothing_but_boiler_plate_is_kept() -> None:
    assert clean("Please Share:") == "Please Share:"


@given(st.text())
def test_cleaning_ends_in_visible_normal_characters_and_is_done_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(ch) in ("Cc", "Cs") and ch not in "\n\t" for ch in once)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))))
def test_utf8_is_always_read_back_as_it_was(text: str) -> None:
    raw = text.encode()
    if not raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        assert decode(raw, "x") == text
        assert not is_binary(raw)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_failure_that_says_so(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "any.txt"
    path.write_bytes(raw)
    for found in reports(path):
        if isinstance(found, Obtained):
            assert found.report.text == characters(found.report.text).strip()
        else:
            assert found.code in {"E201", "E202", "E204", "E205", "E208", "E209", "E212"}, found


@pytest.mark.parametrize(
    ("said", "day"),
    [("2016-07-02", "2016-07-02"), ("Sat, 02 Jul 2016 10:00:00 GMT", "2016-07-02T10:00:00Z"),
     ("July 2, 2016", "2016-07-02"), ("2 July 2016", "2016-07-02"), ("20160702", "2016-07-02"),
     (1467453600, "2016-07-02T10:00:00Z"),
     ("2016-07-02T23:30:00-05:00", "2016-07-02T23:30:00-05:00"), ("2016-07-02T10:00:00", "2016-07-02"),
     ("13/04/2016", "2016-04-13"), ("03/04/2016", None), ("31 February 2016", None), ("soon", None),
     (True, None), ("", None)],
)  # fmt: skip
def test_dates_are_read_in_every_common_way_and_ambiguous_ones_left(said: object, day: str | None) -> None:
    assert iso(said) == day


def test_only_a_line_that_says_nothing_else_is_a_date_line() -> None:
    assert alone("Published on Friday 31 July 2015, 10:20 pm EST") == "2015-07-31"
    assert alone("The attacks of 11 September 2001 remembered") is None


def test_languages_are_told_and_their_names_understood() -> None:
    assert tell(STORY) == "en"
    assert tell("Al menos tres personas murieron en un ataque en la capital a manos de hombres armados") == "es"
    assert tell("GUNMEN KILLED THREE OF THE SOLDIERS AND FLED TO THE HILLS, THE ARMY SAID") == "en"
    assert tell("12 34 …") is None
    assert [code(x) for x in ("en-GB", "English", "eng", "", None, "??")] == ["en", "en", "en", None, None, None]


LINES = st.sampled_from([
    "", "Please Share:", "Related stories", "Floods displace hundreds in the valley", "Advertisement",
    "- Minister resigns", "Read more:", "Nine dead.", "More", "  ",
    "The army said on Monday that its soldiers had beaten back an",
    "attack on the bridge and that four of the men who had",
    "come across the river in the night were dead.",
])  # fmt: skip


@given(st.lists(LINES, max_size=14), st.booleans())
def test_cleaning_a_clean_page_changes_nothing(lines: list[str], page: bool) -> None:
    once = clean("\n".join(lines), page=page)
    assert clean(once, page=page) == once
