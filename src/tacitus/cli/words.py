"""The words of `views.words`, which every view shares, under the name that the commands know them by."""

from tacitus.views.words import (
    NEVER_SHOWN,
    OPEN,
    basis,
    bounds,
    clean,
    count,
    doer,
    figure,
    headline,
    hedge,
    killed,
    kind,
    parties,
    party,
    source,
    span,
    when,
    where,
)

__all__ = [
    "NEVER_SHOWN", "OPEN", "basis", "bounds", "clean", "count", "doer", "figure", "headline", "hedge", "kind", "killed",
    "parties", "party", "source", "span", "when", "where",
]
