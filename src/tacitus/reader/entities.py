"""Finds names of people, bodies and places as the parser's own finder does, with most of its choices made at one stroke."""

from __future__ import annotations

from typing import Any

SEEN = 3
"""Words that the finder looks at: the one in question, the first of the name that is open, the one before it."""


class Entities:
    """A step of the parser that stands for its finder of names.

    The finder goes from word to word and chooses: begin a name, go on in it, end it, take the word for a whole name, or
    for none. What speaks for each outside of a name does not rest on the choices before, so it is weighed for all words
    together; only within a name is each word weighed by itself.
    """

    def __init__(self, finder: Any) -> None:
        """Raises ValueError for a finder of another build."""
        model = finder.model
        self._words, self._lower, upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        if self._lower.get_dim("nF") != SEEN or model.attrs.get("unseen_classes"):
            raise ValueError("the parser's finder of names is of a build that is not known here")
        self._bias, self._weights, self._weights_bias = self._lower.get_param("b"), upper.get_param("W"), upper.get_param("b")
        moves = [finder.moves.get_class_name(n).partition("-") for n in range(finder.moves.n_moves)]
        self._labels = [label for _, _, label in moves]
        self._begins, self._units = ([n for n, (move, _, label) in enumerate(moves) if move == m and label] for m in "BU")
        self._none = next(n for n, (move, _, _) in enumerate(moves) if move == "O")
        self._inner = {
            label: tuple(next(n for n, m in enumerate(moves) if m[0] == move and m[2] == label) for move in "IL")
            for _, _, label in moves
            if label
        }

    def __call__(self, doc: Any) -> Any:
        """Write the names of a parsed text."""
        from spacy.tokens import Span

        if len(doc):
            names = [Span(doc, start, end, label=label) for start, end, label in self._found(doc)]
            doc.set_ents(names, default="outside")
        return doc

    def _found(self, doc: Any) -> list[tuple[int, int, str]]:
        """Names as first word, word behind the last, and label."""
        weighed = self._lower.predict(self._words.predict([doc]))  # row 0: no such word; then a row for every word
        nothing, words = weighed[0], weighed[1:]
        # No name goes on into the next sentence or beyond the text.
        ends = [word.is_sent_start is True for word in doc[1:]] + [True]
        choices = self._outside(words[:, 0] + nothing[1] + nothing[2], ends, [word.is_space for word in doc])
        begins, units = frozenset(self._begins), frozenset(self._units)
        found, at = [], 0
        while at < len(choices):
            choice, start = choices[at], at
            at += 1
            if choice in begins:
                while not ends[at] and self._goes_on(words[at, 0] + words[start, 1] + words[at - 1, 2], choice):
                    at += 1
                at += 1
            if choice in begins or choice in units:
                found.append((start, at, self._labels[choice]))
        return found

    def _outside(self, features: Any, ends: list[bool], spaces: list[bool]) -> list[int]:
        """The best move at every word if no name is open there."""
        import numpy

        scores = self._scores(features)
        space, end = numpy.array(spaces)[:, None], numpy.array(ends)[:, None]
        barred = numpy.ones(scores.shape, dtype=bool)
        barred[:, self._begins] = space | end
        barred[:, self._units] = space
        barred[:, self._none] = False
        best: list[int] = numpy.where(barred, -numpy.inf, scores).argmax(axis=1).tolist()
        return best

    def _goes_on(self, features: Any, choice: int) -> bool:
        """Whether the name that `choice` began goes on behind this word, rather than ends with it."""
        scores = self._scores(features[None])[0]
        inner, last = self._inner[self._labels[choice]]
        return bool((scores[inner], last) > (scores[last], inner))  # of two that are even, the first of the list

    def _scores(self, features: Any) -> Any:
        return (features + self._bias).max(axis=-1) @ self._weights.T + self._weights_bias
