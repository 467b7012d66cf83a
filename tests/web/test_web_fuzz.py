"""Whatever a program may ask, the API never fails by a fault of ours, and answers as its own description says."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import schemathesis
from conftest import fill
from hypothesis import HealthCheck, Phase, settings
from litestar import Litestar, get
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from tacitus import store, web
from tacitus.ingest import Summary
from tacitus.web.problems import HANDLERS

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)
METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}
JSON = OpenAPIConfig(title="Broken", version="1", path="/docs", render_plugins=[JsonRenderPlugin(path="/openapi.json")])


def served() -> Any:
    """The app over a record of its own; what comes in is not read."""
    record = store.open(str(Path(mkdtemp()) / "fuzz.db"))
    fill(record, 12)
    return web.app(record, doors=web.Doors(names=frozenset({"testserver"})), read=lambda *_: Summary())


schema = schemathesis.openapi.from_asgi("/openapi.json", served(), timeout=120)


@schema.parametrize()
@settings(
    max_examples=8, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_brings_it_down(case: Any) -> None:
    assert_as_described(case)


def assert_as_described(case: Any) -> None:
    """Sends the request; fails with what is wrong of the answer."""
    case.call_and_validate(checks=CHECKS)


def test_every_operation_is_asked() -> None:
    described = schema.raw_schema["paths"]
    assert {(one.ok().path, one.ok().method) for one in schema.get_all_operations()} == {
        (path, method) for path, methods in described.items() for method in methods if method in METHODS
    }


@get("/fault", sync_to_thread=False)
def fault() -> dict[str, int]:
    """Fails."""
    raise RuntimeError("a bug")


@get("/shape", sync_to_thread=False)
def shape() -> dict[str, int]:
    """Answers what it does not describe."""
    return {"n": "none"}  # type: ignore[dict-item]


@pytest.mark.parametrize("path", ["/fault", "/shape"])
def test_a_fault_and_an_answer_of_another_shape_are_noticed(path: str) -> None:
    app = Litestar([fault, shape], exception_handlers=dict(HANDLERS), openapi_config=JSON)
    broken = schemathesis.openapi.from_asgi("/docs/openapi.json", app)
    with pytest.raises(FailureGroup):
        assert_as_described(broken[path]["GET"].Case())
