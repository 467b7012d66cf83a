"""What the tests of the endpoint reader share: no key, a cache of their own, and no real waiting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tacitus.reader.endpoint import Endpoint, EndpointReader, checked


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No key, and a cache folder for each test."""
    monkeypatch.delenv("TACITUS_API_KEY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def slept() -> list[float]:
    """The waits that were asked for; none is waited."""
    return []


@pytest.fixture
def reader(slept: list[float]) -> Callable[..., EndpointReader]:
    """Makes a reader of a server's address."""

    def make(url: str, **more: Any) -> EndpointReader:
        return EndpointReader(checked(Endpoint(url=url, model="small", **more)), sleep=slept.append)

    return make
