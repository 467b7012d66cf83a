"""Review in a real browser: looking decides nothing, one key decides and moves on, and nobody is overwritten silently."""

from __future__ import annotations

import pytest
from page_desk import desk, until

__all__ = ["desk"]
SELECT = """words => {
    const node = document.querySelector('.evidence .text').firstChild, range = document.createRange();
    const at = node.data.indexOf(words);
    range.setStart(node, at); range.setEnd(node, at + words.length);
    const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range);
    document.querySelector('.evidence .text').dispatchEvent(new PointerEvent('pointerup', {bubbles: true})); }"""


@pytest.fixture
def bus(desk):
    return desk.incident("Daraa")["id"]


def decisions(desk):
    return desk.record.decisions()


def question(page):
    """What is asked; nothing, while nothing is."""
    return " ".join(page.locator(".question .why").all_inner_texts())


def kept(page):
    """Waits until the page says that a decision was kept, and so knows what Z would undo."""
    until(page, lambda: "Z undoes it" in page.inner_text("#say"))


def test_looking_never_decides(desk):
    page = desk.page("/review", ready=".question")
    before = len(decisions(desk))
    first = question(page)
    page.keyboard.press("ArrowRight")
    until(page, lambda: question(page) != first)
    page.keyboard.press("ArrowLeft")
    until(page, lambda: question(page) == first)
    page.locator(".one a, .versus a").first.hover()
    assert len(decisions(desk)) == before


def test_every_answer_has_its_key_printed_on_its_button(desk):
    page = desk.page("/review", ready=".question")
    buttons = page.locator(".options button")
    keys = [buttons.nth(n).locator("kbd").inner_text() for n in range(buttons.count())]
    assert len(keys) == len(set(keys)) >= 2


def test_one_key_decides_and_moves_on_and_z_takes_it_back(desk):
    page = desk.page("/review?place=Daraa", ready=".question")
    assert "5" in question(page)
    before, asked = len(decisions(desk)), question(page)
    page.keyboard.press("1")
    until(page, lambda: len(decisions(desk)) == before + 1)
    until(page, lambda: question(page) != asked)
    page.keyboard.press("z")
    until(page, lambda: len(decisions(desk)) == before + 2)
    until(page, lambda: question(page) == asked)


def test_undo_goes_back_to_the_question_that_it_takes_back(desk):
    page = desk.page("/review", ready=".question")
    first = question(page)
    page.keyboard.press("ArrowRight")
    until(page, lambda: question(page) != first)
    asked = question(page)
    page.keyboard.press("u")
    until(page, lambda: question(page) != asked)
    kept(page)
    page.keyboard.press("z")
    until(page, lambda: question(page) == asked)


def test_putting_off_decides_nothing_and_leaves_the_queue(desk):
    page = desk.page("/review", ready=".question")
    before, asked = len(decisions(desk)), question(page)
    page.locator(".options button", has=page.locator("kbd", has_text="K")).click()
    until(page, lambda: question(page) != asked)
    assert len(decisions(desk)) == before


def test_a_value_is_corrected_by_selecting_words_in_the_text(desk, bus):
    page = desk.page(f"/incident/{bus}", ready=".evidence .text")
    words = "20" if "20" in page.inner_text(".evidence .text") else "5"
    page.evaluate(SELECT, words)
    page.get_by_role("button", name="Correct a value with these words").click()
    assert page.locator(".correct-form q").inner_text() == words
    until(page, lambda: page.get_by_label("Right value").input_value() == words)
    page.locator(".correct-form").get_by_label("Comment").fill("the hospital counted")
    page.get_by_role("button", name="Save the correction").click()
    until(page, lambda: desk.record.incident(bus).counts["killed"].best == int(words))
    (made,) = [one for one in desk.record.incident(bus).decisions if one.kind == "correct"]
    assert made.quotes[0].words == words
    assert made.comment == "the hospital counted"
    until(page, lambda: "the hospital counted" in page.inner_text(".decisions"))
    kept(page)
    page.keyboard.press("z")
    until(page, lambda: not desk.record.incident(bus).decisions)


def test_who_comes_second_is_shown_what_changed_and_overwrites_nothing(desk, bus):
    first = desk.page(f"/incident/{bus}", ready=".actions")
    second = desk.page(f"/incident/{bus}", ready=".actions")
    for page, value in ((first, "7"), (second, "9")):
        page.locator(".fact[data-field='counts.killed'] .correct").click()
        page.get_by_label("Right value").fill(value)
        page.get_by_role("button", name="Save the correction").click()
        if page is first:
            until(page, lambda: desk.record.incident(bus).counts["killed"].best == 7)
    second.wait_for_selector(".conflict .revisions")
    assert "7" in second.inner_text(".conflict .revisions")
    assert desk.record.incident(bus).counts["killed"].best == 7
    second.locator(".conflict").get_by_role("button", name="Decide all the same").click()
    until(second, lambda: desk.record.incident(bus).counts["killed"].best == 9)


def test_statements_are_parted_and_joined_again(desk):
    market = desk.incident("Mosul")["id"]
    page = desk.page(f"/incident/{market}", ready=".actions")
    page.get_by_text("Split …").click()
    page.locator(".plainlist input").nth(1).check()
    page.get_by_role("button", name="Split off 1 statement").click()
    until(page, lambda: page.locator(".sources tbody tr").count() == 1)
    assert len(desk.record.incident(market).statements) == 1
    gone = page.locator(".parted a")  # what was split off can be gone to
    until(page, lambda: gone.count() == 1)
    parted = gone.get_attribute("href").removeprefix("/incident/")
    assert parted != market
    assert len(desk.record.incident(parted).statements) == 1
    page.keyboard.press("z")
    until(page, lambda: page.locator(".sources tbody tr").count() == 2)
    until(page, lambda: gone.count() == 0)
    assert len(desk.record.incident(market).statements) == 2


def test_two_are_joined_from_the_neighbours_that_the_page_offers(desk):
    market = desk.incident("Mosul")["id"]
    page = desk.page(f"/incident/{market}", ready=".actions")
    page.get_by_text("Split …").click()
    page.locator(".plainlist input").nth(1).check()
    page.get_by_role("button", name="Split off 1 statement").click()
    until(page, lambda: page.locator(".sources tbody tr").count() == 1)
    page.get_by_text("Merge with another incident …").click()
    page.locator(".choice").first.get_by_role("button", name="The same", exact=True).click()
    until(page, lambda: page.locator(".sources tbody tr").count() == 2)
    assert len(desk.record.incident(market).statements) == 2


def test_two_are_joined_by_an_id_and_parted_again(desk):
    ids = [card["id"] for card in desk.api("/incidents?place=Homs&sort=date&limit=2")["incidents"]]
    page = desk.page(f"/incident/{ids[0]}", ready=".actions")
    page.get_by_text("Merge with another incident …").click()
    page.get_by_label("or by its id").fill(ids[1])
    page.locator(".actions details p").last.get_by_role("button", name="The same").click()
    until(page, lambda: page.locator(".sources tbody tr").count() == 2)
    assert len(desk.record.incident(ids[0]).statements) == 2
    page.keyboard.press("z")
    until(page, lambda: page.locator(".sources tbody tr").count() == 1)
    assert len(desk.record.incident(ids[0]).statements) == 1


def test_a_pair_stands_side_by_side_with_its_differences_marked(desk):
    cards = desk.api("/incidents?place=Kirkuk&sort=date&limit=2")["incidents"]
    sides = [desk.api(f"/incidents/{card['id']}")["incident"] for card in cards]
    item = {
        "key": "qtest", "kind": "pair", "field": None, "why": "these may be one", "score": 1.0, "deaths": 1, "unsure": 0.5,
        "incidents": sides, "statements": [], "values": [], "features": {"same_day": -1.0},
        "options": [{"key": "u", "says": "cannot be said", "asks": None,
                     "decision": {"kind": "unsure", "incident": sides[0]["id"], "other": sides[1]["id"]}}],
    }
    page = desk.page("/dashboard", ready=".tiles")
    page.route("**/api/v1/review?**", lambda route: route.fulfill(json={"items": [item], "left": 1, "next": None}))
    page.route("**/api/v1/review", lambda route: route.fulfill(json={"items": [item], "left": 1, "next": None}))
    page.get_by_role("link", name="Review").click()
    page.wait_for_selector(".texts .text >> nth=1")
    assert page.locator(".versus .differs").count() >= 1
    assert page.locator(".texts .text").count() == 2
    before = len(decisions(desk))
    page.keyboard.press("u")
    until(page, lambda: len(decisions(desk)) == before + 1)
    page.wait_for_selector(".empty")


def test_who_did_what_is_listed(desk):
    page = desk.page("/review", ready=".log")
    page.locator(".log summary").click()
    assert "local" in page.inner_text(".log")


def test_no_error_came_up(desk):
    assert [one for one in desk.troubles if "409" not in one] == []
