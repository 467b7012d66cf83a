"""Signing in and out, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import desk_record
import pytest
from page_desk import CHROMIUM, FLAGS, WAIT, Desk, serving, until

from tacitus import access, store
from tacitus.store import audit

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
        with serving(record) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS, timeout=WAIT)
            yield Desk(record, address, browser)
            browser.close()


def sign_in(page: Any, password: str) -> None:
    page.wait_for_selector("main.login:not([hidden])")
    page.get_by_label("Name").fill("ana")
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
