"""Signing in and out, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import desk_record
import pytest
from page_desk import CHROMIUM, FLAGS, WAIT, Desk, serving, until

from tacitus import access, store
from tacitus.store import Query, audit

WORDS = "four words nobody says"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A served record that has users, with a browser before it."""
    if not CHROMIUM.exists() and os.environ.get("CI", "").lower() != "true":
        pytest.skip(f"the page's tests are left out: no browser at {CHROMIUM} (install chromium, or set TACITUS_CHROMIUM)")
    from playwright.sync_api import sync_playwright

    folder = tmp_path_factory.mktemp("guarded")
    with store.open(folder / "war.db") as record:
        desk_record.fill(record, folder)
        access.add_user(record, "ana", "reviewer", WORDS, by="root")
        access.add_user(record, "vic", "viewer", WORDS, by="root")
        with serving(record) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS, timeout=WAIT)
            yield Desk(record, address, browser)
            browser.close()


def sign_in(page: Any, password: str, name: str = "ana") -> None:
    page.wait_for_selector("main.login:not([hidden])")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_whoever_comes_signs_in_and_is_led_to_where_they_wanted(guarded: Desk) -> None:
    page = guarded.page("/dashboard?country=SY", ready=None)
    page.wait_for_url("**/login?next=*")
    sign_in(page, "not the password")
    until(page, lambda: "no such name" in page.locator("[role=alert]").inner_text())
    assert page.get_by_label("Password").input_value() == ""
    sign_in(page, WORDS)
    page.wait_for_url("**/dashboard?country=SY")
    page.get_by_text("ana", exact=True).wait_for()
    assert page.evaluate("document.cookie") == ""  # no script can read the session


def test_signed_in_one_decides_and_after_signing_out_nothing_is_shown(guarded: Desk) -> None:
    page = guarded.page("/login", ready=None)
    sign_in(page, WORDS)
    page.get_by_role("button", name="Log out").wait_for()
    kept = page.evaluate(
        """async () => {
          const api = await import("/static/api.js");
          return (await api.send("POST", "/searches", { name: "mine", query: "country=SY" })).by;
        }"""
    )
    assert kept == "ana"  # the page itself bears the token that such a request needs
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login?next=*")
    assert page.evaluate("fetch('/api/v1/meta').then((found) => found.status)") == 401
    told = [one.what for one in audit.entries(guarded.record) if one.user == "ana"]
    assert told[-3:] == ["signed in", "search kept", "signed out"]


OUT = ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"]


@pytest.mark.parametrize("to", OUT)
def test_an_address_does_not_lead_out_after_signing_in(guarded: Desk, to: str) -> None:
    from urllib.parse import quote

    page = guarded.page(f"/login?next={quote(to, safe='')}", ready=None)
    sign_in(page, WORDS)
    page.get_by_role("button", name="Log out").wait_for()
    assert page.url.startswith(guarded.address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_fit_for_keyboard_and_screen_reader(guarded: Desk, scheme: str) -> None:
    from test_page_rest import faults

    page = guarded.page("/login", ready="main.login:not([hidden])", color_scheme=scheme)
    until(page, lambda: page.evaluate("document.activeElement?.id") == "name")
    assert faults(page) == {}


def refused(page: Any) -> list[str]:
    """Collects what the page asks for and may not have, from now on."""
    found: list[str] = []
    page.on("response", lambda answer: answer.status == 403 and found.append(answer.url))
    return found


def signed_in(desk: Desk, name: str, path: str) -> Any:
    """A page at a path for a user."""
    page = desk.page(path, ready=None)
    page.wait_for_url("**/login?next=*")
    sign_in(page, WORDS, name)
    page.get_by_role("button", name="Log out").wait_for()
    return page


def views(page: Any) -> list[str]:
    """The views that the bar offers."""
    return page.locator(".bar nav a").all_inner_texts()


def test_a_viewer_is_offered_nothing_that_would_be_refused(guarded: Desk) -> None:
    page = signed_in(guarded, "vic", "/?country=SY")
    forbidden = refused(page)
    until(page, lambda: views(page) == ["Record", "Dashboard"])
    assert page.locator(".who").inner_text().split() == ["vic", "viewer"]
    page.locator(".row a").first.wait_for()
    page.get_by_role("button", name="Take away").click()
    page.locator("dialog .formats a").first.wait_for()
    assert "saved and removed by reviewers" in page.locator("dialog").inner_text()
    assert page.locator("dialog form").count() == 0
    page.keyboard.press("Escape")
    page.goto(guarded.address + "/incident/" + guarded.record.found(Query(place="Mosul"))[0][0].id)
    page.wait_for_selector(".revisions li")
    until(page, lambda: views(page) == ["Record", "Dashboard"])
    assert page.locator(".actions, .correct").count() == 0
    page.keyboard.press("?")
    page.wait_for_selector("dialog .keys")
    assert not {"Review", "Correct a value", "Undo the last decision"} & set(page.locator("dialog .keys td").all_inner_texts())
    for path, words in (("/review", "Deciding needs a reviewer"), ("/add", "Adding reports needs an admin")):
        page.goto(guarded.address + path)
        page.get_by_text(words).wait_for()
        assert "You are signed in as viewer." in page.locator("main").inner_text()
    assert [url for url in forbidden if "/review" not in url] == []  # asked before the page knew who came


def test_a_reviewer_decides_and_keeps_searches_but_adds_nothing(guarded: Desk) -> None:
    page = signed_in(guarded, "ana", "/")
    forbidden = refused(page)
    until(page, lambda: views(page) == ["Record", "Dashboard", "Review"])
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name="Save this search").wait_for()
    assert page.get_by_role("button", name="Tell it").count() == 0
    assert forbidden == []
