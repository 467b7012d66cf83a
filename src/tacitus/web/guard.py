"""Who asks, and what may be asked from where: the one place through which every request comes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
"""With every answer: nothing is loaded from elsewhere, nothing is framed, nothing is guessed."""


class User(msgspec.Struct, frozen=True):
    """Who asks. role: "viewer" looks, "reviewer" decides, "admin" adds reports and users."""

    name: str
    role: str = "admin"


LOCAL = User("local")
"""Whoever sits at this machine, while the server listens on nothing else."""


class Guard(AbstractAuthenticationMiddleware):
    """Gives every request its user, and refuses what a web page of somebody else may have sent.

    On loopback the user is `LOCAL`. A name of another host in the request means that a foreign page has had its name lead
    here (DNS rebinding); a foreign Origin, that it makes the browser write.
    """

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        """The user. Raises PermissionDeniedException."""
        host = connection.headers.get("host", "")
        if connection.app.state.loopback and hostname(host) not in LOOPBACK:
            raise PermissionDeniedException(f"this server answers to localhost only, not to {host[:80]!r}")
        origin = connection.headers.get("origin")
        if connection.scope.get("method") not in SAFE and origin is not None and urlsplit(origin).netloc != host:
            raise PermissionDeniedException("the request comes from a page of another site")
        return AuthenticationResult(user=LOCAL, auth=None)


def hostname(host: str) -> str:
    """The name in a Host header, without its port."""
    return (urlsplit(f"//{host}").hostname or "") if host else ""


def user_of(request: Request[Any, Any, Any]) -> User:
    """Who asks."""
    user: User = request.user
    return user
