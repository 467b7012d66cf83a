"""Gives each word its part of speech, its forms and its lemma: by the parser's own rules, asked once for each word.

The rules of the pipeline (its attribute ruler and its lemmatizer) look at a word, its tag and its place in the parse, a few at
the next word too. So what they once said of a word is remembered; they are a quarter of the parser's time otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

APART = ","
"""Stands between words that are asked about together; no rule of several words takes one."""
MOST = 100_000
"""Words remembered in a process, each with its tag and place: some 20 MB."""
OWN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE", "ORTH", "TEXT", "NORM", "SHAPE"})
"""What a rule may look at so that words alike in form, tag and place are treated alike."""


Key = tuple[int, int, int]
"""A word's form, tag and place in the parse, as numbers of the vocabulary."""
Forms = tuple[int, ...]
"""What the rules make of it, in the order of `_written`."""


class WordForms:
    """A step of the parser that stands for its attribute ruler and its lemmatizer."""

    def __init__(self, ruler: Any, lemmas: Any) -> None:
        """Raises ValueError for a ruler with rules that look further than `OWN`."""
        from spacy.matcher import Matcher

        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        far = {key for pattern in patterns for word in pattern for key in word} - OWN
        if far:
            raise ValueError(f"rules of the attribute ruler look at {', '.join(sorted(far))}")
        self._ruler, self._lemmas = ruler, lemmas
        self._wide = Matcher(ruler.vocab)  # rules of several words, whose words must be looked at together
        self._wide.add("wide", [pattern for pattern in patterns if len(pattern) > 1])
        self._known: dict[tuple[Key, ...], list[Forms]] = {}

    def __call__(self, doc: Any) -> Any:
        """Write part of speech, forms and lemma of every word of a parsed text."""
        from spacy.attrs import DEP, ORTH, TAG

        if not len(doc):
            return doc
        keys = [tuple(row) for row in doc.to_array([ORTH, TAG, DEP]).tolist()]
        groups = [tuple(keys[start:end]) for start, end in self._groups(doc)]
        if len(self._known) > MOST:
            self._known.clear()
        self._learn(doc.vocab, {group for group in groups if group not in self._known})
        return _write(doc, _written(), [forms for group in groups for forms in self._known[group]])

    def _groups(self, doc: Any) -> Iterator[tuple[int, int]]:
        """Stretches of words that go together: each by itself but for those that a wide rule takes."""
        at = 0
        found = sorted((start, end) for _, start, end in self._wide(doc, allow_missing=True))
        for start, end in found:
            if start < at:
                continue
            while more := [e for s, e in found if s < end < e]:
                end = max(more)
            yield from ((i, i + 1) for i in range(at, start))
            yield start, end
            at = end
        yield from ((i, i + 1) for i in range(at, len(doc)))

    def _learn(self, vocab: Any, groups: set[tuple[Key, ...]]) -> None:
        """Ask the pipeline's own rules about words that are new, all of them in one row."""
        from spacy.attrs import DEP, TAG
        from spacy.tokens import Doc

        if not groups:
            return
        comma = (vocab.strings.add(APART), vocab.strings.add(APART), vocab.strings["punct"])
        row = [key for group in groups for key in (*group, comma)]
        words = Doc(vocab, words=[vocab.strings[orth] for orth, _, _ in row])
        asked = self._lemmas(self._ruler(_write(words, [TAG, DEP], [key[1:] for key in row])))
        forms = iter([tuple(found) for found in asked.to_array(_written()).tolist()])
        for group in groups:
            self._known[group] = [next(forms) for _ in group]
            next(forms)


def _written() -> list[int]:
    from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG

    return [TAG, POS, MORPH, LEMMA, DEP]


def _write(doc: Any, attributes: list[int], rows: Sequence[Forms]) -> Any:
    """The text with these attributes of its words, a row a word."""
    from numpy import array, uint64

    return doc.from_array(attributes, array(rows, dtype=uint64))
