"""Makes a statement of what the model told: its words are found in the report, and our own rooms say what they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tacitus import ontology
from tacitus.reader import dating, parties, statements
from tacitus.reader.endpoint import check, schema
from tacitus.reader.endpoint.meaning import Meaning
from tacitus.reader.figures import Tally
from tacitus.reader.page import Page
from tacitus.reader.roles import DOER, DONE_TO
from tacitus.record import Claim, Damage, Party, Purpose, SetAside, Statement, Trace

UNREAL = "hypothetical"
"""A status that makes no statement, as in the rules: nothing happened, or nothing that can be told apart."""
ABSENT = "its words are not in the report"
MISSHAPEN = "it has not the shape that was asked for"
UNKNOWN = "there is no such value"
NOT_THIS = "this type of happening has none"
LESS = "its words name none"
ANOTHERS = "its words stand with another happening"


class Teller:
    """Turns told happenings of one page into statements. What is dropped is counted, and noted in the statement."""

    def __init__(self, page: Page, version: str, model: str, drops: check.Drops) -> None:
        self.page, self._version, self._model, self._all = page, version, model, drops
        self.meaning = Meaning(page)
        self._dropped: Counter[tuple[str, str]] = Counter()

    def tell(self, told: list[tuple[object, tuple[int, int]]]) -> list[Statement]:
        """The statements of happenings, each told of text[span]; none of those that the report does not bear out."""
        placed = [self._placed(value, span) for value, span in told]
        homes = [self.sentences(one[2]) for one in placed if one is not None]
        out = []
        for one in placed:
            if one is None:
                continue
            self._dropped = Counter()
            home = self.sentences(one[2])
            out.append(self._statement(*one, home, {n for other in homes for n in other} - home))
            self._note(out[-1])
        return out

    def sentences(self, at: tuple[int, int]) -> set[int]:
        """The numbers of the sentences that a stretch of the text lies in."""
        return {*range(self.page.sentence(at[0]), self.page.sentence(at[1] - 1) + 1)}

    def _note(self, found: Statement | None) -> None:
        """Counts what was dropped, and says it in the statement if there is one."""
        for (field, why), times in self._dropped.items():
            self._all.add(field.partition(".")[0], why, times)
            if found is not None:
                dropped = "1 value" if times == 1 else f"{times} values"
                found.set_aside.append(SetAside(field=field, value=f"{dropped} of the model", why=why))

    def _placed(self, value: object, span: tuple[int, int]) -> tuple[schema.Told, tuple[int, int], tuple[int, int]] | None:
        """A told happening of the right shape, its part of the text, and where its own words stand; None, and dropped."""
        self._dropped = Counter()
        told = schema.shaped(value, schema.Told)
        at = check.find(self.page.text, told.words, span, span[0]) if told is not None else None
        why = self._unfit(told, at)
        if why is None and told is not None and at is not None:
            return told, span, at
        self.drop("happening", why or ABSENT)
        self._note(None)
        return None

    def _unfit(self, told: schema.Told | None, at: tuple[int, int] | None) -> str | None:
        """Why a told happening cannot become a statement, None where it can."""
        if told is None:
            return MISSHAPEN
        if told.type not in ontology.load().types or told.status not in schema.choices()["statuses"]:
            return UNKNOWN
        if told.status == UNREAL:
            return "it is hypothetical"
        return None if at and any(c.isalpha() for c in self.page.text[slice(*at)]) else ABSENT

    def drop(self, field: str, why: str) -> None:
        """Counts one value of the happening at hand that is not taken."""
        self._dropped[field, why] += 1

    def _statement(
        self, told: schema.Told, span: tuple[int, int], at: tuple[int, int], home: set[int], others: set[int]
    ) -> Statement:
        quote = self.page.quote(*at)
        sure = told.confidence if told.confidence is not None and 0 <= told.confidence <= 1 else None
        found = Statement(
            id=statements.identify(self.page.report.id, told.type, quote), report=self.page.report.id,
            type=told.type, status=told.status, quotes=[quote], reader=self._version,  # type: ignore[arg-type]
            role_in_report="main" if told.main else "background",
        )  # fmt: skip
        self.trace(found, "type", confidence=sure)
        self.trace(found, "status")
        _Fill(self, told, found, span, at[0], home, others).all()
        return found

    def trace(self, found: Statement, field: str, then: str = "", confidence: float | None = None) -> None:
        """Notes that the model gave the words of a field, and which room then said what they mean."""
        rule = f"endpoint.{self._model}" + (f", then {then}" if then else "")
        found.traces.append(Trace(field=field, rule=rule, confidence=confidence))


class _Fill:
    """Fills the fields of one statement. home: the sentences of its own words; others: those of other happenings alone."""

    def __init__(
        self,
        teller: Teller,
        told: schema.Told,
        found: Statement,
        span: tuple[int, int],
        near: int,
        home: set[int],
        others: set[int],
    ) -> None:
        self.teller, self.told, self.found, self.span, self.near = teller, told, found, span, near
        self.home, self.others = home, others
        self.page, self.meaning = teller.page, teller.meaning
        self.kind = ontology.load().types[told.type]

    def all(self) -> None:
        """Every field that the model gave words for."""
        self._when()
        self._where()
        for item in self._items("claims", schema.Claimed):
            self._claim(item)
        for item in self._items("roles", schema.Named):
            self._role(item)
        self._counts()
        for item in self._items("damage", schema.Hit):
            self._damage(item)
        speaker = self._at("speaker", self.told.speaker)
        self.found.speaker = self.page.quote(*speaker).words if speaker else None
        purpose = self._at("purpose", self.told.purpose)
        if purpose is not None:
            quote = self.page.quote(*purpose)
            self.found.purpose = Purpose(words=quote.words, quotes=[quote])
            self.teller.trace(self.found, "purpose")

    def _at(self, field: str, words: str | None) -> tuple[int, int] | None:
        """Where the words of a field stand; None, and dropped, where they do not."""
        if not words or not words.strip():
            return None
        at = check.find(self.page.text, words, self.span, self.near)
        if at is None:
            self.teller.drop(field, ABSENT)
        return at

    def _elsewhere(self, at: tuple[int, int]) -> bool:
        """Whether words stand where another happening is told and this one is not."""
        return self.teller.sentences(at) <= self.others

    def _at_home(self, stretches: Iterable[tuple[int, int]]) -> bool:
        """Whether one of the stretches stands where this happening is told."""
        return any(self.teller.sentences(at) & self.home for at in stretches)

    def _items(self, field: str, kind: type[Any]) -> list[Any]:
        """The items of a list that have the right shape, no more of them than one happening can have."""
        listed = getattr(self.told, field)
        for _ in listed[schema.MOST_ITEMS :]:
            self.teller.drop(field, "more than one happening can have")
        shaped = [schema.shaped(item, kind) for item in listed[: schema.MOST_ITEMS]]
        for item in shaped:
            if item is None:
                self.teller.drop(field, MISSHAPEN)
        return [item for item in shaped if item is not None]

    def _when(self) -> None:
        at = self._at("when", self.told.when)
        own = self._at_home((t.start, t.end) for t in self.page.times)
        if at and self._elsewhere(at) and own:
            self.teller.drop("when", ANOTHERS)
            at = None
        when = self.meaning.when(at) if at else None
        if at and when is None:
            self.teller.drop("when", LESS)
        if when is not None:
            self.found.when = when
            self.teller.trace(self.found, "when", "times")
            if dating.is_old(self.page, when):
                self.found.role_in_report = "background"
        elif self.found.role_in_report == "main" and not own:  # a time of its own that was not noted is not the news' day
            self.found.when = self.meaning.news()
            if self.found.when.start is not None:
                self.found.traces.append(Trace(field="when", rule="when.publication"))

    def _where(self) -> None:
        at = self._at("where", self.told.where)
        if at and self._elsewhere(at) and self._at_home(self.meaning.spots()):
            self.teller.drop("where", ANOTHERS)
            at = None
        where = self.meaning.where(at) if at else None
        if where is not None:
            self.found.where = where
            self.teller.trace(self.found, "where", "places")
        elif at:
            self.teller.drop("where", LESS)

    def _role(self, item: schema.Named) -> None:
        if item.role not in schema.choices()["roles"] or item.status not in schema.choices()["stances"]:
            self.teller.drop("roles", UNKNOWN)
            return
        role = _own(item.role, self.kind.roles)
        if role is None:
            self.teller.drop(f"roles.{item.role}", NOT_THIS)
            return
        at = self._at(f"roles.{role}", item.words)
        party = self.meaning.party(at, role, item.status) if at else None
        if party is not None and item.status in CLAIMED and not self._claimed(party, CLAIMED[item.status]):
            self.teller.drop(f"roles.{role}", "nothing in the report makes it more than stated")
            party.status = "stated"
        if party is not None:
            if role not in self.found.roles:
                self.teller.trace(self.found, f"roles.{role}", "actors" if role in DOER else "")
            self.meaning.put(self.found.roles.setdefault(role, []), party)
        elif at:
            self.teller.drop(f"roles.{role}", LESS)

    def _claimed(self, party: Party, stance: str) -> bool:
        """Whether a claim that was found bears out a party's status; of a claim or denial, its own."""
        made = [claim for claim in self.found.claims if claim.stance == stance]
        return any(stance == "blames" or parties.one_name(claim.by, party.name) for claim in made)

    def _counts(self) -> None:
        tallies: list[Tally] = []
        for item in self._items("counts", schema.Counted):
            field = f"counts.{item.what}"
            if item.what not in ontology.load().counts:
                self.teller.drop("counts", UNKNOWN)
                continue
            if item.what not in self.kind.counts and not (self.kind.counts_as_violence and item.what in HARM):
                self.teller.drop(field, NOT_THIS)
                continue
            at = self._at(field, item.words)
            if at and self._elsewhere(at):
                self.teller.drop(field, ANOTHERS)
                continue
            tally = self.meaning.tally(at, item.what) if at else None
            if at and tally is None:
                self.teller.drop(field, LESS)
            if tally is not None and all((t.what, t.start) != (tally.what, tally.start) for t in tallies):
                tallies.append(tally)
        for what in dict.fromkeys(tally.what for tally in tallies):
            self.teller.trace(self.found, f"counts.{what}", "numerals")
        self.found.counts = statements.counts(self.page, tallies, self.found)

    def _claim(self, item: schema.Claimed) -> None:
        if item.stance not in schema.choices()["claims"]:
            self.teller.drop("claims", UNKNOWN)
            return
        at, said = self._at("claims", item.words), self._at("claims", item.said)
        if at is None or said is None:
            return
        party = self.meaning.party(at, "attacker", "stated")
        if not self.teller.sentences(at) & self.teller.sentences(said) or at[0] < said[1] and said[0] < at[1]:
            party = None
        if party is None:
            self.teller.drop("claims", LESS)
            return
        self.teller.trace(self.found, "claims", "actors")
        quotes = [*party.quotes, self.page.quote(*said)]
        self.found.claims.append(
            Claim(by=party.name, actor=party.actor, stance=item.stance, quotes=quotes)  # type: ignore[arg-type]
        )

    def _damage(self, item: schema.Hit) -> None:
        if item.effect not in schema.choices()["effects"]:
            self.teller.drop("damage", UNKNOWN)
            return
        at = self._at("damage", item.words)
        if at is None:
            return
        figures = [quote for count in self.found.counts.values() for figure in count.said for quote in figure.quotes]
        if any(quote.start < at[1] and at[0] < quote.end for quote in figures if quote.words):
            self.teller.drop("damage", "its words are a figure's")
            return
        quote = self.page.quote(*at)
        self.teller.trace(self.found, "damage")
        self.found.damage.append(Damage(what=quote.words, effect=item.effect, quotes=[quote]))  # type: ignore[arg-type]


CLAIMED = {"claimed": "claims", "denied": "denies", "blamed": "blames"}
"""Statuses of a party that rest on somebody's words, and the stance of those."""
HARM = frozenset({"killed", "wounded", "missing", "trapped", "kidnapped", "displaced"})
"""What every violent happening can have, whatever its type lists."""


def _own(role: str, allowed: dict[str, str]) -> str | None:
    """The role as this type of happening calls it: who takes a town is its "taker", not its "attacker"."""
    if role in allowed:
        return role
    for side in (DOER, (*DONE_TO, "victim")):
        if role in side:
            return next((other for other in side if other in allowed), None)
    return None
