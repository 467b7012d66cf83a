"""The API's exports: exactly what a query selects, in any format, as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Annotated

import msgspec
from litestar import get
from litestar.params import Parameter
from litestar.response import Stream

from tacitus import formats
from tacitus.errors import TacitusError
from tacitus.store import Query, Store
from tacitus.web import show

IN_MEMORY = 8 << 20
"""Bytes of an export that are held in memory before they go to a file."""
PIECE = 1 << 16


@get(
    "/export", sync_to_thread=True, opt={"also": ("format",)}, summary="What the filters select, as a file",
    media_type="application/octet-stream",
)
def export(
    record: Store, asked: Query, format: Annotated[str, Parameter(description="An id of `formats` in /meta.", max_length=40)],  # noqa: A002
) -> Stream:
    """Row for row the incidents of /incidents with the same filters, all pages of them unless a limit is given."""
    known = formats.FORMATS.get(format)
    if known is None:
        raise TacitusError("E102", f"there is no format {format!r}", where="format", hint=", ".join(formats.FORMATS))
    wanted = msgspec.structs.replace(asked, cursor=None)
    out = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (closed by `_pieces`)
    try:
        formats.write((show.incident(one) for one in record.incidents(wanted)), format, out, reports=show.Shown(record))
        out.seek(0)
    except BaseException:
        out.close()
        raise
    headers = {"Content-Disposition": f'attachment; filename="incidents.{known.ending}"'}
    return Stream(_pieces(out), media_type="application/octet-stream", headers=headers)


def _pieces(out: tempfile.SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with out:
        while piece := out.read(PIECE):
            yield piece


HANDLERS = [export]
