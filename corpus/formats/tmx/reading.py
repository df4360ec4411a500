"""TMX 1.1 to 1.4 into a bitext, whoever wrote it.

The file is checked and decoded here, parsed in :mod:`.records`, and its records made into units:
which of their variants are the pair (:mod:`.languages`), what their props say
(:mod:`.provenance`). What cannot be used is told, with its number and line, and passed over.
Before the parser sees a byte, :mod:`duilian.corpus.formats.prolog` reads what stands before the
root and refuses any document type declaration that declares an entity, so neither an entity bomb
nor an external entity is ever given to it. Start reading at :func:`read`.
"""

from __future__ import annotations

from codecs import lookup
from collections.abc import Iterator, Mapping
from io import IncrementalNewlineDecoder
from itertools import chain

from ...errors import InputError
from ...model import Bitext, Unit
from ..fields import UNDETERMINED, NoticeTo, notify
from ..files import Input, decode_chunks, stream_text
from ..prolog import check_prolog, declared_encoding
from . import provenance
from .languages import choose, normalize, pair
from .records import Parser, Record, Variant, records

_ALL = "*all*"

# The attributes the DTD allows on tu, without tuid, which is Unit.id.
TU_ATTRIBUTES = frozenset(
    (
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
    )
)

# Units without two languages that are read before the file is given up.
_MOST_HELD = 10_000
_Numbered = Iterator[tuple[int, Record]]


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
    parser = Parser(source.name)
    text = _text(source, encoding, notice)
    numbered: _Numbered = enumerate(records(text, parser, notice), 1)
    first = next(numbered, None)  # by now the header has been read
    properties = dict(parser.properties)
    srclang = _srclang(parser.header)
    if first is None:
        languages = (
            normalize(source_language or srclang or UNDETERMINED),
            normalize(
                target_language or properties.get(provenance.TARGET_LANGUAGE) or UNDETERMINED
            ),
        )
        numbered = iter(())
    else:
        numbered, found = _held_to_first_pair(chain([first], numbered), source.name)
        languages = pair(found, srclang, source_language, target_language)
    return Bitext(
        *languages,
        _units(numbered, languages, source.name, notice),
        properties.get(provenance.SOURCE_NAME, ""),
        properties.get(provenance.TARGET_NAME, ""),
    )


def _text(source: Input, encoding: str | None, notice: NoticeTo | None) -> Iterator[str]:
    """The text of the file in pieces, its prolog checked, with no line end but ``\\n``."""
    if encoding:
        chunks: Iterator[bytes] = (text.encode() for text in stream_text(source, encoding))
        codec = "utf-8"
    else:
        chunks = source.chunks()
        codec = _codec(source, notice)
    newlines = IncrementalNewlineDecoder(None, translate=True)
    checked = check_prolog(chunks, "tmx", source.name)
    for text in decode_chunks(checked, codec, source.name):
        yield newlines.decode(text)
    yield newlines.decode("", final=True)


def _codec(source: Input, notice: NoticeTo | None) -> str:
    """Python's name for the encoding the file is in: its byte-order mark's, or the one it says."""
    marked, declared = declared_encoding(source.head)
    if marked:
        return marked
    try:
        codec = lookup(declared).name
        # Declared, but a file in which that could be read cannot be.
        is_wide = "<".encode(codec) != b"<"
    except (LookupError, ValueError, TypeError):
        raise InputError(
            f"it says it is in the encoding '{declared[:40]}', which is not known",
            file=source.name,
            place="line 1",
            remedy="name its encoding with --encoding",
        ) from None
    if is_wide:
        notify(notice, "line 1", f"it says it is in {declared}, and is not; read as UTF-8")
        return "utf-8"
    # GBK and GB2312 are parts of GB18030, and many a file says the one and means the other.
    return "gb18030" if codec in ("gb2312", "gbk") else codec


def _srclang(header: Mapping[str, str]) -> str:
    """The source language the header names, or "" if it names none."""
    named = header.get("srclang", "").strip()
    return "" if named.lower() in ("", _ALL) else normalize(named)


def _held_to_first_pair(numbered: _Numbered, name: str) -> tuple[_Numbered, list[str]]:
    """All the records again, and the languages of the first that has two segments.

    The records before it are of no use to anyone, but have yet to be told of: so many are held
    as it takes for a file to be plainly no bitext. Raises InputError for such a file.
    """
    held: list[tuple[int, Record]] = []
    for number, record in numbered:
        held.append((number, record))
        languages = [
            normalize(language)
            for language, text, _, _ in record.variants
            if language and text is not None
        ]
        if len(languages) >= 2:
            return chain(held, numbered), languages
        if len(held) == _MOST_HELD:
            break
    raise InputError(
        f"none of its first {len(held)} unit(s) has segments in two languages",
        file=name,
        remedy="a translation memory pairs two languages; export it with both",
    )


def _units(
    numbered: _Numbered, languages: tuple[str, str], name: str, notice: NoticeTo | None
) -> Iterator[Unit]:
    found = False
    met: dict[str, None] = {}  # an ordered set
    number = 0
    for number, record in numbered:
        variants = record.variants
        written = tuple([variant[0] for variant in variants])
        chosen = choose(written, *languages)
        if isinstance(chosen, str):
            if not found and len(met) < 10:
                met.update(dict.fromkeys(filter(None, written)))
            notify(notice, _place(number, record), chosen)
            continue
        source, target = variants[chosen[0]], variants[chosen[1]]
        if source[1] is None or target[1] is None:
            notify(notice, _place(number, record), "a variant has no seg")
            continue
        if len(variants) > 2:
            for reason in _left_out(written, chosen):
                notify(notice, _place(number, record), reason)
        for problem in record.problems:
            reason = f"{problem}; its text was read without its tags"
            notify(notice, _place(number, record), reason)
        found = True
        yield _unit(record, source[1], target[1], source[3], target)
    if number and not found:
        raise InputError(
            f"none of its {number} units has both {languages[0]} and {languages[1]}",
            file=name,
            remedy=f"it holds: {', '.join(met) or 'no language at all'}",
        )


def _place(number: int, record: Record) -> str:
    return f"unit {number} (line {record.line})"


def _left_out(written: tuple[str, ...], chosen: tuple[int, int]) -> Iterator[str]:
    """What of a unit with more than two segments is not read."""
    tags = [normalize(language) for language in written]
    pair = [tags[at] for at in chosen]
    for language in dict.fromkeys(tags):
        if language not in pair:
            what = f"its segment in {language}" if language else "its segment without language"
            yield f"{what} was not read: it is in neither language of the pair"
        elif tags.count(language) > pair.count(language):
            yield f"only its first segment in {language} was read"


def _unit(
    record: Record, source_text: str, target_text: str, source_markup: str, target: Variant
) -> Unit:
    """The unit with all that is known of it.

    What tools note on the target variant (who changed it, and when) they mean of the
    translation, so of the unit; what stands on the unit itself goes first.
    """
    given, known, others = record.attributes, record.known, record.properties
    _, _, more, target_markup = target
    pairs: list[tuple[str, str]] = []
    if given:
        pairs = [(key, text) for key, text in given.items() if key in TU_ATTRIBUTES]
    if len(more) > 1:  # most variants have a language only
        pairs += [
            (key, text) for key, text in more.items() if key in TU_ATTRIBUTES and key not in given
        ]
    if others:
        known, attributes, others = provenance.read(others, known)
        pairs += attributes
    return Unit(
        source_text,
        target_text,
        record.identifier,
        *known,
        tuple(pairs),
        tuple(others),
        tuple(record.notes),
        source_markup,
        target_markup,
    )
