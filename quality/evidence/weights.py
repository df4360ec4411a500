"""The weights of the evidence: loaded from ``weights.toml``, a file made to be read."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: a weight for each feature, in order, and what all have in common."""

    names: tuple[str, ...]
    weights: Values
    always: float

    @classmethod
    def from_table(cls, table: Mapping[str, float]) -> Logistic:
        """From a table of names and weights, ``always`` among them."""
        names = tuple(name for name in table if name != "always")
        return cls(names, np.array([table[name] for name in names]), table["always"])

    def odds(self, features: npt.NDArray[np.floating]) -> Values:
        """The log odds of rows of features."""
        found: Values = features @ self.weights + self.always
        return found


@dataclass(frozen=True, slots=True)
class Weights:
    """``pair`` is for units as they stand, ``near`` for a source and a target near by, ``token``
    for single tokens of a side and ``stretch`` for parts of it."""

    pair: Logistic
    near: Logistic
    token: Logistic
    stretch: Logistic


_TABLES = ("pair", "near", "token", "stretch")
"""In the order of the fields of :class:`Weights`."""


@functools.cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    text = (files(__package__) / "weights.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return Weights(*(Logistic.from_table(table[name]) for name in _TABLES))
