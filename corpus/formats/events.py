"""XML and HTML as a stream of events: an element begins, text, an element ends.

The readers of documents are loops over these events, so nothing of a file but its text is ever
held in memory, and no depth of nesting can exhaust the stack. :func:`xml_events` is strict and
locked down: the prolog is checked before the parser sees it (:mod:`.prolog`), and neither an
entity nor a file nor the network is ever asked for. :func:`html_events` forgives whatever a
browser would. :func:`prune` takes out what is not wanted, with all that is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..errors import InputError
from .markup import attribute_value
from .prolog import check_prolog

_PIECE = 1 << 16


class Start(NamedTuple):
    """An element begins."""

    tag: str
    attributes: Mapping[str, str]


class End(NamedTuple):
    """An element ends."""

    tag: str


Event = Start | End | str
"""A string is text, perhaps not all the text there is in one place."""


class _Collector:
    """What the parser calls; it keeps the events until somebody takes them."""

    def __init__(self, shorten: Callable[[str], str]) -> None:
        self._shorten = shorten
        self._events: list[Event] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        shorten = self._shorten
        named = {shorten(name): attribute_value(value) for name, value in attributes.items()}
        self._events.append(Start(shorten(tag), named))

    def end(self, tag: str) -> None:
        self._events.append(End(self._shorten(tag)))

    def data(self, text: str) -> None:
        self._events.append(text)

    def close(self) -> None:
        """The parser asks for this at the end of the file."""

    def taken(self) -> list[Event]:
        events, self._events = self._events, []
        return events


def xml_events(
    chunks: Iterable[bytes], root: str, name: str, prefixes: Mapping[str, str]
) -> Iterator[Event]:
    """The events of an XML file whose root has the local name ``root``.

    ``prefixes`` maps namespaces to the prefixes tags and attributes are given with: several may
    have one, and a name in any other namespace begins with ``?:``. Raises InputError for what
    is not well-formed, and for any entity that is declared.
    """
    # Here and not above: importing lxml takes longer than `duilian --help` may.
    from lxml import etree

    @cache
    def shorten(name: str) -> str:
        if not name.startswith("{"):
            return name
        namespace, _, local = name[1:].partition("}")
        return f"{prefixes.get(namespace, '?')}:{local}"

    collector = _Collector(shorten)
    parser = etree.XMLParser(
        target=collector,  # type: ignore[arg-type]  # the stubs know Python 2's bytes
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
    )
    try:
        for chunk in check_prolog(chunks, root, name):
            parser.feed(chunk)
            yield from collector.taken()
        parser.close()
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "no reason given").split(", line ")[0].split("\n")[0].strip()
        raise InputError(
            f"not well-formed XML: {reason}",
            file=name,
            place=f"line {error.lineno}" if error.lineno else "",
            remedy="the file may be damaged: save it anew",
        ) from None
    yield from collector.taken()


def html_events(text: str) -> Iterator[Event]:
    """The events of an HTML text, names in lower case, whatever is wrong with it."""
    from lxml import etree

    collector = _Collector(str.lower)
    # Of the text we know that it is text; the parser is to look for no other encoding in it.
    parser = etree.HTMLParser(target=collector, encoding="utf-8")  # type: ignore[arg-type]
    try:
        for at in range(0, len(text), _PIECE):
            parser.feed(text[at : at + _PIECE].encode("utf-8", "replace"))
            yield from collector.taken()
        parser.close()
    except etree.XMLSyntaxError:
        # It ended before it held any element.
        pass
    yield from collector.taken()


def prune(
    events: Iterable[Event], unwanted: Callable[[Start], str | None], tell: Callable[[str], None]
) -> Iterator[Event]:
    """The events without the elements that are unwanted, nor anything in them.

    ``unwanted`` gives None for an element that stays, else what it is called when it is passed
    over; ``tell`` is given that name, unless it is empty.
    """
    depth = 0
    for event in events:
        if depth:
            depth += isinstance(event, Start) - isinstance(event, End)
            continue
        if isinstance(event, Start):
            reason = unwanted(event)
            if reason is not None:
                depth = 1
                if reason:
                    tell(reason)
                continue
        yield event
