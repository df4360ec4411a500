"""The weights of the evidence: loaded from ``weights.toml``, a file made to be read.

On a bird's-eye level: a bead's score is the sum of its features times their weights, plus
what its shape counts for, and for the first of a run of sentences left alone what such a run
costs to begin. ``benchmarks/fit.py`` finds the weights that make the gold
alignments of the development texts most probable (a conditional random field over the
lattice: Lafferty, McCallum and Pereira 2001), which is also why probabilities computed from
such scores mean something.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from .block import Block, Matter
from .corridor import Corridor, Numbers
from .evidence import (
    FEATURES,
    SKIP_FEATURES,
    Nearby,
    bead_features,
    possible,
    skip_features,
)
from .search import DOWN, IMPOSSIBLE, SHAPES, Lattice, Shape

Floats = npt.NDArray[np.float32]

_BLOCK_NODES = 2048
_BLOCK_ROWS = 64
"""Nodes and rows of the corridor whose features are held at a time."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One number a feature, in the order of ``FEATURES``, ``SHAPES`` and ``SKIP_FEATURES``.

    ``opening`` is what it counts for to begin a run of sentences left alone: in the source, in
    the target.
    """

    beads: Floats
    shapes: Floats
    skip_source: Floats
    skip_target: Floats
    opening: tuple[float, float]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Weights:
        """From the tables of a TOML file; a missing or unknown name is a KeyError."""

        def row(name: str, order: tuple[str, ...]) -> Floats:
            if set(table[name]) != set(order):
                raise KeyError(f"[{name}] must name exactly: {', '.join(order)}")
            return np.array([table[name][key] for key in order], dtype=np.float32)

        source, target = row("opening", ("source", "target")).tolist()
        return cls(
            row("beads", FEATURES),
            row("shapes", tuple(map(shape_name, SHAPES))),
            row("skip_source", SKIP_FEATURES),
            row("skip_target", SKIP_FEATURES),
            (source, target),
        )


def shape_name(shape: Shape) -> str:
    """A shape as people write it: ``1-2``."""
    return f"{shape[0]}-{shape[1]}"


@functools.cache
def load_weights(words: bool = True) -> Weights:
    """The weights that come with the package: for encoders that tell words apart, or do not."""
    name = "weights.toml" if words else "weights-without-words.toml"
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return Weights.from_table(tomllib.loads(text))


def score(matter: Matter, corridor: Corridor, weights: Weights) -> Lattice:
    """The score of every bead inside the corridor."""
    matter = matter.linked()
    down = np.empty((len(DOWN), corridor.size), dtype=np.float32)
    nearby = Nearby.nothing(matter)
    for first, last in corridor.blocks(0, nodes=_BLOCK_NODES, rows=_BLOCK_ROWS):
        block = Block.around(matter, corridor, first, last)
        nearby.note(block)
        scores = bead_features(block) @ weights.beads
        scores += weights.shapes[:, None]
        nodes = slice(int(corridor.starts[first]), int(corridor.starts[last]))
        down[:-1, nodes] = np.where(possible(block), scores, IMPOSSIBLE)
    skip_source, skip_target = skip_features(matter, nearby)
    row, column = corridor.nodes(0, corridor.sources + 1)
    down[-1] = entering(skip_source @ weights.skip_source, row)
    across = entering(skip_target @ weights.skip_target, column)
    return Lattice(corridor, down, across, weights.opening)


def entering(skips: Floats, position: Numbers) -> Floats:
    """For nodes at these positions of one side, the score of skipping the sentence before."""
    padded = np.concatenate([[IMPOSSIBLE], skips]).astype(np.float32)
    entering: Floats = padded[position]
    return entering
