"""Who may come in from other machines, and by which tokens; what they may do is for `access` to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import delete, func, select, update

from tacitus.store import schema

if TYPE_CHECKING:
    from tacitus.store.store import Store

_USERS, _TOKENS = schema.users.c, schema.tokens.c


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One user. password: its argon2 hash, None for who comes by tokens alone. at: when it was last changed, UTC."""

    name: str
    role: str
    password: str | None
    at: str


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """What a program comes in by. sha256: of what it shows. says: what for. until: the last moment that it holds, UTC."""

    id: str
    user: str
    sha256: str
    says: str
    at: str
    until: str | None


def number(record: Store) -> int:
    """How many users there are."""
    with record._reading() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.users)).scalar_one())


def accounts(record: Store) -> list[Account]:
    """All users, by name."""
    with record._reading() as connection:
        return [Account(**row._mapping) for row in connection.execute(select(schema.users).order_by(_USERS.name))]


def account(record: Store, name: str) -> Account | None:
    """The user of this name."""
    with record._reading() as connection:
        row = connection.execute(select(schema.users).where(_USERS.name == name)).first()
    return None if row is None else Account(**row._mapping)


def put(record: Store, given: Account) -> None:
    """Adds a user, or changes the one of that name."""
    fields = msgspec.structs.asdict(given)
    with record.writing():
        if account(record, given.name) is None:
            record._here.writing.execute(schema.users.insert().values(fields))
        else:
            record._here.writing.execute(update(schema.users).where(_USERS.name == given.name).values(fields))


def remove(record: Store, name: str) -> None:
    """Takes a user away, with all tokens."""
    with record.writing():
        record._here.writing.execute(delete(schema.tokens).where(_TOKENS.user == name))
        record._here.writing.execute(delete(schema.users).where(_USERS.name == name))


def tokens(record: Store, user: str | None = None) -> list[Token]:
    """The tokens of a user, or all, the oldest first."""
    asked = select(schema.tokens).order_by(_TOKENS.at, _TOKENS.id)
    with record._reading() as connection:
        found = connection.execute(asked if user is None else asked.where(_TOKENS.user == user))
        return [Token(**row._mapping) for row in found]


def token(record: Store, sha256: str) -> Token | None:
    """The token with this hash."""
    with record._reading() as connection:
        row = connection.execute(select(schema.tokens).where(_TOKENS.sha256 == sha256)).first()
    return None if row is None else Token(**row._mapping)


def put_token(record: Store, given: Token) -> None:
    """Adds a token."""
    with record.writing():
        record._here.writing.execute(schema.tokens.insert().values(msgspec.structs.asdict(given)))


def remove_token(record: Store, token_id: str) -> None:
    """Takes a token away."""
    with record.writing():
        record._here.writing.execute(delete(schema.tokens).where(_TOKENS.id == token_id))
