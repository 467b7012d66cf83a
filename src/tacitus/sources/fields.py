"""What a table's row, a JSON object or a header block calls the parts of a report."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def names() -> dict[str, list[str]]:
    """For each field of a report, the names that sources give it, likeliest first."""
    data: dict[str, list[str]] = tomllib.loads(files("tacitus.sources").joinpath("columns.toml").read_text("utf-8"))
    return data


def normal(name: str) -> str:
    """A column name without case and punctuation: "pub_date", "pubDate" and "Pub Date" are one."""
    return "".join(ch for ch in name.lower() if ch.isalnum())


class Row:
    """The fields of one report in somebody else's names.

    values: as the source has them. columns: {field: column} given by the caller, which outrank every guess.
    """

    def __init__(self, values: Mapping[str, Any], columns: Mapping[str, str]) -> None:
        self.values = values
        self.columns = columns
        self._by_name = {normal(str(k)): v for k, v in values.items()}

    def raw(self, field: str) -> Any:
        """The value as the source has it, None where there is none."""
        if field in self.columns:
            return self._reach(self.columns[field])
        for name in names()[field]:
            value = self._by_name.get(name)
            if value not in (None, "", [], {}):
                return value
        return None

    def _reach(self, column: str) -> Any:
        if column in self.values:
            return self.values[column]
        value: Any = self.values
        for part in column.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value

    def string(self, field: str) -> str | None:
        """The value as words: numbers written out, {"name": ...} by its name, a list joined; None for nothing."""
        return _words(self.raw(field))

    @property
    def title(self) -> str | None:
        return self.string("title")

    @property
    def url(self) -> str | None:
        return self.string("url")

    @property
    def publisher(self) -> str | None:
        return self.string("publisher")

    @property
    def author(self) -> str | None:
        return self.string("author")

    @property
    def published(self) -> str | None:
        return self.string("published")

    @property
    def language(self) -> str | None:
        return self.string("language")

    @property
    def source_id(self) -> str | None:
        return self.string("source_id")

    def known(self) -> set[str]:
        """The fields for which the row has a value."""
        return {field for field in names() if self.raw(field) not in (None, "")}


def _words(value: Any) -> str | None:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, Mapping):
        return next((str(value[k]) for k in ("name", "title", "value", "$t", "id") if value.get(k)), None)
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value))) or None
    return str(value).strip() or None
