"""The rows of a table, whatever its cells mean: TSV, CSV and Excel workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import InputError
from . import csv, tsv, xlsx
from .columns import Row
from .files import open_input
from .format import CSV, TSV, XLSX, by_content, by_suffix


def table_rows(path: str | Path, encoding: str | None = None) -> Iterator[Row]:
    """The rows of a table with their places, as they are walked. A text without a suffix is TSV.

    Raises InputError for a file that cannot be read, or is no table.
    """
    source = open_input(path)
    try:
        found = by_suffix(path) or by_content(source)
        if found is XLSX:
            yield from xlsx.rows(source)
        elif found is CSV:
            yield from csv.rows(source, encoding)
        elif found.name in (TSV.name, "text"):
            yield from tsv.rows(source, encoding)
        else:
            raise InputError(
                f"this is {found.summary}, where a table was expected",
                file=source.name,
                remedy="save it as CSV, TSV or an Excel workbook",
            )
    finally:
        source.close()
