"""Word alignments of other programs (fast_align, eflomal, awesome-align): ``i-j``, a line a unit.

The format, Pharaoh's, counts the tokens of the two texts from 0 and does not say what they are.
So they come from a second file, the one the other program was given: ``source ||| target``, a line
a unit, tokens parted by blanks; :func:`token_lines` makes one of our tokens. Without it, what
blanks part in the units themselves is a token.
Their tokens are laid over ours by the letters they share, so any segmentation will do. A link may
have a chance, ``i-j:0.9``; a merely possible one, ``i?j``, counts half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from ...corpus.errors import InputError
from .evidence import Pair
from .model import WordAlignment
from .tokens import Token, tokens

Floats = npt.NDArray[np.float32]
Link = tuple[int, int, float]
Bounds = tuple[int, int]
Line = TypeVar("Line")

_LINK = re.compile(r"(\d+)([-?])(\d+)(?::([01](?:\.\d+)?))?")
_POSSIBLE = 0.5
_BETWEEN = " ||| "


def read_links(lines: Iterable[str], name: str) -> Iterator[tuple[Link, ...]]:
    """The links of each line. Raises InputError, with the line, for what is no link."""
    for number, line in enumerate(lines, 1):
        links = []
        for word in line.split():
            found = _LINK.fullmatch(word)
            if found is None:
                raise InputError(
                    f"'{word}' is no link between two words",
                    file=name,
                    place=f"line {number}",
                    remedy="each line holds links such as 0-0 1-2, both counted from 0",
                )
            first, mark, second, chance = found.groups()
            sure = float(chance) if chance else (1.0 if mark == "-" else _POSSIBLE)
            links.append((int(first), int(second), sure))
        yield tuple(links)


def read_tokens(lines: Iterable[str], name: str) -> Iterator[tuple[list[str], list[str]]]:
    """The tokens of both sides of each line. Raises InputError for a line without ``|||``."""
    for number, line in enumerate(lines, 1):
        source, between, target = line.rstrip("\r\n").partition(_BETWEEN)
        if not between:
            raise InputError(
                "there is no ' ||| ' between a source and a target",
                file=name,
                place=f"line {number}",
                remedy="give the file that the word aligner was given",
            )
        yield source.split(), target.split()


def token_lines(pairs: Iterable[Pair], languages: tuple[str, str]) -> Iterator[str]:
    """The tokens of each unit as :func:`read_tokens` and other word aligners read them."""
    for sides in pairs:
        yield _BETWEEN.join(
            " ".join(_cut(text, language)) for text, language in zip(sides, languages, strict=True)
        )


def _cut(text: str, language: str) -> Iterator[str]:
    """A text's words and, each by itself, the stretches between them."""
    reached = 0
    for word in tokens(text, language):
        yield from text[reached : word.start].split()
        yield text[word.start : word.end]
        reached = word.end
    yield from text[reached:].split()


def linked(
    pairs: Sequence[Pair],
    languages: tuple[str, str],
    links: Iterable[tuple[Link, ...]],
    name: str,
    cut: Iterable[tuple[list[str], list[str]]] | None = None,
    cut_name: str = "",
) -> Iterator[WordAlignment]:
    """The word alignments of units, from links and the tokens they count.

    ``name`` and ``cut_name`` are those of the files that links and tokens come from. Raises
    InputError if lines and units are not as many, if a token does not stand in its unit, or if a
    link counts beyond the last.
    """
    given = ((one.split(), other.split()) for one, other in pairs) if cut is None else cut
    counted = _same_number(pairs, given, cut_name or name)
    lines = zip(_same_number(pairs, links, name), counted, strict=True)
    for number, ((source, target), (made, (theirs, others))) in enumerate(
        zip(pairs, lines, strict=True), 1
    ):
        rows, columns = tokens(source, languages[0]), tokens(target, languages[1])
        left = _bounds(theirs, source, cut_name or name, number)
        right = _bounds(others, target, cut_name or name, number)
        together = np.zeros((len(left), len(right)), dtype=np.float32)
        for first, second, chance in made:
            if first >= len(left) or second >= len(right):
                raise InputError(
                    f"the link {first}-{second} counts beyond the last word"
                    f" ({len(left)} and {len(right)} of them)",
                    file=name,
                    place=f"line {number}",
                    remedy="give the tokens that the word aligner was given, with --tokens",
                )
            together[first, second] = chance
        links_of_ours = _overlap(rows, left) @ together @ _overlap(columns, right).T
        yield _as_alignment(rows, columns, np.minimum(links_of_ours, 1))


def _as_alignment(rows: Sequence[Token], columns: Sequence[Token], links: Floats) -> WordAlignment:
    """Each word's choices are as likely as its links are sure, and add up to 1 at most."""
    forward = links / np.maximum(links.sum(axis=1, keepdims=True), 1)
    backward = links / np.maximum(links.sum(axis=0, keepdims=True), 1)
    return WordAlignment(tuple(rows), tuple(columns), forward, backward, links)


def _same_number(pairs: Sequence[Pair], lines: Iterable[Line], name: str) -> Iterator[Line]:
    count = 0
    for line in lines:
        count += 1
        if count <= len(pairs):
            yield line
    if count != len(pairs):
        raise InputError(
            f"it is about {count:,} units, and there are {len(pairs):,}",
            file=name,
            remedy="give one line for each unit, empty ones too",
        )


def _bounds(words: Sequence[str], text: str, name: str, number: int) -> list[Bounds]:
    """Where tokens stand in a text, one after another; blanks between letters do not matter."""
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    plain = "".join(text.split())
    bounds = []
    at = 0
    for word in words:
        if not plain.startswith(word, at):
            raise InputError(
                f"the word '{word}' does not stand in unit {number}",
                file=name,
                place=f"line {number}",
                remedy="tokens must spell the texts of the units, in order",
            )
        bounds.append((places[at], places[at + len(word) - 1] + 1))
        at += len(word)
    return bounds


def _overlap(ours: Sequence[Token], theirs: Sequence[Bounds]) -> Floats:
    """Which of their tokens (columns) share letters with ours (rows)."""
    shared = np.zeros((len(ours), len(theirs)), dtype=np.float32)
    for row, token in enumerate(ours):
        for column, (start, end) in enumerate(theirs):
            if token.start < end and start < token.end:
                shared[row, column] = 1
    return shared
