"""A gazetteer that cannot be opened is told at once: nothing slow is loaded before it is known to be there."""

from __future__ import annotations

import pytest
from telling import report

from tacitus.errors import TacitusError
from tacitus.reader import page


def test_a_broken_gazetteer_is_told_before_the_parser_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise TacitusError("E402", "the gazetteer is damaged", where="gazetteer.sqlite", hint="build it again")

    def too_soon() -> None:
        raise AssertionError("the parser was loaded first")

    monkeypatch.setattr(page.where, "ready", broken)
    monkeypatch.setattr(page, "parser", too_soon)
    with pytest.raises(TacitusError, match="E402"):
        page.open_page(report("Gunmen killed three soldiers in Kandahar on Monday."))
