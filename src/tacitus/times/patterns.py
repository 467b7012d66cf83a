"""The rules of patterns.toml and timex.toml, put together with the calendar's names and compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from tacitus.times.words import table

_BLANK = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"
_NAME = re.compile(r"\{([a-z]\w*)\}")
_SHORTEST_FULL = {"months": ("may", "june", "july"), "weekdays": ()}  # full names among those of four letters or fewer


def _names(of: str, *, full: bool = False) -> str:
    names = sorted(table(of), key=len, reverse=True)
    kept = [n for n in names if not full or len(n) > 5 or n in _SHORTEST_FULL[of] or n in ("march", "april")]
    return "|".join(re.escape(n).replace("\\ ", " ").replace("'", "['’]") for n in kept)


def _numbers() -> str:
    """Figures, "twenty-one", and the words of calendar.toml, the longest first."""
    tens = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: |-)(?:one|two|three|four|five|six|seven|eight|nine)"
    words = sorted([*table("open_numbers"), *table("numbers")], key=len, reverse=True)
    small = "|".join(w for w in words if " " not in w and w not in ("hundred", "thousand"))
    large = rf"(?:{tens}|{small}) (?:hundred|thousand)(?: (?:{tens}|{small}))?"
    return "|".join([r"\d{1,4}", large, tens, *words])


@cache
def rules(source: str = "patterns.toml") -> dict[str, re.Pattern[str]]:
    """Every rule of a file by its name. Letters match in both cases; build.py asks for capitals where they tell."""
    data = _data(source)
    parts: dict[str, str] = {}
    for file in dict.fromkeys(("patterns.toml", source)):
        parts |= {name: _one_line(text) for name, text in _data(file)["fragments"].items()}
    parts |= {"month": _names("months"), "month_long": _names("months", full=True), "weekday": _names("weekdays"),
              "weekday_long": _names("weekdays", full=True), "season": "|".join(table("seasons")),
              "feast": _names("feasts"), "hijri": _names("hijri"), "ordinal": _names("ordinals"), "number": _numbers()}

    def filled(source: str) -> str:
        while _NAME.search(source):
            source = _NAME.sub(lambda m: parts[m.group(1)], source)
        return source.replace(" ", _BLANK)

    return {name: re.compile(filled(_one_line(source)), re.IGNORECASE) for name, source in data["rules"].items()}


@cache
def _data(source: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath(source).read_text("utf-8"))


def _one_line(source: str) -> str:
    """The source without its line breaks and the four blanks that each line begins with."""
    return source.replace("\n    ", "")
