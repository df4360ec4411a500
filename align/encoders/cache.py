"""Vectors kept on disk, found again by what they are vectors of.

On a bird's-eye level: the folder of a cache has a folder for each model, and in it *shards*:
files of some thousand records, each the SHA-256 of the model's name and a text, and the text's
vector in float16. A shard is written once, under another name first, and never changed; its
name is the SHA-256 of its content. So any number of programs may use one cache at once, a file
cut off by a crash or a full disk is seen at the next start, and nothing needs a lock. A broken
shard is deleted and reported; its texts are then encoded anew.

Float16 halves the space (1.5 kB for 768 numbers) and moves a cosine by less than .001. The
vectors are rounded before they are first used, so that an alignment is the same with a full
cache as with an empty one.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...corpus.errors import InputError, UsageError, plain_reason
from ..encode import Encoder, PoolingEncoder, Vectors
from .optional import unit_rows

_SHARD = 4096
"""Vectors after which a shard is written, so that not much is lost with an interrupted run."""
_TEMPORARY = ".writing-"
_STALE = 24 * 3600
"""Seconds after which a file still being written is taken for left behind."""

Half = npt.NDArray[np.float16]


def cached(encoder: Encoder, folder: Path, name: str) -> Encoder:
    """The encoder with a cache around it; a pooling one as it is.

    A pooling encoder, such as the embedded one, gives the aligner more than vectors of texts
    and is faster for it: behind a cache that would be lost.
    """
    return encoder if isinstance(encoder, PoolingEncoder) else CachedEncoder(encoder, folder, name)


class CachedEncoder:
    """An encoder that asks another only for texts not met before.

    ``name`` must tell the model from all others whose vectors are kept in the folder. Call
    :meth:`settle` at the end: what was encoded since the last full shard is written then.
    """

    def __init__(self, encoder: Encoder, folder: str | Path, name: str) -> None:
        self._encoder = encoder
        self._name = name
        slug = re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.")[:60]
        digest = hashlib.sha256(name.encode()).hexdigest()[:12]
        self._folder = Path(folder).expanduser() / f"{slug}-{digest}"
        self._notes: list[str] = []
        self._width = 0
        self._known: dict[bytes, Half] = {}
        self._pending: dict[bytes, Half] = {}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            for path in sorted(self._folder.glob("*.npy")):
                self._open(path)
        except OSError as error:
            raise UsageError(
                f"this cannot be a cache: {plain_reason(error)}",
                file=str(folder),
                remedy="name a folder that can be written to",
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See :class:`~duilian.align.encode.Encoder`."""
        if not texts:
            return self._encoder.encode(texts)
        keys = [self._key(text) for text in texts]
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in self}
        if wanted:
            self._add(list(wanted), self._encoder.encode(list(wanted.values())))
        rows = np.stack([self._get(key) for key in keys])
        if len(self._pending) >= _SHARD:
            self._flush()
        return unit_rows(rows, len(texts), str(self._folder))

    def settle(self) -> tuple[str, ...]:
        """Write what is still to be written; what went wrong since last asked."""
        self._flush()
        notes = tuple(self._notes)
        self._notes.clear()
        return notes

    def __contains__(self, key: bytes) -> bool:
        return key in self._known or key in self._pending

    def _get(self, key: bytes) -> Half:
        found = self._known.get(key)
        return self._pending[key] if found is None else found

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._name}\0{text}".encode("utf-8", "surrogatepass")).digest()

    def _add(self, keys: Sequence[bytes], rows: Vectors) -> None:
        width = rows.shape[1]
        if self._width and width != self._width:
            raise InputError(
                f"the cache holds vectors of {self._width} numbers, the encoder makes {width}",
                file=str(self._folder),
                remedy="delete that folder",
            )
        self._width = width
        self._pending.update(zip(keys, rows.astype(np.float16), strict=True))

    def _flush(self) -> None:
        """Write the pending vectors as a shard, whole or not at all."""
        if not self._pending:
            return
        records = np.empty(len(self._pending), dtype=_record(self._width))
        records["key"] = [list(key) for key in self._pending]
        records["vector"] = np.stack(list(self._pending.values()))
        content = io.BytesIO()
        np.save(content, records, allow_pickle=False)
        data = content.getvalue()
        # Vectors in the working memory stay good whether or not they can be written.
        self._known.update(self._pending)
        self._pending.clear()
        temporary = ""
        try:
            handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, self._folder / f"{hashlib.sha256(data).hexdigest()}.npy")
        except OSError as error:
            self._note(f"not written: {plain_reason(error)}")
            with suppress(OSError):
                os.unlink(temporary)

    def _open(self, path: Path) -> None:
        """Take up a shard; a broken one is deleted and noted."""
        try:
            with path.open("rb") as file:
                sound = hashlib.file_digest(file, "sha256").hexdigest() == path.stem
            records: Any = np.load(path, mmap_mode="r", allow_pickle=False) if sound else None
        except FileNotFoundError:
            return  # another program found it broken and was faster
        except ValueError:
            records = None
        if records is None or records.dtype.names != ("key", "vector"):
            with suppress(OSError):
                path.unlink()
            self._note(f"{path.name[:12]}... was broken and is deleted; its texts are encoded anew")
            return
        width = records.dtype["vector"].shape[0]
        if self._width and width != self._width:
            self._note(f"{path.name[:12]}... is passed over: {width} numbers, not {self._width}")
            return
        self._width = width
        vectors = records["vector"]
        for at, key in enumerate(records["key"]):
            self._known[key.tobytes()] = vectors[at]

    def _sweep(self) -> None:
        """Remove what programs left behind that were killed while they wrote."""
        for path in self._folder.glob(f"{_TEMPORARY}*"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _STALE:
                    path.unlink()

    def _note(self, problem: str) -> None:
        self._notes.append(f"cache {self._folder}: {problem}")


def _record(width: int) -> np.dtype[Any]:
    return np.dtype([("key", np.uint8, (32,)), ("vector", "<f2", (width,))])


def fingerprint(model: str) -> str:
    """What tells a model from others: of a folder, its files' names, sizes and times of change.

    So a folder may be moved, and a model that is trained further is another one. A public name
    is its own fingerprint.
    """
    folder = Path(model).expanduser()
    if not folder.is_dir():
        return model
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    stats = ((path.relative_to(folder).as_posix(), path.stat()) for path in files)
    listed = "\n".join(f"{name}\t{stat.st_size}\t{stat.st_mtime_ns}" for name, stat in stats)
    return f"{folder.resolve().name} {hashlib.sha256(listed.encode()).hexdigest()[:16]}"
