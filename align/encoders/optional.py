"""Packages that only some encoders need, and that come with extras of duilian."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from ...corpus.errors import InputError, UsageError
from ..encode import Vectors


def load(package: str, extra: str, module: str) -> Any:
    """Import a module; raises UsageError naming the extra if it is not installed."""
    if find_spec(module) is None:
        raise UsageError(f"{package} is not installed", remedy=f"pip install 'duilian[{extra}]'")
    return import_module(module)


def unit_rows(rows: Any, texts: int, name: str) -> Vectors:
    """What a model gave, as float32 rows of unit length.

    Raises InputError unless there is a row of numbers for each text. A row of zeros stays.
    """
    found: Vectors = np.array(rows, dtype=np.float32)
    if found.ndim != 2 or len(found) != texts:
        shape = " x ".join(map(str, found.shape))
        raise InputError(f"the model gave {shape} numbers for {texts} texts", file=name)
    norms = np.linalg.norm(found, axis=1, keepdims=True)
    if not np.isfinite(norms).all():
        raise InputError("the model gave vectors that hold no numbers (NaN)", file=name)
    found /= np.where(norms > 0, norms, np.float32(1))
    return found
