r"""Tab-separated values: for spreadsheets, and for the two-column files the field trades in.

Ours has a header row, :data:`COLUMNS`, and in its fields a tab is written ``\t``, a newline
``\n``, a carriage return ``\r`` and a backslash ``\\``, so that a unit is always one line.
Ranges look like ``[3,5)`` (:mod:`.fields`). Other files are read literally: with a header of
``source`` and ``target`` or of two language tags, in any case, or with no header and the
source in the first column. Attributes, properties, notes and names have no column here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TextIO, TypeVar

from ..errors import InputError
from ..model import Bitext, Unit
from .fields import (
    NoticeTo,
    notify,
    parse_probability,
    parse_range,
    parse_span,
    replace_unwritable,
    show_interval,
    show_probability,
    with_languages,
)
from .files import Input, stream_lines

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
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_ESCAPE = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
_UNESCAPE = re.compile(r"\\([\\tnr])")
_UNESCAPES = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
_T = TypeVar("_T")


def sniff(head: str) -> bool:
    """True if the first line is a header with a source and a target."""
    first = head.split("\n", 1)[0].rstrip("\r")
    names = [name.strip().lower() for name in first.split("\t")]
    return "source" in names and "target" in names


def read(
    source: Input,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """A bitext whose units are read as they are walked.

    The languages are those given, else those in the header, else recognised from the text.
    Raises InputError if there are no two columns, and for a field of ours that cannot be read.
    """
    lines = enumerate(stream_lines(source, encoding), 1)
    number, first = next(((number, line) for number, line in lines if line.strip()), (0, ""))
    fields = first.split("\t")
    if len(fields) < 2:
        raise InputError(
            "no tab in the first line, so no two columns",
            file=source.name,
            place=f"line {max(number, 1)}",
            remedy="each line must be the source, a tab, and the target",
        )
    columns, languages = _columns(fields)
    if columns is None:
        columns = {"source": 0, "target": 1}
        rows: Iterator[tuple[int, str]] = chain([(number, first)], lines)
        if len(fields) > 2:
            notify(notice, f"line {number}", "only the first two columns were read")
    else:
        rows = lines
        strange = [field for at, field in enumerate(fields) if at not in columns.values()]
        if strange:
            notify(notice, f"line {number}", f"columns not read: {', '.join(strange)[:80]}")
    from_language, to_language, units = with_languages(
        _units(rows, columns, source.name, notice),
        source_language or languages[0],
        target_language or languages[1],
    )
    return Bitext(from_language, to_language, units)


def write(bitext: Bitext, out: TextIO, notice: NoticeTo | None = None) -> int:
    """Write the header and every unit; returns the number of units."""
    out.write("\t".join(COLUMNS) + "\n")
    written = 0
    for written, unit in enumerate(bitext, 1):
        row, replaced = replace_unwritable("\t".join(map(_escape, _fields(unit))))
        if replaced:
            notify(
                notice,
                f"unit {written}",
                f"{replaced} character(s) no text file holds were replaced by U+FFFD",
            )
        out.write(row + "\n")
    return written


def _fields(unit: Unit) -> tuple[str, ...]:
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


def _columns(fields: list[str]) -> tuple[dict[str, int] | None, tuple[str, str]]:
    """The places of the columns we know and the languages named; None if this is no header."""
    names = [field.strip().lower() for field in fields]
    if "source" in names and "target" in names:
        return {name: names.index(name) for name in COLUMNS if name in names}, ("", "")
    tags = [field.strip() for field in fields[:2]]
    # "OK<tab>ok" is a row, not a header: two tags must be two languages.
    if all(map(_LANGUAGE.fullmatch, tags)) and _is_language(tags[0]) and _is_language(tags[1]):
        from ..text.script import normalize_tag

        return {"source": 0, "target": 1}, (normalize_tag(tags[0]), normalize_tag(tags[1]))
    return None, ("", "")


def _is_language(tag: str) -> bool:
    """True for the tags of languages that two-column files are really made in."""
    return re.split("[-_]", tag.lower())[0] in _KNOWN


# ISO 639-1 whole would make headers of too many short words ("no", "so", "am", "is").
_KNOWN = frozenset(
    re.findall(
        r"\w+",
        "ar bg bo cs da de el en es fa fi fr he hi hu id it ja ko lo mn ms my nl pl pt ro ru sk sv"
        " th tr ug uk ur vi zh yue wuu eng zho chi cmn deu ger fra fre jpn kor rus spa",
    )
)


def _units(
    rows: Iterator[tuple[int, str]],
    columns: dict[str, int],
    name: str,
    notice: NoticeTo | None,
) -> Iterator[Unit]:
    needed = max(columns["source"], columns["target"])
    ours = _OURS in columns
    for number, line in rows:
        if not line.strip(" \r"):
            continue
        fields = line.split("\t")
        if len(fields) <= needed:
            if ours:
                raise InputError(
                    f"{len(fields)} column(s) where the header has {len(columns)}",
                    file=name,
                    place=f"line {number}",
                    remedy="correct the line, or write the file again",
                )
            notify(notice, f"line {number}", "no tab between a source and a target; passed over")
            continue
        if not ours:
            yield Unit(fields[columns["source"]], fields[columns["target"]])
            continue
        values = {key: _unescape(fields[at]) for key, at in columns.items() if at < len(fields)}
        place = (name, number)
        yield Unit(
            source=values["source"],
            target=values["target"],
            id=values.get("id", ""),
            probability=_value(values, "probability", parse_probability, place),
            source_sentences=_value(values, "source_sentences", parse_range, place),
            target_sentences=_value(values, "target_sentences", parse_range, place),
            source_span=_value(values, "source_span", parse_span, place),
            target_span=_value(values, "target_span", parse_span, place),
        )


def _value(
    values: dict[str, str], key: str, parse: Callable[[str], _T | None], place: tuple[str, int]
) -> _T | None:
    """The value of a column, None where it is empty; InputError if it cannot be read."""
    text = values.get(key, "")
    if not text:
        return None
    value = parse(text)
    if value is None:
        raise InputError(
            f"'{text[:40]}' is no {key}",
            file=place[0],
            place=f"line {place[1]}",
            remedy="a probability is 0 to 1, a range looks like [3,5)",
        )
    return value


def _escape(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)


def _unescape(text: str) -> str:
    return _UNESCAPE.sub(lambda found: _UNESCAPES[found[1]], text) if "\\" in text else text
