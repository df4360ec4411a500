"""Glossaries as people keep them: a table, in CSV, TSV or Excel.

The columns are known by a header of ``source`` and ``target``, or of two languages, by tag or by
name (and in Chinese); beside them may stand ``status``, ``domain``, ``part of speech``,
``definition``, ``case``, ``not in``, ``translate``, ``note`` (on the target term of the row),
``concept note`` and ``id``, under the names that tools give them. Without a header the first two
columns are the terms, and the third the status if it holds nothing but such.
Rows of one id, or of one source term, are one concept; several forms in a cell are parted by ``|``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..errors import InputError
from ..formats import atomic_output
from ..formats.columns import Header, header_of
from ..formats.csv import guarded
from ..formats.files import atomic_bytes
from ..formats.rows import table_rows
from ..formats.xlsx import write_table as write_sheet
from ..text.script import detect_language, normalize_tag
from .model import Concept, Glossary, Status, Term, merged, two_languages

COLUMNS = (
    *("id", "source", "target", "status", "domain", "part of speech"),
    *("definition", "case", "not in", "translate", "note", "concept note"),
)
_ALIASES: dict[str, str] = {
    **dict.fromkeys(("term status", "usage", "usage status", "状态", "狀態", "用法"), "status"),
    **dict.fromkeys(("subject", "subject field", "field", "category", "领域", "領域"), "domain"),
    **dict.fromkeys(("pos", "part-of-speech", "part_of_speech", "词性", "詞性"), "part of speech"),
    **dict.fromkeys(("定义", "定義", "description"), "definition"),
    **dict.fromkeys(("case sensitive", "case-sensitive", "casesensitive", "区分大小写"), "case"),
    **dict.fromkeys(("not_in", "not-in", "except", "不含"), "not in"),
    **dict.fromkeys(("translatable", "翻译"), "translate"),
    **dict.fromkeys(("comment", "comments", "notes", "remark", "remarks", "备注", "備註"), "note"),
    **dict.fromkeys(("entry id", "concept id", "entry_id", "concept_id", "编号", "編號"), "id"),
}
_STATUS: dict[str, Status] = {
    **dict.fromkeys(("preferred", "approved", "final", "首选", "首選"), "preferred"),
    **dict.fromkeys(("allowed", "admitted", "permitted", "允许", "允許"), "allowed"),
    **dict.fromkeys(
        ("forbidden", "deprecated", "superseded", "prohibited", "rejected", "禁用"), "forbidden"
    ),
}
_YES = frozenset({"yes", "true", "1", "x", "是"})
_NO = frozenset({"no", "false", "0", "dnt", "否"})


# --- reading ------------------------------------------------------------------------------------


def read(
    path: Path,
    encoding: str | None = None,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
) -> Glossary:
    """The glossary in a table.

    The languages are those given, else those of the header, else recognised. Raises InputError for
    what is no table of terms, with the line.
    """
    rows = [(place, row) for place, row in table_rows(path, encoding) if not _is_comment(row)]
    if not rows:
        raise _nothing(path)
    # "id" is a column of ours before it is a language.
    header = header_of(["" if _named(cell) else cell for cell in rows[0][1]])
    columns = _columns(header, rows[0][1]) if header else _without_header([row for _, row in rows])
    if header:
        rows = rows[1:]
    texts = [[_cell(row, columns, side) for _, row in rows] for side in ("source", "target")]
    tags = [
        given or named or detect_language("\n".join(column[:200]))
        for given, named, column in zip(
            (source_language, target_language),
            (header.source_language, header.target_language) if header else ("", ""),
            texts,
            strict=True,
        )
    ]
    languages = normalize_tag(tags[0]), normalize_tag(tags[1])
    concepts = merged(_concepts(rows, columns, languages, path))
    if not concepts:
        raise _nothing(path)
    return Glossary(concepts, path.name)


def _nothing(path: Path) -> InputError:
    return InputError(
        "there are no terms in it",
        file=str(path),
        remedy="each row is a source term and a target term",
    )


def _is_comment(row: Sequence[str]) -> bool:
    return not any(cell.strip() for cell in row) or row[0].lstrip().startswith("#")


def _columns(header: Header, row: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(row):
        if name := _named(cell):
            columns.setdefault(name, place)
    return {**columns, "source": header.places["source"], "target": header.places["target"]}


def _named(cell: str) -> str:
    """The column of ours that a cell of a header names, but for the two terms."""
    name = " ".join(cell.lower().split())
    name = _ALIASES.get(name, name)
    return name if name in COLUMNS and name not in ("source", "target") else ""


def _without_header(rows: Iterable[Sequence[str]]) -> dict[str, int]:
    columns = {"source": 0, "target": 1}
    third = {row[2].strip().lower() for row in rows if len(row) > 2}
    if third and third <= {*_STATUS, ""}:
        columns["status"] = 2
    return columns


def _cell(row: Sequence[str], columns: dict[str, int], name: str) -> str:
    place = columns.get(name, len(row))
    return row[place].strip() if place < len(row) else ""


def _concepts(
    rows: Iterable[tuple[str, Sequence[str]]],
    columns: dict[str, int],
    languages: tuple[str, str],
    path: Path,
) -> Iterator[Concept]:
    """A concept for each row; those of one id are the same one."""
    ids: dict[str, str] = {}
    for number, (place, row) in enumerate(rows, start=1):
        cells = {name: _cell(row, columns, name) for name in columns}
        source, target = cells["source"], cells["target"]
        translate = cells.get("translate", "").lower() not in _NO
        if not source or not (target or not translate):
            raise InputError(
                "a source term and a target term were expected", file=str(path), place=place
            )
        status = cells.get("status", "").lower()
        if status and status not in _STATUS:
            raise InputError(
                f"'{status}' is no status",
                file=str(path),
                place=place,
                remedy="preferred, allowed or forbidden",
            )
        id = cells.get("id", "") or ids.setdefault(source, f"c{number}")
        case = cells.get("case", "").lower() in _YES
        not_in = tuple(filter(None, (each.strip() for each in cells.get("not in", "").split("|"))))
        sources = tuple(
            Term(text, languages[0], case=case, not_in=not_in) for text in _forms(source)
        )
        targets = tuple(
            Term(
                text,
                languages[1],
                _STATUS.get(status, "preferred"),
                cells.get("part of speech", ""),
                case,
                note=cells.get("note", ""),
            )
            for text in _forms(target)
        )
        yield Concept(
            id,
            (*sources, *targets),
            cells.get("domain", ""),
            cells.get("definition", ""),
            cells.get("concept note", ""),
            translate,
        )


def _forms(cell: str) -> list[str]:
    return [form.strip() for form in cell.split("|") if form.strip()]


# --- writing ------------------------------------------------------------------------------------


def write(glossary: Glossary, path: Path, form: str) -> None:
    """Write a glossary of two languages, a row for each pair; ``form`` is csv, tsv or xlsx.

    Raises UsageError for more languages than two.
    """
    languages = two_languages(glossary, "a table", path)
    # The languages stand in the header, so that nothing has to be guessed on reading.
    names = dict(zip(("source", "target"), languages, strict=True))
    header = [names.get(column, column) for column in COLUMNS]
    rows = ([" ".join(cell.split()) for cell in row] for row in _rows(glossary, languages))
    if form == "xlsx":
        with atomic_bytes(path) as book:
            write_sheet(header, rows, book, None)
        return
    with atomic_output(path) as out:
        table = csv.writer(out, delimiter="\t" if form == "tsv" else ",", lineterminator="\n")
        table.writerow(header)
        table.writerows(map(guarded, row) for row in rows)


def _rows(glossary: Glossary, languages: tuple[str, str]) -> Iterator[Sequence[str]]:
    for concept in glossary:
        sources, targets = concept.of(languages[0]), concept.of(languages[1])
        if not sources or not (targets or not concept.translate):
            continue
        head = sources[0]
        for target in targets or (None,):
            known = target or head
            yield (
                concept.id,
                "|".join(term.text for term in sources),
                target.text if target else "",
                target.status if target else "",
                concept.domain,
                target.part_of_speech if target else "",
                concept.definition,
                "yes" if known.case else "",
                "|".join(head.not_in),
                "" if concept.translate else "no",
                target.note if target else "",
                concept.note,
            )
