"""The parser is loaded once for all tests of the reader; `told` reads a text (see telling.py for more helpers)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import telling

from tacitus.record import Statement


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """Load parser, gazetteer and actors once, so that no single test is charged for it."""
    telling.told("Gunmen killed three soldiers in Kandahar on Monday.")


@pytest.fixture(scope="session")
def told() -> Callable[..., list[Statement]]:
    """`told(text, published="2016-07-27", **report_fields)`: the statements that the reader makes of a text."""
    return telling.told
