"""COMET from a checkpoint on this machine: a number a segment, by the package of its authors.

On a bird's-eye level: ``comet:PATH`` names a checkpoint, or the folder of a model that holds one as
unbabel-comet keeps it (``checkpoints/model.ckpt`` beside ``hparams.yaml``). The package is no
dependency (docs/dependencies.md) and is imported only here, with everything of Hugging Face's told
to stay offline: what the checkpoint needs besides (the configuration and the tokenizer of its
encoder) must be in the local cache, or the run ends in one line. Nothing is ever fetched. Loading
a checkpoint runs what is in it (it is a pickle), so it should be one that is trusted.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from ...corpus.errors import InputError, UsageError
from .columns import Ratio, column
from .counting import Counted, Values
from .stored import file_hash
from .texts import Matched

NAME = "comet"
_BATCH = 16
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE")
_LOUD = ("pytorch_lightning", "lightning", "lightning.pytorch", "transformers", "comet")


def comet_scores(path: str, matched: Matched) -> Counted:
    """The scores of each system, by the checkpoint at a path.

    Raises UsageError if the package or a text that the model wants is missing, InputError for a
    checkpoint that cannot be loaded.
    """
    checkpoint = _checkpoint(Path(path).expanduser())
    with _quiet():
        model = _loaded(checkpoint)
        needs_references = bool(model.requires_references())
        _check(matched, needs_references)
        references = [text.segments for text in matched.references] if needs_references else [()]
        numbers = [
            np.mean([_predicted(model, matched, system, each) for each in references], axis=0)
            for system in (text.segments for text in matched.candidates)
        ]
    settings = (("model", checkpoint.parents[1].name), ("sha256", file_hash(checkpoint)))
    return column(Ratio(NAME, settings, decimals=4, points=100.0), numbers)


def _checkpoint(path: Path) -> Path:
    """The checkpoint that a path names. Raises InputError if there is none."""
    found = path / "checkpoints" / "model.ckpt" if path.is_dir() else path
    if not found.is_file():
        raise InputError(
            "there is no such checkpoint",
            file=str(found),
            remedy="name a file, or a folder with checkpoints/model.ckpt; nothing is downloaded",
        )
    settings = found.absolute().parents[1] / "hparams.yaml"
    if not settings.is_file():
        raise InputError(
            "the settings of the checkpoint are missing",
            file=str(settings),
            remedy="keep hparams.yaml in the folder above the checkpoint's",
        )
    return found.absolute()


def _loaded(checkpoint: Path) -> Any:
    if find_spec("comet") is None:
        raise UsageError(
            "unbabel-comet is not installed", remedy="pip install unbabel-comet 'setuptools<81'"
        )
    package = import_module("comet")
    try:
        return package.load_from_checkpoint(str(checkpoint), local_files_only=True)
    except Exception as error:  # the package raises whatever its own packages raise
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise InputError(f"this model cannot be loaded: {reason}", file=str(checkpoint)) from error


def _check(matched: Matched, needs_references: bool) -> None:
    if matched.source is None:
        raise UsageError("this model of COMET compares with the source", remedy="name a --source")
    if needs_references and not matched.references:
        raise UsageError(
            "this model of COMET compares with a reference",
            remedy="name a --reference, or a model that needs none",
        )


def _predicted(
    model: Any, matched: Matched, system: Sequence[str], reference: Sequence[str]
) -> Values:
    """The scores of a system's segments, held against one reference if there is one."""
    import torch

    assert matched.source is not None
    samples = [
        {"src": source, "mt": segment}
        for source, segment in zip(matched.source.segments, system, strict=True)
    ]
    for sample, segment in zip(samples, reference, strict=False):
        sample["ref"] = segment
    gpus = int(torch.cuda.is_available())
    found = model.predict(samples, batch_size=_BATCH, gpus=gpus, num_workers=0, progress_bar=False)
    return np.array(found.scores, dtype=np.float64)


@contextmanager
def _quiet() -> Iterator[None]:
    """No network, and no chatter of other people's packages among our own messages."""
    before = {name: os.environ.get(name) for name in _OFFLINE}
    os.environ.update(dict.fromkeys(_OFFLINE, "1"))
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
