"""What stands before the root of an XML file, checked before any parser sees it.

A parser meets entity declarations before anyone can stop it, and how well it defends itself
has changed from release to release (CVE-2026-41066). No file we read needs one of its own: so
the prolog is read here, by the grammar and no further than the grammar is understood, and a
file that declares an entity, or refers to a parameter entity, is refused outright. A plain
``<!DOCTYPE tmx SYSTEM "tmx14.dtd">`` is fine, but is not handed on: without it, an entity that
only the DTD could have declared is an error and not a hole in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..errors import InputError
from ..model import as_slice
from .encoding import markup_codec

_QUOTED = r"(?:\"[^\"]*\"|'[^']*')"
_MISC = re.compile(r"\ufeff|\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL | re.ASCII)
_DOCTYPE = re.compile(
    rf"<!DOCTYPE\s+[^\s\[>\"']+\s*(?:(?:SYSTEM|PUBLIC)(?:\s*{_QUOTED}){{1,2}}\s*)?([\[>])",
    re.ASCII,
)
_DECLARATION = re.compile(
    rf"\s+|<\?.*?\?>|<!--.*?-->|<!(?:ELEMENT|ATTLIST|NOTATION)\b(?:{_QUOTED}|[^\"'>])*>",
    re.DOTALL | re.ASCII,
)
_SUBSET_END = re.compile(r"\]\s*>")
_ENCODING = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']", re.ASCII)
_ROOT = re.compile(r"<([^\s/>!?]+)")
# No real prolog comes near it. What is longer is not read to its end.
_LONGEST = 1 << 20


def check_prolog(chunks: Iterable[bytes], root: str, name: str) -> Iterator[bytes]:
    """The bytes of the file, in pieces, once the prolog has been checked; the DOCTYPE blanked.

    Raises InputError if the file is not XML, if its root is not ``root``, or if it declares an
    entity.
    """
    held = b""
    checked = False
    for chunk in chunks:
        if checked:
            yield chunk
            continue
        held += chunk
        start, codec = markup_codec(held)
        # Latin-1 for UTF-8: all that matters here is ASCII, and it turns back into the same bytes.
        codec = "latin-1" if codec == "utf-8" else codec
        text = held[start:].decode(codec, "replace")
        doctype = _doctype(text, root, name)
        checked = doctype is not None
        if doctype:
            before, declared = text[: doctype.start], text[as_slice(doctype)]
            blank = "".join(char if char in "\r\n" else " " for char in declared)
            first = start + len(before.encode(codec))
            last = first + len(declared.encode(codec))
            held = held[:first] + blank.encode(codec) + held[last:]
        if checked:
            yield held
        elif len(held) > _LONGEST:
            raise _refused("what stands before the root element is too long", name)
    if not checked:
        raise _no_xml(name, root)


def declared_encoding(head: bytes) -> tuple[str, str]:
    """The encoding of an XML file, from how it begins.

    Two names, of which one may be "": what the byte-order mark or the bytes of the first "<"
    leave no doubt of, and what the XML declaration says; ``utf-8`` if it says nothing.
    """
    length, codec = markup_codec(head)
    if length or codec != "utf-8":
        return codec, ""
    declared = _ENCODING.match(head)
    return "", declared[1].decode("ascii") if declared else "utf-8"


def _doctype(text: str, root: str, name: str) -> range | None:
    """Where the document type declaration is, an empty range if there is none.

    None if the prolog is not complete: more of the file is needed. All else is an InputError.
    """
    begin = at = _skip(_MISC, text, 0)
    doctype = _DOCTYPE.match(text, at)
    if doctype:
        at = doctype.end()
        if doctype[1] == "[":
            at = _skip(_DECLARATION, text, at)
            end = _SUBSET_END.match(text, at)
            if end is None:
                _refuse_entities(text, at, name)
                return None
            at = end.end()
    found = range(begin, at)
    at = _skip(_MISC, text, at)
    element = _ROOT.match(text, at)
    if element is None:
        # Cut off in the middle of something that may yet become a root; else no XML at all.
        if at < len(text) and not text.startswith(("<", "\ufffd"), at):
            raise _no_xml(name, root)
        return None
    if element.end() == len(text):
        return None
    if element[1].rpartition(":")[2] != root:
        raise InputError(
            f"this is XML, but <{element[1][:40]}> and not <{root}>",
            file=name,
            place=f"line {_line(text, at)}",
            remedy="check that it is the right file, of the format its name says",
        )
    return found


def _refuse_entities(text: str, at: int, name: str) -> None:
    if text.startswith("<!ENTITY", at):
        external = re.match(r"<!ENTITY\s+(?:%\s+)?\S+\s+(?:SYSTEM|PUBLIC)\b", text[at : at + 500])
        what = "an external entity (another file)" if external else "an entity"
        raise _refused(f"it declares {what}", name, _line(text, at))
    if text.startswith("%", at):
        raise _refused("it refers to a parameter entity", name, _line(text, at))


def _skip(token: re.Pattern[str], text: str, at: int) -> int:
    """Past as many tokens as follow one another."""
    while found := token.match(text, at):
        at = found.end()
    return at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _refused(problem: str, name: str, line: int = 0) -> InputError:
    return InputError(
        f"refused: {problem}, which no such file needs and an attack would",
        file=name,
        place=f"line {line}" if line else "",
        remedy="take the DOCTYPE out of the file if you trust it",
    )


def _no_xml(name: str, root: str) -> InputError:
    return InputError(
        f"this is not a {root.upper()} file, nor any other XML",
        file=name,
        remedy="check that it is the right one, or name its format",
    )
