"""Users and tokens: passwords are kept as argon2 hashes, tokens as sha256, and every change is in the log."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

import msgspec

from tacitus.access.roles import ROLES
from tacitus.errors import TacitusError
from tacitus.store import Store, audit, people
from tacitus.store.people import Account, Token

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 1000
"""Characters of a password: length is what makes one hard to guess (NIST SP 800-63B-4 asks for 15 without a second factor,
and for 8 with one); there are no rules of letters and digits."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_TAKEN = frozenset({"local", "nobody", "tacitus"})
"""What the record calls those who are no users: whoever sits at the machine, strangers, and the machine itself."""
PREFIX = "tac_"
"""Begins every token, so that one that slipped into a public place can be found there."""
_AT_ONCE = BoundedSemaphore(2)
"""Passwords that are tried at once: each takes 64 MB while it is (RFC 9106, the second recommended choice)."""
PATIENCE = 10.0
"""Seconds that one waits for its turn; who waits holds a thread that others need."""


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return _time(datetime.now(UTC))


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has, tried for names that there are not, so that they take as long."""
    return _hasher().hash(secrets.token_hex())


def add_user(record: Store, name: str, role: str, password: str | None, *, by: str) -> Account:
    """Adds a user. password: None for one that comes by tokens alone.

    Raises TacitusError E606 for a name that cannot be, or is taken, E102 for a role that there is not, E607 for a
    password that is too short or too long.
    """
    if role not in ROLES:
        raise TacitusError("E102", f"there is no role {role!r}", where="role", hint=", ".join(ROLES))
    if not _NAME.fullmatch(name) or name.lower() in _TAKEN:
        hint = "letters of a to z, digits, . _ @ and -, at most 64; not " + ", ".join(sorted(_TAKEN))
        raise TacitusError("E606", f"{name[:80]!r} cannot be the name of a user", where=record.path, hint=hint)
    new = Account(name=name, role=role, password=None if password is None else _hashed(password), at=now())
    with record.writing():
        if people.account(record, name) is not None:
            hint = "tacitus users password, or remove the user first"
            raise TacitusError("E606", f"there is a user {name!r} already", where=record.path, hint=hint)
        people.put(record, new)
        audit.note(record, by, "user added", name, at=new.at, role=role)
    return new


def set_password(record: Store, name: str, password: str, *, by: str) -> None:
    """Gives a user another password, which ends all sessions. Raises TacitusError E606 or E607."""
    hashed = _hashed(password)
    with record.writing():
        changed = msgspec.structs.replace(_known(record, name), password=hashed, at=now())
        people.put(record, changed)
        audit.note(record, by, "password changed", name, at=changed.at)


def remove_user(record: Store, name: str, *, by: str) -> None:
    """Takes a user away, with all tokens and sessions; what the user decided stays. Raises TacitusError E606."""
    with record.writing():
        _known(record, name)
        people.remove(record, name)
        audit.note(record, by, "user removed", name, at=now())


def issue(record: Store, name: str, *, by: str, says: str = "", days: int | None = None) -> tuple[str, Token]:
    """A new token for a user, and how it is kept; the token itself is never to be had again. days: how long it holds.

    Raises TacitusError E606.
    """
    secret = PREFIX + secrets.token_urlsafe(32)
    began = datetime.now(UTC)
    until = None if days is None else _time(began + timedelta(days=days))
    new = Token(id=secrets.token_hex(4), user=name, sha256=_digest(secret), says=says[:200], at=_time(began), until=until)
    with record.writing():
        _known(record, name)
        people.put_token(record, new)
        audit.note(record, by, "token issued", name, at=new.at, token=new.id, until=until)
    return secret, new


def revoke(record: Store, token_id: str, *, by: str) -> None:
    """Takes a token away. Raises TacitusError E606."""
    with record.writing():
        found = next((one for one in people.tokens(record) if one.id == token_id), None)
        if found is None:
            hint = f"tacitus users list {record.path}"
            raise TacitusError("E606", f"there is no token {token_id[:40]!r}", where=record.path, hint=hint)
        people.remove_token(record, token_id)
        audit.note(record, by, "token revoked", found.user, at=now(), token=token_id)


def of_password(record: Store, name: str, password: str) -> Account | None:
    """The user of this name and password. Takes as long for a name that there is not.

    Raises TacitusError E610 where too many are tried at once.
    """
    from argon2.exceptions import Argon2Error, InvalidHashError

    found = people.account(record, name)
    held = _nobodys() if found is None or found.password is None else found.password
    if len(password) > LONGEST:
        return None
    if not _AT_ONCE.acquire(timeout=PATIENCE):
        raise TacitusError("E610", "too many passwords are being tried", where="login", hint="come again in a minute")
    try:
        fits = _hasher().verify(held, password.encode("utf-8", "surrogatepass"))
    except (Argon2Error, InvalidHashError):
        return None
    finally:
        _AT_ONCE.release()
    return found if fits and found is not None and found.password is not None else None


def of_token(record: Store, secret: str) -> Account | None:
    """The user whom a token lets in, None where it does not, or no longer."""
    if not secret.startswith(PREFIX) or len(secret) > 200:
        return None
    found = people.token(record, _digest(secret))
    if found is None or (found.until is not None and found.until < now()):
        return None
    return people.account(record, found.user)


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        hint = "a few words that nobody else would put together"
        what = f"a password has {SHORTEST} to {LONGEST:,} characters, and this one {len(password):,}"
        raise TacitusError("E607", what, where="password", hint=hint)
    return _hasher().hash(password.encode("utf-8", "surrogatepass"))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _known(record: Store, name: str) -> Account:
    found = people.account(record, name)
    if found is None:
        hint = f"tacitus users list {record.path}"
        raise TacitusError("E606", f"there is no user {name[:80]!r}", where=record.path, hint=hint)
    return found
