"""The veil: the same reports, statements and incidents, with the names of private persons masked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from tacitus.record import Incident, Party, Report, Statement, plain
from tacitus.withhold import names
from tacitus.withhold.written import written

WITHHELD = "[name withheld]"
MASK = "█"
"""Stands for each code point of a name in a report's text, so that quotes still hold: words == text[start:end]."""

KEPT = 512
"""Reports whose names are remembered: a view asks for those of an incident many times."""

UNTOUCHED = frozenset({
    "id", "report", "reports", "statement", "statements", "place_id", "actor", "country", "type", "status", "user", "author",
    "reader", "rules", "unit", "basis", "precision", "at", "publisher", "redirect", "copies", "raw_sha256", "incident", "other",
})
"""Keys whose strings are ids, codes, or who published and who reviewed."""

Other = TypeVar("Other")
Fetch = Callable[[str], Report | None]
Stated = Callable[[str], Iterable[Statement]]


class Veil:
    """Masks what it is given, and changes nothing else; the same input gives the same output.

    Names are those that `names.private` finds in the reports, and those that a reader took for a person's in any role,
    unless an office makes them public. In texts and quotes a name becomes blocks of its length; elsewhere "[name withheld]".
    """

    def __init__(self, fetch: Fetch, stated: Stated = lambda _: ()) -> None:
        """fetch: gives a report by id, None for one that is not known; then only the strings at hand tell names.

        stated: gives what a report states by its id, for whom its reader took for persons.
        """
        self._fetch, self._stated = fetch, stated
        self._known: OrderedDict[str, tuple[str | None, frozenset[str]]] = OrderedDict()

    def report(self, report: Report) -> Report:
        """The report; of an address that holds a name only the host is left."""
        text, found = self._masked(report)
        hide = _Hiding(found)
        return msgspec.structs.replace(
            report, text=text, title=hide(report.title), url=_address(report.url, found), source=_source(report.source, found),
        )

    def statement(self, statement: Statement) -> Statement:
        """What one report states."""
        return self._veiled(statement, [statement.report], statement.roles)

    def incident(self, incident: Incident) -> Incident:
        """The incident; names are those of all its reports together."""
        return self._veiled(incident, incident.reports, incident.roles)

    def other(self, value: Other, reports: Iterable[str] = (), roles: Mapping[str, list[Party]] | None = None) -> Other:
        """Any other value of the record, such as a Revision or a Decision, by the names of these reports and roles."""
        return self._veiled(value, reports, roles or {})

    def text(self, text: str) -> str:
        """Any other words, by the names found in themselves."""
        hidden = _Hiding(names.spellings(text, names.private(text)))(text)
        return hidden or ""

    def _veiled(self, shown: Other, reports: Iterable[str], roles: Mapping[str, list[Party]]) -> Other:
        texts: dict[str, str] = {}
        found: set[str] = set()
        for key in reports:
            text, told = self._of(key)
            found |= told
            if text is not None:
                texts[key] = text
        found |= self._persons(roles) | written(shown)
        walk = _Walk(texts, _Hiding(frozenset(found)), self._of)
        return msgspec.convert(walk(plain(shown)), type(shown))

    def _persons(self, roles: Mapping[str, list[Party]]) -> set[str]:
        """Parties that a reader took for persons, but for those whom one of the parties' words name with an office."""
        offices = [party.words for parties in roles.values() for party in parties if names.is_public(party.words)]
        public = names.parts(offices)
        private = {name for name in _persons(roles) if names.parts([name]).isdisjoint(public)}
        return private | names.parts(private)

    def _of(self, report_id: str) -> tuple[str | None, frozenset[str]]:
        """The masked text and the names of a report."""
        if report_id in self._known:
            self._known.move_to_end(report_id)
            return self._known[report_id]
        report = self._fetch(report_id)
        found = (None, frozenset[str]()) if report is None else self._masked(report)
        self._known[report_id] = found
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return found

    def _masked(self, report: Report) -> tuple[str, frozenset[str]]:
        title = report.title or ""
        spans = names.private(report.text)
        seen = {name for one in self._stated(report.id) for name in self._persons(one.roles)}
        found = seen | names.spellings(report.text, spans) | names.spellings(title, names.private(title))
        letters = list(report.text)
        for span in spans:
            letters[span.start : span.end] = MASK * (span.end - span.start)
        return _Hiding(frozenset(seen)).blocks("".join(letters)), frozenset(found)


class _Hiding:
    """Puts "[name withheld]" where a string holds one of these names."""

    def __init__(self, found: frozenset[str]) -> None:
        self._pattern = names.matcher(found)

    def __call__(self, text: str | None) -> str | None:
        if text is None or self._pattern is None:
            return text
        return self._pattern.sub(WITHHELD, text)

    def blocks(self, text: str) -> str:
        """The same with blocks of the name's length."""
        return text if self._pattern is None else self._pattern.sub(lambda match: MASK * len(match.group()), text)


class _Walk:
    """Goes through a value of the record as JSON holds it, so that no field is forgotten when one is added."""

    def __init__(self, texts: Mapping[str, str], hide: _Hiding, of: Callable[[str], tuple[str | None, frozenset[str]]]) -> None:
        self._texts, self._hide, self._of = texts, hide, of

    def __call__(self, value: Any, key: str = "", inside: str = "") -> Any:
        """The value with every string masked but ids, codes, and the names of places."""
        if isinstance(value, dict):
            if value.keys() >= {"report", "start", "end", "words"} and isinstance(value["report"], str):
                return {**value, "words": self._quote(value)}
            return {name: self(each, name, name if name == "where" else inside) for name, each in value.items()}
        if isinstance(value, list):
            return [self(each, key, inside) for each in value]
        if not isinstance(value, str) or key in UNTOUCHED or inside == "where":
            return value
        return self._hide(value)

    def _quote(self, quote: dict[str, Any]) -> str:
        """The words of a quote, cut from the masked text; names that only a reader took for such are masked too."""
        text = self._texts.get(quote["report"])
        if text is None:
            text = self._of(quote["report"])[0]
        words = quote["words"] if text is None else text[quote["start"] : quote["end"]]
        return self._hide.blocks(words)


def _persons(roles: Mapping[str, list[Party]]) -> set[str]:
    """The names of parties that a reader took for persons, whom no office makes public."""
    found = set()
    for parties in roles.values():
        for party in parties:
            if party.actor is None and not names.is_public(party.words):
                name = party.name if party.kind == "person" else names.bare(party.name)
                if party.kind == "person" or " " in name:
                    found.add(name)
    return found - {""}


def _address(url: str | None, found: frozenset[str]) -> str | None:
    """The address, or only its host where the rest spells a name."""
    if url is None or not _spells(url, found):
        return url
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _source(source: str | None, found: frozenset[str]) -> str | None:
    return WITHHELD if source is not None and _spells(source, found) else source


def _spells(text: str, found: frozenset[str]) -> bool:
    folded = text.lower()
    return any(part.lower() in folded for part in names.parts(found) if len(part) > names.SHORTEST)
