"""A whole run: many sources, checked on all cores, sifted, held against a baseline.

On a bird's-eye level: every source is read and checked by itself (:mod:`.job`), several at once in
processes of their own; their results come back in the order they were named in. Then the sources
are held against each other (:mod:`.across`). What either came to may be kept in a cache
(:mod:`.cache`). What git says is old, what a side file suppresses and what a baseline knows is then
taken out. What is left is the :class:`.report.outcome.Outcome` that reports tell of.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..corpus.convert import refuse_same_file
from ..corpus.errors import UsageError
from ..corpus.formats import write_bitext
from ..corpus.formats.files import STANDARD
from ..corpus.glossary import read_glossary
from .across import between
from .baseline import Entry, hold, read_baseline
from .cache import NO_CACHE, Cache
from .checker import in_order
from .finding import Finding
from .fixing import Mended, mend
from .inputs import Reading, Source, open_source
from .job import Job, Result, check_source, without_old
from .processes import processes, spread
from .realign import realigned, shifted_runs
from .report.outcome import Outcome
from .rules import RULES
from .settings import Settings
from .suppressions import Suppression, read_suppressions, sift

_DEFAULT_SUPPRESSIONS = "duilian-ignore.toml"


@dataclass(frozen=True, slots=True)
class Run:
    """What came of all sources: what to tell of, each source's own result, and what is stale.

    ``results`` are without what was found between the sources. A stale entry is one of the
    baseline that was not found.
    """

    outcome: Outcome
    results: tuple[Result, ...]
    stale: tuple[Entry, ...] = ()

    def fails(self, settings: Settings) -> bool:
        """Whether a finding is grave enough to make the run fail."""
        return self.outcome.reaches(settings.fail_on)


def check_sources(
    sources: Sequence[Source],
    reading: Reading,
    settings: Settings,
    *,
    since: str | None = None,
    jobs: int | None = None,
    strict: bool = False,
    cache: Cache = NO_CACHE,
    uses: bool = False,
    today: datetime.date | None = None,
) -> Run:
    """Check sources and sift what was found.

    ``jobs`` is how many processes work at once (as many as there are cores, if None). ``uses`` asks
    how the terms of the glossaries are used, which takes room. A source that cannot be read does
    not keep the others from being checked. Raises DuilianError for a side file or a baseline that
    cannot be read, before anything is checked.
    """
    work = [
        Job(source, reading, settings, since, strict, _is_alone(source, len(sources)), cache, uses)
        for source in sources
    ]
    sieve = _sieve(settings)
    for file in settings.glossaries:
        read_glossary(file)  # so that a fault in it is told once, and before any work
    results = tuple(spread(check_source, work, processes(jobs)))
    return _sifted(results, sieve, today or datetime.date.today(), jobs)


def _is_alone(source: Source, sources: int) -> bool:
    return sources == 1 or STANDARD in map(str, source.files)


@dataclass(frozen=True, slots=True)
class _Sieve:
    """What findings are held against: two files, and what they say."""

    suppressions: Path | None
    entries: tuple[Suppression, ...]
    baseline: Path | None
    known: tuple[Entry, ...]


def _sieve(settings: Settings) -> _Sieve:
    suppressions, baseline = suppressions_file(settings), settings.baseline
    return _Sieve(
        suppressions,
        () if suppressions is None else read_suppressions(suppressions),
        baseline,
        () if baseline is None else read_baseline(baseline),
    )


def _sifted(
    alone: tuple[Result, ...], sieve: _Sieve, today: datetime.date, jobs: int | None
) -> Run:
    """What is left of the findings, with those between the sources, once the known are out."""
    results = tuple(_joined(alone, jobs))
    findings = [found for result in results for found in result.checked.findings]
    # Of what was not looked at, or looked at in part, it cannot be said that nothing was found.
    ran = frozenset(code for result in results if not result.job.since for code in result.ran)
    sifted = sift(findings, sieve.entries, today, ran)
    held = hold(sifted.findings, sieve.known)
    left = set(map(id, held.new))
    files = tuple(
        replace(
            result.checked,
            findings=tuple(found for found in result.checked.findings if id(found) in left),
        )
        for result in results
        if not result.error
    )
    notes = [note for result in results for note in result.notes]
    notes += [f"{sieve.suppressions}: {remark}" for remark in sifted.remarks]
    stale = tuple(entry for entry in held.stale if entry.code in ran)
    if stale:
        notes.append(
            f"{sieve.baseline}: {sum(entry.count for entry in stale)} of its findings were not"
            " found; if all its files were checked, 'duilian baseline update' takes them out"
        )
    outcome = Outcome(
        files,
        rules=tuple(each for each in RULES if any(each.code in result.ran for result in results)),
        notes=tuple(notes),
        failed=tuple(result.error for result in results if result.error),
        suppressed=sifted.suppressed,
        known=held.known,
        old=sum(result.old for result in results),
    )
    return Run(outcome, alone, stale)


def suppressions_file(settings: Settings) -> Path | None:
    """The side file of suppressions: the one set, else the usual one if it is there."""
    if settings.suppressions is not None:
        return settings.suppressions
    usual = settings.folder / _DEFAULT_SUPPRESSIONS
    return usual if usual.exists() else None


def _joined(results: Sequence[Result], jobs: int | None) -> Iterator[Result]:
    """The results with what is wrong between their sources, each where it stands."""
    found: dict[str, list[Finding]] = {}
    for each in between(results, processes(jobs)):
        found.setdefault(each.file, []).append(each)
    for result in results:
        more = [] if result.job.alone else found.pop(result.checked.file, [])
        if not more:
            yield result
            continue
        new = without_old(replace(result, checked=replace(result.checked, findings=tuple(more))))
        merged = in_order((*result.checked.findings, *new.checked.findings))
        checked = replace(result.checked, findings=merged)
        yield replace(result, checked=checked, old=result.old + new.old)


def fixable(run: Run) -> tuple[Mended, ...]:
    """The files of a run that fixes can be made in, mended but not written.

    Raises DuilianError for a file that has fixes and cannot be mended in place.
    """
    found = {checked.file: checked.findings for checked in run.outcome.files}
    mended = (
        mend(result.job.source, found[result.checked.file], result.job.reading)
        for result in run.results
        if any(each.fixes for each in found.get(result.checked.file, ()))
    )
    return tuple(each for each in mended if each.made or each.left)


def mend_all(
    run: Run,
    mended: Sequence[Mended],
    *,
    jobs: int | None = None,
    today: datetime.date | None = None,
) -> Run:
    """Write the mended files, and check them again: what is left to be told of."""
    if not mended:
        return run
    for each in mended:
        each.write()
    files = {str(each.file) for each in mended}
    results = tuple(
        check_source(result.job) if result.checked.file in files else result
        for result in run.results
    )
    sieve = _sieve(run.results[0].job.settings)
    return _sifted(results, sieve, today or datetime.date.today(), jobs)


def patched(run: Run, output: Path) -> tuple[int, int]:
    """Write the one source of a run with its shifted runs aligned again.

    Returns how many there were, and how many units were written. Raises UsageError for several
    sources, and if the output is the source itself.
    """
    if len(run.results) != 1:
        raise UsageError(
            f"--patch is for one file, and {len(run.results)} were checked",
            remedy="patch them one by one",
        )
    [result] = run.results
    if result.error:
        return 0, 0
    for file in result.job.source.files:
        refuse_same_file(file, output)
    found = shifted_runs(result.checked.findings)
    bitext = open_source(result.job.source, result.job.reading)
    return len(found), write_bitext(realigned(bitext, found), output)
