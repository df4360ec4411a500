"""XML in and out, for every format that is made of it.

Reading is a SAX-style target behind lxml's feed parser (:func:`collected`): nothing but the
record at hand is in memory. Before the parser sees a byte, :mod:`.prolog` reads what stands
before the root and refuses any document type declaration that declares an entity, so neither an
entity bomb nor an external entity is ever given to it; the parser is locked down all the same.
Writing is escaped strings, by far the fastest way: :func:`content` and :func:`quoted`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Protocol, TypeVar

from ..errors import InputError, UsageError
from .fields import NoticeTo, notify
from .files import Input, stream_text
from .prolog import check_prolog

# What XML 1.0 cannot hold at all, not even by number.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Only what it can hold; much faster to make sure of than that nothing else is there.
LEGAL = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+")
REPLACEMENT = "\ufffd"
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")

# Everything a parser could be talked into, said no to.
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": False,
    "recover": False,
}
# What the parser may hold back of a text or a tag that does not end. It may be an embedded file.
_MOST_WITHOUT_A_RECORD = 64 << 20
_T = TypeVar("_T")


class Collector(Protocol[_T]):
    """Receives the parser's events and collects the finished records in ``done``."""

    done: list[_T]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens; its name is ``{namespace}name`` if it has a namespace."""

    def end(self, tag: str) -> None:
        """An element closes."""

    @property
    def data(self) -> Callable[[str], object]:
        """Takes a piece of text."""

    def close(self) -> None:
        """The document is complete."""


# --- reading ----------------------------------------------------------------------------------


def collected(
    source: Input, target: Collector[_T], root: str, encoding: str | None = None
) -> Iterator[_T]:
    """The records of an XML file as the target collects them; those before an error come first.

    ``root`` is the name its outermost element must have. Raises InputError, while walking, for
    what is not well-formed, has another root, or declares an entity.
    """
    chunks = source.chunks()
    if encoding:
        # Decoded here, where any encoding Python knows will do, and told to the parser as UTF-8.
        chunks = (text.encode() for text in stream_text(source, encoding))
    return collected_from(chunks, target, root, source.name, decoded=bool(encoding))


def collected_from(
    chunks: Iterable[bytes],
    target: Collector[_T],
    root: str,
    name: str,
    *,
    decoded: bool = False,
) -> Iterator[_T]:
    """The same from bytes; ``name`` is for messages, ``decoded`` says that they are in UTF-8."""
    # Here and not above: importing lxml takes longer than `duilian --help` may.
    from lxml import etree

    parser = etree.XMLParser(
        target=target,  # type: ignore[arg-type]  # the stubs know Python 2's bytes
        encoding="utf-8" if decoded else None,
        **_OPTIONS,
    )
    waited = 0
    for chunk in check_prolog(chunks, root, name):
        waited += len(chunk)
        for record in _fed(target, name, partial(parser.feed, chunk)):
            waited = 0
            yield record
        if waited > _MOST_WITHOUT_A_RECORD:
            raise InputError(
                f"refused: {waited >> 20} MiB, and nothing in them that is complete",
                file=name,
                remedy="export it again, without files embedded in it",
            )
    yield from _fed(target, name, parser.close, at_end=True)


def _fed(
    target: Collector[_T], name: str, step: Callable[[], Any], *, at_end: bool = False
) -> Iterator[_T]:
    """Let the parser take a step, and yield the records that came of it, then its error if any."""
    from lxml import etree

    problem: InputError | None = None
    try:
        step()
    except etree.XMLSyntaxError as error:
        problem = _not_well_formed(error, name, at_end)
    done, target.done = target.done, []
    yield from done
    if problem is not None:
        raise problem


def _not_well_formed(error: SyntaxError, name: str, at_end: bool) -> InputError:
    """The parser's error in our words; one that comes ``at_end`` of the file is a cut."""
    reason = (error.msg or "no reason given").split(", line ")[0].split("\n")[0].strip()
    problem, remedy = f"not well-formed XML: {reason}", "mend the file, or export it again"
    if at_end:
        problem, remedy = "the file ends in the middle of an element", "get the whole file again"
    elif "ncoding" in reason or "abelled" in reason or "UTF-8" in reason:
        remedy = "correct the encoding named in its first line, or give --encoding"
    elif "xmlChar" in reason or "invalid Char" in reason:
        remedy = "XML cannot hold this control character: remove it"
    place = f"line {error.lineno}" if error.lineno else ""
    return InputError(problem, file=name, place=place, remedy=remedy)


def attribute_value(text: str) -> str:
    """An attribute as it was meant: told not to resolve entities, libxml2 leaves ``&`` escaped."""
    return text.replace("&#38;", "&") if "&" in text else text


# --- writing ----------------------------------------------------------------------------------


def content(text: str) -> str:
    """Element content. ``>`` is escaped everywhere, so ``]]>`` is too."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    # A parser turns CR and CR LF into LF; by number they arrive as they are.
    return text.replace("\r", "&#13;") if "\r" in text else text


def quoted(text: str) -> str:
    """An attribute value in its quotes. A parser would turn tabs and line ends into spaces."""
    if not text.isalnum():
        text = content(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
    return f'"{text}"'


def legal(text: str, place: str, notice: NoticeTo | None) -> str:
    """The text with U+FFFD for each character XML cannot hold, which is told to ``notice``."""
    if LEGAL.fullmatch(text) is not None:
        return text
    text, replaced = ILLEGAL.subn(REPLACEMENT, text)
    notify(notice, place, f"{replaced} character(s) that XML cannot hold were replaced by U+FFFD")
    return text


def language_tag(tag: str, side: str, asking: str = "this format") -> str:
    """The tag in its BCP 47 form; UsageError if it is none, since XML formats need one."""
    from ..text.script import normalize_tag

    try:
        written = normalize_tag(tag)
    except ValueError:
        written = tag
    if not _LANGUAGE.fullmatch(written):
        raise UsageError(
            f"'{tag}' is not a language tag",
            place=f"{side} language",
            remedy=f"{asking} needs one, for instance en, zh or zh-CN",
        )
    return written
