"""The API's own description, OpenAPI 3.1: what Litestar draws from the handlers, with what all of them share."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, get

from tacitus.web.adding import BODY
from tacitus.web.problems import PROBLEM, Problem

STATUSES = {
    "400": "A value that cannot be used.", "401": "Nobody is signed in.",
    "403": "Not allowed, or a request from another site's page.",
    "404": "There is no such thing.", "408": "The body came too slowly.",
    "409": "It contradicts what has been decided, or has changed since (see `changed`).",
    "412": "It has changed since the revision of If-Match.", "413": "Too large.", "429": "Too many requests.",
    "500": "A fault of ours.", "503": "Busy; come again.",
}
"""What any answer may be besides what is asked for."""
_LOCATION = {"Location": {"schema": {"type": "string"}}}
_MOVED = {"308": {"description": "It was merged into the one at Location.", "headers": _LOCATION}}


@get("/openapi.json", include_in_schema=False, sync_to_thread=True)
def described(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The API in OpenAPI 3.1."""
    found: dict[str, Any] = request.app.openapi_schema.to_schema()
    parts = found.setdefault("components", {}).setdefault("schemas", {})
    (_, shapes) = msgspec.json.schema_components([Problem], ref_template="#/components/schemas/{name}")
    for name, shape in shapes.items():
        parts.setdefault(name, shape)
    for path, item in found["paths"].items():
        for operation in item.values():
            if isinstance(operation, dict):
                _complete(path, operation)
    return found


def _complete(path: str, operation: dict[str, Any]) -> None:
    refused = {"content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    answers = operation.setdefault("responses", {})
    answers.update({status: {"description": says, **refused} for status, says in STATUSES.items()})
    if path == "/api/v1/incidents/{incident}":
        answers.update(_MOVED)
    if path == "/api/v1/export":
        answers["200"]["content"] = {"application/octet-stream": {"schema": {}}}
    if path == "/api/v1/reports" and operation.get("summary", "").startswith("Have"):
        operation["requestBody"] = BODY
