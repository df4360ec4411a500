"""Settings in a user's words."""

from __future__ import annotations

import pytest

from duilian.corpus.errors import UsageError
from duilian.corpus.formats.tmx import PROFILES, TmxSettings, tmx_settings


def test_nothing_asked_for_is_the_default() -> None:
    assert tmx_settings() == TmxSettings()
    assert tmx_settings().largest is None


@pytest.mark.parametrize(
    ("size", "bytes_"), [("10000", 10_000), ("500k", 500_000), ("20M", 20_000_000), ("1 GB", 10**9)]
)
def test_sizes(size: str, bytes_: int) -> None:
    assert tmx_settings(max_bytes=size).largest == bytes_
    assert tmx_settings("trados", size).largest == bytes_


@pytest.mark.parametrize("size", ["", "-1", "many", "1.5M", "9999", "1T", "1e9"])
def test_what_is_no_size(size: str) -> None:
    with pytest.raises(UsageError, match="--max-bytes"):
        tmx_settings(max_bytes=size)


def test_names() -> None:
    assert tmx_settings(" Trados ").profile is PROFILES["trados"]
    with pytest.raises(UsageError, match="did you mean memoq"):
        tmx_settings("memo-q")
