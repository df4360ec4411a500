"""CON001: the same source, translated in two ways."""

from __future__ import annotations

from collections.abc import Iterable

from ..finding import Flaw, Severity
from ..passage import Passage
from ..spot import Spot
from .rule import Example, Option, Rule, Setup

_EDGES = " \t\n\u3000.。!！?？…,，;；:：\"“”'‘’"
_ENDS = tuple(".。!！?？…")
_HASH = (1 << 64) - 1
_NUMBER = (1 << 40) - 1


class _Sources:
    """Of each source so far its first unit and what that was translated with.

    Memories are large, and nearly all of their sources come once. So of each there is only a hash,
    and one number made of the file's and the unit's (above) and the hash of its target (below);
    the text itself is kept of short targets alone.
    """

    def __init__(self, setup: Setup) -> None:
        self._shown = int(setup.number("shown"))
        self._longest = int(setup.number("longest"))
        self._files: dict[str, int] = {}
        self._first: dict[int, int] = {}
        self._texts: dict[int, str] = {}

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Hold a unit against the first with the same source."""
        source, target = passage.source, passage.target
        key = hash(source.strip(_EDGES).lower())
        here = self._files.setdefault(passage.file, len(self._files)) << 40 | passage.number
        now = here << 64 | (hash(target.strip(_EDGES).lower()) & _HASH)
        before = self._first.setdefault(key, now)
        if before == now:
            if len(target) <= self._shown:
                self._texts[here] = target
            return ()
        if (before ^ now) & _HASH == 0:
            return ()
        spot = self._spot(before >> 64)
        text = self._texts.get(before >> 64)
        how = f"as '{text}'" if text else "differently"
        first = f"translated '{text}' here" if text else "the first of them"
        flaw = Flaw(
            f"{spot.called(passage)} translates the same source {how}",
            severity=None if self._is_label(source) else Severity.note,
            help="settle on one, unless the context asks for both",
            related=(spot.place(passage, first),),
        )
        return ((passage, flaw),)

    def _is_label(self, source: str) -> bool:
        """Whether a source is short and no sentence."""
        return len(source) <= self._longest and not source.rstrip().endswith(_ENDS)

    def _spot(self, packed: int) -> Spot:
        return Spot(list(self._files)[packed >> 40], packed & _NUMBER)

    def end(self) -> Iterable[tuple[Passage, Flaw]]:
        """Nothing waits."""
        return ()


def watch(setup: Setup) -> _Sources:
    """Watch for sources that come again."""
    return _Sources(setup)


def _twice(source: str, first: str, second: str, remark: str = "") -> Example:
    return Example(((source, first), (source, second)), remark)


RULE = Rule(
    code="CON001",
    name="inconsistent-translation",
    severity=Severity.warning,
    mqm="style/inconsistent",
    summary="The same source is translated in different ways.",
    explanation="""
A label or a message that comes again should read the same again, in all files that are checked
together. The finding is at the later unit and names the first. Case and punctuation at the edges
make no difference. In running text, where a sentence that comes again may well be put in other
words, it is a note: what is long, or ends as a sentence does. Where two targets of one file
contradict each other, ALN006 speaks in its place.
""",
    bad=(
        _twice("保存更改", "Save changes", "Keep changes"),
        _twice("潮汐表", "Tide table", "Table of tides"),
    ),
    good=(
        _twice("保存更改", "Save changes", "Save Changes.", "case and the full stop"),
        Example((("保存", "Save"), ("打开", "Open"))),
    ),
    false_alarms=("Words that mean different things in different places (开: open, on, drive).",),
    options=(
        Option("longest", 30, "characters up to which a source is no running text"),
        Option("shown", 60, "characters up to which a target is kept, to be shown"),
    ),
    across=True,
    yields_to=("ALN006",),
    watch=watch,
)
