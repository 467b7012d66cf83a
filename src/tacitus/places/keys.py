"""The keys of a place on its way into a gazetteer file: every spelling under which a report's words will find it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tacitus.places.inputs import ARABIC_SCRIPT, Row
from tacitus.places.names import ARTICLES, bare, fold, native, sound, without_generic
from tacitus.places.shapes import OURS

MIN_SHORT = 3  # a shortened key of two letters would meet too much
_OTHER_SCRIPTS = "TR ET UA RU MM NG ML NE BF CD CF SS KE IN BD NP TJ KZ UZ KG AM AZ GE"
SPELT_FREELY: frozenset[str] = ARABIC_SCRIPT | frozenset(_OTHER_SCRIPTS.split())
"""Countries whose names reach English reports through another script, in many spellings."""
CYRILLIC: frozenset[str] = frozenset("UA RU BY BG RS ME MK BA KZ KG TJ UZ MN MD GE AM AZ".split())  # noqa: SIM905
"""Countries whose names in Cyrillic letters, written in ours, are spellings that reports use: Dnepropetrovsk."""


_NO_RANK = re.compile(r" (?:international|intl|regional|civil|municipal|domestic)(?= air)")
"""What reports leave out of an airport's name: "Aleppo airport"."""


def label(row: Row) -> str:
    """The name to show, without the dots and bars of transliteration where another script lies behind."""
    if row.country in SPELT_FREELY and not row.name.isascii():
        from anyascii import anyascii

        return anyascii(row.name).replace("`", "'")
    return row.name


def keys_of(row: Row) -> dict[str, int]:
    """Every key under which a place is found, with its rank (see shapes.Named)."""
    out: dict[str, int] = {}
    area = row.kind in {"province", "district"}
    for n, name in enumerate(row.names):
        key = fold(name)
        if len(key) < 2 or (len(key) < 3 and n and row.kind != "country"):
            continue
        main = n < max(1, row.ours) or row.kind in {"country", "province"} or row.ref.startswith(OURS)
        out.setdefault(key, 0 if main else 1)
        if area and row.country != "US":
            short = without_generic(key)
            if len(short) >= MIN_SHORT:
                out.setdefault(short, 1)
        if row.country in ARABIC_SCRIPT or set(key.split()[:-1]) & ARTICLES:
            short = bare(without_generic(key) if area else key)
            if len(short) >= MIN_SHORT:
                out.setdefault(short, 2)
        if row.kind in {"airport", "airbase"} and (short := _NO_RANK.sub("", key)) != key:
            out.setdefault(short, 1)
    for name in row.others:
        out.setdefault(fold(name), 1)
    for key in _native_keys(row):
        out.setdefault(key, 1)
    return out


def _native_keys(row: Row) -> Iterator[str]:
    """The keys of a place's names in other scripts, in their own letters, and those in Cyrillic in ours as well."""
    for name in row.natives:
        key = native(name)
        if len(key) >= 2:
            yield key
        if row.country in CYRILLIC and len(name) > MIN_SHORT and "\u0400" <= name[0] <= "\u04ff":
            yield fold(name)


def sounds_of(row: Row, keys: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Coarse key and full key of each spelling, for places of countries that are spelt freely."""
    if row.country in SPELT_FREELY and row.kind != "airport":
        for key, rank in keys.items():
            if rank < 2 and key.isascii():
                yield sound(key), key
