"""JSON Lines: one object a line, nothing lost. The format to keep an alignment in.

The first line may be a header, ``{"format": "duilian-bitext", "version": 1, ...}``, with the
languages and names of the two sides; every other line is a unit. What a unit does not have
is left out. Reading and writing go line by line in constant memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain
from typing import Any, TextIO

from ..errors import InputError
from ..model import Bitext, Span, Unit
from .fields import NoticeTo, notify, with_languages
from .files import Input, stream_lines

FORMAT = "duilian-bitext"
VERSION = 1

_HEADER_KEYS = ("source_language", "target_language", "source_name", "target_name")
_KEYS = frozenset(each.name for each in fields(Unit)) | {"kind"}
_to_json = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps makes one a call
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_REMEDY = 'each line must be a JSON object with at least "source" and "target", both texts'


def sniff(head: str) -> bool:
    """True if the first line is one of our objects, or the beginning of one."""
    first = head.lstrip().split("\n", 1)[0]
    return first.startswith("{") and ('"source"' in first or f'"{FORMAT}"' in first)


def read(
    source: Input,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """A bitext whose units are read as they are walked.

    The languages are those given, else those of the header, else recognised from the text.
    Raises InputError, then or while walking, at the first line that is not what it must be.
    """
    objects = _objects(source, encoding)
    first = next(objects, None)
    if first is None:
        raise InputError("the file holds no lines", file=source.name, remedy=_REMEDY)
    header: dict[str, Any] = {}
    if first[1].get("format") == FORMAT:
        header = _header(*first, source.name)
    else:
        objects = chain([first], objects)
    languages = (
        source_language or header.get("source_language", ""),
        target_language or header.get("target_language", ""),
    )
    from_language, to_language, units = with_languages(
        _units(objects, source.name, notice), *languages
    )
    return Bitext(
        from_language,
        to_language,
        units,
        header.get("source_name", ""),
        header.get("target_name", ""),
    )


def write(bitext: Bitext, out: TextIO, notice: NoticeTo | None = None) -> int:
    """Write the header and every unit; returns the number of units."""
    header = {"format": FORMAT, "version": VERSION}
    header |= {key: getattr(bitext, key) for key in _HEADER_KEYS if getattr(bitext, key)}
    out.write(_dump(header))
    written = 0
    for unit in bitext:
        out.write(_dump(_record(unit)))
        written += 1
    return written


def encode(unit: Unit) -> str:
    """A unit as one line, its end included: for whoever keeps units on disk for a while."""
    return _dump(_record(unit))


def decode(line: str | bytes) -> Unit:
    """The unit that :func:`encode` made the line of."""
    return _unit(json.loads(line))


def _dump(record: dict[str, Any]) -> str:
    line = _to_json(record)
    # UTF-8 cannot hold a lone surrogate, JSON can: by its number.
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"


def _record(unit: Unit) -> dict[str, Any]:
    """The object of a unit; its keys in the order of the documentation."""
    record: dict[str, Any] = {"source": unit.source, "target": unit.target}
    if unit.id:
        record["id"] = unit.id
    if unit.probability is not None:
        record["probability"] = round(float(unit.probability), 4)
    if unit.kind is not None:
        record["kind"] = unit.kind
    for key in ("source_sentences", "target_sentences"):
        sentences: range | None = getattr(unit, key)
        if sentences is not None:
            record[key] = [sentences.start, sentences.stop]
    for key in ("source_span", "target_span"):
        span: Span | None = getattr(unit, key)
        if span is not None:
            record[key] = [span.start, span.end]
    # Lists of pairs, not objects: a name may come twice.
    for key in ("attributes", "properties"):
        pairs: tuple[tuple[str, str], ...] = getattr(unit, key)
        if pairs:
            record[key] = [list(pair) for pair in pairs]
    if unit.notes:
        record["notes"] = list(unit.notes)
    for key in ("source_markup", "target_markup"):
        markup: str = getattr(unit, key)
        if markup:
            record[key] = markup
    return record


def _objects(source: Input, encoding: str | None) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of a file and the numbers of their lines; blank lines are passed over."""
    for number, line in enumerate(stream_lines(source, encoding), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "it is too deep"
            raise _bad(source.name, number, f"not JSON: {reason.lower()}") from None
        if not isinstance(record, dict):
            raise _bad(source.name, number, "not a JSON object")
        yield number, record


def _header(number: int, header: dict[str, Any], name: str) -> dict[str, Any]:
    if header.get("version") != VERSION:
        raise InputError(
            f"version {header.get('version')!r} of {FORMAT} is not known",
            file=name,
            place=f"line {number}",
            remedy=f"this release of duilian reads version {VERSION}; a later one may read it",
        )
    for key in _HEADER_KEYS:
        if not isinstance(header.get(key, ""), str):
            raise _bad(name, number, f'"{key}" is not a text', "correct the header")
    return header


def _units(
    objects: Iterator[tuple[int, dict[str, Any]]], name: str, notice: NoticeTo | None
) -> Iterator[Unit]:
    unknown: set[str] = set()
    for number, record in objects:
        for key in record.keys() - _KEYS - unknown:
            unknown.add(key)
            notify(notice, f"line {number}", f'the key "{key[:40]}" is not known and was not read')
        try:
            yield _unit(record)
        except (TypeError, ValueError) as error:
            raise _bad(name, number, str(error)) from None


def _unit(record: dict[str, Any]) -> Unit:
    """The unit of an object; TypeError or ValueError says what is wrong with it."""
    return Unit(
        source=_text(record, "source"),
        target=_text(record, "target"),
        id=_text(record, "id", ""),
        probability=_probability(record),
        source_sentences=_range(record, "source_sentences"),
        target_sentences=_range(record, "target_sentences"),
        source_span=_span(record, "source_span"),
        target_span=_span(record, "target_span"),
        attributes=_pairs(record, "attributes"),
        properties=_pairs(record, "properties"),
        notes=_notes(record),
        source_markup=_text(record, "source_markup", ""),
        target_markup=_text(record, "target_markup", ""),
    )


def _text(record: dict[str, Any], key: str, default: str | None = None) -> str:
    value = record.get(key, default)
    if value is None:
        raise ValueError(f'"{key}" is missing')
    if not isinstance(value, str):
        raise TypeError(f'"{key}" is not a text')
    return value


def _probability(record: dict[str, Any]) -> float | None:
    value = record.get("probability")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError('"probability" is not a number from 0 to 1')
    return float(value)


def _interval(record: dict[str, Any], key: str) -> tuple[int, int] | None:
    value = record.get(key)
    if value is None:
        return None
    match value:
        case [int(start), int(end)] if 0 <= start <= end:
            return start, end
    raise ValueError(f'"{key}" is not [start, end]')


def _range(record: dict[str, Any], key: str) -> range | None:
    found = _interval(record, key)
    return None if found is None else range(*found)


def _span(record: dict[str, Any], key: str) -> Span | None:
    found = _interval(record, key)
    return None if found is None else Span(*found)


def _pairs(record: dict[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    value = record.get(key, [])
    if isinstance(value, dict):  # what most other programs would write
        value = list(value.items())
    if not isinstance(value, list):
        raise TypeError(f'"{key}" is not a list')
    pairs = []
    for item in value:
        match item:
            case [str(name), str(text)] | (str(name), str(text)):
                pairs.append((name, text))
            case _:
                raise ValueError(f'"{key}" is not a list of [name, text]')
    return tuple(pairs)


def _notes(record: dict[str, Any]) -> tuple[str, ...]:
    value = record.get("notes", [])
    if not isinstance(value, list) or not all(isinstance(note, str) for note in value):
        raise TypeError('"notes" is not a list of texts')
    return tuple(value)


def _bad(name: str, number: int, problem: str, remedy: str = _REMEDY) -> InputError:
    return InputError(problem, file=name, place=f"line {number}", remedy=remedy)
