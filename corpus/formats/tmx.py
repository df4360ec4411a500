"""TMX 1.4: what every translation tool reads and writes. Both ways stream.

Reading collects units from the events of a parser that is kept on a short lead
(:mod:`.markup`): nothing but the unit at hand is in memory. TMX 1.1 to 1.4 are read, inline
elements as the text a reader sees: ``hi`` keeps its text, native codes go.

What is written is valid against the DTD and against the stricter schema OmegaT checks with.
What TMX has no place for is kept in ``prop`` elements whose type begins ``x-duilian-``. Start
reading at :func:`read` and :func:`write`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TextIO

from ..errors import InputError
from ..model import Bitext, Unit
from .fields import (
    UNDETERMINED,
    NoticeTo,
    as_span,
    notify,
    parse_probability,
    parse_sides,
    show_probability,
    show_sides,
)
from .files import Input
from .markup import attribute_value, collected, content, language_tag, legal, quoted

_ALL = "*all*"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Elements that hold another format's codes: no part of what a reader sees.
_NATIVE = ("bpt", "ept", "ph", "it", "ut")

_OURS = "x-duilian-"
_ATTRIBUTE = _OURS + "attribute"
_SOURCE_NAME = _OURS + "source-name"
_TARGET_NAME = _OURS + "target-name"
_TARGET_LANGUAGE = _OURS + "target-language"
_PROBABILITY = _OURS + "probability"
_SENTENCES = _OURS + "sentences"
_SPANS = _OURS + "spans"

# The attributes the DTD allows on tu, without tuid, which is Unit.id.
_TU_ATTRIBUTES = frozenset(
    [
        "o-encoding",
        "datatype",
        "usagecount",
        "lastusagedate",
        "creationtool",
        "creationtoolversion",
        "creationdate",
        "creationid",
        "changedate",
        "segtype",
        "changeid",
        "o-tmf",
        "srclang",
    ]
)
_SEGTYPES = frozenset(("block", "paragraph", "sentence", "phrase"))

# Units without two languages that are read before the file is given up.
_MOST_HELD = 10_000

_Variant = tuple[str, str | None, Mapping[str, str]]
"""The language as written, the text (None without seg), and the attributes of a tuv."""


@dataclass(slots=True)
class _Record:
    """A tu as it stands in the file."""

    attributes: Mapping[str, str]
    variants: list[_Variant] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


# --- reading ----------------------------------------------------------------------------


def read(
    source: Input,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """A bitext whose units are read as they are walked.

    Languages match if they are the same, else with the same region, else without a region,
    else in any region. Not given, the source is the header's ``srclang`` (or the first
    language of the first unit, where that names none that is there) and the target the first
    other language met. A unit without both is passed over and told to ``notice``.

    Raises InputError, then or while walking, for what is no TMX, is cut short, declares
    entities, or has no unit in both languages.
    """
    target = _Target()
    records = enumerate(collected(source, target, "tmx", encoding), 1)
    first = next(records, None)  # by now the header has been read
    properties = dict(target.properties)
    srclang = _srclang(target)
    if first is None:
        pair = (
            _normalize(source_language or srclang or UNDETERMINED),
            _normalize(target_language or properties.get(_TARGET_LANGUAGE) or UNDETERMINED),
        )
        numbered: _Numbered = iter(())
    else:
        numbered, languages = _held_to_first_pair(chain([first], records), source.name)
        pair = _pair(languages, srclang, source_language, target_language)
    return Bitext(
        *pair,
        _units(numbered, pair, source.name, notice),
        properties.get(_SOURCE_NAME, ""),
        properties.get(_TARGET_NAME, ""),
    )


class _Target:
    """Receives the parser's events and collects the finished units in ``done``.

    ``data`` is the very ``append`` of the list of text pieces: no Python runs for a piece of
    text. The pieces are cleared where a text begins, so those between elements are harmless.
    """

    def __init__(self) -> None:
        self.header: Mapping[str, str] = {}
        self.properties: list[tuple[str, str]] = []
        self.done: list[_Record] = []
        self._pieces: list[str] = []
        self.data = self._pieces.append
        self._record = _Record({})
        self._variant: Mapping[str, str] = {}
        self._text: str | None = None
        self._type = ""
        self._depth = 0
        self._native = 0
        self._mark = 0
        self._in_unit = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if tag == "seg" or tag == "note":
            self._pieces.clear()
        elif tag == "tuv":
            self._variant = attributes
            self._text = None
        elif tag == "tu":
            self._record = _Record(attributes)
            self._in_unit = True
        elif tag == "prop":
            self._pieces.clear()
            self._type = attribute_value(attributes.get("type", ""))
        elif tag in _NATIVE:
            if not self._native:
                self._mark = len(self._pieces)
            self._native += 1
        elif tag == "header":
            self.header = attributes
        elif "}" in tag:
            self.start(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag == "seg":
            self._text = "".join(self._pieces)
        elif tag == "tuv":
            attributes = self._variant
            language = attributes.get(_XML_LANG) or attributes.get("lang") or ""
            self._record.variants.append((language, self._text, attributes))
        elif tag == "tu":
            self.done.append(self._record)
            self._in_unit = False
        elif tag == "prop":
            holder = self._record.properties if self._in_unit else self.properties
            holder.append((self._type, "".join(self._pieces)))
        elif tag == "note":
            # The notes of the header are about the file and have no place in a Bitext.
            if self._in_unit:
                self._record.notes.append("".join(self._pieces))
        elif tag in _NATIVE:
            self._native -= 1
            if not self._native:
                del self._pieces[self._mark :]
        elif "}" in tag:
            self.end(tag.rpartition("}")[2])

    def close(self) -> None:
        """The document is complete; nothing to hand over that is not in ``done``."""


def _srclang(target: _Target) -> str:
    """The source language the header names, or "" if it names none."""
    named = target.header.get("srclang", "").strip()
    return "" if named.lower() in ("", _ALL) else _normalize(named)


_Numbered = Iterator[tuple[int, _Record]]


def _held_to_first_pair(records: _Numbered, name: str) -> tuple[_Numbered, list[str]]:
    """All the records again, and the languages of the first that has two segments.

    The records before it are of no use to anyone, but have yet to be told of: so many are held
    as it takes for a file to be plainly no bitext. Raises InputError for such a file.
    """
    held: list[tuple[int, _Record]] = []
    for number, record in records:
        held.append((number, record))
        languages = [
            _normalize(language)
            for language, text, _ in record.variants
            if language and text is not None
        ]
        if len(languages) >= 2:
            return chain(held, records), languages
        if len(held) == _MOST_HELD:
            break
    raise InputError(
        f"none of its first {len(held)} unit(s) has segments in two languages",
        file=name,
        remedy="a translation memory pairs two languages; export it with both",
    )


def _pair(
    languages: list[str], srclang: str, source_language: str | None, target_language: str | None
) -> tuple[str, str]:
    """Choose the source and the target among the languages of a unit."""
    if source_language:
        source = _normalize(source_language)
        at = _best(languages, source, None)
    else:
        avoid = _best(languages, _normalize(target_language), None) if target_language else None
        at = _best(languages, srclang, avoid) if srclang else None
        if at is None:
            at = next(i for i in range(len(languages)) if i != avoid)
        source = languages[at]
    if target_language:
        return source, _normalize(target_language)
    others = [language for i, language in enumerate(languages) if i != at]
    return source, next((language for language in others if language != source), others[0])


def _best(languages: Iterable[str], wanted: str, taken: int | None) -> int | None:
    """The place of the language nearest to the one wanted, bar the one taken; None if none is.

    The same tag is nearest, then the same region, then no region, then any region.
    """
    best: tuple[int, int] | None = None
    subtags = wanted.lower().split("-")
    region = _region(subtags)
    for at, language in enumerate(languages):
        theirs = language.lower().split("-")
        if at == taken or not language or theirs[0] != subtags[0]:
            continue
        their_region = _region(theirs)
        if theirs == subtags:
            distance = 0
        elif region and their_region == region:
            distance = 1
        else:
            distance = 3 if their_region else 2
        if best is None or distance < best[0]:
            best = (distance, at)
    return None if best is None else best[1]


def _region(subtags: list[str]) -> str:
    """The region among lower-case subtags (``cn``, ``419``), or ""."""
    return next(
        (tag for tag in subtags[1:] if len(tag) == 2 or (len(tag) == 3 and tag.isdigit())), ""
    )


@lru_cache(maxsize=1024)
def _choose(languages: tuple[str, ...], source: str, target: str) -> tuple[int, int] | str:
    """Which variants of a unit are its source and target, or why there are not both.

    Cached because nearly every unit of a file has the same languages in the same order.
    """
    tags = [_normalize(language) if language else "" for language in languages]
    source_at = _best(tags, source, None)
    target_at = _best(tags, target, source_at)
    if source_at is not None and target_at is not None:
        return source_at, target_at
    if "" in languages:
        return "a segment has no language"
    return f"no segment in {source if source_at is None else target}"


@lru_cache(maxsize=1024)
def _normalize(tag: str) -> str:
    """The tag in its BCP 47 form; one that is no language tag as it stands."""
    from ..text.script import normalize_tag

    try:
        return normalize_tag(tag)
    except ValueError:
        return tag


def _units(
    records: _Numbered, pair: tuple[str, str], name: str, notice: NoticeTo | None
) -> Iterator[Unit]:
    found = False
    met: dict[str, None] = {}  # an ordered set
    number = 0
    for number, record in records:
        variants = record.variants
        languages = tuple([variant[0] for variant in variants])
        chosen = _choose(languages, *pair)
        if isinstance(chosen, str):
            if not found and len(met) < 10:
                met.update(dict.fromkeys(filter(None, languages)))
            notify(notice, f"unit {number}", chosen)
            continue
        source, target = variants[chosen[0]], variants[chosen[1]]
        if source[1] is None or target[1] is None:
            notify(notice, f"unit {number}", "a variant has no seg")
            continue
        if len(variants) > 2:
            for other in _repeated(languages, chosen):
                notify(notice, f"unit {number}", f"only its first segment in {other} was read")
        found = True
        attributes = record.attributes
        identifier = attribute_value(attributes.get("tuid", ""))
        # Most units are plain, with nothing to sort out, and are worth a short way.
        is_plain = len(attributes) == ("tuid" in attributes) and len(target[2]) == 1
        if is_plain and not record.properties and not record.notes:
            yield Unit(source[1], target[1], identifier)
        else:
            yield _full_unit(record, source[1], target[1], target[2])
    if number and not found:
        raise InputError(
            f"none of its {number} units has both {pair[0]} and {pair[1]}",
            file=name,
            remedy=f"it holds: {', '.join(met) or 'no language at all'}",
        )


def _repeated(languages: tuple[str, ...], chosen: tuple[int, int]) -> list[str]:
    """The chosen languages that come more than once in a unit."""
    picked = [languages[at] for at in chosen]
    return [
        language
        for language in dict.fromkeys(picked)
        if languages.count(language) > picked.count(language)
    ]


def _full_unit(record: _Record, source: str, target: str, variant: Mapping[str, str]) -> Unit:
    """The unit with all that is known of it; what we cannot read in our props stays a property.

    What tools note on the target variant (who changed it, and when) they mean of the
    translation, so of the unit; what stands on the unit itself goes first.
    """
    attributes = {
        key: attribute_value(text)
        for key, text in record.attributes.items()
        if key in _TU_ATTRIBUTES
    }
    if len(variant) > 1:
        for key, text in variant.items():
            if key in _TU_ATTRIBUTES:
                attributes.setdefault(key, attribute_value(text))
    pairs = list(attributes.items())
    properties: list[tuple[str, str]] = []
    probability: float | None = None
    sentences: tuple[range | None, range | None] = (None, None)
    spans: tuple[range | None, range | None] = (None, None)
    for item in record.properties:
        kind, text = item
        if not kind.startswith(_OURS):
            properties.append(item)
        elif kind == _PROBABILITY and (number := parse_probability(text)) is not None:
            probability = number
        elif kind == _SENTENCES and (found := parse_sides(text)) is not None:
            sentences = found
        elif kind == _SPANS and (found := parse_sides(text)) is not None:
            spans = found
        elif kind == _ATTRIBUTE:
            key, _, value = text.partition("=")
            pairs.append((key, value))
        else:
            properties.append(item)
    return Unit(
        source,
        target,
        attribute_value(record.attributes.get("tuid", "")),
        probability,
        sentences[0],
        sentences[1],
        as_span(spans[0]),
        as_span(spans[1]),
        tuple(pairs),
        tuple(properties),
        tuple(record.notes),
    )


# --- writing ----------------------------------------------------------------------------


def write(bitext: Bitext, out: TextIO, notice: NoticeTo | None = None) -> int:
    """Write the units that have text on both sides; returns how many.

    A unit with an empty side is left out and told to ``notice``: OmegaT would put its empty
    target in place of the sentence. A character XML cannot hold becomes U+FFFD, and is told.
    Raises UsageError for a language that is no language tag.
    """
    source_language, target_language = (
        language_tag(tag, side)
        for tag, side in (
            (bitext.source_language, "source"),
            (bitext.target_language, "target"),
        )
    )
    out.write(_header(bitext, source_language, target_language, notice))
    opening = f'      <tuv xml:lang="{source_language}"><seg>'
    between = f'</seg></tuv>\n      <tuv xml:lang="{target_language}"><seg>'
    closing = "</seg></tuv>\n    </tu>\n"
    written = 0
    for number, unit in enumerate(bitext, 1):
        if unit.is_null:
            side = "target" if unit.source.strip() else "source"
            notify(notice, f"unit {number}", f"not written: its {side} is empty")
            continue
        about = _about(unit) if _has_more(unit) else "    <tu>\n"
        text = f"{about}{opening}{content(unit.source)}{between}{content(unit.target)}{closing}"
        out.write(legal(text, f"unit {number}", notice))
        written += 1
    out.write("  </body>\n</tmx>\n")
    return written


def _header(bitext: Bitext, source: str, target: str, notice: NoticeTo | None) -> str:
    # Here and not above: the package's __init__ may be what is importing this module.
    from ... import __version__

    properties = [
        (kind, text)
        for kind, text in (
            (_TARGET_LANGUAGE, target),
            (_SOURCE_NAME, bitext.source_name),
            (_TARGET_NAME, bitext.target_name),
        )
        if text
    ]
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tmx version="1.4">\n'
        f'  <header creationtool="duilian" creationtoolversion="{__version__}"'
        ' segtype="sentence" o-tmf="duilian" adminlang="en"'
        f' srclang="{source}" datatype="plaintext">\n'
        f"{_props(properties, '    ')}"
        "  </header>\n"
        "  <body>\n"
    )
    return legal(text, "header", notice)


def _has_more(unit: Unit) -> bool:
    """True if there is anything to say about the unit besides its two texts."""
    return bool(
        unit.id
        or unit.probability is not None
        or unit.source_sentences is not None
        or unit.target_sentences is not None
        or unit.source_span
        or unit.target_span
        or unit.attributes
        or unit.properties
        or unit.notes
    )


def _about(unit: Unit) -> str:
    """The opening of a unit: its attributes, notes and props, in the order the DTD wants."""
    attributes: dict[str, str] = {"tuid": unit.id} if unit.id else {}
    properties: list[tuple[str, str]] = []
    if unit.probability is not None:
        properties.append((_PROBABILITY, show_probability(unit.probability)))
    if unit.source_sentences is not None or unit.target_sentences is not None:
        properties.append((_SENTENCES, show_sides(unit.source_sentences, unit.target_sentences)))
    if unit.source_span or unit.target_span:
        properties.append((_SPANS, show_sides(unit.source_span, unit.target_span)))
    for key, text in unit.attributes:
        if _may_be_attribute(key, text) and key not in attributes:
            attributes[key] = text
        else:
            properties.append((_ATTRIBUTE, f"{key}={text}"))
    properties += unit.properties
    return (
        f"    <tu{''.join(f' {key}={quoted(text)}' for key, text in attributes.items())}>\n"
        f"{''.join(f'      <note>{content(note)}</note>' + chr(10) for note in unit.notes)}"
        f"{_props(properties, '      ')}"
    )


def _may_be_attribute(key: str, text: str) -> bool:
    return key in _TU_ATTRIBUTES and (key != "segtype" or text in _SEGTYPES)


def _props(properties: Iterable[tuple[str, str]], indent: str) -> str:
    return "".join(
        f"{indent}<prop type={quoted(kind)}>{content(text)}</prop>\n" for kind, text in properties
    )
