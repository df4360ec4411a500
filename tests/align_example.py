"""Aligns the bundled example through the installed package; prints where that is.

``align_example.py OUT.tmx``; a program of its own because it is run in environments of its own.
"""

from __future__ import annotations

import sys
from importlib.resources import as_file, files

import duilian
from duilian.align import align
from duilian.corpus.formats import read_document, write_bitext
from duilian.corpus.pairing import to_bitext

if __name__ == "__main__":
    examples = files("duilian.examples")
    with (
        as_file(examples / "article.zh.txt") as source,
        as_file(examples / "article.en.txt") as target,
    ):
        alignment = align(read_document(source), read_document(target))
    write_bitext(to_bitext(alignment), sys.argv[1])
    print(duilian.__file__)
