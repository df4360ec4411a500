"""Lists of terms: tables with a source and a target column."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.glossary import read_terms
from duilian.corpus.text.terms import TermPair


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("增长极\tgrowth pole\n", [("增长极", "growth pole")], id="a pair"),
        pytest.param("# mine\n\n门\tdoor\n", [("门", "door")], id="comments and empty lines"),
        pytest.param("source\ttarget\n门\tdoor\n", [("门", "door")], id="a first row that names"),
        pytest.param("note\tTarget\tSource\nx\tdoor\t门\n", [("门", "door")], id="other places"),
        pytest.param(
            "source\ttarget\tstatus\n门\tdoor\tpreferred\n门\tgate\tforbidden\n",
            [("门", "door")],
            id="a forbidden rendering",
        ),
        pytest.param("门 \t door\tmore\n", [("门", "door")], id="white space, more columns"),
        pytest.param(
            "\ufeff门\tdoor\r\n窗\twindow\r\n", [("门", "door"), ("窗", "window")], id="BOM"
        ),
    ],
)
def test_terms_are_read(tmp_path: Path, text: str, terms: list[tuple[str, str]]) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_terms(path, 0.5) == tuple(TermPair(*pair, 0.5) for pair in terms)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("门\tdoor\n窗 window\n", "line 2: a source term and a target", id="no tab"),
        pytest.param("门\t\n", "line 1: a source term and a target", id="no target"),
        pytest.param("# nothing\n", "there are no terms in it", id="nothing"),
    ],
)
def test_what_is_no_list_of_terms(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_terms(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_terms(tmp_path / "nothing.tsv")
