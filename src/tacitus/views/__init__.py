"""Views: what is said of an incident to people, in words and in short, the same for page, API, feeds and commands."""

from tacitus.views.card import Card, card

__all__ = ["Card", "card"]
