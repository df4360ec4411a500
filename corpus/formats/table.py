"""A side-by-side table for people at a terminal; write-only.

::

      # bead prob │ 源                     │ Target
    ──────────────┼────────────────────────┼───────────────────────
      1 1-1  0.99 │ 春联贴在门的两边。     │ Spring couplets hang on
                  │                        │ both sides of the door.

Widths are counted in terminal columns, two for a Chinese character. Chinese breaks anywhere,
but no line begins with closing punctuation; English breaks at spaces.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import zip_longest
from typing import TextIO

from ..model import Bitext, Unit
from .fields import NoticeTo, replace_unwritable

NOTHING = "—"
_NUMBER, _KIND, _PROBABILITY = 4, 4, 4
_NARROWEST_SIDE = 8
# A piece that must stay in one: a word and the blanks after it, or one wide character with
# the opening marks before it and the closing marks after it.
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_OPENING = "（《〈【「『［“‘"
_CLOSING = "，。、；：！？）》〉】」』］”’…—"
_PIECE = re.compile(
    rf"[{_OPENING}]*[{_WIDE}\U00020000-\U0003ffff][{_CLOSING}]*\s*"
    rf"|[^\s{_WIDE}\U00020000-\U0003ffff]+[{_CLOSING}]*\s*|\s+"
)
# Left in, a control character could move the cursor or recolour the terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write(
    bitext: Bitext, out: TextIO, notice: NoticeTo | None = None, *, width: int | None = None
) -> int:
    """Write a row for each unit; returns how many.

    ``width`` is that of the whole table in columns; the terminal's by default.
    """
    from rich.cells import cell_len

    total = width or shutil.get_terminal_size().columns
    margin = _NUMBER + _KIND + _PROBABILITY + 3
    side = max(_NARROWEST_SIDE, (total - margin - len("│ ") - len(" │ ")) // 2)
    heads = (bitext.source_language or "source", bitext.target_language or "target")
    titles = f"{'#':>{_NUMBER}} {'bead':<{_KIND}} {'prob':>{_PROBABILITY}} "
    out.write(f"{titles}│ {heads[0]:<{side}} │ {heads[1]}\n")
    out.write(f"{'─' * margin}┼{'─' * (side + 2)}┼{'─' * (side + 1)}\n")
    written = 0
    for written, unit in enumerate(bitext, 1):
        label = _label(written, unit)
        left, right = (wrap(_visible(text), side) for text in (unit.source, unit.target))
        for source, target in zip_longest(left, right, fillvalue=""):
            padding = " " * (side - cell_len(source))
            out.write(f"{label:<{margin}}│ {source}{padding} │ {target}".rstrip() + "\n")
            label = ""
    return written


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` terminal columns; at least one line."""
    from rich.cells import cell_len

    lines: list[str] = []
    line, room = "", width
    for piece in _pieces(text, width):
        size = cell_len(piece.rstrip())
        if size > room and line:
            lines.append(line.rstrip())
            line, room = "", width
        line += piece
        room -= cell_len(piece)
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int) -> Iterator[str]:
    """What must stay in one, bar what is wider than a whole line: that is cut."""
    from rich.cells import cell_len

    for found in _PIECE.finditer(text):
        piece = found[0]
        if cell_len(piece.rstrip()) <= width:
            yield piece
            continue
        part = ""
        for char in piece:
            if part and cell_len(part + char) > width:
                yield part
                part = ""
            part += char
        yield part


def _label(number: int, unit: Unit) -> str:
    probability = "" if unit.probability is None else f"{unit.probability:.2f}"
    kind = unit.kind or ""
    return f"{number:>{_NUMBER}} {kind:<{_KIND}} {probability:>{_PROBABILITY}} "


def _visible(text: str) -> str:
    """The text on one line with nothing in it a terminal would act on; a dash if it is blank."""
    return replace_unwritable(_CONTROL.sub(" ", text))[0].strip() or NOTHING
