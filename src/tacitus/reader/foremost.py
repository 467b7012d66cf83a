"""Finds a harm that is named before those whom it came to: "killed in the raid were two judges", "the dead include a nun"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tacitus.reader.lexicon import listed, mapped

OF_WHOM = mapped("tolls", "of_whom")
COUNTED = listed("tolls", "nouns")
PASSED = listed("foremost", "passed")
"""Words that may stand before the harm, or between its verb and the people: "also", "those", "mostly"."""
SOME = frozenset({"include", "comprise"})
LONGEST = 14
"""Words from the harm to the people: "killed in the attack on the barracks on the edge of the town were"."""
REACH = 24
"""Words from "the number of dead" to some of them: "has reached 41, among them"."""


@dataclass(frozen=True, slots=True)
class Named:
    """What happened to people, with the word that says so; some: they are only some of those to whom it did."""

    relation: tuple[str, Any]
    some: bool


def named(sentence: list[Any], first: int) -> Named | None:
    """The harm that opens the clause whose verb stands right before the people, at token `first`; None where none does."""
    at = next((k for k, t in enumerate(sentence) if t.i >= first), 0)
    while at > 0 and sentence[at - 1].lower_ in PASSED:
        at -= 1
    if at < 2 or sentence[at - 1].lemma_ not in SOME | {"be"}:
        return None
    verb, start = at - 1, at - 1
    while start > 0 and at - start < LONGEST and sentence[start - 1].text not in (",", ";", ":", ".", "–", "—"):
        start -= 1
    while start < verb and sentence[start].lower_ in PASSED:
        start += 1
    word = sentence[start]
    what = OF_WHOM.get(word.lower_)
    if what is None or start == verb or any(t.pos_ in ("VERB", "AUX") for t in sentence[start + 1 : verb]):
        return None
    return Named((what, word), sentence[verb].lemma_ in SOME)


def of_toll(sentence: list[Any], first: int) -> tuple[str, Any] | None:
    """What a number of people that is told before token `first` counts: "the number of dead has reached 41, among them"."""
    at = next((k for k, t in enumerate(sentence) if t.i >= first), 0)
    for here in range(max(0, at - REACH), at):
        if sentence[here].pos_ == "NOUN" and sentence[here].lemma_.lower() in COUNTED:
            near = [t.lower_ for t in sentence[max(0, here - 1) : here + 5]]
            what = next((OF_WHOM[w] for w in near if w in OF_WHOM), None)
            return None if what is None else (what, sentence[here])
    return None
