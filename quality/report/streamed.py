"""JSON written as it comes: items are put into their frame one by one, and never held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ...corpus.formats.fields import replace_unwritable

HOLE = "\0items"
"""Stands in a frame for the items that are filled in as they come: see :func:`filled`."""


def text_of(value: Any, indent: int | None = None) -> str:
    """A value as JSON, in UTF-8's reach: half a character becomes U+FFFD."""
    return replace_unwritable(json.dumps(value, ensure_ascii=False, indent=indent))[0]


def filled(frame: Any, items: Iterable[Any], indent: int | None = 2) -> Iterator[str]:
    """A frame as JSON, with an array of the items where it has its HOLE; they are never held."""
    before, _, after = text_of(frame, indent).partition(text_of(HOLE))
    line = before.rpartition("\n")[2]
    margin = "\n" + line[: len(line) - len(line.lstrip())]
    step = margin + " " * (indent or 0)
    yield f"{before}["
    comma = ""
    for item in items:
        yield f"{comma}{step}" + text_of(item, indent).replace("\n", step)
        comma = ","
    yield f"{margin if comma else ''}]{after}"
