"""Whatever goes wrong while answering becomes a problem document with one of our codes, and a fitting status."""

from __future__ import annotations

import logging
from pathlib import PurePath
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from tacitus.errors import CODES, Failure, TacitusError
from tacitus.ingest.seen import Stale
from tacitus.record import Incident, Revision
from tacitus.web import show
from tacitus.web.guard import FEEDS, LOCAL
from tacitus.web.limits import TooMany

PROBLEM = "application/problem+json"
_LOG = logging.getLogger("tacitus.web")
_STATUS = {
    "E205": 413, "E503": 404, "E504": 503, "E505": 503, "E506": 500, "E507": 409, "E508": 409, "E509": 404, "E603": 404,
    "E604": 403, "E605": 503, "E608": 401, "E609": 403, "E610": 429, "E611": 408,
}
"""The status of a code, where it is not 400 for what the caller gave (E1xx, E2xx) or 500 for what is wrong with us."""


class Since(msgspec.Struct, kw_only=True):
    """What a decision was not made up on: the incident as it now is, and the revisions since, oldest first."""

    incident: Incident
    revisions: list[Revision]


class Problem(msgspec.Struct, kw_only=True):
    """A problem document (RFC 9457) with our code. detail: what happened; where: in what; hint: what to try.

    changed: for a decision on an incident that has since changed, how it now is and what was changed.
    """

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    hint: str
    where: str
    changed: Since | None = None


def problem(failure: Failure, status: int, **more: Any) -> Response[Problem]:
    """The answer for a failure."""
    what = Problem(
        title=CODES.get(failure.code, "a request that cannot be answered"), status=status, code=failure.code,
        detail=failure.what, hint=failure.hint, where=failure.where, **more,
    )
    return Response(what, status_code=status, media_type=PROBLEM)


def status_of(code: str) -> int:
    """The status with which a failure of this code is answered."""
    return _STATUS.get(code, 400 if code[1] in "12" else 500)


def _since(request: Request[Any, Any, Any], error: Stale) -> Since:
    face = show.face(request.app.state.store)
    revisions = [face.other(one, error.incident) for one in error.revisions]
    return Since(incident=face.incident(error.incident), revisions=revisions)


def _beyond(request: Request[Any, Any, Any], failure: Failure) -> Failure:
    """The failure without where the record lies, which is nothing to those who come from other machines."""
    if request.scope.get("user") == LOCAL:
        return failure
    path = request.app.state.store.path
    what, where, hint = (one.replace(path, PurePath(path).name) for one in (failure.what, failure.where, failure.hint))
    return Failure(code=failure.code, what=what, where=where, hint=hint)


def of_ours(request: Request[Any, Any, Any], error: TacitusError) -> Response[Problem]:
    """An error of Tacitus; of a decision that comes too late, with what has changed."""
    status = status_of(error.failure.code)
    if isinstance(error, Stale):
        status = 412 if "if-match" in request.headers else 409
        told = show.face(request.app.state.store).failure(error.failure, error.incident)
        return problem(_beyond(request, told), status, changed=_since(request, error))
    answer = problem(_beyond(request, error.failure), status)
    if isinstance(error, TooMany):
        answer.set_header("Retry-After", str(error.seconds))
    if status == 401:
        feed = request.url.path.startswith(FEEDS)
        answer.set_header("WWW-Authenticate", 'Basic realm="Tacitus feeds", charset="UTF-8"' if feed else "Bearer")
    return answer


def of_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """What the framework refuses: an address that there is not, a value of the wrong kind, a body that cannot be read."""
    status = error.status_code
    where = request.url.path
    if status == 404:
        failure = Failure(code="E603", what="there is nothing at this address", where=where, hint="/openapi.json has all")
    else:
        extra = getattr(error, "extra", None)
        said = "; ".join(_told(one) for one in extra) if isinstance(extra, list) else error.detail
        failure = Failure(code="E102", what=said or f"status {status}", where=where, hint="/openapi.json says what is taken")
    return problem(failure, status)


def _told(one: Any) -> str:
    return f"{one.get('key', '')}: {one.get('message', '')}".strip(": ") if isinstance(one, dict) else str(one)


def of_a_bug(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """A fault of ours; what it was goes to the log, not to the caller."""
    _LOG.error("E901 %s %s", request.method, request.url.path, exc_info=error)
    hint = "send us the server's log, and the address"
    failure = Failure(code="E901", what=f"a bug of ours ({type(error).__name__})", where=request.url.path, hint=hint)
    return problem(failure, 500)


HANDLERS: dict[int | type[Exception], Any] = {TacitusError: of_ours, HTTPException: of_http, Exception: of_a_bug}
