"""What is in a file: how much of what, and what looks odd. One pass, and no judgement.

:func:`inspect` reads a file and returns a :class:`BitextInfo` or a :class:`DocumentInfo`. The
units of a bitext are counted as they stream by (:func:`describe`); what stays in memory is one
number for each different source and pair. :func:`show` and :func:`as_json` are the two ways
out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from .errors import InputError
from .formats import FORMATS, NoticeTo
from .formats.encoding import known_codec
from .formats.files import STANDARD, Input, open_input
from .formats.format import by_content, by_suffix, format_for
from .model import Bitext, Document, ParagraphKind, Unit
from .text.script import is_spaceless, language_name

_PLACES = 5
"""Places remembered for each oddity."""
_LONG, _LONG_SPACELESS = 1000, 400
"""More characters than this in a segment are odd; fewer where there are no spaces."""

_KINDS: tuple[ParagraphKind, ...] = ("item", "cell", "note", "line")
"""The kinds of paragraph that are counted, besides headings."""

# A word is what a word processor counts: a Chinese or Japanese character, or a run of letters
# and digits with the marks that hold it together (don't, 3.14, built-in).
_WORD = re.compile(
    r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"(?:[-'’.,][^\W\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)*"
)
# A tab or a line end inside a segment is common and harmless; the rest never is.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffd]")


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the texts are together, and the longest of them; ``place`` counts from 1."""

    characters: int
    words: int
    longest: int
    place: int


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Of the ``units`` that state how probable they are: the mean, and how many are doubtful."""

    units: int
    mean: float
    below_half: int
    below_nine_tenths: int


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that often is a mistake: how many units have it, and the first few of them."""

    name: str
    count: int
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BitextInfo:
    """What a bitext holds. ``kinds`` counts the shapes of bead, where they are known."""

    source_language: str
    target_language: str
    units: int
    kinds: tuple[tuple[str, int], ...]
    probabilities: Probabilities | None
    source: Lengths
    target: Lengths
    oddities: tuple[Oddity, ...]
    name: str = ""
    format: str = ""

    @property
    def ratio(self) -> float | None:
        """Characters of the target for one of the source; None if the source has none."""
        if not self.source.characters:
            return None
        return self.target.characters / self.source.characters


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a text in one language holds; the longest is the longest sentence.

    ``encoding`` is "" where the format says it itself. ``kinds`` counts the paragraphs that are
    neither plain text nor headings, by kind.
    """

    language: str
    encoding: str
    paragraphs: int
    headings: int
    sentences: int
    lengths: Lengths
    name: str = ""
    format: str = "text"
    kinds: tuple[tuple[ParagraphKind, int], ...] = ()


def inspect(
    path: str | Path,
    *,
    format: str | None = None,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> BitextInfo | DocumentInfo:
    """Read a file (``-`` is standard input) and say what is in it.

    A text in one language takes its language from ``source_language``. Raises InputError for a
    file that cannot be read, UsageError for an unknown format or encoding.
    """
    # Before the file is opened, so that a name that is no format is told first.
    named = format_for(path, format, writing=False) if format is not None else None
    if named is not None and named.several is not None:
        bitext = named.several.read(
            path,
            source_language=source_language,
            target_language=target_language,
            encoding=encoding,
            notice=notice,
        )
        return describe(bitext, name=str(path), format=named.name)
    source = open_input(path)
    try:
        found = named or by_suffix(path) or by_content(source)
        if found.read_document is not None:
            codec = ""
            if found.detect is not None:
                data = source.read()
                codec = known_codec(encoding) if encoding else found.detect(data, source.name)
                source = Input(source.name, data, BytesIO())
            document = found.read_document(
                source, language=source_language, encoding=codec or None, notice=notice
            )
            return describe_document(document, codec, found.name)
        if found.read is None:
            raise InputError(
                f"this is {found.summary}, which holds no text",
                file=source.name,
                remedy=f"give one of: {', '.join(_readable())}",
            )
        bitext = found.read(
            source,
            source_language=source_language,
            target_language=target_language,
            encoding=encoding,
            notice=notice,
        )
        return describe(bitext, name=source.name, format=found.name)
    finally:
        source.close()


def _readable() -> Iterator[str]:
    for each in FORMATS:
        if each.can_read or each.read_document:
            yield each.name


# --- a text -----------------------------------------------------------------------------------


def describe_document(document: Document, encoding: str = "", format: str = "text") -> DocumentInfo:
    """Count the parts of a document."""
    lengths = _Side()
    kinds = Counter(paragraph.kind for paragraph in document.paragraphs)
    for place, sentence in enumerate(document.sentences, 1):
        lengths.add(sentence.text, place)
    return DocumentInfo(
        document.language,
        encoding,
        len(document.paragraphs),
        kinds["heading"],
        len(document.sentences),
        lengths.result(),
        document.name or STANDARD,
        format,
        tuple((kind, kinds[kind]) for kind in _KINDS if kinds[kind]),
    )


def words_of(text: str) -> list[str]:
    """Words as a word processor counts them: each Chinese character is one."""
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """How many of those words there are."""
    return sum(1 for _ in _WORD.finditer(text))


class _Side:
    """The lengths of texts as they come."""

    def __init__(self) -> None:
        self._characters = self._words = self._longest = self._place = 0

    def add(self, text: str, place: int) -> None:
        size = len(text)
        self._characters += size
        self._words += count_words(text)
        if size > self._longest:
            self._longest, self._place = size, place

    def result(self) -> Lengths:
        return Lengths(self._characters, self._words, self._longest, self._place)


# --- a bitext ---------------------------------------------------------------------------------


def describe(
    bitext: Bitext, *, name: str = "", format: str = "", repeats: bool = True
) -> BitextInfo:
    """Walk the units of a bitext once and count what there is.

    Without ``repeats``, units are not compared with one another, and memory does not grow.
    """
    kinds: Counter[str] = Counter()
    sides = _Side(), _Side()
    stated = below_half = below_nine_tenths = 0
    total = 0.0
    oddities = _Oddities(bitext.source_language, bitext.target_language)
    number = 0
    for number, unit in enumerate(bitext, 1):
        if unit.kind is not None:
            kinds[unit.kind] += 1
        if unit.probability is not None:
            stated += 1
            total += unit.probability
            below_half += unit.probability < 0.5
            below_nine_tenths += unit.probability < 0.9
        sides[0].add(unit.source, number)
        sides[1].add(unit.target, number)
        oddities.add(unit, number)
        if repeats:
            oddities.compare(unit, number)
    return BitextInfo(
        bitext.source_language,
        bitext.target_language,
        number,
        tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))),
        Probabilities(stated, total / stated, below_half, below_nine_tenths) if stated else None,
        sides[0].result(),
        sides[1].result(),
        tuple(oddities.result()),
        name,
        format,
    )


class _Oddities:
    """Finds what is odd in units as they come."""

    def __init__(self, source_language: str, target_language: str) -> None:
        self._limits = tuple(
            _LONG_SPACELESS if _is_spaceless(language) else _LONG
            for language in (source_language, target_language)
        )
        # Hashes and not texts: a bitext may be larger than memory.
        self._pairs: set[int] = set()
        self._targets: dict[int, int] = {}
        self._count: Counter[str] = Counter()
        self._units: dict[str, list[int]] = {}

    def add(self, unit: Unit, number: int) -> None:
        for name, test in _TESTS:
            if test(unit):
                self._note(name, number)
        if len(unit.source) > self._limits[0] or len(unit.target) > self._limits[1]:
            self._note("very long segment", number)

    def compare(self, unit: Unit, number: int) -> None:
        """Look whether there was such a unit before."""
        if unit.is_null:
            return
        source, pair = hash(unit.source.strip()), hash((unit.source.strip(), unit.target.strip()))
        if pair in self._pairs:
            self._note("same pair as an earlier unit", number)
        elif self._targets.setdefault(source, pair) != pair:
            self._note("same source as an earlier unit, other target", number)
        self._pairs.add(pair)

    def result(self) -> Iterator[Oddity]:
        """Those that were found, in the order of :data:`ODDITIES`."""
        for name in ODDITIES:
            if self._count[name]:
                yield Oddity(name, self._count[name], tuple(self._units[name]))

    def _note(self, name: str, number: int) -> None:
        self._count[name] += 1
        units = self._units.setdefault(name, [])
        if len(units) < _PLACES:
            units.append(number)


def _sides(test: Callable[[str], object]) -> Callable[[Unit], bool]:
    return lambda unit: bool(test(unit.source) or test(unit.target))


_TESTS: tuple[tuple[str, Callable[[Unit], bool]], ...] = (
    ("empty side", lambda unit: unit.is_null),
    ("source and target the same", lambda unit: not unit.is_null and unit.source == unit.target),
    ("blanks at the edge", _sides(lambda text: text != text.strip())),
    ("control or invisible character", _sides(_CONTROL.search)),
)
ODDITIES = (
    *(name for name, _ in _TESTS),
    "very long segment",
    "same pair as an earlier unit",
    "same source as an earlier unit, other target",
)
"""The names of all oddities there are, in the order they are told."""


def _is_spaceless(language: str) -> bool:
    try:
        return is_spaceless(language)
    except ValueError:  # a file may name a language as it likes
        return False


# --- showing it -------------------------------------------------------------------------------


def show(info: BitextInfo | DocumentInfo) -> Iterator[str]:
    """The lines a person reads: a name and a value each."""
    yield f"{info.name}: {_summary(info.format)}"
    yield from in_columns(
        bitext_rows(info) if isinstance(info, BitextInfo) else _document_rows(info)
    )


def in_columns(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A line for each name and its value, the values below one another."""
    for name, value in rows:
        yield f"{name:<17} {value}".rstrip()


def _summary(format: str) -> str:
    return next((each.summary for each in FORMATS if each.name == format), format)


def _document_rows(info: DocumentInfo) -> Iterator[tuple[str, str]]:
    yield "language", _language(info.language)
    if info.encoding:
        yield "encoding", info.encoding
    others = (f"{count:,} {kind}" + "s" * (count != 1) for kind, count in info.kinds)
    kinds = ", ".join([f"{info.headings:,} of them headings", *others])
    yield "paragraphs", f"{info.paragraphs:,}, {kinds}"
    mean = info.lengths.characters / info.sentences if info.sentences else 0.0
    yield (
        "sentences",
        f"{info.sentences:,}, of {mean:.1f} characters on average;"
        f" the longest has {info.lengths.longest:,} (sentence {info.lengths.place:,})",
    )
    yield "characters", f"{info.lengths.characters:,}"
    yield "words", f"{info.lengths.words:,}"


def bitext_rows(info: BitextInfo) -> Iterator[tuple[str, str]]:
    """The names and values of what is told of a bitext."""
    source, target = info.source, info.target
    yield "languages", f"{_language(info.source_language)} → {_language(info.target_language)}"
    yield "units", f"{info.units:,}"
    yield "beads", ", ".join(f"{kind}: {count:,}" for kind, count in info.kinds) or "not stated"
    if info.probabilities is None:
        yield "probability", "not stated"
    else:
        stated = info.probabilities
        partly = "" if stated.units == info.units else f" of the {stated.units:,} that state it"
        yield (
            "probability",
            f"{stated.mean:.3f} on average{partly}; below 0.9: {stated.below_nine_tenths:,};"
            f" below 0.5: {stated.below_half:,}",
        )
    ratio = "" if info.ratio is None else f" (1 : {info.ratio:.2f})"
    yield "characters", f"{source.characters:,} → {target.characters:,}{ratio}"
    yield "words", f"{source.words:,} → {target.words:,}"
    yield (
        "longest",
        f"{source.longest:,} characters (unit {source.place:,})"
        f" → {target.longest:,} (unit {target.place:,})",
    )
    heading = "oddities"
    if not info.oddities:
        yield heading, "none"
    for oddity in info.oddities:
        units = ", ".join(map(str, oddity.units))
        more = ", ..." if oddity.count > len(oddity.units) else ""
        label = "unit" if oddity.count == 1 else "units"
        yield heading, f"{oddity.count:,} × {oddity.name} ({label} {units}{more})"
        heading = ""


def _language(tag: str) -> str:
    try:
        name = language_name(tag)
    except ValueError:
        return tag
    return tag if name == tag else f"{tag} ({name})"


def as_json(info: BitextInfo | DocumentInfo) -> dict[str, Any]:
    """The same as a value that JSON can hold."""
    record = asdict(info) | {"kinds": dict(info.kinds)}
    if isinstance(info, BitextInfo):
        record["ratio"] = None if info.ratio is None else round(info.ratio, 4)
        if info.probabilities is not None:
            record["probabilities"]["mean"] = round(info.probabilities.mean, 4)
    return record
