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
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from ..errors import InputError, UsageError, plain_reason
from .encoding import decode, detect_encoding, known_codec, strips_mark, undecodable
from .packed import PACKED, packing, unpacking

STANDARD = "-"
_HEAD = 1 << 16
_CHUNK = 1 << 18
_LINE_END = re.compile(r"\r\n|\n|\r")
LONGEST_LINE = 1 << 20
"""Characters of the longest line that is read where a file is read line by line."""


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

    @property
    def origin(self) -> str:
        """What a document that is read from here is named: nothing, for standard input."""
        return "" if self.name == STANDARD else self.name

    def from_start(self) -> BinaryIO:
        """The file as a stream that can be read in any order; it is closed by :meth:`close`."""
        if self.stream.seekable():
            self.stream.seek(0)
            return self.stream
        return io.BytesIO(self.read())

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
    """Open a file for reading; ``-`` is standard input. One that is packed is unpacked.

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
        unpacked = unpacking(head, stream, name)
        if unpacked is not None:
            stream = unpacked
            head = stream.read(_HEAD)
    except OSError as error:
        stream.close()
        raise _unreadable(error, name) from None
    except InputError:
        stream.close()
        raise
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

    Encodings and errors are those of :func:`stream_text` and :func:`stream_lines_with_ends`.
    """
    return (line.rstrip("\r\n") for line in stream_lines_with_ends(source, encoding))


def stream_lines_with_ends(source: Input, encoding: str | None = None) -> Iterator[str]:
    """The same lines, each with the end it has.

    Raises InputError, besides, for a line longer than :data:`LONGEST_LINE`.
    """
    pieces: list[str] = []  # of the line at hand: joined once, however many there are
    number, size = 1, 0
    for text in stream_text(source, encoding):
        if pieces and pieces[-1].endswith("\r"):
            # It was held back, since it may be the first half of a CR LF.
            text = pieces.pop() + text
            size = sum(map(len, pieces))
        begin = 0
        for found in _LINE_END.finditer(text):
            if found[0] == "\r" and found.end() == len(text):
                break
            pieces.append(text[begin : found.end()])
            yield "".join(pieces)
            pieces.clear()
            begin, number, size = found.end(), number + 1, 0
        if begin < len(text):
            pieces.append(text[begin:])
            size += len(text) - begin
        if size > LONGEST_LINE:
            raise InputError(
                f"this line has more than {LONGEST_LINE:,} characters",
                file=source.name,
                place=f"line {number}",
                remedy="look for a line end, or a quotation mark, that is missing",
            )
    if pieces:
        yield "".join(pieces)


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
        yield from decode_chunks(_and_end(source.chunks()), codec, source.name)
    finally:
        source.close()


def decode_chunks(chunks: Iterable[bytes], codec: str, name: str) -> Iterator[str]:
    """Bytes into text, piece by piece, without a byte-order mark.

    An empty chunk says that nothing follows, and that a character cut off there is an error.
    Raises InputError at the first byte that is not text.
    """
    decoder = codecs.getincrementaldecoder(codec)("strict")
    read = lines = 0
    at_start = not strips_mark(codec)
    for chunk in chunks:
        read += len(chunk)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            # The decoder kept back the beginning of a character; error.object has it.
            before = read - len(error.object)
            raise undecodable(
                error.object, error.start, codec, name, before=before, lines=lines
            ) from None
        if at_start and text:
            text = text.removeprefix("\ufeff")
            at_start = False
        lines += text.count("\n")
        yield text


def _and_end(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks, then an empty one: the sign to the decoder that nothing follows."""
    yield from chunks
    yield b""


@contextmanager
def atomic_output(path: str | Path) -> Iterator[TextIO]:
    """A UTF-8 text stream that becomes the file ``path`` when the block ends well.

    Until then nothing is at ``path`` but what was there before, and if the block fails nothing
    else is ever there. A file that is replaced keeps its permissions; a new one gets those the
    umask allows; a symbolic link keeps pointing to the file that is replaced. A name in ``.gz``
    or ``.zip`` is written compressed. ``-`` is standard output, and a device or a pipe is written
    to directly. Raises UsageError if the place cannot be written to.
    """
    if str(path) == STANDARD:
        with _standard_output() as out:
            yield out
        return
    final = Path(os.path.realpath(path))
    with _as_usage_error(path):
        if _is_special(final):
            with open(final, "w", encoding="utf-8", newline="\n") as out:
                yield out
            return
        with _temporary(final) as part:
            yield part.stream
            part.finish()
            part.move_to(final)


@contextmanager
def atomic_bytes(path: str | Path) -> Iterator[BinaryIO]:
    """The same for a stream of bytes."""
    with atomic_output(path) as out:
        yield out.buffer


@contextmanager
def parted_output(path: str | Path) -> Iterator[Callable[[], TextIO]]:
    """A function that opens one UTF-8 text stream after the other, each taking over from the last.

    When the block ends well they become files together: ``out.tmx`` if there was one, else
    ``out-1.tmx``, ``out-2.tmx`` and so on. All else is as for :func:`atomic_output`, but what
    cannot be parted, like standard output, raises UsageError when a second part is begun.
    """
    final = Path(os.path.realpath(path))
    whole = str(path) == STANDARD or _is_special(final)
    with ExitStack() as stack, _as_usage_error(path):
        parts: list[_Part] = []
        count = 0

        def next_part() -> TextIO:
            nonlocal count
            count += 1
            if whole and count > 1:
                raise UsageError(
                    "the output takes several files", file=str(path), remedy="name a file"
                )
            if whole:
                return stack.enter_context(atomic_output(path))
            if parts:
                parts[-1].finish()
            parts.append(stack.enter_context(_temporary(final)))
            return parts[-1].stream

        yield next_part
        if parts:
            parts[-1].finish()
        for number, part in enumerate(parts, 1):
            part.move_to(final if len(parts) == 1 else numbered_path(final, number))


def numbered_path(path: Path, number: int) -> Path:
    """``out.tmx.gz``, 2 → ``out-2.tmx.gz``."""
    stem, suffixes = stem_and_suffixes(path)
    return path.with_name(f"{stem}-{number}{suffixes}")


def stem_and_suffixes(path: Path) -> tuple[str, str]:
    """``out.tmx.gz`` → ``out`` and ``.tmx.gz``: a packed file has two suffixes."""
    suffixes = "".join(path.suffixes[-2:] if path.suffix.lower() in PACKED else path.suffixes[-1:])
    return path.name.removesuffix(suffixes), suffixes


def _is_special(final: Path) -> bool:
    """True for what is no file to be replaced: a pipe, a device. A folder is an OSError."""
    if not final.exists():
        return False
    mode = final.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "it is a folder")
    return not stat.S_ISREG(mode)


@dataclass(frozen=True, slots=True)
class _Part:
    """A file under its temporary name, still being written."""

    path: Path
    file: BinaryIO
    stream: TextIO
    close: Callable[[], None]

    def finish(self) -> None:
        """Write out all that is left, to the disk."""
        if not self.file.closed:
            self.close()
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()

    def move_to(self, final: Path) -> None:
        """Give the finished file its name; what had it is replaced."""
        if final.exists():
            shutil.copymode(final, self.path)
        os.replace(self.path, final)


@contextmanager
def _temporary(final: Path) -> Iterator[_Part]:
    """A file beside its final name, taken away whatever ends the block early: Ctrl-C included."""
    temporary = final.with_name(f".{final.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        # "x" and no mkstemp: this way the umask rules, as for any new file.
        with open(temporary, "xb") as file:
            stream, close = packing(file, final.name)
            try:
                yield _Part(temporary, file, stream, close)
            except BaseException:
                # Or an archive would complain when it is collected.
                with suppress(OSError, ValueError):
                    close()
                raise
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


@contextmanager
def _as_usage_error(path: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"cannot write: {plain_reason(error)}",
            file=str(path),
            remedy="give another path, or make this one writable",
        ) from None


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
