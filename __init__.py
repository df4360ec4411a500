"""duilian: English and Chinese hung side by side, line answering line.

Start here::

    from duilian.align import align
    from duilian.corpus.formats import read_document
    from duilian.corpus.pairing import to_bitext

    alignment = align(read_document("article.zh.txt"), read_document("article.en.txt"))
    for unit in to_bitext(alignment):
        print(unit.probability, unit.source, unit.target)

The rooms, from the ground up: :mod:`duilian.corpus` (what bilingual text is, and how it is
read and written) and :mod:`duilian.align` (two documents in, beads out). An import may only
point down; ``tests/test_layering.py`` keeps that so.
"""

__version__ = "0.1.0"
