"""Models in the ONNX format: a folder with ``model.onnx`` and ``tokenizer.json``.

That is how models are exported for use without PyTorch (``optimum-cli export onnx``). A model
that has an output named ``sentence_embedding`` tells its vectors itself. Of any other the
token vectors are pooled: over the attention mask, or the first token's where the folder's
``1_Pooling/config.json`` says so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...corpus.errors import InputError
from ..encode import Vectors
from .optional import load, unit_rows

_EXTRA = "onnx"
_BATCH = 32
_LONGEST = 512
"""Tokens a text is cut to, where the folder does not say."""
_KNOWN_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
_WHOLE = "sentence_embedding"
_TOKENS = ("last_hidden_state", "token_embeddings")


class OnnxEncoder:
    """An :class:`~duilian.align.encode.Encoder` around an ONNX model, on the processor."""

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder).expanduser()
        if not self._folder.is_dir():
            raise InputError("there is no such folder", file=str(folder), remedy="check the path")
        model = self._file("model.onnx", "onnx/model.onnx")
        tokenizer = self._file("tokenizer.json")
        runtime = load("onnxruntime", _EXTRA, "onnxruntime")
        tokenizers = load("tokenizers", _EXTRA, "tokenizers")
        try:
            self._session: Any = runtime.InferenceSession(
                str(model), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's errors have no common class but this
            raise InputError(f"no ONNX model: {_first_line(error)}", file=str(model)) from error
        try:
            self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(tokenizer))
        except Exception as error:  # tokenizers raises bare Exception
            raise InputError(f"no tokenizer: {_first_line(error)}", file=str(tokenizer)) from error
        self._inputs = [each.name for each in self._session.get_inputs()]
        unknown = sorted(set(self._inputs) - _KNOWN_INPUTS)
        if unknown or "input_ids" not in self._inputs:
            raise InputError(
                f"its inputs are {', '.join(self._inputs)}, no encoder of texts is fed so",
                file=str(model),
                remedy=f"known are {', '.join(sorted(_KNOWN_INPUTS))}",
            )
        outputs = [each.name for each in self._session.get_outputs()]
        self._output = next((n for n in (_WHOLE, *_TOKENS) if n in outputs), outputs[0])
        self._first_token = self._says_first_token()
        if self._output != _WHOLE and any(self._folder.glob("*_Dense")):
            raise InputError(
                "the model has a dense layer after pooling, which model.onnx leaves out",
                file=str(self._folder),
                remedy=f"export it with an output named {_WHOLE}",
            )
        self._pad = self._padding()
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_length=self._longest())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See :class:`~duilian.align.encode.Encoder`."""
        encoded = self._tokenizer.encode_batch([*texts] or [""])
        # Texts of like length together: little is padded. The order is the same every time.
        order = sorted(range(len(encoded)), key=lambda at: (len(encoded[at].ids), at))
        rows: list[Any] = [None] * len(encoded)
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            for at, row in zip(batch, self._run([encoded[at] for at in batch]), strict=True):
                rows[at] = row
        return unit_rows(np.stack(rows)[: len(texts)], len(texts), str(self._folder))

    def _run(self, encoded: Sequence[Any]) -> npt.NDArray[np.float32]:
        """The vectors of one batch."""
        longest = max(1, *(len(each.ids) for each in encoded))
        ids = np.full((len(encoded), longest), self._pad, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(encoded):
            ids[row, : len(each.ids)] = each.ids
            mask[row, : len(each.ids)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (out,) = self._session.run([self._output], {name: feed[name] for name in self._inputs})
        found = np.asarray(out, dtype=np.float32)
        if found.ndim == 3 and self._first_token:
            found = found[:, 0]
        elif found.ndim == 3:
            weights = mask[:, :, None].astype(np.float32)
            found = (found * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
        return unit_rows(found, len(encoded), str(self._folder))

    def _file(self, *names: str) -> Path:
        """The first of the files that is there; raises InputError if none is."""
        for name in names:
            if (self._folder / name).is_file():
                return self._folder / name
        raise InputError(
            f"there is no {names[0]} in this folder",
            file=str(self._folder),
            remedy="it must hold model.onnx and tokenizer.json",
        )

    def _padding(self) -> int:
        if self._tokenizer.padding:
            return int(self._tokenizer.padding["pad_id"])
        ids = (self._tokenizer.token_to_id(token) for token in ("[PAD]", "<pad>"))
        return next((found for found in ids if found is not None), 0)

    def _longest(self) -> int:
        if self._tokenizer.truncation:
            return int(self._tokenizer.truncation["max_length"])
        longest = self._setting("sentence_bert_config.json", "max_seq_length")
        longest = longest or self._setting("tokenizer_config.json", "model_max_length")
        # Some say 1e30 where they mean that they do not know.
        return int(longest) if longest and longest < 100_000 else _LONGEST

    def _says_first_token(self) -> bool:
        return bool(self._setting("1_Pooling/config.json", "pooling_mode_cls_token"))

    def _setting(self, file: str, key: str) -> Any:
        try:
            return json.loads((self._folder / file).read_text(encoding="utf-8")).get(key)
        except FileNotFoundError:
            return None
        except (ValueError, AttributeError) as error:
            raise InputError("this is no JSON object", file=str(self._folder / file)) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
