"""Tacitus reads news reports of political violence and keeps the record. Sine ira et studio."""
