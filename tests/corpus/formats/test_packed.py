"""Packed files are read and written as if they were not; bombs are refused."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats import open_input, read_bitext, write_bitext
from duilian.corpus.formats.packed import inner_name

from .samples import COUPLET


def archive(**members: bytes) -> bytes:
    """A zip archive; a double underscore in a name stands for its stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "."), data)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.tmx.gz", "a.tmx.zip", "a.jsonl.gz", "a.TMX.GZ"])
def test_round_trip(name: str, tmp_path: Path) -> None:
    write_bitext(COUPLET, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    assert first[:2] in (b"\x1f\x8b", b"PK")
    assert tuple(read_bitext(tmp_path / name)) == COUPLET.units
    (tmp_path / "again").mkdir()
    write_bitext(COUPLET, tmp_path / "again" / name)
    assert (tmp_path / "again" / name).read_bytes() == first


def test_members_one_after_the_other_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"one ") + gzip.compress(b"two" * 99_999) + b"\0" * 512)
    assert open_input(path).read() == b"one " + b"two" * 99_999


def test_what_macos_adds_is_no_file(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("folder/", b"")
        packed.writestr("folder/a.tmx", b"x")
        packed.writestr("__MACOSX/folder/._a.tmx", b"y")
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    assert open_input(tmp_path / "a.zip").read() == b"x"


def test_a_zip_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    data = archive(a=b"x")
    (tmp_path / "a.docx").write_bytes(data)
    assert open_input(tmp_path / "a.docx").read() == data


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.zip", archive(a=b"x", b=b"y"), "holds 2 files"),
        ("a.zip", archive(a=b"x")[:-30], "damaged"),
        ("a.gz", gzip.compress(b"x" * 99)[:-9], "ends in its middle"),
        ("a.gz", gzip.compress(b"x" * 99)[:10] + b"\xff" * 20, "damaged"),
        ("a.gz", gzip.compress(b"x" * 99) + b"trailing", "damaged"),
    ],
)
def test_what_cannot_be_unpacked(name: str, data: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=problem) as caught:
        open_input(tmp_path / name).read()
    assert "\n" not in str(caught.value)


def flood() -> Iterator[bytes]:
    """The beginning of a memory, and then a gigabyte of one unit over and over."""
    yield b'<tmx version="1.4"><header srclang="en"/><body>'
    unit = b'<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="zh"><seg>b</seg></tuv></tu>'
    for _ in range(120):
        yield unit * 10_000


def test_bombs_are_refused(tmp_path: Path) -> None:
    squeeze = zlib.compressobj(9, wbits=31)
    (tmp_path / "a.tmx.gz").write_bytes(
        b"".join(squeeze.compress(piece) for piece in flood()) + squeeze.flush()
    )
    with (
        zipfile.ZipFile(tmp_path / "a.tmx.zip", "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("a.tmx", "w") as member,
    ):
        for piece in flood():
            member.write(piece)
    for name in ("a.tmx.gz", "a.tmx.zip"):
        tracemalloc.start()
        with pytest.raises(InputError, match="as only a bomb does"):
            open_input(tmp_path / name).read()
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
        tracemalloc.stop()


def test_a_bomb_in_gzip_is_known_before_much_of_it_is_unpacked(tmp_path: Path) -> None:
    """Its size is held against what was unpacked so far, not against all that was read."""
    squeeze = zlib.compressobj(9, wbits=31)
    (tmp_path / "a.tmx.gz").write_bytes(
        b"".join(squeeze.compress(piece) for piece in flood()) + squeeze.flush()
    )
    sizes: list[int] = []
    with pytest.raises(InputError, match="as only a bomb does"):
        sizes.extend(map(len, open_input(tmp_path / "a.tmx.gz").chunks()))
    assert sum(sizes) < 5 << 20


def test_inner_names() -> None:
    names = {"a.tmx.gz": "a.tmx", "A.TMX.ZIP": "A.TMX", "a.tmx": "a.tmx", "gz": "gz"}
    assert {name: inner_name(name) for name in names} == names
