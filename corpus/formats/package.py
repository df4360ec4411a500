"""Files that are zip archives of markup: DOCX, XLSX, PPTX, ODT, EPUB, opened with care.

Nothing is ever unpacked to disk, so that no name of a member can lead anywhere; members are
asked for by name and streamed. What no such file is, is refused before it costs anything: a
member that is encrypted, too large, or packed too tightly to be text (a zip bomb), and a
directory of members that is too long to hold. Sizes are those the zip states: Python reads no
further than that. A zip within the zip is a member like any other, and nobody opens it.

Writing (:func:`package_writer`) gives the same bytes every time: no member has a date.
"""

from __future__ import annotations

import posixpath
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from ..errors import InputError
from .events import Event, Start, xml_events
from .files import Input

MAGIC = b"PK\x03\x04"
"""How every zip file that is a document begins."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes that are unpacked: of one member, and of all that are read."""

    member: int
    package: int


DOCUMENT = Limits(64 << 20, 256 << 20)
"""For what is held in memory as a whole: the longest novel has a tenth."""

TABLE = Limits(1 << 30, 2 << 30)
"""For what streams row by row: a sheet of a million rows has some hundred MiB."""

_TIGHTEST = 200
"""So many bytes of markup may come of one byte; the most repetitive table stays below."""
_ALWAYS_FINE = 4 << 20
_LONGEST_READ = 8 << 20
_CHUNK = 1 << 16
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_OLE = bytes.fromhex("D0CF11E0")
_HELD = 1 << 24
_EARLIEST = (1980, 1, 1, 0, 0, 0)

_RELATIONSHIPS = {"http://schemas.openxmlformats.org/package/2006/relationships": "r"}


class _Stream:
    """The file as ``zipfile`` may read it: never much in one piece.

    The one thing it reads in one piece is the directory of members, of the size the file states.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.close = stream.seek, stream.tell, stream.close

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size > _LONGEST_READ:
            raise zipfile.BadZipFile("its directory is too long")
        return self._stream.read(size)


class Package:
    """An open zip file. ``summary`` names the format for messages ("a Word document")."""

    def __init__(self, source: Input, summary: str, suffix: str, limits: Limits = DOCUMENT) -> None:
        self.name = source.name
        self._limits = limits
        self._summary = summary
        self._read = 0
        if not source.head.startswith(MAGIC):
            raise self._no_package(source.head, suffix)
        try:
            self._zip = zipfile.ZipFile(_Stream(source.from_start()))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
            raise self.refused("the file is damaged or cut short") from None

    def __contains__(self, member: str) -> bool:
        return member in self._zip.NameToInfo

    def members(self) -> list[str]:
        """The names of all members, in the order of the directory."""
        return self._zip.namelist()

    def chunks(self, member: str) -> Iterator[bytes]:
        """The bytes of a member, in pieces. Raises InputError if it is not there or not safe."""
        info = self._zip.NameToInfo.get(member)
        if info is None:
            raise self.refused(f"{_shown(member)} is missing")
        self._check(info)
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self.refused(f"{_shown(member)} is damaged or cut short") from None

    def read(self, member: str) -> bytes:
        """All the bytes of a member; errors are those of :meth:`chunks`."""
        return b"".join(self.chunks(member))

    def events(self, member: str, root: str, prefixes: Mapping[str, str]) -> Iterator[Event]:
        """The markup events of an XML member: see :func:`.events.xml_events`."""
        return xml_events(self.chunks(member), root, self.place(member), prefixes)

    def place(self, member: str) -> str:
        """The name of a member within the file, for messages."""
        return f"{self.name}, {_shown(member)}"

    def related(self, member: str) -> dict[str, tuple[str, str]]:
        """What a member of an Office file refers to: by identifier, the kind and the member.

        The kind is the last part of the relationship's type, such as ``footnotes``. The member
        ``""`` stands for the package. Targets outside the package are left out.
        """
        folder, _, base = member.rpartition("/")
        listing = posixpath.join(folder, "_rels", f"{base}.rels")
        if listing not in self:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for event in self.events(listing, "Relationships", _RELATIONSHIPS):
            match event:
                case Start("r:Relationship", attributes):
                    if attributes.get("TargetMode") == "External":
                        continue
                    kind = attributes.get("Type", "").rpartition("/")[2]
                    target = inside(folder, attributes.get("Target", ""))
                    found[attributes.get("Id", "")] = kind, target
        return found

    def main(self, usual: str) -> str:
        """The member an Office file begins with: the one it names, else the usual one."""
        parts = [member for kind, member in self.related("").values() if kind == "officeDocument"]
        found = parts[0] if parts else usual
        if found not in self:
            raise self.refused(f"{found} is missing")
        return found

    def refused(self, problem: str) -> InputError:
        """The error for a package that cannot be read."""
        return InputError(
            f"this is not {self._summary} that can be read: {problem}",
            file=self.name,
            remedy="open it in the program it was made with and save it anew",
        )

    def _check(self, info: zipfile.ZipInfo) -> None:
        member = _shown(info.filename)
        if info.flag_bits & 0x1:
            raise self.refused(f"{member} is encrypted")
        if info.compress_type not in _METHODS:
            raise self.refused(f"{member} is compressed in a way no such document is")
        self._read += info.file_size
        if info.file_size > self._limits.member or self._read > self._limits.package:
            raise self.refused(f"{member} would be {info.file_size >> 20:,} MiB of markup")
        if info.file_size > max(_ALWAYS_FINE, _TIGHTEST * info.compress_size):
            raise self.refused(f"{member} is packed more tightly than any text: a zip bomb")

    def _no_package(self, head: bytes, suffix: str) -> InputError:
        if head.startswith(_OLE):
            return InputError(
                "this file is protected by a password, or of an old Office format",
                file=self.name,
                remedy=f"open it and save it as {suffix}, without a password",
            )
        return InputError(
            f"this is not {self._summary}, whatever its name says",
            file=self.name,
            remedy="give it the suffix of what it is",
        )


def inside(folder: str, reference: str) -> str:
    """The member a reference in a folder's document leads to, ``..`` and percent signs resolved.

    What would lead out of the package, or to the network, leads to the name of no member.
    """
    path = ""
    with suppress(ValueError):
        parts = urlsplit(reference)
        path = unquote(parts.path) if not (parts.scheme or parts.netloc) else ""
    if not path:
        return ""
    joined = path if path.startswith("/") else posixpath.join("/", folder, path)
    return posixpath.normpath(joined).lstrip("/")


def _shown(member: str) -> str:
    """A member's name for a message."""
    return member if len(member) <= 80 else f"{member[:77]}..."


# --- writing ----------------------------------------------------------------------------------


@contextmanager
def package_writer(out: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """An archive to add members to; ``out`` gets it when the block ends well.

    It is made aside, since zip files look back and ``out`` may be a pipe.
    """
    with SpooledTemporaryFile(max_size=_HELD) as aside:
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as package:
            yield package
        aside.seek(0)
        shutil.copyfileobj(aside, out)


def add_member(package: zipfile.ZipFile, member: str, pieces: Iterable[str]) -> None:
    """Write a member from pieces of text."""
    info = zipfile.ZipInfo(member, _EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0  # else it would tell on which system it was made
    with package.open(info, "w") as stream:
        for piece in pieces:
            stream.write(piece.encode())
