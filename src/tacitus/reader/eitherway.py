"""Tells one figure of the dead and the hurt together from a figure of either: "25 killed and wounded", "killed or injured"."""

from __future__ import annotations

from typing import Any

from tacitus.reader.lexicon import listed, mapped
from tacitus.reader.people import DONE

HARM_VERBS = mapped("figures", "harm_verbs")
HEDGES = listed("shallow", "hedges")
"""What may stand between a verb and its number."""


def either(governor: Any) -> bool:
    """ "killed or wounded more than 100", "14 killed and wounded": a figure of casualties that says of neither how many."""
    doc = governor.doc
    around = [t.lower_ for t in doc[max(0, governor.i - 2) : governor.i + 3]]
    done = sum(w in DONE for w in around) + (governor.lower_ not in DONE)
    return "or" in around and done > 1 or _together(governor) or _one_figure(governor)


def _together(governor: Any) -> bool:
    """Whether two harms stand side by side as one: "20 people were killed and wounded", "25 dead and injured"."""
    doc = governor.doc
    for first in (governor.i, governor.i - 2):
        if first < 0 or first + 2 >= len(doc) or doc[first + 1].lower_ not in ("and", "&", "/"):
            continue
        one, other = DONE.get(doc[first].lower_), DONE.get(doc[first + 2].lower_)
        if one and other and one != other:
            behind = doc[first + 3] if first + 3 < len(doc) else None
            alone = behind is None or not (behind.like_num or behind.pos_ in ("NUM", "NOUN", "DET", "PRON", "PROPN"))
            return alone and not any(t.like_num for t in doc[first + 1 : first + 3])
    return False


def _one_figure(governor: Any) -> bool:
    """Whether two verbs of harm share one number: "killing and wounding about 60", "a shell kills and injures 15"."""
    doc = governor.doc
    for first in (governor.i, governor.i - 2):
        if first < 0 or first + 3 >= len(doc) or doc[first + 1].lower_ not in ("and", "&", "/"):
            continue
        one, other = doc[first], doc[first + 2]
        harms = HARM_VERBS.get(one.lemma_.lower()), HARM_VERBS.get(other.lemma_.lower())
        if None in harms or harms[0] == harms[1] or one.tag_ != other.tag_ or one.tag_ == "VBN":
            continue
        behind = next((t for t in doc[first + 3 : first + 7] if t.lower_ not in HEDGES), None)
        return behind is not None and bool(behind.like_num)
    return False
