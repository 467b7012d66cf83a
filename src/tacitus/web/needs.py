"""What every route of the server needs: the one table of who may do what."""

from __future__ import annotations

ANYBODY = ""
"""Nothing of the record is in it: the page's own files, its description, signing in."""
WHOEVER = "whoever"
"""Open to anybody, but it answers more to those who may look."""

_V1 = "/api/v1"
NEEDS: dict[tuple[str, str], str] = {
    **dict.fromkeys(
        [
            ("GET", "/"), ("HEAD", "/"), ("GET", "/incident/{one}"), ("GET", "/report/{one}"), ("GET", "/review"), ("GET", "/add"),
            ("GET", "/dashboard"), ("GET", "/login"), ("GET", "/static/{name}"), ("GET", "/favicon.ico"), ("GET", "/openapi.json"),
            ("GET", "/openapi"), ("GET", "/openapi/{path}"), ("GET", "/openapi/openapi.json"), ("POST", f"{_V1}/login"),
        ],
        ANYBODY,
    ),
    ("GET", "/i/{one}"): WHOEVER,
    **dict.fromkeys(
        [
            ("GET", f"{_V1}/incidents"), ("GET", f"{_V1}/incidents/{{incident}}"), ("GET", f"{_V1}/incidents/{{incident}}/history"),
            ("GET", f"{_V1}/reports"), ("GET", f"{_V1}/reports/{{report}}"), ("GET", f"{_V1}/map"), ("GET", f"{_V1}/timeline"),
            ("GET", f"{_V1}/facets"), ("GET", f"{_V1}/dashboard"), ("GET", f"{_V1}/outlines"),
            ("GET", f"{_V1}/outlines/{{outline}}"), ("GET", f"{_V1}/meta"), ("GET", f"{_V1}/opening"), ("GET", f"{_V1}/types"),
            ("GET", f"{_V1}/actors/{{actor}}"), ("GET", f"{_V1}/decisions"), ("GET", f"{_V1}/changes"), ("GET", f"{_V1}/export"),
            ("GET", f"{_V1}/export/manifest"), ("GET", f"{_V1}/sitrep"), ("GET", f"{_V1}/searches"), ("GET", "/feeds/json"),
            ("GET", "/feeds/atom"), ("GET", "/tiles/own.pmtiles"), ("POST", f"{_V1}/logout"),
        ],
        "viewer",
    ),
    **dict.fromkeys(
        [
            ("GET", f"{_V1}/review"), ("POST", f"{_V1}/review/skip"), ("DELETE", f"{_V1}/review/skip/{{key}}"),
            ("POST", f"{_V1}/decisions"), ("POST", f"{_V1}/decisions/{{decision}}/withdraw"), ("POST", f"{_V1}/searches"),
            ("DELETE", f"{_V1}/searches/{{item}}"),
        ],
        "reviewer",
    ),
    **dict.fromkeys(
        [
            ("POST", f"{_V1}/reports"), ("GET", f"{_V1}/jobs/{{job}}"), ("GET", f"{_V1}/alerts"), ("POST", f"{_V1}/alerts"),
            ("DELETE", f"{_V1}/alerts/{{item}}"),
        ],
        "admin",
    ),
}
"""By method and path the role that is needed; what does not stand here needs an admin."""

OFFERED: dict[str, tuple[str, str]] = {
    "decide": ("POST", f"{_V1}/decisions"), "keep": ("POST", f"{_V1}/searches"), "add": ("POST", f"{_V1}/reports"),
    "alert": ("POST", f"{_V1}/alerts"),
}
"""What the page offers only to those who may: the name that /meta has for it, and the request that it would make."""

HEAVY = frozenset({f"{_V1}/export", f"{_V1}/export/manifest", f"{_V1}/sitrep"})
"""What may take the whole record through the machine."""


def needed(method: str, path: str) -> str:
    """The role that a request needs, `ANYBODY` or `WHOEVER`. path: the route's, with its parameters in braces."""
    return NEEDS.get((method, path), "admin")
