"""``duilian convert``: a bitext from one format into another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import STANDARD, language_tag, naming_formats, say_notes, say_written
from .options import (
    CreationId,
    Encoding,
    ForProfile,
    MaxBytes,
    MemoryName,
    Plain,
    Quiet,
    SourceLanguage,
    Strict,
    TargetLanguage,
)


def convert(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="The file to read; '-' is standard input.")
    ],
    output: Annotated[
        Path, typer.Argument(metavar="OUT", help="The file to write; '-' is standard output.")
    ],
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="NAME",
            help="The format of IN: tmx, xliff, jsonl, tsv, csv, xlsx, docx, po or moses."
            " [default: by its suffix or content]",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="NAME",
            help="The format of OUT: tmx, xliff, xliff2, jsonl, tsv, csv, xlsx, docx, po, moses,"
            " beads or table. [default: by its suffix]",
            show_default=False,
        ),
    ] = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    profile: ForProfile = None,
    max_bytes: MaxBytes = None,
    tm_name: MemoryName = None,
    creation_id: CreationId = None,
    plain: Plain = False,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Bring a bitext from one format into another.

    Files of any size are read and written as they stream. What was passed over is counted and
    told.
    """
    from ..corpus.convert import convert as convert_file
    from ..corpus.formats.tmx import tmx_settings
    from ..corpus.tally import Tally
    from ..corpus.tally import strict as refusing

    reading, writing = Tally(), Tally()
    languages = language_tag(source_language, "-s"), language_tag(target_language, "-t")
    with naming_formats(writing="--to"):
        written = convert_file(
            source,
            output,
            source_format=from_,
            target_format=to,
            source_language=languages[0],
            target_language=languages[1],
            encoding=encoding,
            reading=refusing(str(source)) if strict else reading,
            writing=refusing(str(output)) if strict else writing,
            tmx=tmx_settings(profile, max_bytes, tm_name, creation_id, plain),
        )
    if not quiet:
        say_notes(reading, source)
        say_notes(writing, output)
        if output != STANDARD:
            say_written(output, written)
