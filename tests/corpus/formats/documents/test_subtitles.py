"""Subtitles: which lines are text, and which cues make one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats.documents.subtitles import Cue, parse_cues

from .samples import read, shape_of


def srt(*cues: str, step: float = 1.0) -> str:
    """Cues one after another, each of a second, that begin every ``step`` seconds."""

    def time(seconds: float) -> str:
        return f"00:{int(seconds // 60):02}:{int(seconds % 60):02},{int(seconds % 1 * 1000):03}"

    return "".join(
        f"{n + 1}\n{time(n * step)} --> {time(n * step + 1)}\n{cue}\n\n"
        for n, cue in enumerate(cues)
    )


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("1\n00:00:01,500 --> 00:01:02,25\na\nb\n", [Cue(1.5, 62.25, ("a", "b"))]),
        ("\ufeff1\r\n1:00:00.000-->1:00:01.000\r\na", [Cue(3600, 3601, ("a",))]),
        ("00:01.000 --> 00:02.000 line:0\n<b>a</b> {\\an8}b <3 < c\n",
         [Cue(1, 2, ("a b <3 < c",))]),
        ("00:01.000 --> 00:02.000\n\na\n", [Cue(1, 2, ("a",))]),
        ("00:01.000 --> 00:02.000\na\n2\n00:02.000 --> 00:03.000\nb",
         [Cue(1, 2, ("a",)), Cue(2, 3, ("b",))]),
        ("00:01.000 --> 00:02.000\n<v Mary>&lt;a&gt;&nbsp;b</v>\n", [Cue(1, 2, ("<a>\u00a0b",))]),
        ("a --> b\n1 --> 2\n", []),
    ],
)  # fmt: skip
def test_cues(text: str, cues: list[Cue]) -> None:
    assert list(parse_cues(text.removeprefix("\ufeff"))) == cues


@pytest.mark.parametrize(
    ("cues", "lines"),
    [
        (["They hang", "on both", "sides."], ["They hang on both sides."]),
        (["他们挂在", "门的两边。", "好。"], ["他们挂在门的两边。", "好。"]),
        (["One. Two", "three."], ["One. | Two three."]),
        (["“Come.”", "He went."], ["“Come.”", "He went."]),
        (["They hang", "- Where?"], ["They hang", "Where?"]),
        (["- Where?\n- There.", "— Ah."], ["Where?", "There.", "Ah."]),
        (["Wait...", "what?"], ["Wait...", "what?"]),
        (["No.", "No."], ["No.", "No."]),
        (["他们挂在", "门的两边", "好", "走吧"], ["他们挂在", "门的两边", "好", "走吧"]),
        (["We went", "and saw", "It was far", "OK"], ["We went and saw", "It was far", "OK"]),
        (["we went", "and saw", "it was far"], ["we went", "and saw", "it was far"]),
        (["<i></i>", "a."], ["a."]),
        (["a\nb", "b\nc."], ["a b c."]),
    ],
)  # fmt: skip
def test_cues_of_one_sentence_are_joined(cues: list[str], lines: list[str], tmp_path: Path) -> None:
    found = shape_of(read(srt(*cues), ".srt", tmp_path, "zh"))
    assert found == [f"line: {line}" for line in lines]


def test_a_long_silence_ends_a_sentence(tmp_path: Path) -> None:
    cues = ["They hang", "on both sides.", "Yes.", "Well"]
    assert shape_of(read(srt(*cues, step=9), ".srt", tmp_path)) == [f"line: {cue}" for cue in cues]


def test_a_sentence_has_an_end(tmp_path: Path) -> None:
    document = read(srt(*["and"] * 20, *["Yes."] * 10), ".srt", tmp_path)
    assert max(len(text.split()) for text in document.texts()) == 8


def test_a_file_without_cues(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no subtitles"):
        read("1\n2\n3\n", ".srt", tmp_path)
