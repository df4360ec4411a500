"""From the characters of a TMX file to its units as they stand there: the parsing.

Most units of most files are of one shape: notes, props, and two variants of plain text. Between
two units, where the parser has nothing half-read, a unit of that shape is read by one regular
expression (:data:`_PLAIN`), several times as fast as by any parser's calls. All else, from the
header to the unit with a comment in it, goes to expat (:class:`Parser`), which gets mere line
ends for the units it did not see: its line numbers stay right, and what it sees is well-formed
exactly if the file is. The regular expression takes nothing that a parser would refuse and reads
nothing otherwise than a parser would; a test holds the two against each other.

Nothing but the unit at hand is in memory, and a file that goes on and on without a unit coming
to an end is refused. Start reading at :func:`records`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from xml.parsers import expat

from ...errors import InputError
from ..fields import NoticeTo, notify
from .inline import Segment
from .markup import clean

# More than this between the end of one unit and the end of the next is no translation memory.
_LONGEST = 4 << 20  # bytes
# An unfinished unit of so many characters is left to the parser, which need not hold it.
_MOST_HELD = 1 << 20
_DEEPEST = 64
_UNIT_END = "</tu>"


class Variant(NamedTuple):
    """A tuv: its language as written, its text (None without seg), attributes, and markup."""

    language: str
    text: str | None
    attributes: Mapping[str, str]
    markup: str = ""


@dataclass(slots=True)
class Record:
    """A tu as it stands in the file; ``problems`` are those with its inline tags."""

    line: int
    attributes: Mapping[str, str]
    variants: list[Variant] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def records(pieces: Iterator[str], parser: Parser, notice: NoticeTo | None) -> Iterator[Record]:
    """The units of a file, from its text in pieces; its line ends must be ``\\n`` already.

    The header is with the ``parser`` before the first unit comes. Raises InputError, after the
    units that are whole, for what is not well-formed, is cut short, or goes on for too long.
    """
    held = ""
    line = 1

    def fed(text: str) -> Iterator[Record]:
        cleaned, replaced = clean(text)
        if replaced:
            reason = f"{replaced} character(s) that XML cannot hold were replaced by U+FFFD"
            notify(notice, f"line {line}", reason)
        yield from parser.feed(cleaned)

    for piece in pieces:
        text = held + piece
        at = 0
        while True:
            if parser.is_between_units and (match := _PLAIN.match(text, at)):
                start, end = match.span(1)[0] - len("<tu"), match.end()
                record = _plain_record(match, line + text.count("\n", at, start))
                if record is not None:
                    yield record
                    lines = text.count("\n", at, end)
                    line += lines
                    parser.skip(lines)
                    at = end
                    continue
            end = text.find(_UNIT_END, at) + len(_UNIT_END)
            if end < len(_UNIT_END):
                break
            yield from fed(text[at:end])
            line += text.count("\n", at, end)
            at = end
        held = text[at:]
        if not parser.is_between_units or len(held) > _MOST_HELD:
            yield from fed(held)
            line += held.count("\n")
            held = ""
    yield from fed(held)
    parser.close()


# --- the short way ----------------------------------------------------------------------------

# Any character XML knows but "<"; in a value, not the quote and not what a parser would change.
_TEXT = r"[\t\n -;=-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+"
_VALUE = r"[ !#-%'-;=-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+"
_NAMES = rf'((?:[ \n][A-Za-z][A-Za-z:-]*="{_VALUE}")*+)[ \n]*'
_SPACE = r"[ \t\n]*+"
_VARIANT = rf"<tuv{_NAMES}>{_SPACE}<seg>({_TEXT})</seg>{_SPACE}</tuv>{_SPACE}"
_PLAIN = re.compile(
    rf"{_SPACE}<tu{_NAMES}>{_SPACE}"
    rf'((?:<(?:note>{_TEXT}</note|prop type="{_VALUE}">{_TEXT}</prop)>{_SPACE})*+)'
    rf"{_VARIANT}{_VARIANT}</tu>"
)
_ATTRIBUTE = re.compile(r'([^ \n="]+)="([^"]*)"')
_ABOUT = re.compile(r'<(?:(note)|prop type="([^"]*)")>([^<]*)')
_REFERENCE = re.compile(r"&([^&;]*;?)")
_REFERENCES = {
    "amp;": "&",
    "lt;": "<",
    "gt;": ">",
    "quot;": '"',
    "apos;": "'",
    "#9;": "\t",
    "#10;": "\n",
    "#13;": "\r",
}
_NOTHING: Mapping[str, str] = {}


def _plain_record(match: re.Match[str], line: int) -> Record | None:
    """The unit that :data:`_PLAIN` found, or None if a parser should have a look at it."""
    named, about, first, first_text, second, second_text = match.groups()
    try:
        if "]]>" in first_text or "]]>" in second_text or "]]>" in about:
            return None
        attributes = _attributes(named) if named else _NOTHING
        first_attributes, second_attributes = _variant(first), _variant(second)
        record = Record(
            line,
            attributes,
            [
                Variant(
                    _language(first_attributes),
                    _resolved(first_text) if "&" in first_text else first_text,
                    first_attributes,
                ),
                Variant(
                    _language(second_attributes),
                    _resolved(second_text) if "&" in second_text else second_text,
                    second_attributes,
                ),
            ],
        )
        for note, kind, text in _ABOUT.findall(about) if about else ():
            if "&" in text:
                text = _resolved(text)
            if note:
                record.notes.append(text)
            else:
                record.properties.append((kind, text))
    except KeyError:
        return None
    return record


def _attributes(text: str) -> dict[str, str]:
    """The attributes in a tag. Raises KeyError for what XML does not allow: one twice."""
    found = _ATTRIBUTE.findall(text)
    attributes = dict(found)
    if len(attributes) != len(found):
        raise KeyError
    return attributes


_variant = lru_cache(maxsize=1024)(_attributes)


def _resolved(text: str) -> str:
    """The text with its references resolved. Raises KeyError for one that is not common."""
    return _REFERENCE.sub(_referred, text)


def _referred(found: re.Match[str]) -> str:
    return _REFERENCES[found[1]]


def _language(attributes: Mapping[str, str]) -> str:
    """The language of a tuv as written. TMX 1.1 had ``lang``, before XML had ``xml:lang``."""
    return attributes.get("xml:lang") or attributes.get("lang") or ""


# --- the parser -------------------------------------------------------------------------------


class Parser:
    """expat, with what we make of its calls.

    ``header`` and ``properties`` are those of the header. Elements are known by their name alone,
    whatever their namespace. Text is collected by the very ``append`` of a list: no Python runs
    for a piece of it.
    """

    def __init__(self, name: str) -> None:
        self.header: Mapping[str, str] = {}
        self.properties: list[tuple[str, str]] = []
        self._name = name
        self._done: list[Record] = []
        self._record: Record | None = None
        self._variant: Mapping[str, str] = {}
        self._text: str | None = None
        self._markup = ""
        self._segment: Segment | None = None
        self._pieces: list[str] = []
        self._type = ""
        # The element whose text is being collected, and how many are open inside it.
        self._collecting = ""
        self._inner = 0
        self._depth = 0
        # In bytes: given to the parser; up to the last end of a unit or the like; and up to the
        # beginning of the last </tu>.
        self._fed = 0
        self._rest = 0
        self._unit_end = -1
        self._skipped = 0
        self._parser: Any = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._pieces.append
        # The prolog was checked before; this is for what a check may have missed.
        self._parser.StartDoctypeDeclHandler = self._refuse_declarations

    @property
    def is_between_units(self) -> bool:
        """True if a unit has just ended and the parser has seen nothing since."""
        return self._unit_end + len(_UNIT_END) == self._fed

    def skip(self, lines: int) -> None:
        """Count lines that the parser does not get to see."""
        self._skipped += lines

    def feed(self, text: str) -> Iterator[Record]:
        """Parse some text; yields the units that ended in it, and then raises its error if any."""
        if self._skipped:
            self._fed += self._skipped
            self._rest += self._skipped
            self._parse(b"\n" * self._skipped)
            self._skipped = 0
        data = text.encode()
        self._fed += len(data)
        problem: InputError | None = None
        try:
            self._parse(data)
            if self._fed - self._rest > _LONGEST:
                raise self._too_long()
        except InputError as error:
            problem = error
        done, self._done = self._done, []
        yield from done
        if problem is not None:
            raise problem

    def close(self) -> None:
        """Nothing more comes. Raises InputError if something should have."""
        self._parse(b"", final=True)

    def _parse(self, data: bytes, *, final: bool = False) -> None:
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            raise _not_well_formed(error, self._name, final) from None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise InputError(
                f"refused: its elements are nested more than {_DEEPEST} deep",
                file=self._name,
                place=f"line {self._parser.CurrentLineNumber}",
                remedy="no translation memory needs that; check where it comes from",
            )
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if self._collecting:
            self._inner += 1
            if self._collecting == "seg":
                if self._segment is None:
                    self._segment = Segment()
                self._flush(self._segment)
                self._segment.start(tag, attributes)
        elif tag == "seg" or tag == "note" or tag == "prop":
            self._collecting = tag
            self._pieces.clear()
            self._type = attributes.get("type", "")
        elif tag == "tuv":
            self._variant = attributes
            self._text, self._markup = None, ""
        elif tag == "tu":
            self._record = Record(self._parser.CurrentLineNumber, attributes)
        elif tag == "header":
            self.header = attributes

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._depth <= 2:
            self._rest = self._parser.CurrentByteIndex
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if self._inner:
            self._inner -= 1
            if self._segment is not None:
                self._flush(self._segment)
                self._segment.end()
        elif self._collecting:
            self._collected(tag)
            self._collecting = ""
        elif tag == "tuv" and self._record is not None:
            self._record.variants.append(
                Variant(_language(self._variant), self._text, self._variant, self._markup)
            )
        elif tag == "tu" and self._record is not None:
            self._done.append(self._record)
            self._record = None
            if self._depth == 2:
                self._unit_end = self._parser.CurrentByteIndex

    def _collected(self, tag: str) -> None:
        """The element whose text was collected is complete."""
        record = self._record
        if tag == "seg" and self._segment is not None:
            segment, self._segment = self._segment, None
            self._flush(segment)
            self._text, self._markup = segment.text, segment.markup
            if segment.problem and record is not None:
                record.problems.append(segment.problem)
            return
        text = "".join(self._pieces)
        if tag == "seg":
            self._text, self._markup = text, ""
        elif tag == "prop":
            holder = self.properties if record is None else record.properties
            holder.append((self._type, text))
        elif record is not None:
            # The notes of the header are about the file and have no place in a Bitext.
            record.notes.append(text)

    def _flush(self, segment: Segment) -> None:
        """Hand on the text collected so far, now that a tag follows."""
        segment.characters("".join(self._pieces))
        self._pieces.clear()

    def _refuse_declarations(self, *_: object) -> None:
        raise InputError("refused: a document type declaration out of its place", file=self._name)

    def _too_long(self) -> InputError:
        return InputError(
            f"refused: {_LONGEST >> 20} MiB without the end of a unit",
            file=self._name,
            place=f"line {self._parser.CurrentLineNumber}",
            remedy="no translation memory has such units; check where it comes from",
        )


def _not_well_formed(error: expat.ExpatError, name: str, at_end: bool) -> InputError:
    """The parser's error in our words; one that comes ``at_end`` of the file is a cut."""
    reason = expat.ErrorString(error.code) or "no reason given"
    problem, remedy = f"not well-formed XML: {reason}", "mend the file, or export it again"
    if at_end:
        problem, remedy = "the file ends in the middle of an element", "get the whole file again"
    return InputError(problem, file=name, place=f"line {error.lineno}", remedy=remedy)
