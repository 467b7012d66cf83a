"""How the server is asked: again when that may help, in its own dialect, once for the same text, within the limits."""

from __future__ import annotations

import pytest
from endpoint_reports import report, shooting
from scripted_server import chat, error, serving, told

from tacitus.errors import ReportError, TacitusError
from tacitus.reader.endpoint import Endpoint, Estimate, cache, checked
from tacitus.reader.endpoint.budget import Budget
from tacitus.reader.endpoint.settings import address


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_what_may_pass_is_tried_again_with_growing_waits(reader, slept, status):
    with serving(error(status), error(status), told(shooting())) as server:
        assert len(reader(server.url).read(report())) == 1
    assert len(slept) == 2
    assert slept[1] > slept[0] >= 1


def test_a_server_says_how_long_to_wait(reader, slept):
    with serving(error(429, Retry_After="17"), told()) as server:
        reader(server.url).read(report())
    assert slept == [17.0]


def test_a_date_to_wait_for_is_understood_and_a_past_one_costs_nothing(reader, slept):
    with serving(error(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), told()) as server:
        reader(server.url).read(report())
    assert slept[0] < 3


def test_a_rest_that_is_too_long_is_not_waited_for(reader, slept):
    with serving(error(429, Retry_After="86400")) as server, pytest.raises(ReportError) as raised:
        reader(server.url).read(report())
    assert raised.value.failure.code == "E304"
    assert slept == []


def test_a_server_that_is_not_there_fails_the_report_and_is_soon_left_alone(reader, slept):
    with serving(told()) as server:
        gone = server.url
    made = reader(gone)
    for n in range(5):
        with pytest.raises(ReportError) as raised:
            made.read(report(f"A bomb blew up in Kirkuk on Monday, report {n} says."))
        assert raised.value.failure.code == "E304"
    assert len(slept) == 9  # three waits for each of three reports, none for those that were not tried


def test_a_refusal_is_not_repeated(reader, slept):
    with serving(error(403, "not for you")) as server, pytest.raises(ReportError) as raised:
        reader(server.url).read(report())
    assert raised.value.failure.code == "E306"
    assert (slept, len(server.asked)) == ([], 1)


def test_a_server_without_json_schema_is_asked_in_other_ways_and_from_then_on_in_that(reader):
    def shape(asked):
        return asked.get("response_format", {}).get("type")

    no = error(400, "response_format is not supported")
    with serving(no, no, told(shooting()), told()) as server:
        made = reader(server.url, cache=False)
        assert len(made.read(report())) == 1
        made.read(report())
        assert [shape(asked) for asked in server.asked] == ["json_schema", "json_object", None, None]


def test_a_server_that_fails_over_the_schema_itself_is_asked_without_it(reader, slept):
    with serving(error(500, "failed to parse grammar"), told(shooting())) as server:
        assert len(reader(server.url).read(report())) == 1
        assert server.asked[1]["response_format"] == {"type": "json_object"}
    assert slept == []


def test_other_names_of_options_are_learned_from_the_refusal(reader):
    renamed = error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    cool = error(400, "Unsupported value: 'temperature' does not support 0.")
    with serving(renamed, cool, told()) as server:
        reader(server.url).read(report())
        last = server.asked[-1]
    assert last["max_completion_tokens"] == 2048
    assert not {"max_tokens", "temperature"} & last.keys()
    assert last["response_format"]["type"] == "json_schema"


def test_a_text_that_is_too_long_for_the_model_goes_in_halves(reader):
    text = "\n\n".join(f"On day {n} a bomb blew up in Kirkuk, and {n} people died there." for n in range(10, 40))
    with serving(error(400, "This model's maximum context length is 512 tokens."), told()) as server:
        reader(server.url).read(report(text))
        assert len(server.asked) == 3


def test_the_same_text_is_asked_for_once_and_another_model_anew(reader):
    with serving(told(shooting())) as server:
        first = reader(server.url).read(report())
        again = reader(server.url)
        assert again.read(report()) == first
        assert (again.budget.requests, again.budget.cached) == (0, 1)
        other = Endpoint(url=server.url, model="large")
        assert Estimate(checked(other)).read(report()) == []
        reader(server.url, cache=False).read(report())
        assert len(server.asked) == 2


def test_an_answer_that_cannot_be_used_is_not_kept(reader):
    with serving(chat("no idea"), told(shooting())) as server:
        with pytest.raises(ReportError):
            reader(server.url).read(report())
        assert len(reader(server.url).read(report())) == 1


def test_a_damaged_answer_on_disk_is_asked_for_again(reader):
    with serving(told(shooting())) as server:
        reader(server.url).read(report())
        (path,) = cache.folder().rglob("*.json")
        path.write_bytes(b'{"content": ')
        assert len(reader(server.url).read(report())) == 1
        assert len(server.asked) == 2


def test_a_cache_that_cannot_be_written_costs_nothing_else(reader, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with serving(told(shooting())) as server:
        assert len(reader(server.url).read(report())) == 1


def test_the_limit_of_tokens_is_never_passed_and_what_is_over_it_fails(reader):
    with serving(told()) as server:
        made = reader(server.url, max_tokens=5_000, cache=False)
        made.read(report())
        made.budget.sent = 4_000
        with pytest.raises(ReportError) as raised:
            made.read(report())
        assert raised.value.failure.code == "E307"
        assert len(server.asked) == 1


def test_the_limit_of_cost_counts_by_the_prices_that_were_given(reader):
    with serving(told()) as server:
        made = reader(server.url, prices=(1.0, 2.0), max_cost=0.001)
        with pytest.raises(ReportError) as raised:
            made.read(report())
        assert raised.value.failure.code == "E307"
        assert server.asked == []
        paid = reader(server.url, prices=(1.0, 2.0), max_cost=1.0)
        paid.read(report())
    assert paid.budget.cost() == pytest.approx((100 * 1.0 + 20 * 2.0) / 1e6)


@pytest.mark.parametrize("usage", [{"prompt_tokens": -5}, {"prompt_tokens": 10**12}, {"prompt_tokens": "many"}, [], None])
def test_a_server_that_counts_wrongly_does_not_widen_the_limit(reader, usage):
    with serving(chat({"happenings": []}, usage=usage)) as server:
        made = reader(server.url)
        made.read(report())
    assert 500 < made.budget.sent < 5_000


def test_no_more_requests_go_out_in_a_minute_than_allowed():
    now = [0.0]

    def sleep(seconds):
        now[0] += seconds

    budget = Budget(Endpoint(url="", model="", requests_per_minute=3), clock=lambda: now[0], sleep=sleep)
    sent = []
    for _ in range(10):
        budget.allow(10)
        sent.append(now[0])
        now[0] += 1.0
    assert all(later - earlier >= 60 for earlier, later in zip(sent, sent[3:], strict=False))
    assert sent[2] < 60


def test_a_dry_run_asks_nobody_and_knows_what_is_paid_for(reader):
    with serving(told()) as server:
        estimate = Estimate(checked(Endpoint(url=server.url, model="small", prices=(1.0, 1.0))))
        estimate.read(report())
        assert server.asked == []
        reader(server.url).read(report())
        estimate.read(report())
    assert (estimate.reports, estimate.requests, estimate.cached) == (2, 1, 1)
    assert estimate.sent > 500
    assert any(line.startswith("cost: at most 0.00") for line in estimate.lines())


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/chat/completions"),
        ("https://host/v1/", "https://host/v1/chat/completions"),
        ("https://host/api/openai?version=2", "https://host/api/openai/chat/completions?version=2"),
        ("https://host/v1/chat/completions", "https://host/v1/chat/completions"),
    ],
)
def test_an_address_may_be_given_in_short(given, meant):
    assert address(given) == meant


@pytest.mark.parametrize(
    "given", ["file:///etc/passwd", "ftp://host/v1", "localhost:8080", "", "http://", "http://me:secret@host/v1",
              "http://host:99999999/v1", "http://host\r\nX: 1/v1", "gopher://host"]
)
def test_other_schemes_and_broken_addresses_are_refused(given):
    with pytest.raises(TacitusError) as raised:
        checked(Endpoint(url=given, model="small"))
    assert raised.value.failure.code == "E102"
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "more", [{"model": " "}, {"timeout": 0.0}, {"max_tokens": -1}, {"max_cost": 1.0}, {"requests_per_minute": 0},
             {"prices": (-1.0, 1.0)}, {"timeout": float("nan")}]
)
def test_settings_that_cannot_be_kept_are_refused(more):
    with pytest.raises(TacitusError) as raised:
        checked(Endpoint(**{"url": "http://127.0.0.1", "model": "small", **more}))
    assert raised.value.failure.code == "E102"


@pytest.mark.parametrize(
    ("url", "may"),
    [("http://models.example.org/v1", False), ("https://models.example.org/v1", True), ("http://127.0.0.1:1/v1", True),
     ("http://192.168.1.9/v1", True), ("http://gpu-box:8000/v1", True), ("http://8.8.8.8/v1", False)],
)
def test_a_key_never_goes_over_the_open_network_unencrypted(monkeypatch, url, may):
    monkeypatch.setenv("TACITUS_API_KEY", "key-of-a-test")
    if may:
        checked(Endpoint(url=url, model="small"))
    else:
        with pytest.raises(TacitusError) as raised:
            checked(Endpoint(url=url, model="small"))
        assert "key-of-a-test" not in str(raised.value)


def test_a_key_that_would_break_a_header_is_refused_unseen(monkeypatch):
    monkeypatch.setenv("TACITUS_API_KEY", "good\r\nX-Other: 1")
    with pytest.raises(TacitusError) as raised:
        checked(Endpoint(url="https://host/v1", model="small"))
    assert "X-Other" not in str(raised.value)
