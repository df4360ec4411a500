"""Several bitexts in a row as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import PurePath

from ..errors import InputError
from ..formats import NoticeTo
from ..formats.fields import UNDETERMINED, notify
from ..model import Bitext, Unit
from ..text.script import language_name

FILE = "x-duilian-file"
"""The property in which a unit keeps the name of the file it was merged from."""


def merge(
    bitexts: Iterable[tuple[str, Bitext]],
    *,
    provenance: bool = True,
    notice: NoticeTo | None = None,
) -> Bitext:
    """The units of named bitexts, one after another; each is asked for when its turn comes.

    The languages are those of the first. With ``provenance``, a unit gets the name of its file
    as a property :data:`FILE`, unless it has one from an earlier merge. The names of the two
    texts are lost: there is no one text any more. Raises InputError, while walking, for a bitext
    in other languages (:func:`check_languages`).
    """
    pending = iter(bitexts)
    first = next(pending)
    return Bitext(
        first[1].source_language,
        first[1].target_language,
        _units(chain([first], pending), first, provenance, notice),
    )


def _units(
    bitexts: Iterable[tuple[str, Bitext]],
    first: tuple[str, Bitext],
    provenance: bool,
    notice: NoticeTo | None,
) -> Iterator[Unit]:
    for name, bitext in bitexts:
        check_languages(first, (name, bitext), notice)
        # The file's own name, not the way to it: that would tell of the user's machine.
        mark = (FILE, PurePath(name).name)
        for unit in bitext:
            if provenance and not any(key == FILE for key, _ in unit.properties):
                unit = replace(unit, properties=(*unit.properties, mark))
            yield unit


def check_languages(
    first: tuple[str, Bitext], other: tuple[str, Bitext], notice: NoticeTo | None = None
) -> None:
    """See to it that two named bitexts are in the same languages.

    Languages agree if their primary tags do, as those of zh-CN and zh-Hans; that the rest
    differs is told to ``notice``. Raises InputError if they do not agree.
    """
    ours, theirs = _languages(first[1]), _languages(other[1])
    if ours == theirs:
        return
    if not all(map(_agree, ours, theirs)):
        raise InputError(
            f"it is {_shown(theirs)}, where {first[0]} is {_shown(ours)}",
            file=other[0],
            remedy="say with -s and -t which languages to read, or convert it first",
        )
    notify(notice, other[0], f"its {' → '.join(theirs)} is taken for {' → '.join(ours)}")


def _languages(bitext: Bitext) -> tuple[str, str]:
    return bitext.source_language, bitext.target_language


def _agree(one: str, other: str) -> bool:
    unknown = ("", UNDETERMINED)
    return one in unknown or other in unknown or _primary(one) == _primary(other)


def _primary(tag: str) -> str:
    # A file may name a language as it likes, so this must do with what is no tag.
    return tag.lower().replace("_", "-").partition("-")[0]


def _shown(languages: tuple[str, str]) -> str:
    return " → ".join(map(_name, languages))


def _name(tag: str) -> str:
    try:
        return language_name(tag)
    except ValueError:
        return tag
