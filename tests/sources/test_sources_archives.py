"""Folders and archives give everything they hold, and no bomb, loop or broken member stops the rest."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import random
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tacitus.errors import Failure
from tacitus.sources import Obtained, Options, reports

STORY = "Gunmen killed three guards at a checkpoint near Larkand on Friday, the police said. They fled."


def read(path: Path | str, options: Options | None = None) -> tuple[list[str], list[Failure]]:
    """The sources of all reports, as parts below the path, and all failures."""
    found = list(reports(path, options))
    good = [str(f.report.source).removeprefix(str(path)) for f in found if isinstance(f, Obtained)]
    return good, [f for f in found if isinstance(f, Failure)]


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def noise(size: int, seed: int = 1) -> bytes:
    """Words that do not pack well."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abcdefghijklmnop", k=7)) for _ in range(size // 8)).encode()


def stored(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_folder_is_read_by_name_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/x.txt", "c.txt/inner.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    assert read(tmp_path) == (["/a/z.md", "/b.txt", "/c.txt/inner.txt"], [])


def test_a_folders_settings_and_read_me_pages_are_no_reports(tmp_path: Path) -> None:
    for name in ("a.txt", "a.yaml", "README.md", "settings.toml", "LICENSE"):
        (tmp_path / name).write_text(STORY)
    assert read(tmp_path) == (["/a.txt"], [])
    assert read(tmp_path / "README.md")[0] == [""], "a file that is named itself is read"


def test_links_in_a_circle_are_entered_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "back").symlink_to(tmp_path)
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    good, failures = read(tmp_path)
    assert good == ["/in/a.txt"]
    assert [f.code for f in failures] == ["E101"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.tar.bz2", "a.tar.xz", "unnamed"])
def test_archives_of_every_kind_give_their_members(tmp_path: Path, name: str) -> None:
    members: dict[str, bytes] = {"one.txt": STORY.encode(), "dir/two.csv": f'id,text\n1,"{STORY}"\n'.encode()}
    modes = {"a.tar": "w", "a.tgz": "w:gz", "a.tar.bz2": "w:bz2", "a.tar.xz": "w:xz"}
    raw = tarred(members, modes[name]) if name in modes else zipped({**members})
    good, failures = read(stored(tmp_path, name, raw))
    assert not failures
    assert sorted(good) == ["!/dir/two.csv:2", "!/one.txt"]


@pytest.mark.parametrize(("name", "pack"), [("a.gz", gzip.compress), ("a.bz2", bz2.compress), ("a.xz", lzma.compress)])
def test_packed_files_are_read(tmp_path: Path, name: str, pack: object) -> None:
    assert read(stored(tmp_path, name, pack(STORY.encode()))) == ([""], [])  # type: ignore[operator]


def test_archives_within_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    raw = zipped({"a.txt": STORY})
    for _ in range(2):
        raw = zipped({"in.zip": raw, "b.txt": STORY})
    good, failures = read(stored(tmp_path, "a.zip", raw))
    assert sorted(good) == ["!/b.txt", "!/in.zip!/b.txt", "!/in.zip!/in.zip!/a.txt"]
    assert not failures
    for _ in range(5):
        raw = zipped({"in.zip": raw, "b.txt": STORY})
    good, failures = read(stored(tmp_path, "deep.zip", raw))
    assert len(good) == 5
    assert [f.code for f in failures] == ["E207"]


def test_a_broken_member_costs_only_itself(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": STORY, "b.txt": noise(4000), "c.txt": STORY}))
    at = raw.index(b"b.txt") + 200
    raw[at : at + 40] = bytes(40)
    good, failures = read(stored(tmp_path, "a.zip", bytes(raw)))
    assert good == ["!/a.txt", "!/c.txt"]
    assert [(f.code, f.where[-5:]) for f in failures] == [("E204", "b.txt")]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tar_that_breaks_off_gives_what_came_before(tmp_path: Path, mode: str) -> None:
    raw = tarred({f"{n}.txt": noise(200_000, n) for n in range(3)}, mode)
    good, failures = read(stored(tmp_path, "a.tar", raw[: len(raw) // 2]))
    assert good == ["!/0.txt"]
    assert {f.code for f in failures} == {"E204"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.txt.gz", "a.pdf", "a.warc", "a.bz2", "a.xz"])
def test_a_file_that_is_not_what_its_name_says_is_broken(tmp_path: Path, name: str) -> None:
    magic = {"a.zip": b"PK\x03\x04", "a.txt.gz": b"\x1f\x8b\x08", "a.pdf": b"%PDF-1.4\n", "a.bz2": b"BZh9"}
    good, failures = read(stored(tmp_path, name, magic.get(name, b"") + b"this is not an archive " * 30))
    assert not good
    assert [f.code for f in failures] == ["E204"]


def test_a_locked_zip_says_so(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": STORY}))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + flag] |= 1
    _, failures = read(stored(tmp_path, "a.zip", bytes(raw)))
    assert [f.code for f in failures] == ["E204"]
    assert "password" in failures[0].what


def test_an_office_document_is_named(tmp_path: Path) -> None:
    _, failures = read(stored(tmp_path, "a.docx", zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})))
    assert [f.code for f in failures] == ["E202"]
    assert "office" in failures[0].what


def test_a_zip_bomb_is_stopped_before_it_unpacks(tmp_path: Path) -> None:
    bomb = zipped({"a.txt": STORY, "b.txt": b"a" * (80 << 20), "c.txt": STORY})
    good, failures = read(stored(tmp_path, "bomb.zip", bomb))
    assert good == ["!/a.txt"]
    assert [f.code for f in failures] == ["E206"]
    nested = zipped({"in.zip": bomb, "z.txt": STORY})
    assert [f.code for f in read(stored(tmp_path, "nested.zip", nested))[1]] == ["E206"]
    zeros = gzip.compress(bytes(80 << 20))
    assert [f.code for f in read(stored(tmp_path, "zeros.gz", zeros))[1]] == ["E206"]


def test_the_budget_is_an_option(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.zip", zipped({f"{n}.txt": noise(50_000, n) for n in range(4)}))
    assert len(read(path)[0]) == 4
    good, failures = read(path, Options(max_unpacked=120_000))
    assert len(good) == 2
    assert [f.code for f in failures] == ["E206"]


def test_devices_and_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert [f.code for f in read(tmp_path)[1]] == ["E202", "E202"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named_and_the_others_read(tmp_path: Path) -> None:
    stored(tmp_path, "a.txt", STORY.encode()).chmod(0)
    stored(tmp_path, "b.txt", STORY.encode())
    good, failures = read(tmp_path)
    assert good == ["/b.txt"]
    assert [f.code for f in failures] == ["E213"]


def test_a_name_that_the_system_refuses_is_named(tmp_path: Path) -> None:
    assert [f.code for f in read(tmp_path / ("x" * 300))[1]] == ["E213"]
    assert [f.code for f in read("a\0b")[1]] == ["E213"]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    assert [f.code for f in read(tmp_path / "none.txt")[1]] == ["E101"]


@pytest.mark.parametrize(
    "raw", [STORY.encode(), zipped({"a.txt": STORY}), gzip.compress(STORY.encode())], ids=["text", "zip", "gzip"]
)
def test_standard_input_takes_every_format(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    good, failures = read("-")
    assert len(good) == 1
    assert not failures


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_zip_that_was_cut_off_gives_the_members_before_the_cut(tmp_path: Path, method: int) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name in ("a", "b", "c"):
            archive.writestr(f"{name}.txt", f"{name}: {STORY}")
        third = archive.infolist()[2].header_offset
    path = tmp_path / "cut.zip"
    for end, names in ((third + 60, ["!/a.txt", "!/b.txt"]), (-30, ["!/a.txt", "!/b.txt", "!/c.txt"])):
        path.write_bytes(whole.getvalue()[:end])
        good, failures = read(path)
        assert good == names
        assert failures[-1].where == str(path)
        assert {failure.code for failure in failures} == {"E204"}


def test_a_zip_written_to_a_pipe_and_cut_off_gives_its_members_too(tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.bytes = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, more: bytes) -> int:  # type: ignore[override]
            self.bytes += more
            return len(more)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        archive.writestr("a.txt", f"a: {STORY}")
        archive.writestr("b.txt", f"b: {STORY}")
    (tmp_path / "cut.zip").write_bytes(pipe.bytes[:-40])
    good, failures = read(tmp_path / "cut.zip")
    assert good == ["!/a.txt", "!/b.txt"]
    assert [failure.code for failure in failures] == ["E204"]


def test_a_cut_zip_bomb_does_not_go_off(tmp_path: Path) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(zipped({"zeros.bin": bytes(200 << 20)})[:-40])
    good, failures = read(path)
    assert good == []
    assert failures[0].code == "E206"
