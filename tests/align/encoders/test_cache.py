"""Vectors on disk: found again, told apart, and never trusted when they are broken."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from duilian.align.encode import EmbeddedEncoder, Vectors
from duilian.align.encoders import cache as caching
from duilian.align.encoders.cache import CachedEncoder, cached, fingerprint
from duilian.corpus.errors import InputError, UsageError

TEXTS = ["门", "window", "", "门", "墙\n"]


class Counting:
    """A vector for each text that depends on nothing else; counts what it is asked."""

    def __init__(self, width: int = 8) -> None:
        self.width = width
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        rows = [self.row(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.width)

    def row(self, text: str) -> Vectors:
        seed = int.from_bytes(text.encode(), "big")
        row = np.random.default_rng(seed).normal(size=self.width).astype(np.float32)
        unit: Vectors = row / np.float32(np.linalg.norm(row))
        return unit


def shards(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.npy"))


def filled(folder: Path, texts: Sequence[str] = TEXTS) -> Vectors:
    encoder = CachedEncoder(Counting(), folder, "m")
    found = encoder.encode(texts)
    assert encoder.settle() == ()
    return found


def test_the_second_run_encodes_nothing(tmp_path: Path) -> None:
    inner = Counting()
    first = CachedEncoder(inner, tmp_path, "m")
    rows = first.encode(TEXTS)
    assert inner.seen == ["门", "window", "", "墙\n"]
    assert np.allclose(rows, Counting().encode(TEXTS), atol=1e-3)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    assert first.settle() == ()
    again = Counting()
    second = CachedEncoder(again, tmp_path, "m")
    assert np.array_equal(second.encode(TEXTS), rows)
    assert again.seen == []
    assert second.settle() == ()
    assert len(shards(tmp_path)) == 1


def test_in_one_run_a_text_is_encoded_once(tmp_path: Path) -> None:
    inner = Counting()
    encoder = CachedEncoder(inner, tmp_path, "m")
    assert np.array_equal(encoder.encode(["门"]), encoder.encode(["门"]))
    encoder.settle()
    encoder.encode(["门", "墙"])
    assert inner.seen == ["门", "墙"]


def test_models_are_told_apart(tmp_path: Path) -> None:
    filled(tmp_path)
    other = Counting(width=5)
    assert CachedEncoder(other, tmp_path, "n").encode(TEXTS).shape == (5, 5)
    assert len(other.seen) == 4


def test_full_shards_are_written_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "_SHARD", 3)
    encoder = CachedEncoder(Counting(), tmp_path, "m")
    encoder.encode(TEXTS)
    assert len(shards(tmp_path)) == 1


@pytest.mark.parametrize("harm", ["cut", "flipped", "emptied", "foreign"])
def test_a_broken_shard_is_reported_and_made_anew(harm: str, tmp_path: Path) -> None:
    rows = filled(tmp_path)
    (shard,) = shards(tmp_path)
    content = bytearray(shard.read_bytes())
    if harm == "flipped":
        content[-3] ^= 1
    harmed = {"cut": content[:-9], "flipped": content, "emptied": b"", "foreign": b"hello"}
    shard.write_bytes(bytes(harmed[harm]))
    inner = Counting()
    encoder = CachedEncoder(inner, tmp_path, "m")
    assert np.array_equal(encoder.encode(TEXTS), rows)
    assert len(inner.seen) == 4
    (note,) = encoder.settle()
    assert "was broken and is deleted; its texts are encoded anew" in note
    assert encoder.settle() == ()
    last = CachedEncoder(inner, tmp_path, "m")
    last.encode(TEXTS)
    assert len(inner.seen) == 4
    assert last.settle() == ()


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    one, two = (CachedEncoder(Counting(), tmp_path, "m") for _ in range(2))
    one.encode(["a", "b"])
    two.encode(["b", "c"])
    one.settle()
    two.settle()
    inner = Counting()
    CachedEncoder(inner, tmp_path, "m").encode(["a", "b", "c"])
    assert inner.seen == []


def test_what_was_left_half_written_is_no_shard(tmp_path: Path) -> None:
    filled(tmp_path)
    folder = shards(tmp_path)[0].parent
    old, new = folder / ".writing-old", folder / ".writing-new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    encoder = CachedEncoder(Counting(), tmp_path, "m")
    assert encoder.settle() == ()
    assert not old.exists()
    assert new.exists()


def test_a_cache_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be a cache"):
        CachedEncoder(Counting(), tmp_path / "file", "m")
    encoder = CachedEncoder(Counting(), tmp_path / "gone", "m")
    rows = encoder.encode(TEXTS)
    next((tmp_path / "gone").iterdir()).rmdir()
    (note,) = encoder.settle()
    assert "not written: no such file or directory" in note
    assert np.array_equal(encoder.encode(TEXTS), rows)


def test_a_model_that_changed_its_width(tmp_path: Path) -> None:
    filled(tmp_path)
    with pytest.raises(InputError, match="vectors of 8 numbers, the encoder makes 5"):
        CachedEncoder(Counting(width=5), tmp_path, "m").encode(["new"])


def test_a_pooling_encoder_stays_as_it_is(encoder: EmbeddedEncoder, tmp_path: Path) -> None:
    assert cached(encoder, tmp_path, "embedded") is encoder
    assert isinstance(cached(Counting(), tmp_path, "m"), CachedEncoder)


def test_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"1")
    before = fingerprint(str(folder))
    assert before == fingerprint(f"{tmp_path}/./model/")
    (folder / "model.onnx").write_bytes(b"12")
    assert fingerprint(str(folder)) != before
    assert fingerprint("owner/name") == "owner/name"
