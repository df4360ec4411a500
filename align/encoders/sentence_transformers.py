"""Models for the sentence-transformers package, from a folder or by their public name.

A folder is loaded without a look at the network. A name, such as
``sentence-transformers/LaBSE``, is what the user asks for by giving it: the package then takes
the model from its own cache, or downloads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ...corpus.errors import InputError
from ..encode import Vectors
from .optional import load, unit_rows

_EXTRA = "sentence-transformers"
_BATCH = 32


class SentenceTransformersEncoder:
    """An :class:`~duilian.align.encode.Encoder` around a ``SentenceTransformer``."""

    def __init__(self, model: str) -> None:
        folder = Path(model).expanduser()
        local = folder.is_dir()
        if not local and _looks_like_a_path(model):
            raise InputError("there is no such folder", file=model, remedy="check the path")
        package = load(_EXTRA, _EXTRA, "sentence_transformers")
        self._name = model
        try:
            self._model = package.SentenceTransformer(
                str(folder) if local else model, local_files_only=local
            )
        except Exception as error:  # the package raises whatever its own packages raise
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise InputError(f"this model cannot be loaded: {reason}", file=model) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See :class:`~duilian.align.encode.Encoder`."""
        if not texts:
            width = self._model.encode([""], show_progress_bar=False).shape[1]
            return np.empty((0, width), dtype=np.float32)
        rows = self._model.encode(
            list(texts), batch_size=_BATCH, convert_to_numpy=True, show_progress_bar=False
        )
        return unit_rows(rows, len(texts), self._name)


def _looks_like_a_path(model: str) -> bool:
    """True for what must have been meant as a path: nothing is looked up by that name then.

    Public names are ``name`` or ``owner/name``. If the first part is a folder that exists
    here, a slip in the second is likelier than a name.
    """
    first, slash, _ = model.partition("/")
    return (
        first in ("", ".", "..", "~")
        or model.count("/") > 1
        or "\\" in model
        or Path(model).exists()
        or (bool(slash) and Path(first).is_dir())
    )
