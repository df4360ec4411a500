"""A rendering in other words: which come to the same, and which do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from duilian.corpus.glossary import Term
from duilian.corpus.text.terms import cut
from duilian.quality.wording import Rendered, alike, apart, standing, turned, wording

Found = Callable[[str, str, str], list[str]]


def _texts(found: Iterable[Rendered], text: str) -> list[str]:
    return [text[each.span.start : each.span.end] for each in found]


def as_written(term: str, text: str, language: str) -> list[str]:
    return _texts(standing([wording(Term(term, language), language)], cut(text, language)), text)


def in_other_words(term: str, text: str, language: str) -> list[str]:
    wanted = [wording(Term(term, language), language)]
    return _texts(alike(wanted, cut(text, language), text, language), text)


def with_more(term: str, text: str, language: str) -> list[str]:
    wanted = [wording(Term(term, language), language)]
    return _texts(apart(wanted, cut(text, language), text), text)


def in_other_order(term: str, text: str, language: str) -> list[str]:
    wanted = [wording(Term(term, language), language)]
    return _texts(turned(wanted, cut(text, language)), text)


@pytest.mark.parametrize(
    ("find", "term", "text", "language", "wanted"),
    [
        # As it is written: inflected, hyphenated, with a possessive, over a line break.
        (as_written, "growth pole", "growth-poles", "en", ["growth-poles"]),
        (as_written, "growth pole", "a growth\npole's", "en", ["growth\npole's"]),
        (as_written, "the ferry company", "a ferry company", "en", ["ferry company"]),
        (as_written, "TEU", "20 TEUs", "en", ["TEUs"]),
        (as_written, "site", "our website", "en", []),
        # Several in one.
        (as_written, "ferry / ferryboat", "two ferryboats", "en", ["ferryboats"]),
        (as_written, "loan-to-value (LTV) ratio", "the LTV ratio", "en", ["LTV ratio"]),
        (as_written, "loan-to-value (LTV) ratio", "loan-to-value ratio", "en",
         ["loan-to-value ratio"]),
        (as_written, "bank (of a river)", "the river", "en", []),
        (as_written, "bank (of a river)", "the bank", "en", ["bank"]),
        (as_written, "中小型企业（中小企）", "中小企", "zh", ["中小企"]),
        (as_written, "储值工具（包括钱包）", "储值工具", "zh", ["储值工具"]),
        (as_written, "储值工具（包括钱包）", "包括钱包", "zh", []),
        (as_written, "快速支付系统「转数快」", "转数快", "zh", ["转数快"]),
        (as_written, "《手册》单元", "单元", "zh", []),
        # In other words that come to the same.
        (in_other_words, "growth pole", "a growthpole", "en", ["growthpole"]),
        (in_other_words, "note-issuing banks", "the noteissuing banks", "en",
         ["noteissuing banks"]),
        (in_other_words, "policy maker", "policymakers", "en", ["policymakers"]),
        (in_other_words, "art rain", "start raining", "en", []),
        (in_other_words, "Linked Exchange Rate System", "the LERS", "en", ["LERS"]),
        (in_other_words, "Bank of the West", "BW and BOTW", "en", ["BW", "BOTW"]),
        (in_other_words, "growth pole", "GPS", "en", []),
        (in_other_words, "投资与保险产品", "投资及保险产品", "zh", ["投资及保险产品"]),
        (in_other_words, "投资与保险产品", "投资以及保险的产品", "zh", ["投资以及保险的产品"]),
        (in_other_words, "客户保障", "客户的保障", "zh", ["客户的保障"]),
        (in_other_words, "客户保障", "客户受保障", "zh", []),
        # With other words in it.
        (with_more, "integrated development", "integrated regional development", "en",
         ["integrated regional development"]),
        (with_more, "integrated development", "integrated and rather slow development", "en", []),
        (with_more, "growth pole", "pole of growth", "en", []),
        (with_more, "流动性风险管理", "流动性风险方面的管理", "zh", ["流动性风险方面的管理"]),
        (with_more, "流动性风险管理", "流动性风险，以及管理", "zh", []),
        # In another order.
        (in_other_order, "growth pole", "a pole of growth", "en", ["pole of growth"]),
        (in_other_order, "growth pole", "a pole of the strongest growth", "en", []),
        (in_other_order, "growth pole", "poles for growth", "en", ["poles for growth"]),
        (in_other_order, "growth pole", "a pole", "en", []),
    ],
)  # fmt: skip
def test_where_a_rendering_stands(
    find: Found, term: str, text: str, language: str, wanted: list[str]
) -> None:
    assert find(term, text, language) == wanted
