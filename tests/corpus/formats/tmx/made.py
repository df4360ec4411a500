"""TMX files made of the pieces a test is about."""

from __future__ import annotations

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
