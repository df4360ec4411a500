"""Tags, names, detection, joining."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.script import (
    ENCODER_LANGUAGES,
    detect_language,
    display_width,
    is_spaceless,
    is_traditional_tag,
    join_sentences,
    language_name,
    normalize_tag,
    primary,
    to_simplified,
)


@pytest.mark.parametrize(
    ("tag", "normal"),
    [
        ("en", "en"),
        ("EN", "en"),
        (" en ", "en"),
        ("en-us", "en-US"),
        ("zh_CN", "zh-CN"),
        ("zh-hans", "zh-Hans"),
        ("ZH-HANT-tw", "zh-Hant-TW"),
        ("zh_TW.UTF-8", "zh-TW"),
        ("de_DE@euro", "de-DE"),
        ("es-419", "es-419"),
        ("eng", "en"),
        ("zho", "zh"),
        ("chi", "zh"),
        ("cmn-Hans", "zh-Hans"),
        ("deu", "de"),
        ("ger", "de"),
        ("fre-ca", "fr-CA"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("en-x-Test", "en-x-test"),
        ("yue", "yue"),
    ],
)
def test_normalize_tag(tag: str, normal: str) -> None:
    assert normalize_tag(tag) == normal
    assert normalize_tag(normal) == normal


@pytest.mark.parametrize("tag", ["", " ", "klingon!", "e", "english", "zh--CN", "-", "en-", "中文"])
def test_garbage_is_no_tag(tag: str) -> None:
    with pytest.raises(ValueError, match="is not a language tag"):
        normalize_tag(tag)


def test_primary() -> None:
    assert primary("zh-CN") == "zh"
    assert primary("ENG") == "en"


@pytest.mark.parametrize(
    ("tag", "spaceless"),
    [("zh", True), ("zh-Hant", True), ("ja", True), ("th", True), ("ko", False), ("en", False)],
)
def test_is_spaceless(tag: str, spaceless: bool) -> None:
    assert is_spaceless(tag) is spaceless


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en-GB", "English"),
        ("zh", "Chinese"),
        ("zh-CN", "Chinese"),
        ("zh_TW", "Chinese (traditional)"),
        ("zh-Hant", "Chinese (traditional)"),
        ("xx", "xx"),
    ],
)
def test_language_name(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_traditional_tags() -> None:
    assert is_traditional_tag("zh-hk")
    assert not is_traditional_tag("zh-Hans-HK")
    assert not is_traditional_tag("en-HK")


def test_encoder_languages() -> None:
    assert " ".join(ENCODER_LANGUAGES) == "ar de en es fr it ja ko nl pl pt ru th tr zh"
    assert all(language_name(language) != language for language in ENCODER_LANGUAGES)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ذهبت إلى السوق صباح اليوم واشتريت الخبز.", "ar"),
        ("Heute früh ging ich auf den Markt und kaufte frisches Brot.", "de"),
        ("This morning I went to the market and bought fresh bread.", "en"),
        ("Esta mañana fui al mercado y compré pan fresco para todos.", "es"),
        ("Ce matin, je suis allé au marché et j'ai acheté du pain frais.", "fr"),
        ("Stamattina sono andato al mercato e ho comprato del pane fresco.", "it"),
        ("今朝、市場へ行って新しいパンを買いました。", "ja"),
        ("오늘 아침 시장에 가서 신선한 빵을 샀다.", "ko"),
        ("Vanmorgen ging ik naar de markt en kocht vers brood.", "nl"),
        ("Dziś rano poszedłem na targ i kupiłem świeży chleb.", "pl"),
        ("Hoje de manhã fui ao mercado e comprei pão fresco para todos.", "pt"),
        ("Сегодня утром я ходил на рынок и купил свежий хлеб.", "ru"),
        ("เช้านี้ฉันไปตลาดและซื้อขนมปังสด", "th"),
        ("Bu sabah pazara gittim ve taze ekmek aldım.", "tr"),
        ("今天早上我去市场买了新鲜的面包。", "zh"),
        ("今天早上我去市場買了新鮮的麵包。", "zh-Hant"),
        # short
        ("你好", "zh"),
        ("臺灣", "zh-Hant"),
        ("東京へ行く", "ja"),
        ("네", "ko"),
        ("Да.", "ru"),
        ("Yes.", "en"),
        ("OK", "en"),
        ("Où ?", "fr"),
        # mixed
        ("Wei Xiaobao (韦小宝) met 李明 in Beijing.", "en"),
        ("Li Ming (李明) came home late and told everyone about 長江.", "en"),
        ("他在IBM和NASA工作", "zh"),
        ("使用Python和JavaScript編寫應用程式", "zh-Hant"),
        ("《ドラえもん》是一部日本漫画，作者是藤子·F·不二雄，在中国也很受欢迎。", "zh"),
        ("그는 한국(韓國) 사람이다", "ko"),
        # nothing to go by
        ("", "und"),
        ("123 … 45%", "und"),
        ("😀", "und"),
    ],
)
def test_detect_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_detection_looks_past_the_beginning() -> None:
    """A long licence in English before a Chinese novel does not make it English."""
    licence = "This book is free of charge for everyone who reads it. " * 100
    novel = "雨下了一整夜，他没有睡着。" * 2_000
    assert detect_language(licence + novel) == "zh"


def test_detection_leaves_the_shared_identifier_alone() -> None:
    import py3langid

    detect_language("This morning I went to the market.")
    assert py3langid.classify("Tänään aamulla kävin torilla ostamassa leipää.")[0] == "fi"


@given(st.text())
def test_detection_knows_an_answer_for_anything(text: str) -> None:
    assert detect_language(text) in {*ENCODER_LANGUAGES, "zh-Hant", "und"}


def test_to_simplified() -> None:
    assert to_simplified("臺灣的書") == "台湾的书"
    assert to_simplified("已经是简体") == "已经是简体"
    assert to_simplified("plain Latin") == "plain Latin"
    assert to_simplified("") == ""
    assert to_simplified("\ud800國\udfff") == "\ud800国\udfff"  # half characters are left alone


@pytest.mark.parametrize(
    ("language", "sentences", "joined"),
    [
        ("en", ["It rained.", "He left."], "It rained. He left."),
        ("en", ["It rained. ", "", " He left.\n"], "It rained. He left."),
        ("zh", ["下雨了。", "他走了。"], "下雨了。他走了。"),
        ("zh-TW", ["他說。 ", "好"], "他說。好"),
        ("zh", ["“Yes,” said Tom.", "I am here."], "“Yes,” said Tom. I am here."),
        ("zh", ["他说OK", "Tom不信。"], "他说OK Tom不信。"),
        ("zh", ["It rained.", "他走了。", "Fine."], "It rained.他走了。Fine."),
        ("ja", ["はい。", "行く。"], "はい。行く。"),
        ("ko", ["네.", "갔다."], "네. 갔다."),
        ("zh", [], ""),
    ],
)
def test_join_sentences(language: str, sentences: list[str], joined: str) -> None:
    assert join_sentences(sentences, language) == joined


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("对联", 4), ("e\u0301", 1), ("", 0)])
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width
