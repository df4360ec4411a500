"""A bitext taken apart again."""

from __future__ import annotations

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.model import Bitext, Unit
from duilian.corpus.sides import sides

UNITS = (
    Unit("门开了。雪停了。", "The door opened."),
    Unit("", "The snow\nstopped. Nobody came."),
    Unit("没有人来。", "  "),
)


def test_segments_become_sentences_a_line_each() -> None:
    source, target = sides(Bitext("zh", "en", UNITS), "a.tsv")
    assert source.texts() == ["门开了。", "雪停了。", "没有人来。"]
    assert target.texts() == ["The door opened.", "The snow stopped.", "Nobody came."]
    assert (source.language, target.language) == ("zh", "en")
    assert {paragraph.kind for paragraph in source.paragraphs} == {"line"}


def test_segments_may_stay_as_they_are() -> None:
    source, target = sides(Bitext("zh", "en", UNITS), "a.tsv", lines=True)
    assert source.texts() == ["门开了。雪停了。", "没有人来。"]
    assert target.texts() == ["The door opened.", "The snow stopped. Nobody came."]


def test_a_side_without_text() -> None:
    with pytest.raises(InputError, match=r"a\.tsv: one side of it has no text"):
        sides(Bitext("zh", "en", (Unit("门", " "),)), "a.tsv")
