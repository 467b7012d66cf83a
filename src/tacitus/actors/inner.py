"""Names that the report itself explains: "the National Liberation Army (ELN)", "the X Movement, or the YPG"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from tacitus.actors import book, names, states
from tacitus.actors.tokens import SMALL, WORD, fold, key

ABBREVIATION = r"[A-Z][A-Za-z0-9]{0,8}(?:[-/][A-Z0-9][A-Za-z0-9]{0,5}){0,2}"
BRACKETED = re.compile(
    r"[(\[]\s?(?:(?:or|the|also|better|known|as|by|its|their|[A-Z][a-z]+|acronym|initials)[ ,:]+){0,6}"
    rf"[\"“'‘]?({ABBREVIATION})[\"”'’]?\s?[)\],;]"
)
"""An abbreviation in brackets, with or without words on it: "(ELN)", "(known by its Spanish initials ELN)"."""
AFTER_COMMA = re.compile(
    r",? (?:or(?: simply)?|(?:also |better |(?:more )?commonly )?known (?:as|by)(?: (?:the|its|their|[A-Z][a-z]+))*"
    r"(?: acronyms?| initials| abbreviation)?,?|abbreviated(?: as| to)?|dubbed|called) "
    rf"(?:the |its |their )?[\"“'‘]?({ABBREVIATION})\b(?! [A-Z][a-z])"
)
"""The same after a comma: ", or the YPG", ", also known as HTS"."""
CALLED = re.compile(
    r"\b(?:group|militia|organi[sz]ation|movement|faction|cell|gang|brigade|cartel|rebels|militants|insurgents|party|outfit),?"
    r" (?:(?:which|that) (?:is |was )?)?(?:also |better |commonly |previously )?"
    r"(?:known as|called|calling (?:itself|themselves)|calls itself|named|dubbed) (?:the )?"
    r"[\"“'‘]?((?:[A-Z][\w’'-]*)(?: (?:(?:of|the|for|and|in|de|la|al|ul|del) ){0,2}[A-Z][\w’'-]*){0,5})"
)
"""A group and the name that it goes by: "a militia calling itself the Falcons of the Desert"."""
LINKS = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la", "del", "los", "y", "al", "ul", "e", "i"})
"""Small words inside a name."""
REACH = 110
"""A long name stands within so many characters before its abbreviation."""
LONG_WORDS = 10


class Inner(msgspec.Struct, frozen=True):
    """A name that this report explains. actor: a listed actor's id, or None for a group that is not listed."""

    written: str
    actor: str | None
    name: str
    kind: str


def explained(text: str) -> dict[str, Inner]:
    """Folded name to what the report says that it means; both the short and the long form where new. Never raises."""
    found: dict[str, Inner] = {}
    for long, short in _pairs(text):
        for inner in _settle(long, short):
            found.setdefault(key(inner.written), inner)
    for match in CALLED.finditer(text):
        name = match.group(1)
        if key(name) not in names.index().names and not _is_nation(name):
            found.setdefault(key(name), Inner(name, None, name, _kind(name) or "unknown"))
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each abbreviation with the words that may be its long form."""
    for pattern in (BRACKETED, AFTER_COMMA):
        for match in pattern.finditer(text):
            short = match.group(1)
            if sum(letter.isupper() for letter in short) < 2:
                continue
            before = text[max(0, match.start() - REACH) : match.start()].rstrip(" ,\"”'’")
            long = _long(before) if SMALL.search(before) else _long_shouted(before, short)
            if long:
                yield long, short


def _long(before: str) -> str | None:
    """The capitalised name at the end of the words before the abbreviation, or None."""
    first, taken = None, 0
    end = len(before)
    for match in reversed(list(WORD.finditer(before))):
        between = before[match.end() : end]
        if taken and re.search(r"[,;:.!?()\[\]\"“”\n]", between) and between not in (".", ". "):
            break
        word = match.group()
        if word[0].isupper() or (word == "s" and before[match.start() - 1] in "'’"):
            first = match.start() if word != "s" else first
        elif word not in LINKS:
            break
        end, taken = match.start(), taken + 1
        if taken == LONG_WORDS:
            break
    if first is None or taken < 2:
        return None
    return re.sub(r"^(?:The|A|An|In|On|But|And|For|Of) ", "", before[first:]).strip() or None


def _long_shouted(before: str, short: str) -> str | None:
    """In capitals: a listed name before a listed abbreviation, or the words whose initials the abbreviation is.

    Any other word in brackets may be a first name or an editor's note there.
    """
    matches = list(WORD.finditer(before))[-LONG_WORDS:]
    for match in matches[:-1]:
        if match.group().lower() in LINKS:
            continue
        name = before[match.start() :]
        if key(name) in names.index().names and key(short) in names.index().names:
            return name
        if _initials(name) == short.upper() and not re.search(r"[.,;]", name):
            return name
    return None


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in WORD.findall(name) if word.lower() not in LINKS and word != "s")


def _settle(long: str, short: str) -> Iterator[Inner]:
    """What the pair adds to what is known: nothing, a name for a listed actor, or a group of its own."""
    known = names.index().names
    long_name, actors = _known_tail(long)
    shorts = {name.actor for name in known.get(key(short), ())}
    both = actors & shorts
    if len(both) == 1 or (not shorts and len(actors) == 1):
        actor = book.listed()[next(iter(both or actors))]
        yield from (Inner(form, actor.id, actor.name, actor.kind) for form in (short, long_name))
    elif not actors:
        long_name = _without_nation(long_name, short)
        kind = _kind(long_name)
        if len(shorts) == 1 and (kind or _initials(long_name) == short.upper()):
            actor = book.listed()[next(iter(shorts))]
            yield from (Inner(form, actor.id, actor.name, actor.kind) for form in (short, long_name))
        elif not shorts and kind and key(short) not in states.grammar().nations:
            yield from (Inner(form, None, long_name, kind) for form in (short, long_name))


def _known_tail(long: str) -> tuple[str, set[str]]:
    """The longest ending of the long form that is a listed name, with whom it can mean; else the whole and nobody."""
    for match in WORD.finditer(long):
        tail = long[match.start() :]
        if " " not in tail and match.start():
            break
        if listed := names.index().names.get(key(tail)):
            return tail, {name.actor for name in listed}
    return long, set()


def _without_nation(long: str, short: str) -> str:
    """The name from the words on whose initials are the abbreviation, or after a "Colombia's"."""
    for match in WORD.finditer(long):
        if _initials(long[match.start() :]) == short.upper():
            return long[match.start() :]
    owner = re.match(r"(.+?)['’]s? ", long)
    return long[owner.end() :] if owner and _is_nation(owner.group(1)) else long


def _is_nation(name: str) -> bool:
    return key(name) in states.grammar().nations


@cache
def _heads() -> dict[str, str]:
    return {word: kind for kind, words in book.words()["heads"].items() for word in words}


def _kind(name: str) -> str | None:
    """What kind of group a name says that it is: by its last word, or the one before "of" or "for"."""
    words = [fold(word) for word in WORD.findall(name)]
    for word in reversed(words):
        if word in _heads():
            return _heads()[word]
    return None
