"""Who asks, and what may be asked from where: the one place through which every request comes."""

from __future__ import annotations

import base64
import ipaddress
import secrets
import socket
from typing import Any
from urllib.parse import urlsplit

import msgspec
from anyio.to_thread import run_sync
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from tacitus import access
from tacitus.errors import TacitusError
from tacitus.store import Store, audit, people
from tacitus.web import limits
from tacitus.web.needs import ANYBODY, HEAVY, WHOEVER, needed
from tacitus.web.sessions import Session, Sessions

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
SECURE = {"Strict-Transport-Security": "max-age=31536000"}
"""With every answer over https."""
COOKIE = "tacitus_session"
FEEDS = "/feeds/"

Connection = ASGIConnection[Any, Any, Any, Any]


class User(msgspec.Struct, frozen=True):
    """Who asks. role: see `access.ROLES`; "nobody" for who has not signed in."""

    name: str
    role: str = "admin"


LOCAL = User("local")
"""Whoever sits at this machine, while the server listens on nothing else and the record has no users."""
NOBODY = User("nobody", "nobody")


class Doors(msgspec.Struct, frozen=True):
    """Where the server is reached. loopback: from this machine alone; names: hosts that it answers to besides; proxied: one of
    them is a name by which others come, through a proxy on this machine."""

    loopback: bool = True
    names: frozenset[str] = frozenset()
    proxied: bool = False

    def answers_to(self, host: str) -> bool:
        """Whether a Host header may be one of ours: a name of another is a foreign page that leads here (DNS rebinding)."""
        name = hostname(host)
        if name in LOOPBACK or name in self.names:
            return True
        return not self.loopback and (_is_number(name) or name == socket.gethostname().lower())


HERE = Doors()


class Guard(AbstractAuthenticationMiddleware):
    """Gives every request its user, and refuses what the user may not, or what a page of somebody else may have sent."""

    async def authenticate_request(self, connection: Connection) -> AuthenticationResult:
        """The user and, for a browser, the session. Raises TacitusError E604, E608, E609 or E610."""
        method, path = str(connection.scope.get("method")), connection.scope["path_template"]
        _from_here(connection, method)
        need = needed(method, path)
        user, session = (NOBODY, None) if need == ANYBODY else await _who(connection)
        if need not in (ANYBODY, WHOEVER):
            _allowed(user, need, connection)
        if session is not None and method not in SAFE:
            _bears(connection, session)
        if user != LOCAL:
            rate = limits.WRITING if method not in SAFE else limits.HEAVY if path in HEAVY else limits.READING
            kept: limits.Limits = connection.app.state.limits
            kept.take(rate, str(rate), address_of(connection) if user == NOBODY else f"user {user.name}")
        return AuthenticationResult(user=user, auth=session)


def _from_here(connection: Connection, method: str) -> None:
    """Whether our own page or a program sends it. Raises TacitusError E604."""
    host = connection.headers.get("host", "")
    doors: Doors = connection.app.state.doors
    if not doors.answers_to(host):
        hint = f"the name that it was started with, or tacitus serve --name {hostname(host)[:80] or 'HOST'}"
        raise _foreign(f"this server does not answer to {host[:80]!r}", hint)
    origin = connection.headers.get("origin")
    if method in SAFE:
        return
    foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
    if foreign or connection.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        raise _foreign("the request comes from a page of another site", "the server's own page")


def _foreign(what: str, hint: str) -> TacitusError:
    return TacitusError("E604", what, where="request", hint=hint)


async def _who(connection: Connection) -> tuple[User, Session | None]:
    """Whom a token, a session or this machine itself speaks for. Raises TacitusError E608 for a token that does not hold."""
    state = connection.app.state
    given = connection.headers.get("authorization")
    if given is not None:
        token = _token(given, basic=connection.scope["path"].startswith(FEEDS))
        return await run_sync(_by_token, state.store, state.sessions, token, address_of(connection)), None
    secret = connection.cookies.get(cookie_name(connection))
    if secret is not None:
        session = await run_sync(state.sessions.find, state.store, secret)
        if session is not None:
            return User(session.account.name, session.account.role), session
    if state.doors.loopback and not state.doors.proxied and not await run_sync(people.number, state.store):
        return LOCAL, None
    return NOBODY, None


def _token(given: str, *, basic: bool) -> tuple[str | None, str]:
    """The token in an Authorization header, and the name that came with it. basic: also as the password of that name, the only
    way in that most feed readers know; elsewhere a browser would send it along for pages of other sites."""
    kind, _, secret = given.partition(" ")
    if kind.lower() == "bearer":
        return None, secret.strip()
    if kind.lower() != "basic" or not basic:
        return None, ""
    try:
        name, _, token = base64.b64decode(secret, validate=True).decode().partition(":")
    except ValueError:
        return None, ""
    return name, token


def _by_token(record: Store, sessions: Sessions, given: tuple[str | None, str], address: str) -> User:
    name, secret = given
    found = access.of_token(record, secret)
    if found is None or name not in (None, found.name):
        raise TacitusError("E608", "the token does not hold", where="Authorization", hint="tacitus users token DB NAME")
    if sessions.first(secret):
        audit.note(record, found.name, "came in by a token", address, at=access.now())
    return User(found.name, found.role)


def _allowed(user: User, need: str, connection: Connection) -> None:
    """Raises TacitusError E608 for nobody, E609 for a user whose role may not."""
    where = connection.url.path
    if user == NOBODY:
        raise TacitusError("E608", "nobody is signed in", where=where, hint="/login, or Authorization: Bearer TOKEN")
    if not access.may(user.role, need):
        what = f"{user.name} is {user.role}, and this needs {need}"
        raise TacitusError("E609", what, where=where, hint="somebody with that role, or tacitus users")


def _bears(connection: Connection, session: Session) -> None:
    """Whether a changing request of a session bears what only our own page can know. Raises TacitusError E604."""
    shown = connection.headers.get("x-csrf-token", "")
    if not secrets.compare_digest(shown.encode(), session.csrf.encode()):
        raise _foreign("the request does not bear the token of its session", "X-CSRF-Token, as /api/v1/meta has it")


def cookie_name(connection: Connection) -> str:
    """Over https one that no other host can have set."""
    return f"__Host-{COOKIE}" if is_secure(connection) else COOKIE


def is_secure(connection: Connection) -> bool:
    """Whether it comes over https, here or at a proxy on this machine that says so."""
    return connection.scope.get("scheme") == "https"


def address_of(connection: Connection) -> str:
    """The network address that it comes from; of IPv6 the network of its owner, who has them all."""
    host = connection.client.host if connection.client is not None else ""
    if ":" not in host:
        return host
    try:
        return str(ipaddress.ip_network(f"{host.partition('%')[0]}/64", strict=False))
    except ValueError:
        return host


def hostname(host: str) -> str:
    """The name in a Host header, in small letters and without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "") if host else ""
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def user_of(request: Request[Any, Any, Any]) -> User:
    """Who asks."""
    user: User = request.user
    return user
