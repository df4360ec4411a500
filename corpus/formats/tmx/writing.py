"""A bitext into TMX 1.4, for whom it is meant.

Writing is escaped strings, by far the fastest way, valid against the DTD and against the
stricter schema OmegaT checks with. The same bitext gives the same bytes: no date is written that
was not read. What the consumer wants is a :class:`.profiles.Profile`; each unit passes through
what that leaves out (:class:`_Filter`) and is then shown (:class:`_Writer`). Start reading at
:func:`write_file` and :func:`write`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from ...errors import UsageError
from ...model import Bitext, Unit
from ..fields import NoticeTo, notify
from ..files import STANDARD, atomic_output, parted_output
from ..markup import ILLEGAL, LEGAL, REPLACEMENT, content, language_tag, quoted
from . import provenance
from .inline import settle, without_highlights
from .profiles import TmxSettings
from .reading import TU_ATTRIBUTES

_SEGTYPES = frozenset(("block", "paragraph", "sentence", "phrase"))
_DATES = frozenset(("creationdate", "changedate", "lastusagedate"))
# What other programs write for YYYYMMDDThhmmssZ, which is all that consumers take.
_ISO_DATE = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:Z|[+-]00:00)"
)
_END = "  </body>\n</tmx>\n"

DEFAULT = TmxSettings()


def write_file(
    bitext: Bitext, path: str | Path, notice: NoticeTo | None, settings: TmxSettings = DEFAULT
) -> int:
    """Write a file, or several where the settings say how large one may be; the units written.

    ``out.tmx`` becomes ``out-1.tmx``, ``out-2.tmx`` and so on if it takes more than one, each of
    them valid. They appear together, when all are whole. Raises UsageError as :func:`write` does
    and for a place that cannot be written to.
    """
    is_standard = str(path) == STANDARD
    if is_standard and settings.max_bytes is not None:
        raise UsageError("standard output is one file", place="--max-bytes", remedy="name a file")
    if is_standard or settings.largest is None:
        with atomic_output(path) as out:
            return write(bitext, out, notice, settings)
    with parted_output(path) as next_part:
        return write(bitext, next_part(), notice, settings, next_part)


def write(
    bitext: Bitext,
    out: TextIO,
    notice: NoticeTo | None = None,
    settings: TmxSettings = DEFAULT,
    next_part: Callable[[], TextIO] | None = None,
) -> int:
    """Write the units that have text on both sides; returns how many.

    A unit with an empty side is left out and told to ``notice``: OmegaT would put its empty
    target in place of the sentence. A character XML cannot hold becomes U+FFFD, and is told.
    ``next_part`` opens another output for when the settings say that one is full. Raises
    UsageError for a language that is no language tag.
    """
    writer = _Writer(bitext, notice, settings)
    filter_ = _Filter(notice, settings)
    limit = settings.largest if next_part is not None else None
    room = limit - len(writer.header.encode()) - len(_END) if limit is not None else 0
    out.write(writer.header)
    written = size = 0
    for number, unit, before, after in _with_neighbours(bitext):
        if not filter_.passes(unit, number):
            continue
        text = writer.show(unit, number, before, after)
        if limit is not None and next_part is not None:
            length = len(text.encode())
            if length > room:
                notify(notice, f"unit {number}", "not written: it is larger than a file may be")
                continue
            size += length
            if size > room:
                out.write(_END)
                out = next_part()
                out.write(writer.header)
                size = length
        out.write(text)
        written += 1
    out.write(_END)
    return written


def _with_neighbours(bitext: Bitext) -> Iterator[tuple[int, Unit, str, str]]:
    """The units, with their numbers and the source segments before and after, "" for none.

    A unit without source is nobody's neighbour, and has none.
    """
    before = ""
    held: tuple[int, Unit] | None = None
    for number, unit in enumerate(bitext, 1):
        source = unit.source
        if not source or source.isspace():
            yield number, unit, "", ""
            continue
        if held is not None:
            yield *held, before, source
            before = held[1].source
        held = number, unit
    if held is not None:
        yield *held, before, ""


class _Filter:
    """Leaves out, and tells of, the units that a memory or its consumer cannot use."""

    def __init__(self, notice: NoticeTo | None, settings: TmxSettings) -> None:
        self._notice = notice
        self._profile = settings.profile
        # Hashes and not texts: a bitext may be larger than memory.
        self._sources: set[int] = set()

    def passes(self, unit: Unit, number: int) -> bool:
        """True if the unit is to be written."""
        reason = self._reason(unit)
        if reason:
            notify(self._notice, f"unit {number}", f"not written: {reason}")
        return not reason

    def _reason(self, unit: Unit) -> str:
        profile = self._profile
        if unit.is_null:
            return f"its {'target' if unit.source.strip() else 'source'} is empty"
        if (
            profile.longest is not None
            and max(len(unit.source), len(unit.target)) > profile.longest
        ):
            return f"a segment is longer than {profile.longest:,} characters"
        if profile.longest_bytes is not None and (
            max(len(side.encode("utf-8", "replace")) for side in (unit.source, unit.target))
            > profile.longest_bytes
        ):
            return f"a segment is longer than {profile.longest_bytes:,} bytes"
        if profile.duplicates == "first":
            source = hash(unit.source.strip())
            if source in self._sources:
                return "its source is that of an earlier unit"
            self._sources.add(source)
        return ""


class _Writer:
    """Shows the header and the units as XML."""

    def __init__(self, bitext: Bitext, notice: NoticeTo | None, settings: TmxSettings) -> None:
        profile = settings.profile
        self._notice = notice
        self._settings = settings
        self._tags = profile.tags
        self._trim = profile.trim
        self._about = profile.about
        self._context = profile.context
        source, target = (
            profile.language(language_tag(tag, side, "TMX"))
            for tag, side in (
                (bitext.source_language, "source"),
                (bitext.target_language, "target"),
            )
        )
        self.header = self._header(bitext, source, target)
        self._opening = f'      <tuv xml:lang="{source}">'
        self._between = f'</seg></tuv>\n      <tuv xml:lang="{target}"><seg>'

    def show(self, unit: Unit, number: int, before: str, after: str) -> str:
        """The unit as XML. What XML cannot hold is replaced and told."""
        source = self._segment(unit.source, unit.source_markup, number)
        target = self._segment(unit.target, unit.target_markup, number)
        text = (
            f"{self._beginning(unit, before, after)}{self._opening}"
            f"{self._neighbours(before, after) if self._context else ''}<seg>"
            f"{source}{self._between}{target}</seg></tuv>\n    </tu>\n"
        )
        if LEGAL.fullmatch(text) is None:
            text, replaced = ILLEGAL.subn(REPLACEMENT, text)
            reason = f"{replaced} character(s) that XML cannot hold were replaced by U+FFFD"
            notify(self._notice, f"unit {number}", reason)
        return text

    def _segment(self, text: str, markup: str, number: int) -> str:
        """The inside of a seg."""
        if markup and self._tags != "none":
            settled = settle(markup)
            if settled is not None and settled[0] == text:
                kept = without_highlights(settled[1]) if self._tags == "codes" else settled[1]
                return kept.strip() if self._trim else kept
            reason = "its inline tags do not belong to its text, which was written without them"
            notify(self._notice, f"unit {number}", reason)
        return content(text.strip() if self._trim else text)

    def _beginning(self, unit: Unit, before: str, after: str) -> str:
        """The opening of a unit: its attributes, notes and props, in the order the DTD wants."""
        creation_id = self._settings.creation_id
        if not self._about:
            unit = Unit(unit.source, unit.target, unit.id)
        aligned = provenance.is_aligned(unit)
        if not (aligned or creation_id or unit.id or _has_more(unit)):
            return "    <tu>\n"
        attributes: dict[str, str] = {"tuid": unit.id} if unit.id else {}
        properties: list[tuple[str, str]] = []
        origin = ""
        if aligned:
            origin = provenance.show(unit, provenance.context_hash(before, after), "      ")
        for key, text in unit.attributes:
            if key in TU_ATTRIBUTES and key not in attributes and _is_value(key, text):
                attributes[key] = _plain_date(text) if key in _DATES else text
            else:
                properties.append((provenance.ATTRIBUTE, f"{key}={text}"))
        if creation_id:
            attributes.setdefault("creationid", creation_id)
        if unit.properties:
            context = self._context or ()
            properties += [item for item in unit.properties if item[0] not in context]
        return (
            f"    <tu{_attributes(attributes)}>\n"
            f"{''.join([f'      <note>{content(note)}</note>' + chr(10) for note in unit.notes])}"
            f"{origin}{_props(properties, '      ')}"
        )

    def _neighbours(self, before: str, after: str) -> str:
        """The props on the source variant that say what stood around it."""
        types = self._context or ()
        pairs = zip(types, (before, after), strict=True)
        return "".join(
            f"<prop type={quoted(kind)}>{content(text)}</prop>" for kind, text in pairs if text
        )

    def _header(self, bitext: Bitext, source: str, target: str) -> str:
        # Here and not above: the package's __init__ may be what is importing this module.
        from .... import __version__

        profile, settings = self._settings.profile, self._settings
        attributes = {
            "creationtool": "duilian",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "duilian",
            "adminlang": "en",
            "srclang": source,
            "datatype": "plaintext",
        }
        if settings.creation_id:
            attributes["creationid"] = settings.creation_id
        properties = [(profile.memory_name, settings.memory_name)] if settings.memory_name else []
        if profile.about:
            properties += [
                (kind, text)
                for kind, text in (
                    (provenance.TARGET_LANGUAGE, target),
                    (provenance.SOURCE_NAME, bitext.source_name),
                    (provenance.TARGET_NAME, bitext.target_name),
                )
                if text
            ]
        doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n' if profile.doctype else ""
        text = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}<tmx version="1.4">\n'
            f"  <header{_attributes(attributes)}>\n{_props(properties, '    ')}  </header>\n"
            "  <body>\n"
        )
        text, replaced = ILLEGAL.subn(REPLACEMENT, text)
        if replaced:
            reason = (
                f"{replaced} character(s) of a name that XML cannot hold were replaced by U+FFFD"
            )
            notify(self._notice, "header", reason)
        return text


def _has_more(unit: Unit) -> bool:
    """True if people or programs have attached something to the unit."""
    return bool(unit.attributes or unit.properties or unit.notes)


def _is_value(key: str, text: str) -> bool:
    return key != "segtype" or text in _SEGTYPES


def _plain_date(text: str) -> str:
    """The date as TMX wants it, if it is one as ISO 8601 writes it at length."""
    found = _ISO_DATE.fullmatch(text)
    return text if found is None else "{}{}{}T{}{}{}Z".format(*found.groups())


def _attributes(attributes: dict[str, str]) -> str:
    return "".join([f" {key}={quoted(text)}" for key, text in attributes.items()])


def _props(properties: Iterable[tuple[str, str]], indent: str) -> str:
    return "".join(
        [f"{indent}<prop type={quoted(kind)}>{content(text)}</prop>\n" for kind, text in properties]
    )
