"""Files spoilt at random end in reports and failures that name what is wrong, never in a fault of ours."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tacitus.sources import Obtained, reports

STORY = "Gunmen killed three guards at a checkpoint near Larkand on Friday, the police said. They fled to the hills."
PAGE = f"<html><head><title>Guards shot</title></head><body><article><p>{STORY}</p><p>{STORY}</p></article></body>"
ITEM = f"<item><title>A</title><description>{STORY}</description></item>"
FEED = f"<?xml version='1.0'?><rss><channel><title>W</title>{ITEM}</channel></rss>"


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", STORY)
        archive.writestr("b.html", PAGE)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = len(STORY)
        archive.addfile(member, io.BytesIO(STORY.encode()))
    return out.getvalue()


def _warc() -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: "
    return (f"{head}{len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n") * 2


SOUND = {
    "a.html": PAGE.encode(), "a.xml": FEED.encode(), "a.zip": _zip(), "a.tar": _tar(), "a.warc": _warc(),
    "a.gz": gzip.compress(STORY.encode()), "a.csv": f'id,text\n1,"{STORY}"\n2,"x ""y"" z"\n'.encode() * 2,
    "a.json": json.dumps([{"text": STORY}, {"text": "x"}]).encode(), "a.jsonl": b'{"text": "abc"}\n{"text": "def"}\n',
    "a.md": f"---\ntitle: A\n---\n# Guards *shot*\n\n{STORY} [x](y)\n".encode(),
}  # fmt: skip
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 20), st.binary(max_size=6))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SOUND)), st.lists(EDIT, max_size=6))
def test_a_spoilt_file_never_leads_to_a_fault_of_ours(
    tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[float, int, bytes]]
) -> None:
    raw = SOUND[name]
    for place, gone, put in edits:
        at = int(place * len(raw))
        raw = raw[:at] + put + raw[at + gone :]
    path = tmp_path_factory.mktemp("spoilt") / name
    path.write_bytes(raw)
    found = list(reports(path))
    assert found
    assert not [f for f in found if not isinstance(f, Obtained) and f.code == "E901"], found
    if raw == SOUND[name]:
        assert all(isinstance(f, Obtained) for f in found)
