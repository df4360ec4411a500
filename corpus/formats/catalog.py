"""Catalogs: the texts of one language, each under a key. Two of them pair exactly, by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .files import Input


@dataclass(frozen=True, slots=True)
class Entry:
    """A text, the key it pairs by, and the key as a person writes it."""

    key: tuple[str, ...]
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of a file in its order, its language ("" if it does not say), and what of it
    holds no text."""

    entries: tuple[Entry, ...]
    language: str = ""
    passed_over: int = 0


EntryReader = Callable[[Input, str | None], Catalog]
"""Reads an open file, in an encoding if one is given, into a catalog."""
