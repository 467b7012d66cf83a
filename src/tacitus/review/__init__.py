"""Review: what a person should look at, in which order, and what can be decided about it."""

from tacitus.review.catching import catch_up, renew
from tacitus.review.items import Item, Option, Value
from tacitus.review.proposal import Proposal, Span, proposal
from tacitus.review.queue import Queue, one, queue, skip, unskip
from tacitus.review.standing import standing

__all__ = [
    "Item", "Option", "Proposal", "Queue", "Span", "Value", "catch_up", "one", "proposal", "queue", "renew", "skip",
    "standing", "unskip",
]
