"""The ontology: what can happen, in whose roles, what is counted, as data that every later room reads."""

from tacitus.ontology.loader import CountKind, EventType, Family, Gtd, Ontology, Plover, load, table

__all__ = ["CountKind", "EventType", "Family", "Gtd", "Ontology", "Plover", "load", "table"]
