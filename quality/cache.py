"""What was worked out once, kept on disk and found again by what it was worked out from.

On a bird's-eye level: the name of an entry is the SHA-256 of all that its content hangs on: the
bytes of the file, the rules and their options, the glossaries, the program itself
(:func:`fingerprint`). So an entry is right or it is not found; none is ever out of date. An entry
begins with the SHA-256 of its own content, so that one cut off by a crash is seen, passed over and
written anew. It is written under another name first and then moved, so any number of programs may
share a cache without a lock. What was not asked for in a month is deleted, and the oldest of what
is too much (:meth:`Cache.prune`).

Nothing is ever run or unpickled from a cache, and what cannot be written is not kept: a run says
the same with a full cache, an empty one, a broken one, one that is read-only, and none.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
import tempfile
import time
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from ..corpus.errors import UsageError
from ..corpus.formats.files import STANDARD

MOST_BYTES = 512 << 20
_DAYS_KEPT = 30
_DAY = 24 * 3600
_TEMPORARY = ".writing-"
_DIGEST = hashlib.sha256().digest_size
_ROOMS = ("align", "corpus", "quality")
"""Of the program, what findings hang on."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries in a folder, found by their keys (:func:`key`). Without a folder there are none."""

    folder: Path | None = None

    def __bool__(self) -> bool:
        return self.folder is not None

    def get(self, key: str) -> bytes | None:
        """The content of an entry; None if there is none, or if it is not as it was written."""
        if self.folder is None:
            return None
        file = self._file(self.folder, key)
        try:
            whole = file.read_bytes()
        except OSError:
            return None
        digest, packed = whole[:_DIGEST], whole[_DIGEST:]
        if hashlib.sha256(packed).digest() != digest:
            return None
        with suppress(OSError):
            os.utime(file)  # it was asked for: prune the others first
        try:
            return zlib.decompress(packed)
        except zlib.error:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep an entry, if that can be done."""
        if self.folder is None:
            return
        file = self._file(self.folder, key)
        packed = zlib.compress(content, level=1)
        temporary = ""
        try:
            file.parent.mkdir(exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=file.parent)
            with os.fdopen(handle, "wb") as stream:
                stream.write(hashlib.sha256(packed).digest() + packed)
            os.replace(temporary, file)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)

    def prune(self, most: int = MOST_BYTES) -> None:
        """Delete what was not asked for in a month, then the oldest of what is too much."""
        left = sorted(self._entries(), key=lambda each: (-each[1], each[0]))
        total = 0
        now = time.time()
        for file, used, size in left:
            total += size
            days = 1 if file.name.startswith(_TEMPORARY) else _DAYS_KEPT
            if total > most or now - used > days * _DAY:
                total -= size
                with suppress(OSError):
                    file.unlink()

    def _entries(self) -> Iterator[tuple[Path, float, int]]:
        """Each file of an entry, when it was last asked for, and its size."""
        if self.folder is None:
            return
        for file in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(OSError):
                found = file.stat()
                yield file, found.st_mtime, found.st_size

    @staticmethod
    def _file(folder: Path, key: str) -> Path:
        return folder / key[:2] / key[2:]


NO_CACHE = Cache()


def open_cache(folder: Path | None) -> Cache:
    """The cache in a folder, which is made if it is not there; none at all without a folder.

    Its first files say that it is a cache: to git, which leaves it alone, and to programs that
    make backups. Only its owner can read it, since it holds texts. A folder that cannot be
    written is read if it is there. Raises UsageError if something else has that name.
    """
    if folder is None:
        return NO_CACHE
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            "this cannot be a cache: it is no folder",
            file=str(folder),
            remedy="name another with --cache-dir, or give --no-cache",
        )
    with suppress(OSError):
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o700)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            (folder / "CACHEDIR.TAG").write_text(
                "Signature: 8a477f597d28d172789f06886806bc55\n# Made by duilian.\n",
                encoding="utf-8",
            )
    return Cache(folder)


def key(kind: str, *parts: Any) -> str:
    """The key of an entry: of what it hangs on besides the program, as values that JSON knows."""
    whole = json.dumps([kind, fingerprint(), parts], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(whole.encode("ascii")).hexdigest()


def content_hash(file: Path) -> str:
    """The SHA-256 of a file's bytes; "" for standard input and for what cannot be read."""
    if str(file) == STANDARD:
        return ""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


@functools.cache
def fingerprint() -> str:
    """What tells this program from any other that might find something else.

    The texts of its modules rather than its version, so that a checkout that is worked on never
    meets its own past; the versions of Python and of the packages it needs.
    """
    found = hashlib.sha256(f"{sys.version_info} {unicodedata.unidata_version}\n".encode())
    root = Path(__file__).resolve().parents[1]
    for room in _ROOMS:
        for file in sorted((root / room).rglob("*")):
            if file.suffix in (".py", ".toml"):
                found.update(f"{file.relative_to(root).as_posix()}\n".encode())
                found.update(file.read_bytes())
    for name, version in _needed():
        found.update(f"{name} {version}\n".encode())
    return found.hexdigest()


def _needed() -> Iterator[tuple[str, str]]:
    """The packages that are needed, and their versions here."""
    with suppress(metadata.PackageNotFoundError):
        for requirement in metadata.requires("duilian") or ():
            name = requirement.split(";")[0].strip()
            name = name[: next((at for at, char in enumerate(name) if char in "<>=!~[ ("), None)]
            with suppress(metadata.PackageNotFoundError):
                yield name, metadata.version(name)
