"""Finds the words of a report that name places: by the gazetteer and the words around, never by a tagger alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from tacitus.places.cues import CUE_REACH, Cues
from tacitus.places.gazetteer import Gazetteer, gazetteer
from tacitus.places.geo import direction
from tacitus.places.holders import province_of
from tacitus.places.names import bare, fold
from tacitus.places.shapes import OURS, Mention, Named
from tacitus.places.strangers import unknown
from tacitus.places.tokens import in_capitals, runs, tokens
from tacitus.places.veto import KNOWN_PEOPLE, Names, Surroundings
from tacitus.places.words import words

CAPS_PEOPLE = 15_000  # the same in a text set in capitals, where a capital tells nothing
SETTLED = frozenset({"city", "village", "quarter", "district", "site", "camp", "mountain"})
# names of one word for a place of our own list of these kinds may be an ordinary name too: they need a word around them
LARGE = frozenset({"country", "province", "region", "continent"})
AREAS = frozenset({"province", "region"})
TOWNLY = frozenset({"city", "village", "quarter", "district"})

_IN_THE = re.compile(
    r"\bthe\s+(?:far\s+)?((?:north|south)?-?(?:east|west|north|south))(?:ern)?(?:\s+part)?\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"[-\u2010\u2011](?:led|backed|supported|sponsored|funded|financed|trained|armed|supplied|equipped|made|built|born|"
    r"allied|aligned|affiliated|brokered|mediated|designated|educated|style|friendly)\b",
    re.IGNORECASE,
)
_DOTS = re.compile(r"[.\s]")
_DIGIT_END = re.compile(r"\d\s?$")


def find(text: str, names: Iterable[tuple[int, int, str]] = ()) -> list[Mention]:
    """Every mention of a place or of a country's people in a text, in order, none overlapping.

    names: spans (start, end, label) that other rooms found: labels of spaCy ("PERSON", "ORG", "GPE" ...) or "ACTOR".
    A place inside one of a person or an organisation is no place; a span that such a label merely covers may
    still be one where the words around say so, for taggers often err on towns. Demonyms come with `demonym` set. Time
    grows linearly with the text. Raises TacitusError E401 or E402 where the gazetteer cannot be opened.
    """
    return [mention for mention in Scan(text, names, gazetteer()).mentions() if mention.role == "place"]


class Scan(Cues):
    """One pass over one text by the rules; holds what all of its checks need.

    Its mentions have the names inside names of organisations too (role "part"), as evidence for `locate`.
    """

    def __init__(self, text: str, names: Iterable[tuple[int, int, str]], known: Gazetteer) -> None:
        self.text, self.known, self.words = text, known, words()
        self.caps = in_capitals(text)
        self.tokens = tokens(text)
        self.starts = [t.start for t in self.tokens]
        self.names = Names(names, self.starts, self.tokens)
        self.around = Surroundings(self.tokens, self.names, known, self.caps)
        self.runs = list(runs(text, self.tokens, self.caps))
        self.countries: set[str] = set()
        self.trusted: set[str] = set()
        self.slips = 0

    def mentions(self) -> list[Mention]:
        """All mentions; a name that was once told to be a place is taken everywhere."""
        keys = {fold(self.said(i, j)) for i, ends in self.runs for j in ends}
        self.known.learn(keys | {bare(key) for key in keys})
        out: list[Mention] = []
        weak: list[tuple[int, Mention]] = []
        done = 0
        for i, ends in self.runs:
            if i < done:
                continue
            for j in ends:
                mention, sure = self.judge(i, j, out[-1] if out else None)
                if mention is None:
                    continue
                if sure:
                    out.append(mention)
                    if not mention.demonym and mention.role == "place":
                        self.trusted.add(fold(mention.name))
                else:
                    weak.append((i, mention))
                done = bisect_left(self.tokens, mention.end, lo=i, key=lambda t: t.start)
                break
        out += [m for i, m in weak if fold(m.name) in self.trusted or self.at_home(i, m)]
        out += unknown(self, out)
        return sorted(out, key=lambda m: m.start)

    def given(self, start: int, end: int) -> Mention:
        """The mention that words make of which the caller says that they name a place."""
        i = max(0, bisect_right(self.starts, start) - 1)
        j = max(i + 1, bisect_left(self.starts, end))
        name = self.text[start:end]
        if not self.tokens or self.tokens[i].end <= start:
            return Mention(start=start, end=end, words=name, name=name)
        found = self.abbreviated(i, j) or self._told(
            i, j if self.known.has(self.said(i, j)) else self.without_kind(i, j)
        )
        return msgspec.structs.replace(found, start=start, end=end, words=name)

    def mention_of(self, i: int, j: int) -> Mention:
        """The mention of words i to j, which are known to name a place."""
        found = self.known.named(self.said(i, j))
        if found and found[0].entry.kind == "country" and self.adjective(j, fold(self.said(i, j))):
            return self.mention(i, j, self.said(i, j), None, demonym=True)
        _, cue, end = self.cues(i, j)
        if cue in TOWNLY and found and found[0].entry.kind == "country":
            cue, end = None, j  # "a Syria town" is a town in Syria
        listed = self.plural_kind(j)
        if listed is not None and self.known.has(f"{self.said(i, j)} {listed}"):
            return self.mention(i, j, f"{self.said(i, j)} {listed.capitalize()}", "district")
        return self.mention(i, j, self.said(i, j), cue, end=end)

    def _told(self, i: int, j: int) -> Mention:
        name = self.said(i, j)
        if fold(name) in self.known.demonyms and not self.known.named(name):
            return self.mention(i, j, name, None, demonym=True)
        return msgspec.structs.replace(self.mention_of(i, j), demonym=False)

    def at_home(self, i: int, mention: Mention) -> bool:
        """Whether a name without a word that tells a place is that of one in a country that the report names."""
        if self.caps or self.tokens[i].headline or self.tokens[i].lower in self.words.first:
            return False
        found = self.known.named(mention.name)
        one = mention.name == self.tokens[i].text
        home = any(x.entry.country in self.countries and x.rank < 2 for x in found)
        return home and not (one and self.around.surname(i, i + 1))

    def judge(self, i: int, j: int, last: Mention | None) -> tuple[Mention | None, bool]:
        """The mention that words i to j make, and whether it stands on its own; (None, False) where they are none."""
        name = self.said(i, j)
        key = fold(name)
        country = self.known.demonyms.get(key)
        if country is not None and not (self.caps and len(key) < 4):
            self.countries.add(country)
            if self.kind(j, 1) in AREAS and self.tokens[j].joined and province_of(name, country, self.known):
                return self.mention(i, j, name, "province", end=j + 1), True  # "Rakhine state", where the Rakhine live
            return self.mention(i, j, name, None, demonym=True), True
        state = self.abbreviated(i, j)
        if state is not None:
            return state, True
        found = self.known.named(name)
        if not found or len(key) < 3:
            with_kind = self.with_kind(i, j)
            if with_kind is not None:
                return with_kind, True
        if not found or not self.allowed(i, j, name, key, found):
            return None, False
        if found[0].entry.kind == "country" and self.adjective(j, key):
            self.countries.add(found[0].entry.country or "")
            return self.mention(i, j, name, None, demonym=True), True
        before, cue, end = self.cues(i, j)
        part = self.around.part_of_name(i, j, end)
        if part == "person" or (
            part == "organisation" and self.names.is_actor(i, j) and found[0].entry.kind != "country"
        ):
            return None, False
        if part == "organisation":
            return self.mention(i, j, name, None, role="part"), True
        listed = last is not None and last.role == "place" and not last.demonym and self.listed(last, i)
        told = listed or self.told_place(i, j, before, cue)
        if not told and not self.plausible(i, j, key, found):
            return None, False
        sure = told or self.notable(found, several=j - i > 1)
        if sure and self.around.surname(i, j) and cue is None and before not in {"in", "near", "outside"}:
            return None, False
        self.countries.update(x.entry.country for x in found[:1] if x.entry.kind == "country" and x.entry.country)
        return self.mention(i, j, name, cue, end=end), sure

    def told_place(self, i: int, j: int, before: str, cue: str | None) -> bool:
        """Whether the words around say that a name is a place's; before and cue as `cues` gives them."""
        return (
            cue is not None
            or before in self.words.place
            or before in self.words.taking
            or self.heads_a_list(j)
            or self.opens_dateline(i, j)
            or self.near(i)
        )

    def barred_name(self, i: int, j: int, name: str, key: str) -> bool:
        """Whether the spelling alone says that words are no place: weekdays, "us" for the US, compass words."""
        if j - i > 1:
            return False
        if key in self.words.capitals_only:
            return not ((name.isupper() and not self.caps) or "." in name)
        return len(key) < 3 or key in self.words.never or key in self.words.compass or key in self.words.kinds

    def abbreviated(self, i: int, j: int) -> Mention | None:
        """The state that "Ky." or "TX" after a town and a comma, or "N.J." anywhere, stands for; its name is the full
        one."""
        token = self.tokens[i]
        if j - i > 1:
            return None
        full = self.words.abbreviations.get(_DOTS.sub("", token.lower))
        if full is None or not (self.after_town(i) or self.by_itself(i, full)):
            return None
        dot = self.text[token.end : token.end + 1] == "."
        found = self.mention(i, j, full, "province")
        end = token.end + (dot and not token.text.endswith("."))
        return msgspec.structs.replace(found, end=end, words=self.text[found.start : end], upper=self.caps)

    def after_town(self, i: int) -> bool:
        """Whether a short form stands after a town and a comma, written as one: with a dot or in capitals."""
        if not i or self.text[self.tokens[i - 1].end : self.tokens[i].start] not in (", ", ","):
            return False
        token, before = self.tokens[i], self.tokens[i - 1]
        dotted = self.text[token.end : token.end + 1] == "." or "." in token.text
        code = token.text.isupper() and len(token.text) == 2 and not self.caps
        return before.capital and (dotted or code)

    def by_itself(self, i: int, full: str) -> bool:
        """Whether a short form can be nothing else: the dotted letters of a name of several words, or three letters of
        one of three; "b.c." after a year is an age."""
        token, words = self.tokens[i], full.split()
        if (
            self.caps
            or not token.capital
            or (i and _DIGIT_END.search(self.text[max(0, token.start - 3) : token.start]))
        ):
            return False
        dotted = "." in token.text and len(words) > 1 and token.lower[0] == words[0][0].lower()
        return dotted or (token.text.isupper() and len(token.text) == len(words) == 3)

    def adjective(self, j: int, key: str) -> bool:
        """Whether a country's name stands as an adjective: "the US-led coalition", "UK officials"."""
        end = self.tokens[j - 1].end
        if _MADE_BY.match(self.text[end : end + 14]):
            return True
        if key not in self.words.capitals_only or j >= len(self.tokens) or not self.tokens[j].joined:
            return False
        return self.tokens[j].lower in self.words.of_country and self.text[end : end + 1] == " "

    def allowed(self, i: int, j: int, name: str, key: str, found: Sequence[Named]) -> bool:
        """Whether the spelling itself may be a place: no weekday, no "us" for the US, no lone ordinary word."""
        if j - i > 1:
            if (
                self.tokens[i].lower in self.words.never
                and found[0].entry.population < KNOWN_PEOPLE
                and found[0].entry.kind == "city"
            ):
                return False
            return not (self.tokens[i].first and self.around.ordinary(i) and found[0].rank)
        if key in self.words.capitals_only:
            return not self.barred_name(i, j, name, key)
        if self.barred_name(i, j, name, key):
            return False
        if name.isupper() and not self.caps and len(name) < 5 and not self.tokens[i].headline and found[0].rank:
            return False
        if key in self.words.peoples and not self.people_but_told(i, j):
            return False
        if key in self.words.start and (self.tokens[i].first or self.caps or self.tokens[i].headline):
            return False
        return (
            not self.around.ordinary(i)
            or self.ordinary_but_told(i, j)
            or self.around.town_at_home(i, j, found, self.countries)
        )

    def ordinary_but_told(self, i: int, j: int) -> bool:
        """Whether an ordinary word is told to be a place after all: "in Hit", "the city of Split"."""
        if self.caps or self.tokens[i].headline or self.tokens[i].first:
            return self.kind_before(i) is not None
        before = self.tokens[i - 1].lower if i and self.tokens[i].joined else ""
        return self.kind_before(i) is not None or before in {"in", "near", "outside"} or self.heads_a_list(j)

    def people_but_told(self, i: int, j: int) -> bool:
        """Whether a people's name is told to be a place's: "in Shan State", "the Amhara region", "the town of Karen"."""
        area = self.kind(j, 1) in AREAS if j < len(self.tokens) and self.tokens[j].joined else False
        return area or self.kind_before(i) is not None or self.heads_a_list(j)

    def plausible(self, i: int, j: int, key: str, found: Sequence[Named]) -> bool:
        """Whether a name that no word tells to be a place may be one: large, or no ordinary start of a sentence."""
        if self.notable(found, several=j - i > 1):
            return True
        return (
            not (self.caps or self.tokens[i].headline or (self.tokens[i].first and j - i == 1)) or key in self.trusted
        )

    def notable(self, found: Sequence[Named], *, several: bool) -> bool:
        """Whether a name (of several words or one) is a well-known place's own."""
        floor = CAPS_PEOPLE if self.caps else KNOWN_PEOPLE
        return any(
            (x.rank < 2 and x.entry.kind in LARGE)
            or (x.rank == 0 and x.entry.population >= floor)
            or (x.rank == 1 and x.entry.population >= 10 * floor)
            or (x.entry.ref.startswith(OURS) and ((several and x.rank == 0) or x.entry.kind not in SETTLED))
            for x in found
        )

    def heads_a_list(self, j: int) -> bool:
        """Whether ", Texas", "(Syria)" or ", in Niger" follows: the name of a country or province after a comma."""
        if (
            j + 1 < len(self.tokens)
            and self.tokens[j].lower == "in"
            and self.tokens[j].start - self.tokens[j - 1].end == 2
        ):
            return self.text[self.tokens[j - 1].end] == "," and self.area_at(j + 1)
        if j >= len(self.tokens) or not self.tokens[j].capital:
            return False
        if self.text[self.tokens[j - 1].end : self.tokens[j].start] not in (", ", " (", ","):
            return False
        return self.abbreviated(j, j + 1) is not None or self.area_at(j)

    def area_at(self, j: int) -> bool:
        """Whether the name of a country or province begins with word j."""
        for k in range(min(len(self.tokens), j + 3), j, -1):
            if any(x.entry.kind in {"country", "province"} and x.rank < 2 for x in self.known.named(self.said(j, k))):
                return True
        return False

    def with_kind(self, i: int, j: int) -> Mention | None:
        """The mention that words make together with the small word for a kind behind them: "the T4 airbase"."""
        for width in (2, 1):
            kind = self.kind(j, width) if j < len(self.tokens) and self.tokens[j].joined else None
            sign = any(c.isdigit() for c in self.said(i, j))
            if kind is not None and sign and not self.tokens[j].capital and self.known.has(self.said(i, j + width)):
                return self.mention(i, j + width, self.said(i, j + width), kind)
        return None

    def mention(
        self,
        i: int,
        j: int,
        name: str,
        cue: str | None,
        *,
        end: int | None = None,
        demonym: bool = False,
        role: str = "place",
    ) -> Mention:
        """The mention of words i to `end`, its name being words i to j."""
        start, stop = self.tokens[i].start, self.tokens[(end or j) - 1].end
        lead = self.text[max(0, start - CUE_REACH) : start]
        part = _IN_THE.search(lead)
        compass = (
            direction(part.group(1))
            if part
            else direction(self.tokens[i - 1].lower)
            if i and self.tokens[i].joined
            else None
        )
        return Mention(
            start=start,
            end=stop,
            words=self.text[start:stop],
            name=name,
            cue=cue,
            demonym=demonym,
            near=not demonym and (self.near(i) or _ends_countryside(self.text[start : stop + 14])),
            compass=compass,
            upper=self.caps or name.isupper(),
            role="part" if role == "part" else "place",
        )


def _ends_countryside(said: str) -> bool:
    return re.search(r"\b(?:countryside|outskirts|suburbs)\b", said) is not None
