"""``duilian check``, ``duilian rule`` and ``duilian baseline``: translation QA.

As in :mod:`..cli`, every command parses, calls one function, and prints what came of it.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..corpus.errors import UsageError
from .console import (
    FINDINGS,
    STANDARD,
    WRONG,
    counted,
    json_text,
    language_tag,
    print_lines,
    say,
)
from .options import (
    CacheFolder,
    Color,
    Colour,
    Encoding,
    Least,
    NoCache,
    OutputFile,
    Quiet,
    SourceLanguage,
    Strict,
    TargetLanguage,
    cache_of,
    command_group,
    split_names,
)

if TYPE_CHECKING:
    from ..quality.cache import Cache
    from ..quality.inputs import Reading, Together
    from ..quality.run import Run
    from ..quality.settings import Settings


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILES",
        help="Bitexts, folders of them, or a text and its translation; '-' is standard input.",
    ),
]
Parallel = Annotated[
    bool, typer.Option("--parallel", help="Two files whose lines answer each other.")
]
Aligned = Annotated[
    bool,
    typer.Option("--align", help="Two texts, to be aligned first; two .txt are in any case."),
]
Named = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="The format of the files. [default: by suffix or content]",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULES",
        help="Run these rules and no others: codes, names, families such as NUM, or ALL; several"
        " parted by commas.",
        show_default=False,
    ),
]
ExtendSelect = Annotated[
    list[str] | None,
    typer.Option(metavar="RULES", help="Run these rules too.", show_default=False),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(metavar="RULES", help="Do not run these rules.", show_default=False),
]
Config = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The settings. [default: the nearest duilian.toml or pyproject.toml above the files]",
        show_default=False,
    ),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Look at no file of settings.")]
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline", metavar="FILE", help="What is known and put up with.", show_default=False
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "-j",
        "--jobs",
        metavar="N",
        min=1,
        help="How many files to check at once. [default: as many as there are cores]",
        show_default=False,
    ),
]


def check(
    files: Files,
    parallel: Parallel = False,
    aligned: Aligned = False,
    format: Named = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    select: Select = None,
    extend_select: ExtendSelect = None,
    ignore: Ignore = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="How to tell what was found: full, concise, json, jsonl, github, github-summary,"
            " gitlab, junit, sarif, rdjson or html. [default: full]",
            show_default=False,
        ),
    ] = None,
    output_file: OutputFile = None,
    color: Color = Colour.auto,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics",
            help="Print how often each rule found something, in the place of the findings.",
        ),
    ] = False,
    fail_on: Annotated[
        Least | None,
        typer.Option(
            help="The least severity that makes the exit code 1. [default: warning]",
            show_default=False,
        ),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever was found.")
    ] = False,
    baseline: BaselineFile = None,
    suppressions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Findings to let be. [default: duilian-ignore.toml beside the settings]",
            show_default=False,
        ),
    ] = None,
    glossary: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Terms to hold the translation to, as TBX, TOML, CSV, TSV, XLSX or TMX; may be"
            " given several times.",
            show_default=False,
        ),
    ] = None,
    add_ignore: Annotated[
        str | None,
        typer.Option(
            metavar="REASON",
            help="Write all that was found to the suppressions, with this reason.",
            show_default=False,
        ),
    ] = None,
    until: Annotated[
        datetime.datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="With --add-ignore: the day those suppressions end.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REF",
            help="Tell only of units that changed since this revision of git.",
            show_default=False,
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is safe to mend, in the files themselves.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    patch: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT",
            help="Write the bitext there with its shifted runs (ALN002) aligned again.",
            show_default=False,
        ),
    ] = None,
    config: Config = None,
    isolated: Isolated = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Print the settings that count, as JSON.")
    ] = False,
    jobs: Jobs = None,
    cache_dir: CacheFolder = None,
    no_cache: NoCache = False,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Find what is wrong with a translation.

    Takes bitexts (TMX, XLIFF, TSV, CSV, JSONL, PO, XLSX), folders of them, or a text and its
    translation. Exit code 0 if nothing was found, 1 if something was, 2 if a file could not be
    checked.
    """
    from ..quality.report.outputs import wanted, write
    from ..quality.report.reports import REPORTS
    from ..quality.report.statistics import table
    from ..quality.report.style import style_for
    from ..quality.settings import shown

    settings = _settings(files, config, isolated).with_more(
        select=split_names(select) or None,
        extend_select=split_names(extend_select),
        ignore=split_names(ignore),
        fail_on=None if fail_on is None else fail_on.value,
        baseline=baseline,
        suppressions=suppressions,
        glossaries=tuple(glossary) if glossary else None,
        cache=cache_dir,
    )
    if show_settings:
        print_lines([json_text(shown(settings))])
        return
    outputs = wanted(REPORTS, output_format, output_file or [], default="full")
    reading = _reading(settings, format, source_language, target_language, encoding)
    cache = cache_of(settings.cache, no_cache)
    is_page = any(each.output.name == "html" for each in outputs)
    run = _run(files, reading, settings, parallel, aligned, since, jobs, strict, cache, is_page)
    _tell(run, quiet)
    if diff or fix:
        run = _mend(run, diff, quiet, jobs)
    if patch is not None:
        _patch(run, patch, quiet)
    if add_ignore is not None:
        _ignore(run, settings, add_ignore, until)
    elif not diff:
        if statistics:
            print_lines(() if run.outcome.is_void else table(run.outcome))
            outputs = tuple(each for each in outputs if each.file != STANDARD)
        write(run.outcome, outputs, style_for(color.value, sys.stdout))
    if run.outcome.failed:
        raise typer.Exit(WRONG)
    if run.fails(settings) and not exit_zero and add_ignore is None:
        raise typer.Exit(FINDINGS)


def rule(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="RULES", help="Codes or names, such as NUM001.", show_default=False),
    ] = None,
) -> None:
    """Explain rules; without a name, list them all."""
    from ..quality.rules import rule as find
    from ..quality.rules.page import page, table

    if not names:
        print_lines(table())
        return
    print_lines(line for name in names for line in page(find(name)).splitlines())


# --- duilian baseline ---------------------------------------------------------------------------

baseline = command_group(
    "Keep a baseline: what was found once and is put up with, so that only what is new fails."
)
_To = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="The baseline. [default: the one of the settings, else duilian-baseline.json]",
        show_default=False,
    ),
]


@baseline.command("write")
def write_baseline(
    files: Files,
    file: _To = None,
    parallel: Parallel = False,
    aligned: Aligned = False,
    format: Named = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    select: Select = None,
    extend_select: ExtendSelect = None,
    ignore: Ignore = None,
    config: Config = None,
    isolated: Isolated = False,
    jobs: Jobs = None,
    cache_dir: CacheFolder = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Write a baseline of everything that is found now."""
    from ..quality.baseline import entries_of
    from ..quality.baseline import write_baseline as write

    settings = _settings(files, config, isolated).with_more(
        select=split_names(select) or None,
        extend_select=split_names(extend_select),
        ignore=split_names(ignore),
        cache=cache_dir,
    )
    path = _baseline_file(file, settings)
    reading = _reading(settings, format, source_language, target_language, encoding)
    # What the old baseline knows is found again now, so it is left out of the run.
    cache = cache_of(settings.cache, no_cache)
    known = settings.without_baseline()
    run = _run(files, reading, known, parallel, aligned, None, jobs, False, cache)
    _tell(run, quiet)
    if run.outcome.failed:
        raise typer.Exit(WRONG)
    entries = entries_of(run.outcome.findings)
    write(entries, path)
    if not quiet:
        say(f"{path}: {counted(sum(entry.count for entry in entries), 'finding')} written")


@baseline.command("update")
def update_baseline(
    files: Files,
    file: _To = None,
    parallel: Parallel = False,
    aligned: Aligned = False,
    format: Named = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    select: Select = None,
    extend_select: ExtendSelect = None,
    ignore: Ignore = None,
    config: Config = None,
    isolated: Isolated = False,
    jobs: Jobs = None,
    cache_dir: CacheFolder = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Take out of a baseline what is not found any more. Nothing new is let in."""
    from ..quality.baseline import read_baseline, without_stale
    from ..quality.baseline import write_baseline as write

    settings = _settings(files, config, isolated)
    path = _baseline_file(file, settings)
    settings = settings.with_more(
        select=split_names(select) or None,
        extend_select=split_names(extend_select),
        ignore=split_names(ignore),
        baseline=path,
        cache=cache_dir,
    )
    reading = _reading(settings, format, source_language, target_language, encoding)
    cache = cache_of(settings.cache, no_cache)
    run = _run(files, reading, settings, parallel, aligned, None, jobs, False, cache)
    if run.outcome.failed:
        _tell(run, quiet)
        raise typer.Exit(WRONG)
    write(without_stale(read_baseline(path), run.stale), path)
    if not quiet:
        gone = sum(entry.count for entry in run.stale)
        say(f"{path}: {counted(gone, 'finding')} taken out")


@baseline.command("show")
def show_baseline(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="The baseline. [default: the one of the settings, else duilian-baseline.json]",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show what is in a baseline, a line for each finding."""
    from ..quality.baseline import read_baseline, shown

    path = _baseline_file(file, _settings([Path()], None, isolated=False))
    print_lines(shown(entry) for entry in read_baseline(path))


def _baseline_file(file: Path | None, settings: Settings) -> Path:
    return file or settings.baseline or settings.folder / "duilian-baseline.json"


# --- what the commands share --------------------------------------------------------------------


def _settings(files: list[Path], config: Path | None, isolated: bool) -> Settings:
    """The settings of a run: of the file named, else of the nearest above what is checked."""
    from ..quality.settings import Settings, nearest, read_settings

    if config is not None:
        if isolated:
            raise UsageError("--config and --isolated exclude each other")
        return read_settings(config)
    if isolated:
        return Settings()
    first = files[0]
    return nearest(first if first.is_dir() else first.parent)


def _reading(
    settings: Settings,
    format: str | None,
    source_language: str | None,
    target_language: str | None,
    encoding: str | None,
) -> Reading:
    from ..quality.inputs import Reading

    return Reading(
        format,
        language_tag(source_language, "-s") or settings.source_language,
        language_tag(target_language, "-t") or settings.target_language,
        encoding,
    )


def _run(
    files: list[Path],
    reading: Reading,
    settings: Settings,
    parallel: bool,
    aligned: bool,
    since: str | None,
    jobs: int | None,
    strict: bool,
    cache: Cache,
    uses: bool = False,
) -> Run:
    from ..quality.inputs import sources
    from ..quality.run import check_sources

    if parallel and aligned:
        raise UsageError("--parallel and --align exclude each other")
    together: Together | None = "parallel" if parallel else "documents" if aligned else None
    found = sources(files, together=together, leave_out=settings.leaves_out)
    return check_sources(
        found,
        reading,
        settings,
        since=since,
        jobs=jobs,
        strict=strict,
        cache=cache,
        uses=uses,
    )


def _tell(run: Run, quiet: bool) -> None:
    """On standard error: what could not be checked, what was passed over, what was left out."""
    for error in run.outcome.failed:
        say(f"error: {error}")
    if quiet:
        return
    for note in run.outcome.notes:
        say(f"note: {note}")
    for why, number in run.outcome.left_out.items():
        say(f"note: {counted(number, 'finding')} {why}")


def _mend(run: Run, diff: bool, quiet: bool, jobs: int | None) -> Run:
    """Make the fixes, or show them; the run that is left to be told of."""
    from ..quality.run import fixable, mend_all

    mended = fixable(run)
    if diff:
        print_lines(line.rstrip("\n") for each in mended for line in each.diff())
    for each in () if quiet else mended:
        could_not = f", {each.left} could not be" if each.left else ""
        verb = "can be" if diff else "were"
        say(f"{each.file}: {counted(each.made, 'place')} {verb} mended{could_not}")
    return run if diff else mend_all(run, mended, jobs=jobs)


def _patch(run: Run, output: Path, quiet: bool) -> None:
    from ..quality.run import patched

    runs, written = patched(run, output)
    if not quiet:
        say(f"{output}: {counted(written, 'unit')} written, {counted(runs, 'run')} aligned again")


def _ignore(run: Run, settings: Settings, reason: str, until: datetime.datetime | None) -> None:
    from ..quality.run import suppressions_file
    from ..quality.suppressions import add_suppressions

    file = suppressions_file(settings) or settings.folder / "duilian-ignore.toml"
    day = None if until is None else until.date()
    added = add_suppressions(file, run.outcome.findings, reason, day)
    say(f"{file}: {added} suppressions added" if added != 1 else f"{file}: 1 suppression added")
