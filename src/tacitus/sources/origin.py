"""Which country a report's publisher writes for: it tells how day and month stand in figures."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_CODES = frozenset(re.findall(r"[A-Z]{2}", """
    AD AE AF AG AI AL AM AO AR AS AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI
    CK CL CM CN CR CU CV CW CY CZ DE DK DM DO DZ EC EE EG ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP
    GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LB LC LI
    LK LR LS LT LU LV LY MA MC MD MG MH MK ML MM MN MO MP MQ MR MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NZ
    OM PA PE PF PG PH PK PL PR PS PT PW PY QA RE RO RS RU RW SA SB SD SE SG SI SK SL SM SN SO SR SS ST SV SX SY SZ TC
    TD TG TH TJ TL TM TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF YE YT ZA ZM ZW
"""))  # fmt: skip
"""ISO 3166 codes under which hosts of that country stand. Those that are sold to the world (.tv, .me, .io, .co ...) are not
here, for they tell nothing."""
_GOVERNMENT = {"gov": "US", "mil": "US"}
_REGION = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?[-_](?P<region>[A-Za-z]{2})\b")
_HOMES = {
    "ar": None, "bg": "BG", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "es": "ES", "fi": "FI", "fr": "FR", "he": "IL",
    "id": "ID", "it": "IT", "nl": "NL", "no": "NO", "pl": "PL", "pt": "PT", "ro": "RO", "ru": "RU", "sr": "RS", "sv": "SE",
    "tr": "TR", "uk": "UA", "vi": "VN",
}  # fmt: skip
"""For a language without a region, the country whose way of writing dates it shares with all others that write it."""


def country(url: str | None, language: str | None = None) -> str | None:
    """ISO 3166 code of the publisher's country: by the host's ending, else the region of its language tag ("en-AU").

    A language that is written in one way of dating everywhere gives a country that dates so. None where nothing tells,
    as for an English text on a .com host: Americans put the month first, others the day.
    """
    return _of_host(url) or _of_language(language)


def _of_host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # an address that is none
        return None
    ending = host.rstrip(".").rpartition(".")[2].lower()
    if ending in _GOVERNMENT:
        return _GOVERNMENT[ending]
    code = "GB" if ending == "uk" else ending.upper()
    return code if code in _CODES else None


def _of_language(tag: str | None) -> str | None:
    tag = (tag or "").strip()
    region = _REGION.match(tag)
    if region is not None:
        code = region.group("region").upper()
        return "GB" if code == "UK" else code
    return _HOMES.get(tag.lower())
