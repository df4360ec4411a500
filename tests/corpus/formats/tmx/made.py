"""TMX files made of the pieces a test is about."""

from __future__ import annotations

from hypothesis import strategies as st

from duilian.corpus.formats.markup import content, quoted

from ..samples import xml_text

NATIVE = ("bpt", "ept", "ph", "it", "ut")

HEAD = (
    '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"'
    ' o-tmf="t" adminlang="en" srclang="{srclang}" datatype="plaintext"/><body>'
)
TAIL = "</body></tmx>"


def tu(*variants: tuple[str, str], more: str = "") -> str:
    """A unit: pairs of a language and the inside of its segment."""
    return (
        f"<tu>{more}"
        + "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in variants)
        + "</tu>"
    )


def file(*bodies: str, srclang: str = "en") -> str:
    """A whole TMX file."""
    return HEAD.format(srclang=srclang) + "".join(bodies) + TAIL


DOCTYPE = "<!DOCTYPE tmx [{}]>"
SMALL = file(tu(("en", "door"), ("zh", "&x;")))


# --- inline tags ------------------------------------------------------------------------------


@st.composite
def _markups(draw: st.DrawFn, depth: int = 2, inside: str = "") -> tuple[str, str]:
    """The text of a piece of a segment, and its markup in canonical form."""
    text = markup = ""
    for _ in range(draw(st.integers(0, 3))):
        piece = draw(xml_text)
        text, markup = text + piece, markup + content(piece)
        if not depth:
            continue
        allowed = ["sub"] if inside in NATIVE else ["bpt", "ept", "it", "ph", "hi", "ut"]
        tag = draw(st.sampled_from(allowed))
        names = {"bpt": "i", "ept": "i", "it": "pos", "ut": "x"}
        value = draw(st.sampled_from(["begin", "end"]) if tag == "it" else xml_text)
        name = names.get(tag, "type")
        inner_text, inner = draw(_markups(depth - 1, tag))
        text += "" if tag in NATIVE or inside in NATIVE else inner_text
        markup += f"<{tag} {name}={quoted(value)}>{inner}</{tag}>"
    return text, markup


markups = _markups().filter(lambda found: "<" in found[1])
"""Texts and their markups, with a tag at least."""
