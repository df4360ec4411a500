"""A sample of each format against the text that is to be read of it, in ``golden/``.

In a golden file each line is a paragraph: its kind, the level of a heading, its sentences with
bars between. Under the rule is what was passed over, and where.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.formats import FORMATS, format_for, read_document

from .samples import read_with_notices, shape_of
from .seeds import SEEDS

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize("suffix", SEEDS)
def test_the_sample_is_read_as_the_golden_file_says(suffix: str, tmp_path: Path) -> None:
    document, notices = read_with_notices(SEEDS[suffix], suffix, tmp_path)
    golden = (GOLDEN / f"{suffix[1:]}.txt").read_text(encoding="utf-8")
    assert "\n".join([*shape_of(document), "--", *notices, ""]) == golden


@pytest.mark.parametrize("suffix", SEEDS)
def test_every_sentence_stands_where_it_says(suffix: str, tmp_path: Path) -> None:
    document, _ = read_with_notices(SEEDS[suffix], suffix, tmp_path)
    end = 0
    for index, sentence in enumerate(document.sentences):
        span, paragraph = sentence.span, document.paragraphs[sentence.paragraph]
        assert index in paragraph.sentences
        assert end <= span.start < span.end <= paragraph.span.end
        assert document.text[span.start : span.end].replace("\n", " ").split() == (
            sentence.text.split()
        ) or any("一" <= char <= "鿿" for char in sentence.text)
        end = span.end
    assert document.name == str(tmp_path / f"sample{suffix}")


@pytest.mark.parametrize("suffix", sorted(set(SEEDS) - {".md"}))
def test_the_format_is_told_by_the_content(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.dat"
    path.write_bytes(SEEDS[suffix])
    assert format_for(path, writing=False).name == suffix[1:]
    assert shape_of(read_document(path, language="en")) == shape_of(
        read_with_notices(SEEDS[suffix], suffix, tmp_path)[0]
    )


def test_every_format_of_documents_has_a_sample() -> None:
    told_elsewhere = {"text", "pdf"}
    samples = {format_for(f"a{suffix}", writing=False).name for suffix in SEEDS}
    assert samples == {each.name for each in FORMATS if each.read_document} - told_elsewhere
