"""Scores computed elsewhere: which number is whose, and what is no number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError, UsageError
from duilian.quality.scores.counting import corpus_score, segment_scores
from duilian.quality.scores.given import Given, read_given
from duilian.quality.scores.texts import Text, match, read

ONE = Text("out/new.en", ("a", "b", "c"), places=(0, 1, 2))
TWO = Text("out/old.en", ("d", "e", "f"), places=(0, 1, 2))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def numbers(
    content: str, systems: Sequence[Text] = (ONE,), name: str = "comet"
) -> tuple[tuple[float, ...], ...]:
    Path("scores").write_text(content, encoding="utf-8")
    [given] = read_given([f"{name}=scores"], systems)
    assert given.name == name
    return given.numbers


@pytest.mark.parametrize(
    "content",
    [
        "0.5\n-1\n2e-1\n",
        "0.5\n-1\n0.2",
        "COMET\n0.5\n-1\n0.2\n",
        '{"src": "x", "COMET": 0.5}\n{"COMET": -1}\n{"COMET": 0.2, "score": 9}\n',
        '{"score": 0.5}\n{"score": -1}\n{"score": "0.2"}\n',
        '{"prediction": 0.5}\n{"prediction": -1}\n{"prediction": 0.2}\n',
    ],
)
def test_one_system(content: str) -> None:
    assert numbers(content) == ((0.5, -1, 0.2),)


@pytest.mark.parametrize(
    "content",
    [
        "1\t4\n2\t5\n3\t6\n",
        "old\tnew\n4\t1\n5\t2\n6\t3\n",
        "id\tnew.en\told.en\n7\t1\t4\n8\t2\t5\n9\t3\t6\n",
        '{"new": 1, "old": 4}\n{"old": 5, "new": 2}\n{"new": 3, "old": 6}\n',
    ],
)
def test_columns_of_several(content: str) -> None:
    assert numbers(content, (ONE, TWO)) == ((1, 2, 3), (4, 5, 6))


def test_files_of_several() -> None:
    Path("a").write_text("1\n2\n3\n", encoding="utf-8")
    Path("b").write_text("4\n5\n6\n", encoding="utf-8")
    Path("people.tsv").write_text("new\told\n7\t7\n8\t8\n9\t9\n", encoding="utf-8")
    comet, people = read_given(["comet=a", "people.tsv", "comet=b"], (ONE, TWO))
    assert comet == Given("comet", ((1, 2, 3), (4, 5, 6)))
    assert people == Given("people", ((7, 8, 9), (7, 8, 9)))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("1\n2\n", r"2 scores, where out/new\.en has 3 segments"),
        ("1\n2\n3\n4\n", "4 scores"),
        ("", "is empty"),
        ("1\nnan\n3\n", "line 2: 'nan' stands there, where a number was expected"),
        ("1\n2\ninf\n", "line 3: 'inf'"),
        ("1\n\n3\n", "line 2: nothing stands there"),
        ("1\ngood\n3\n", "line 2: 'good'"),
        ("1\n2\t2\n3\n", "line 2: 2 columns, where one was expected"),
        ('{"score": 1}\n{"score": null}\n{"score": 1}\n', "line 2: nothing"),
        ('{"score": 1}\n{"score": true}\n{"score": 1}\n', "line 2: 'True'"),
        ('{"score": 1}\n{"score"\n{"score": 1}\n', "line 2: this is no object in JSON"),
        ('{"quality": 1}\n', "line 1: there is no score in it"),
    ],
)
def test_what_is_no_score(content: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        numbers(content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("1\t2\n3\n", "line 2: 1 columns, where 2 were expected"),
        ("new\tother\n1\t2\n", r"no column of it is called old\.en"),
    ],
)
def test_columns_that_are_not_there(content: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        numbers(content, (ONE, TWO))


def test_files_that_do_not_go_with_the_systems() -> None:
    Path("a").write_text("1\n", encoding="utf-8")
    three = (ONE, TWO, ONE)
    with pytest.raises(UsageError, match="2 files of comet are given for 3 systems"):
        read_given(["comet=a", "comet=a"], three)
    with pytest.raises(UsageError, match="--scores =a"):
        read_given(["=a"], (ONE,))
    with pytest.raises(UsageError, match="people is said to be better if lower"):
        read_given([], (ONE,), ["people"])


@pytest.mark.parametrize(
    ("name", "said", "lower"),
    [
        ("comet", (), False),
        ("metricx-24", (), True),
        ("ter", (), True),
        ("mqm", (), False),
        ("mqm", ("MQM",), True),
    ],
)
def test_what_counts_errors_is_better_if_it_is_low(
    name: str, said: Sequence[str], lower: bool
) -> None:
    Path("a").write_text("1\n2\n3\n", encoding="utf-8")
    [given] = read_given([f"{name}=a"], (ONE,), said)
    assert given.counted((ONE,)).kind.lower_is_better is lower


def test_numbers_go_with_their_segments() -> None:
    Path("new.tsv").write_text("a\talpha\nb\tbeta\nc\tgamma\n", encoding="utf-8")
    Path("ref.tsv").write_text("c\tG\na\tA\n", encoding="utf-8")
    candidate, reference = read(Path("new.tsv")), read(Path("ref.tsv"))
    Path("scores").write_text("1\n2\n3\n", encoding="utf-8")
    [given] = read_given(["scores"], [candidate])
    matched = match([candidate], [reference], language="en")
    found = given.counted(matched.candidates)
    assert segment_scores(found.kind, found.systems[0]).tolist() == [3, 1]
    assert corpus_score(found.kind, found.systems[0]) == 2


def test_of_joined_segments_nothing_is_known() -> None:
    with pytest.raises(InputError, match="its segments were joined"):
        Given("comet", ((1.0, 2.0),)).counted((Text("a", ("b c",)),))


def test_comets_points_are_those_of_the_thresholds() -> None:
    for number, points in ((0.8, 100.0), (80.0, 1.0)):
        found = Given("comet22", ((number,) * 3,)).counted((ONE,))
        assert found.kind.points == points
