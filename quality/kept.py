"""Frozen dataclasses as bytes and back, for what is kept in a cache.

A value is written as JSON, a dataclass as the list of its fields, and is read by the types that the
dataclass declares. So a new field needs no word here, and bytes that are not such a value are
known at once.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def as_bytes(value: Any) -> bytes:
    """A value of dataclasses, tuples, sets, enumerations, texts and numbers as bytes."""
    return json.dumps(_plain(value), separators=(",", ":")).encode("ascii")


def from_bytes(kind: type[T], data: bytes | None) -> T | None:
    """The value of this kind that was written; None if these bytes are none."""
    if data is None:
        return None
    declared: Any = kind
    try:
        found: T = _reader(declared)(json.loads(data))
    except (ValueError, TypeError, RecursionError):
        return None
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, frozenset):
        return sorted(map(_plain, value))
    if isinstance(value, tuple):
        return list(map(_plain, value))
    return value


@functools.cache
def _reader(kind: Any) -> Reader:
    """The function that makes a value of a declared kind of what JSON gave; ValueError if it is
    none."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(_reader(next(each for each in inside if each is not NoneType)))
    if origin in (tuple, frozenset):
        return _several(origin, inside)
    if origin is Literal:
        return _checked(lambda value: value in inside)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    accepted = (int, float) if kind is float else kind
    return _checked(lambda value: isinstance(value, accepted))


def _checked(holds: Callable[[Any], bool]) -> Reader:
    def read(value: Any) -> Any:
        if not holds(value):
            raise ValueError
        return value

    return read


def _optional(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _several(made: type, inside: tuple[Any, ...]) -> Reader:
    if made is tuple and inside[-1] is not Ellipsis:
        readers = tuple(map(_reader, inside))
        return lambda value: tuple(
            reader(each) for reader, each in zip(readers, value, strict=True)
        )
    reader = _reader(inside[0])
    return lambda value: made(map(reader, value))


def _dataclass(kind: type) -> Reader:
    hints = get_type_hints(kind)
    readers = [_reader(hints[each.name]) for each in fields(kind)]

    def read(value: Any) -> Any:
        return kind(*(reader(each) for reader, each in zip(readers, value, strict=True)))

    return read
