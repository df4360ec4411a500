"""Several files as one scope: the same links however the work is shared and whatever is kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from duilian.align.words import WordAlignment
from duilian.quality.cache import NO_CACHE, Cache, open_cache
from duilian.quality.terms import aligned
from duilian.quality.terms.aligned import align_parts

from .harbour import LANGUAGES, PAIRS

PARTS = [PAIRS[:5], PAIRS[5:6], (), PAIRS[6:]]


def links(cache: Cache = NO_CACHE, jobs: int = 1) -> list[WordAlignment]:
    return list(align_parts(PARTS, LANGUAGES, cache, jobs))


def same(one: list[WordAlignment], other: list[WordAlignment]) -> bool:
    return all(
        a.source == b.source
        and a.target == b.target
        and np.array_equal(a.forward, b.forward)
        and np.array_equal(a.backward, b.backward)
        and np.array_equal(a.similarity, b.similarity)
        for a, b in zip(one, other, strict=True)
    )


def test_links_are_the_same_with_and_without_a_cache(tmp_path: Path) -> None:
    plain = links()
    assert len(plain) == len(PAIRS)
    cache = open_cache(tmp_path)
    assert same(links(cache), plain)
    assert same(links(cache), plain)
    assert same(links(jobs=3), plain)


def test_evidence_of_other_units_is_made_anew(tmp_path: Path) -> None:
    cache = open_cache(tmp_path)
    plain = links(cache)
    for file in tmp_path.glob("??/*"):
        name = file.parent.name + file.name
        data = cache.get(name)
        assert data is not None
        cache.put(name, data + b"x")
    assert same(links(cache), plain)


def test_more_than_is_learned_from_is_gone_through_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aligned, "MOST_LEARNED", len(PAIRS) - 1)
    assert len(links(open_cache(tmp_path))) == len(PAIRS)
    assert not list(tmp_path.glob("??/*"))
