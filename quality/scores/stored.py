"""Scores kept for the next time, so that a change can be held against what was there before.

Kept are the counts of every segment and hashes of what was scored, not the texts: a paired test
needs no more, and the file stays small. What cannot be compared is not: another reference, another
number of segments, another signature each end in one line that says so.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...corpus.errors import InputError
from ...corpus.formats import atomic_output, read_text
from ..cache import content_hash
from .counting import Counts
from .evaluate import Evaluation, Score

_VERSION = 1
_DIGITS = 16
"""Of a hash, what signatures tell."""


@dataclass(frozen=True, slots=True)
class StoredScore:
    """A metric's score as it was: its plain signature and the counts of each segment."""

    name: str
    metric: str
    signature: str
    value: float
    counts: Counts


@dataclass(frozen=True, slots=True)
class Stored:
    """A system as it was scored before. ``reference`` is the hash of what it was held against."""

    system: str
    reference: str
    scores: tuple[StoredScore, ...]
    file: str = ""


def text_hash(texts: Iterable[Iterable[str]]) -> str:
    """What texts are known by: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for text in texts:
        for segment in text:
            digest.update(segment.encode("utf-8", "surrogatepass") + b"\n")
        digest.update(b"\0")
    return digest.hexdigest()[:_DIGITS]


def file_hash(*files: str | Path) -> str:
    """What files are known by, whatever they hold: as many digits."""
    hashes = [content_hash(Path(file)) for file in files]
    return (hashes[0] if len(hashes) == 1 else text_hash([hashes]))[:_DIGITS]


def write_stored(evaluation: Evaluation, file: Path) -> None:
    """Keep the scores of the first system."""
    system = evaluation.systems[0]
    value = {
        "duilian-scores": _VERSION,
        "system": system.name,
        "reference": text_hash(evaluation.references),
        "candidate": text_hash([system.segments]),
        "segments": len(system.segments),
        "scores": [
            {
                "name": score.kind.name,
                "metric": score.metric,
                "signature": plain_signature(score),
                "score": None if math.isnan(score.value) else score.value,
                "counts": [[_short(number) for number in row] for row in score.counts.tolist()],
            }
            for score in system.scores
        ],
    }
    with atomic_output(file) as out:
        out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def read_stored(file: Path) -> Stored:
    """Scores that were kept. Raises InputError for a file that holds none."""
    try:
        value = json.loads(read_text(file))
        if value["duilian-scores"] != _VERSION:
            raise ValueError
        return Stored(
            str(value["system"]),
            str(value["reference"]),
            tuple(_score(each, int(value["segments"])) for each in value["scores"]),
            str(file),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(
            "this holds no scores of duilian, or of another version",
            file=str(file),
            remedy="keep some with --save",
        ) from None


def _score(value: dict[str, Any], segments: int) -> StoredScore:
    counts = np.array(value["counts"], dtype=np.float64)
    if counts.ndim != 2 or len(counts) != segments:
        raise ValueError
    return StoredScore(
        str(value["name"]),
        str(value["metric"]),
        str(value["signature"]),
        math.nan if value["score"] is None else float(value["score"]),
        counts,
    )


def comparable(score: Score, stored: Stored, evaluation: Evaluation) -> StoredScore:
    """What was kept for the same metric. Raises InputError if the two cannot be compared."""

    def wrong(problem: str) -> InputError:
        return InputError(problem, file=stored.file, remedy="keep new scores with --save")

    found = next((each for each in stored.scores if each.name == score.kind.name), None)
    if found is None:
        raise wrong(f"no {score.kind.name} was kept")
    if score.kind.against_references and stored.reference != text_hash(evaluation.references):
        raise wrong("it was scored against another reference")
    if len(found.counts) != len(score.counts):
        raise wrong(f"it has {len(found.counts)} segments, and here are {len(score.counts)}")
    if found.signature != plain_signature(score):
        raise wrong(f"its signature is {found.signature}, and here it is {plain_signature(score)}")
    return found


def plain_signature(score: Score) -> str:
    """The signature without what a test has added to it."""
    parts = score.signature.split("|")
    return "|".join(part for part in parts if not part.startswith(("bs:", "ar:", "seed:")))


def _short(number: float) -> int | float:
    return int(number) if number.is_integer() else number
