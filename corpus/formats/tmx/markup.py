"""Text into XML: what has to be escaped, and what XML 1.0 cannot hold however it is written."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold at all, not even by number.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Only what it can hold; much faster to make sure of than that nothing else is there.
LEGAL = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+")
# What it cannot hold, by number, as a careless program writes it: &#11; and &#x0B;.
_ILLEGAL_NUMBER = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])|x0*(?:[0-8bce-f]|1[0-9a-f]|fff[ef]));",
    re.IGNORECASE,
)
REPLACEMENT = "\ufffd"


def escape(text: str) -> str:
    """Element content. ``>`` is escaped everywhere, so ``]]>`` is too."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    # A parser turns CR and CR LF into LF; by number they arrive as they are.
    return text.replace("\r", "&#13;") if "\r" in text else text


def quote(text: str) -> str:
    """An attribute value in its quotes. A parser would turn tabs and line ends into spaces."""
    if not text.isalnum():
        text = escape(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
    return f'"{text}"'


def clean(text: str) -> tuple[str, int, int]:
    """A piece of XML with U+FFFD for what XML cannot hold, how many such there were, and a place.

    The place is an index into the text, at the first of them or near it.

    Word processors leave such characters behind (a vertical tab for a line break), and a parser
    would refuse the whole file for one of them.
    """
    first = ILLEGAL.search(text) or ("&#" in text and _ILLEGAL_NUMBER.search(text))
    if not first:
        return text, 0, 0
    text, raw = ILLEGAL.subn(REPLACEMENT, text)
    text, numbered = _ILLEGAL_NUMBER.subn(REPLACEMENT, text)
    return text, raw + numbered, first.start()
