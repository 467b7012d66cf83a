"""The words by which reports and incidents are found again: folded names, search text, search phrases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from tacitus.record import Incident

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')


def fold(*parts: str | None) -> str:
    """Lower case without accents, parts on lines of their own; "Déir ez-Zor" and "deir EZ-ZOR" become alike."""
    text = unicodedata.normalize("NFKD", "\n".join(part for part in parts if part)).casefold()
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def apart(*parts: str | None) -> str:
    """The folded words with a space before each, so that a name is found from the start of any of its words."""
    return "".join(f" {word}" for word in _WORD.findall(fold(*parts)))


def like(folded: str) -> str:
    """A pattern for LIKE ... ESCAPE '\\' that finds these folded words anywhere."""
    escaped = re.sub(r"([\\%_])", r"\\\1", folded)
    return f"%{escaped}%"


def terms(asked: str) -> list[str]:
    """The words and "phrases" that must all be found."""
    found = (phrase or word for phrase, word in _ASKED.findall(asked))
    return [term for term in found if any(letter.isalnum() for letter in term)]


def match(asked: str) -> str:
    """The FTS5 expression for words and "phrases" that must all be found; no character of it is an operator."""
    return " ".join('"' + term.replace('"', " ").replace("\0", " ") + '"' for term in terms(asked))


def says(text: str, term: str) -> bool:
    """Whether the text has these words one after the other, whole, case and accents aside."""
    return f"{apart(term)} " in f"{apart(text)} "


def searched(incident: Incident) -> str:
    """Every word of an incident by which somebody may look for it."""
    where = incident.where
    parties = [party for each in incident.roles.values() for party in each]
    words: Iterable[str | None] = [
        incident.type.replace("-", " "), where.name, where.said, where.admin1, where.admin2, incident.speaker,
        *(name for party in parties for name in (party.name, party.words)),
        *(figure.words for count in incident.counts.values() for figure in count.said),
        *(name for claim in incident.claims for name in (claim.by, claim.via, claim.against)),
        *(damage.what for damage in incident.damage),
        *(words for correction in incident.corrections for words in (correction.was, correction.now)),
        *(quote.words for quote in incident.quotes),
        incident.purpose.words if incident.purpose else None,
    ]
    return "\n".join(dict.fromkeys(word for word in words if word))
