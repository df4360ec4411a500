"""Subtitles, SRT and WebVTT: what is said, without numbers, times, places and styles.

A sentence is often spread over several cues. Where the subtitles have full stops, cues are
joined until one ends a sentence, a new speaker begins, or nothing is said for a while; each
such run is a paragraph of kind "line". Where they have none, as is the custom in Chinese,
every cue stands by itself, unless the next goes on with a small letter.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...errors import InputError
from ...model import Document
from ..blocks import Block, document_of
from ..encoding import decode
from ..fields import NoticeTo, notify
from ..files import Input, split_lines

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?", re.ASCII)
_NUMBER = re.compile(r"\s*\d+\s*", re.ASCII)
# <i>, <c.yellow>, <v Mary>, <00:00:01.000>, {\an8}: but not "a < b" nor "<3".
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,200}\}")
_DASH = re.compile(r"\s*(?:[-‐‑–]|—(?!—))\s*(?=\S)")
_END = re.compile(r"[.!?…。！？♪♫][\"'”’」』）)\]]*\s*$")
_SPEECH_APART = 4.0
"""So many seconds without a word end a sentence."""
_ROLLS_WITHIN = 0.1
_MOST_CUES = 8
"""No sentence is longer: whoever writes no full stops is not to make one paragraph of a film."""
_PUNCTUATED = 0.25
"""With fewer cues than this that end a sentence, full stops are not used at all."""
_CAPITALISED = 0.5
"""With more cues than this that begin with a small letter, capitals are not used either."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at one time: when, in seconds, and the lines of text."""

    start: float
    end: float
    lines: tuple[str, ...]


def read(
    source: Input,
    *,
    language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Document:
    """The document in an open file of subtitles. Raises InputError if there are none in it."""
    cues = list(parse_cues(decode(source.read(), source.name, encoding)))
    if not cues:
        raise InputError(
            "no subtitles were found: no line gives two times with --> between",
            file=source.name,
            remedy="check that it is the right file",
        )
    blocks = [Block(text, "line") for text in _spoken(_unrepeated(cues, notice))]
    return document_of(blocks, language, source.origin)


def sniff_srt(head: str) -> bool:
    """True if a text begins with a numbered cue."""
    lines = [line for line in split_lines(head[:2000].lstrip("\ufeff")) if line.strip()]
    return len(lines) > 2 and bool(_NUMBER.fullmatch(lines[0]) and _TIMES.fullmatch(lines[1]))


def sniff_vtt(head: str) -> bool:
    """True if a text begins as WebVTT must."""
    return bool(re.match(r"\ufeff?WEBVTT(?:\s|\Z)", head))


def parse_cues(text: str) -> Iterator[Cue]:
    """The cues of a file, in its order. All that is not under a line of times is no cue."""
    times: tuple[float, float] | None = None
    held: list[str] = []
    for line in (*split_lines(text), ""):
        found = _TIMES.fullmatch(line) if "-->" in line else None
        if found:
            # No blank line before it: what was taken for text is the number of this cue.
            if times and held and _NUMBER.fullmatch(held[-1]):
                held.pop()
            if times:
                yield _cue(times, held)
            fields = [int(field or 0) for field in found.groups()]
            times, held = (_seconds(fields[:3], found[4]), _seconds(fields[4:7], found[8])), []
        elif not line.strip():
            if times and held:
                yield _cue(times, held)
                times = None
        elif times:
            held.append(line)


def _cue(times: tuple[float, float], lines: Iterable[str]) -> Cue:
    plain = (html.unescape(_TAG.sub("", line)).replace("\u200b", "").strip() for line in lines)
    return Cue(*times, tuple(line for line in plain if line))


def _seconds(fields: list[int], fraction: str) -> float:
    hours, minutes, seconds = fields
    return 3600 * hours + 60 * minutes + seconds + float(f"0.{fraction}")


def _unrepeated(cues: list[Cue], notice: NoticeTo | None) -> Iterator[Cue]:
    """The cues without the lines they only keep on the screen, as captions that roll do.

    A cue of one line that is the same as the one before is somebody who says it twice.
    """
    before = Cue(0.0, 0.0, ())
    for number, cue in enumerate(cues, 1):
        lines = cue.lines
        kept = _kept_lines(before, cue)
        if kept:
            notify(notice, f"cue {number}", "text still shown from before passed over")
        before = cue
        if lines[kept:]:
            yield Cue(cue.start, cue.end, lines[kept:])


def _kept_lines(before: Cue, cue: Cue) -> int:
    """How many lines a cue begins with that the one before it ended with."""
    if cue.start - before.end > _ROLLS_WITHIN or max(len(before.lines), len(cue.lines)) < 2:
        return 0
    longest = min(len(before.lines), len(cue.lines))
    same = (n for n in range(longest, 0, -1) if cue.lines[:n] == before.lines[-n:])
    return next(same, 0)


def _spoken(cues: Iterable[Cue]) -> Iterator[str]:
    """What is said in one breath, cue after cue; a line break stays as a soft one."""
    pieces = [piece for cue in cues for piece in _speakers(cue)]
    share = 1 / max(len(pieces), 1)
    has_stops = share * sum(map(_ends, pieces)) >= _PUNCTUATED
    has_capitals = share * sum(map(_begins_small, pieces)) < _CAPITALISED
    held: list[Cue] = []
    for piece in pieces:
        if held and not (
            (has_stops or (has_capitals and _begins_small(piece)))
            and not _ends(held[-1])
            and not _DASH.match(piece.lines[0])
            and piece.start - held[-1].end < _SPEECH_APART
            and len(held) < _MOST_CUES
        ):
            yield _said(held)
            held = []
        held.append(piece)
    if held:
        yield _said(held)


def _ends(cue: Cue) -> bool:
    """True if a sentence ends with the cue."""
    return bool(_END.search(cue.lines[-1]))


def _begins_small(cue: Cue) -> bool:
    """True if the cue begins as no sentence does, with a small letter."""
    return cue.lines[0][:1].islower()


def _speakers(cue: Cue) -> Iterator[Cue]:
    """A cue for each speaker of one: a dash begins what the next one says."""
    lines: list[str] = []
    for line in cue.lines:
        if lines and _DASH.match(line):
            yield Cue(cue.start, cue.end, tuple(lines))
            lines = []
        lines.append(line)
    yield Cue(cue.start, cue.end, tuple(lines))


def _said(cues: list[Cue]) -> str:
    text = "\n".join(line for cue in cues for line in cue.lines)
    dash = _DASH.match(text)
    return text[dash.end() :] if dash else text
