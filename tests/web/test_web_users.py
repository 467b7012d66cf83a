"""Beyond this machine people sign in, programs show a token, and each role may do what the one table says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import fill
from litestar import Litestar
from litestar.testing import TestClient

from tacitus import access, store, web
from tacitus.ingest import Summary
from tacitus.store import Store, audit
from tacitus.web.guard import HEADERS
from tacitus.web.needs import ANYBODY, NEEDS, WHOEVER

WORDS = "four words nobody says"
ROLES = ("viewer", "reviewer", "admin")
OUT = web.Doors(loopback=False, names=frozenset({"desk.example"}))


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record with a user of each role."""
    with store.open(tmp_path_factory.mktemp("users") / "war.db") as opened:
        fill(opened, 4)
        for role in ROLES:
            access.add_user(opened, role[:3], role, WORDS, by="root")
        yield opened


@pytest.fixture(scope="module")
def app(peopled: Store) -> Litestar:
    return web.app(peopled, doors=OUT, read=lambda *_: Summary())


@pytest.fixture
def stranger(app: Litestar) -> Iterator[Any]:
    with TestClient(app, base_url="http://desk.example") as client:
        app.state.limits.__init__()
        yield client


def signed_in(client: Any, name: str) -> Any:
    """The client, as a browser in which somebody has signed in."""
    answer = client.post("/api/v1/login", json={"name": name, "password": WORDS})
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRF-Token"] = answer.json()["csrf"]
    return client


def routes(app: Litestar) -> set[tuple[str, str]]:
    """Every method and path that the server has."""
    return {(method, route.path_format) for route in app.routes for method in getattr(route, "methods", ()) if method != "OPTIONS"}


def test_the_table_names_every_route_and_no_other(app: Litestar) -> None:
    assert set(NEEDS) == routes(app)
    described = {(method.upper(), path) for path, item in app.openapi_schema.to_schema()["paths"].items() for method in item}
    assert described <= set(NEEDS)
    assert all(path.startswith(("/api/v1/", "/feeds/")) for _, path in described)
    assert {path for _, path in described if ANYBODY in {NEEDS.get((method, path)) for method in ("GET", "POST", "DELETE")}} == {
        "/api/v1/login"
    }


@pytest.mark.parametrize(("method", "path", "need"), [(*key, need) for key, need in NEEDS.items() if need != ANYBODY])
def test_every_route_lets_in_those_who_may_and_nobody_else(
    app: Litestar, peopled: Store, method: str, path: str, need: str
) -> None:
    where = path.replace("{", "").replace("}", "")
    tokens = {role: access.issue(peopled, role[:3], by="root")[0] for role in ROLES}
    with TestClient(app, base_url="http://desk.example") as client:
        app.state.limits.__init__()
        got = client.request(method, where, follow_redirects=False)
        assert got.status_code == (307 if need == WHOEVER else 401)
        if need == WHOEVER:
            return
        scheme = "Basic" if path.startswith("/feeds/") else "Bearer"
        assert (got.json()["code"], got.headers["www-authenticate"].split()[0]) == ("E608", scheme)
        for n, role in enumerate(ROLES):
            got = client.request(method, where, headers={"Authorization": f"Bearer {tokens[role]}"}, follow_redirects=False)
            if n < ROLES.index(need):
                assert (got.status_code, got.json()["code"]) == (403, "E609")
            else:
                assert got.status_code not in (401, 403, 429, 500)


def test_a_route_that_the_table_forgot_needs_an_admin() -> None:
    from tacitus.web.needs import needed

    assert needed("POST", "/api/v1/new") == "admin"


def test_a_browser_signs_in_changes_what_it_may_and_signs_out(stranger: Any, peopled: Store) -> None:
    assert stranger.get("/api/v1/meta").status_code == 401
    answer = stranger.post("/api/v1/login", json={"name": "rev", "password": WORDS})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie  # this is http
    meta = stranger.get("/api/v1/meta").json()
    assert meta["user"] == {"name": "rev", "role": "reviewer"}
    assert meta["csrf"] == answer.json()["csrf"]
    search = {"name": "mine", "query": "country=SY"}
    for wrong in ({}, {"X-CSRF-Token": "x"}, {"X-CSRF-Token": ""}):
        got = stranger.post("/api/v1/searches", json=search, headers=wrong)
        assert (got.status_code, got.json()["code"]) == (403, "E604")
    headers = {"X-CSRF-Token": meta["csrf"]}
    kept = stranger.post("/api/v1/searches", json=search, headers=headers)
    assert (kept.status_code, kept.json()["by"]) == (201, "rev")
    secret = stranger.cookies["tacitus_session"]
    assert stranger.post(meta["logout"]).status_code == 403  # nor can another page sign anybody out
    assert stranger.post(meta["logout"], headers=headers).status_code == 200
    assert stranger.get("/api/v1/meta", cookies={"tacitus_session": secret}).status_code == 401  # nor can a copy of the cookie
    told = [one.what for one in audit.entries(peopled) if one.user == "rev"]
    assert told[-3:] == ["signed in", "search kept", "signed out"]


def test_over_https_the_cookie_is_secure_and_bound_to_its_host(app: Litestar) -> None:
    with TestClient(app, base_url="https://desk.example") as client:
        app.state.limits.__init__()
        answer = client.post("/api/v1/login", json={"name": "vie", "password": WORDS})
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-tacitus_session=")
        assert "Secure" in cookie
        assert "max-age" in answer.headers["strict-transport-security"]
        assert client.get("/api/v1/meta").status_code == 200


def test_a_wrong_name_and_a_wrong_password_are_answered_alike_and_logged(stranger: Any, peopled: Store) -> None:
    answers = [stranger.post("/api/v1/login", json={"name": name, "password": word})
               for name, word in (("rev", "wrong"), ("ghost", WORDS), ("rev", ""), ("ghost", "x" * 1000))]
    assert {one.status_code for one in answers} == {401}
    assert len({one.text for one in answers}) == 1
    refused = [one.user for one in audit.entries(peopled) if one.what == "sign-in refused"][-4:]
    assert refused == ["rev", "nobody", "rev", "nobody"]  # what is no name may be a password that was typed there
    assert not any("wrong" in one.more for one in audit.entries(peopled))


def test_guessing_is_slowed_down_and_does_not_lock_others_out(stranger: Any, app: Litestar) -> None:
    for _ in range(5):
        assert stranger.post("/api/v1/login", json={"name": "rev", "password": "wrong"}).status_code == 401
    refused = stranger.post("/api/v1/login", json={"name": "rev", "password": WORDS})
    assert (refused.status_code, refused.json()["code"]) == (429, "E610")
    assert int(refused.headers["retry-after"]) > 0
    app.state.limits.try_sign_in("rev", "192.0.2.7")  # the user, from somewhere else, raises nothing
    signed_in(stranger, "vie")


def test_a_user_who_is_changed_or_removed_is_out_at_once(stranger: Any, peopled: Store) -> None:
    access.add_user(peopled, "brief", "admin", WORDS, by="root")
    secret, _ = access.issue(peopled, "brief", by="root")
    signed_in(stranger, "brief")
    assert stranger.get("/api/v1/meta").status_code == 200
    access.set_password(peopled, "brief", WORDS + " now", by="root")
    assert stranger.get("/api/v1/meta").status_code == 401
    access.remove_user(peopled, "brief", by="root")
    got = stranger.get("/api/v1/meta", headers={"Authorization": f"Bearer {secret}"})
    assert (got.status_code, got.json()["code"]) == (401, "E608")


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer tac_x", "Basic cmV2OnB3", "Bearer \xff", "bearer " + "x" * 500])
def test_a_token_that_does_not_hold_is_refused_even_beside_a_session(stranger: Any, given: str) -> None:
    signed_in(stranger, "vie")
    got = stranger.get("/api/v1/meta", headers={"Authorization": given.encode("latin-1")})
    assert got.status_code == 401


def test_a_session_ends_when_it_is_idle_and_at_the_latest_after_a_week(peopled: Store) -> None:
    from tacitus.store import people
    from tacitus.web.sessions import IDLE, LONGEST, Sessions

    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    found = people.account(peopled, "vie")
    assert found is not None
    secret, _ = sessions.begin(found)
    while now[0] < LONGEST - IDLE:
        now[0] += IDLE - 1
        assert sessions.find(peopled, secret) is not None
    now[0] = LONGEST + 1
    assert sessions.find(peopled, secret) is None
    secret, _ = sessions.begin(found)
    now[0] += IDLE + 1
    assert sessions.find(peopled, secret) is None


@pytest.mark.parametrize(
    ("host", "answered"),
    [("desk.example", True), ("DESK.example:8765", True), ("localhost", True), ("192.0.2.1:80", True), ("[2001:db8::1]", True),
     ("evil.example", False), ("desk.example.evil.example", False), ("", False), ("[", False)],
)  # fmt: skip
def test_the_server_answers_to_its_own_names_only(stranger: Any, host: str, answered: bool) -> None:
    got = stranger.get("/login", headers={"Host": host})
    assert got.status_code == (200 if answered else 403)


def test_on_this_machine_a_foreign_name_is_refused_and_numbers_are_no_name_of_ours(tmp_path: Path) -> None:
    with store.open(tmp_path / "war.db") as record, TestClient(web.app(record), base_url="http://localhost") as client:
        hosts = {"localhost:8765": 200, "127.0.0.1": 200, "[::1]:80": 200, "evil.example": 403, "192.0.2.1": 403}
        for host, status in hosts.items():
            assert client.get("/api/v1/meta", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
                {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://desk.example:81"}]
)  # fmt: skip
def test_another_sites_page_changes_nothing(stranger: Any, peopled: Store, headers: dict[str, str]) -> None:
    secret, _ = access.issue(peopled, "adm", by="root")
    for more in ({}, {"Authorization": f"Bearer {secret}"}):
        got = stranger.post("/api/v1/searches", json={"name": "x", "query": ""}, headers={**headers, **more})
        assert (got.status_code, got.json()["code"]) == (403, "E604")
    got = stranger.post("/api/v1/login", json={"name": "adm", "password": WORDS}, headers=headers)
    assert got.status_code == 403


def test_once_there_is_a_user_this_machine_signs_in_too(tmp_path: Path) -> None:
    with store.open(tmp_path / "war.db") as record, TestClient(web.app(record), base_url="http://localhost") as client:
        meta = client.get("/api/v1/meta").json()
        assert (meta["user"], meta["csrf"], meta["logout"]) == ({"name": "local", "role": "admin"}, None, None)
        access.add_user(record, "ana", "viewer", WORDS, by="root")
        assert client.get("/api/v1/meta").status_code == 401
        access.remove_user(record, "ana", by="root")
        assert client.get("/api/v1/meta").status_code == 200


def test_behind_a_proxy_nobody_is_taken_for_one_at_the_machine(tmp_path: Path) -> None:
    doors = web.Doors(names=frozenset({"desk.example"}), proxied=True)
    with (
        store.open(tmp_path / "war.db") as record,
        TestClient(web.app(record, doors=doors), base_url="http://desk.example") as client,
    ):
        assert client.get("/api/v1/meta").status_code == 401  # though it listens on this machine alone, and has no users


def test_beyond_this_machine_nobody_comes_in_while_there_are_no_users(tmp_path: Path) -> None:
    with (
        store.open(tmp_path / "war.db") as record,
        TestClient(web.app(record, doors=OUT), base_url="http://desk.example") as client,
    ):
        assert client.get("/api/v1/meta").status_code == 401


def test_every_answer_bears_the_headers_that_keep_it_apart(stranger: Any) -> None:
    for path in ("/login", "/", "/static/login.js", "/api/v1/meta", "/api/v1/nothing", "/feeds/atom"):
        got = stranger.get(path)
        assert {name: got.headers.get(name) for name in HEADERS} == HEADERS
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy


def test_what_one_session_is_told_is_not_taken_for_anothers(stranger: Any) -> None:
    signed_in(stranger, "vie")
    tag = stranger.get("/api/v1/types").headers["etag"]
    assert stranger.get("/api/v1/types", headers={"If-None-Match": tag}).status_code == 304
    signed_in(stranger, "adm")
    assert stranger.get("/api/v1/types", headers={"If-None-Match": tag}).status_code == 200
    meta = stranger.get("/api/v1/meta", headers={"If-None-Match": "*"})
    assert (meta.json()["user"]["name"], meta.headers["cache-control"]) == ("adm", "private, no-cache")


def test_a_link_from_elsewhere_leads_to_the_page_without_telling_what_there_is(stranger: Any) -> None:
    for one in ("i00", "nothing", "..%2f..", "a%22b"):
        got = stranger.get(f"/i/{one}", follow_redirects=False)
        assert got.status_code in (307, 404)
        assert got.headers.get("location", "/incident/").startswith("/incident/")
    signed_in(stranger, "vie")
    assert stranger.get("/i/i00", follow_redirects=False).status_code == 308


def test_a_feed_reader_comes_in_by_name_and_token_and_only_to_feeds(stranger: Any, peopled: Store) -> None:
    token, _ = access.issue(peopled, "vie", by="root")
    assert stranger.get("/feeds/atom").headers["www-authenticate"].startswith("Basic ")
    assert stranger.get("/api/v1/meta").headers["www-authenticate"] == "Bearer"
    for path in ("/feeds/atom", "/feeds/json?country=SY"):
        assert stranger.get(path, auth=("vie", token)).status_code == 200
    for auth in (("adm", token), ("vie", WORDS), ("vie", ""), ("", token)):
        assert stranger.get("/feeds/atom", auth=auth).status_code == 401
    assert stranger.get("/feeds/atom", headers={"Authorization": "Basic no base64!"}).status_code == 401
    assert stranger.get("/api/v1/meta", auth=("vie", token)).status_code == 401
