"""Tells where a capital's or a country's name stands for its government, which speaks of what happened elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache

from tacitus.places.shapes import Mention
from tacitus.places.words import words

REACH = 60  # code points behind a name in which its verb is looked for


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Between a name and its verb: another capital ("London and Paris urged") and a few small words."""
    helping = "|".join(sorted(map(re.escape, words().helping), key=len, reverse=True))
    verbs = "|".join(sorted(words().speaking, key=len, reverse=True))
    return re.compile(rf"(?:,?\s+and\s+[A-Z]\w+(?:\s[A-Z]\w+)?)?(?:,?\s+(?:{helping}),?){{0,2}}\s+(?:{verbs})\b")


def speaks(text: str, mention: Mention) -> bool:
    """Whether a name is the subject of a verb of saying ("Ankara denied that", "London and Paris urged"), and not the
    object of a preposition before it ("residents of Aleppo said")."""
    if _pattern().match(text, mention.end, mention.end + REACH) is None:
        return False
    before = text[max(0, mention.start - 24) : mention.start].removesuffix("the ").split()
    return not before or before[-1].lower() not in words().place | words().taking | {"of", "for", "by", "on"}
