"""What a text says its abbreviations stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.align.words.abbreviations import abbreviations, definitions


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("The Harbour Keepers' Guild (HKG) met.", "Harbour Keepers' Guild", "HKG"),
        ("It is run by sworn pilots (SPs).", "sworn pilots", "SPs"),
        ("the Board of Tide Tables (BTT)", "Board of Tide Tables", "BTT"),
        ("A rule: late-night ferry (LNF) only", "late-night ferry", "LNF"),
        ("东海灯塔管理处（灯管处）公布", "灯塔管理处", "灯管处"),
        ("东海海岸巡逻队(海巡队)", "海海岸巡逻队", "海巡队"),
    ],
)
def test_definitions_are_found(text: str, long: str, short: str) -> None:
    [(first, second)] = definitions(text)
    assert text[second.start : second.end] == short
    assert text[first.start : first.end] == long or text[first.start : first.end] == long[1:]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Boats (all of them) are old.",
        "The ferry pier (HKG) is shut.",
        "The captain (Mr Sand) is old.",
        "It has many (many) boats",
        "A long sentence. HKG (HKG) again",
        "渡轮码头（关闭）",
        "码头（码头）",
        "(ABC) (ABC",
    ],
)
def test_what_defines_nothing(text: str) -> None:
    assert not definitions(text)


def test_both_numbers_of_an_abbreviation_are_known_and_the_first_meaning_counts() -> None:
    texts = ["Sworn pilots (SPs) met.", "The salt price (SP) rose."]
    found = abbreviations(texts, "en")
    assert found["sp"] == "Sworn pilots"
    assert abbreviations(["灯塔管理处（灯管处）"], "zh") == {"灯管处": "灯塔管理处"}


@given(st.text(alphabet="aAbBsS (（）)灯塔管处-", max_size=60))
def test_definitions_stand_where_they_say(text: str) -> None:
    for long, short in definitions(text):
        assert 0 <= long.start < long.end < short.start < short.end < len(text)
        assert text[short.end] in ")）"
