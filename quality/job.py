"""One source of a run: read, checked, and what came of it kept.

On a bird's-eye level: all that the result of a :class:`Job` hangs on makes a key; if the cache has
an entry for it, that is the result. Else the source is read and checked, lines are looked up, and
an entry is written. What git says is old is taken out after that, so that an entry serves whatever
is asked of git. Start reading at :func:`check_source`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any

from ..corpus.errors import DuilianError
from ..corpus.tally import Tally, strict
from .cache import NO_CACHE, Cache, content_hash, key
from .checker import Checked, Chosen, check_bitext
from .finding import pair_hash
from .history import pairs_at
from .inputs import Reading, Source, open_source
from .kept import as_bytes, from_bytes
from .lines import with_lines
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Job:
    """Everything a process needs to check one source.

    ``alone`` says that there is no other to hold it against, or that it cannot be read twice: then
    the rules that are across files are run with all others. ``uses`` asks how the terms of the
    glossaries are used.
    """

    source: Source
    reading: Reading
    settings: Settings
    since: str | None = None
    strict: bool = False
    alone: bool = True
    cache: Cache = NO_CACHE
    uses: bool = False

    @property
    def rules(self) -> tuple[Chosen, ...]:
        """All rules that are to be run on the source."""
        return self.settings.rules_for(self.source.name)

    @property
    def rules_inside(self) -> tuple[Chosen, ...]:
        """Those that look at the source by itself."""
        return tuple(each for each in self.rules if self.alone or not each.rule.across)

    @property
    def rules_across(self) -> tuple[Chosen, ...]:
        """Those that hold it against the others."""
        return tuple(each for each in self.rules if each.rule.across and not self.alone)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: what was found, and what was passed over on the way.

    Or else ``error``, a line that says why nothing came of it. ``old`` counts findings in units
    that were there before. ``ran`` are the codes of the rules that were run. ``key`` is that of
    the result in the cache, which says all that it hangs on; "" if it is not kept.
    """

    job: Job
    checked: Checked
    notes: tuple[str, ...] = ()
    error: str = ""
    old: int = 0
    ran: tuple[str, ...] = ()
    key: str = ""


def check_source(job: Job) -> Result:
    """Read and check one source. What is wrong with it is told, not raised."""
    try:
        name = _key(job)
        return without_old(_kept(job, name) or _checked(job, name))
    except DuilianError as error:
        return Result(job, Checked(job.source.name, "", "", 0, ()), error=str(error))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is kept of a source in the cache."""

    checked: Checked
    notes: tuple[str, ...]


def _kept(job: Job, name: str) -> Result | None:
    """The result in the cache, if there is one."""
    entry = from_bytes(_Entry, job.cache.get(name)) if name else None
    if entry is None:
        return None
    return Result(job, entry.checked, entry.notes, ran=_codes(job.rules), key=name)


def _checked(job: Job, name: str) -> Result:
    """The result as it is found now; it is kept under this name, if there is one."""
    notices = Tally()
    file = job.source.name
    bitext = open_source(job.source, job.reading, strict(file) if job.strict else notices)
    rules = [replace(each, setup=replace(each.setup, cache=job.cache)) for each in job.rules_inside]
    checked = check_bitext(bitext, file, rules, _counted(job))
    checked = replace(checked, findings=with_lines(checked.findings, job.source, job.reading))
    notes = tuple(f"{file}: {line}" for line in notices.lines())
    if name:
        job.cache.put(name, as_bytes(_Entry(checked, notes)))
    return Result(job, checked, notes, ran=_codes(job.rules), key=name)


def _counted(job: Job) -> tuple[str, ...]:
    """The glossaries whose terms are to be counted, if any rule asks after them."""
    asked = job.uses and any(each.rule.family == "TRM" for each in job.rules)
    return tuple(map(str, job.settings.glossaries)) if asked else ()


def _codes(rules: Sequence[Chosen]) -> tuple[str, ...]:
    return tuple(each.rule.code for each in rules)


def _key(job: Job) -> str:
    """All that the result of a job hangs on, as a key; "" if it cannot be kept."""
    if not job.cache:
        return ""
    contents = [content_hash(file) for file in job.source.files]
    glossaries = [content_hash(file) for file in job.settings.glossaries]
    if not all((*contents, *glossaries)):
        return ""
    return key(
        "check",
        [str(file) for file in job.source.files],
        [job.source.how, contents, glossaries, job.strict],
        astuple(job.reading),
        described(job.rules_inside),
        _counted(job),
    )


def described(rules: Sequence[Chosen]) -> list[Any]:
    """All that tells rules that are set up from others."""
    return [
        (each.rule.code, each.severity, dict(each.setup.options), each.setup.glossaries)
        for each in rules
    ]


def without_old(result: Result) -> Result:
    """A result without what git says is old."""
    job = result.job
    if not job.since:
        return result
    known = pairs_at(job.source, job.reading, job.since)
    findings = result.checked.findings
    new = tuple(each for each in findings if pair_hash(each.source, each.target) not in known)
    return replace(
        result, checked=replace(result.checked, findings=new), old=len(findings) - len(new)
    )
