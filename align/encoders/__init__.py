"""Encoders besides the embedded one: models of your own, ready-made vectors, and a cache.

On a bird's-eye level: a *spec* such as ``onnx:models/labse`` names a kind of encoder and what
it is to load; :data:`KINDS` lists the kinds, :func:`encoder_for` makes the encoder. Vectors
that were made elsewhere are no encoder of texts in general but belong to one pair of
documents: see :mod:`.vectors`. Packages that not everyone has are imported only when their
kind is asked for. What all of this costs, and when it is worth it: ``docs/encoders.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from ...corpus.errors import UsageError
from ..encode import EmbeddedEncoder, Encoder
from .cache import cached, fingerprint
from .onnx import OnnxEncoder
from .sentence_transformers import SentenceTransformersEncoder
from .vectors import VectorsEncoder, vectors_for

__all__ = [
    "EMBEDDED",
    "KINDS",
    "OnnxEncoder",
    "SentenceTransformersEncoder",
    "VectorsEncoder",
    "encoder_for",
    "settle",
    "vector_files",
    "vectors_for",
]

EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of encoder: what follows its name and a colon in a spec, and how it is made."""

    argument: str
    make: Callable[[str], Encoder]


KINDS: dict[str, Kind] = {
    EMBEDDED: Kind("", lambda _: EmbeddedEncoder()),
    "sentence-transformers": Kind("PATH_OR_NAME", SentenceTransformersEncoder),
    "onnx": Kind("FOLDER", OnnxEncoder),
}


def encoder_for(spec: str = EMBEDDED, *, cache: str | Path | None = None) -> Encoder:
    """The encoder that a spec names, with its vectors kept in the folder ``cache`` if given.

    Raises UsageError for a spec that names no encoder, a missing extra, or a cache for the
    embedded encoder (which is faster than reading vectors and would lose its pooling);
    InputError for a model that cannot be loaded.
    """
    name, _, argument = spec.partition(":")
    kind = KINDS.get(name)
    if kind is None or bool(kind.argument) != bool(argument):
        forms = (f"{name}:{kind.argument}".rstrip(":") for name, kind in KINDS.items())
        raise UsageError(f"there is no encoder '{spec}'", remedy="give " + " or ".join(forms))
    if cache is None:
        return kind.make(argument)
    if not kind.argument:
        raise UsageError(
            f"the {name} encoder is not cached: it is as fast as reading its vectors would be",
            remedy="leave the cache out, or name another encoder",
        )
    return cached(kind.make(argument), Path(cache), f"{name}:{fingerprint(argument)}")


def vector_files(
    source: str | None, target: str | None, *, spec: str = EMBEDDED, cache: Path | None = None
) -> tuple[str, str] | None:
    """The files of vectors of both sides, or None if none are named.

    Raises UsageError if only one is, or if they are to stand beside an encoder or a cache.
    """
    if source is None and target is None:
        return None
    if source is None or target is None:
        missing = "source" if source is None else "target"
        raise UsageError("vectors are needed on both sides", remedy=f"give --{missing}-vectors too")
    if spec != EMBEDDED or cache is not None:
        other = "--encoder" if spec != EMBEDDED else "--cache"
        raise UsageError("vectors take the place of an encoder", remedy=f"leave {other} out")
    return source, target


@runtime_checkable
class Settling(Protocol):
    """An encoder that has something to put in order after an alignment."""

    def settle(self) -> tuple[str, ...]:
        """Write what is still to be written; what the user should know, each thing once."""
        ...


def settle(encoder: Encoder | None) -> tuple[str, ...]:
    """Let an encoder finish what it has begun; what it has to say of its work."""
    return encoder.settle() if isinstance(encoder, Settling) else ()
