"""Files in gzip or in a zip archive, read and written as they stream.

A translation memory compresses ten to thirty times, and that is how it travels: ``.tmx.gz``, or a
``.zip`` with one file in it. Reading is lazy, so a bomb costs no memory; and it is refused once it
has given far more than anything written by people would.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, BinaryIO, TextIO

from ..errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PACKED = (".gz", ".zip")
"""The suffixes of packed files, in lower case."""

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_CHUNK = 1 << 16
# Text compresses a hundredfold at most, and what it takes to see that is read in any case.
_MOST_TIMES = 200
_ALWAYS_READ = 4 << 20


def inner_name(name: str) -> str:
    """``out.tmx.gz`` → ``out.tmx``; a name without such a suffix as it is."""
    for suffix in PACKED:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def unpacking(head: bytes, stream: BinaryIO, name: str) -> BinaryIO | None:
    """A stream of what is packed in a file that begins with ``head``; None if nothing is.

    ``stream`` is read past ``head``. A zip is told by its name too, since many formats are zip
    files of their own kind. Raises InputError, now or when the stream is read, for what is
    damaged, holds several files, or is a bomb.
    """
    raw: io.RawIOBase
    if head.startswith(_GZIP):
        raw = _Gunzip(head, stream, name)
    elif head.startswith(_ZIP) and name.lower().endswith(".zip"):
        raw = _Unzip(stream, name)
    else:
        return None
    # Its read() returns as many bytes as were asked for, or all there are.
    return io.BufferedReader(raw, _CHUNK)


class _Gunzip(io.RawIOBase):
    """What a gzip file holds; members that follow one another are one file."""

    def __init__(self, head: bytes, stream: BinaryIO, name: str) -> None:
        self._pending = head
        self._stream = stream
        self._name = name
        self._inflate = zlib.decompressobj(31)
        self._is_open = False
        self._packed = len(head)
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        while True:
            data = self._pending or self._more()
            if not data and not self._is_open:
                return 0
            try:
                out = self._inflate.decompress(data, len(view))
            except zlib.error:
                raise _damaged(self._name) from None
            self._is_open = True
            self._pending = self._inflate.unconsumed_tail
            if self._inflate.eof:
                # Some programs fill the rest of a block with zeros.
                self._pending = self._inflate.unused_data.lstrip(b"\0")
                self._inflate = zlib.decompressobj(31)
                self._is_open = False
            elif not data and not out:
                raise InputError(
                    "the gzip file ends in its middle",
                    file=self._name,
                    remedy="get the whole file again",
                )
            if out:
                self._unpacked += len(out)
                # What is read and not unpacked yet tells nothing of what was.
                _check_size(self._unpacked, self._packed - len(self._pending), self._name)
                view[: len(out)] = out
                return len(out)

    def _more(self) -> bytes:
        data = self._stream.read(_CHUNK)
        self._packed += len(data)
        return data


class _Unzip(io.RawIOBase):
    """What the one file in a zip archive holds."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._name = name
        self._stream = stream
        try:
            self._archive = zipfile.ZipFile(stream)
            info = _only_member(self._archive, name)
            self._member: IO[bytes] = self._archive.open(info)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
            raise _damaged(name, error) from None
        # The size that is stated, and no further than that is anything read.
        _check_size(info.file_size, info.compress_size, name)

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        if not self.closed:
            self._member.close()
            self._archive.close()
            self._stream.close()
        super().close()

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            out = self._member.read(len(view))
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise _damaged(self._name) from None
        view[: len(out)] = out
        return len(out)


def _only_member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The one file in the archive, bar the folders and what macOS adds."""
    members = [
        info
        for info in archive.infolist()
        if not info.is_dir() and not info.filename.startswith("__MACOSX/")
    ]
    if len(members) != 1:
        raise InputError(
            f"the archive holds {len(members)} files, where one is expected",
            file=name,
            remedy="unpack it",
        )
    return members[0]


def _check_size(unpacked: int, packed: int, name: str) -> None:
    if unpacked > _ALWAYS_READ and unpacked > _MOST_TIMES * packed:
        raise InputError(
            f"refused: it unpacks to more than {_MOST_TIMES} times its size, as only a bomb does",
            file=name,
            remedy="unpack it yourself if you trust it",
        )


def _damaged(name: str, error: Exception | None = None) -> InputError:
    encrypted = error is not None and "encrypted" in str(error)
    return InputError(
        "the archive is encrypted" if encrypted else "the compressed file is damaged",
        file=name,
        remedy="unpack it" if encrypted else "get the whole file again",
    )


def packing(file: BinaryIO, name: str) -> tuple[TextIO, Callable[[], None]]:
    """A UTF-8 text stream into ``file``, packed as its name says, and what ends the packing.

    The same text gives the same bytes: neither time nor name is written into a gzip file, and a
    zip archive says that it was 1980.
    """
    lowered = name.lower()
    if lowered.endswith(".gz"):
        packed = gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)
        stream: TextIO = io.TextIOWrapper(packed, encoding="utf-8", newline="\n")
        return stream, stream.close
    if lowered.endswith(".zip"):
        archive = zipfile.ZipFile(file, "w")
        info = zipfile.ZipInfo(inner_name(name))
        info.compress_type = zipfile.ZIP_DEFLATED
        member = archive.open(info, "w", force_zip64=True)
        stream = io.TextIOWrapper(member, encoding="utf-8", newline="\n")

        def close() -> None:
            stream.close()
            archive.close()

        return stream, close
    stream = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    return stream, stream.flush
