"""Users come in by password or token, and by nothing else; neither is kept as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tacitus import access, store
from tacitus.errors import TacitusError
from tacitus.store import Store, audit, people

WORDS = "four words nobody says"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Store]:
    with store.open(tmp_path / "war.db") as opened:
        yield opened


def code(call: object, *given: object, **more: object) -> str:
    with pytest.raises(TacitusError) as raised:
        call(*given, **more)  # type: ignore[operator]
    return raised.value.failure.code


def test_a_user_comes_in_by_the_password_and_by_no_other(record: Store) -> None:
    access.add_user(record, "ana", "reviewer", WORDS, by="root")
    found = access.of_password(record, "ana", WORDS)
    assert found is not None
    assert (found.name, found.role) == ("ana", "reviewer")
    for name, word in (("ana", WORDS + "s"), ("ana", ""), ("Ana", WORDS), ("ben", WORDS), ("", ""), ("ana", "x" * 5000)):
        assert access.of_password(record, name, word) is None


def test_a_new_password_shuts_out_the_old_one(record: Store) -> None:
    access.add_user(record, "ana", "viewer", WORDS, by="root")
    access.set_password(record, "ana", WORDS + " now", by="root")
    assert access.of_password(record, "ana", WORDS) is None
    assert access.of_password(record, "ana", WORDS + " now") is not None


def test_neither_password_nor_token_stands_in_the_file(record: Store) -> None:
    access.add_user(record, "ana", "viewer", WORDS, by="root")
    secret, _ = access.issue(record, "ana", by="root")
    raw = Path(record.path).read_bytes() + Path(record.path + "-wal").read_bytes()
    assert WORDS.encode() not in raw
    assert secret.encode() not in raw
    assert b"$argon2id$" in raw


def test_a_token_lets_its_user_in_until_it_is_taken_away_or_over(record: Store) -> None:
    access.add_user(record, "robot", "viewer", None, by="root")
    secret, token = access.issue(record, "robot", by="root", says="nightly", days=2)
    found = access.of_token(record, secret)
    assert found is not None
    assert found.name == "robot"
    assert access.of_token(record, secret[:-1]) is None
    assert access.of_token(record, "") is None
    assert access.of_password(record, "robot", "") is None
    access.revoke(record, token.id, by="root")
    assert access.of_token(record, secret) is None
    secret, token = access.issue(record, "robot", by="root")
    people.remove_token(record, token.id)
    people.put_token(record, msgspec.structs.replace(token, until="2020-01-01T00:00:00Z"))
    assert access.of_token(record, secret) is None


def test_a_user_who_is_removed_is_out_with_all_tokens(record: Store) -> None:
    access.add_user(record, "ana", "admin", WORDS, by="root")
    secret, _ = access.issue(record, "ana", by="root")
    access.remove_user(record, "ana", by="root")
    assert access.of_password(record, "ana", WORDS) is None
    assert access.of_token(record, secret) is None
    assert people.number(record) == 0


def test_what_cannot_be_is_refused_with_what_to_do(record: Store) -> None:
    access.add_user(record, "ana", "viewer", WORDS, by="root")
    assert code(access.add_user, record, "ana", "viewer", WORDS, by="root") == "E606"
    for name in ("", "local", "Tacitus", "nobody", "a b", "-a", "a" * 65, "a\n", "<b>"):
        assert code(access.add_user, record, name, "viewer", WORDS, by="root") == "E606"
    assert code(access.add_user, record, "ben", "king", WORDS, by="root") == "E102"
    assert code(access.add_user, record, "ben", "viewer", "short", by="root") == "E607"
    assert code(access.add_user, record, "ben", "viewer", "x" * 1001, by="root") == "E607"
    assert code(access.set_password, record, "ben", WORDS, by="root") == "E606"
    assert code(access.issue, record, "ben", by="root") == "E606"
    assert code(access.remove_user, record, "ben", by="root") == "E606"
    assert code(access.revoke, record, "0000", by="root") == "E606"
    assert people.number(record) == 1


def test_whoever_waits_too_long_for_a_turn_is_told_to_come_again(record: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import BoundedSemaphore

    from tacitus.access import accounts

    taken = BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr(accounts, "_AT_ONCE", taken)
    monkeypatch.setattr(accounts, "PATIENCE", 0.01)
    assert code(access.of_password, record, "ana", WORDS) == "E610"


def test_every_change_is_in_the_log_without_a_secret(record: Store) -> None:
    access.add_user(record, "ana", "viewer", WORDS, by="root")
    access.set_password(record, "ana", WORDS + "!", by="root")
    secret, token = access.issue(record, "ana", by="root")
    access.revoke(record, token.id, by="root")
    access.remove_user(record, "ana", by="root")
    log = list(audit.entries(record))
    assert [(one.user, one.what, one.target) for one in log] == [
        ("root", what, "ana") for what in ("user added", "password changed", "token issued", "token revoked", "user removed")
    ]
    assert not any(WORDS in one.more or secret in one.more or "argon2" in one.more for one in log)


def test_each_role_may_do_what_those_before_it_may() -> None:
    allowed = [[access.may(role, needed) for needed in access.ROLES] for role in access.ROLES]
    assert allowed == [[True, False, False], [True, True, False], [True, True, True]]
    assert not any(access.may(role, needed) for role in ("nobody", "", "Admin") for needed in access.ROLES)
