"""What consumers call a language."""

from __future__ import annotations

import pytest

from duilian.corpus.formats.tmx.languages import for_amazon, for_google, with_region


@pytest.mark.parametrize(
    ("tag", "region", "google", "amazon"),
    [
        ("zh", "zh-CN", "zh-CN", "zh"),
        ("zh-Hans", "zh-CN", "zh-CN", "zh"),
        ("zh-Hans-SG", "zh-SG", "zh-CN", "zh"),
        ("zh-Hant", "zh-TW", "zh-TW", "zh-TW"),
        ("zh-HK", "zh-HK", "zh-TW", "zh-TW"),
        ("en", "en-US", "en", "en"),
        ("en-GB", "en-GB", "en", "en"),
        ("pt-PT", "pt-PT", "pt-PT", "pt-PT"),
        ("fr-CA", "fr-CA", "fr", "fr-CA"),
        ("cy", "cy", "cy", "cy"),
        ("sr-Latn", "sr-Latn", "sr", "sr"),
    ],
)
def test_names(tag: str, region: str, google: str, amazon: str) -> None:
    assert (with_region(tag), for_google(tag), for_amazon(tag)) == (region, google, amazon)
