"""What in a text is no prose, and should be in its translation letter for letter.

Placeholders that a program fills in (``%s``, ``{name}``, ``${x}``, ICU messages), tags (``<b>``,
``</0>``), addresses (URLs, e-mail), entities (``&amp;``) and code (``snake_case``, ``call()``,
``/usr/bin``, ``setup.exe``). Rules of the family TAG compare them; those of punctuation and
typography leave them alone (:func:`blanked`).

Most texts have none, which is known from their characters alone. Start reading at
:func:`verbatims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

from ..corpus.model import Span

Kind = Literal["placeholder", "tag", "url", "email", "entity", "code"]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A piece of a text that is no prose.

    ``key`` is what must be the same on both sides: the text itself, or of an ICU message the
    argument and the kind of choice, since its branches are translated.
    """

    kind: Kind
    text: str
    span: Span
    key: str


_SUFFIXES = (
    "bat|bmp|c|cfg|conf|cpp|css|csv|dll|docx?|exe|gif|go|gz|html?|ini|java|jpe?g|js|json|log|md|"
    "mp[34]|pdf|php|png|po|pptx?|py|rar|rs|sh|sql|svg|tar|tmx|toml|ts|txt|wav|xlf|xliff|xlsx?|xml|"
    "ya?ml|zip"
)
_NO_SIGNS = bytes(code for code in range(256) if chr(code) not in "{%<@&`_#/\\")
"""Without one of the others nothing is to be found but calls, options and what has a dot inside."""
_NOTHING_ALONE = frozenset((b"/", b"#", b"`"))
_FORMAT = re.compile(r"%[\w(+#.@-]", re.ASCII)
_INNER_DOT = re.compile(r"\.[A-Za-z]")

_VERBATIM = re.compile(
    rf"""
    (?P<url> (?:https?|ftp)://[!-~]+ | (?<![\w.@])www\.[!-~]+ )
  | (?P<email> \b[\w.+-]+@[\w-]+(?:\.[\w-]+)+ )
  | (?P<code>
        `[^`\n]+`                                        # set in code
      | (?<![\w/.~<])~?(?:/[\w.+-]*\w){{2,}}/?             # /usr/bin
      | \b[A-Za-z]:\\[\w\\.+-]*                          # C:\Temp
      | (?<![\w"'”’.,;:!?-])--[a-z][\w-]+               # --option, and no dash
      | \b[A-Za-z]\w*(?:\.[A-Za-z]\w*)*\(\)              # call()
      | \b[\w-]+\.(?:{_SUFFIXES})\b(?!\.\w)
      | (?<![\w\#%&@.])[A-Za-z][A-Za-z0-9]*_\w*[A-Za-z0-9](?![\#%])
    )
  | (?P<placeholder>
        \{{\{{[^{{}}\n]*\}}\}}
      | \{{%[^{{}}\n]*?%\}}
      | [$\#%@]?\{{[\w.$-]*(?:[:!][^{{}}\s]*)?\}}
      | (?<![\d%])%\(\w+\)[-+\#0]*\d*(?:\.\d+)?[a-zA-Z]
      | (?<![\d%])%(?:\d+\$)?[-+\#0]*\d*(?:\.\d+)?
        (?:hh?|ll?|[zjtLq])?[diouxXeEfFgGcsSp@](?![A-Za-z])
      | %[A-Z][A-Z0-9_]+%
      | \#[A-Z][A-Z0-9_]+\#
    )
  | (?P<icu> \{{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal)\s*, )
  | (?P<tag> </?[A-Za-z][\w:.-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?)*\s*/?>
      | </?\d+\s*/?> )
  | (?P<entity> &(?:[A-Za-z][A-Za-z0-9]{{1,31}}|\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}); )
    """,
    re.VERBOSE | re.ASCII,
)
_CHOICE = re.compile(r"\{\s*([\w.-]+)\s*,\s*(\w+)\s*,", re.ASCII)
_BRANCH = re.compile(r"(=?\w+)\s*\{", re.ASCII)
_ADDRESS_END = ".,;:!?'\"*_"
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}


def verbatims(text: str) -> tuple[Verbatim, ...]:
    """All of a text in order."""
    if _telling(text) or "--" in text or "()" in text or ("." in text and _INNER_DOT.search(text)):
        return tuple(_all(text))
    return ()


def _telling(text: str) -> bool:
    """Whether there are signs in a text that something of interest may be made of."""
    signs = text.encode("utf-8", "surrogatepass").translate(None, _NO_SIGNS)
    if not signs or signs in _NOTHING_ALONE:
        return False
    # A share in percent has nothing right behind its sign.
    return signs.strip(b"%") != b"" or _FORMAT.search(text) is not None


def blanked(text: str, found: Iterable[Verbatim]) -> str:
    """The text with a letter x for each character of what is no prose; offsets stay."""
    for each in found:
        start, end = each.span.start, each.span.end
        text = f"{text[:start]}{'x' * (end - start)}{text[end:]}"
    return text


def _all(text: str) -> Iterator[Verbatim]:
    at = 0
    while match := _VERBATIM.search(text, at):
        kind = match.lastgroup
        start, at = match.span()
        if kind == "icu":
            at = _closing(text, start)
            written = text[start:at]
            yield Verbatim("placeholder", written, Span(start, at), _choice_key(written))
            continue
        written = match[0]
        if kind == "url":
            written = _trimmed(written)
            at = start + len(written)
        key = "".join(written.split()) if kind == "placeholder" else written
        yield Verbatim(cast(Kind, kind), written, Span(start, at), key)


def _trimmed(address: str) -> str:
    """A URL without the punctuation of the sentence around it."""
    while address:
        last = address[-1]
        opener = _CLOSERS.get(last)
        if last in _ADDRESS_END or (opener and address.count(opener) < address.count(last)):
            address = address[:-1]
        else:
            break
    return address


def _closing(text: str, start: int) -> int:
    """Where the brace that opens at ``start`` is closed; the end of the text if nowhere."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    return len(text)


def _choice_key(message: str) -> str:
    """What must be kept of an ICU message: argument, kind, and of a select its branches.

    Plural forms are those of the target's language, so they are not compared.
    """
    found = _CHOICE.match(message)
    assert found is not None
    argument, kind = found[1], found[2]
    branches = ""
    if kind == "select":
        branches = ",".join(sorted(_branches(message[found.end() :])))
    return f"{{{argument},{kind}{':' if branches else ''}{branches}}}"


def _branches(message: str) -> Iterator[str]:
    at = 0
    while found := _BRANCH.search(message, at):
        yield found[1]
        at = _closing(message, found.end() - 1)
