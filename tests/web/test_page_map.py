"""The map in a real browser: what is drawn and what is not, choosing on it, and the list that follows it."""

from __future__ import annotations

from page_desk import desk, drawn, query, total, until

__all__ = ["desk"]
ALL = 59
HELD = "async (found) => (await import('/static/mapdata.js')).held(found, 5)"
UNBROKEN = "async (lines) => lines.map((await import('/static/mapdata.js')).unbroken)"
PHONE = {"width": 390, "height": 800}


def test_the_map_draws_points_areas_and_what_is_held_and_pins_no_province(desk):
    page = desk.page("/", ready=".row")
    points, areas, held = map(int, drawn(page).split())
    assert points >= 2
    assert areas == 2  # Idlib province and Mali
    assert held == 1
    page.locator(".legend summary").click()
    until(page, lambda: "Islamic State" in page.inner_text(".legend"))


def test_a_choice_on_the_map_opens_that_incident(desk):
    found = desk.incident("Mosul")
    page = desk.page(f"/?text=market&map={found['where']['lat']},{found['where']['lon']},8", ready=".row")
    until(page, lambda: drawn(page).split()[0] == "1")
    box = page.locator(".map canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, lambda: query(page).get("sel") == found["id"])
    page.wait_for_selector(".preview .facts")
    assert "44" in page.inner_text(".preview .figures")


def test_what_lies_under_the_pointer_is_told_within_the_map(desk):
    found = desk.incident("Mosul")
    page = desk.page(f"/?text=market&map={found['where']['lat']},{found['where']['lon']},8", ready=".row")
    until(page, lambda: drawn(page).split()[0] == "1")
    box = page.locator(".map canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, lambda: page.locator(".tip").count() == 1)
    assert "44 killed" in page.inner_text(".tip")
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    until(page, lambda: page.locator(".tip").count() == 0)


def test_the_list_can_follow_the_map(desk):
    page = desk.page("/?map=36.34,43.13,7", ready=".row")
    drawn(page)
    page.locator(".follow input").check()
    until(page, lambda: "box" in query(page))
    page.locator(".maplibregl-ctrl-zoom-in").click()
    until(page, lambda: int(total(page).split()[0]) < ALL)
    page.locator(".follow input").uncheck()
    until(page, lambda: total(page) == f"{ALL} incidents")
    assert "box" not in query(page)


def test_at_first_all_that_has_a_place_is_in_view(desk):
    found = desk.api("/map?zoom=2")
    points = [one for one in found["points"] if one["lat"] is not None]
    west, south, east, north = found["bounds"]
    assert all(west <= one["lon"] <= east and south <= one["lat"] <= north for one in points)
    page = desk.page("/", ready=".row")
    drawn(page)
    until(page, lambda: "map" in query(page))
    lat, lon, zoom = map(float, query(page)["map"].split(","))
    assert west < lon < east
    assert south < lat < north
    box = page.locator(".map canvas").bounding_box()
    assert 512 * 2**zoom * (east - west) / 360 <= box["width"]


def test_on_a_phone_what_is_chosen_on_the_map_is_shown_over_its_foot(desk):
    found = desk.incident("Mosul")
    place = f"{found['where']['lat']},{found['where']['lon']},8"
    page = desk.page(f"/?tab=map&text=market&map={place}", ready="html[data-map]", viewport=PHONE)
    until(page, lambda: drawn(page).split()[0] == "1")
    box = page.locator(".map canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(".preview .figures")
    shown = page.locator(".preview .figures").bounding_box()
    assert 0 <= shown["y"] < PHONE["height"]
    assert page.evaluate("scrollY") == 0


def test_who_is_said_to_hold_something_in_a_country_is_not_drawn_as_if_he_held_it_all(desk):
    page = desk.page("/dashboard", ready=".tiles")
    given = {"lat": 33.0, "lon": 44.0, "holder": "A", "said_by": ["Wire"], "km": 300, "incident": "i1", "outline": None}
    held = [{**given, "precision": "country"}, {**given, "precision": "exact", "km": None}]
    found = page.evaluate(HELD, {"held": held})
    assert [one["properties"]["precision"] for one in found["shapes"]["features"]] == ["exact"]
    raqqa = next(iter(desk.api("/outlines?country=SY")["features"]))
    (province,) = page.evaluate(HELD, {"held": [{**given, "precision": "province", "outline": raqqa["id"]}]})["shapes"]["features"]
    assert province["geometry"] == raqqa["geometry"]


def test_a_line_beyond_the_180th_meridian_goes_on_and_crosses_no_world(desk):
    page = desk.page("/dashboard", ready=".tiles")
    ring = [[178, 60], [-179, 61], [-175, 65], [179, 66], [178, 60]]
    around = [[-180, -80], [-60, -79], [60, -78], [180, -80], [180, -90], [-180, -90], [-180, -80]]
    found, pole = page.evaluate(UNBROKEN, [ring, around])
    assert found == [[178, 60], [181, 61], [185, 65], [179, 66], [178, 60]]
    assert pole == around
