"""Opening inputs and outputs: the only module of this room that touches the file system.

An :class:`Input` is a file (or standard input, ``-``) whose first bytes have been read, so
that its format and encoding can be recognised without reading it twice. An output is written
beside its final name and moved there when it is whole (:func:`atomic_output`): a failure,
even a Ctrl-C, leaves the old file as it was and nothing else.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from ..errors import InputError, UsageError, plain_reason
from .encoding import decode, detect_encoding, known_codec, strips_mark, undecodable

STANDARD = "-"
_HEAD = 1 << 16
_CHUNK = 1 << 18
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Input:
    """An open file: its name for messages, its first bytes, and the stream of the rest."""

    name: str
    head: bytes
    stream: BinaryIO

    def chunks(self) -> Iterator[bytes]:
        """All the bytes of the file, in pieces; closes the file at the end. Walk it once."""
        try:
            yield self.head
            while chunk := self._read():
                yield chunk
        finally:
            self.close()

    def read(self) -> bytes:
        """All the bytes of the file; closes it."""
        return b"".join(self.chunks())

    def close(self) -> None:
        """Close the file; standard input is left open."""
        if self.name != STANDARD:
            self.stream.close()

    def _read(self) -> bytes:
        try:
            return self.stream.read(_CHUNK)
        except OSError as error:
            raise _unreadable(error, self.name) from None


def open_input(path: str | Path) -> Input:
    """Open a file for reading; ``-`` is standard input.

    Raises InputError if there is no such file, if it is a folder, or if it is empty.
    """
    name = str(path)
    stream: BinaryIO
    try:
        # Not a context manager: the Input closes it when it has been read.
        stream = sys.stdin.buffer if name == STANDARD else open(path, "rb")  # noqa: SIM115
    except OSError as error:
        raise _unreadable(error, name) from None
    try:
        head = stream.read(_HEAD)
    except OSError as error:
        stream.close()
        raise _unreadable(error, name) from None
    source = Input(name, head, stream)
    if not head:
        source.close()
        raise InputError("the file is empty", file=name, remedy="check that it is the right one")
    return source


def read_text(path: str | Path, encoding: str | None = None) -> str:
    """The whole text of a file, its encoding recognised unless it is given."""
    source = open_input(path)
    return decode(source.read(), source.name, encoding)


def split_lines(text: str) -> list[str]:
    r"""The lines of a text without their ends. Only ``\n``, ``\r\n`` and ``\r`` end a line.

    A final line end does not make an extra, empty line.
    """
    lines = _LINE_END.split(text)
    if not lines[-1]:
        lines.pop()
    return lines


def stream_lines(source: Input, encoding: str | None = None) -> Iterator[str]:
    """The lines of a text file as in :func:`split_lines`, in memory that does not grow.

    Encodings and errors are those of :func:`stream_text`.
    """
    pending = ""
    for text in stream_text(source, encoding):
        pending += text
        # A final CR may be the first half of a CR LF: it waits for the next piece.
        end = len(pending) - pending.endswith("\r")
        lines = _LINE_END.split(pending[:end])
        pending = lines.pop() + pending[end:]
        yield from lines
    yield from split_lines(pending)


def stream_text(source: Input, encoding: str | None) -> Iterator[str]:
    """The text of a file, in pieces, without its byte-order mark; closes the file at the end.

    The encoding is recognised from the first 64 KiB. Raises InputError at the first byte that
    is not text.
    """
    try:
        complete = len(source.head) < _HEAD
        codec = (
            known_codec(encoding)
            if encoding
            else detect_encoding(source.head, source.name, complete=complete)
        )
        decoder = codecs.getincrementaldecoder(codec)("strict")
        read = lines = 0
        at_start = not strips_mark(codec)
        for chunk in _and_end(source.chunks()):
            read += len(chunk)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                # The decoder kept back the beginning of a character; error.object has it.
                before = read - len(error.object)
                raise undecodable(
                    error.object, error.start, codec, source.name, before=before, lines=lines
                ) from None
            if at_start and text:
                text = text.removeprefix("\ufeff")
                at_start = False
            lines += text.count("\n")
            yield text
    finally:
        source.close()


def _and_end(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks, then an empty one: the sign to the decoder that nothing follows."""
    yield from chunks
    yield b""


@contextmanager
def atomic_output(path: str | Path) -> Iterator[TextIO]:
    """A UTF-8 text stream that becomes the file ``path`` when the block ends well.

    In all else it is as :func:`atomic_bytes`.
    """
    if str(path) == STANDARD:
        with _standard_output() as out:
            yield out
        return
    with atomic_bytes(path) as raw:
        out = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        try:
            yield out
            out.flush()
        finally:
            # Detached, or the wrapper would close the file before it is whole.
            with suppress(ValueError, OSError):
                out.detach()


@contextmanager
def atomic_bytes(path: str | Path) -> Iterator[BinaryIO]:
    """A stream of bytes that becomes the file ``path`` when the block ends well.

    Until then nothing is at ``path`` but what was there before, and if the block fails nothing
    else is ever there. A file that is replaced keeps its permissions; a new one gets those the
    umask allows; a symbolic link keeps pointing to the file that is replaced. ``-`` is standard
    output, and a device or a pipe is written to directly. Raises UsageError if the place cannot
    be written to.
    """
    if str(path) == STANDARD:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    final = Path(os.path.realpath(path))
    try:
        existing = final.stat().st_mode if final.exists() else None
        if existing is not None and stat.S_ISDIR(existing):
            raise IsADirectoryError(21, "it is a folder")
        if existing is not None and not stat.S_ISREG(existing):
            with open(final, "wb") as out:
                yield out
            return
        temporary = final.with_name(f".{final.name[:80]}.{secrets.token_hex(4)}.part")
        with _removed_on_failure(temporary):
            # "x" and no mkstemp: this way the umask rules, as for any new file.
            with open(temporary, "xb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            if existing is not None:
                shutil.copymode(final, temporary)
            os.replace(temporary, final)
    except OSError as error:
        raise UsageError(
            f"cannot write: {plain_reason(error)}",
            file=str(path),
            remedy="give another path, or make this one writable",
        ) from None


@contextmanager
def _removed_on_failure(temporary: Path) -> Iterator[None]:
    """Take the unfinished file away, whatever ended the block: Ctrl-C included."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Standard output in UTF-8 with plain line ends, whatever the locale says."""
    stream = sys.stdout
    binary = getattr(stream, "buffer", None)
    if binary is None:
        yield stream
        return
    stream.flush()
    out = io.TextIOWrapper(binary, encoding="utf-8", errors="replace", newline="\n")
    try:
        yield out
        out.flush()
    finally:
        # Detached, or the wrapper would close standard output when it is collected.
        with suppress(ValueError, OSError):
            out.detach()


def _unreadable(error: OSError, name: str) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError("there is no such file", file=name, remedy="check the path")
    if isinstance(error, IsADirectoryError):
        return InputError("this is a folder, not a file", file=name, remedy="name a file in it")
    return InputError(
        f"cannot read: {plain_reason(error)}", file=name, remedy="check its permissions"
    )
