"""Finds happenings whose verb is left out: "one went off at A and the other at B", "41 died at A, seven at B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tacitus.reader import syntax
from tacitus.reader.mentions import Mention

OTHERS = frozenset({"other", "second", "third", "fourth", "another", "last"})
SITED = frozenset({"in", "at", "near", "outside", "inside", "on", "beside"})
"""What stands between the gap and its place."""
FIRSTS = frozenset({"one", "first"})


def fill(found: list[Mention]) -> list[Mention]:
    """The mentions with those added whose verb is left out, in the order of the text."""
    added = [m for mention in found for m in (*_others(mention, found), *_shares(mention, found))]
    return sorted([*found, *added], key=lambda m: m.token.i) if added else found


def _others(mention: Mention, found: list[Mention]) -> Iterator[Mention]:
    """ "... and the other at the station": the same deed, done by another one of several."""
    if mention.entry.noun or not any(a.lower_ in FIRSTS for a in mention.arguments.agents[:1]):
        return
    for token in _after(mention, found):
        if token.lower_ in OTHERS and (token.lower_ == "another" or token.nbor(-1).lower_ in ("the", "a")):
            follows = token.nbor(1)
            if follows.lower_ == "one" and follows.i + 1 < token.sent.end:
                follows = follows.nbor(1)
            if follows.lower_ in SITED:
                yield _gap(mention, token, syntax.Arguments(agents=[token]))


def _shares(mention: Mention, found: list[Mention]) -> Iterator[Mention]:
    """ "... and seven at the other mosque": those who were killed elsewhere; the mention then tells of its own place only."""
    sited = {p for p in mention.arguments.preps if p in SITED}
    numbered = any(
        p.like_num or any(c.like_num for c in p.children)
        for p in (*mention.arguments.patients, *mention.arguments.agents)
    )
    if mention.entry.noun or not mention.entry.only_harm or not sited or not numbered:
        return
    for token in _after(mention, found):
        if token.like_num and token.nbor(1).lower_ in sited and token.nbor(-1).lower_ in ("and", ",", ";", "another"):
            mention.share = True
            made = _gap(mention, token, syntax.Arguments(patients=[token]))
            made.share = True
            yield made


def _after(mention: Mention, found: list[Mention]) -> list[Any]:
    """The words after a mention in its sentence up to the next verb that names a happening of its own."""
    sentence = mention.token.sent
    taken = [m.token.i for m in found if m.token.i > mention.token.i and not m.entry.noun]
    end = min([sentence.end - 2, *taken])
    return [mention.token.doc[i] for i in range(mention.token.i + 1, end)]


def _gap(mention: Mention, token: Any, arguments: syntax.Arguments) -> Mention:
    sentence, at = mention.token.sent, int(token.idx)
    mention.within = mention.within or (sentence.start_char, at)
    made = Mention(mention.entry, token, at, at + len(token), mention.sentence, arguments)
    made.within = (at, sentence.end_char)
    return made
