"""Markdown (CommonMark with tables): the text without its marks.

Headings, items of lists and cells of tables are blocks of their kind; of links the text stays,
of images nothing; code in the middle of a sentence stays, and blocks of code are passed over.
HTML is read by the reader of HTML. Front matter (``---``) is no text. Footnotes
(``[^1]: ...``), which the parser does not know, become notes at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...model import Document, ParagraphKind
from ..blocks import document_of
from ..encoding import decode
from ..fields import NoticeTo
from ..files import Input
from .gather import BREAK, Gatherer
from .html import gather_html

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

# Between its rules are names and values; without any, they are but rules.
_FRONT_MATTER = re.compile(
    r"(---|\+\+\+)[ \t]*\r?\n(?:#[^\n]*\n)*[\w.\"'-]+[ \t]*[:=]"
    r".*?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_DEFINITION = re.compile(r"\[\^[^\]\s]{1,80}\]:[ \t]*")
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,80}\]")
_LINE_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)
# Beside Chinese punctuation the standard takes ** for no mark; whoever wrote it meant one.
_STRAY = re.compile(r"\*\*(?=\S)([^*]{1,300}?)(?<=\S)\*\*")
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’]")

_OPENING: dict[str, ParagraphKind] = {
    "paragraph_open": "text",
    "blockquote_open": "text",
    "bullet_list_open": "text",
    "ordered_list_open": "text",
    "list_item_open": "item",
    "table_open": "text",
    "th_open": "cell",
    "td_open": "cell",
}
_NOTE = "footnote"
_DEEPEST = 100


def read(
    source: Input,
    *,
    language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Document:
    """The document in an open Markdown file. Raises InputError if it holds no text."""
    gatherer = Gatherer(notice)
    _gather(decode(source.read(), source.name, encoding), gatherer)
    return document_of(gatherer.taken(), language, source.origin)


def _gather(text: str, to: Gatherer) -> None:
    front = _FRONT_MATTER.match(text)
    if front:
        to.passed_over("front matter")
        text = text[front.end() :]
    for token in _parser().parse(text):
        kind = token.type
        if kind in _OPENING:
            to.open(_OPENING[kind])
        elif kind == "heading_open":
            to.open("heading", int(token.tag[1]))
        elif kind == f"{_NOTE}_open":
            to.open_aside("note")
        elif kind == f"{_NOTE}_close":
            to.close_aside()
        elif kind == "heading_close" or kind.removesuffix("_close") + "_open" in _OPENING:
            to.close()
        elif kind == "inline":
            to.add(_words(token.children or []))
        elif kind == "html_block":
            to.open()
            gather_html(token.content, to)
            to.close()
        elif kind in ("fence", "code_block"):
            to.passed_over("a block of code")


def _words(tokens: list[Token]) -> str:
    """The text of a paragraph, from its inline tokens."""
    words = "".join(map(_word, tokens))
    return _STRAY.sub(r"\1", words) if _CHINESE.search(words) else words


def _word(token: Token) -> str:
    if token.type == "text":
        return _REFERENCE.sub("", token.content)
    if token.type == "code_inline":
        return token.content
    if token.type == "softbreak":
        return "\n"
    is_break = token.type == "hardbreak" or (
        token.type == "html_inline" and _LINE_BREAK_TAG.match(token.content)
    )
    return BREAK if is_break else ""


def _parser() -> Any:
    # Here and not above, where `duilian --help` would wait for it.
    from markdown_it import MarkdownIt

    # The parser leaves out what is nested deeper; its own limit is 20, and lists go beyond that.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    # Before the rule that takes "[^1]: note" for the address of a link.
    parser.block.ruler.before("reference", _NOTE, _footnote, {"alt": ["paragraph", "reference"]})
    return parser


def _footnote(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A rule for the parser: the definition of a footnote, and the indented lines under it."""
    if state.is_code_block(line):
        return False
    begin = state.bMarks[line] + state.tShift[line]
    found = _DEFINITION.match(state.src, begin, state.eMarks[line])
    if found is None:
        return False
    if silent:
        return True
    last = line + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + 4):
        last += 1
    while last > line + 1 and state.isEmpty(last - 1):
        last -= 1
    before = state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent
    parent, state.parentType = state.parentType, _NOTE
    state.push(f"{_NOTE}_open", "", 1)
    state.bMarks[line], state.tShift[line] = found.end(), 0
    state.sCount[line] = state.blkIndent = state.blkIndent + 4
    state.md.block.tokenize(state, line, last)
    state.push(f"{_NOTE}_close", "", -1)
    state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent = before
    state.parentType = parent
    state.line = last
    return True
