"""Signing in and out."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from anyio.to_thread import run_sync
from litestar import Request, Response, post
from litestar.datastructures import Cookie

from tacitus import access
from tacitus.errors import TacitusError
from tacitus.store import audit, people
from tacitus.web import limits
from tacitus.web.guard import NOBODY, address_of, cookie_name, is_secure, user_of


class Credentials(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A name and its password."""

    name: Annotated[str, msgspec.Meta(max_length=200)]
    password: Annotated[str, msgspec.Meta(max_length=1000)]


class SignedIn(msgspec.Struct, kw_only=True):
    """Who is signed in. csrf: what every changing request of the session must bear as X-CSRF-Token."""

    name: str
    role: str
    csrf: str


class SignedOut(msgspec.Struct, kw_only=True):
    """Whose session has ended."""

    name: str


@post("/login", status_code=200, summary="Sign in, with a cookie for a browser", request_max_body_size=1 << 14)
async def login(request: Request[Any, Any, Any], data: Credentials) -> Response[SignedIn]:
    """Programs need no session: they send a token with every request. A wrong name and a wrong password are answered alike."""
    state, address = request.app.state, address_of(request)
    state.limits.try_sign_in(data.name, address)
    found = await run_sync(access.of_password, state.store, data.name, data.password)
    if found is None:
        if state.limits.has(limits.LOGGED, "logged"):
            known = await run_sync(people.account, state.store, data.name)
            name = NOBODY.name if known is None else known.name  # what is no name may be a password that was typed there
            await run_sync(lambda: audit.note(state.store, name, "sign-in refused", address, at=access.now()))
        hint = "look at both again; tacitus users password DB NAME sets another"
        raise TacitusError("E608", "there is no such name with that password", where="login", hint=hint)
    state.limits.signed_in(data.name, address)
    await run_sync(lambda: audit.note(state.store, found.name, "signed in", address, at=access.now()))
    old = request.cookies.get(cookie_name(request))
    if old is not None:
        state.sessions.end(old)
    secret, session = state.sessions.begin(found)
    told = SignedIn(name=found.name, role=found.role, csrf=session.csrf)
    return Response(told, cookies=[_cookie(request, secret)], headers={"Cache-Control": "no-store"})


@post("/logout", status_code=200, summary="End the session")
async def logout(request: Request[Any, Any, Any]) -> Response[SignedOut]:
    """The cookie holds no more, here or in any copy of it."""
    state, user = request.app.state, user_of(request)
    secret = request.cookies.get(cookie_name(request))
    if secret is not None and request.auth is not None:
        state.sessions.end(secret)
        await run_sync(lambda: audit.note(state.store, user.name, "signed out", address_of(request), at=access.now()))
    gone = _cookie(request, "", max_age=0)
    return Response(SignedOut(name=user.name), cookies=[gone])


def _cookie(request: Request[Any, Any, Any], secret: str, max_age: int | None = None) -> Cookie:
    """It ends with the browser; no script reads it, and no other site has it sent."""
    return Cookie(
        key=cookie_name(request), value=secret, path="/", httponly=True, samesite="strict", secure=is_secure(request),
        max_age=max_age,
    )


HANDLERS = [login, logout]
