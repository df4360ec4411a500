"""What is wrong between files: the rules that hold all files of a run against each other.

On a bird's-eye level: every file has been checked by itself (:mod:`.checker`), in processes of
their own. Now the units of all of them stream through once more, one file after the other, past
the rules that are ``across``; each of those has one watch for all files in the same two languages,
so that a folder reads like one long file. A file that has such a rule switched off is not shown to
it. All these rules are quick, but for CON101, which shares and keeps its work by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..corpus.model import Bitext
from .cache import Cache
from .checker import Chosen, concerns, finding
from .finding import Finding
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
