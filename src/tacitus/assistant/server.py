"""The server itself: tools by the Model Context Protocol, each one call of `Answers`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tacitus import __version__
from tacitus.assistant.answers import NOTE, Answers
from tacitus.errors import TacitusError
from tacitus.store import Store

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer


def server(record: Store, *, base: str | None = None) -> MCPServer[Any]:
    """A server over an open record; `run("stdio")` serves until its input ends. It can only read.

    base: address of the page, for links. A question that cannot be answered is told with its code and what to try.
    """
    from mcp.server.mcpserver import MCPServer
    from mcp.types import ToolAnnotations

    answers = Answers(record, base)
    made: MCPServer[Any] = MCPServer("tacitus", version=__version__, instructions=NOTE)
    reading = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

    @made.tool(annotations=reading)
    def search_incidents(
        type: str | None = None, place: str | None = None, country: str | None = None, since: str | None = None,
        until: str | None = None, actor: str | None = None, killed_min: int | None = None, killed_max: int | None = None,
        status: str | None = None, grade: str | None = None, source: str | None = None, text: str | None = None,
        admin1: str | None = None, disputed: bool | None = None, sort: str = "date", limit: int = 20, after: int = 0,
    ) -> dict[str, Any]:
        """Incidents of political violence in this record, each with the sentence that tells of it. type: see `types`. country:
        ISO 3166 alpha-2. admin1: a province. since, until: day, month or year. text: words of the reports, or "a phrase".
        disputed: whether reports contradict each other. sort: "date", "killed" or "changed", with "-" before it for the last or
        most first. after: `next` of the last answer."""
        return _told(lambda: answers.search(
            limit, after, type=type, place=place, country=country, since=since, until=until, actor=actor,
            killed_min=killed_min, killed_max=killed_max, status=status, grade=grade, source=source, text=text,
            admin1=admin1, disputed=disputed, sort=sort))

    @made.tool(annotations=reading)
    def get_incident(id: str) -> dict[str, Any]:
        """One incident whole: every value with the words of the reports that it rests on, doubts, reports, history."""
        return _told(lambda: answers.incident(id))

    @made.tool(annotations=reading)
    def get_report(id: str) -> dict[str, Any]:
        """One report: publisher, date, address, and the words in it that values rest on, with their positions."""
        return _told(lambda: answers.report(id))

    @made.tool(annotations=reading)
    def changes(since: str | None = None, limit: int = 20) -> dict[str, Any]:
        """What became known, or known otherwise, since a time (ISO 8601, UTC) or a cursor of an earlier answer."""
        start: int | str | None = int(since) if since and since.isdecimal() else since
        return _told(lambda: answers.changes(start, limit))

    @made.tool(annotations=reading)
    def types() -> dict[str, Any]:
        """The types of event, with what each means."""
        return {"types": answers.types()}

    return made


def _told(answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return answer()
    except TacitusError as error:
        failure = error.failure
        return {"error": {"code": failure.code, "what": failure.what, "hint": failure.hint}}
