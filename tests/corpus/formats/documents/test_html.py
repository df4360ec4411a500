"""HTML: what is a block, what is furniture, what is a note, and in which encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats import read_document

from .samples import read, read_with_notices, shape_of


@pytest.mark.parametrize(
    ("page", "shape"),
    [
        ("One <b>b</b><i>i</i>", ["text: One bi"]),
        ("<p>One<p>Two", ["text: One", "text: Two"]),
        ("<div>a<p>b</p>c</div>", ["text: a", "text: b", "text: c"]),
        ("<h3>Door</h3><h6>Line</h6>", ["heading3: Door", "heading6: Line"]),
        ("<h1>The<br>door</h1>", ["heading1: The door"]),
        ("<td><h2>Door</h2>x</td>", ["heading2: Door", "cell: x"]),
        ("<ul><li>a<ul><li>b</ul>c</ul>", ["item: a", "item: b", "item: c"]),
        ("<dl><dt>a<dd>b</dl>", ["item: a", "item: b"]),
        ("<p>One.<br>Two", ["text: One.", "text: Two"]),
        ("<p>One<br><br>Two", ["text: One", "text: Two"]),
        ("<p>One<br>two", ["text: One two"]),
        ("<p>红门<br>红纸", ["text: 红门红纸"]),
        ("<p>红门<br>　　红纸", ["text: 红门", "text: 红纸"]),
        ("<p>红\n门\non it", ["text: 红门 on it"]),
        ("<p>so\u00adft\u200bly", ["text: softly"]),
        ("<p>a &nbsp; b&#x4e00;&copy;", ["text: a \u00a0 b一©"]),
        ("<p>x<code>y</code>z", ["text: xyz"]),
        ("<pre>One.\nTwo\nthree</pre>", ["text: One.", "text: Two three"]),
        ("<p>x<pre> <code>y</code> z</pre>w", ["text: x", "text: w"]),
        ("<p>a<svg><text>b</text></svg><noscript>c</noscript>d", ["text: ad"]),
        ("<p>H<sub>2</sub>O is 3 m<sup>2</sup>", ["text: H2O is 3 m2"]),
        ("<p>a<sup><a href='#n'>1</a></sup> b", ["text: a b"]),
        ("<p>a<a href='#n'><sup>b</sup></a> c", ["text: a c"]),
        ("<p>a<a href='x.html#n'>[12]</a> b<a href='#n'>①</a>", ["text: a b"]),
        ("<p>see <a href='#c3'>3</a> and <a href='#d'>this</a>", ["text: see 3 and this"]),
        ("<p>a<sup><a href='http://b'>2</a></sup>", ["text: a2"]),
        ("<p>a<aside role='doc-footnote'>n<p>m</aside>b<p>c", ["text: ab", "text: c", "note: n",
         "note: m"]),
        ("<article><header><p>a</p></header><footer>b</footer></article>", ["text: a", "text: b"]),
        ("<p>a<script>if (1 < 2) '<p>b'</script><style>c</style>", ["text: a"]),
        ("<p>a<p hidden>b<p>c<p style='DISPLAY:none'>d<i aria-hidden=true>e</i>", ["text: a",
         "text: c"]),
        ("<p>a<del>b</del><ins>c</ins>", ["text: ac"]),
        ("<p/><i/>a<script src='x'/>b", ["text: ab"]),
        ("a < b & c", ["text: a < b & c"]),
    ],
)  # fmt: skip
def test_pages(page: str, shape: list[str], tmp_path: Path) -> None:
    assert shape_of(read(f"<html><body>{page}", ".html", tmp_path, "zh")) == shape


def test_of_the_pages_header_the_title_stays(tmp_path: Path) -> None:
    page = "<body><header><a>Shop</a><h1>Door</h1>x</header><p>a</p><footer>b<p>c</footer>"
    document, notices = read_with_notices(page, ".htm", tmp_path)
    assert shape_of(document) == ["heading1: Door", "text: a"]
    assert [notice.partition(": ")[2] for notice in notices] == [
        "the page's header or footer passed over"
    ] * 2


@pytest.mark.parametrize(
    "role", ["nav", "aside role=navigation", "div role=menu", "div role=banner", "form role=search"]
)
def test_navigation_is_passed_over_and_told_of(role: str, tmp_path: Path) -> None:
    tag = role.split()[0]
    page = f"<body><p>a</p><{role}><ul><li>b</ul></{tag}><p>c"
    document, notices = read_with_notices(page, ".html", tmp_path)
    assert document.texts() == ["a", "c"]
    assert len(notices) == 1


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ("<meta charset=big5>", "big5hkscs"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        ("", "gb18030"),
        ("", "utf-16"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="utf-8">', "gb18030"),
        ('<meta charset="no-such">', "utf-8"),
        ('<meta charset="idna">', "utf-8"),
        ('<meta charset="unicode_escape">', "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8-sig"),
    ],
)
def test_encodings(declared: str, encoding: str, tmp_path: Path) -> None:
    text = (
        "春聯貼在門的兩邊。" if encoding == "big5hkscs" else "春联贴在门的两边，这是大家都知道的。"
    )
    document = read(f"<html>{declared}<p>{text}</p>".encode(encoding), ".html", tmp_path, "zh")
    assert document.texts() == [text]


def test_the_western_encoding_is_that_of_browsers(tmp_path: Path) -> None:
    page = "<meta charset=iso-8859-1><p>“Déjà vu”".encode("cp1252")
    assert read(page, ".html", tmp_path).texts() == ["“Déjà vu”"]


def test_the_encoding_given_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<meta charset=utf-8><p>é".encode("latin-1"))
    assert read_document(path, language="fr", encoding="latin-1").texts() == ["é"]


def test_a_page_without_text(tmp_path: Path) -> None:
    for page in ("<html>", "<title>x</title>", "<nav>x</nav>", "<!-- x -->"):
        with pytest.raises(InputError, match="no text"):
            read(page, ".html", tmp_path)
