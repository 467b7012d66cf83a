"""Map, timeline, list and filters in a real browser: one query in the address, and choosing on one narrows the others."""

from __future__ import annotations

from page_desk import desk, drawn, query, total, until

__all__ = ["desk"]
ALL = 59


def spanned(desk, page):
    """What the list must say of the span in the address."""
    chosen = query(page)
    return f"{desk.api('/incidents?since={since}&until={until}'.format(**chosen))['total']} incidents"


def test_the_list_shows_all_a_page_at_a_time_and_more_as_one_scrolls(desk):
    page = desk.page("/", ready=".row")
    assert total(page) == f"{ALL} incidents"
    assert page.locator(".row").count() == 40
    page.locator(".row").last.scroll_into_view_if_needed()
    until(page, lambda: page.locator(".row").count() == ALL)


def test_while_a_large_record_is_opened_the_page_says_how_far(desk):
    held = []
    page = desk.page("/", ready=".row")
    page.route("**/api/v1/meta", lambda route: held.append(route))
    page.route("**/api/v1/opening", lambda route: route.fulfill(json={"done": 300_000, "of": 1_000_000}))
    page.reload()
    page.wait_for_selector(".notice progress")
    assert "300,000 of 1,000,000 incidents" in page.inner_text(".notice")
    for route in held:
        route.continue_()
    until(page, lambda: page.locator(".notice").count() == 0)


def test_the_first_paint_waits_for_no_map(desk):
    page = desk.page("/", ready=".row")
    assert drawn(page)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert paint > 0
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => [one.name, one.startTime])")
    assert not any(start < paint for name, start in asked if "maplibre" in name or "world.json" in name)


def test_choosing_a_facet_narrows_list_timeline_and_map_and_stands_in_the_address(desk):
    page = desk.page("/", ready=".facet input")
    bars = page.locator(".histogram .bar").count()
    page.locator(".facet label", has_text="shelling").click()
    until(page, lambda: total(page) == "1 incident")
    assert query(page)["type"] == "shelling"
    until(page, lambda: page.locator(".histogram .bar").count() < bars)
    until(page, lambda: drawn(page).split()[1] == "1")
    assert "shelling" in page.locator(".row a").inner_text().lower()
    page.locator(".chip").click()
    until(page, lambda: total(page) == f"{ALL} incidents")


def test_a_drag_over_the_timeline_keeps_that_span_and_escape_gives_it_back(desk):
    page = desk.page("/", ready=".histogram .bar")
    box = page.locator(".histogram").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
    page.mouse.up()
    until(page, lambda: "since" in query(page) and "until" in query(page))
    until(page, lambda: total(page) != f"{ALL} incidents")
    until(page, lambda: total(page) == spanned(desk, page))
    assert page.locator(".brush").count() == 1
    page.locator(".histogram").press("Escape")
    until(page, lambda: total(page) == f"{ALL} incidents")
    until(page, lambda: page.locator(".brush").count() == 0)


def test_the_timeline_is_brushed_by_keys_too(desk):
    page = desk.page("/", ready=".histogram .bar")
    page.locator(".histogram").focus()
    page.keyboard.press("ArrowRight")
    until(page, lambda: "since" in query(page))
    first = query(page)["until"]
    page.keyboard.press("Shift+ArrowRight")
    until(page, lambda: query(page)["until"] > first)
    until(page, lambda: total(page) == spanned(desk, page))
    assert page.locator(".brush").count() == 1
    page.keyboard.press("Escape")
    until(page, lambda: total(page) == f"{ALL} incidents")
    assert "since" not in query(page)


def test_play_goes_through_time_one_step_after_another(desk):
    page = desk.page("/?until=2015-12-31", ready=".histogram .bar")
    page.locator(".play").click()
    until(page, lambda: "frame" in query(page))
    first = query(page)["frame"]
    until(page, lambda: query(page)["frame"] > first)
    page.get_by_role("button", name="End").click()
    until(page, lambda: "frame" not in query(page))
    until(page, lambda: total(page) == "54 incidents")
    assert page.locator(".play").get_attribute("aria-pressed") == "false"


def test_a_step_in_time_shows_that_span_alone_and_play_begins_anew_at_the_end(desk):
    page = desk.page("/?step=month&until=2015-12-31&frame=2015-11-01..2015-11-30", ready=".histogram .bar.now")
    page.keyboard.press(",")
    until(page, lambda: query(page)["frame"] == "2015-10-01..2015-10-31")
    until(page, lambda: total(page) == f"{desk.api('/incidents?since=2015-10-01&until=2015-10-31')['total']} incidents")
    assert page.locator(".bar.now").count() == 1
    page.keyboard.press(".")
    until(page, lambda: query(page)["frame"] == "2015-11-01..2015-11-30")
    page.locator(".play").click()
    until(page, lambda: query(page)["frame"] < "2015-11")


def test_the_whole_state_is_in_the_address(desk):
    page = desk.page("/?text=market&sort=-killed&since=2016-01-01&map=34,40,5", ready=".row")
    assert total(page) == "1 incident"
    assert page.locator("input[type=search]").input_value() == "market"
    assert page.locator(".list-head select").input_value() == "-killed"
    page.reload()
    page.wait_for_selector(".row")
    assert total(page) == "1 incident"
    page.locator(".row a").click()
    until(page, lambda: "sel" in query(page))
    page.go_back()
    until(page, lambda: "sel" not in query(page))
    until(page, lambda: page.locator(".row").count() == 1)


def test_what_was_searched_for_is_marked_in_the_words_around_it(desk):
    page = desk.page("/", ready=".row")
    page.keyboard.press("/")
    page.keyboard.type("villages")
    page.keyboard.press("Enter")
    until(page, lambda: total(page) == "1 incident")
    assert page.locator(".found mark").first.inner_text().lower() == "villages"
    several = desk.page("/?text=villages+shells", ready=".found")
    assert [words.lower() for words in several.locator(".found mark").all_inner_texts()] == ["shells", "villages"] * 2


def test_keys_go_through_the_list_and_open_the_record(desk):
    page = desk.page("/", ready=".row")
    page.keyboard.press("j")
    until(page, lambda: "sel" in query(page))
    page.wait_for_selector(".preview .facts")
    chosen = query(page)["sel"]
    page.keyboard.press("j")
    until(page, lambda: query(page)["sel"] != chosen)
    page.keyboard.press("k")
    until(page, lambda: query(page)["sel"] == chosen)
    page.keyboard.press("Enter")
    until(page, lambda: f"/incident/{chosen}" in page.url)
    page.wait_for_selector(".record-head")
    page.keyboard.press("?")
    page.wait_for_selector("dialog kbd >> nth=3")


def test_back_from_an_incident_the_list_is_where_one_left_it(desk):
    page = desk.page("/", ready=".row")
    line = page.locator(".row a").nth(30)
    line.focus()
    chosen = line.get_attribute("data-id")
    top = page.evaluate("document.querySelector('.side').scrollTop")
    assert top > 1000
    page.keyboard.press("Enter")
    page.wait_for_selector(".preview .facts")
    page.keyboard.press("Escape")
    page.wait_for_selector(".row >> nth=30")
    until(page, lambda: page.evaluate("document.querySelector('.side').scrollTop") == top)
    assert page.evaluate("document.activeElement.dataset.id") == chosen
    after = page.locator(".row a").nth(31).get_attribute("data-id")
    page.keyboard.press("j")
    until(page, lambda: query(page).get("sel") == after)


def test_nothing_found_says_so_and_shows_a_way_out(desk):
    page = desk.page("/?text=nosuchword", ready=".empty")
    assert "Nothing in the record fits" in page.inner_text(".empty")
    assert total(page) == "0 incidents"
    page.get_by_role("link", name="Clear all").click()
    until(page, lambda: total(page) == f"{ALL} incidents")
    assert page.locator(".empty").count() == 0
    assert page.locator(".row").count() == 40
    assert page.locator("input[type=search]").input_value() == ""


def test_a_filter_that_cannot_be_used_is_told_with_what_can(desk):
    page = desk.page("/?killed_min=many", ready=".trouble")
    assert "killed" in page.inner_text(".side .trouble")


def test_it_works_on_a_phone(desk):
    page = desk.page("/", ready=".row", viewport={"width": 390, "height": 800})
    until(page, lambda: page.evaluate("document.documentElement.scrollWidth") <= 390)
    page.locator(".tabs button", has_text="Map").click()
    drawn(page)
    page.locator(".over .narrow").click()
    page.locator(".filters.open .facet label", has_text="shelling").click()
    page.locator(".filters.open header .icon").click()
    page.locator(".tabs button", has_text="List").click()
    until(page, lambda: total(page) == "1 incident")
    until(page, lambda: page.evaluate("document.documentElement.scrollWidth") <= 390)


def test_no_error_came_up(desk):
    assert [one for one in desk.troubles if "400" not in one] == []
