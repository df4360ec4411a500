"""Whatever a file holds, it is read or refused in one line: no reader ever fails otherwise.

For a longer run: ``DUILIAN_FUZZ=20000 pytest tests/corpus/formats/documents/test_fuzz.py``.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duilian.corpus.errors import DuilianError
from duilian.corpus.formats import read_document

from . import seeds
from .samples import zipped

EXAMPLES = int(os.environ.get("DUILIAN_FUZZ", "25"))
FUZZ = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
ZIPPED = [".docx", ".odt", ".pptx", ".epub"]
# Bytes that mean something to one of the readers.
PIECES = [
    *(b"<", b">", b"</", b"/>", b"&", b"&#0;", b"&#x10FFFF;", b"<!--", b"<![CDATA[", b"]]>", b"\0"),
    *(b"<w:p>", b"</w:p>", b"<w:tc>", b"</w:tc>", b"<w:txbxContent>", b"</w:txbxContent>"),
    *(b"<w:del/>", b"<w:rPr>", b"<w:pPr>", b"<mc:Choice>", b"<mc:Fallback>", b"<w:fldChar/>"),
    *(b"<text:note-body>", b"</text:note-body>", b"<draw:text-box>", b"<a:p>", b"<p:ph/>", b"<br>"),
    *(b"<aside epub:type='footnote'>", b"</aside>", b"<pre><code>", b"<sup><a href='#1'>", b"</a>"),
    *(
        b"\xff\xfe",
        b"\xe2\x80\xa8",
        b"\xed\xa0\x80",
        b"-->",
        b"[^1]: ",
        b"    ",
        b"> ",
        b"- ",
        b"|",
    ),
]


def read(data: bytes, suffix: str, folder: Path) -> None:
    path = folder / f"fuzz{suffix}"
    path.write_bytes(data)
    refused: DuilianError | None = None
    try:
        document = read_document(path, notice=lambda notice: None)
    except DuilianError as error:
        refused = error
    if refused is not None:
        assert refused.remedy
        assert str(path) in str(refused)
        assert "\n" not in str(refused)
        return
    for sentence in document.sentences:
        assert sentence.text.strip()
        assert document.text[sentence.span.start : sentence.span.end].strip()


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The data with a few small wounds."""
    wounded = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(wounded) + 1)
        end = min(len(wounded), at + rng.choice([0, 1, 5, 40, 400]))
        kind = rng.randrange(4)
        if kind == 0:
            del wounded[at:end]
        elif kind == 1:
            wounded[at:at] = rng.choice(PIECES)
        elif kind == 2:
            wounded[at:at] = wounded[at:end]
        else:
            wounded[at : at + 1] = bytes([rng.randrange(256)])
    return bytes(wounded)


@pytest.mark.parametrize("suffix", seeds.SEEDS)
@FUZZ
@given(data=st.binary(max_size=300), with_magic=st.booleans())
def test_random_bytes(suffix: str, data: bytes, with_magic: bool, tmp_path: Path) -> None:
    read(seeds.SEEDS[suffix][:10] + data if with_magic else data or b"x", suffix, tmp_path)


@pytest.mark.parametrize("suffix", seeds.SEEDS)
@FUZZ
@given(rng=st.randoms(use_true_random=False))
def test_wounded_files(suffix: str, rng: random.Random, tmp_path: Path) -> None:
    read(mutated(seeds.SEEDS[suffix], rng) or b"x", suffix, tmp_path)


@pytest.mark.parametrize("suffix", ZIPPED)
@FUZZ
@given(rng=st.randoms(use_true_random=False))
def test_wounded_members(suffix: str, rng: random.Random, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(seeds.SEEDS[suffix])) as package:
        members = {name: package.read(name) for name in package.namelist()}
    for name in rng.sample(sorted(members), k=rng.randint(1, 2)):
        if rng.random() < 0.1:
            del members[name]
        else:
            members[name] = mutated(members[name], rng)
    read(zipped(members), suffix, tmp_path)
