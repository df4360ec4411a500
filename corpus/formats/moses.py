"""Two line-parallel files, as Moses, OPUS and the trainers of translation engines use them.

Line *n* of the one file answers line *n* of the other: ``corpus.zh`` and ``corpus.en``, or in
OPUS ``corpus.en-zh.zh`` and ``corpus.en-zh.en``. What a command calls the file is what the two
names have in common, ``corpus`` or ``corpus.en-zh``; or, on reading, both names with a comma
between them. Nothing but the texts is kept.

Line ends inside a segment become spaces, and pairs with an empty side are left out: word
aligners stop at an empty line. Start reading at :func:`read` and :func:`write`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from ..errors import InputError, UsageError
from ..model import Bitext, Unit
from .fields import NoticeTo, notify, replace_unwritable, with_languages
from .files import STANDARD, Input, atomic_output, open_input, stream_lines
from .markup import language_tag

_LINE_END = re.compile(r"\r\n|[\n\r]")
_PAIR = re.compile(r"([A-Za-z]{2,3}(?:_[A-Za-z]+)*)-([A-Za-z]{2,3}(?:_[A-Za-z]+)*)")
_NAMES = "name the prefix of PREFIX.zh and PREFIX.en, or both files: a.zh,b.en"


def files_to_read(
    path: str | Path, source_language: str | None = None, target_language: str | None = None
) -> tuple[Path, Path, str, str]:
    """The two files a name stands for, source first, and the languages their suffixes name.

    Raises InputError if there are not two, UsageError if it cannot be told which is the source.
    """
    text = str(path)
    if "," in text:
        for at in (found.start() for found in re.finditer(",", text)):
            one, other = Path(text[:at]), Path(text[at + 1 :])
            if one.is_file() and other.is_file():
                return one, other, _language(one), _language(other)
    if source_language and target_language:
        found = [_with_language(text, tag) for tag in (source_language, target_language)]
        if None not in found:
            return found[0], found[1], source_language, target_language  # type: ignore[return-value]
    beside = {tag: file for file in _beside(Path(text)) if (tag := _language(file))}
    order = _order(Path(text).name, source_language, target_language, list(beside))
    if len(order) != 2:
        raise InputError(
            f"there are {len(beside)} files {Path(text).name}.LANGUAGE, where two were expected"
            if len(beside) != 2
            else "it does not say which of the two is the source",
            file=text,
            remedy=f"give the languages with -s and -t; {_NAMES}",
        )
    return beside[order[0]], beside[order[1]], order[0], order[1]


def files_to_write(path: str | Path, bitext: Bitext) -> tuple[Path, Path]:
    """The two files that will be written; UsageError for standard output and for one language."""
    if str(path) == STANDARD:
        raise UsageError(
            "two files cannot both be standard output", remedy="give a prefix: -o PREFIX"
        )
    tags = (
        language_tag(bitext.source_language, "source"),
        language_tag(bitext.target_language, "target"),
    )
    if tags[0] == tags[1]:
        raise UsageError(
            f"both sides are in {tags[0]}, so both files would have one name",
            file=str(path),
            remedy="name the languages with -s and -t",
        )
    return Path(f"{path}.{tags[0]}"), Path(f"{path}.{tags[1]}")


def read(
    path: str | Path,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """A bitext whose units are read as they are walked; both files are closed at the end.

    Raises InputError, then or while walking, if there are not two files, if one cannot be read,
    and at the end if one has more lines than the other.
    """
    one, other, from_language, to_language = files_to_read(path, source_language, target_language)
    source = open_input(one)
    try:
        target = open_input(other)
    except BaseException:
        source.close()
        raise
    names = (one.name, other.name)
    from_language, to_language, units = with_languages(
        _units(source, target, encoding, notice),
        source_language or from_language,
        target_language or to_language,
    )
    return Bitext(from_language, to_language, units, *names)


def write(bitext: Bitext, path: str | Path, notice: NoticeTo | None = None) -> int:
    """Write ``path.SOURCE`` and ``path.TARGET``, neither before both are whole.

    Returns the number of lines. Units with an empty side are left out and told, line ends inside
    a segment become spaces.
    """
    one, other = files_to_write(path, bitext)
    written = 0
    with atomic_output(one) as source, atomic_output(other) as target:
        for number, unit in enumerate(bitext, 1):
            if unit.is_null:
                side = "target" if unit.source.strip() else "source"
                notify(notice, f"unit {number}", f"not written: its {side} is empty")
                continue
            for text, out in ((unit.source, source), (unit.target, target)):
                line = _line(text, f"unit {number}", notice)
                # A U+FEFF at the very beginning would be taken for a byte-order mark, and away.
                mark = "\ufeff" if not written and line.startswith("\ufeff") else ""
                out.write(f"{mark}{line}\n")
            written += 1
        # What a full disk refuses, it refuses here: before either file gets its name.
        for out in (source, target):
            out.flush()
            os.fsync(out.fileno())
    return written


def _line(text: str, place: str, notice: NoticeTo | None) -> str:
    """The text as one line."""
    text, replaced = replace_unwritable(text)
    if replaced:
        notify(notice, place, f"{replaced} character(s) no text file holds were replaced by U+FFFD")
    text, joined = _LINE_END.subn(" ", text)
    if joined:
        notify(notice, place, "line ends inside a segment became spaces")
    return text


def _units(
    source: Input, target: Input, encoding: str | None, notice: NoticeTo | None
) -> Iterator[Unit]:
    try:
        pairs = zip_longest(stream_lines(source, encoding), stream_lines(target, encoding))
        for number, (one, other) in enumerate(pairs, 1):
            if one is None or other is None:
                shorter, longer = (source, target) if one is None else (target, source)
                whole = number + sum(1 for _ in pairs)
                raise InputError(
                    f"it has {number - 1:,} lines, and {longer.name} has {whole:,}",
                    file=shorter.name,
                    remedy="the two files must have the same number of lines",
                )
            if not one.strip() and not other.strip():
                notify(notice, f"line {number}", "blank on both sides; passed over")
                continue
            yield Unit(one, other)
    finally:
        source.close()
        target.close()


def _with_language(prefix: str, tag: str) -> Path | None:
    """The file with a language for its suffix: ``corpus.zh-CN``, ``.zh_CN``, ``.zh``."""
    for suffix in (tag, tag.replace("-", "_"), tag.split("-")[0]):
        for spelled in dict.fromkeys((suffix, suffix.lower())):
            if (file := Path(f"{prefix}.{spelled}")).is_file():
                return file
    return None


def _beside(prefix: Path) -> list[Path]:
    """The files whose names are the prefix and a suffix."""
    try:
        names = sorted(os.listdir(prefix.parent))
    except OSError:
        return []
    stem = f"{prefix.name}."
    return [prefix.parent / name for name in names if name.startswith(stem)]


def _language(path: Path) -> str:
    """The language the suffix of a file is, in its normal form; "" if it is none."""
    from ..text.script import normalize_tag

    suffix = path.name.rpartition(".")[2]
    try:
        return normalize_tag(suffix) if len(re.split("[-_]", suffix)[0]) <= 3 else ""
    except ValueError:
        return ""


def _order(
    name: str, source_language: str | None, target_language: str | None, tags: list[str]
) -> list[str]:
    """The tags of the two files, source first; fewer or more if that cannot be told."""
    if len(tags) != 2:
        return []
    if source_language or target_language:
        for order in (tags, tags[::-1]):
            if _alike(source_language, order[0]) and _alike(target_language, order[1]):
                return order
        return []
    # In OPUS's "corpus.en-zh", the first language is the source.
    named = _PAIR.fullmatch(name.rpartition(".")[2])
    if named:
        for order in (tags, tags[::-1]):
            if _alike(named[1], order[0]) and _alike(named[2], order[1]):
                return order
    return []


def _alike(wanted: str | None, tag: str) -> bool:
    return wanted is None or re.split("[-_]", wanted.lower())[0] == tag.lower().split("-")[0]
