"""Mends the parse of a headline, whose verb the parser took for a noun ("Jets pound Maarat", "Five shot dead in bar").

Headlines leave out articles and helping verbs, so that a verb in the present looks like one more noun of a pile. A run
of words without any verb in which a plural stands before a bare verb, or a singular before one in "-s", is read as a
clause: what stands before it is its subject, what stands behind it up to the next preposition its object.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from tacitus.reader.lexicon import listed, mapped
from tacitus.reader.lexicon import words as words_of

LONGEST = 18
"""Words of a headline; a line without a stop that is longer is a paragraph cut short."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
PLURAL = frozenset({"NNS", "NNPS", "CD"})
BREAKS = frozenset({"as", "while", ",", ":", ";", "–", "—", "-", "--", "|"})
"""Between these stand the clauses of a headline."""
ENDS = frozenset({"IN", "TO", ",", ":", "CC", ".", "''", "``", "HYPH"})
"""Tags of what ends the words that a verb is done to."""
TITLED = 4
"""Capitals in a row that no name or date has."""
ACTIVE = listed("headlines", "active")
SEVERAL = listed("headlines", "several")
STATES_OF_THINGS = listed("headlines", "states")
ONLY_WITH_OBJECT = listed("headlines", "only_with_object")
GOING_ON = listed("headlines", "going_on")
DONE = mapped("headlines", "done")
WITH_DEAD = mapped("headlines", "with_dead")
"""Participles, with their lemmas, that the parser takes for nouns where "were" is left out; these with "dead" behind them."""


def mend(doc: Any) -> None:
    """Give the clauses of headlines in a parsed text their verb, subject and object. Changes the doc in place."""
    changed: dict[int, tuple[int, str]] = {}
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        if 2 <= len(words) <= LONGEST and words[-1].text not in (".", "!", "?", '"', "”"):
            for clause in _clauses(words):
                _mend_clause(sentence, clause, changed)
    if changed:
        rehang(doc, changed)


def _clauses(words: list[Any]) -> Iterator[list[Any]]:
    run: list[Any] = []
    for word in words:
        if word.lower_ in BREAKS and not (word.text == "-" and not word.whitespace_):
            yield run
            run = []
        else:
            run.append(word)
    yield run


def _mend_clause(sentence: Any, words: list[Any], changed: dict[int, tuple[int, str]]) -> None:
    if len(words) < 2:
        return
    bereft = next((v for s, v in zip(words, words[1:], strict=False) if _without_subject(s, v)), None)
    if bereft is not None:  # the parser has its verb and has lost its subject
        _build(sentence, words, bereft, changed, passive=False)
    elif not any(w.tag_ in FINITE and not _describes(w) for w in words):
        told = [f for f in (_verb(words, at) for at in range(1, len(words))) if f is not None]
        found = told[-1] if told else None  # "Twin bombs rock Quetta": of two that may be the verb the last is
        if found is not None:
            verb, passive = found
            _build(sentence, words, verb, changed, passive=passive)


def _describes(word: Any) -> bool:
    """Whether a participle only describes the noun behind it: "rebel-held Maarat"."""
    return bool(word.tag_ == "VBN" and word.dep_ == "amod")


def _without_subject(noun: Any, verb: Any) -> bool:
    """ "Army shells Idlib villages": taken for a verb, but its subject for a part of a name."""
    if verb.tag_ not in ("VBZ", "VBP") or verb.lower_ not in _active() or noun.tag_ not in NOUNS:
        return False
    return bool(noun.head == verb and noun.dep_ in ("compound", "nmod", "amod", "dep", "npadvmod"))


def _verb(words: list[Any], at: int) -> tuple[Any, bool] | None:
    """The word at a place of a headline, if it is its verb, and whether in the passive."""
    word, before = words[at], words[at - 1]
    behind = words[at + 1] if at + 1 < len(words) else None
    low = word.lower_
    if not (before.tag_ in NOUNS or before.lower_ in SEVERAL | STATES_OF_THINGS):
        return None
    if not word.text.islower() and not _title_case(words):
        return None
    if low in DONE or low in WITH_DEAD and behind is not None and behind.lower_ == "dead":
        return word, True
    if low not in _active() or behind is None or behind.tag_ in ("CC", ".", ",", "POS"):
        return None
    bare = low in ACTIVE
    if not bare and low[:-1] in ONLY_WITH_OBJECT and not _acts(before):
        return None  # "car bombs", "rebel attacks": nouns
    if bare != (before.tag_ in PLURAL or before.lower_ in SEVERAL):
        return None
    if behind.tag_ in ("IN", "TO"):
        fits = behind.lower_ in GOING_ON and low.rstrip("s") not in ONLY_WITH_OBJECT
        return (word, False) if fits else None
    return (word, False) if behind.tag_ in NOUNS | {"JJ", "DT", "PRP$", "VBN"} else None


def _build(sentence: Any, words: list[Any], verb: Any, changed: dict[int, tuple[int, str]], *, passive: bool) -> None:
    """Note the new heads of a clause's words, and make its verb one."""
    left, right = [w for w in words if w.i < verb.i], [w for w in words if w.i > verb.i]
    inside, subject = {w.i for w in words}, left[-1]
    root = sentence.root
    leads = root.i in inside or words[0].i == next(t.i for t in sentence if not t.is_space)
    _as_verb(verb, passive=passive)
    if subject.tag_ == "VBG":
        subject.tag_, subject.pos_, subject.lemma_ = "NN", "NOUN", subject.lower_
    changed[verb.i] = (verb.i if leads else root.i, "ROOT" if leads else "advcl")
    changed[subject.i] = (verb.i, "nsubjpass" if passive else "nsubj")
    for word in left[:-1]:
        if word.head.i >= verb.i or word.head == word or word.head.i not in inside:
            changed[word.i] = (subject.i, _kind(word))
    _behind(verb, right, changed, passive=passive)
    if leads:  # what hung on the old head of the sentence hangs on the verb
        beyond = [w for w in sentence if w.i not in inside and w.i not in changed]
        changed.update({w.i: (verb.i, _loose(w)) for w in beyond if w.head.i in inside or w == root})


def _behind(verb: Any, right: list[Any], changed: dict[int, tuple[int, str]], *, passive: bool) -> None:
    """The words behind a verb: what it is done to, with the words of that, and all else that hung on what stands before."""
    end = next((i for i, w in enumerate(right) if w.tag_ in ENDS and not _inside_word(w)), len(right))
    done_to = [] if passive else right[:end]
    thing = next((w for w in reversed(done_to) if w.tag_ in NOUNS), None)
    own = {w.i for w in done_to} if thing is not None else set()
    for word in right:
        if thing is not None and word.i == thing.i:
            changed[word.i] = (verb.i, "dobj")
        elif thing is not None and word.i in own:
            if word.head.i not in own or word.head == word:
                changed[word.i] = (thing.i, _kind(word))
        elif word.head.i <= verb.i or word.head == word:
            changed[word.i] = (verb.i, _loose(word))


def _loose(word: Any) -> str:
    return "dep" if word.dep_ == "ROOT" else str(word.dep_)


def _acts(subject: Any) -> bool:
    """Whether a word in the singular names a force, or a party by its name, that may shell and raid."""
    low = subject.lemma_.lower()
    return subject.tag_ == "NNP" or low in SEVERAL or low in words_of("force")


def _title_case(words: list[Any]) -> bool:
    """Whether a line is set In Title Case, so that a capital says nothing: "Kunming March" is a place and a month."""
    longer = [w.text for w in words if len(w.text) > 3 and w.text.isalpha()]
    return len(longer) >= TITLED and all(w[0].isupper() for w in longer)


def _inside_word(mark: Any) -> bool:
    """Whether a hyphen stands in the middle of a word: "rebel-held"."""
    return mark.text in ("-", "‐") and not mark.whitespace_ and not mark.nbor(-1).whitespace_


def _kind(word: Any) -> str:
    """How a word hangs on the noun that it now stands before."""
    if word.tag_ == "CD":
        return "nummod"
    return word.dep_ if word.dep_ in ("det", "amod", "poss", "nummod", "punct") else "compound"


def _as_verb(word: Any, *, passive: bool) -> None:
    low = word.lower_
    word.pos_ = "VERB"
    word.tag_ = "VBN" if passive else "VBP" if low in ACTIVE else "VBZ"
    word.lemma_ = {**DONE, **WITH_DEAD}[low] if passive else _active()[low]


def rehang(doc: Any, changed: dict[int, tuple[int, str]]) -> None:
    """Write new heads and their labels (by word: head, label) into a doc at once; nothing if they would run in a circle."""
    import numpy
    from spacy.attrs import DEP, HEAD

    rows = doc.to_array([HEAD, DEP])
    steps = rows[:, 0].astype(numpy.int64)
    for at, (head, dep) in changed.items():
        steps[at] = head - at
        rows[at, 1] = doc.vocab.strings.add(dep)
    if _sound(steps, changed):
        rows[:, 0] = steps.astype(rows.dtype)
        doc.from_array([HEAD, DEP], rows)


def _sound(steps: Any, changed: dict[int, tuple[int, str]]) -> bool:
    """Whether every changed word leads up to a root: a parse that runs in a circle is left as it was."""
    for at in changed:
        for _ in range(len(steps)):
            if steps[at] == 0:
                break
            at += int(steps[at])
        else:
            return False
    return True


@cache
def _active() -> dict[str, str]:
    """Every form of the present of the verbs of headlines, with its lemma."""
    forms = {verb: verb for verb in ACTIVE}
    for verb in ACTIVE:
        hiss = verb.endswith(("s", "sh", "ch", "x", "z"))
        forms[verb + ("es" if hiss else "s")] = verb
    return forms
