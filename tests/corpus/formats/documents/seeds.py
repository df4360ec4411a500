"""One sample a format, with something of everything its reader knows, and what is read of it."""

from __future__ import annotations

from .samples import docx, epub, odt, paragraph, pptx, shape

_BOX = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
_RUN = "<w:r><w:t>{}</w:t></w:r>"

DOCX = docx(
    paragraph("The door &amp; its lines", '<w:pStyle w:val="1"/>')
    + paragraph("A part", '<w:pStyle w:val="Mine"/>')
    + paragraph("Red paper", '<w:numPr><w:numId w:val="2"/></w:numPr>')
    + paragraph("Ink", '<w:pStyle w:val="L"/>')
    + "<w:p>"
    + _RUN.format("They hang ")
    + "<w:del><w:r><w:delText>fell</w:delText></w:r></w:del>"
    + f"<w:ins>{_RUN.format('on both sides')}</w:ins>"
    + f"<w:moveFrom>{_RUN.format('moved away')}</w:moveFrom>"
    + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
    + '<w:r><w:footnoteReference w:id="5"/></w:r>'
    + f"<w:hyperlink>{_RUN.format(' of the')}</w:hyperlink>"
    + _RUN.format(" door.")
    + f"<w:r><mc:AlternateContent><mc:Choice>{_BOX}</mc:Choice><mc:Fallback>{_BOX}</mc:Fallback>"
    + "</mc:AlternateContent></w:r>"
    + _RUN.format(" They answer.")
    + "</w:p>"
    + f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_RUN.format('One half')}</w:p>"
    + paragraph(" and the other.")
    + f"<w:tbl><w:tr><w:tc>{paragraph('Left')}</w:tc><w:tc>{paragraph('Right')}</w:tc></w:tr>"
    + f"<w:tr><w:trPr><w:ins/></w:trPr><w:tc>{paragraph('Up')}</w:tc></w:tr></w:tbl>"
    + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText>'
    + '<w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + _RUN.format("Section 2")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:tab/><w:t>tells</w:t><w:br/>'
    + "<w:t>more</w:t></w:r><w:r><w:endnoteReference w:id='2'/></w:r>"
    + '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    + paragraph("Click here")
    + "</w:sdtContent></w:sdt>"
    + paragraph("Contents", '<w:pStyle w:val="T"/>')
    + paragraph("The door\t1", '<w:pStyle w:val="T1"/>')
    + paragraph("A part\t2", '<w:pStyle w:val="T1"/>')
    + "<w:p><w:r><w:ruby><w:rt><w:r><w:t>mén</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>门</w:t></w:r>"
    + "</w:rubyBase></w:ruby></w:r></w:p>",
    styles='<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:styleId="L"><w:name w:val="List Bullet"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="TOC Heading"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>',
    footnotes=f'<w:footnote w:id="0" w:type="separator">{paragraph("---")}</w:footnote>'
    f'<w:footnote w:id="5">{paragraph("Left and right.")}</w:footnote>',
    endnotes=f'<w:endnote w:id="2">{paragraph("At the end.")}</w:endnote>',
    header=paragraph("Running head"),
    footer=paragraph(""),
)

ODT = odt(
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>fell</text:p>"
    "</text:deletion></text:changed-region></text:tracked-changes>"
    '<text:p text:style-name="P1">Doors</text:p>'
    '<text:h text:outline-level="2">The<text:s text:c="3"/>door</text:h>'
    "<text:p>They hang<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    "<text:p>Left and right.</text:p></text:note-body></text:note> on both"
    ' <text:span text:style-name="H">unseen </text:span>sides.<office:annotation>'
    "<text:p>Really?</text:p></office:annotation> They answer<text:tab/>each<text:line-break/>"
    "other.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>"
    "<svg:desc>A picture</svg:desc></draw:frame> Always.</text:p>"
    "<text:list><text:list-item><text:number>1.</text:number><text:p>Red paper</text:p>"
    "</text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Left</text:p></table:table-cell>"
    "<table:table-cell><text:p>Right</text:p></table:table-cell></table:table-row></table:table>"
    "<text:table-of-content><text:index-body><text:p>Doors 1</text:p></text:index-body>"
    "</text:table-of-content>"
    "<text:p><text:ruby><text:ruby-base>门</text:ruby-base><text:ruby-text>mén</text:ruby-text>"
    "</text:ruby>神 <text:page-number>7</text:page-number></text:p>",
    automatic='<style:style style:name="P1" style:parent-style-name="Title"/>',
    styles='<style:style style:name="H"><style:text-properties text:display="none"/></style:style>',
)

PPTX = pptx(
    shape("Red paper", "Ink", role="body")
    + shape("The door", role="ctrTitle")
    + shape("in two lines", role="subTitle")
    + shape("3", role="sldNum")
    + shape("2024", role="dt")
    + f"<p:grpSp><p:grpSp>{shape('In a group')}</p:grpSp></p:grpSp>"
    + shape("unseen", hidden=True),
    shape("Sides", role="title")
    + "<p:graphicFrame><a:graphic><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Left</a:t></a:r>"
    "</a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>Right</a:t></a:r><a:br/><a:r>"
    "<a:t>and up</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphic></p:graphicFrame>",
    notes={0: shape("Begin slowly.", role="body") + shape("1", role="sldNum")},
)

EPUB = epub(
    {
        "contents": "<p>One, two</p>",
        "one": '<h1>One</h1><p>They hang<a epub:type="noteref" href="#n">1</a> on both'
        '<span epub:type="pagebreak">12</span> sides.</p>'
        '<aside epub:type="footnote" id="n"><p>Left and right.</p></aside>',
        "two": "<h1>Two</h1><p><ruby>门<rp>(</rp><rt>mén</rt><rp>)</rp></ruby>神。</p>",
        "cover": "<p>The cover</p>",
    },
    '<itemref idref="cover" linear="no"/><itemref idref="contents"/><itemref idref="two"/>'
    '<itemref idref="one"/>',
    guide='<reference type="toc" href="contents.xhtml"/>',
)

HTML = """<!DOCTYPE html>
<html><head><title>Title</title><style>p {}</style><script>var a = "<p>";</script></head><body>
<header><h1>The door</h1><p>our slogan</p></header><nav><ul><li>Home</ul></nav>
<main><header><p>By somebody</p></header>
<p>They hang on
both&nbsp;sides.<sup><a href="#n1">[1]</a></sup> They <b>ans</b>wer &amp; see <a href="#c">part
3</a>.
<ul><li>Red paper<li><p>Ink</p></ul>
<table><caption>Sides</caption><tr><th>Left<td>Right<br>and up</table>
<pre><code>print(1)</code></pre><pre>Plain
text.
</pre>
<p><ruby>门<rt>mén</rt></ruby>神在
门上。<br>　　另起一段。<br>没完<br>接着。<wbr><img alt="a picture">
<h2 hidden>unseen</h2><p style="display: none">unseen</p><button>Buy</button>
<section role="doc-endnotes"><p>Left and right. <a href="#r1" role="doc-backlink">back</a></section>
</main><aside role="navigation">More</aside><footer>(c)</footer></body></html>
""".encode()

MARKDOWN = """---
title: Door
---
# The *door* `x`

They hang on
both sides.[^1] See [the picture](http://example.org) ![a picture](p.png)<b>and</b> &amp; more.

1. Red paper

   in two
2. Ink
   - black

| Left | Right |
|------|-------|
| up   | down<br>and *out* |

```
code
```

<div><p>In HTML.</p><nav>menu</nav></div>

[^1]: 左右。
    两边。

> **门神：**在“门”上。
""".encode()

SRT = b"""1
00:00:01,000 --> 00:00:02,000
<i>They hang on both</i>

2
00:00:02,100 --> 00:00:03,000 X1:0
{\\an8}sides of
the door.

3
00:00:03,000 --> 00:00:04,000
- Yes?
- No!

4
00:01:03,000 --> 00:01:04,000
Maybe
5
00:01:09,000 --> 00:01:10,000
a &lt; b
"""

VTT = b"""WEBVTT - a title

STYLE
::cue { color: red }

NOTE nobody says this

first
00:01.000 --> 00:02.000 align:start
<v Mary>They hang on both
sides of

00:02.000 --> 00:03.000
sides of
<c.yellow>the</c> <00:02.500>door.
"""

SEEDS: dict[str, bytes] = {
    ".docx": DOCX,
    ".odt": ODT,
    ".pptx": PPTX,
    ".epub": EPUB,
    ".html": HTML,
    ".md": MARKDOWN,
    ".srt": SRT,
    ".vtt": VTT,
}
