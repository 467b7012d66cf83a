"""A base map of the user's own: what cannot be drawn is refused before the server starts; its bytes are sent piece by piece."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import made_tiles
import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient

from tacitus import store, web
from tacitus.cli import main
from tacitus.errors import TacitusError
from tacitus.web.tiles import opened, span

WHOLE = made_tiles.archive()


def served(record: Any, path: Path) -> Any:
    """Somebody at this machine, with the tiles of a file."""
    return TestClient(web.app(record, own_tiles=opened(path)), base_url="http://localhost")


def test_a_piece_is_answered_as_asked(record: Any, tmp_path: Path) -> None:
    with served(record, made_tiles.written(tmp_path)) as client:
        address = client.get("/api/v1/meta").json()["tiles"]
        whole = client.get(address)
        assert (whole.status_code, whole.content, whole.headers["accept-ranges"]) == (200, WHOLE, "bytes")
        some = client.get(address, headers={"Range": "bytes=7-126"})
        assert (some.status_code, some.content) == (206, WHOLE[7:127])
        assert some.headers["content-range"] == f"bytes 7-126/{len(WHOLE)}"
        assert some.headers["etag"] == whole.headers["etag"]
        assert "content-encoding" not in some.headers
        past = client.get(address, headers={"Range": "bytes=99999-"})
        assert (past.status_code, past.headers["content-range"]) == (416, f"bytes */{len(WHOLE)}")


def test_without_a_file_there_is_no_address_of_tiles(client: Any) -> None:
    assert client.get("/api/v1/meta").json()["tiles"] is None
    assert client.get("/tiles/own.pmtiles").status_code == 404


def test_a_file_that_is_taken_away_is_not_found_and_one_that_changes_has_another_tag(record: Any, tmp_path: Path) -> None:
    path = made_tiles.written(tmp_path)
    with served(record, path) as client:
        before = client.get("/tiles/own.pmtiles").headers["etag"]
        path.write_bytes(WHOLE + b"\0")
        assert client.get("/tiles/own.pmtiles").headers["etag"] != before
        path.unlink()
        assert client.get("/tiles/own.pmtiles").status_code == 404


@given(st.integers(1, 500), st.one_of(st.none(), st.integers(0, 600)), st.one_of(st.none(), st.integers(0, 600)))
def test_a_span_is_what_a_slice_would_give(size: int, first: int | None, last: int | None) -> None:
    asked = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    found = span(asked, size)
    if (first is None and last is None) or (first is not None and last is not None and last < first):
        assert found is None
        return
    data = bytes(n % 251 for n in range(size))
    assert found is not None
    expected = data[first : None if last is None else last + 1] if first is not None else data[size - min(size, last or 0) :]
    assert data[found[0] : found[1] + 1] == expected


@pytest.mark.parametrize("asked", ["", "bytes", "bytes=a-b", "bytes=1-2,4-5", "lines=1-2", "bytes=-", f"bytes={'9' * 5000}-"])
def test_a_range_that_is_none_is_passed_over(asked: str) -> None:
    assert span(asked, 10) is None


@pytest.mark.parametrize(("broken", "says"), [
    (b"", "no PMTiles file"), (b"SQLite format 3\0" + bytes(500), "no PMTiles file"), (WHOLE[:100], "no PMTiles file"),
    (WHOLE[:-5], "cut off"), (made_tiles.archive(version=2), "version 2"), (made_tiles.archive(kind=6), "number 6"),
    (made_tiles.archive(packing=3), "brotli"), (WHOLE[:127] + b"x" * (len(WHOLE) - 127), "damaged"),
])
def test_a_file_that_cannot_be_drawn_is_refused_with_what_to_try(tmp_path: Path, broken: bytes, says: str) -> None:
    path = tmp_path / "broken.pmtiles"
    path.write_bytes(broken)
    with pytest.raises(TacitusError) as refused:
        opened(path)
    assert refused.value.failure.code == "E407"
    assert says in refused.value.failure.what
    assert refused.value.failure.hint


def test_serve_sends_the_file_that_it_was_given(tmp_path: Path) -> None:
    db = str(tmp_path / "war.db")
    store.open(db).close()
    path = made_tiles.written(tmp_path)
    command = [sys.executable, "-m", "tacitus.cli", "serve", db, "--port", "0", "--no-open", "--tiles", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            with urllib.request.urlopen(f"{address}tiles/own.pmtiles", timeout=60) as answer:
                assert answer.read() == WHOLE
        finally:
            server.kill()


def test_serve_ends_with_the_error_before_it_listens(tmp_path: Path, capsys: Any) -> None:
    db = str(tmp_path / "war.db")
    store.open(db).close()
    assert main(["serve", db, "--port", "0", "--no-open", "--tiles", db]) == 2
    assert "E407" in capsys.readouterr().err
    assert main(["serve", db, "--port", "0", "--no-open", "--tiles", str(tmp_path / "none.pmtiles")]) == 2
    assert "E101" in capsys.readouterr().err
