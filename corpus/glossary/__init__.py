"""Glossaries: concepts with their terms, in the forms that people and tools keep them in.

:func:`read_glossary` and :func:`write_glossary` tell the form by the file's suffix; a form is a
module. What a concept is stands in :mod:`.model`. Lists of plain words are another thing
(:mod:`.lists`).
"""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError, UsageError
from ..formats import read_bitext
from . import table, tbx, toml
from .lists import read_terms
from .model import STATUSES, Concept, Glossary, Status, Term, merged, pairs_of

__all__ = [
    "STATUSES",
    "SUFFIXES",
    "Concept",
    "Glossary",
    "Status",
    "Term",
    "merged",
    "pairs_of",
    "read_glossary",
    "read_terms",
    "write_glossary",
]

SUFFIXES = {
    ".toml": "toml",
    ".tbx": "tbx",
    ".xml": "tbx",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".txt": "table",
    ".xlsx": "table",
    ".tmx": "tmx",
}
"""The form of a glossary by its file's suffix."""


def read_glossary(
    path: str | Path,
    *,
    encoding: str | None = None,
    source_language: str | None = None,
    target_language: str | None = None,
) -> Glossary:
    """The glossary in a file.

    The languages are those of the columns, where the file does not say. Raises InputError for a
    file that cannot be read, or means nothing as a glossary.
    """
    path = Path(path)
    form = SUFFIXES.get(path.suffix.lower(), "table")
    if form == "toml":
        return toml.read(path, encoding)
    if form == "tbx":
        return tbx.read(path, encoding)
    if form == "tmx":
        return _of_memory(path)
    return table.read(
        path, encoding, source_language=source_language, target_language=target_language
    )


def write_glossary(glossary: Glossary, path: str | Path, *, style: tbx.Style = "dct") -> None:
    """Write a glossary in the form of the file's suffix; ``style`` is that of TBX.

    Raises UsageError for a suffix that names no form we write.
    """
    path = Path(path)
    form = SUFFIXES.get(path.suffix.lower(), "")
    if form == "toml":
        toml.write(glossary, path)
    elif form == "tbx":
        tbx.write(glossary, path, style)
    elif form == "table" and path.suffix.lower() in (".csv", ".tsv", ".tab"):
        table.write(glossary, path)
    else:
        raise UsageError(
            "a glossary cannot be written in this form",
            file=str(path),
            remedy="the suffixes are .toml, .tbx, .csv and .tsv",
        )


def _of_memory(path: Path) -> Glossary:
    """A translation memory of terms: each unit a concept."""
    bitext = read_bitext(path)
    languages = bitext.source_language, bitext.target_language
    concepts = merged(
        Concept(
            unit.source.strip(),
            (Term(unit.source.strip(), languages[0]), Term(unit.target.strip(), languages[1])),
            note="\n".join(unit.notes),
        )
        for unit in bitext
        if not unit.is_null
    )
    if not concepts:
        raise InputError("there are no terms in it", file=str(path))
    return Glossary(concepts, path.name)
