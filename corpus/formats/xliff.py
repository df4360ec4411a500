"""XLIFF 1.2 and 2.0 to 2.2, read: what translation tools pass from one to another.

A unit with one source and one target is one unit here; one that a tool has cut into segments
(``seg-source`` in 1.2, several ``segment`` in 2.x) gives a unit for each. Suggestions of a
translation memory, skeletons and binary units are passed over. Inline elements give the text a
reader sees: those around text keep it, native codes and placeholders go.

What the files of :mod:`.xliff12` and :mod:`.xliff21` say of our own (:mod:`.facts`) comes back
as it was; where a tool has dropped it, at least the probability, which our suggestions state too.
Where a translator has since changed the state of a unit, the change is an attribute of it. Start
reading at :func:`read`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from ..errors import InputError
from ..model import Bitext, Unit
from . import xliff12, xliff21
from .catalog import Catalog, Entry
from .facts import ORIGIN, Fact, probability_of, with_attribute, with_facts
from .fields import UNDETERMINED, NoticeTo, notify
from .files import Input
from .markup import attribute_value, collected

# Elements whose content is another format's code, or a reference to it: no part of the text.
_NATIVE = frozenset(("bpt", "ept", "it", "ph"))
# Elements a reader does not see, around text or in its place.
_INLINE = _NATIVE | {"g", "x", "bx", "ex", "pc", "sc", "ec"}
# What is inside these is no unit of the file; nor is what is inside a unit in a namespace that
# is not XLIFF's, such as the suggestions memoQ stores, unless it is metadata.
_SKIPPED = frozenset(
    ("alt-trans", "match", "matches", "bin-unit", "ignorable", "originalData", "skeleton", "skl")
)
_QUALITIES = {"alt-trans": "match-quality", "match": "matchQuality"}
_METADATA = frozenset(("metadata", "metaGroup", "meta"))
_TEXTS = frozenset(("source", "target", "seg-source"))
# What a file says of its units, and is worth keeping.
_ATTRIBUTES = ("resname", "name", "approved", "maxwidth", "size-unit")
_SIZE = "{urn:oasis:names:tc:xliff:sizerestriction:2.0}sizeRestriction"
_STATES = ("state", "subState")
_States = tuple[str, str]


@dataclass(slots=True)
class _File:
    """A ``file`` element: its languages and the names it was made from."""

    source_language: str
    target_language: str
    source_name: str = ""
    target_name: str = ""


@dataclass(slots=True)
class _Segment:
    """A source and a target as they stand; None for an element that is not there.

    ``parts`` are the segments that a tool of 1.2 has marked in the texts, by number.
    """

    id: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)
    states: _States = ("", "")


@dataclass(slots=True)
class _Record:
    """A ``trans-unit`` or ``unit`` as it stands."""

    file: _File
    id: str
    attributes: dict[str, str]
    is_2: bool
    segments: list[_Segment] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_codes: bool = False
    quality: str = ""  # that our own suggestion states


def sniff(head: str) -> bool:
    """True for the beginning of an XLIFF file of any version."""
    start = head.lstrip("\ufeff \t\r\n")
    return start.startswith("<") and "<xliff" in start


def sniff_2(head: str) -> bool:
    """True for the beginning of an XLIFF file of version 2."""
    return sniff(head) and "urn:oasis:names:tc:xliff:document:2." in head


def read(
    source: Input,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """A bitext whose units are read as they are walked.

    The languages are those of the file, a target's that it does not name the one given. Units of
    files within it that are in other languages are passed over and told. Raises InputError, then
    or while walking, for what is no XLIFF, is cut short, declares entities, or is in other
    languages than those given.
    """
    records = read_records(source, encoding)
    first = next(records, None)
    if first is None:
        return Bitext(source_language or UNDETERMINED, target_language or UNDETERMINED, ())
    file = first.file
    pair = (
        _settled(file.source_language, source_language, "source", source.name),
        _settled(file.target_language, target_language, "target", source.name),
    )
    units = _units(chain([first], records), file, notice)
    return Bitext(*pair, units, file.source_name, file.target_name)


def entries(source: Input, encoding: str | None = None) -> Catalog:
    """The texts of a file by the identifiers of its units: targets if it has any, else sources."""
    records = list(read_records(source, encoding))
    found = [(record, segment) for record in records for segment in segments_of(record)]
    translated = any(segment[2] for _, segment in found)
    file = records[0].file if records else _File("", "")
    texts = tuple(
        Entry((id,), id, target if translated else text) for _, (id, text, target, _) in found
    )
    return Catalog(texts, file.target_language if translated else file.source_language)


def read_records(source: Input, encoding: str | None = None) -> Iterator[_Record]:
    """The units of a file as they stand there."""
    return collected(source, _Target(), "xliff", encoding)


def _settled(stated: str, given: str | None, side: str, name: str) -> str:
    """The language of a side: the file's, unless the one given says the same more exactly."""
    if not given or not stated:
        return given or stated or UNDETERMINED
    if _primary(given) != _primary(stated):
        raise InputError(
            f"its {side} language is {stated}, not {given}",
            file=name,
            remedy="leave the language out: XLIFF states its own",
        )
    return given


def _primary(tag: str) -> str:
    return tag.lower().split("-")[0]


class _Target:
    """Receives the parser's events and collects the finished units in ``done``."""

    def __init__(self) -> None:
        self.done: list[_Record] = []
        self._pieces: list[str] = []
        self.data: Callable[[str], object] = self._pieces.append
        self._space = ""  # the namespace of the root
        self._file = _File("", "")
        self._record: _Record | None = None
        self._segment = _Segment()
        self._text = ""  # which text is being read
        self._kind = ""  # what the note, context or meta at hand is about
        self._ours = False
        self._skipped = self._native = 0
        self._mark = 0
        self._parts: list[tuple[str, int]] = []  # of open mrk elements: their number and begin

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        space, _, name = tag.rpartition("}")
        if self._skipped or name in _SKIPPED or self._is_foreign(space, name):
            self._skipped += 1
            if attributes.get("origin") == ORIGIN and self._record is not None:
                self._record.quality = attributes.get(_QUALITIES.get(name, ""), "")
        elif self._text:
            self._start_inline(name, attributes)
        elif name in _TEXTS and self._record is not None:
            self._pieces.clear()
            self._text = name
            if name == "target" and "state" in attributes:
                self._segment.states = (attribute_value(attributes["state"]), "")
        elif name == "segment":
            self._begin_segment(attributes)
        elif name in ("trans-unit", "unit"):
            self._begin_unit(name, attributes)
        elif name in ("note", "context", "meta"):
            self._pieces.clear()
            key = {"note": "from", "context": "context-type", "meta": "type"}[name]
            self._kind = attribute_value(attributes.get(key, ""))
        elif name == "metaGroup":
            self._ours = attributes.get("category") == xliff21.CATEGORY
        elif name == "xliff":
            self._space = space
            self._file = _File(attributes.get("srcLang", ""), attributes.get("trgLang", ""))
        elif name == "file":
            self._begin_file(attributes)

    def end(self, tag: str) -> None:
        """An element closes."""
        name = tag.rpartition("}")[2]
        if self._skipped:
            self._skipped -= 1
        elif self._text and name != self._text:
            self._end_inline(name)
        elif self._text:
            self._segment.texts[name] = "".join(self._pieces)
            self._text = ""
        elif name in ("trans-unit", "unit"):
            if self._record is not None:
                self.done.append(self._record)
            self._record = None
        elif name in ("note", "context", "meta"):
            self._about(name, "".join(self._pieces))

    def close(self) -> None:
        """Nothing to hand over that is not in ``done``."""

    def _is_foreign(self, space: str, name: str) -> bool:
        """True for an element of a unit, outside its texts, that is another vocabulary's."""
        inside = self._record is not None and not self._text
        return inside and space != self._space and name not in _METADATA

    def _begin_file(self, attributes: Mapping[str, str]) -> None:
        file = self._file
        self._file = _File(
            attributes.get("source-language", file.source_language),
            attributes.get("target-language", file.target_language),
            attribute_value(attributes.get("original", "")),
        )

    def _begin_unit(self, name: str, attributes: Mapping[str, str]) -> None:
        known = {key: attribute_value(attributes[key]) for key in _ATTRIBUTES if key in attributes}
        if _SIZE in attributes:
            known["sizeRestriction"] = attribute_value(attributes[_SIZE])
        if attributes.get("translate") == "no":
            known["translate"] = "no"
        id = attribute_value(attributes.get("id", ""))
        record = _Record(self._file, id, known, name == "unit")
        self._record = record
        if name == "trans-unit":
            self._begin_segment({})

    def _begin_segment(self, attributes: Mapping[str, str]) -> None:
        states = (attributes.get("state", ""), attribute_value(attributes.get("subState", "")))
        self._segment = _Segment(attributes.get("id", ""), states=states)
        if self._record is not None:
            self._record.segments.append(self._segment)

    def _start_inline(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._record is not None and name in _INLINE:
            self._record.has_codes = True
        if name in _NATIVE:
            if not self._native:
                self._mark = len(self._pieces)
            self._native += 1
        elif name == "cp":
            self._pieces.append(_character(attributes.get("hex", "")))
        elif name == "mrk":
            is_segment = attributes.get("mtype") == "seg"
            number = attribute_value(attributes.get("mid", "")) if is_segment else ""
            self._parts.append((number, len(self._pieces)))

    def _end_inline(self, name: str) -> None:
        if name in _NATIVE:
            self._native -= 1
            if not self._native:
                del self._pieces[self._mark :]
        elif name == "mrk" and self._parts:
            number, begin = self._parts.pop()
            if number:
                parts = self._segment.parts.setdefault(self._text, {})
                parts[number] = "".join(self._pieces[begin:])

    def _about(self, name: str, text: str) -> None:
        """A note, a context (1.2) or a meta (2.x) closes."""
        record, kind = self._record, self._kind
        if record is None:
            if kind in (xliff12.TARGET_NAME, xliff21.TARGET_NAME):
                self._file.target_name = text
        elif name == "note":
            record.notes.append(text)
        elif name == "context" and kind.startswith(xliff12.OURS):
            record.facts.append((kind.removeprefix(xliff12.OURS), text))
        elif name == "meta" and self._ours:
            record.facts.append((kind, text))
        else:
            record.properties.append((kind, text))


def _character(number: str) -> str:
    """The character that ``cp`` stands for: one that XML cannot hold."""
    try:
        char = chr(int(number, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char


def _units(records: Iterator[_Record], file: _File, notice: NoticeTo | None) -> Iterator[Unit]:
    languages = (file.source_language, file.target_language)
    for number, record in enumerate(records, 1):
        place = f"unit {record.id or number}"
        if (record.file.source_language, record.file.target_language) != languages:
            notify(notice, place, "in other languages than the first; passed over")
            continue
        if record.has_codes:
            notify(notice, place, "inline codes were left out, the text around them kept")
        found = list(segments_of(record))
        if not found:
            notify(notice, place, "it has no source; passed over")
        for id, source, target, states in found:
            yield _unit(record, id, source, target, states)


def segments_of(record: _Record) -> Iterator[tuple[str, str, str, _States]]:
    """Of each segment in a unit the identifier, the source, the target and its states."""
    for position, segment in enumerate(record.segments, 1):
        texts, parts = segment.texts, segment.parts
        source, target = parts.get("seg-source", {}), parts.get("target", {})
        # Segments that are not translated yet may be missing from the target.
        cut = target.keys() <= source.keys() if target else not texts.get("target")
        if len(source) > 1 and cut:
            for number, text in source.items():
                yield f"{record.id}/{number}", text, target.get(number, ""), segment.states
        elif "source" in texts:
            several = len(record.segments) > 1
            id = f"{record.id}/{segment.id or position}" if several else record.id
            yield id, texts["source"], texts.get("target", ""), segment.states


def _unit(record: _Record, id: str, source: str, target: str, states: _States) -> Unit:
    if not record.facts:
        stated = record.attributes | dict(zip(_STATES, states, strict=True))
        attributes = [item for item in stated.items() if item[1]]
        unit = with_facts(source, target, id, (), attributes, record.notes, record.properties)
        return replace(unit, probability=probability_of(record.quality))
    unit = with_facts(
        source, target, "", record.facts, notes=record.notes, properties=record.properties
    )
    # Ours: what a translator has changed since we wrote it is an attribute now.
    written = xliff21.states_of(unit) if record.is_2 else xliff12.states_of(unit)
    for name, before, now in zip(_STATES, written, states, strict=True):
        if now != before:
            unit = with_attribute(unit, name, now)
    approved = record.attributes.get("approved", "")
    if not record.is_2 and approved != xliff12.approval_of(unit):
        unit = with_attribute(unit, "approved", approved)
    return unit
