"""Texts of others inside Markdown: shown as they are, whatever is in them."""

from __future__ import annotations

import re

from ...corpus.formats.fields import replace_unwritable
from .visible import one_line

# What means something to Markdown in the midst of a line, to HTML, or to GitHub (@name, #1, $x$).
_SPECIAL = re.compile(r"[!#$&()*:<>@\[\\\]_`{|}~]")


def cell(text: str) -> str:
    """A text on one line, with nothing hidden in it, for a cell of a table."""
    return escaped(one_line(text))


def escaped(text: str) -> str:
    """A text with everything in it spelled out that Markdown or HTML would read."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", replace_unwritable(text)[0])
