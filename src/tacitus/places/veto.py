"""Tells where a name that the gazetteer knows is a person's, an organisation's or an ordinary word instead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal

from tacitus.places.gazetteer import Gazetteer
from tacitus.places.score import EVERYWHERE
from tacitus.places.shapes import Named
from tacitus.places.tokens import Token
from tacitus.places.words import words

KNOWN_PEOPLE = 30_000  # a town this large is accepted without a word that tells a place: Homs, Goma, Gao, Kunduz
LONGEST = 200  # code points; a longer "name" is an error of its finder, and would cost time without bound
PERSONS = frozenset({"PERSON", "PER"})
ORGANISATIONS = frozenset({"ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "ACTOR"})
Part = Literal["person", "organisation"] | None


class Names:
    """The spans that others found, by the words they cover."""

    def __init__(self, spans: Iterable[tuple[int, int, str]], starts: Sequence[int], found: Sequence[Token]) -> None:
        self._at: dict[int, list[tuple[int, int, str]]] = {}
        self.surnames: set[str] = set()
        self.given = False
        for start, end, label in spans:
            self.given = True
            if not 0 <= start < end or end - start > LONGEST or (label not in PERSONS and label not in ORGANISATIONS):
                continue
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first < last and end < found[last - 1].end:
                continue  # it cuts a word in two, as "SANA" would "Sana'a": its finder saw another name
            while first < last and found[first].lower == "the":
                first += 1
            for n in range(first, last):
                self._at.setdefault(n, []).append((first, last, label))
            if label in PERSONS and last - first > 1:
                self.surnames.add(found[last - 1].lower)

    def over(self, i: int, j: int) -> list[tuple[int, int, str]]:
        """The spans that cover words i to j whole."""
        return [span for span in self._at.get(i, ()) if span[0] <= i and span[1] >= j]

    def labels(self, i: int, j: int) -> str:
        """How the names that others found lie over words i to j: "none given", "-", or the label and "whole" or "part"."""
        if not self.given:
            return "none given"
        over = self.over(i, j)
        if not over:
            return "-"
        first, last, label = max(over, key=lambda x: x[1] - x[0])
        return f"{label} {'whole' if (first, last) == (i, j) else 'part'}"

    def is_actor(self, i: int, j: int) -> bool:
        """Whether just these words are the name of an actor."""
        return (i, j, "ACTOR") in self._at.get(i, ())


class Surroundings:
    """What the words around a name tell of it."""

    def __init__(self, found: Sequence[Token], names: Names, known: Gazetteer, caps: bool) -> None:
        self._tokens, self._names, self._known, self._caps, self._words = found, names, known, caps, words()
        self._lowered = frozenset(t.text for t in found if not t.capital)
        self._surnames = names.surnames | self._named_in_full()

    def _named_in_full(self) -> set[str]:
        """Last words of "First Last" where the first is a usual first name or a title stands before."""
        out = set()
        for before, token in zip(self._tokens, self._tokens[1:], strict=False):
            if (
                token.capital
                and token.joined
                and before.capital
                and not self._caps
                and not token.headline
                and (before.lower in self._words.first or before.lower in self._words.titles)
            ):
                out.add(token.lower)
        return out

    def ordinary(self, i: int) -> bool:
        """Whether a word is an ordinary English one, or stands in this text in small letters too."""
        token = self._tokens[i]
        if token.lower in self._words.start:
            return True
        return token.lower in self._known.common or token.lower in self._lowered or token.lower in self._words.never

    def town_at_home(self, i: int, j: int, found: Sequence[Named], countries: set[str]) -> bool:
        """Whether an ordinary word in a capital of its own ("from Palmyra") names a town of some size in one of the countries
        that the report has named, powers named everywhere left out."""
        if self._caps or self._tokens[i].headline or self._tokens[i].first or self._tokens[i].text in self._lowered:
            return False
        beside = [n for n in (i - 1, j) if 0 <= n < len(self._tokens) and self._tokens[max(n, i)].joined]
        if any(self._tokens[n].capital for n in beside):
            return False
        home = countries - EVERYWHERE
        return any(x.rank == 0 and x.entry.population >= KNOWN_PEOPLE and x.entry.country in home for x in found)

    def surname(self, i: int, j: int) -> bool:
        """Whether the report names a person of this name."""
        return j - i == 1 and self._tokens[i].lower in self._surnames

    def part_of_name(self, i: int, j: int, end: int) -> Part:
        """Of what longer name words i to j (to `end` with "province" and its like) are a part, None for none."""
        return self._by_spans(i, j, end) or self._by_before(i, j) or self._by_after(j, end)

    def _by_spans(self, i: int, j: int, end: int) -> Part:
        told = i > 0 and self._tokens[i - 1].lower in self._words.place
        for first, last, label in self._names.over(i, j):
            whole = first >= i and last <= max(end, j)
            if label in PERSONS and not (whole and (told or end > j)):
                return "person" if not whole or j - i > 1 or not self._notable(i, j) else None
            if label in ORGANISATIONS and (not whole or label == "ACTOR"):
                return "organisation"
        return None

    def _notable(self, i: int, j: int) -> bool:
        """Whether a tagger that takes the words for a person's name is likely wrong."""
        found = self._known.named(" ".join(t.text for t in self._tokens[i:j]))
        return any(
            x.rank < 2 and (x.entry.kind in {"country", "province"} or x.entry.population > 20_000) for x in found
        )

    def _by_before(self, i: int, j: int) -> Part:
        token = self._tokens[i]
        if i == 0:
            return None
        before = self._tokens[i - 1]
        if (
            before.lower in self._words.titles
            and (token.joined or before.end + 2 == token.start)
            and before.capital
            and j - i < 3
        ):
            return "person"
        if before.lower == "of" and token.joined and i >= 2:
            return self._after_of(i - 2)
        if (
            before.lower == "and"
            and token.joined
            and i >= 4
            and self._tokens[i - 3].lower == "of"
            and self._after_of(i - 4)
        ):
            return "organisation"
        if not token.joined or not before.capital or before.first and self.ordinary(i - 1):
            return None
        if before.lower in self._words.first and not before.headline:
            return "person"
        if self._caps or token.headline or self._may_stand_before(i - 1):
            return None
        return "person"

    def _after_of(self, head: int) -> Part:
        """Whether "University of", "Islamic State of" and their like stand there."""
        one = self._tokens[head]
        two = f"{self._tokens[head - 1].lower} {one.lower}" if head else ""
        capital = one.capital or self._caps
        return "organisation" if capital and (one.lower in self._words.of or two in self._words.of) else None

    def _may_stand_before(self, n: int) -> bool:
        """Whether a capitalised word may come before a place without being part of a longer name."""
        lower = self._tokens[n].lower
        kinds, singular = self._words.kinds, lower.removesuffix("s")
        return (
            lower in self._words.compass
            or lower in self._words.place
            or lower in self._words.never
            or lower in kinds
            or singular in kinds
            or lower in self._known.demonyms
            or self._known.has(self._tokens[n].text)
            or lower in {"camp", "fort", "port", "mount", "lake", "greater", "al"}
        )

    def _by_after(self, j: int, end: int) -> Part:
        n = max(j, end)
        if n >= len(self._tokens) or not self._tokens[n].joined or not self._tokens[n].capital:
            return None
        if self._tokens[n - 1].lower in ("st", "mt"):
            return None
        for k in range(n, min(n + 3, len(self._tokens))):
            if not self._tokens[k].joined or not self._tokens[k].capital:
                break
            if self._tokens[k].lower in self._words.heads and not self._caps:
                return "organisation"
        if self._caps or self._tokens[n].headline:
            return None
        follower = self._tokens[n].lower
        acronym = self._tokens[n].text.isupper() and len(follower) > 1
        free = (
            acronym
            or follower in self._known.demonyms
            or follower in self._words.never
            or follower in self._words.kinds
            or self._known.has(self._tokens[n].text)
        )
        if free:
            return None
        office = follower in self._words.titles or self.ordinary(n)
        return "organisation" if office else "person"
