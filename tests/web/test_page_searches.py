"""Saved searches and alerts of the present view, in a real browser."""

from __future__ import annotations

from page_desk import desk, until

__all__ = ["desk"]


def test_a_search_is_saved_found_again_and_removed(desk):
    page = desk.page("/?country=SY&sort=-killed", ready=".row")
    page.locator(".taking").click()
    page.get_by_label("Name", exact=True).fill("Syria, all")
    page.get_by_role("button", name="Save this search").click()
    page.wait_for_selector(".saved a")
    again = desk.page("/", ready=".row")
    again.locator(".taking").click()
    again.locator(".saved a", has_text="Syria, all").click()
    until(again, lambda: "country=SY" in again.url)
    until(again, lambda: again.locator(".list-head select").input_value() == "-killed")
    until(again, lambda: again.inner_text(".list-head strong") == f"{desk.api('/incidents?country=SY')['total']} incidents")
    assert [one["name"] for one in desk.api("/searches")["searches"]] == ["Syria, all"]
    page.get_by_role("button", name="Remove the search Syria, all").click()
    until(page, lambda: page.locator(".saved a").count() == 0)
    assert desk.api("/searches")["searches"] == []


def test_an_address_is_told_of_a_search_until_it_is_removed(desk):
    page = desk.page("/?country=SY", ready=".row")
    page.locator(".taking").click()
    page.get_by_label("Address to be told (webhook)").fill("https://example.org/hook")
    page.get_by_role("button", name="Tell it").click()
    page.wait_for_selector(".saved code")
    told = page.locator(".saved li", has=page.locator("code"))
    assert "country=SY" in told.inner_text()
    told.get_by_role("button").click()
    until(page, lambda: page.locator(".saved code").count() == 0)
    assert desk.api("/alerts")["alerts"] == []
