r"""PO, the catalogs of gettext: a message and its translation in each entry. Both ways stream.

An entry is one unit. One with plural forms is a unit for each: the first form answers ``msgid``,
the others (or the only one, as in Chinese) ``msgid_plural``. What PO says of an entry comes
along as attributes of the unit:

==============  ===========================================================================
``msgctxt``     the context
``plural``      the number of the form; ``msgid_plural`` then has the other text of the source
``flags``       as in ``fuzzy, c-format``
``references``  where in the program it stands
``obsolete``    ``yes`` for an entry that is commented out with ``#~``
==============  ===========================================================================

Comments are notes. What else a unit knows is written in comments that begin ``#. duilian:``
(:mod:`.facts`), and a doubtful pair is ``fuzzy``. Start reading at :func:`read` and
:func:`write`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TextIO

from ..errors import InputError, UsageError
from ..model import Bitext, Unit
from .catalog import Catalog, Entry
from .encoding import known_codec
from .facts import attribute_of, facts, is_doubtful, with_attribute, with_facts
from .fields import NoticeTo, notify, replace_unwritable, with_languages
from .files import Input, stream_lines

# Each line end is taken in one way only: with \s, many blank lines would take for ever.
_SNIFF = re.compile(r"\ufeff?(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:msgctxt|msgid)\s+\"")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[([0-9]{1,3})\])?\s*(?=\")")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)")
_ESCAPES = dict(zip("ntrabfv", "\n\t\r\a\b\f\v", strict=True))
_SPECIAL = re.compile('[\\\\"\n\t\r\a\b\f\v]')
_SPECIALS = {char: f"\\{letter}" for letter, char in _ESCAPES.items()} | {"\\": "\\\\", '"': '\\"'}
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_FLAGS = re.compile(r"[\w:.-]+(?:, [\w:.-]+)*", re.ASCII)
_OURS = "duilian:"
_HEADER_SOURCE = "X-Source-Language"
_SOURCE_NAME, _TARGET_NAME = "X-Duilian-Source", "X-Duilian-Target"
# A comment is one line: in ours, line ends are marked, and so is the mark.
_LINE_ENDS = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_LINE_END = re.compile(r"[\\\n\r]")
_MARKS = {mark: char for char, mark in _LINE_ENDS.items()}
_MARKED = re.compile(r"\\[\\nr]")


@dataclass(slots=True)
class Message:
    """An entry as it stands in the file, and the line it begins on."""

    line: int
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)

    @property
    def is_header(self) -> bool:
        """True for the entry that says what the file is."""
        return not self.texts.get("msgid") and "msgctxt" not in self.texts and not self.obsolete


def sniff(head: str) -> bool:
    """True if the first thing that is no comment is a message."""
    return _SNIFF.match(head.replace("\r", "")) is not None


# --- reading ----------------------------------------------------------------------------------


def read(
    source: Input,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """A bitext whose units are read as they are walked.

    The target's language is the one given, else the header's, else recognised from the text; the
    source's likewise, though few headers name it. The encoding is the header's unless it is
    given. Raises InputError, then or while walking, at the first line that is not PO.
    """
    entries = read_entries(source, encoding)
    first = next(entries, None)
    if first is None:
        raise _bad(source.name, 1, "there is no entry in it")
    header: dict[str, str] = {}
    if first.is_header:
        header = header_fields(first)
    else:
        entries = chain([first], entries)
    from_language, to_language, units = with_languages(
        _units(entries, notice),
        source_language or language_of(header, _HEADER_SOURCE),
        target_language or language_of(header, "Language"),
    )
    names = (_restored(header.get(key, "")) for key in (_SOURCE_NAME, _TARGET_NAME))
    return Bitext(from_language, to_language, units, *names)


def read_entries(source: Input, encoding: str | None = None) -> Iterator[Message]:
    """The entries of a file, its header among them. Raises InputError at the first bad line."""
    stated = _CHARSET.search(source.head[: 1 << 13])
    if encoding is None and stated and stated[1] != b"CHARSET":
        name = stated[1].decode()
        try:
            encoding = known_codec(name)
        except UsageError:
            source.close()
            raise InputError(
                f"its header names an encoding that is none: {name}",
                file=source.name,
                remedy="correct it, or give --encoding",
            ) from None
    return _entries(source, encoding)


def entries(source: Input, encoding: str | None = None) -> Catalog:
    """The translations of a file by context, message and number of the plural form."""
    texts, language = list[Entry](), ""
    for entry in read_entries(source, encoding):
        if entry.is_header:
            language = language_of(header_fields(entry), "Language")
            continue
        context, message = entry.texts.get("msgctxt", ""), entry.texts["msgid"]
        id = f"{context}|{message}" if context else message
        texts += [
            Entry((context, message, str(form)), id, text)
            for form, text in sorted(entry.forms.items())
            if not entry.obsolete
        ]
    return Catalog(tuple(texts), language)


def header_fields(entry: Message) -> dict[str, str]:
    """The fields of a header, by name."""
    lines = (line.partition(":") for line in _first(entry).split("\n"))
    return {key.strip(): text.removeprefix(" ") for key, _, text in lines}


def language_of(header: dict[str, str], key: str) -> str:
    """The language a field of the header names, in its normal form; "" if it names none."""
    from ..text.script import normalize_tag

    try:
        return normalize_tag(header[key]) if header.get(key, "").strip() else ""
    except ValueError:
        return ""


def _entries(source: Input, encoding: str | None) -> Iterator[Message]:
    entry = Message(1)
    previous = ""  # the keyword that a line of nothing but a string continues
    form = 0
    for number, line in enumerate(stream_lines(source, encoding), 1):
        text = line.strip(" \t")
        obsolete = text.startswith("#~")
        if text.startswith(("#|", "#~|")):
            continue  # what the message was before it changed
        if obsolete:
            text = text[2:].strip(" \t")
        keyword = _KEYWORD.match(text)
        # An entry ends where something begins that can only begin one.
        ended = (not text and not obsolete) or text.startswith("#")
        if keyword:
            name = keyword[1]
            ended = name == "msgctxt" or (name == "msgid" and "msgid" in entry.texts)
        if ended and (entry.forms or (not text and entry.texts)):
            yield _checked(entry, source.name)
            entry, previous = Message(number), ""
        if not text:
            continue
        if text.startswith("#"):
            _comment(entry, line.lstrip(" \t"))
            continue
        entry.obsolete = entry.obsolete or obsolete
        if keyword:
            if not entry.texts:
                entry.line = number
            previous, form = keyword[1], int(keyword[2] or 0)
            text = text[keyword.end() :]
            repeated = form in entry.forms if previous == "msgstr" else previous in entry.texts
            if repeated:
                raise _bad(source.name, number, f"a second {previous} in one entry")
        value = _strings(text) if previous else None
        if value is None:
            raise _bad(source.name, number, f"not PO: {text[:40]}")
        if previous == "msgstr":
            entry.forms[form] = entry.forms.get(form, "") + value
        else:
            entry.texts[previous] = entry.texts.get(previous, "") + value
    if entry.texts or entry.forms:
        yield _checked(entry, source.name)


def _comment(entry: Message, text: str) -> None:
    kind, rest = text[1:2], text[2:].strip()
    match kind:
        case ".":
            entry.extracted.append(text[2:].removeprefix(" "))
        case ":":
            entry.references.append(rest)
        case ",":
            entry.flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
        case _:
            entry.comments.append(text[1:].removeprefix(" "))


def _strings(text: str) -> str | None:
    """The value of the strings a line is made of; None if it is made of anything else."""
    at, value = 0, ""
    while found := _STRING.match(text, at):
        value += _ESCAPE.sub(_unescaped, found[1])
        at = found.end()
    return value if at == len(text) and at else None


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    if code[0] in "01234567":
        return chr(int(code, 8))
    return _ESCAPES.get(code, code)


def _checked(entry: Message, name: str) -> Message:
    for key, there in (("msgid", "msgid" in entry.texts), ("msgstr", bool(entry.forms))):
        if not there:
            raise _bad(name, entry.line, f"an entry without {key}")
    return entry


def _bad(name: str, number: int, problem: str) -> InputError:
    return InputError(
        problem,
        file=name,
        place=f"line {number}",
        remedy='an entry is msgid "..." and msgstr "..."; msgfmt -c tells more',
    )


def _first(entry: Message) -> str:
    return entry.forms.get(0, "")


def _units(entries: Iterator[Message], notice: NoticeTo | None) -> Iterator[Unit]:
    for entry in entries:
        if entry.is_header:
            notify(notice, f"line {entry.line}", "a second header; passed over")
            continue
        ours = _our_facts(entry)
        if ours and "msgid_plural" not in entry.texts:
            yield _our_unit(entry, ours)
            continue
        notes = ["\n".join(part) for part in (entry.comments, entry.extracted) if part]
        for form, text in sorted(entry.forms.items()):
            source, attributes = entry_source(entry, form), _attributes(entry, form)
            yield Unit(source, text, attributes=tuple(attributes), notes=tuple(notes))


def entry_source(entry: Message, form: int) -> str:
    """The text of the source that a form answers."""
    is_first = form == 0 and len(entry.forms) > 1
    return (
        entry.texts["msgid"] if is_first else entry.texts.get("msgid_plural", entry.texts["msgid"])
    )


def _attributes(entry: Message, form: int) -> Iterator[tuple[str, str]]:
    if "msgctxt" in entry.texts:
        yield "msgctxt", entry.texts["msgctxt"]
    if "msgid_plural" in entry.texts:
        yield "plural", str(form)
        other = "msgid_plural" if entry_source(entry, form) == entry.texts["msgid"] else "msgid"
        yield other, entry.texts[other]
    if entry.flags:
        yield "flags", ", ".join(entry.flags)
    if entry.references:
        yield "references", " ".join(entry.references)
    if entry.obsolete:
        yield "obsolete", "yes"


def _our_unit(entry: Message, found: list[tuple[str, str]]) -> Unit:
    """The unit we wrote; where somebody has changed the flags since, theirs count."""
    notes = [_restored(line) for line in entry.comments]
    unit = with_facts(entry.texts["msgid"], _first(entry), "", found, notes=notes)
    stated = ", ".join(entry.flags)
    return unit if stated == _flags(unit) else with_attribute(unit, "flags", stated)


def _our_facts(entry: Message) -> list[tuple[str, str]]:
    """The facts in our comments; every entry of ours has one."""
    found = []
    for line in entry.extracted:
        if line.startswith(_OURS):
            kind, _, text = line.removeprefix(_OURS).removeprefix(" ").partition(" ")
            found.append((kind, _restored(text)))
    return found


# --- writing ----------------------------------------------------------------------------------


def write(bitext: Bitext, out: TextIO, notice: NoticeTo | None = None) -> int:
    """Write an entry for each unit that has a source; returns how many.

    An entry without a source would be a header, so such units are left out and told. Where two
    have the same source, the second has its identifier for a context, as PO demands: the sources
    met so far are held in memory, each as a number.
    """
    out.write(_header(bitext, notice))
    met: set[int] = set()
    written = 0
    for number, unit in enumerate(bitext, 1):
        if not unit.source:
            notify(notice, f"unit {number}", "not written: its source is empty")
            continue
        text, replaced = replace_unwritable(_entry(unit, _context(unit, number, met)))
        if replaced:
            notify(
                notice,
                f"unit {number}",
                f"{replaced} character(s) no text file holds were replaced by U+FFFD",
            )
        out.write(text)
        written += 1
    return written


def _header(bitext: Bitext, notice: NoticeTo | None) -> str:
    # Here and not above: the package's __init__ may be what is importing this module.
    from ... import __version__

    fields = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": bitext.target_language.replace("-", "_"),
        _HEADER_SOURCE: bitext.source_language.replace("-", "_"),
        "X-Generator": f"duilian {__version__}",
        _SOURCE_NAME: _on_one_line(bitext.source_name),
        _TARGET_NAME: _on_one_line(bitext.target_name),
    }
    lines = "".join(f'"{_quoted(f"{key}: {text}")}\\n"\n' for key, text in fields.items() if text)
    header, replaced = replace_unwritable(f'msgid ""\nmsgstr ""\n{lines}')
    if replaced:
        notify(notice, "header", "characters that no text file holds were replaced by U+FFFD")
    return header


def _context(unit: Unit, number: int, met: set[int]) -> str | None:
    """What tells the unit from others with the same source; None where nothing has to."""
    context = attribute_of(unit, "msgctxt")
    if hash((context, unit.source)) in met:
        context = unit.id or str(number)
    while hash((context, unit.source)) in met:
        context = f"{context}, {number}"
    met.add(hash((context, unit.source)))
    return context


def _entry(unit: Unit, context: str | None) -> str:
    lines = [f"# {_on_one_line(note)}" for note in unit.notes]
    known = facts(unit)
    lines += [f"#. {_OURS} {kind} {_on_one_line(text)}" for kind, text in known]
    if flags := _flags(unit):
        lines.append(f"#, {flags}")
    mark = "#~ " if attribute_of(unit, "obsolete") else ""
    if context is not None:
        lines.append(f'{mark}msgctxt "{_quoted(context)}"')
    lines += [f'{mark}msgid "{_quoted(unit.source)}"', f'{mark}msgstr "{_quoted(unit.target)}"']
    return "\n" + "\n".join(lines) + "\n"


def _flags(unit: Unit) -> str:
    """The flags of an entry: those that were read, else ``fuzzy`` for a doubtful pair."""
    stated = attribute_of(unit, "flags")
    if stated is not None and _FLAGS.fullmatch(stated):
        return stated
    return "fuzzy" if is_doubtful(unit) and unit.target else ""


def _quoted(text: str) -> str:
    return _SPECIAL.sub(lambda found: _SPECIALS[found[0]], text)


def _on_one_line(text: str) -> str:
    return _LINE_END.sub(lambda found: _LINE_ENDS[found[0]], text)


def _restored(text: str) -> str:
    """What was written on one line, as it was."""
    return _MARKED.sub(lambda found: _MARKS[found[0]], text)
