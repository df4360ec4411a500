"""Vectors that were made elsewhere, for the two documents of one alignment.

Two forms are read. A ``.npy`` file holds a row for each sentence, in order. Vecalign's ``.emb``
holds a row of float32, bare, for each line of a text of *overlaps*: the lines of the document
and runs of several, joined; so a vector is found by its text, and true vectors of runs are
there as well.

The aligner asks for runs of sentences too. One whose vector is not there gets the mean of its
sentences' vectors, weighted by length, and for overlaps that is counted and told. A *sentence*
whose vector is not there is an error: the overlaps were not made from this text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...corpus.errors import InputError, UsageError, plain_reason
from ...corpus.formats import read_text
from ...corpus.formats.files import split_lines
from ...corpus.model import Document
from ..encode import Vectors
from ..side import for_matching

_LONGEST_RUN = 6
"""Sentences in the longest run a bead may hold; only of such is told that they are missing."""
_CUT = 10_000
"""Characters to which Vecalign cuts the lines of its overlaps."""
_BLANK = "BLANK_LINE"
"""What Vecalign writes for an empty line."""
_SLIP = 1e3
"""Lengths beyond this, or below one part of it, are of bytes that are no float32."""


def vectors_for(
    source: Document, target: Document, source_vectors: str, target_vectors: str
) -> VectorsEncoder:
    """An encoder of these two documents and their runs, from two files of vectors.

    A file of vectors is named ``FILE.npy``, ``OVERLAPS=FILE.emb``, or ``FILE.emb`` where the
    overlaps are in ``FILE``. Raises InputError if they do not fit the documents or each other.
    """
    sides = _read(source, source_vectors), _read(target, target_vectors)
    widths = [side.rows.shape[1] for side in sides]
    if widths[0] != widths[1]:
        raise InputError(
            f"vectors of {widths[1]} numbers, where {source_vectors} has {widths[0]}",
            file=target_vectors,
            remedy="both must come from one model",
        )
    return VectorsEncoder(*sides)


class VectorsEncoder:
    """An :class:`~duilian.align.encode.Encoder` that knows the sentences of two documents."""

    def __init__(self, source: Known, target: Known) -> None:
        self._sides = [source, target]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See :class:`~duilian.align.encode.Encoder`. Raises InputError for unknown texts."""
        keys = [_key(text) for text in texts]
        for side in self._sides:
            if side.keys == keys:
                return side.rows.copy()
        width = self._sides[0].rows.shape[1]
        found = [self._row(key, text) for key, text in zip(keys, texts, strict=True)]
        return np.stack(found) if found else np.empty((0, width), dtype=np.float32)

    def settle(self) -> tuple[str, ...]:
        """How many runs had no vectors of their own, since last asked."""
        return tuple(note for side in self._sides for note in side.notes())

    def _row(self, key: str, text: str) -> Vectors:
        # The side that answered last stands first: runs are asked for one after the other.
        for side in self._sides:
            row = side.row(key)
            if row is not None:
                if side is not self._sides[0]:
                    self._sides.reverse()
                return row
        raise InputError(
            f"there is no vector for: {text[:60]}", remedy="the vectors are those of other texts"
        )


class Known:
    """One document's sentences, their vectors, and those of the runs that are known."""

    def __init__(
        self,
        keys: list[str],
        rows: Vectors,
        name: str,
        runs: dict[str, int] | None = None,
        matrix: Any = None,
    ) -> None:
        self.keys = keys
        self.rows = rows
        self._name = name
        self._runs = runs
        self._matrix = matrix
        self._text = "".join(keys)
        ends = list(accumulate(map(len, keys)))
        self._lengths = np.array([len(key) for key in keys], dtype=np.float32)
        # Of empty sentences, which begin where they end, any will do.
        self._starting = {end - len(keys[at]): at for at, end in enumerate(ends)}
        self._ending = {end: at + 1 for at, end in enumerate(ends)}
        self._last = 0
        self._missed: Counter[int] = Counter()
        self._told: set[int] = set()

    def row(self, key: str) -> Vectors | None:
        """The vector of a sentence or run of this document; None if it is none."""
        if self._runs is not None:
            at = _look_up(self._runs, key)
            if at is not None:
                found: Vectors = _unit(self._matrix[at : at + 1], self._name, [at])[0]
                return found
        span = self._span(key)
        if span is None:
            return None
        if self._runs is not None and span[1] - span[0] <= _LONGEST_RUN:
            marker = hash(key)
            if marker not in self._told:
                self._told.add(marker)
                self._missed[span[1] - span[0]] += 1
        mean: Vectors = self._lengths[slice(*span)] @ self.rows[slice(*span)]
        mean /= np.float32(np.linalg.norm(mean) or 1)
        return mean

    def notes(self) -> list[str]:
        """What to tell of runs that had no vectors, once."""
        if not self._missed:
            return []
        missed = self._missed.total()
        lengths = sorted(self._missed)
        note = (
            f"{self._name}: {missed:,} runs of {lengths[0]} to {lengths[-1]} sentences are not in"
            f" it and got the mean of their sentences' vectors (make overlaps up to {_LONGEST_RUN})"
        )
        self._missed.clear()
        return [note]

    def _span(self, key: str) -> tuple[int, int] | None:
        """From which sentence up to which the text goes; None if it is not in the document."""
        for begin in (self._last, 0):
            at = self._text.find(key, begin)
            while at >= 0:
                first, last = self._starting.get(at), self._ending.get(at + len(key))
                if first is not None and last is not None:
                    self._last = at
                    return first, max(last, first)
                at = self._text.find(key, at + 1)
        return None


def _read(document: Document, name: str) -> Known:
    overlaps, path = _paths(name)
    texts = for_matching(document.texts(), document.language)
    keys = [_key(text) for text in texts]
    if overlaps is None:
        matrix = _load_npy(path)
        if len(matrix) != len(keys):
            raise InputError(
                f"{len(matrix):,} vectors, where {document.name or 'the text'} has"
                f" {len(keys):,} sentences",
                file=str(path),
                remedy="one row a sentence; with --lines, one row a line",
            )
        blank = [at for at, key in enumerate(keys) if not key]
        return Known(keys, _unit(matrix, str(path), range(len(keys)), blank), str(path))
    lines = split_lines(read_text(overlaps))
    matrix = _load_emb(path, overlaps, len(lines))
    runs: dict[str, int] = {}
    for at, line in enumerate(for_matching(lines, document.language)):
        runs.setdefault(_key(line), at)
    places = [_look_up(runs, _key(text.strip()[:_CUT])) for text in texts]
    missing = [at for at, place in enumerate(places) if place is None and keys[at]]
    if missing:
        raise InputError(
            f"{len(missing):,} of the {len(keys):,} sentences of {document.name or 'the text'} are"
            f" not in it, such as sentence {missing[0] + 1}: {texts[missing[0]].strip()[:40]}",
            file=str(overlaps),
            remedy="with --lines a sentence is a line, as in Vecalign",
        )
    rows = np.zeros((len(keys), matrix.shape[1]), dtype=np.float32)
    held = [(at, place) for at, place in enumerate(places) if place is not None]
    if held:
        numbers = [place for _, place in held]
        rows[[at for at, _ in held]] = _unit(matrix[numbers], str(path), numbers)
    return Known(keys, rows, str(overlaps), runs, matrix)


def _paths(name: str) -> tuple[Path | None, Path]:
    """The overlaps, if any, and the vectors that an argument names."""
    overlaps, equals, vectors = ("", "", name) if Path(name).exists() else name.rpartition("=")
    path = Path(vectors).expanduser()
    if path.suffix == ".npy" and not equals:
        return None, path
    if path.suffix == ".emb" and (equals or path.with_suffix("").is_file()):
        return Path(overlaps).expanduser() if equals else path.with_suffix(""), path
    if path.suffix == ".emb":
        raise UsageError(
            f"there is no {path.with_suffix('')} with the texts of its vectors",
            file=str(path),
            remedy=f"say where: OVERLAPS={path}",
        )
    raise UsageError("no file of vectors", file=name, remedy="give FILE.npy or OVERLAPS=FILE.emb")


def _load_npy(path: Path) -> Any:
    try:
        matrix = np.load(path, mmap_mode="r", allow_pickle=False)
    except OSError as error:
        raise _unreadable(path, error) from error
    except (ValueError, EOFError) as error:
        raise InputError("this is no whole .npy file of numbers", file=str(path)) from error
    if not isinstance(matrix, np.ndarray) or matrix.ndim != 2 or not matrix.shape[1]:
        shape = " x ".join(map(str, getattr(matrix, "shape", ()))) or "no table"
        raise InputError(
            f"its shape is {shape}", file=str(path), remedy="it must be sentences x numbers"
        )
    if matrix.dtype.kind != "f":
        raise InputError(
            f"its numbers are {matrix.dtype}",
            file=str(path),
            remedy="they must be float32, or float16 or float64",
        )
    return matrix


def _load_emb(path: Path, overlaps: Path, lines: int) -> Any:
    try:
        size = path.stat().st_size
        if not lines or not size or size % (4 * lines):
            raise InputError(
                f"{size:,} bytes are no float32 vectors for the {lines:,} lines of {overlaps}",
                file=str(path),
                remedy="it must hold one vector a line; were the overlaps made anew?",
            )
        return np.memmap(path, dtype="<f4", mode="r").reshape(lines, -1)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError("there is no such file", file=str(path), remedy="check the path")
    return InputError(f"cannot be read: {plain_reason(error)}", file=str(path))


def _unit(
    rows: npt.NDArray[Any], name: str, numbers: Sequence[int], blank: Sequence[int] = ()
) -> Vectors:
    """The rows at unit length; InputError for what is no vector. Blank ones may be anything."""
    found: Vectors = np.array(rows, dtype=np.float32)
    found[list(blank)] = 0
    norms = np.linalg.norm(found.astype(np.float64), axis=1, keepdims=True)
    wrong = ~np.isfinite(norms[:, 0])
    empty = norms[:, 0] == 0
    empty[list(blank)] = False
    for which, problem in ((wrong, "no numbers (NaN or infinite)"), (empty, "zeros only")):
        if which.any():
            first = numbers[int(np.argmax(which))]
            raise InputError(f"row {first + 1} holds {problem}", file=name)
    slipped = (norms[:, 0] > 0) & ((norms[:, 0] > _SLIP) | (norms[:, 0] < 1 / _SLIP))
    if slipped.any():
        first = int(np.argmax(slipped))
        raise InputError(
            f"row {numbers[first] + 1} has length {norms[first, 0]:.3g}",
            file=name,
            remedy="are these float32 numbers?",
        )
    unit: Vectors = (found / np.where(norms > 0, norms, 1)).astype(np.float32)
    return unit


def _look_up(runs: dict[str, int], key: str) -> int | None:
    return runs.get(key or _BLANK)


def _key(text: str) -> str:
    """A text without its white space: it tells nothing, and joining puts in more or less."""
    return "".join(text.split())
