"""The API's reports in: pasted text, an address, files; each becomes a job whose progress can be asked for."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.datastructures import UploadFile

from tacitus.errors import TacitusError
from tacitus.sources import Given, Options, impossible, is_address
from tacitus.store.query import first_day
from tacitus.web.guard import user_of
from tacitus.web.jobs import Input, Job, Jobs

FIELDS = ("text", "url", "title", "published", "publisher")
LARGEST = 64 << 20
"""Bytes of a request with reports: as large as the largest page that is fetched."""
LONGEST = 1_000_000
"""Characters of a text that is pasted, as of any report."""


class Accepted(msgspec.Struct, kw_only=True):
    """The id of the job: /api/v1/jobs/{id} says how far it is."""

    job: str


BODY = {
    "content": {
        "application/json": {"schema": {
            "type": "object", "additionalProperties": False,
            "properties": {name: {"type": ["string", "null"]} for name in FIELDS},
            "description": "text or url; the rest says of it what is known.",
        }},
        "multipart/form-data": {"schema": {
            "type": "object", "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
        }},
    },
    "required": True,
}
"""What may be posted, for OpenAPI."""


@post(
    "/reports", status_code=202, summary="Have reports read: text, an address, or files", request_max_body_size=LARGEST,
)
async def add(request: Request[Any, Any, Any]) -> Accepted:
    """JSON with `text` or `url`, or a form with `files`. Answers at once; the job tells progress and failures."""
    jobs: Jobs = request.app.state.jobs
    kind = request.content_type[0]
    if kind == "multipart/form-data":
        inputs, options = await _files(request)
    else:
        inputs, options = _described(await request.body())
    options = msgspec.structs.replace(options, allow_loopback=request.app.state.fetch_loopback)
    return Accepted(job=jobs.add(inputs, options, user_of(request).name).id)


async def _files(request: Request[Any, Any, Any]) -> tuple[list[Input], Options]:
    form = await request.form()
    files = [one for one in form.getall("files", []) if isinstance(one, UploadFile)]
    if not files:
        raise _wrong("there are no files in the form", "a field `files`, as often as there are files")
    given: list[Input] = [Given(raw=await one.read(), name=_name(one.filename)) for one in files]
    fields = {name: value for name in ("published", "publisher") if isinstance(value := form.get(name), str)}
    return given, _options(fields)


def _described(raw: bytes) -> tuple[list[Input], Options]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise _wrong("the body is no JSON", "{\"text\": ...} or {\"url\": ...}") from None
    if not isinstance(found, dict) or not all(key in FIELDS and isinstance(value, str | None) for key, value in found.items()):
        raise _wrong("the body has other fields or values than expected", f"words for {', '.join(FIELDS)}")
    given = {key: value for key, value in found.items() if value}
    text, url = given.pop("text", None), given.get("url")
    if text is None and url is None:
        raise _wrong("there is neither text nor address", "{\"text\": ...} or {\"url\": ...}")
    if url is not None and not (is_address(url) and url.lower().startswith(("http://", "https://"))):
        raise TacitusError("E211", "it is not fetched: no http or https address", where=url[:200], hint="https://...")
    if text is None:
        given.pop("url")
        return [str(url)], _options(given)
    if len(text) > LONGEST:
        raise TacitusError("E205", f"the text is longer than {LONGEST:,} characters", where="text", hint="a file, in parts")
    return [Given(raw=text.encode("utf-8", "replace"), name="pasted text")], _options(given, format="text")


def _options(given: dict[str, str], **more: str) -> Options:
    published = given.get("published") or None
    first_day(published, "published")
    if published is not None and (why := impossible(published)) is not None:
        raise TacitusError("E103", f"{published!r} is no day of publication: {why}", where="published", hint="2016-07-27")
    return Options(**{**{key: value for key, value in given.items() if value}, **more})  # type: ignore[arg-type]


def _name(given: str) -> str:
    """The last part of a file's name, without what no name should have."""
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable())[:200]
    return f"upload: {kept or 'unnamed'}"


def _wrong(what: str, hint: str) -> TacitusError:
    return TacitusError("E102", what, where="/api/v1/reports", hint=hint)


@get("/jobs/{job:str}", sync_to_thread=False, summary="How far a job is, and what failed")
def job(request: Request[Any, Any, Any], job: str) -> Job:
    """state: waiting, reading, done or failed."""
    jobs: Jobs = request.app.state.jobs
    return jobs.get(job)


HANDLERS = [add, job]
