"""Texts made fit for a line in a terminal."""

from __future__ import annotations

from ..corpus.formats.table import wrap


def plain(text: str) -> str:
    """On one line, with nothing in it that a terminal would act on."""
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))


def short(text: str, columns: int) -> str:
    """The first line of a text, marked if there are more."""
    whole = plain(text)
    first = wrap(whole, columns)[0]
    return first if first == whole else wrap(whole, columns - 2)[0] + " …"
