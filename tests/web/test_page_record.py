"""The incident and the report in a real browser: every value with all that was said of it, beside the words that say it."""

from __future__ import annotations

import desk_record
import pytest
from page_desk import desk, until

from tacitus.record import Report

__all__ = ["desk"]
LIT = "[...(CSS.highlights.get('lit') ?? [])].map(range => range.toString())"
SEEN = """() => {
    const at = [...CSS.highlights.get('lit')][0].getBoundingClientRect();
    const frame = document.querySelector('.evidence .paper').getBoundingClientRect();
    return at.height > 0 && at.top >= frame.top && at.bottom <= frame.bottom; }"""
NO_API = "delete CSS.highlights; delete window.Highlight; Object.defineProperty(CSS, 'highlights', {value: undefined});"


@pytest.fixture
def market(desk):
    return desk.incident("Mosul")["id"]


def fact(page, field):
    return page.locator(f".fact[data-field='{field}']").first


def test_every_field_shows_its_alternatives_each_with_words_source_and_day(desk, market):
    page = desk.page(f"/incident/{market}", ready=".facts")
    killed = fact(page, "counts.killed")
    assert "44" in killed.locator(".value").inner_text()
    assert killed.locator(".alternative").count() == 2
    text = killed.inner_text()
    assert "at least 12" in text
    assert "First Wire" in text
    assert "Late Paper" in text
    assert "Jul 30, 2016" in text
    assert "Islamic State (blamed)" in fact(page, "roles.attacker").inner_text()


def test_the_toll_over_time_has_every_figure_and_what_holds(desk, market):
    page = desk.page(f"/incident/{market}", ready=".toll-chart")
    until(page, lambda: page.locator(".toll-chart .figure").count() == 2)
    assert page.locator(".toll-chart .band").count() == 1
    assert "First Wire" in page.locator(".toll-chart .figure title").first.text_content()


def test_claims_denials_and_corrections_are_told_apart(desk, market):
    page = desk.page(f"/incident/{market}", ready=".claims")
    assert "Amaq" in page.locator(".stance-claims").inner_text()
    assert "The Red Party" in page.locator(".stance-denies").inner_text()
    assert page.locator(".doubts del").inner_text() == "12"
    assert page.locator(".doubts ins").inner_text() == "44"


def test_sources_stand_with_their_grade_and_history_as_what_was_and_is(desk, market):
    page = desk.page(f"/incident/{market}", ready=".revisions .diff")
    assert page.locator(".sources tbody tr").count() == 2
    assert page.locator(".sources abbr").first.get_attribute("title")
    assert page.locator(".revisions ins").count() > 3
    page.get_by_role("button", name="Cite").click()
    assert market in page.locator(".cite").first.inner_text()
    assert f"/incident/{market}" in page.locator(".cite").first.inner_text()


def test_a_value_lights_its_words_and_words_light_their_value(desk, market):
    page = desk.page(f"/incident/{market}", ready=".evidence .text")
    line = fact(page, "counts.wounded").locator(".line")
    line.hover()
    until(page, lambda: page.evaluate(LIT) == ["30"])
    page.locator(".evidence .text").click(position={"x": 2, "y": 2})
    place = page.evaluate("""() => {
        const node = document.querySelector('.evidence .text').firstChild, range = document.createRange();
        const at = node.data.indexOf('Mosul'); range.setStart(node, at); range.setEnd(node, at + 5);
        const box = range.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }""")
    page.mouse.move(*place)
    until(page, lambda: fact(page, "where").locator(".line.lit").count() >= 1)
    until(page, lambda: page.evaluate(LIT) == ["Mosul"])


def test_letters_outside_the_basic_plane_shift_no_mark(desk, market):
    page = desk.page(f"/incident/{market}", ready=".evidence .text")
    until(page, lambda: page.evaluate("CSS.highlights.has('toll')"))
    words = page.evaluate("[...CSS.highlights.get('toll')].map(range => range.toString())")
    assert "30" in words  # it stands after an emoji


def test_without_the_highlight_api_the_words_are_marked_all_the_same(desk, market):
    page = desk.page(f"/incident/{market}", ready=".evidence .text mark", before=NO_API)
    assert "Mosul" in page.locator(".evidence .text mark.m-where").all_inner_texts()
    fact(page, "counts.wounded").locator(".line").hover()
    until(page, lambda: page.locator(".evidence .text mark.m-lit").all_inner_texts() == ["30"])


def test_words_of_a_toll_show_as_a_toll_also_where_a_correction_rests_on_them(desk, market):
    late = next(one["id"] for one in desk.api(f"/incidents/{market}")["reports"] if one["publisher"] == "Late Paper")
    page = desk.page(f"/report/{late}", ready=".text mark", before=NO_API)
    assert "44" in page.locator(".text mark.m-toll").all_inner_texts()
    page = desk.page(f"/report/{late}", ready=".text")
    until(page, lambda: page.evaluate("CSS.highlights.has('toll') && CSS.highlights.has('other')"))
    assert page.evaluate("CSS.highlights.get('toll').priority > CSS.highlights.get('other').priority")


def test_one_click_shows_the_words_in_the_report_that_has_them(desk, market):
    page = desk.page(f"/incident/{market}", ready=".evidence .text")
    fact(page, "counts.killed").locator(".line", has_text="Late Paper").click()
    until(page, lambda: "Doctors counted" in page.inner_text(".evidence .text"))
    until(page, lambda: set(page.evaluate(LIT)) == {"44"})  # of the toll and of the correction
    assert "Late Paper" in page.locator(".report-tabs [aria-selected=true]").inner_text()


def test_words_further_down_are_brought_into_view(desk, market):
    page = desk.page(f"/incident/{market}", ready=".evidence .text", viewport={"width": 1000, "height": 250})
    line = fact(page, "counts.wounded").locator(".line")
    line.hover()
    until(page, lambda: page.evaluate(LIT) == ["30"])
    assert not page.evaluate(SEEN)
    line.click()
    until(page, lambda: page.evaluate(SEEN))


def test_on_a_phone_the_words_come_into_the_window(desk, market):
    page = desk.page(f"/incident/{market}", ready=".evidence .text", viewport={"width": 390, "height": 800})
    fact(page, "counts.wounded").locator(".line").click()
    until(page, lambda: page.evaluate(LIT) == ["30"])
    until(page, lambda: 0 < page.evaluate("[...CSS.highlights.get('lit')][0].getBoundingClientRect().top") < 800)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_record_leads_to_the_map_and_the_map_back(desk, market):
    page = desk.page(f"/incident/{market}", ready=".record-head")
    page.get_by_role("link", name="On the map").click()
    page.wait_for_selector(".preview .facts")
    assert "sel=" in page.url
    page.get_by_role("link", name="Open the record").first.click()
    until(page, lambda: page.url.endswith(f"/incident/{market}"))


def test_the_report_shows_what_was_read_and_what_was_set_aside_and_why(desk, market):
    report = desk.api(f"/incidents/{market}")["reports"][0]["id"]
    page = desk.page(f"/report/{report}", ready=".stated")
    assert "no number stands in it" in page.inner_text(".asides")
    page.get_by_label("Mark them in the text").check()
    until(page, lambda: page.evaluate("[...(CSS.highlights.get('aside') ?? [])].map(range => range.toString())") == ["busy"])
    page.locator(".stated .line", has_text="at least 12").hover()
    until(page, lambda: page.evaluate(LIT) == ["at least 12"])
    page.locator(".stated h3 a").click()
    until(page, lambda: f"/incident/{market}" in page.url)


def test_text_from_right_to_left_runs_that_way(desk):
    page = desk.page(f"/report/{Report.identify(desk_record.ARABIC)}", ready=".text")
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).direction") == "rtl"
    assert "not one that is read" in page.inner_text(".notice")


def test_html_in_a_report_is_shown_and_never_run(desk):
    page = desk.page("/", ready=".row")
    assert page.evaluate("""async () => {
        const { html, render } = await import('/static/lib.js');
        const box = document.createElement('div');
        render(html`<p>${'<img src=x onerror="window.ran = 1">'}</p>`, box);
        return [box.querySelectorAll('img').length, window.ran ?? 0]; }""") == [0, 0]


def test_a_day_that_rests_on_no_words_says_on_what_it_rests_and_shows_no_quote(desk, market):
    told = desk.api(f"/incidents/{market}")
    for one in (told["incident"], *told["statements"]):
        one["when"] |= {"said": None, "basis": "publication", "quotes": []}
    page = desk.page("/", ready=".row")
    page.route(f"**/api/v1/incidents/{market}", lambda route: route.fulfill(json=told))
    page.goto(f"{desk.address}/incident/{market}")
    page.wait_for_selector(".facts")
    assert "no day is said" in fact(page, "when").locator(".line").first.inner_text()
    assert fact(page, "when").locator("q").count() == 0


def test_an_incident_that_there_is_not_is_told(desk):
    page = desk.page("/incident/i000000000000", ready=".trouble")
    assert page.locator(".trouble small").inner_text().startswith("E")


def test_no_error_came_up(desk):
    assert [one for one in desk.troubles if "404" not in one] == []
