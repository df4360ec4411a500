"""Bytes into text: UTF-8 first, then what Chinese files are really stored in.

On a bird's-eye view: a byte-order mark settles the matter; then strict UTF-8; then UTF-16
without a mark (told by its NUL bytes and by whether what comes out reads like text); then
GB18030 and Big5, each believed only if nearly all of what it yields are characters that are
common in Chinese. A file that passes none of these is refused with the place of its first
bad byte: mojibake is never let through. Start reading at :func:`detect_encoding`.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from ..errors import InputError, UsageError

# How much of a text is weighed. Far more than is needed to tell the encodings apart.
_SAMPLE = 50_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# These codecs of Python take the byte-order mark away themselves.
_STRIPS_MARK = frozenset({"utf-8-sig", "utf-16", "utf-32"})
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PUNCTUATION = frozenset(
    chr(code)
    for first, last in ((0x2010, 0x2027), (0x3000, 0x301F), (0xFF01, 0xFF5E))
    for code in range(first, last + 1)
) | frozenset("·×÷°℃№①②③④⑤⑥⑦⑧⑨⑩")
# The hundred or so characters that make up nearly half of any running Chinese text.
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之"
    "过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所"
    "本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工"
    "這來個國說們為時會著過學對裡後麼沒於還發當無開見經頭動兩長樣現將與進實點種聲"
)


def decode(data: bytes, name: str = "", encoding: str | None = None) -> str:
    """The text of a whole file, without its byte-order mark; line ends are left as they are.

    ``name`` is for messages. ``encoding``, if given, is obeyed. Raises InputError for bytes
    that are not text in it (or in anything we know), UsageError for an unknown encoding.
    """
    codec = known_codec(encoding) if encoding else detect_encoding(data, name)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise undecodable(data, error.start, codec, name) from None
    return text if strips_mark(codec) else text.removeprefix("\ufeff")


def detect_encoding(data: bytes, name: str = "", *, complete: bool = True) -> str:
    """The codec ``data`` is in. ``complete`` is False for the first part of a longer file.

    Raises InputError for a binary file, and for text in none of the encodings we can tell.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    if b"\0" in data:
        wide = _utf16(data, complete)
        if wide:
            return wide
        raise _binary(name)
    text, bad = _utf8(data, complete)
    if bad is None:
        sample = text[:_SAMPLE]
        controls = len(_CONTROL.findall(sample))
        if controls:
            wide = _utf16(data, complete)
            if wide:
                return wide
        if controls > 0.3 * len(sample):
            raise _binary(name)
        return "utf-8"
    chinese = None if _is_broken_utf8(data) else _chinese(data, complete)
    found = chinese or _utf16(data, complete)
    if found:
        return found
    if len(_CONTROL.findall(data[:_SAMPLE].decode("latin-1"))) > 0.1 * len(data[:_SAMPLE]):
        raise _binary(name)
    raise undecodable(data, bad, "utf-8", name)


def known_codec(encoding: str) -> str:
    """Python's name for a text encoding the user named; UsageError if there is none."""
    try:
        codec = codecs.lookup(encoding).name
        b"-".decode(codec, "ignore")  # base64 and the like are codecs, but of no text
    except (LookupError, ValueError):
        raise UsageError(
            f"unknown encoding '{encoding}'",
            remedy="for instance utf-8, utf-16, gb18030, big5, latin-1",
        ) from None
    return codec


def strips_mark(codec: str) -> bool:
    """True if Python's codec of that name takes the byte-order mark away itself."""
    return codec in _STRIPS_MARK


def undecodable(
    data: bytes, start: int, codec: str, name: str, *, before: int = 0, lines: int = 0
) -> InputError:
    """The error for a byte of ``data`` that is not text in ``codec``.

    When ``data`` is a piece of a file, ``before`` bytes and ``lines`` line ends preceded it.
    """
    line = data[:start].decode(codec, "ignore").count("\n") + lines + 1
    guess = ", and the file does not read as GB18030, Big5 or UTF-16" if codec == "utf-8" else ""
    return InputError(
        f"byte 0x{data[start]:02X} is not {codec.upper()}{guess}",
        file=name,
        place=f"line {line}, byte {before + start}",
        remedy="convert the file to UTF-8, or name its encoding with --encoding",
    )


def lenient(head: bytes) -> str:
    """The first bytes of a file as text, good enough to recognise its format by; never fails."""
    if head.startswith(b"PK\x03\x04"):  # a zip archive, told by the names in it
        return head.decode("latin-1")
    start, codec = markup_codec(head)
    return head[start:].decode(codec, "replace")


def markup_codec(head: bytes) -> tuple[int, str]:
    """The length of the byte-order mark, and a codec in which ASCII markup can be read."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return len(mark), codec
    if b"\0" in head:
        # Markup and headers are ASCII, whose zero byte tells the order of the bytes.
        return 0, "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    return 0, "utf-8"


def _partial(data: bytes, codec: str, complete: bool) -> str:
    """Strict decoding; a character cut off at the end is forgiven unless the data is complete."""
    return codecs.getincrementaldecoder(codec)("strict").decode(data, final=complete)


def _utf8(data: bytes, complete: bool) -> tuple[str, int | None]:
    """The text, or the offset of the first byte that is not UTF-8."""
    try:
        return _partial(data, "utf-8", complete), None
    except UnicodeDecodeError as error:
        return "", error.start


def _is_broken_utf8(data: bytes) -> bool:
    """True if most of what is not ASCII is sound UTF-8: a damaged file, not another encoding."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return len(_NOT_ASCII.findall(text)) - bad >= bad


def _utf16(data: bytes, complete: bool) -> str | None:
    """The byte order in which the data reads like text, if it does in either."""
    best, codec = max(
        (_share(data, order, complete), order) for order in ("utf-16-be", "utf-16-le")
    )
    return codec if best >= 0.9 else None


def _share(data: bytes, codec: str, complete: bool) -> float:
    """How much of the data, read as UTF-16, is made of everyday characters."""
    try:
        sample = _partial(data, codec, complete)[:_SAMPLE]
    except UnicodeDecodeError:
        return 0.0
    usual = _common("gb18030") | _common("big5hkscs") | _PUNCTUATION
    fine = sum(
        "\x20" <= char <= "\x7e" or char in "\t\n\r" or "\xa0" <= char <= "\xff" or char in usual
        for char in sample
    )
    return fine / len(sample) if sample else 0.0


def _chinese(data: bytes, complete: bool) -> str | None:
    """GB18030 or Big5, whichever reads more like Chinese, if either does enough."""
    scores = {codec: _score(data, codec, complete) for codec in ("gb18030", "big5hkscs")}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] else None


def _score(data: bytes, codec: str, complete: bool) -> float:
    """How much the data reads like Chinese: 0 if it does not, and more than 0.9 if it does.

    Nearly all that is not ASCII must be in the first level of either standard: that shuts out
    Latin letters, and kana. Korean falls on first-level characters too, but on any of them
    alike: so some must be among the few that every Chinese text is full of.
    """
    try:
        text = _partial(data, codec, complete)
    except UnicodeDecodeError:
        return 0.0
    first = _NOT_ASCII.search(text)
    if first is None:
        return 0.0
    foreign = _NOT_ASCII.findall(text[first.start() : first.start() + _SAMPLE])
    usual = _common("gb18030") | _common("big5hkscs") | _PUNCTUATION
    common = sum(char in usual for char in foreign) / len(foreign)
    frequent = sum(char in _FREQUENT or char in _PUNCTUATION for char in foreign) / len(foreign)
    return common + frequent if common >= 0.8 and frequent >= 0.1 else 0.0


@cache
def _common(codec: str) -> frozenset[str]:
    """The characters each standard puts first: level 1 of GB 2312 (3,755) and of Big5 (5,401)."""
    gb = codec == "gb18030"
    leads = range(0xB0, 0xD8) if gb else range(0xA4, 0xC7)
    trails = range(0xA1, 0xFF) if gb else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    raw = b"".join(bytes((lead, trail)) for lead in leads for trail in trails)
    return frozenset(raw.decode("gb2312" if gb else "big5", "ignore"))


def _binary(name: str) -> InputError:
    return InputError(
        "this is a binary file, not text",
        file=name,
        remedy="save it as plain text in UTF-8 first",
    )
