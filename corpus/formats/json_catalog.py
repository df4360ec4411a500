"""JSON catalogs of texts: an object of keys and texts, perhaps one in another, perhaps lists.

The key of a text is the way to it, ``menu.file.0``; plural forms are keys like any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from .catalog import Catalog, Entry
from .encoding import decode
from .files import Input

_REMEDY = "a catalog is an object of keys and texts, and of objects of them"


class _Object(list[tuple[str, Any]]):
    """An object as its pairs, so that a key that comes twice is not lost."""


def sniff(head: str) -> bool:
    """True if it begins as an object with a key, and is not lines of JSON."""
    return re.match(r'\ufeff?\s*\{\s*"', head) is not None


def entries(source: Input, encoding: str | None = None) -> Catalog:
    """The texts of a file. Raises InputError for what is no JSON, or no object."""
    text = decode(source.read(), source.name, encoding)
    try:
        value = json.loads(text, object_pairs_hook=_Object)
        if not isinstance(value, _Object):
            raise InputError("not an object of keys", file=source.name, remedy=_REMEDY)
        leaves = list(_leaves(value, ()))
    except (ValueError, RecursionError) as error:
        place, reason = "", "it is too deep, or a number is too long"
        if isinstance(error, json.JSONDecodeError):
            place, reason = f"line {error.lineno}", error.msg.lower()
        raise InputError(
            f"not JSON: {reason}", file=source.name, place=place, remedy=_REMEDY
        ) from None
    texts = tuple(Entry(key, ".".join(key), leaf) for key, leaf in leaves if isinstance(leaf, str))
    return Catalog(texts, passed_over=len(leaves) - len(texts))


def _leaves(value: Any, key: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, _Object):
        for name, inner in value:
            yield from _leaves(inner, (*key, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*key, str(number)))
    else:
        yield key, value
