"""``duilian terms``: terms of a bitext without a glossary, their renderings, and drift.

As in :mod:`..cli`, every command parses, calls one function, and prints what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..corpus.errors import UsageError
from .console import (
    FINDINGS,
    STANDARD,
    counted,
    json_text,
    language_tag,
    print_lines,
    say,
    say_notes,
)
from .options import (
    CacheFolder,
    Encoding,
    NoCache,
    Output,
    OutputFormat,
    Printed,
    Quiet,
    SourceLanguage,
    TargetLanguage,
    cache_of,
    command_group,
)

if TYPE_CHECKING:
    from ..align.words import WordAlignment
    from ..quality.terms.scope import Scope


class DriftFormat(StrEnum):
    """How drift is printed."""

    text = "text"
    json = "json"
    html = "html"


terms = command_group(
    "Find terms without a glossary: extract them, show their renderings, tell of drift."
)

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILES",
        help="Bitexts, folders of them, or a text and its translation; '-' is standard input."
        " All of them are one scope.",
    ),
]
Named = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="The format of what is read. [default: by its suffix or content]",
        show_default=False,
    ),
]
Links = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Word alignments of another program, i-j pairs, a line a unit, in place of ours.",
        show_default=False,
    ),
]
Tokens = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The tokens that --links counts, 'source ||| target', a line a unit."
        " [default: what blanks part]",
        show_default=False,
    ),
]
_GLOSSARIES = frozenset((".toml", ".tbx", ".xml", ".csv", ".xlsx", ".tmx"))
"""Suffixes of what is written as a glossary."""


@terms.command()
def extract(
    files: Files,
    output: Output = None,
    min_count: Annotated[
        int, typer.Option("--min-count", metavar="N", min=1, help="Leave out rarer terms.")
    ] = 2,
    top: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Only so many, the best.", show_default=False),
    ] = None,
    links: Links = None,
    tokens: Tokens = None,
    format: Named = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    cache_dir: CacheFolder = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """List what may be terms, with their renderings, the worthiest first.

    For a person to prune; what is left is a glossary. Written as a table (TSV) with an example of
    each term, or, by the suffix, as a glossary in TOML, TBX, CSV, XLSX or TMX.
    """
    from ..corpus.convert import refuse_same_file
    from ..corpus.formats import atomic_output
    from ..corpus.glossary import write_glossary
    from ..quality.terms.extraction import extract as extracted
    from ..quality.terms.report import glossary, table
    from ..quality.terms.survey import survey

    if output is not None:
        for file in files:
            refuse_same_file(file, output)
    scope = _scope(files, format, source_language, target_language, encoding, quiet)
    alignments = _linked(scope, links, tokens) or _aligned(scope, cache_dir, no_cache)
    found = survey(scope.pairs, scope.languages, alignments=alignments, least=min_count)
    entries = extracted(found, min_count)[:top]
    if output is not None and output.suffix.lower() in _GLOSSARIES:
        write_glossary(glossary(entries, scope), output)
    else:
        with atomic_output(output or STANDARD) as out:
            for line in table(entries, scope):
                out.write(line + "\n")
    if not quiet:
        where = "" if output in (None, STANDARD) else f"{output}: "
        say(f"{where}{counted(len(entries), 'term')} found in {counted(len(scope.pairs), 'unit')}")


@terms.command()
def show(
    term: Annotated[
        str, typer.Argument(metavar="TERM", help="A term of the source, or else of the target.")
    ],
    files: Files,
    links: Links = None,
    tokens: Tokens = None,
    output_format: Printed = OutputFormat.text,
    format: Named = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    cache_dir: CacheFolder = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Show every place of a term in its context, with its rendering.

    Exit code 1 if it is not found.
    """
    from ..quality.terms.concordance import concordance, find_term
    from ..quality.terms.report import concordance_json, concordance_lines

    scope = _scope(files, format, source_language, target_language, encoding, quiet)
    alignments = _linked(scope, links, tokens)
    found = find_term(term, scope.pairs, scope.languages[0])
    if found is None:
        turned = scope.turned()
        found = find_term(term, turned.pairs, turned.languages[0])
        if found is None:
            say(f"'{term}' stands in none of {counted(len(scope.pairs), 'unit')}")
            raise typer.Exit(FINDINGS)
        scope = turned
        if alignments is not None:
            alignments = (each.turned() for each in alignments)
    alignments = alignments or _aligned(scope, cache_dir, no_cache)
    lines = list(concordance(found, scope.pairs, scope.languages, alignments))
    if output_format is OutputFormat.json:
        print_lines([json_text(concordance_json(term, lines, scope))])
    else:
        print_lines(concordance_lines(term, lines, scope))


@terms.command()
def drift(
    files: Files,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence", metavar="P", min=0.0, max=1.0, help="Tell of nothing less sure."
        ),
    ] = 0.5,
    links: Links = None,
    tokens: Tokens = None,
    output_format: Annotated[
        DriftFormat,
        typer.Option(
            "--output-format",
            help="Print for a person (text), for a program (json), or the page of check (html).",
        ),
    ] = DriftFormat.text,
    format: Named = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    cache_dir: CacheFolder = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Tell of terms that were rendered in several ways, where one was called for.

    Exit code 1 if there are any.
    """
    from ..quality.terms.drift import find_drift
    from ..quality.terms.report import drift_json, drift_lines
    from ..quality.terms.survey import survey

    scope = _scope(files, format, source_language, target_language, encoding, quiet)
    alignments = _linked(scope, links, tokens) or _aligned(scope, cache_dir, no_cache)
    found = survey(scope.pairs, scope.languages, alignments=alignments)
    drifts = find_drift(found, min_confidence)
    if output_format is DriftFormat.html:
        from ..quality.report.outputs import wanted, write
        from ..quality.report.reports import REPORTS
        from ..quality.terms.page import drift_outcome

        page = wanted(REPORTS, output_format.value, (), default="html")
        write(drift_outcome(drifts, scope), page)
    elif output_format is DriftFormat.json:
        print_lines([json_text(drift_json(drifts, scope))])
    else:
        print_lines(line for each in drifts for line in drift_lines(each, scope))
    if not quiet:
        say(
            f"{counted(len(drifts), 'drifting term')}"
            f" among {counted(len(found.terms), 'term')} of {counted(len(scope.pairs), 'unit')}"
        )
    if drifts:
        raise typer.Exit(FINDINGS)


@terms.command()
def tokens(
    files: Files,
    output: Output = None,
    format: Named = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Write the units as other word aligners read them: 'source ||| target', tokens parted.

    What they make of it is for --links, and this for --tokens.
    """
    from ..align.words.pharaoh import token_lines
    from ..corpus.convert import refuse_same_file
    from ..corpus.formats import atomic_output

    if output is not None:
        for file in files:
            refuse_same_file(file, output)
    scope = _scope(files, format, source_language, target_language, encoding, quiet)
    with atomic_output(output or STANDARD) as out:
        for line in token_lines(scope.pairs, scope.languages):
            out.write(line + "\n")


def _scope(
    files: list[Path],
    format: str | None,
    source_language: str | None,
    target_language: str | None,
    encoding: str | None,
    quiet: bool,
) -> Scope:
    from ..corpus.tally import Tally
    from ..quality.inputs import Reading, sources
    from ..quality.terms.scope import read_scope

    reading = Reading(
        format,
        language_tag(source_language, "-s"),
        language_tag(target_language, "-t"),
        encoding,
    )
    notices = Tally()
    scope = read_scope(sources(files), reading, notices)
    if not quiet:
        say_notes(notices)
    return scope


def _aligned(scope: Scope, cache: Path | None, no_cache: bool) -> Iterator[WordAlignment]:
    """Our own word alignments, with what can be kept of them kept."""
    from ..quality.terms.aligned import align_parts

    return align_parts(scope.parts, scope.languages, cache_of(cache, no_cache))


def _linked(scope: Scope, links: Path | None, cut: Path | None) -> Iterator[WordAlignment] | None:
    """The word alignments of another program, if they are given."""
    if links is None:
        if cut is not None:
            raise UsageError("--tokens says what --links counts", remedy="give --links too")
        return None
    from ..align.words.pharaoh import linked, read_links, read_tokens
    from ..corpus.formats import read_text

    made = read_links(read_text(links).splitlines(), str(links))
    given = None if cut is None else read_tokens(read_text(cut).splitlines(), str(cut))
    return linked(scope.pairs, scope.languages, made, str(links), given, str(cut or links))
