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
        (as_written, "tide-to-quay (TTQ) ratio", "the TTQ ratio", "en", ["TTQ ratio"]),
        (as_written, "tide-to-quay (TTQ) ratio", "tide-to-quay ratio", "en",
         ["tide-to-quay ratio"]),
        (as_written, "bank (of a river)", "the river", "en", []),
        (as_written, "bank (of a river)", "the bank", "en", ["bank"]),
        (as_written, "渔民合作社（渔社）", "渔社", "zh", ["渔社"]),
        (as_written, "乘船证件（包括月票）", "乘船证件", "zh", ["乘船证件"]),
        (as_written, "乘船证件（包括月票）", "包括月票", "zh", []),
        (as_written, "渡船售票系统「快票通」", "快票通", "zh", ["快票通"]),
        (as_written, "《手册》单元", "单元", "zh", []),
        # In other words that come to the same.
        (in_other_words, "growth pole", "a growthpole", "en", ["growthpole"]),
        (in_other_words, "ticket-issuing offices", "the ticketissuing offices", "en",
         ["ticketissuing offices"]),
        (in_other_words, "policy maker", "policymakers", "en", ["policymakers"]),
        (in_other_words, "art rain", "start raining", "en", []),
        (in_other_words, "River Tide Warning System", "the RTWS", "en", ["RTWS"]),
        (in_other_words, "Bank of the West", "BW and BOTW", "en", ["BW", "BOTW"]),
        (in_other_words, "growth pole", "GPS", "en", []),
        (in_other_words, "渔业与航运公司", "渔业及航运公司", "zh", ["渔业及航运公司"]),
        (in_other_words, "渔业与航运公司", "渔业以及航运的公司", "zh", ["渔业以及航运的公司"]),
        (in_other_words, "乘客安全", "乘客的安全", "zh", ["乘客的安全"]),
        (in_other_words, "乘客安全", "乘客很安全", "zh", []),
        # With other words in it.
        (with_more, "integrated development", "integrated regional development", "en",
         ["integrated regional development"]),
        (with_more, "integrated development", "integrated and rather slow development", "en", []),
        (with_more, "growth pole", "pole of growth", "en", []),
        (with_more, "潮汐灾害预警", "潮汐灾害方面的预警", "zh", ["潮汐灾害方面的预警"]),
        (with_more, "潮汐灾害预警", "潮汐灾害，以及预警", "zh", []),
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
