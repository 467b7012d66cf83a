"""Whatever a program may ask, the API never fails by a fault of ours, and answers as its own description says."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import schemathesis
from conftest import fill
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from tacitus import store, web
from tacitus.ingest import Summary


def served() -> Any:
    """The app over a record of its own; what comes in is not read."""
    record = store.open(str(Path(mkdtemp()) / "fuzz.db"))
    fill(record, 12)
    return web.app(record, loopback=False, read=lambda *_: Summary())


schema = schemathesis.openapi.from_asgi("/openapi.json", served(), timeout=120)


@schema.parametrize()
@settings(
    max_examples=8, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_brings_it_down(case: Any) -> None:
    case.call_and_validate(checks=(not_a_server_error, content_type_conformance, response_schema_conformance))
