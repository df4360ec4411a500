"""The texts to be scored: candidates, references and sources, brought to the same segments.

On a bird's-eye level: a metric compares segment with segment, so every text must come as a list
of as many segments. Files of plain lines are just that. Of bitexts the targets are taken, and
matched with the reference's by their ids, else by their sources. A text that is cut otherwise than
the reference is aligned to it (same language, so its sentences are easily found), and segments
that one of the texts has joined are joined in all. Whatever was done is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from ...corpus.errors import InputError
from ...corpus.formats import format_for, open_input, read_bitext
from ...corpus.formats.files import STANDARD, stream_lines
from ...corpus.formats.plain import parse_lines
from ...corpus.model import Document
from ...corpus.text.script import detect_language, is_spaceless

_ENOUGH = 200
"""Segments by which a language is recognised."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file's segments. ``ids`` and ``sources`` are those of a bitext's units, else empty.

    ``places`` are where the segments stood in the file; empty if some of them were joined.
    """

    name: str
    segments: tuple[str, ...]
    ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    language: str = ""
    source_language: str = ""
    places: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.segments)


@dataclass(frozen=True, slots=True)
class Matched:
    """Candidates, references and sources with as many segments each, and what was done to them."""

    candidates: tuple[Text, ...]
    references: tuple[Text, ...]
    source: Text | None
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.candidates[0])


def language_of(segments: Sequence[str], stated: str = "") -> str:
    """The language (tag) of segments: the one they are said to be in, else as they look."""
    return stated or detect_language("\n".join(segments[:_ENOUGH]))


def read(path: Path, *, encoding: str | None = None, format: str | None = None) -> Text:
    """A file of plain lines, a segment each, or a bitext, of which the targets are scored.

    Raises InputError for a file that cannot be read or holds no segment.
    """
    if format is None and not _is_bitext(path):
        lines = [line.rstrip() for line in stream_lines(open_input(path), encoding)]
        return Text(str(path), tuple(lines), places=tuple(range(len(lines))))
    bitext = read_bitext(path, format=format, encoding=encoding)
    units = tuple(bitext)
    if not units:
        raise InputError("there is no unit in it", file=str(path))
    return Text(
        str(path),
        tuple(unit.target for unit in units),
        tuple(unit.id for unit in units),
        tuple(unit.source for unit in units),
        bitext.target_language,
        bitext.source_language,
        tuple(range(len(units))),
    )


def _is_bitext(path: Path) -> bool:
    return str(path) != STANDARD and format_for(path, writing=False).can_read


def match(
    candidates: Sequence[Text],
    references: Sequence[Text],
    source: Text | None = None,
    *,
    language: str,
) -> Matched:
    """All texts brought to the same segments.

    Raises InputError for texts that cannot be: bitexts that share no unit, a source with another
    number of lines.
    """
    notes: list[str] = []
    if source is not None and source.sources:  # a bitext: its sources are meant
        source = replace(source, segments=source.sources, language=source.source_language)
    texts = (*candidates, *references)
    count = len(candidates)
    if any(text.sources for text in texts):
        known = texts if source is None or not source.sources else (*texts, source)
        known, found = _by_unit(known, like=count if references else 0)
        source = source if len(known) == len(texts) else known[-1]
        texts = known[: len(texts)]
        notes += found
    if len({len(text) for text in texts}) > 1:
        if not references:
            raise _uneven(*_unlike(texts))
        texts, found = _by_alignment(texts, texts[count], language)
        notes += found
        if source is not None and len(source) != len(texts[0]):
            notes.append(f"{source.name}: left out, since segments were joined")
            source = None
    source = source or _own_source((*texts[count:], *texts[:count]))
    if source is not None and len(source) != len(texts[0]):
        raise _uneven(source, texts[count] if references else texts[0])
    return Matched(texts[:count], texts[count:], source, tuple(notes))


def _unlike(texts: Sequence[Text]) -> tuple[Text, Text]:
    """The first text with another number of segments than the one before all, and that one."""
    return next(text for text in texts if len(text) != len(texts[0])), texts[0]


def _own_source(texts: Sequence[Text]) -> Text | None:
    """The source that a bitext among the texts has itself."""
    for text in texts:
        if text.sources:
            return Text(text.name, text.sources, language=text.source_language)
    return None


def _uneven(text: Text, other: Text) -> InputError:
    return InputError(
        f"{len(text)} segments, but {len(other)} in {other.name}",
        file=text.name,
        remedy="the files must answer each other line by line",
    )


# --- units of bitexts ----------------------------------------------------------------------------


def _by_unit(texts: Sequence[Text], like: int) -> tuple[tuple[Text, ...], list[str]]:
    """Bitexts, matched by the ids of their units, else by their sources; ``like`` is the place of
    the one that has them in order."""
    plain = next((text for text in texts if not text.sources), None)
    if plain is not None:
        # Lines have no ids: they answer the units of a bitext one by one.
        if len({len(text) for text in texts}) == 1:
            return tuple(texts), []
        raise _uneven(plain, next(text for text in texts if text.sources))
    keys, what = [_ids(text) for text in texts], "id"
    if not all(keys):
        keys, what = [_sources(text) for text in texts], "source text"
    wanted = set(keys[0]).intersection(*map(set, keys[1:]))
    if not wanted:
        raise InputError(
            f"no unit of it has the {what} of one in {texts[-1].name}", file=texts[0].name
        )
    order = [key for key in keys[like] if key in wanted]
    matched = []
    notes = []
    for text, of_text in zip(texts, keys, strict=True):
        place = {key: number for number, key in enumerate(of_text)}
        chosen = [place[key] for key in order]
        if len(order) < len(text):
            left = len(text) - len(order)
            notes.append(f"{text.name}: {left} of {len(text)} units have no counterpart, left out")
        matched.append(_picked(text, chosen))
    return tuple(matched), notes


Key = tuple[str, int]


def _ids(text: Text) -> tuple[Key, ...]:
    """The ids of units as keys; none if they do not tell all units apart."""
    if not all(text.ids) or len(set(text.ids)) < len(text.ids):
        return ()
    return tuple((id, 0) for id in text.ids)


def _sources(text: Text) -> tuple[Key, ...]:
    """The sources of units as keys; the second of two that are alike is another."""
    seen: Counter[str] = Counter()
    keys = []
    for source in text.sources:
        folded = " ".join(source.split())
        keys.append((folded, seen[folded]))
        seen[folded] += 1
    return tuple(keys)


def _picked(text: Text, chosen: Sequence[int]) -> Text:
    def of(values: Sequence[str]) -> tuple[str, ...]:
        return tuple(values[number] for number in chosen) if values else ()

    return replace(
        text,
        segments=of(text.segments),
        ids=of(text.ids),
        sources=of(text.sources),
        places=tuple(text.places[number] for number in chosen) if text.places else (),
    )


# --- texts that are cut otherwise ----------------------------------------------------------------


def _by_alignment(
    texts: Sequence[Text], first: Text, language: str
) -> tuple[tuple[Text, ...], list[str]]:
    """Texts that are cut otherwise than the first reference, aligned to it."""
    cuts: list[dict[int, int]] = []
    notes = []
    for text in texts:
        if len(text) == len(first):
            cuts.append({number: number for number in range(len(first) + 1)})
            continue
        cuts.append(_cuts(first, text, language))
        notes.append(
            f"{text.name}: {len(text)} segments, aligned to the {len(first)} of {first.name}"
        )
    shared = sorted(set.intersection(*map(set, cuts)))
    joined = [
        _joined(text, [places[cut] for cut in shared], language)
        for text, places in zip(texts, cuts, strict=True)
    ]
    notes.append(f"scored in {len(shared) - 1} segments that all texts have")
    return tuple(joined), notes


def _cuts(reference: Text, text: Text, language: str) -> dict[int, int]:
    """Where both may be cut: how many segments of the text stand before how many of the reference.

    What the text alone has goes with what stands before it.
    """
    from ...align.aligner import align
    from ...align.options import Options

    beads = align(_lines(reference, language), _lines(text, language), Options(moved=False)).beads
    cuts = {0: 0}
    for bead in beads:
        cuts[bead.source.stop] = bead.target.stop
    return {**cuts, 0: 0}


def _lines(text: Text, language: str) -> Document:
    return parse_lines("\n".join(" ".join(segment.split()) for segment in text.segments), language)


def _joined(text: Text, places: Sequence[int], language: str) -> Text:
    space = "" if is_spaceless(language) else " "
    segments = tuple(space.join(text.segments[begin:end]) for begin, end in pairwise(places))
    return Text(text.name, segments, language=text.language)
