"""Dashboard, taking away, reports in, themes, words, keyboard and screen readers, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_desk import desk, until

__all__ = ["desk"]
AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text("utf-8")


def faults(page):
    """What axe-core finds wrong, by rule, with where."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return {one["id"]: [node["html"][:160] for node in one["nodes"][:4]] for one in found["violations"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "ready"), [
    ("/", ".facet li"), ("/?text=market", ".found"), ("/dashboard", ".panel svg"), ("/add", ".ways"),
])
def test_axe_finds_nothing(desk, path, ready, scheme):
    page = desk.page(path, ready=ready, color_scheme=scheme)
    assert faults(page) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_incident_and_its_report(desk, scheme):
    market = desk.incident("Mosul")["id"]
    page = desk.page(f"/incident/{market}", ready=".revisions .diff", color_scheme=scheme)
    page.wait_for_selector(".evidence .text")
    assert faults(page) == {}
    page.locator(".sources a").first.click()
    page.wait_for_selector(".stated")
    assert faults(page) == {}


def test_the_theme_is_the_systems_until_one_chooses_and_then_stays(desk):
    page = desk.page("/dashboard", ready=".tiles", color_scheme="dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="Change between light and dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.reload()
    page.wait_for_selector(".tiles")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_the_dashboard_sums_what_the_filters_select_and_says_how_unsure(desk):
    page = desk.page("/dashboard?country=SY", ready=".tiles")
    told = desk.api("/dashboard?country=SY")
    assert page.locator(".tiles dd").first.inner_text() == str(told["total"]["n"])
    assert page.locator(".panel").count() == 8
    whole = desk.page("/dashboard", ready=".panel svg")
    low, high = (desk.api("/dashboard")["total"]["killed"][name] for name in ("low", "high"))
    assert f"{low} to {high}" in whole.locator(".tiles small").first.inner_text()


def test_a_bar_that_dwarfs_all_others_is_cut_and_says_how_long_it_is(desk):
    page = desk.page("/dashboard", ready=".panel svg")
    scale = "async (values) => { const { scaleOf } = await import('/static/scale.js'); return scaleOf(values); }"
    assert page.evaluate(scale, [4, 900_000, 12, 9, 3])["end"] == 12
    assert page.evaluate(scale, [4, 30, 12, 9, 3])["end"] == 30  # the others can still be compared beside it
    assert page.evaluate(scale, [900_000, 3, 2])["end"] == 900_000  # too few to compare
    told = _dwarfed(desk.api("/dashboard"))
    page.route("**/api/v1/dashboard*", lambda route: route.fulfill(json=told))
    page.reload()
    page.wait_for_selector(".panel .cut")
    assert "900,000" in page.locator(".panel:has(.cut) svg").first.text_content()
    assert "A bar with a gap" in page.locator(".panel:has(.cut)").first.inner_text()


def _dwarfed(told):
    """The dashboard's figures with one bar that is longer than all."""
    told["bars"][0]["killed"] = {"low": 900_000, "best": 900_000, "high": 900_000, "open": 0, "unsaid": 0}
    return told


def test_on_a_phone_the_words_of_a_chart_are_as_large_as_elsewhere(desk):
    page = desk.page("/dashboard", ready=".panel svg", viewport={"width": 390, "height": 800})
    size = "document.querySelector('.panel .tick').getBoundingClientRect().height"
    until(page, lambda: page.evaluate(size) >= 10)


def test_what_the_bars_show_stands_in_tables_too_with_the_same_ways_on(desk):
    page = desk.page("/dashboard", ready=".panel svg")
    page.get_by_text("The same as a table").click()
    captions = page.locator("details.table caption").all_inner_texts()
    assert [one.partition(" by ")[2] for one in captions] == ["", "type", "attacker", "province"]
    assert faults(page) == {}
    first = page.locator("details.table table").nth(1).locator("tbody tr").first
    number = first.locator("td").first.inner_text()
    first.get_by_role("link").press("Enter")
    page.wait_for_selector(".row")
    until(page, lambda: page.inner_text(".list-head strong").split()[0] == number)


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_a_chart_is_taken_away_as_a_picture(desk, kind):
    page = desk.page("/dashboard", ready=".panel svg")
    with page.expect_download() as taken:
        page.locator(".panel .save button", has_text=kind).first.click()
    data = Path(taken.value.path()).read_bytes()
    if kind == "PNG":
        assert data.startswith(b"\x89PNG")
        assert len(data) > 2000
    else:
        assert b"class=" not in data
        assert data.count(b"<rect") > 3
        assert b"var(--" not in data


def test_a_bar_of_the_dashboard_leads_to_its_incidents(desk):
    page = desk.page("/dashboard", ready=".panel svg")
    page.locator(".panel .pick .hit").first.click()
    page.wait_for_selector(".row")
    assert "since=" in page.url


def test_exactly_the_present_view_is_taken_away(desk):
    page = desk.page("/?country=SY&killed_min=2", ready=".row")
    page.get_by_role("button", name="Take away").click()
    links = page.locator("dialog .formats a[download]")
    assert links.count() >= 4
    for n in range(links.count()):
        address = links.nth(n).get_attribute("href")
        assert "country=SY" in address
        assert "killed_min=2" in address
    feeds = [one.get_attribute("href") for one in page.locator("dialog a[href^='/feeds/']").all()]
    assert all("country=SY" in feed for feed in feeds)
    assert len(feeds) == 2
    page.keyboard.press("Escape")
    until(page, lambda: page.locator("dialog").count() == 0)


def test_all_can_be_reached_by_the_keyboard_and_the_first_stop_skips_the_bar(desk):
    page = desk.page("/", ready=".row")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.tagName + '.' + document.activeElement.getAttribute('class')"))
    assert {"INPUT.null", "BUTTON.kind"} <= seen


def test_words_come_from_one_file_and_another_language_may_give_only_some(desk):
    index = {"en": {"name": "English", "dir": "ltr"}, "ar": {"name": "العربية", "dir": "rtl"}}
    context = desk.browser.new_context(locale="ar-SY")
    page = context.new_page()
    page.route("**/static/strings/index.json", lambda route: route.fulfill(json=index))
    page.route("**/static/strings/ar.json", lambda route: route.fulfill(json={"nav.dashboard": "لوحة"}))
    page.goto(f"{desk.address}/dashboard")
    page.wait_for_selector(".tiles", timeout=90_000)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.locator(".bar nav a").nth(1).inner_text() == "لوحة"
    assert page.locator(".bar nav a").nth(0).inner_text() == "Record"
    brand, width = page.locator(".brand").bounding_box(), page.evaluate("innerWidth")
    assert width / 2 < brand["x"] < width  # the page stands in the window, from the right
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_no_error_came_up(desk):
    assert desk.troubles == []
