"""Ingest: the whole way of a report, from its source through reader and merge into the record."""

from tacitus.ingest.gather import Gathered, read_all
from tacitus.ingest.into import read_into
from tacitus.ingest.summary import Summary

__all__ = ["Gathered", "Summary", "read_all", "read_into"]
