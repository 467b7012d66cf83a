"""Characters to clean text: NFC, no control characters, no boiler plate; the last step before a text gets its id."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)  # controls, marks of direction, invisible blanks, soft hyphens, halves of characters: nothing a reader can see
_BREAKS = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SENTENCE_END = re.compile(r"""[.!?:;…。؟]["'”’»)\]]*$""")
_TITLE_WORDS = 22  # a line of a list of links is a headline; those run to about twenty words
_LONGEST_LIST = 15  # links; a longer run of lines without full stops is some other text that would be lost
_WRAP_LONGEST = 100  # columns; typed and mailed texts wrap at 60 to 80, pages print at most 100
_WRAP_SHORTEST = 40


class Rules:
    """The compiled patterns of boilerplate.toml."""

    def __init__(self, data: dict[str, object]) -> None:
        self.longest = int(str(data["longest"]))
        self.line = _any(data["line"])
        self.page = _any(data["page"])
        self.heading = _any(data["heading"])
        self.tail = re.compile(f"(?:{_any(data['tail']).pattern})$", re.IGNORECASE)


def _any(patterns: object) -> re.Pattern[str]:
    assert isinstance(patterns, list)
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


@cache
def rules() -> Rules:
    """The boiler-plate rules that ship with this room."""
    return Rules(tomllib.loads(files("tacitus.sources").joinpath("boilerplate.toml").read_text("utf-8")))


def characters(text: str) -> str:
    """NFC, "\\n" line ends, plain blanks, and no invisible or control characters."""
    text = _BLANKS.sub(" ", _DROPPED.sub("", _BREAKS.sub("\n", text)))
    return unicodedata.normalize("NFC", text)


def line(text: str | None) -> str | None:
    """A title or name: clean characters on one line, None where nothing is left."""
    return " ".join(characters(text).split()) or None if text else None


def clean(text: str, *, page: bool = False) -> str:
    """The text of a report from the text of a document: characters, wrapped lines, boiler plate, outer blanks.

    page: it comes from a web page or feed, where short lines are often buttons. Where the rules would leave nothing,
    the text stays as it was. Cleaning what is clean changes nothing.
    """
    before, text = "", characters(text).strip()
    while text != before:  # each round only joins or takes away, so there is a last one; two are the rule
        before, text = text, _cleaner(text, page)
    return text


def _cleaner(text: str, page: bool) -> str:
    """One round: lines joined, boiler plate out, blanks at line ends and empty lines beyond one gone."""
    lines = [ln.rstrip() for ln in unwrap(text).split("\n")]
    kept = _without_boilerplate(lines, rules(), page)
    if not any(ln.strip() for ln in kept):
        kept = lines
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _without_boilerplate(lines: list[str], rule: Rules, page: bool) -> list[str]:
    kept: list[str] = []
    list_left = 0
    for raw in lines:
        words = raw.strip().lstrip("*-•–·>| ").rstrip("*| ")
        short = 0 < len(words) <= rule.longest
        if short and rule.heading.fullmatch(words):
            list_left = _LONGEST_LIST
        elif list_left and (not raw.strip() or _like_a_title(words)):
            list_left -= bool(raw.strip())
        elif short and (rule.line.fullmatch(words) or (page and rule.page.fullmatch(words))):
            continue
        else:
            list_left = 0
            kept.append(rule.tail.sub("", raw) if page else raw)
    return kept


def _like_a_title(words: str) -> bool:
    return len(words.split()) <= _TITLE_WORDS and not _SENTENCE_END.search(words)


def unwrap(text: str) -> str:
    """Join lines that were broken only to fit a column; every other character stays where it was.

    Done where paragraphs of several lines have even, short lines that mostly end within a sentence.
    """
    if not _is_wrapped(text):
        return text
    paragraphs = re.split(r"(\n[ \t]*\n\s*)", text)
    return "".join(p if i % 2 else _joined(p) for i, p in enumerate(paragraphs))


def _joined(paragraph: str) -> str:
    lines = paragraph.split("\n")
    longest = max(map(len, lines))
    out = [lines[0]]
    for before, this in zip(lines, lines[1:], strict=False):
        full = len(before.rstrip()) > 0.6 * longest  # a line broken to fit has no room for the next word
        starts_item = re.match(r"\s*([-*•–]|\d+[.)])\s", this)
        out.append(" " if full and this.strip() and not starts_item else "\n")
        out.append(this)
    return "".join(out)


def _is_wrapped(text: str) -> bool:
    inner = [
        ln.rstrip()
        for paragraph in re.split(r"\n[ \t]*\n", text)
        for ln in paragraph.strip("\n").split("\n")[:-1]
    ]
    if len(inner) < 3:
        return False
    fitting = sum(_WRAP_SHORTEST <= len(ln) <= _WRAP_LONGEST for ln in inner)
    open_ended = sum(not _SENTENCE_END.search(ln) for ln in inner)
    return fitting >= 0.8 * len(inner) and open_ended >= 0.7 * len(inner)
