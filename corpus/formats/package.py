"""Zip files that hold XML: what spreadsheets and word processors write. Opened with care.

A few kilobytes can unpack to gigabytes, and a file name in an archive can be anything. So
nothing is ever unpacked to disk, members are read by the names we know, in pieces, and no
further than :data:`MOST_BYTES`. Writing gives the same bytes every time: no member has a date.
"""

from __future__ import annotations

import io
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from lzma import LZMAError
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from ..errors import InputError
from .files import Input

MOST_BYTES = 1 << 30
"""No member is read beyond this."""
# Text in XML comes to a tenth or so; what comes to less than a three-hundredth was made to.
_MOST_RATIO = 300
_SMALL = 1 << 24
_CHUNK = 1 << 16
_HELD = 1 << 24
_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def open_package(source: Input, what: str) -> ZipFile:
    """The archive a file is; InputError if it is none. ``what`` names what was expected."""
    data = source.read()
    if data.startswith(_ENCRYPTED):
        raise InputError(
            "this is an Office file of the old kind, or one with a password",
            file=source.name,
            remedy=f"save it as {what} without a password",
        )
    try:
        return ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(
            f"this is not {what}: it is no zip archive, or cut short",
            file=source.name,
            remedy="check that it is the right file, and all of it",
        ) from None


def member_chunks(package: ZipFile, member: str, name: str) -> Iterator[bytes]:
    """The bytes of a member, in pieces. Raises InputError if it is missing, damaged, or a bomb."""
    try:
        packed = package.getinfo(member).compress_size
        size = 0
        with package.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > MOST_BYTES or (size > _SMALL and size > _MOST_RATIO * max(packed, 1)):
                    raise InputError(
                        f"refused: it unpacks to more than {size >> 20} MB",
                        file=name,
                        place=member,
                        remedy="save it again with the program it came from, if you trust it",
                    )
                yield chunk
    except KeyError:
        raise InputError(
            f"it has no {member}, so it is not what it claims to be",
            file=name,
            remedy="save it again with the program it came from",
        ) from None
    except (
        *(BadZipFile, zlib.error, LZMAError, EOFError, OSError),
        *(NotImplementedError, RuntimeError, ValueError),
    ) as error:
        raise InputError(
            f"it cannot be unpacked: {error}".rstrip(": "),
            file=name,
            place=member,
            remedy="get the whole file again, without a password",
        ) from None


@contextmanager
def package_writer(out: BinaryIO) -> Iterator[ZipFile]:
    """An archive to add members to; ``out`` gets it when the block ends well.

    It is made aside, since zip files look back and ``out`` may be a pipe.
    """
    with SpooledTemporaryFile(max_size=_HELD) as aside:
        with ZipFile(aside, "w", ZIP_DEFLATED) as package:
            yield package
        aside.seek(0)
        shutil.copyfileobj(aside, out)


def add_member(package: ZipFile, member: str, pieces: Iterable[str]) -> None:
    """Write a member from pieces of text."""
    info = ZipInfo(member, _EARLIEST)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0  # else it would tell on which system it was made
    with package.open(info, "w") as stream:
        for piece in pieces:
            stream.write(piece.encode())
