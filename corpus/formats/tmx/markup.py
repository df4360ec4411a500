"""What XML 1.0 cannot hold, taken out of a piece of a file before a parser sees it."""

from __future__ import annotations

import re

from ..markup import ILLEGAL, REPLACEMENT

# What it cannot hold, by number, as a careless program writes it: &#11; and &#x0B;.
_ILLEGAL_NUMBER = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])|x0*(?:[0-8bce-f]|1[0-9a-f]|fff[ef]));",
    re.IGNORECASE,
)


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
