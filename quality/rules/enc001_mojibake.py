"""ENC001: text that was read in the wrong encoding, "â€™" and 锟斤拷."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity, Side
from ..passage import Passage
from .rule import Rule, Setup, pair

_HIGH = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "".join(map(chr, range(0x80, 0xA0)))
"""What the bytes 80 to BF look like in Windows-1252 and Latin-1."""

_AS_LATIN = re.compile(
    f"(?:[\u00c3-\u00df][{re.escape(_HIGH)}]|[\u00e0-\u00ef][{re.escape(_HIGH)}]{{2}}"
    f"|\u00c2[{re.escape(_HIGH)}]|\u00f0[{re.escape(_HIGH)}]{{3}})+"
)
_GBK_LEADS = "鈥銆锛鐨鍜鍦鏄涓浠浜鎴鏈瀹杩姝鍥璇鏂鍙鍚鎬閫绛"
"""What UTF-8 often looks like when it is read as GBK: its punctuation and commonest characters."""
_AS_GBK = re.compile(f"[{_GBK_LEADS}][\u4e00-\u9fff\ue000-\uf8ff€]+")

_LOST = re.compile("\ufffd+|锟斤拷|(?:烫烫|屯屯)(?:烫|屯)+")
_SUSPECT = re.compile(f"[\u00c2-\u00f0{_GBK_LEADS}\ufffd锟烫屯]")
"""Without one of these there is nothing to be found."""

_QUESTIONS = re.compile(r"\?{4,}")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find text on both sides that is not what it was."""
    source, target = passage.source, passage.target
    if (target.isascii() or not _SUSPECT.search(target)) and (
        source.isascii() or not _SUSPECT.search(source)
    ):
        return _questions(passage) if "????" in target else ()
    return _found(passage)


def _found(passage: Passage) -> Iterator[Flaw]:
    sides: tuple[tuple[Side, str], ...] = (("source", passage.source), ("target", passage.target))
    for side, text in sides:
        for found in _LOST.finditer(text):
            yield _flaw(side, Span(*found.span()), "characters were lost in a wrong encoding", "")
        for pattern, codec in ((_AS_LATIN, "cp1252"), (_AS_GBK, "gb18030")):
            for found in pattern.finditer(text):
                wrong, right = _repaired(found[0], codec)
                if right:
                    span = Span(found.start(), found.start() + len(wrong))
                    yield _flaw(side, span, f"'{wrong}' was '{right}' before", right)


def _repaired(text: str, codec: str) -> tuple[str, str]:
    """As much of a text as is UTF-8 in the wrong encoding, and what it was; "" if it is not.

    What stands behind may be good text, and the last bytes may have been lost.
    """
    try:
        raw = b"".join(_byte(char) if codec == "cp1252" else char.encode(codec) for char in text)
    except UnicodeError:
        return text, ""
    try:
        end = len(raw.decode("utf-8").encode("utf-8"))
    except UnicodeDecodeError as error:
        end = error.start
    if codec == "cp1252":
        return (text, raw.decode("utf-8")) if end == len(raw) else (text, "")
    # Two characters of UTF-8 are three of GB18030: an odd one cannot be cut off from what follows.
    end -= end % 2 * 3
    wrong, right = raw[:end].decode(codec, "ignore"), raw[:end].decode("utf-8", "ignore")
    # Chinese that happens to be valid UTF-8 gives rare letters; what was meant is common text.
    return (wrong, right) if all(map(_is_common, right)) else (wrong, "")


def _byte(char: str) -> bytes:
    """The byte of a character that was read as Windows-1252, or as Latin-1 where that has none."""
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _is_common(char: str) -> bool:
    return (
        "\u2010" <= char <= "\u2026"
        or "\u3001" <= char <= "\u3011"
        or "\u4e00" <= char <= "\u9fff"
        or "\uff01" <= char <= "\uff5e"
        or char.isascii()
    )


def _questions(passage: Passage) -> Iterator[Flaw]:
    """Question marks in the place of characters that an encoding has not."""
    if "??" in passage.source or "？？" in passage.source:
        return
    for found in _QUESTIONS.finditer(passage.target):
        yield Flaw("characters may have become question marks", target_span=Span(*found.span()))


def _flaw(side: Side, span: Span, message: str, right: str) -> Flaw:
    return Flaw(
        message if side == "target" else f"in the source, {message}",
        source_span=span if side == "source" else None,
        target_span=span if side == "target" else None,
        help="read the file in the encoding it was written in",
        fixes=(Fix(side, span, right),) if right else (),
    )


RULE = Rule(
    code="ENC001",
    name="mojibake",
    severity=Severity.error,
    mqm="fluency/character-encoding",
    summary="Text was read in the wrong encoding.",
    explanation="""
"â€™" is an apostrophe of UTF-8 that was read as Windows-1252, 鈥 the same read as GBK, 锟斤拷 and
U+FFFD are what is left when characters were lost. What can be read back as UTF-8 without a fault is
reported with what it was, and `--fix` puts that there. Both sides are looked at.
""",
    bad=(
        pair("船夫的儿子", "The ferrymanâ€™s son"),
        pair("咖啡馆", "The cafÃ© is open"),
        pair("灯塔锟斤拷", "The lighthouse", "lost, in the source"),
        pair("The rain stopped, and so did he.", "雨停了锛屼粬", "UTF-8 read as GBK", "en-zh"),
        pair("灯塔还亮着。", "The light\ufffdhouse"),
    ),
    good=(
        pair("咖啡馆", "The café is open"),
        pair("城堡", "Le château, à côté", "accents", "zh-fr"),
        pair("烫手", "烫手", "a word", "zh-zh"),
        pair("为什么？？？？", "Why????"),
    ),
    content=False,
    nulls=True,
    fixable=True,
    check=check,
)
