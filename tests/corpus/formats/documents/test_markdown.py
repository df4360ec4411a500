"""Markdown: marks go, text stays, and what CommonMark does not know is known too."""

from __future__ import annotations

from pathlib import Path

import pytest

from .samples import read, read_with_notices, shape_of


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Door\n====\nOne\ntwo", ["heading1: Door", "text: One two"]),
        ("红门\n红纸。", ["text: 红门红纸。"]),
        ("One  \ntwo.\\\nThree", ["text: One two.", "text: Three"]),
        ("- a\n- b\n\n  c", ["item: a", "item: b", "item: c"]),
        ("1. a\n   1. b\n      - c", ["item: a", "item: b", "item: c"]),
        ("`x` *y* **z** ~~w~~ [v](u) <t@s.de> ![r](q)", ["text: x y z w v t@s.de"]),
        ("a<br>b<span>c</span>", ["text: a bc"]),
        ("&copy; \\*a\\*", ["text: © *a*"]),
        ("|a|b|\n|-|-|\n|c||", ["cell: a", "cell: b", "cell: c"]),
        ("> a\n\n***\n\nb", ["text: a", "text: b"]),
        ("<!-- a -->\n\nb\n\n<h2>c</h2>", ["text: b", "heading2: c"]),
        ("a[^1] b\n\n[^1]: c\n\nd", ["text: a b", "text: d", "note: c"]),
        ("[^1]: 注。\n[^2]: b\n\n    - c", ["note: 注。", "note: b", "note: c"]),
        ("[a]: http://b\n\n[a] c", ["text: a c"]),
        ("**“引号”。**之后", ["text: “引号”。 | 之后"]),
        ("2 ** 3 ** 4", ["text: 2 ** 3 ** 4"]),
        ("+++\ntitle = 1\n+++\na", ["text: a"]),
        ("---\na\n\n---\n", ["text: a"]),
    ],
)
def test_texts(text: str, shape: list[str], tmp_path: Path) -> None:
    assert shape_of(read(text, ".md", tmp_path)) == shape


def test_code_is_passed_over_and_told_of(tmp_path: Path) -> None:
    text = "---\nx: 1\n---\na\n\n~~~ python\n[^1]: b\n~~~\n\n    c\n\n- ```\n  d\n  ```\n"
    document, notices = read_with_notices(text, ".markdown", tmp_path)
    assert document.texts() == ["a"]
    assert notices == [
        "at the start: front matter passed over",
        *["after paragraph 1: a block of code passed over"] * 3,
    ]


def test_deep_lists_are_kept(tmp_path: Path) -> None:
    text = "".join(f"{'  ' * depth}- item {depth}\n" for depth in range(40))
    assert read(text, ".md", tmp_path).texts() == [f"item {depth}" for depth in range(40)]
