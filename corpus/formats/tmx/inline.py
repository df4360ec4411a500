"""Inline elements: the tags TMX level 2 puts into a segment, kept beside the text.

A segment with tags is two things. Its *text* is what a reader sees: ``hi`` keeps its text, and
the native codes of ``bpt``, ``ept``, ``ph``, ``it`` and ``ut`` go, with the ``sub`` in them. Its
*markup* is the inside of the ``seg`` as XML, in one canonical form: attributes in the order of
the DTD, the same characters escaped as everywhere. The text follows from the markup, never the
other way round. Start reading at :class:`Segment`; :func:`settle` is for markup that comes from
anywhere else than a parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from xml.parsers import expat

from ..markup import content, quoted

# The attributes of each element, in the order of the DTD.
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "bpt": ("i", "x", "type"),
    "ept": ("i",),
    "sub": ("datatype", "type"),
    "it": ("pos", "x", "type"),
    "ph": ("x", "assoc", "type"),
    "hi": ("x", "type"),
    "ut": ("x",),
}
# In canonical markup no tag holds a ">" but at its end.
_HIGHLIGHT = re.compile("</?hi(?: [^>]*)?>")
_REQUIRED = {"bpt": "i", "ept": "i", "it": "pos"}
# Elements that hold another format's codes: no part of what a reader sees. Only sub is in them.
_NATIVE = frozenset(("bpt", "ept", "ph", "it", "ut"))


class Segment:
    """Collects a segment from its pieces: the text a reader sees, and the markup.

    ``problem`` says in what the tags are not those of TMX; the markup is then "", so that
    nothing invalid is ever handed on, and the text is all that is left.
    """

    def __init__(self) -> None:
        self.problem = ""
        self._text: list[str] = []
        self._markup: list[str] = []
        self._open: list[str] = []
        self._native = 0

    def characters(self, text: str) -> None:
        """Text between two tags."""
        if not self._native:
            self._text.append(text)
        self._markup.append(content(text))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        inside = self._open[-1] if self._open else ""
        allowed = _ATTRIBUTES.get(tag)
        if allowed is None:
            self.problem = self.problem or f"there is no inline tag <{tag[:40]}> in TMX"
            allowed = ()
        elif (tag == "sub") != (inside in _NATIVE):
            self.problem = self.problem or f"an inline tag <{tag}> stands where none may"
        missing = _REQUIRED.get(tag)
        if missing and missing not in attributes:
            self.problem = self.problem or f"an inline tag <{tag}> has no {missing}"
        if tag == "it" and attributes.get("pos", "begin") not in ("begin", "end"):
            self.problem = self.problem or "the pos of an inline tag <it> is not begin or end"
        self._markup.append(
            f"<{tag}"
            + "".join(f" {key}={quoted(attributes[key])}" for key in allowed if key in attributes)
            + ">"
        )
        self._open.append(tag)
        self._native += tag in _NATIVE

    def end(self) -> None:
        """The tag that opened last closes."""
        tag = self._open.pop()
        self._native -= tag in _NATIVE
        self._markup.append(f"</{tag}>")

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(self._text)

    @property
    def markup(self) -> str:
        """The inside of the ``seg`` as XML; "" if its tags are not those of TMX."""
        return "" if self.problem else "".join(self._markup)


def settle(markup: str) -> tuple[str, str] | None:
    """The text and the canonical form of some markup; None if it is not that of a segment.

    Entities other than XML's own five, declarations and control characters are among what no
    segment has.
    """
    segment = Segment()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    depth = [0]
    parser.StartElementHandler = partial(_start, segment, depth)
    parser.EndElementHandler = partial(_end, segment, depth)
    parser.CharacterDataHandler = segment.characters
    try:
        # The root is ours and comes first, so a DOCTYPE is out of place and refused.
        parser.Parse(f"<seg>{markup}</seg>".encode(), True)
    except (expat.ExpatError, UnicodeEncodeError):
        return None
    return None if segment.problem else (segment.text, segment.markup)


def without_highlights(markup: str) -> str:
    """Canonical markup without its ``hi`` tags; what is in them stays."""
    return _HIGHLIGHT.sub("", markup)


def _start(segment: Segment, depth: list[int], tag: str, attributes: dict[str, str]) -> None:
    depth[0] += 1
    if depth[0] > 1:
        segment.start(tag, attributes)


def _end(segment: Segment, depth: list[int], tag: str) -> None:
    depth[0] -= 1
    if depth[0]:
        segment.end()
