"""Actors: who acts in a report, by every name that the press gives them, on the day that it writes."""

from tacitus.actors.book import Actor, Dated, Tie, get, listed, parents
from tacitus.actors.find import ActorMention, find
from tacitus.actors.resolve import resolve

__all__ = ["Actor", "ActorMention", "Dated", "Tie", "find", "get", "listed", "parents", "resolve"]
