"""Reports in, by the page: pasted, dropped or by address; progress and failures are seen; saved searches and alerts."""

from __future__ import annotations

from desk_record import ARABIC
from page_desk import desk, until

__all__ = ["desk"]
NEWS = "What we know so far. A bomb killed 13 people in Homs on 2016-01-05. The street stays shut until the evening, they said."
DROP = """([name, words]) => {
    const data = new DataTransfer();
    data.items.add(new File([words], name));
    const event = new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true});
    document.querySelector('.drop').dispatchEvent(event); }"""


def test_a_pasted_text_is_read_and_leads_to_what_it_tells(desk):
    page = desk.page("/add", ready=".ways")
    page.get_by_label("Text of the report").fill(NEWS)
    page.get_by_label("Day of publication").fill("2016-01-06")
    page.get_by_label("Publisher").fill("Pasted Press")
    page.get_by_role("button", name="Read it").first.click()
    page.wait_for_selector(".job .row")
    assert "13" in page.inner_text(".job .row")
    assert "1 incident" in page.inner_text(".job")
    page.locator(".job .row a").click()
    page.wait_for_selector(".facts")
    assert "Pasted Press" in page.inner_text(".sources")


def test_runs_are_there_again_when_one_comes_back(desk):
    page = desk.page("/add", ready=".ways")
    page.evaluate(DROP, ["broken.pdf", "%PDF-1.7 and nothing more"])
    page.wait_for_selector(".failures li")
    page.get_by_role("link", name="Dashboard").click()
    page.wait_for_selector(".tiles")
    page.get_by_role("link", name="Add reports").click()
    page.wait_for_selector(".failures li")
    assert "broken.pdf" in page.inner_text(".job header")


def test_the_same_text_again_adds_nothing_and_says_so(desk):
    before = desk.api("/meta")["incidents"]
    page = desk.page("/add", ready=".ways")
    page.get_by_label("Text of the report").fill(NEWS)
    page.get_by_label("Day of publication").fill("2016-01-06")
    page.get_by_label("Publisher").fill("Pasted Press")
    page.get_by_role("button", name="Read it").first.click()
    until(page, lambda: "known already" in page.inner_text("main"))
    assert desk.api("/meta")["incidents"] == before


def test_dropped_files_show_what_failed_and_what_to_try(desk):
    page = desk.page("/add", ready=".drop")
    page.evaluate(DROP, ["broken.pdf", "%PDF-1.7 and nothing more"])
    page.wait_for_selector(".failures li")
    assert page.locator(".failures code").inner_text().startswith("E2")
    assert "broken.pdf" in page.inner_text(".failures")


def test_a_report_that_is_not_read_is_told_with_why(desk):
    page = desk.page("/add", ready=".drop")
    page.evaluate(DROP, ["news.txt", f"{ARABIC}\n{ARABIC.replace('السوق', 'الشارع')}"])
    until(page, lambda: "a language that is not read yet" in page.inner_text(".job"))
    assert "0 incidents" in page.inner_text(".job")
    page.locator(".job a").first.click()  # and is kept, to be looked at
    page.wait_for_selector(".text")
    assert ARABIC in page.inner_text(".text")


def test_an_address_of_a_private_network_is_refused_and_told(desk):
    page = desk.page("/add", ready=".ways")
    page.get_by_label("Address of a page or feed").fill("http://127.0.0.1:9/news")
    page.get_by_role("button", name="Read it").nth(1).click()
    page.wait_for_selector(".failures li, .trouble")
    assert "E2" in page.inner_text("main")


def test_no_error_came_up(desk):
    assert [one for one in desk.troubles if "400" not in one] == []
