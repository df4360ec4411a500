"""Every encoding a Chinese file comes in is read; what is in none of them is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats.encoding import decode, detect_encoding

SIMPLIFIED = "春联贴在门的两边，上联在右，下联在左。\n横批有四个字，贴在门上。\n"
TRADITIONAL = "春聯貼在門的兩邊，上聯在右，下聯在左。\r\n橫批有四個字，貼在門上。\r\n"
ENGLISH = "The first line hangs on the right.\nThe second answers it.\n"
MIXED = "The 春联 (spring couplet) 是写在红纸上的两行字。\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, ENGLISH, MIXED])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"],
)
def test_the_encoding_is_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [TRADITIONAL, "門神也在。春聯的紅紙是我們家的。", ENGLISH])
def test_big5_is_told_from_gb18030(text: str) -> None:
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize("text", ["你好。", "大门\n", "是的"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_word_is_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_the_mark_is_no_part_of_the_text_and_only_one_is_a_mark() -> None:
    assert decode(b"\xef\xbb\xbfdoor") == "door"
    assert decode("\ufeff\ufeffdoor".encode()) == "\ufeffdoor"
    assert decode("door".encode("utf-16"), encoding="utf-16") == "door"
    assert decode(b"\xef\xbb\xbfdoor", encoding="utf-8") == "door"


def test_line_ends_are_left_alone() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param(b"caf\xe9 noir\n", "line 1, byte 3", id="latin-1"),
        pytest.param("one\nit’s a “door”".encode("cp1252"), "line 2, byte 6", id="cp1252"),
        pytest.param("春联贴在门上".encode()[:-1], "line 1, byte 15", id="cut short"),
        pytest.param("门\n".encode() + b"\xff" + "联".encode(), "line 2, byte 4", id="bad byte"),
        pytest.param("カタカナと漢字です".encode("shift-jis"), "line 1, byte 0", id="shift-jis"),
        pytest.param("日本語の文章です、漢字も".encode("euc-jp"), "line 1, byte 0", id="euc-jp"),
        pytest.param("이것은 한국어 문장입니다".encode("euc-kr"), "line 1, byte 0", id="euc-kr"),
        pytest.param("Дверь открыта".encode("cp1251"), "line 1, byte 0", id="cp1251"),
        pytest.param("Tür und Straße, schön".encode("latin-1"), "line 1, byte 1", id="german"),
    ],
)
def test_no_mojibake(data: bytes, place: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "door.txt")
    assert caught.value.file == "door.txt"
    assert caught.value.place == place
    assert "--encoding" in caught.value.remedy


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04\x14\x00\x06\x00", bytes(range(1, 9)) * 9],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        decode(data, "picture.txt")


def test_an_encoding_given_is_obeyed() -> None:
    assert decode(b"caf\xe9", encoding="latin-1") == "café"
    with pytest.raises(InputError, match=r"ASCII") as caught:
        decode("ok\n门".encode(), "a.txt", "ascii")
    assert caught.value.place == "line 2, byte 3"


@pytest.mark.parametrize("encoding", ["utf-9", "rot13", "base64", "\0"])
def test_an_unknown_encoding_is_a_usage_error(encoding: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        decode(b"a", encoding=encoding)


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_utf8_is_never_mistaken(text: str) -> None:
    # Control characters aside, valid UTF-8 is UTF-8.
    clean = "".join(char for char in text if char >= " " or char in "\n\r\t").lstrip("\ufeff")
    assert decode(("a" + clean).encode()) == "a" + clean


@given(st.binary())
def test_whatever_the_bytes_the_outcome_is_text_or_a_clear_error(data: bytes) -> None:
    with suppress(InputError):
        assert isinstance(decode(data, "any"), str)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_head_may_end_within_a_character(encoding: str) -> None:
    data = (SIMPLIFIED * 3).encode(encoding)
    assert detect_encoding(data[:-3], complete=False) == encoding
