"""Huge and hostile inputs end in one named failure, in little memory."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tacitus.errors import CODES, Failure, TacitusError
from tacitus.sources import FORMATS, Obtained, Options, reports
from tacitus.sources.read import readers

STORY = b"Gunmen killed three guards at a checkpoint near Larkand on Friday, the police said. They fled.\n"
MB = 1 << 20
PEAK_MB = 400  # the issue asks for well under 1 GB; the libraries alone take about 100

READ = """
import json, resource, sys
from tacitus.sources import Obtained, reports

def peak_mb():
    # The kernel's own high-water mark of this program: getrusage also counts what the test runner had before it began.
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

found = list(reports(sys.argv[1]))
print(json.dumps({
    "codes": [f.code for f in found if not isinstance(f, Obtained)],
    "texts": [len(f.report.text) for f in found if isinstance(f, Obtained)],
    "peak_mb": peak_mb(),
}))
"""


def read_apart(path: Path) -> dict[str, object]:
    """Read a path in a process of its own and measure it."""
    command = [sys.executable, "-c", READ, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def text_of_100_mb(path: Path) -> None:
    with path.open("wb") as out:
        for _ in range(100):
            out.write((STORY * 11_000)[:MB])


def zeros_of_100_mb(path: Path) -> None:
    with path.open("wb") as out:
        out.truncate(100 * MB)


def ten_million_characters(path: Path) -> None:
    path.write_bytes((STORY * 110_000)[:10_000_000])


def page_of_100_mb(path: Path) -> None:
    with path.open("wb") as out:
        out.write(b"<html><body>")
        for _ in range(100):
            out.write((b"<p>" + STORY) * (MB // 99))


def one_line_of_100_mb(path: Path) -> None:
    with path.open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(100):
            out.write(b"word " * (MB // 5))
        out.write(b'"}')


def a_deep_page(path: Path) -> None:
    path.write_bytes(b"<html><body>" + b"<div>" * 40_000 + STORY)


def deep_json(path: Path) -> None:
    path.write_bytes(b'[{"text": ' + b"[" * 500_000)


@pytest.mark.parametrize(
    ("name", "make", "codes"),
    [
        ("a.txt", text_of_100_mb, ["E205"]),
        ("zeros.txt", zeros_of_100_mb, ["E202"]),
        ("ten.txt", ten_million_characters, ["E205"]),
        ("a.html", page_of_100_mb, ["E205"]),
        ("a.json", one_line_of_100_mb, ["E205"]),
        ("a.jsonl", one_line_of_100_mb, ["E205"]),
        ("deep.html", a_deep_page, ["E212"]),
        ("deep.json", deep_json, ["E204"]),
    ],
)
def test_a_huge_input_is_one_failure_in_little_memory(
    tmp_path: Path, name: str, make: Callable[[Path], None], codes: list[str]
) -> None:
    make(tmp_path / name)
    answer = read_apart(tmp_path / name)
    assert answer["codes"] == codes
    assert answer["texts"] == []
    assert isinstance(answer["peak_mb"], float)
    assert answer["peak_mb"] < PEAK_MB


def test_a_long_file_of_short_reports_is_a_stream(tmp_path: Path) -> None:
    line = json.dumps({"text": STORY.decode() * 40}).encode() + b"\n"
    (tmp_path / "a.jsonl").write_bytes(line * 200)
    found = reports(tmp_path / "a.jsonl")
    assert isinstance(next(found), Obtained)
    assert sum(isinstance(f, Obtained) for f in found) == 199


def test_a_quotation_mark_open_over_megabytes_costs_one_row(tmp_path: Path) -> None:
    row = b"2," + STORY.replace(b",", b";").strip() * 40 + b"\n"
    (tmp_path / "a.csv").write_bytes(b'id,text\n1,"never closed\n' + row * 1400)
    found = list(reports(tmp_path))
    assert sum(isinstance(f, Obtained) for f in found) == 1400
    assert [f.code for f in found if isinstance(f, Failure)] == ["E209"]


def test_a_longer_text_is_kept_if_the_caller_says_so(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(STORY * 12_000)
    (refused,) = reports(path)
    assert isinstance(refused, Failure)
    assert refused.code == "E205"
    (kept,) = reports(path, Options(max_characters=2_000_000))
    assert isinstance(kept, Obtained)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "E201"), (b" \n\t\n", "E201"), (b"\xef\xbb\xbf", "E201"), (b"\0" * 9000, "E201"),
        (zlib.compress(bytes(range(256)) * 2000, 0), "E202"), (b"\x89PNG\r\n\x1a\n" + bytes(400), "E202"),
        (b"\x7fELF" + bytes(100) + b"text" * 30, "E202"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl", "a.html", "unnamed"])
def test_empty_and_binary_files_are_named_whatever_they_are_called(
    tmp_path: Path, raw: bytes, code: str, name: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "z.txt").write_bytes(STORY)
    first, second = reports(tmp_path)
    assert isinstance(first, Failure)
    assert first.code == code
    assert first.where == str(tmp_path / name)
    assert first.hint
    assert isinstance(second, Obtained)


@pytest.mark.parametrize(("name", "raw"), [("a.csv", b"id,text\n"), ("a.json", b"[]"), ("a.json", b'{"articles": []}')])
def test_an_input_without_any_report_is_not_passed_over_in_silence(tmp_path: Path, name: str, raw: bytes) -> None:
    assert [f.code for f in reports(tmp_path) if isinstance(f, Failure)] == ["E201"]
    (tmp_path / name).write_bytes(raw)
    assert [f.code for f in reports(tmp_path) if isinstance(f, Failure)] in (["E201"], ["E209"])


def test_null_bytes_in_a_text_are_taken_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Three \0guards were\x07 shot.\0 The police said so.")
    (found,) = reports(tmp_path)
    assert isinstance(found, Obtained)
    assert found.report.text == "Three guards were shot. The police said so."


def pdf(lines: list[str]) -> bytes:
    """A small PDF of one page with these lines."""
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}ET".encode()
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(Guards shot at checkpoint)/CreationDate(D:20160729120000)>>",
    ]  # fmt: skip
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        starts.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    trailer = b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def test_a_pdf_is_read_as_running_text(tmp_path: Path) -> None:
    lines = [
        "Gunmen killed three guards at a checkpoint near Larkand on Friday, the", "police said. They fled.",
        "Nobody has said that it was behind the attack, which was the third in the", "district since spring.",
    ]  # fmt: skip
    (tmp_path / "a.pdf").write_bytes(pdf(lines))
    (found,) = reports(tmp_path)
    assert isinstance(found, Obtained)
    assert found.report.text == f"{lines[0]} {lines[1]}\n\n{lines[2]} {lines[3]}"
    assert found.report.title == "Guards shot at checkpoint"
    assert (found.report.published.date, found.report.published.how) == ("2016-07-29", "metadata")


def test_a_pdf_dateline_outranks_the_day_the_file_was_made(tmp_path: Path) -> None:
    lines = ["Published 27 July 2016", "", "Gunmen killed three guards on Friday, it is said."]
    (tmp_path / "a.pdf").write_bytes(pdf(lines))
    (found,) = reports(tmp_path)
    assert isinstance(found, Obtained)
    assert (found.report.published.date, found.report.published.how) == ("2016-07-27", "dateline")


def test_a_scanned_pdf_and_a_broken_one_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([]))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4\nrubbish")
    scan, broken = reports(tmp_path)
    assert isinstance(scan, Failure)
    assert isinstance(broken, Failure)
    assert (scan.code, broken.code) == ("E203", "E204")
    assert "no text layer on its page" in scan.what


def test_every_format_has_a_reader_and_an_ending_of_its_own() -> None:
    assert set(readers()) == set(FORMATS)
    endings = [ending for form in FORMATS.values() for ending in form.suffixes]
    assert len(endings) == len(set(endings))


def test_an_unknown_format_is_a_fault_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(TacitusError, match="E102"):
        list(reports(tmp_path, Options(format="morse")))
    assert "E102" in CODES


def test_a_named_format_outranks_what_the_file_looks_like(tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_bytes(b'id,text\n1,"' + STORY.strip() + b'"\n')
    (found,) = reports(tmp_path / "a.dat", Options(format="csv"))
    assert isinstance(found, Obtained)
    assert found.report.source_id == "1"


def test_a_file_name_that_is_no_text_costs_no_report(tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "wb") as file:
        file.write(STORY)
    [found] = reports(folder)
    assert isinstance(found, Obtained)
    assert found.report.source is not None
    assert found.report.source.encode("utf-8").endswith(b".txt")


@pytest.mark.parametrize("address", ["ftp://example.org/a.txt", "file:///a.txt", "gopher://example.org/"])
def test_an_address_of_another_scheme_is_refused_as_such(address: str) -> None:
    [failure] = reports(address)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.where) == ("E211", address)


def test_a_cut_web_archive_gives_the_records_before_the_cut(tmp_path: Path) -> None:
    packed = b"".join(gzip.compress(_record(f"http://example.org/{n}", n)) for n in range(3))
    (tmp_path / "cut.warc.gz").write_bytes(packed[:-60])
    found = list(reports(tmp_path / "cut.warc.gz"))
    assert [one.report.url for one in found if isinstance(one, Obtained)][:2] == [
        "http://example.org/0", "http://example.org/1",
    ]  # fmt: skip
    assert [one.code for one in found if isinstance(one, Failure)] == ["E204"]


def _record(url: str, n: int) -> bytes:
    page = f"<html><body><article><p>{n}: {STORY.decode()}</p><p>{STORY.decode()}</p></article></body></html>".encode()
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:uuid:{n:032}>\r\n"
    head += f"WARC-Date: 2015-05-04T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body + b"\r\n\r\n"
