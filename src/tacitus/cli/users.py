"""`tacitus users`: who may come in from other machines, and by which tokens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tacitus.cli.filters import database, opened

if TYPE_CHECKING:
    from tacitus.store.people import Account, Token

STDIN = click.option("--password-stdin", "stdin", is_flag=True, help="Take the password from standard input, its first line.")
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object.")


@click.group("users", short_help="Say who may come in from other machines.")
def users_command() -> None:
    """Users of the server. While there are none it answers to this machine alone, without asking who; once there is one,
    everybody signs in.

    viewer: looks, searches and exports. reviewer: also decides, and keeps searches. admin: also adds reports, and has other
    addresses told of changes. Users themselves are only added and removed here, by whoever has the file.
    """


@users_command.command("add")
@database
@click.argument("name")
@click.option("--role", type=click.Choice(["viewer", "reviewer", "admin"]), default="viewer", show_default=True,
              help="What the user may do.")
@STDIN
@click.option("--no-password", is_flag=True, help="For a program that comes by tokens alone.")
def add_command(db: str, name: str, role: str, stdin: bool, no_password: bool) -> None:
    """Adds a user; asks for the password, which has at least 12 characters."""
    from tacitus import access, store
    from tacitus.cli.who import who

    password = None if no_password else _password(stdin)
    with store.open(db) as record:
        access.add_user(record, name, role, password, by=who())
    click.echo(f"{name} may come in as {role}", err=True)


@users_command.command("list")
@database
@JSON
def list_command(db: str, as_json: bool) -> None:
    """Lists users and their tokens; never a password or a token itself."""
    from tacitus.cli.output import put_json, put_table
    from tacitus.store import people

    with opened(db) as record:
        accounts, tokens = people.accounts(record), people.tokens(record)
    if as_json:
        put_json({"users": [_plain(one, tokens) for one in accounts]})
        return
    rows = []
    for one in accounts:
        held = [f"{each.id}{' ' + each.says if each.says else ''}{', until ' + each.until if each.until else ''}"
                for each in tokens if each.user == one.name]
        rows.append((one.name, one.role, "yes" if one.password else "no", one.at, "; ".join(held)))
    put_table(("NAME", "ROLE", "PASSWORD", "CHANGED", "TOKENS"), rows, {"ROLE": 9, "PASSWORD": 9, "CHANGED": 21}, ())


@users_command.command("remove")
@database
@click.argument("name")
def remove_command(db: str, name: str) -> None:
    """Takes a user away, with all tokens and sessions. What the user decided stays."""
    from tacitus import access
    from tacitus.cli.who import who

    with opened(db) as record:
        access.remove_user(record, name, by=who())
    click.echo(f"{name} may come in no more", err=True)


@users_command.command("password")
@database
@click.argument("name")
@STDIN
def password_command(db: str, name: str, stdin: bool) -> None:
    """Gives a user another password, which ends all sessions of the user."""
    from tacitus import access
    from tacitus.cli.who import who

    password = _password(stdin)
    with opened(db) as record:
        access.set_password(record, name, password, by=who())
    click.echo(f"{name} has another password", err=True)


@users_command.command("token")
@database
@click.argument("name", metavar="NAME|ID")
@click.option("--says", default="", metavar="WORDS", help="What the token is for.")
@click.option("--days", type=click.IntRange(1, 3650), metavar="N", help="How long it holds; for ever without.")
@click.option("--revoke", is_flag=True, help="Take away the token with this ID of `tacitus users list`.")
def token_command(db: str, name: str, says: str, days: int | None, revoke: bool) -> None:
    """Makes a token, by which a program comes in as the user NAME: Authorization: Bearer TOKEN.

    It goes to stdout this once, and is kept only as a hash.
    """
    from tacitus import access
    from tacitus.cli.who import who

    with opened(db) as record:
        if revoke:
            access.revoke(record, name, by=who())
            click.echo(f"the token {name} holds no more", err=True)
            return
        secret, token = access.issue(record, name, by=who(), says=says, days=days)
    click.echo(secret)
    click.echo(f"token {token.id} of {name}; it is shown only now", err=True)


def _plain(one: Account, tokens: list[Token]) -> dict[str, object]:
    held = [{"id": each.id, "says": each.says, "at": each.at, "until": each.until} for each in tokens if each.user == one.name]
    return {"name": one.name, "role": one.role, "password": one.password is not None, "at": one.at, "tokens": held}


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return typed
