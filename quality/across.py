"""What is wrong between files: the rules that hold all files of a run against each other.

On a bird's-eye level: every file has been checked by itself (:mod:`.checker`), in processes of
their own. Now the units of all of them stream through once more, one file after the other, past
the rules that are ``across``; each of those has one watch for all files in the same two languages,
so that a folder reads like one long file. A file that has such a rule switched off is not shown to
it. All these rules are quick, but for CON101, which shares and keeps its work by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..corpus.model import Bitext
from .cache import Cache, key
from .checker import Chosen, concerns, finding, place_in_file
from .finding import Finding
from .inputs import open_source
from .job import Result, described
from .kept import as_bytes, from_bytes
from .lines import with_lines
from .passage import Passage, passages
from .rules.rule import Watch


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a scope: how it is opened, the rules it is shown to, the units to hold back."""

    name: str
    open: Callable[[], Bitext]
    rules: tuple[Chosen, ...]
    misaligned: frozenset[int]

    def passages(self) -> Iterator[Passage]:
        """Its units, as they stood when it was checked by itself."""
        for passage in passages(self.open(), self.name):
            yield replace(passage, misaligned=True) if self._holds_back(passage) else passage

    def _holds_back(self, passage: Passage) -> bool:
        return passage.number in self.misaligned


def find_across(members: Iterable[Member], cache: Cache, jobs: int) -> Iterator[Finding]:
    """What the rules that are across find in the files, in no order worth keeping."""
    watches: dict[tuple[str, tuple[str, str]], tuple[Chosen, Watch]] = {}
    for member in members:
        if not member.rules:
            continue
        for passage in member.passages():
            for chosen in member.rules:
                place = chosen.rule.code, passage.languages
                if place not in watches:
                    watches[place] = chosen, _watch(chosen, cache, jobs)
                if concerns(chosen.rule, passage):
                    for seen, flaw in watches[place][1].see(passage):
                        yield finding(chosen, seen, flaw)
    for chosen, watch in watches.values():
        for seen, flaw in watch.end():
            yield finding(chosen, seen, flaw)


def _watch(chosen: Chosen, cache: Cache, jobs: int) -> Watch:
    assert chosen.rule.watch is not None
    return chosen.rule.watch(replace(chosen.setup, cache=cache, jobs=jobs))


@dataclass(frozen=True, slots=True)
class _Between:
    """What is kept of what was found between sources."""

    findings: tuple[Finding, ...]


def between(results: Sequence[Result], jobs: int) -> tuple[Finding, ...]:
    """What is found between sources, each with its line."""
    by_name = {each.checked.file: each for each in results if not each.error}
    sharing = [each for each in by_name.values() if each.job.rules_across]
    if not sharing:
        return ()
    cache = sharing[0].job.cache
    name = ""
    if all(each.key for each in sharing):
        name = key("across", [(each.key, described(each.job.rules_across)) for each in sharing])
        kept = from_bytes(_Between, cache.get(name))
        if kept is not None:
            return kept.findings
    members = [
        Member(
            each.checked.file,
            partial(open_source, each.job.source, each.job.reading),
            each.job.rules_across,
            each.checked.misaligned,
        )
        for each in sharing
    ]
    found = tuple(_lined(find_across(members, cache, jobs), sharing))
    if name:
        cache.put(name, as_bytes(_Between(found)))
    return found


def _lined(findings: Iterable[Finding], results: Sequence[Result]) -> Iterator[Finding]:
    """Findings of several files, file by file, each with its line."""
    of_file: dict[str, list[Finding]] = {}
    for found in findings:
        of_file.setdefault(found.file, []).append(found)
    for each in results:
        inside = sorted(of_file.get(each.checked.file, ()), key=place_in_file)
        yield from with_lines(inside, each.job.source, each.job.reading)
