"""The parameters of an address that are filters, as one `Query`; and the record that they are asked of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from anyio.to_thread import run_sync
from litestar import Request
from litestar.datastructures import State
from litestar.params import Parameter

from tacitus.errors import TacitusError
from tacitus.store import Query, Store, moment
from tacitus.web.guard import SAFE

NAMES = frozenset(Query.__struct_fields__)
MOST = 1000
"""Incidents on a page at most."""


def _says(text: str) -> Any:
    return Parameter(description=text, max_length=2000)


def query(
    request: Request[Any, Any, Any],
    type: Annotated[list[str] | None, Parameter(description="Types or families; several, or commas between.")] = None,  # noqa: A002
    place: Annotated[str | None, _says("Part of the name of the place, district or province, or a place id.")] = None,
    country: Annotated[list[str] | None, Parameter(description="Two letters, such as SY.")] = None,
    admin1: Annotated[str | None, _says("The whole name of a province.")] = None,
    box: Annotated[str | None, _says("West,south,east,north in degrees; west > east crosses the date line.")] = None,
    radius: Annotated[str | None, _says("Latitude,longitude,kilometres.")] = None,
    since: Annotated[str | None, _says("Happened on or after this day, month or year.")] = None,
    until: Annotated[str | None, _says("Happened on or before this day, month or year.")] = None,
    actor: Annotated[str | None, _says("Somebody in any role: an id, or words of a name.")] = None,
    killed_min: Annotated[int | None, Parameter(description="At least so many killed.", ge=0)] = None,
    killed_max: Annotated[int | None, Parameter(description="At most so many killed.", ge=0)] = None,
    status: Annotated[list[str] | None, Parameter(description="Such as reported, claimed, denied.")] = None,
    grade: Annotated[list[str] | None, Parameter(description="Such as fair, contested, or an Admiralty code: F2, B, 1.")] = None,
    source: Annotated[str | None, _says("Part of a publisher, address or path of one of its reports.")] = None,
    text: Annotated[str | None, _says("Words, or a \"phrase in quotes\", in one of its reports.")] = None,
    disputed: Annotated[str | None, _says("yes or no: whether reports contradict each other.")] = None,
    reviewed: Annotated[str | None, _says("yes or no: whether a person has decided anything about it.")] = None,
    sort: Annotated[str | None, _says("date, killed or changed, with - before it for the other way round.")] = None,
    limit: Annotated[int | None, Parameter(description="At most so many on a page.", ge=0, le=MOST)] = None,
    cursor: Annotated[str | None, _says("`next` of the page before.")] = None,
) -> Query:
    """The query that the address means. Raises TacitusError E102 or E103; a parameter that there is not is refused too."""
    # all parameters stand above so that OpenAPI has them; the query itself reads them as the record does everywhere
    del type, place, country, admin1, box, radius, since, until, actor, killed_min, killed_max, status, grade, source, text
    del disputed, reviewed, sort, limit, cursor
    known = NAMES | {"as_of", *request.route_handler.opt.get("also", ())}
    given = request.query_params.dict()
    for name in given:
        if name not in known:
            hint = ", ".join(sorted(known))
            raise TacitusError("E102", f"there is no parameter {name!r}", where=request.url.path, hint=hint)
    return Query.from_params({name: value for name, value in given.items() if name in NAMES})


async def record(
    request: Request[Any, Any, Any],
    state: State,
    as_of: Annotated[
        str | None, _says("The record as it stood at the end of this day, at this time (UTC), or after a change.")
    ] = None,
) -> AsyncIterator[Store]:
    """The record, or what it was at a time; closed when the answer is made."""
    store: Store = state.store
    if as_of is None or as_of == "":
        yield store
        return
    if request.method not in SAFE:
        hint = "leave as_of away"
        raise TacitusError("E102", "what is past cannot be changed", where="as_of", hint=hint)
    then = moment(as_of, "as_of", whole_day=True)
    past = await run_sync(lambda: store.as_of(then))
    try:
        yield past
    finally:
        past.close()
