"""ETags: an answer that is still right is not made again."""

from __future__ import annotations

import hashlib
from typing import Any

from litestar import Request, Response
from litestar.datastructures import MutableScopeHeaders
from litestar.types import Scope

from tacitus import __version__, withhold

UNTAGGED = (
    "/api/v1/meta", "/api/v1/opening", "/api/v1/review", "/api/v1/jobs", "/api/v1/searches", "/api/v1/alerts",
    "/api/v1/reports/watched",
)
"""What changes without a write to the record."""


async def early(request: Request[Any, Any, Any]) -> Response[Any] | None:
    """304 where the caller holds what would be answered; before anything is looked up."""
    tag = _tag(request)
    if tag is None:
        return None
    request.state.tag = tag
    if tag in _held(request):
        return Response(None, status_code=304, headers={"ETag": tag, "Cache-Control": "private, no-cache"})
    return None


def _held(request: Request[Any, Any, Any]) -> list[str]:
    return [one.strip() for one in request.headers.get("if-none-match", "").split(",")]


def _tag(request: Request[Any, Any, Any]) -> str | None:
    path = request.url.path
    if request.method not in ("GET", "HEAD") or not path.startswith(("/api/v1/", "/feeds/")) or path.startswith(UNTAGGED):
        return None
    store = request.app.state.store
    basis = f"{__version__} {store.tag()} {withhold.on(store)} {request.user} {path}?{request.url.query}"
    return f'W/"{hashlib.sha256(basis.encode("utf-8", "replace")).hexdigest()[:20]}"'


def tagged(scope: Scope, status: int, headers: MutableScopeHeaders) -> None:
    """Adds its tag to an answer."""
    tag = scope.get("state", {}).get("tag")
    if tag is not None and status == 200:
        headers.setdefault("ETag", tag)
        headers.setdefault("Cache-Control", "private, no-cache")
