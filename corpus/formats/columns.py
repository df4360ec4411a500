"""Rows of a table as units: what TSV, CSV and spreadsheets have in common.

Ours has a header row, :data:`COLUMNS`, with ranges like ``[3,5)`` (:mod:`.fields`). Tables of
others are known by a header of ``source`` and ``target`` (``原文`` and ``译文`` will do) or of
two languages, as tags or by name, in any case and at any place; one without a header has the
source in its first column. Attributes, properties, notes and names have no column here.

A row comes with its place, for messages, as in ``("line 3", ["门", "door"])``. Start reading at
:func:`read_rows`, which takes the rows of a file, and :func:`fields_of`, which makes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from ..errors import InputError
from ..model import Bitext, Unit
from .fields import (
    NoticeTo,
    notify,
    parse_probability,
    parse_range,
    parse_span,
    show_interval,
    show_probability,
    with_languages,
)

COLUMNS = (
    "source",
    "target",
    "probability",
    "kind",
    "source_sentences",
    "target_sentences",
    "source_span",
    "target_span",
    "id",
)
# The column by which a file is known to be ours, escapes and all.
_OURS = "source_sentences"
_ALIASES = {
    **dict.fromkeys(("原文", "源文", "source text", "source segment"), "source"),
    **dict.fromkeys(("译文", "譯文", "target text", "target segment", "translation"), "target"),
}
_NAMES = {
    **dict.fromkeys(("chinese", "中文", "汉语", "漢語"), "zh"),
    **dict.fromkeys(("simplified chinese", "chinese (simplified)", "简体中文"), "zh"),
    **dict.fromkeys(
        ("traditional chinese", "chinese (traditional)", "繁體中文", "繁体中文"), "zh-Hant"
    ),
    **dict.fromkeys(("english", "英文", "英语", "英語"), "en"),
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
# "source (zh)", as in a table for reviewers.
_WITH_LANGUAGE = re.compile(r"(.*\S)\s*[(（]\s*([A-Za-z0-9_-]+)\s*[)）]", re.DOTALL)
# ISO 639-1 whole would make headers of too many short words ("no", "so", "am", "is").
_KNOWN = frozenset(
    re.findall(
        r"\w+",
        "ar bg bo cs da de el en es fa fi fr he hi hu id it ja ko lo mn ms my nl pl pt ro ru sk sv"
        " th tr ug uk ur vi zh yue wuu eng zho chi cmn deu ger fra fre jpn kor rus spa",
    )
)

Row = tuple[str, list[str]]
"""Where a row stands, and the texts in it."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Header:
    """The places of the columns we know, by name, and the languages the header names, or "".

    ``source`` and ``target`` are always among them.
    """

    places: dict[str, int]
    source_language: str = ""
    target_language: str = ""

    @property
    def is_ours(self) -> bool:
        """True if we wrote the table, and it is to be read exactly."""
        return _OURS in self.places


def header_of(
    fields: list[str], source_language: str | None = None, target_language: str | None = None
) -> Header | None:
    """The header a row is, or None if it is none.

    Of more than two languages those asked for are taken, else the first two.
    """
    cells = [_cell(field) for field in fields]
    names = [name for name, _ in cells]
    if "source" in names and "target" in names:
        places = {name: at for at, name in reversed(list(enumerate(names))) if name}
        return Header(places, *(cells[places[side]][1] for side in ("source", "target")))
    tags = {at: tag for at, field in enumerate(fields) if (tag := _language_in(field))}
    if len(tags) < 2:
        return None
    source = _place(tags, source_language)
    target = _place({at: tag for at, tag in tags.items() if at != source}, target_language)
    if source is None:
        source = next(at for at in tags if at != target)
    if target is None:
        target = next(at for at in tags if at != source)
    return Header({"source": source, "target": target}, tags[source], tags[target])


def _cell(field: str) -> tuple[str, str]:
    """The name of a column and the language it states, in their normal forms."""
    from ..text.script import normalize_tag

    name, tag = field.strip(), ""
    if found := _WITH_LANGUAGE.fullmatch(name):
        name = found[1]
        with suppress(ValueError):
            tag = normalize_tag(found[2])
    name = name.lower()
    return _ALIASES.get(name, name), tag


def _language_in(field: str) -> str:
    """The language a header names, by tag or by name; "" if it names none.

    "OK" and "no" are a row, not a header: only tags that such files are really made in count.
    """
    text = field.strip().lower()
    if text in _NAMES:
        return _NAMES[text]
    if not _LANGUAGE.fullmatch(text) or re.split("[-_]", text)[0] not in _KNOWN:
        return ""
    from ..text.script import normalize_tag

    return normalize_tag(field.strip())


def _place(tags: dict[int, str], wanted: str | None) -> int | None:
    """Where the language wanted is: the same tag, else the same language."""
    if not wanted:
        return None
    for alike in (str.lower, lambda tag: tag.lower().split("-")[0]):
        for at, tag in tags.items():
            if alike(tag) == alike(wanted):
                return at
    return None


def read_rows(
    rows: Iterator[Row],
    name: str,
    lacking: str,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    notice: NoticeTo | None = None,
    unescape: Callable[[str], str] = str,
) -> Bitext:
    """A bitext whose units are read as they are walked.

    ``name`` is the file's; ``lacking`` says of a row that it has no two sides; ``unescape``
    undoes what we write in fields. The languages are those given, else those in the header, else
    recognised from the text. Raises InputError for a field of ours that cannot be read, and for
    rows none of which has two sides.
    """
    first = next(rows, None)
    if first is None:
        raise InputError("no row in it", file=name, remedy="check that it is the right one")
    header = header_of(first[1], source_language, target_language)
    if header is None:
        header = Header({"source": 0, "target": 1})
        rows = chain([first], rows)
        if len(first[1]) > 2:
            notify(notice, first[0], "only the first two columns were read")
    else:
        read = {header.places[key] for key in COLUMNS if key in header.places}
        strange = [field for at, field in enumerate(first[1]) if at not in read and field.strip()]
        if strange:
            notify(notice, first[0], f"columns not read: {', '.join(strange)[:80]}")
    from_language, to_language, units = with_languages(
        _units(rows, header, name, lacking, notice, unescape),
        source_language or header.source_language,
        target_language or header.target_language,
    )
    return Bitext(from_language, to_language, units)


def fields_of(unit: Unit) -> tuple[str, ...]:
    """The fields of a unit in the order of COLUMNS."""
    intervals = (
        unit.source_sentences,
        unit.target_sentences,
        unit.source_span,
        unit.target_span,
    )
    return (
        unit.source,
        unit.target,
        "" if unit.probability is None else show_probability(unit.probability),
        unit.kind or "",
        *("" if interval is None else show_interval(interval) for interval in intervals),
        unit.id,
    )


def _units(
    rows: Iterator[Row],
    header: Header,
    name: str,
    lacking: str,
    notice: NoticeTo | None,
    unescape: Callable[[str], str],
) -> Iterator[Unit]:
    columns = {key: header.places[key] for key in COLUMNS if key in header.places}
    needed = max(columns["source"], columns["target"])
    lacking_at, usable = "", False
    for place, fields in rows:
        if len(fields) <= needed:
            if header.is_ours:
                raise InputError(
                    f"{len(fields)} column(s) where the header has {len(header.places)}",
                    file=name,
                    place=place,
                    remedy="correct the line, or write the file again",
                )
            notify(notice, place, lacking)
            lacking_at = lacking_at or place
            continue
        usable = True
        if not header.is_ours:
            yield Unit(fields[columns["source"]], fields[columns["target"]])
            continue
        values = {key: unescape(fields[at]) for key, at in columns.items() if at < len(fields)}
        at = (name, place)
        yield Unit(
            source=values["source"],
            target=values["target"],
            id=values.get("id", ""),
            probability=_value(values, "probability", parse_probability, at),
            source_sentences=_value(values, "source_sentences", parse_range, at),
            target_sentences=_value(values, "target_sentences", parse_range, at),
            source_span=_value(values, "source_span", parse_span, at),
            target_span=_value(values, "target_span", parse_span, at),
        )
    if lacking_at and not usable:
        raise InputError(
            "no row of it has two columns, a source and a target",
            file=name,
            place=lacking_at,
            remedy="check that it is the right file, and what parts its columns",
        )


def _value(
    values: dict[str, str], key: str, parse: Callable[[str], _T | None], at: tuple[str, str]
) -> _T | None:
    """The value of a column, None where it is empty; InputError if it cannot be read."""
    text = values.get(key, "")
    if not text:
        return None
    value = parse(text)
    if value is None:
        raise InputError(
            f"'{text[:40]}' is no {key}",
            file=at[0],
            place=at[1],
            remedy="a probability is 0 to 1, a range looks like [3,5)",
        )
    return value
