"""The rules of patterns.toml, put together with the calendar's names and compiled once."""

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
    tens = r"(?:twenty|thirty|forty|fifty)(?: |-)(?:one|two|three|four|five|six|seven|eight|nine)"
    words = sorted([*table("open_numbers"), *table("numbers")], key=len, reverse=True)
    return "|".join([r"\d{1,4}", tens, *words])


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Every rule by its name. Letters match in both cases; build.py asks for capitals where they tell."""
    data = tomllib.loads(files(__package__).joinpath("patterns.toml").read_text("utf-8"))
    parts = {name: _one_line(source) for name, source in data["fragments"].items()}
    parts |= {"month": _names("months"), "month_long": _names("months", full=True), "weekday": _names("weekdays"),
              "weekday_long": _names("weekdays", full=True), "season": "|".join(table("seasons")),
              "feast": _names("feasts"), "number": _numbers()}

    def filled(source: str) -> str:
        while _NAME.search(source):
            source = _NAME.sub(lambda m: parts[m.group(1)], source)
        return source.replace(" ", _BLANK)

    return {name: re.compile(filled(_one_line(source)), re.IGNORECASE) for name, source in data["rules"].items()}


def _one_line(source: str) -> str:
    """The source without its line breaks and the four blanks that each line begins with."""
    return source.replace("\n    ", "")
