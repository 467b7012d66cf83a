"""Reads files of marked place names in the XML forms of LGL and of GeoVirus, and measures guesses against them."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

EARTH_KM = 6371.0
NEAR_KM = 161.0  # a hundred miles: the field's usual bound of "right"
FARTHEST_KM = 20_039.0  # half the way around: the worst error that there is


class Gold(msgspec.Struct, frozen=True):
    """One marked name. start, end: in the article's text (see `shift`). lat, lon: None where the file gives none."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    id: str | None


class Article(msgspec.Struct, frozen=True):
    """One report. key: docid, file name or number; shift: what the file's own offsets differ from the text's by."""

    key: str
    text: str
    domain: str | None
    url: str | None
    gold: list[Gold]
    shift: int


class Guess(msgspec.Struct, frozen=True):
    """What was read at a span: lat None where it abstains; score: how sure, 0 to 1."""

    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None
    id: str | None
    score: float
    demonym: bool


def articles(path: Path) -> list[Article]:
    """Every article of a file; raises OSError or ElementTree.ParseError for what is no such file."""
    found = []
    for n, node in enumerate(ElementTree.parse(path).getroot().iter("article")):
        text = node.findtext("text") or ""
        marked = [*node.iter("toponym"), *node.iter("location")]
        shift = _shift(text, marked)
        key = node.get("docid") or node.get("file") or str(n)
        gold = [g for g in (_gold(x, shift) for x in marked) if g is not None]
        found.append(Article(key, text, node.findtext("domain"), _address(node), gold, shift))
    return found


def _address(node: ElementTree.Element) -> str | None:
    return node.findtext("url") or node.findtext("source")


def _shift(text: str, marked: Sequence[ElementTree.Element]) -> int:
    """How far most of an article's offsets stand from its words: GeoVirus counts from 1."""
    fits = dict.fromkeys((0, -1, 1), 0)
    for node in marked:
        words, start, end = (
            node.findtext("phrase") or node.findtext("name"),
            node.findtext("start"),
            node.findtext("end"),
        )
        for by in fits:
            if words and start and end:
                fits[by] += text[max(0, int(start) + by) : int(end) + by] == words
    return max(fits, key=lambda by: (fits[by], by == 0))


def _gold(node: ElementTree.Element, shift: int) -> Gold | None:
    start, end, tag = node.findtext("start"), node.findtext("end"), node.find("gaztag")
    if not start or not end:
        return None
    inner = tag if tag is not None else node
    lat = inner.findtext("lat") or node.findtext("lat") or node.findtext("latitude")
    lon = inner.findtext("lon") or node.findtext("lon") or node.findtext("longitude")
    number = (tag.get("geonameid") if tag is not None else None) or node.findtext("geonamesID")
    known = bool(lat and lon)
    return Gold(
        int(start) + shift,
        int(end) + shift,
        float(lat or 0) if known else None,
        float(lon or 0) if known else None,
        number or node.findtext("geonameid"),
    )


def km(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance in kilometres of two points in degrees."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return EARTH_KM * 2 * math.asin(min(1.0, math.sqrt(h)))


class Pair(msgspec.Struct, frozen=True):
    """A marked name with coordinates and the guess that shares most words with it, None for none."""

    gold: Gold
    guess: Guess | None

    @property
    def km(self) -> float | None:
        """How far off the guess is; None where there is none or it abstains."""
        guess, gold = self.guess, self.gold
        if guess is None or guess.lat is None or guess.lon is None or gold.lat is None or gold.lon is None:
            return None
        return km(gold.lat, gold.lon, guess.lat, guess.lon)

    @property
    def right(self) -> bool:
        """Whether the guess lies within 161 km or is the same entry of GeoNames."""
        far = self.km
        return far is not None and (far <= NEAR_KM or self.same)

    @property
    def same(self) -> bool:
        """Whether the guess is the same entry of GeoNames."""
        return self.guess is not None and self.gold.id is not None and self.guess.id == self.gold.id


def pairs(article: Article, guesses: Iterable[Guess]) -> list[Pair]:
    """Each marked name that has coordinates with its guess; one span marked twice counts once, as its last mark."""
    given = sorted(guesses, key=lambda g: g.start)
    marked = {(g.start, g.end): g for g in article.gold if g.lat is not None}
    out = []
    for gold in marked.values():
        shared = [(min(gold.end, g.end) - max(gold.start, g.start), g) for g in given]
        best = max(((n, g) for n, g in shared if n > 0), key=lambda x: x[0], default=None)
        out.append(Pair(gold, best[1] if best else None))
    return out


def spans(article: Article, guesses: Sequence[Guess]) -> tuple[int, int, int, int, int]:
    """Counts for the F1 of spans, all marked names counted: (marked, guessed, marked met, guesses that meet, same)."""
    marked = {(g.start, g.end) for g in article.gold}
    given = {(g.start, g.end) for g in guesses}
    met = sum(any(s < e2 and s2 < e for s2, e2 in given) for s, e in marked)
    meeting = sum(any(s < e2 and s2 < e for s2, e2 in marked) for s, e in given)
    return len(marked), len(given), met, meeting, len(marked & given)


def f1(precision: float, recall: float) -> float:
    """Harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def resolved(found: Sequence[Pair]) -> dict[str, Any]:
    """Shares in percent and distances of one file's pairs; the area is that of the curve of log errors, 0 best, 1
    worst, over all answers."""
    answers = [p for p in found if p.km is not None]
    errors = sorted(p.km or 0.0 for p in answers)
    with_id = [p for p in found if p.gold.id is not None]
    area = sum(math.log1p(e) for e in errors) / math.log1p(FARTHEST_KM) / max(1, len(errors))
    return {
        "names": len(found),
        "within 161 km": 100 * sum(p.right for p in found) / max(1, len(found)),
        "same id": 100 * sum(p.same for p in with_id) / len(with_id) if with_id else None,
        "answered": 100 * len(answers) / max(1, len(found)),
        "right of answered": 100 * sum(p.right for p in answers) / max(1, len(answers)),
        "mean km": sum(errors) / max(1, len(errors)),
        "median km": errors[len(errors) // 2] if errors else None,
        "error area": f"{area:.3f}",
    }


def at_coverage(found: Sequence[Pair], shares: Sequence[float]) -> dict[str, float | None]:
    """Per cent right of the surest answers that make up each share of all marked names; None where fewer are given.

    Answers of one score stand or fall together: those at the border count by the share of them that is needed.
    """
    answers = sorted(((p.guess.score, p.right) for p in found if p.guess and p.km is not None), key=lambda x: -x[0])
    groups: dict[float, list[bool]] = {}
    for score, right in answers:
        groups.setdefault(score, []).append(right)
    out: dict[str, float | None] = {}
    for share in shares:
        wanted = left = share * len(found)
        good = 0.0
        for rights in groups.values():
            part = min(1.0, left / len(rights))
            good, left = good + part * sum(rights), left - part * len(rights)
            if left <= 0:
                break
        out[f"right at {share:.0%}"] = 100 * good / wanted if wanted and left <= 0 else None
    return out
