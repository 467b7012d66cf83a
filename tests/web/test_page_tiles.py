"""A base map of the user's own in a real browser: drawn under what happened, in both themes, and never in its way."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import made_tiles
import pytest
from page_desk import Desk, seated, until

from tacitus.web.tiles import opened

VIEW = "/?map=10,20,2"
SPOTS = """async ([picture, spots]) => {
    const image = new Image();
    image.src = "data:image/png;base64," + picture;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    return spots.map(([x, y]) => [...pen.getImageData(x * image.width, y * image.height, 1, 1).data].slice(0, 3)); }"""
INSIDE = [(0.45 + x / 50, 0.45 + y / 50) for x in range(6) for y in range(6)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("tiles")
    with seated(folder, opened(made_tiles.written(folder))) as made:
        yield made


def colours(page):
    """The commonest colour of the middle of the map."""
    picture = base64.b64encode(page.locator(".map canvas").screenshot()).decode()
    found = [tuple(one) for one in page.evaluate(SPOTS, [picture, INSIDE])]
    return max(set(found), key=found.count)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_water_of_the_users_own_map_lies_over_the_land(desk, scheme):
    page = desk.page(VIEW, ready="html[data-map]", color_scheme=scheme)
    red, _, blue = (248, 247, 243) if scheme == "light" else (32, 40, 47)  # the land's own colour
    until(page, lambda: colours(page)[2] - colours(page)[0] > blue - red + 10)


def test_it_is_drawn_again_when_the_theme_turns(desk):
    page = desk.page(VIEW, ready="html[data-map]", color_scheme="light")
    until(page, lambda: colours(page)[2] - colours(page)[0] > 5)
    page.get_by_role("button", name="Change between light and dark").click()
    until(page, lambda: sum(colours(page)) < 300 and colours(page)[2] - colours(page)[0] > 25)


def test_a_file_that_is_gone_is_told_and_the_map_goes_on(desk):
    page = desk.page("/dashboard", ready=".tiles")
    page.route("**/tiles/own.pmtiles", lambda route: route.fulfill(status=404, body=""))
    page.get_by_role("link", name="Record").click()
    until(page, lambda: "map tiles cannot be drawn" in page.inner_text("#say"))
    page.wait_for_selector("html[data-map]")
    assert page.locator(".map-failed").count() == 0
