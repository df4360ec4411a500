"""``duilian tm``: the upkeep of translation memories.

As in :mod:`..cli`, every command parses, calls one function, and prints what came of it. Memories
of any size are read and written as they stream; what must be sorted is sorted on disk.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable
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
    naming_formats,
    print_lines,
    say,
    say_notes,
    say_written,
)
from .options import (
    CreationId,
    Encoding,
    ForProfile,
    MaxBytes,
    MemoryName,
    Output,
    OutputFormat,
    Plain,
    Printed,
    Quiet,
    SourceLanguage,
    Strict,
    TargetLanguage,
    command_group,
)

if TYPE_CHECKING:
    from ..corpus.formats import NoticeTo
    from ..corpus.model import Unit
    from ..corpus.tally import Tally
    from ..corpus.tm.files import Change, Reading, Writing
    from ..corpus.tm.split import Split

tm = command_group(
    "Keep translation memories: merge, dedupe, filter, split, sort, diff, stats.\n"
    "\n"
    "Works on every format that holds a bitext, on files larger than memory."
)


class Sameness(StrEnum):
    """What makes two units the same."""

    pair = "pair"
    source = "source"


class Kept(StrEnum):
    """Which of several units stays."""

    first = "first"
    last = "last"
    newest = "newest"
    most_probable = "most-probable"


class Order(StrEnum):
    """What units are ordered by."""

    source = "source"
    target = "target"
    id = "id"
    date = "date"
    probability = "probability"
    length = "length"


class Measured(StrEnum):
    """What lengths are counted in."""

    words = "words"
    characters = "characters"


class Missing(StrEnum):
    """What becomes of a unit that does not say."""

    keep = "keep"
    drop = "drop"


In = Annotated[Path, typer.Argument(metavar="IN", help="A bitext; '-' is standard input.")]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="NAME",
        help="The format of what is read. [default: by its suffix or content]",
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The format to write. [default: by the output's suffix; on standard output a table"
        " for a terminal, else jsonl]",
        show_default=False,
    ),
]
Ignore = Annotated[
    str,
    typer.Option(
        metavar="WORDS",
        help="Compare without: case, space, punctuation, numbers, width; several parted by commas.",
        show_default=False,
    ),
]


@tm.command()
def merge(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILES", help="The bitexts, in order; '-' is standard input."),
    ],
    output: Output = None,
    dedupe: Annotated[
        Kept | None,
        typer.Option(
            help="Leave out pairs that come again, and keep this one of them.",
            show_default=False,
        ),
    ] = None,
    no_provenance: Annotated[
        bool,
        typer.Option("--no-provenance", help="Do not note in each unit which file it came from."),
    ] = False,
    from_: From = None,
    format: Format = None,
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
    """Bring several bitexts into one, in the order they are given.

    Their languages must be the same, scripts and countries aside.
    """
    from ..corpus.tm.dedupe import Dedupe
    from ..corpus.tm.dedupe import dedupe as deduped
    from ..corpus.tm.files import merge_files

    job = _Job(output, format, quiet, strict, (profile, max_bytes, tm_name, creation_id, plain))
    reading = _reading(from_, source_language, target_language, encoding)

    def change(units: Iterable[Unit]) -> Iterable[Unit]:
        if dedupe is None:
            return units
        return deduped(units, Dedupe(keep=dedupe.value), job.changing)

    with naming_formats(writing="--format"):
        written = merge_files(
            files,
            change,
            reading,
            job.writing(),
            provenance=not no_provenance,
            notice=job.reading_notice,
        )
    job.tell(written, STANDARD)


@tm.command()
def dedupe(
    file: In,
    output: Output = None,
    by: Annotated[
        Sameness, typer.Option(help="Units are the same if both texts are, or if the sources are.")
    ] = Sameness.pair,
    ignore: Ignore = "",
    keep: Annotated[Kept, typer.Option(help="Which of the same units stays.")] = Kept.first,
    from_: From = None,
    format: Format = None,
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
    """Leave out units that say the same as another.

    Those that stay keep their order. What is ignored is so for comparing; the texts stay as they
    are.
    """
    from ..corpus.tm.dedupe import Dedupe
    from ..corpus.tm.dedupe import dedupe as deduped

    settings = Dedupe(by.value, _ignored(ignore), keep.value)
    job = _Job(output, format, quiet, strict, (profile, max_bytes, tm_name, creation_id, plain))
    reading = _reading(from_, source_language, target_language, encoding)
    job.rewrite(file, reading, lambda units: deduped(units, settings, job.changing))


@tm.command("filter")
def filter_(
    file: In,
    output: Output = None,
    min_probability: Annotated[
        float,
        typer.Option(
            metavar="P", min=0.0, max=1.0, help="Leave out pairs less probable than this."
        ),
    ] = 0.0,
    max_length_ratio: Annotated[
        float | None,
        typer.Option(
            metavar="R",
            min=1.0,
            help="Leave out units one side of which is more than R times as long as the other.",
            show_default=False,
        ),
    ] = None,
    min_length: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, help="Leave out units with a shorter side.", show_default=False
        ),
    ] = None,
    max_length: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, help="Leave out units with a longer side.", show_default=False
        ),
    ] = None,
    measure: Annotated[
        Measured, typer.Option(help="Count lengths in words or in characters.")
    ] = Measured.words,
    source_regex: Annotated[
        str | None,
        typer.Option(
            metavar="REGEX",
            help="Leave out units whose source does not match somewhere.",
            show_default=False,
        ),
    ] = None,
    target_regex: Annotated[
        str | None,
        typer.Option(
            metavar="REGEX",
            help="Leave out units whose target does not match somewhere.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Leave out units last changed before this, such as 2024-01-31 or"
            " 20240131T120000Z.",
            show_default=False,
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Leave out units last changed after this.", show_default=False
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME[=VALUE]",
            help="Leave out units without this property or attribute; may be given again.",
            show_default=False,
        ),
    ] = None,
    no_null: Annotated[
        bool, typer.Option("--no-null", help="Leave out units with an empty side.")
    ] = False,
    missing: Annotated[
        Missing,
        typer.Option(help="What becomes of units that do not state a probability or date asked."),
    ] = Missing.keep,
    invert: Annotated[
        bool, typer.Option("--invert", help="Keep just what would be left out.")
    ] = False,
    from_: From = None,
    format: Format = None,
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
    """Keep the units that meet every condition.

    How many were left out, and why, is told on standard error. Of a memory in more than two
    languages, -s and -t pick two.
    """
    from ..corpus.tm.filter import Filter, filter_units

    settings = Filter(
        min_probability or None,
        max_length_ratio,
        min_length,
        max_length,
        measure.value,
        _pattern(source_regex, "--source-regex"),
        _pattern(target_regex, "--target-regex"),
        _date(since, "--since"),
        _date(until, "--until", end=True),
        tuple(map(_name_and_value, where or ())),
        no_null,
        missing.value,
        invert,
    )
    job = _Job(output, format, quiet, strict, (profile, max_bytes, tm_name, creation_id, plain))
    reading = _reading(from_, source_language, target_language, encoding)
    job.rewrite(file, reading, lambda units: filter_units(units, settings, job.changing))


@tm.command()
def split(
    file: In,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write there, {part} standing for the name of each part."
            " [default: IN with .{part} before its suffix]",
            show_default=False,
        ),
    ] = None,
    units: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Parts of N units.", show_default=False),
    ] = None,
    parts: Annotated[
        int | None,
        typer.Option(metavar="K", min=1, help="K parts of the same size.", show_default=False),
    ] = None,
    by_prop: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A part for each value of a property or attribute.",
            show_default=False,
        ),
    ] = None,
    by_file: Annotated[
        bool, typer.Option("--by-file", help="A part for each file that was merged.")
    ] = False,
    ratio: Annotated[
        str | None,
        typer.Option(
            metavar="SHARES",
            help="Parts by chance, such as train=.9,dev=.05,test=.05; the same source is always"
            " in the same part.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(metavar="N", help="Another number, another chance, for --ratio.")
    ] = 0,
    from_: From = None,
    format: Format = None,
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
    """Make several bitexts of one.

    One of --units, --parts, --by-prop, --by-file and --ratio says how. The files appear when all
    of them are whole.
    """
    from ..corpus.formats.files import stem_and_suffixes
    from ..corpus.formats.tmx import tmx_settings
    from ..corpus.tally import Tally
    from ..corpus.tally import strict as refusing
    from ..corpus.tm.files import split_file

    how = _split(units, parts, by_prop, by_file, ratio, seed)
    if output is None and file == STANDARD:
        raise UsageError("the parts of standard input need a name", remedy="give --output")
    stem, suffixes = stem_and_suffixes(file)
    pattern = output or str(file.with_name(f"{stem}.{{part}}{suffixes}"))
    tmx = tmx_settings(profile, max_bytes, tm_name, creation_id, plain)
    read, wrote = Tally(), Tally()
    with naming_formats(writing="--format"):
        made = split_file(
            file,
            how,
            pattern,
            _reading(from_, source_language, target_language, encoding),
            format=format,
            notice=refusing(str(file)) if strict else read,
            writing_notice=refusing(str(pattern)) if strict else wrote,
            tmx=tmx,
        )
    if not quiet:
        say_notes(read, file)
        say_notes(wrote)
        for path, written in made:
            say(f"{path}: {counted(written, 'unit')} written")


@tm.command()
def sort(
    file: In,
    by: Annotated[Order, typer.Option(help="What to order by.")],
    output: Output = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="Put the last, the newest or the longest first.")
    ] = False,
    from_: From = None,
    format: Format = None,
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
    """Put the units into order.

    Units that are equal in what is asked for stay as they were; those that do not state it come
    last.
    """
    from ..corpus.tm.sort import sort_units

    job = _Job(output, format, quiet, strict, (profile, max_bytes, tm_name, creation_id, plain))
    reading = _reading(from_, source_language, target_language, encoding)
    job.rewrite(file, reading, lambda units: sort_units(units, by.value, reverse=reverse))


@tm.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A bitext; '-' is standard input.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another, likewise.")],
    ignore: Ignore = "",
    tags: Annotated[
        bool, typer.Option("--tags", help="Compare inline tags too, not the texts alone.")
    ] = False,
    from_: From = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    output_format: Printed = OutputFormat.text,
    quiet: Quiet = False,
) -> None:
    """Say which units were added, removed and changed.

    A unit has changed if its source is there in both and its target is another. The order of the
    units does not matter. Exit code 1 if there is a difference.
    """
    from ..corpus.tally import Tally
    from ..corpus.tm.diff import SAME, diff_as_json, diff_units, show_diff
    from ..corpus.tm.files import open_two

    notices = Tally()
    ignored = _ignored(ignore)
    reading = _reading(from_, source_language, target_language, encoding)
    names = str(old), str(new)
    counts: Counter[str] = Counter()
    with (
        naming_formats(writing="--format"),
        open_two(old, new, reading, notices) as bitexts,
    ):
        differences = diff_units(*bitexts, ignore=ignored, tags=tags, counts=counts)
        if output_format is OutputFormat.json:
            print_lines(diff_as_json(names, differences, counts))
        else:
            colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
            print_lines(show_diff(names, differences, counts, tags=tags, colour=colour))
    if not quiet:
        say_notes(notices)
    if counts.total() > counts[SAME]:
        raise typer.Exit(FINDINGS)


@tm.command()
def stats(
    file: In,
    vocabulary: Annotated[
        bool, typer.Option("--vocabulary", help="Count the different words too.")
    ] = False,
    from_: From = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    output_format: Printed = OutputFormat.text,
    quiet: Quiet = False,
) -> None:
    """Say what is in a memory, however large.

    All that duilian info tells, and: repetitions, sources with several targets, probabilities,
    dates, who made the units, their properties.
    """
    from ..corpus.tally import Tally
    from ..corpus.tm.stats import as_json, measure, show

    notices = Tally()
    reading = _reading(from_, source_language, target_language, encoding)
    with naming_formats(writing="--format"):
        bitext = reading.open(file, notices)
        found = measure(bitext, name=str(file), vocabulary=vocabulary)
    if not quiet:
        say_notes(notices, file)
    print_lines([json_text(as_json(found))] if output_format is OutputFormat.json else show(found))


# --- what they share --------------------------------------------------------------------------


_TmxWords = tuple[str | None, str | None, str | None, str | None, bool]
"""The options of TMX as they were given: profile, size, name, maker, plain."""


class _Job:
    """An output, and all that is told on the way to it."""

    def __init__(
        self, output: Path | None, format: str | None, quiet: bool, strict: bool, tmx: _TmxWords
    ) -> None:
        from ..corpus.formats.tmx import tmx_settings
        from ..corpus.tally import Tally

        self.output = output or STANDARD
        if format is None and self.output == STANDARD:
            format = "table" if sys.stdout.isatty() else "jsonl"
        self.format = format
        self.quiet = quiet
        self.tmx = tmx_settings(*tmx)
        self.changing: Tally = Tally()
        self._strict = strict
        self._reading: Tally = Tally()
        self._written: Tally = Tally()

    @property
    def reading_notice(self) -> NoticeTo:
        """What is told of what could not be read: noted, or refused where all is to be strict."""
        return self._or_refused(self._reading, "")

    def writing(self) -> Writing:
        """Where to write, as the library wants it."""
        from ..corpus.tm.files import Writing

        notice = self._or_refused(self._written, str(self.output))
        return Writing(self.output, self.format, notice, self.tmx)

    def rewrite(self, file: Path, reading: Reading, change: Change) -> None:
        """Read, change, write and tell."""
        from ..corpus.tm.files import rewrite

        notice = self._or_refused(self._reading, str(file))
        with naming_formats(writing="--format"):
            written = rewrite(file, change, reading, self.writing(), notice)
        self.tell(written, file)

    def tell(self, written: int, file: Path) -> None:
        """What was passed over, and how much was written."""
        if self.quiet:
            return
        say_notes(self._reading, file)
        say_notes(self.changing)
        say_notes(self._written, self.output)
        say_written(self.output, written)

    def _or_refused(self, tally: Tally, name: str) -> NoticeTo:
        from ..corpus.tally import strict

        return strict(name) if self._strict else tally


def _reading(
    format: str | None, source: str | None, target: str | None, encoding: str | None
) -> Reading:
    from ..corpus.tm.files import Reading

    return Reading(format, language_tag(source, "-s"), language_tag(target, "-t"), encoding)


def _ignored(words: str) -> frozenset[str]:
    from ..corpus.tm.facts import normalizer

    ignored = frozenset(word.strip() for word in words.split(",") if word.strip())
    normalizer(ignored)  # raises for a word that is none, before anything is read
    return ignored


def _pattern(regex: str | None, option: str) -> re.Pattern[str] | None:
    try:
        return None if regex is None else re.compile(regex)
    except (re.error, RecursionError) as error:
        raise UsageError(f"{option}: {error}", remedy="give a regular expression") from None


def _date(text: str | None, option: str, *, end: bool = False) -> str | None:
    from ..corpus.tm.facts import parse_date

    if text is None:
        return None
    date = parse_date(text, end=end)
    if date is None:
        raise UsageError(f"{option}: '{text}' is no date", remedy="such as 2024-01-31")
    return date


def _name_and_value(text: str) -> tuple[str, str | None]:
    name, equals, value = text.partition("=")
    if not name:
        raise UsageError(f"--where: '{text}' names no property", remedy="give NAME or NAME=VALUE")
    return name, value if equals else None


def _split(
    units: int | None,
    parts: int | None,
    by_prop: str | None,
    by_file: bool,
    ratio: str | None,
    seed: int,
) -> Split:
    from ..corpus.tm.merge import FILE
    from ..corpus.tm.split import ByParts, ByProperty, ByShare, ByUnits, parse_shares

    ways: list[Split] = []
    if units is not None:
        ways.append(ByUnits(units))
    if parts is not None:
        ways.append(ByParts(parts))
    if by_prop is not None or by_file:
        ways += [ByProperty(name) for name in (by_prop, FILE if by_file else None) if name]
    if ratio is not None:
        ways.append(ByShare(parse_shares(ratio), seed))
    if len(ways) != 1:
        raise UsageError(
            "say how to split, in one way",
            remedy="give one of --units, --parts, --by-prop, --by-file and --ratio",
        )
    return ways[0]
