"""Pages to read in a browser: each is one file that asks the network nothing.

A page is put together of what all pages share (``frame.html``, ``common.css``, ``common.js`` in
:mod:`.page`), of what a command adds to it (``check.html`` and so on), and of data, as JSON. A
policy (CSP) lets the browser run just this script and load nothing. Every text goes through the
script as text: there is no HTML made of it.
"""

from __future__ import annotations

import hashlib
import html
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files


def page(name: str, title: str, data: Iterable[str], *, items: str, command: str) -> Iterator[str]:
    """The whole page, in pieces.

    ``items`` is what is listed on it, in the plural, which is also the list's id; ``command`` is
    one that tells the same as text, for browsers that run no scripts.
    """
    style = _part("common.css") + "\n" + _part(f"{name}.css")
    script = _part("common.js") + "\n" + _part(f"{name}.js")
    pieces = {
        "title": [html.escape(title)],
        "policy": [html.escape(_policy(style, script))],
        "style": [style],
        "script": [script],
        "items": [items],
        "command": [html.escape(command)],
        "body": [_part(f"{name}.html")],
        # No text can end the element it stands in.
        "data": (piece.replace("<", "\\u003c") for piece in data),
    }
    return _put_together(_part("frame.html"), pieces)


def _part(name: str) -> str:
    return (files(__package__) / "page" / name).read_text(encoding="utf-8")


def _put_together(frame: str, pieces: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The frame with each ``{{name}}`` replaced, piece by piece."""
    text, *rest = frame.split("{{")
    yield text
    for each in rest:
        name, _, text = each.partition("}}")
        yield from pieces[name]
        yield text


def _policy(style: str, script: str) -> str:
    """What the browser may do: this style, this script, the icon; nothing else at all."""
    allowed = {
        "default-src": "'none'",
        "style-src": _fingerprint(style),
        "script-src": _fingerprint(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {whence}" for what, whence in allowed.items())


def _fingerprint(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
