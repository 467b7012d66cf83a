"""The API's exports: exactly what a query selects, in any format, as a file."""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get
from litestar.params import Parameter
from litestar.response import Stream

from tacitus import formats, withhold
from tacitus.errors import TacitusError
from tacitus.formats.sitrep import style
from tacitus.ingest.gather import now
from tacitus.store import Query, Store, audit
from tacitus.web import show
from tacitus.web.guard import user_of

Name = Annotated[str, Parameter(description="An id of `formats` in /meta.", max_length=40)]
PRINTED = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the situation report may do: its own style, which its hash tells, and nothing else."""
IN_MEMORY = 8 << 20
"""Bytes of an export that are held in memory before they go to a file."""
PIECE = 1 << 16


@get(
    "/export", sync_to_thread=True, opt={"also": ("format",)}, summary="What the filters select, as a file",
    media_type="application/octet-stream",
)
def export(request: Request[Any, Any, Any], record: Store, asked: Query, format: Name) -> Stream:  # noqa: A002
    """The incidents of /incidents with the same filters, all pages of them unless a limit is given; what a format has no row
    for is left out, and counted in the manifest."""
    known = _known(format)
    out, tally = _written(request, record, asked, format)
    _logged(request, asked, format, tally)
    headers = {"Content-Disposition": f'attachment; filename="{_file(format)}"'}
    return Stream(_pieces(out), media_type=known.media, headers=headers)


@get("/export/manifest", sync_to_thread=True, opt={"also": ("format",)}, summary="What an export holds: query, counts, sha256")
def manifest(request: Request[Any, Any, Any], record: Store, asked: Query, format: Name) -> formats.Manifest:  # noqa: A002
    """For the export that the same parameters give now."""
    _known(format)
    out, tally = _written(request, record, asked, format)
    with out:
        return formats.manifest(
            _file(format), format, tally, out, now(), database=PurePath(record.path).name, cursor=record.cursor(),
            as_of=request.query_params.get("as_of"), query=asked.to_params(), base=_base(request), withheld=withhold.on(record),
        )


@get("/sitrep", sync_to_thread=True, summary="A situation report to print, with its sources as footnotes", media_type="text/html")
def sitrep(request: Request[Any, Any, Any], record: Store, asked: Query) -> Response[bytes]:
    """One page of HTML that loads nothing."""
    out, tally = _written(request, record, asked, "sitrep")
    _logged(request, asked, "sitrep", tally)
    with out:
        body = out.read()
    return Response(body, media_type="text/html", headers={"Content-Security-Policy": PRINTED})


def _known(format: str) -> formats.Format:  # noqa: A002
    known = formats.FORMATS.get(format)
    if known is None:
        raise TacitusError("E102", f"there is no format {format!r}", where="format", hint=", ".join(formats.FORMATS))
    return known


def _file(format: str) -> str:  # noqa: A002
    """What an export is called, so that several of one folder are told apart: incidents.csv, incidents-acled.csv."""
    ending = formats.FORMATS[format].ending
    return f"incidents.{ending}" if ending == format else f"incidents-{format}.{ending}"


def _base(request: Request[Any, Any, Any]) -> str:
    return str(request.base_url).rstrip("/")


def _written(
    request: Request[Any, Any, Any], record: Store, asked: Query, format: str  # noqa: A002
) -> tuple[tempfile.SpooledTemporaryFile[bytes], formats.Tally]:
    """The export, to be read from its start, and what is in it."""
    face, tally = show.face(record), formats.Tally()
    out = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (the caller closes it)
    try:
        incidents = record.incidents(msgspec.structs.replace(asked, cursor=None))
        formats.write(
            map(face.incident, incidents), format, out, reports=face.reports, base=_base(request), asked=asked.to_params(),
            tally=tally,
        )
        out.seek(0)
    except BaseException:
        out.close()
        raise
    return out, tally


def _logged(request: Request[Any, Any, Any], asked: Query, format: str, tally: formats.Tally) -> None:  # noqa: A002
    """Nothing goes out whose going is not in the log."""
    store: Store = request.app.state.store
    audit.note(
        store, user_of(request).name, "export", format, at=now(), incidents=tally.incidents, query=urlencode(asked.to_params()),
        withheld=withhold.on(store),
    )


def _pieces(out: tempfile.SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with out:
        while piece := out.read(PIECE):
            yield piece


HANDLERS = [export, manifest, sitrep]
