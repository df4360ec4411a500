"""Inputs that cannot be read say why; outputs are whole or not there."""

from __future__ import annotations

import io
import os
import stat
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats.files import (
    LONGEST_LINE,
    Input,
    atomic_output,
    numbered_path,
    open_input,
    parted_output,
    read_text,
    split_lines,
    stream_lines,
    stream_lines_with_ends,
)


class FakeStream:
    """Standard input or output over bytes in memory."""

    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)

    def flush(self) -> None:
        """Nothing is held back."""


def test_a_missing_file_a_folder_and_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    for name, problem in [
        ("nowhere.txt", "no such file"),
        (".", "folder"),
        ("empty.txt", "empty"),
    ]:
        with pytest.raises(InputError, match=problem) as caught:
            open_input(tmp_path / name)
        assert caught.value.remedy


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", FakeStream("门\n".encode()))
    assert read_text("-") == "门\n"


def test_only_three_line_ends() -> None:
    assert split_lines("a\r\nb\rc\nd\u2028\x0b\x0c\x85\x1ce\n") == [
        "a",
        "b",
        "c",
        "d\u2028\x0b\x0c\x85\x1ce",
    ]
    assert split_lines("") == []
    assert split_lines("\n\n") == ["", ""]


@given(st.text(alphabet="a门\r\n\u2028😀"), st.integers(1, 5))
def test_streaming_is_the_same_as_reading_at_once(text: str, size: int) -> None:
    data = text.encode()
    source = Input("x", data[:size], Trickle(data[size:], size))
    assert list(stream_lines(source, "utf-8")) == split_lines(text)
    source = Input("x", data[:size], Trickle(data[size:], size))
    lines = list(stream_lines_with_ends(source, "utf-8"))
    assert "".join(lines) == text
    assert len(lines) == len(split_lines(text))


def test_a_line_without_an_end_is_refused_at_once() -> None:
    """In linear time: in quadratic, these 30,000 pieces would take a minute."""
    source = Input("x", b"a\n", Trickle(b"b" * (LONGEST_LINE + 100), 32))
    begin = time.process_time()
    with pytest.raises(InputError, match=r"x, line 2: this line has more than 1,048,576 char"):
        list(stream_lines(source, "utf-8"))
    assert time.process_time() - begin < 5


class Trickle(io.BytesIO):
    """A stream that gives a few bytes at a time, whatever is asked for."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._size = size

    def read(self, size: int | None = -1) -> bytes:
        """At most the size set."""
        return super().read(self._size)


def test_a_bad_byte_far_into_a_file_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "long.tsv"
    start = "门\tdoor\n".encode() * 100_000
    path.write_bytes(start + b"\xff\n")
    with pytest.raises(InputError) as caught:
        list(stream_lines(open_input(path), None))
    assert caught.value.place == f"line 100001, byte {len(start)}"


def test_output_appears_when_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with atomic_output(path) as out:
        out.write("门\n")
        assert not path.exists()
    assert path.read_bytes() == "门\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")

    def write_half() -> None:
        with atomic_output(path) as out:
            out.write("half")
            raise failure

    with pytest.raises(failure):
        write_half()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="permissions and links are POSIX")
def test_permissions_and_links(tmp_path: Path) -> None:
    old_mask = os.umask(0o027)
    try:
        with atomic_output(tmp_path / "new.txt") as out:
            out.write("x")
    finally:
        os.umask(old_mask)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o640
    kept = tmp_path / "kept.txt"
    kept.write_text("old")
    kept.chmod(0o600)
    (tmp_path / "link.txt").symlink_to(kept)
    with atomic_output(tmp_path / "link.txt") as out:
        out.write("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert kept.read_text() == "new"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere" / "out.txt"):
        with pytest.raises(UsageError, match="cannot write"), atomic_output(path):
            pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no such device here")
def test_a_device_is_not_replaced() -> None:
    with atomic_output("/dev/null") as out:
        out.write("x")
    assert not stat.S_ISREG(os.stat("/dev/null").st_mode)


def test_standard_output_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = FakeStream()
    monkeypatch.setattr(sys, "stdout", stream)
    with atomic_output("-") as out:
        out.write("门\n")
    assert stream.buffer.getvalue() == "门\n".encode()


@pytest.mark.parametrize(
    ("name", "numbered"),
    [
        ("out.tmx", "out-2.tmx"),
        ("out.tmx.gz", "out-2.tmx.gz"),
        ("a.b.tmx", "a.b-2.tmx"),
        ("out", "out-2"),
        (".tmx", ".tmx-2"),
    ],
)
def test_parts_are_numbered_before_the_suffix(name: str, numbered: str) -> None:
    assert numbered_path(Path("in") / name, 2) == Path("in") / numbered


def test_parts_appear_together(tmp_path: Path) -> None:
    with parted_output(tmp_path / "out.txt") as next_part:
        for text in ("one", "two"):
            next_part().write(text)
            assert not [path for path in tmp_path.iterdir() if path.suffix != ".part"]
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "out-1.txt": "one",
        "out-2.txt": "two",
    }


def test_a_device_is_one_file() -> None:
    with parted_output("/dev/null") as next_part:
        next_part().write("one")
        with pytest.raises(UsageError, match="several files"):
            next_part()
