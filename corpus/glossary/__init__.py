"""Glossaries: concepts with their terms, in the forms that people and tools keep them in.

:func:`read_glossary` and :func:`write_glossary` tell the form by the file's suffix; a form is a
module. What a concept is stands in :mod:`.model`. Glossaries are made one by :mod:`.merge`; what a
form has no place for is known from :mod:`.losses`. Lists of plain words are another thing
(:mod:`.lists`).
"""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError
from . import memory, table, tbx, toml
from .lists import read_terms
from .model import STATUSES, Concept, Glossary, Status, Term, between, merged, pairs_of

__all__ = [
    "FORMS",
    "STATUSES",
    "Concept",
    "Glossary",
    "Status",
    "Term",
    "between",
    "form_of",
    "merged",
    "pairs_of",
    "read_glossary",
    "read_terms",
    "write_glossary",
]

FORMS: dict[str, tuple[str, ...]] = {
    "toml": (".toml",),
    "tbx": (".tbx", ".xml"),
    "csv": (".csv",),
    "tsv": (".tsv", ".tab", ".txt"),
    "xlsx": (".xlsx",),
    "tmx": (".tmx",),
}
"""Every form of a glossary, and the suffixes of its files."""


def read_glossary(
    path: str | Path,
    *,
    form: str | None = None,
    encoding: str | None = None,
    source_language: str | None = None,
    target_language: str | None = None,
) -> Glossary:
    """The glossary in a file, in the form named, else that of its suffix, else a table.

    The languages are those of the columns, where the file does not say. Raises InputError for a
    file that cannot be read, or means nothing as a glossary.
    """
    path = Path(path)
    form = form_of(path, form)
    if form == "toml":
        return toml.read(path, encoding)
    if form == "tbx":
        return tbx.read(path, encoding)
    if form == "tmx":
        return memory.read(path)
    return table.read(
        path, encoding, source_language=source_language, target_language=target_language
    )


def write_glossary(
    glossary: Glossary, path: str | Path, *, form: str | None = None, style: tbx.Style = "dct"
) -> None:
    """Write a glossary in the form named, else that of the suffix; ``style`` is that of TBX.

    Raises UsageError for a suffix that names no form, and for more languages than the form holds.
    """
    path = Path(path)
    form = form_of(path, form, writing=True)
    if form == "toml":
        toml.write(glossary, path)
    elif form == "tbx":
        tbx.write(glossary, path, style)
    elif form == "tmx":
        memory.write(glossary, path)
    else:
        table.write(glossary, path, form)


def form_of(path: Path, named: str | None = None, *, writing: bool = False) -> str:
    """The form that is named, else that of a file's suffix; "" for a table of some kind.

    Raises UsageError for a name that is none, and where nothing says in which form to write.
    """
    suffix = path.suffix.lower()
    form = named or next((form for form, suffixes in FORMS.items() if suffix in suffixes), "")
    if form not in FORMS and (named is not None or writing):
        raise UsageError(
            f"there is no form of glossary '{named}'"
            if named
            else "a glossary cannot be written in this form",
            file="" if named else str(path),
            remedy=f"the forms are {', '.join(FORMS)}",
        )
    return form
