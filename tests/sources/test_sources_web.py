"""Pages, feeds, web archives and addresses become reports; nothing private is fetched."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tacitus.errors import Failure
from tacitus.sources import Obtained, Options, reports
from tacitus.sources.networks import allowed

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Bomb kills nine in Larkand market | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example"><meta name="author" content="Jane Doe">
<link rel="canonical" href="https://example.org/2016/07/27/bomb-larkand">
<meta property="article:published_time" content="2016-07-27T18:03:00+03:00">
<meta property="article:modified_time" content="2016-07-29T18:03:00+03:00"></head><body>
<header><nav><ul><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<div>We use cookies to improve your visit. <button>Accept all cookies</button></div>
<main><article><h1>Bomb kills nine in Larkand market</h1><p class="byline">By Jane Doe</p>
<p>At least nine people were killed when a bomb hidden in a cart went off in a crowded market in Larkand on Wednesday,
a security official said.</p>
<p>Witnesses said the blast broke the windows of shops nearby. Read more: <a href="/x">Earlier bombing in Osh</a></p>
<div class="related"><h3>Related stories</h3><ul><li><a href="/a">Gunmen kill five in the south</a></li></ul></div>
<p>No group has said that it was behind the attack. The city has been held by government forces since 2015.</p>
<p><strong>Read more:</strong> <a href="/c">How the war began</a></p>
<p>Please Share:</p><div class="share"><a>Facebook</a><a>Twitter</a></div></article>
<aside><h2>Most read</h2><ol><li><a>Plane crash kills a hundred in the mountains</a></li></ol></aside></main>
<footer>© 2016 The Daily Example. All rights reserved. <a>Privacy policy</a></footer></body></html>"""
ARTICLE = (
    "At least nine people were killed when a bomb hidden in a cart went off in a crowded market in Larkand on "
    "Wednesday, a security official said.\n\nWitnesses said the blast broke the windows of shops nearby.\n\n"
    "No group has said that it was behind the attack. The city has been held by government forces since 2015."
)
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Wire</title>
<item><title>Nine die in market</title><link>https://example.org/1</link><guid>e-1</guid>
<pubDate>Wed, 27 Jul 2016 15:03:00 GMT</pubDate><description>&lt;p&gt;Nine people died.&lt;/p&gt;&lt;p&gt;No one said
who did it.&lt;/p&gt;</description></item>
<item><title>Second story of the day</title><guid>e-2</guid></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>
<entry><id>urn:1</id><title>Nine die</title><published>2016-07-27T15:03:00+03:00</published><summary>Short.</summary>
<content type="html">&lt;p&gt;Nine people died in the market, the police said.&lt;/p&gt;</content></entry></feed>"""


def read(path: Path | str, options: Options | None = None) -> tuple[list[Obtained], list[Failure]]:
    """What was obtained and what was not."""
    found = list(reports(path, options))
    return [f for f in found if isinstance(f, Obtained)], [f for f in found if isinstance(f, Failure)]


def stored(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_saved_page_gives_the_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    ((obtained,), failures) = read(stored(tmp_path, "page.html", PAGE))
    report = obtained.report
    assert not failures
    assert report.text == ARTICLE
    assert report.title == "Bomb kills nine in Larkand market"
    assert (report.publisher, report.author) == ("The Daily Example", "Jane Doe")
    assert report.url == "https://example.org/2016/07/27/bomb-larkand"
    assert (report.published.date, report.published.how) == ("2016-07-27", "metadata")


def test_a_page_is_known_by_its_bytes_whatever_its_name(tmp_path: Path) -> None:
    ((obtained,), _) = read(stored(tmp_path, "page.txt", PAGE))
    assert obtained.report.text == ARTICLE


def test_a_page_that_lies_about_its_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("a security official", "“a security official”")
    ((obtained,), _) = read(stored(tmp_path, "page.html", page.encode("cp1252")))
    assert "“a security official” said" in obtained.report.text


def test_an_old_page_laid_out_with_tables_and_line_breaks(tmp_path: Path) -> None:
    first, *rest = ARTICLE.split("\n\n")
    story = "<br><br>".join(["<b>Bomb kills nine</b>", "<i>July 27, 2016</i>", first, *rest])
    menu = "<td><a href=/>Home</a><br><a href=/s>Sport</a></td>"
    head = "<html><head><title>Bomb kills nine</title></head>"
    page = f"{head}<body><table><tr>{menu}<td>{story}</td></tr></table></body></html>"
    ((obtained,), failures) = read(stored(tmp_path, "page.html", page))
    assert not failures
    assert ARTICLE in obtained.report.text
    assert "Sport" not in obtained.report.text
    assert (obtained.report.published.date, obtained.report.published.how) == ("2016-07-27", "dateline")


def test_a_page_heavy_with_scripts_and_pictures_is_read_and_a_storm_of_tags_is_not(tmp_path: Path) -> None:
    heavy = f"<SCRIPT>İ{'var x = 1;' * 200_000}</script><svg>{'<g/>' * 60_000}</svg><img src='data:image/png;base64,"
    page = PAGE.replace("</head>", f"{heavy}{'A' * 900_000}'></head>")
    ((obtained,), failures) = read(stored(tmp_path, "page.html", page))
    assert not failures
    assert obtained.report.text == ARTICLE
    assert obtained.report.published.date == "2016-07-27"
    _, failures = read(stored(tmp_path, "page.html", PAGE.replace("<main>", "<b>a</b>" * 60_000)))
    assert [f.code for f in failures] == ["E205"]


def test_a_page_without_an_article_is_said_to_have_none(tmp_path: Path) -> None:
    _, failures = read(stored(tmp_path, "page.html", "<html><body><nav><a>Home</a></nav></body></html>"))
    assert [f.code for f in failures] == ["E212"]


def test_feeds_give_a_report_an_entry(tmp_path: Path) -> None:
    (first, second), failures = read(stored(tmp_path, "feed.xml", RSS))
    assert not failures
    assert first.report.text == "Nine people died.\n\nNo one said who did it."
    assert (first.report.title, first.report.source_id) == ("Nine die in market", "e-1")
    assert (first.report.publisher, first.report.url) == ("The Wire", "https://example.org/1")
    assert first.report.published.date == "2016-07-27T15:03:00Z"
    assert first.raw.startswith(b"<item>")
    assert first.raw.endswith(b"</item>")
    assert second.report.text == "Second story of the day"
    ((entry,), _) = read(stored(tmp_path, "feed.atom", ATOM))
    assert entry.report.text == "Nine people died in the market, the police said."
    assert entry.report.published.date == "2016-07-27T15:03:00+03:00"


def test_a_feed_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    found, failures = read(stored(tmp_path, "feed.xml", RSS[: RSS.index("Second story") + 6]))
    assert found[0].report.title == "Nine die in market"
    assert failures[-1].code == "E204"


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    """A WARC file of (address, status line, body)."""
    out = b""
    for url, status, body in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body
        out += (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(out)}>\r\n"
            f"WARC-Date: 2016-07-28T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode() + http + b"\r\n\r\n"  # fmt: skip
    return out


@pytest.mark.parametrize("packed", [False, True])
def test_web_archives_give_their_pages_with_address_and_time(tmp_path: Path, packed: bool) -> None:
    page = PAGE.encode()
    raw = warc(("http://a.example/1", "200 OK", page), ("http://a.example/2", "404 Not Found", page))
    raw += warc(("http://a.example/3", "200 OK", page))
    path = stored(tmp_path, "a.warc.gz" if packed else "a.warc", gzip.compress(raw) if packed else raw)
    found, failures = read(path)
    assert not failures
    assert [f.report.url for f in found] == ["http://a.example/1", "http://a.example/3"]
    assert found[0].report.text == ARTICLE
    assert found[0].report.retrieved == "2016-07-28T10:00:00Z"
    assert found[0].report.source == f"{path}#http://a.example/1"
    assert found[0].raw == page


def test_a_cut_or_spoilt_web_archive_gives_what_came_before(tmp_path: Path) -> None:
    raw = warc(("http://a.example/1", "200 OK", PAGE.encode()))
    for spoilt in (raw + raw[:-400], raw + b"rubbish" * 9 + raw, raw + b"WARC/1.0\r\nno header\r\n"):
        found, failures = read(stored(tmp_path, "a.warc", spoilt))
        assert found[0].report.text == ARTICLE
        assert len(failures) <= 1
        assert all(f.code == "E204" for f in failures)
    _, failures = read(stored(tmp_path, "a.warc", b"WARC/1.0\r\nrubbish"))
    assert [f.code for f in failures] == ["E204"]


class Site(BaseHTTPRequestHandler):
    """A small web site on this machine."""

    def do_GET(self) -> None:
        where = {"/away": "http://10.1.2.3/", "/loop": "/loop", "/moved": "/page", "/file": "file:///etc/hostname"}
        if self.path in where:
            self.send_response(302)
            self.send_header("Location", where[self.path])
            self.end_headers()
            return
        body = {"/page": PAGE, "/feed": RSS, "/big": "x" * 3_000_000}.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


HERE = Options(allow_loopback=True, timeout=5.0)


def test_an_address_of_a_page_or_feed_is_fetched(site: str) -> None:
    ((page,), failures) = read(f"{site}/moved", HERE)
    assert not failures
    assert page.report.text == ARTICLE
    assert page.report.url == f"{site}/page"
    assert page.report.source == f"{site}/moved"
    assert page.report.retrieved is not None
    found, _ = read(f"{site}/feed", HERE)
    assert [f.report.source_id for f in found] == ["e-1", "e-2"]


@pytest.mark.parametrize(
    ("path", "code"), [("/away", "E211"), ("/file", "E211"), ("/loop", "E210"), ("/none", "E210"), ("/big", "E205")]
)
def test_what_cannot_or_must_not_be_fetched_is_named(site: str, path: str, code: str) -> None:
    options = Options(allow_loopback=True, timeout=5.0, max_bytes=1_000_000)
    found, failures = read(f"{site}{path}", options)
    assert not found
    assert [f.code for f in failures] == [code]


def test_this_machine_is_not_asked_by_default(site: str) -> None:
    _, failures = read(f"{site}/page")
    assert [f.code for f in failures] == ["E211"]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"],
)  # fmt: skip
def test_no_private_network_address_is_allowed(address: str) -> None:
    assert not allowed(address, Options())


def test_public_addresses_are_allowed() -> None:
    assert allowed("93.184.216.34", Options())
    assert allowed("2606:2800:220:1::1", Options())
