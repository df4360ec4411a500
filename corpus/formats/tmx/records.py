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
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from xml.parsers import expat

from ...errors import InputError
from ..fields import NoticeTo, notify
from .inline import Segment
from .markup import clean
from .provenance import PATTERN, UNKNOWN, Provenance, from_groups

# More than this between the end of one unit and the end of the next is no translation memory.
_LONGEST = 1 << 20  # bytes
# An unfinished unit of so many characters is left to the parser, which need not hold it.
_MOST_HELD = 1 << 18
# Line ends owed to the parser before it gets them; millions at once would take memory.
_MOST_SKIPPED = 1 << 16
_DEEPEST = 64
_UNIT_END = "</tu>"
_UNFINISHED = re.compile(r"&[#0-9A-Za-z]*\Z")


Variant = tuple[str, str | None, Mapping[str, str], str]
"""The language as written, the text (None without seg), the attributes and the markup of a tuv."""


class Record(NamedTuple):
    """A tu as it stands in the file.

    ``identifier`` is its tuid, and not in ``attributes``. ``known`` is what was read of where it
    comes from, and is in none of the ``properties``; ``problems`` are those with its inline tags.
    """

    line: int
    identifier: str
    attributes: Mapping[str, str]
    variants: Sequence[Variant]
    properties: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    known: Provenance = UNKNOWN
    problems: Sequence[str] = ()


def records(pieces: Iterator[str], parser: Parser, notice: NoticeTo | None) -> Iterator[Record]:
    """The units of a file, from its text in pieces; its line ends must be ``\\n`` already.

    The header is with the ``parser`` before the first unit comes. Raises InputError, after the
    units that are whole, for what is not well-formed, is cut short, or goes on for too long.
    """
    held = ""
    line = 1
    skipped = 0  # lines of units the parser did not get to see

    def fed(text: str) -> Iterator[Record]:
        nonlocal skipped
        parser.pass_lines(skipped)
        skipped = 0
        cleaned, replaced, place = clean(text)
        if replaced:
            reason = f"{replaced} character(s) that XML cannot hold were replaced by U+FFFD"
            notify(notice, f"line {line + text.count(chr(10), 0, place)}", reason)
        yield from parser.feed(cleaned)

    for piece in pieces:
        text = held + piece
        at = 0
        while True:
            if parser.is_between_units and (match := _PLAIN.match(text, at)):
                record = _plain_record(match, line + text.count("\n", at, match.start(2)))
                if record is not None:
                    yield record
                    end = match.end()
                    lines = text.count("\n", at, end)
                    line += lines
                    skipped += lines
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
            # A reference is cleaned as a whole or not at all.
            unfinished = _UNFINISHED.search(held, max(0, len(held) - 12))
            end = len(held) if unfinished is None else unfinished.start()
            yield from fed(held[:end])
            line += held.count("\n", 0, end)
            held = held[end:]
        elif skipped > _MOST_SKIPPED:
            parser.pass_lines(skipped)
            skipped = 0
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
    rf'{_SPACE}<tu(?: tuid="({_VALUE})")?+{_NAMES}>{_SPACE}'
    rf"((?:<note>{_TEXT}</note>{_SPACE})*+)({PATTERN})"
    rf'((?:<prop type="{_VALUE}">{_TEXT}</prop>{_SPACE})*+)'
    rf"{_VARIANT}{_VARIANT}</tu>"
)
_ATTRIBUTE = re.compile(r'([^ \n="]+)="([^"]*)"')
_NONE: Mapping[str, str] = {}
_NOTE = re.compile("<note>([^<]*)")
_PROP = re.compile(r'<prop type="([^"]*)">([^<]*)')
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


def _plain_record(match: re.Match[str], line: int) -> Record | None:
    """The unit that :data:`_PLAIN` found, or None if a parser should have a look at it."""
    groups = match.groups()
    identifier, named, notes, ours = groups[:4]
    properties, first, first_text, second, second_text = groups[-5:]
    if "]]>" in first_text or "]]>" in second_text or "]]>" in notes or "]]>" in properties:
        return None
    try:
        first_language, first_attributes = _variant(first)
        second_language, second_attributes = _variant(second)
        attributes = _attributes(named) if named else _NONE
        if "&" in first_text:
            first_text = _resolved(first_text)
        if "&" in second_text:
            second_text = _resolved(second_text)
        return Record(
            line,
            identifier or "",
            attributes,
            (
                (first_language, first_text, first_attributes, ""),
                (second_language, second_text, second_attributes, ""),
            ),
            [(kind, _resolved(text)) for kind, text in _PROP.findall(properties)]
            if properties
            else (),
            [_resolved(text) for text in _NOTE.findall(notes)] if notes else (),
            from_groups(groups[4:-5]) if ours else UNKNOWN,
        )
    except KeyError:
        return None


def _attributes(text: str) -> dict[str, str]:
    """The attributes in a tag. Raises KeyError for one twice, and for a tuid out of its place."""
    found = _ATTRIBUTE.findall(text)
    attributes = dict(found)
    if len(attributes) != len(found) or "tuid" in attributes:
        raise KeyError
    return attributes


@lru_cache(maxsize=1024)
def _variant(text: str) -> tuple[str, dict[str, str]]:
    """The language and the attributes in the tag of a tuv. Raises KeyError likewise."""
    attributes = _attributes(text)
    return _language(attributes), attributes


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

    ``header`` and ``properties`` are those of the header. ``is_between_units`` is True if a unit
    has just ended and the parser has been given nothing since. Elements are known by their
    name alone, whatever their namespace. Text is collected by the very ``append`` of a list:
    no Python runs for a piece of it.
    """

    def __init__(self, name: str) -> None:
        self.header: Mapping[str, str] = {}
        self.properties: list[tuple[str, str]] = []
        self.is_between_units = False
        self._name = name
        self._done: list[Record] = []
        self._record: Record | None = None
        # The lists the record at hand is made of.
        self._variants: list[Variant] = []
        self._unit_properties: list[tuple[str, str]] = []
        self._notes: list[str] = []
        self._problems: list[str] = []
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
        self._in_header = False
        # In bytes: given to the parser; up to the last end of a unit or the like; and up to the
        # beginning of the last </tu>.
        self._fed = 0
        self._rest = 0
        self._unit_end = -1
        self._parser: Any = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._pieces.append
        # The prolog was checked before; this is for what a check may have missed.
        self._parser.StartDoctypeDeclHandler = self._refuse_declarations

    def pass_lines(self, count: int) -> None:
        """Between two units: there were so many lines that the parser need not see."""
        if count:
            self._fed += count
            self._rest += count
            self._unit_end += count
            self._parse(b"\n" * count)
            self._pieces.clear()

    def feed(self, text: str) -> Iterator[Record]:
        """Parse some text; yields the units that ended in it, and then raises its error if any."""
        data = text.encode()
        self._fed += len(data)
        problem: InputError | None = None
        try:
            self._parse(data)
            if self._fed - self._rest > _LONGEST:
                raise self._too_long()
        except InputError as error:
            problem = error
        self.is_between_units = self._unit_end + len(_UNIT_END) == self._fed
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
            identifier = attributes.pop("tuid", "")
            line = self._parser.CurrentLineNumber
            self._variants, self._unit_properties = [], []
            self._notes, self._problems = [], []
            self._record = Record(
                line,
                identifier,
                attributes,
                self._variants,
                self._unit_properties,
                self._notes,
                UNKNOWN,
                self._problems,
            )
        elif tag == "header":
            self.header = attributes
            self._in_header = True

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "header":
            self._in_header = False
        if self._depth <= 2 and not self._in_header:
            self._rest = self._parser.CurrentByteIndex
        if self._inner:
            self._inner -= 1
            if self._segment is not None:
                self._flush(self._segment)
                self._segment.end()
        elif self._collecting:
            self._collected(tag)
            self._collecting = ""
        elif tag == "tuv" and self._record is not None:
            self._variants.append(
                (_language(self._variant), self._text, self._variant, self._markup)
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
                self._problems.append(segment.problem)
            return
        text = "".join(self._pieces)
        if tag == "seg":
            self._text, self._markup = text, ""
        elif tag == "prop":
            holder = self.properties if record is None else self._unit_properties
            holder.append((self._type, text))
        elif record is not None:
            # The notes of the header are about the file and have no place in a Bitext.
            self._notes.append(text)

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
