"""Punctuation: who is speaking where, and how sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.align.marks import Flags, Totals, marks_of


def numbers(flags: Flags) -> list[int]:
    """The sentences, or boundaries, that are flagged."""
    return [number for number, flag in enumerate(flags.tolist()) if flag]


@pytest.mark.parametrize(
    ("texts", "speaking"),
    [
        pytest.param(["“Go.", "Now.”", "He went."], [1], id="double"),
        pytest.param(["‘Go.", "Now.’", "He went."], [1], id="single"),
        pytest.param(["「走。", "快走。」", "他走了。"], [1], id="corner brackets"),
        pytest.param(["他說：『走。", "快走。』"], [1], id="white corner brackets"),
        pytest.param(["«Vas.", "Vite.»", "Il va."], [1], id="guillemets"),
        pytest.param(["« Vas.", "Vite. »", "Il va."], [1], id="guillemets with spaces"),
        pytest.param(["»Geh.", "Schnell.«", "Er ging."], [1], id="German guillemets"),
        pytest.param(["„Geh.", "Schnell.“", "Er ging."], [1], id="German low quotes"),
        pytest.param(["„Idź.", "Szybko.”", "Poszedł."], [1], id="Polish low quotes"),
        pytest.param(['"Go.', 'Now."', "He went."], [1], id="straight"),
        pytest.param(["'Go.", "Now.'", "He went."], [1], id="straight single"),
        pytest.param(['He said: "go.', 'Now."'], [1], id="straight after a colon"),
        pytest.param(['他说："走。', '快走。"'], [1], id="straight after a full-width colon"),
        pytest.param(["“Go.”", "He went.", "“Now.”"], [], id="each in its sentence"),
        pytest.param(["“Yes,” he said, “it is.", "Indeed.”"], [1], id="broken off and taken up"),
        pytest.param(["“One.", "Two.", "Three.", "Four.”", "x"], [1, 2, 3], id="a long speech"),
        pytest.param(["“One.", "“Two.", "“Three.”", "x"], [1, 2], id="a mark a paragraph"),
        pytest.param(["“He said ‘go.", "Now.’", "Yes.”", "x"], [1, 2], id="a speech in a speech"),
        pytest.param(["他說：「我說『走。", "走。」", "好。"], [1], id="the outer ends the inner"),
        pytest.param(["“Go.", "Now.’", "He went."], [1, 2, 3], id="another mark ends nothing"),
        pytest.param(["Now.”", "He went."], [], id="an end without a beginning"),
        pytest.param(["The boys’ dog.", "It’s late."], [], id="curly apostrophes"),
        pytest.param(["The boys' dog.", "It's late."], [], id="straight apostrophes"),
        pytest.param(["‘It’s the boys’.", "I know.’", "x"], [], id="an apostrophe that may end it"),
        pytest.param(["‘It’s late.", "Don’t go.’", "x"], [1], id="apostrophes in a speech"),
        pytest.param(["A so-called 'miracle' was seen.", "x"], [], id="a quoted word"),
        pytest.param(["He called it a ‘miracle’ and left.", "x"], [], id="a quoted word, curly"),
        pytest.param(["‘Go’, he said.", "He went."], [], id="the comma outside"),
        pytest.param(["所谓‘增长极’是什么？", "我不知道。"], [], id="a quoted Chinese word"),
        pytest.param(["《红楼梦》。", "x"], [], id="a title is no speech"),
        pytest.param(["", ""], [], id="empty sentences"),
        pytest.param([], [], id="no sentences"),
    ],
)
def test_who_is_speaking_at_the_boundaries(texts: list[str], speaking: list[int]) -> None:
    found = marks_of(texts).speaking
    assert len(found) == len(texts) + 1
    assert numbers(found) == speaking


@pytest.mark.parametrize("mark", ["“", "‘", "「", "『", "«", "„", '"', "'"])
def test_a_quotation_that_nobody_closes_ends_after_forty_sentences(mark: str) -> None:
    texts = ["Before.", f"{mark}Go.", *["And on."] * 60]
    assert numbers(marks_of(texts).speaking) == list(range(2, 42))


def test_each_quotation_has_its_forty_sentences() -> None:
    texts = ["“One.", *["And on."] * 30, "End.”", "“Two.", *["And on."] * 30, "End.”"]
    assert numbers(marks_of(texts).speaking) == [*range(1, 32), *range(33, 64)]


@pytest.mark.parametrize(
    ("texts", "opening", "closing"),
    [
        pytest.param(["„Ja“, sagte er.", "„Geh.“"], [1, 1], [1, 1], id="low quotes"),
        pytest.param(["»Ja«, sagte er.", "»Geh.«"], [1, 1], [1, 1], id="guillemets inwards"),
        pytest.param(["« Oui », dit-il.", "«Va.»"], [1, 1], [1, 1], id="guillemets outwards"),
        pytest.param(["“Yes,” he said.", "“Go.”"], [1, 1], [1, 1], id="English"),
    ],
)
def test_what_opens_in_one_language_closes_in_another(
    texts: list[str], opening: list[int], closing: list[int]
) -> None:
    marks = marks_of(texts)
    assert (marks.opening[1:] - marks.opening[:-1]).tolist() == opening
    assert (marks.closing[1:] - marks.closing[:-1]).tolist() == closing
    assert numbers(marks.opens) == [0, 1]
    assert numbers(marks.closes) == [1]


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        pytest.param("“Go.”", True, True, id="all of it"),
        pytest.param("“Go,” he said.", True, False, id="speech first"),
        pytest.param("He said: “Go.”", False, True, id="speech last"),
        pytest.param("He said “go” and went.", False, False, id="speech inside"),
        pytest.param("“Yes,” he said, “it is.”", True, True, id="both ends"),
        pytest.param("“Go.", True, False, id="goes on"),
        pytest.param("Now.”", False, True, id="ends here"),
        pytest.param("“He said ‘now.’”", True, True, id="two at the end"),
        pytest.param("（他说“走。”）", False, True, id="a bracket behind"),
        pytest.param("'Go!'", True, True, id="straight single"),
        pytest.param('"Go!"', True, True, id="straight"),
        pytest.param("「走。」", True, True, id="corner brackets"),
        pytest.param("’Tis the boys’ dog.", False, False, id="apostrophes"),
        pytest.param("Go.", False, False, id="no marks"),
        pytest.param("", False, False, id="nothing"),
    ],
)
def test_sentences_that_begin_or_end_with_a_quotation_mark(
    text: str, opens: bool, closes: bool
) -> None:
    marks = marks_of([text])
    assert marks.opens.tolist() == [opens]
    assert marks.closes.tolist() == [closes]


@pytest.mark.parametrize(
    ("text", "asks", "cries", "weak"),
    [
        pytest.param("Who?", True, False, False, id="question"),
        pytest.param("谁？”", True, False, False, id="question in a quotation"),
        pytest.param("(Who?)", True, False, False, id="question in brackets"),
        pytest.param("من؟", True, False, False, id="Arabic question"),
        pytest.param("Who?!", True, True, False, id="question and exclamation"),
        pytest.param("“Who?” he asked.", False, False, False, id="question inside"),
        pytest.param("Go!", False, True, False, id="exclamation"),
        pytest.param("走！」", False, True, False, id="exclamation in a quotation"),
        pytest.param("“Go!” he cried.", False, False, False, id="exclamation inside"),
        pytest.param("When he came,", False, False, True, id="comma"),
        pytest.param("他来了，", False, False, True, id="full-width comma"),
        pytest.param("桥、", False, False, True, id="enumeration comma"),
        pytest.param("He said:", False, False, True, id="colon"),
        pytest.param("他来了；", False, False, True, id="semicolon"),
        pytest.param("他来了——", False, False, True, id="dash"),
        pytest.param("“Go,”", False, False, True, id="comma in a quotation"),
        pytest.param("He came.", False, False, False, id="full stop"),
        pytest.param("他来了", False, False, False, id="no stop"),
        pytest.param("", False, False, False, id="nothing"),
    ],
)
def test_how_sentences_end(text: str, asks: bool, cries: bool, weak: bool) -> None:
    marks = marks_of([text])
    ends = marks.asks.tolist(), marks.cries.tolist(), marks.ends_weak.tolist()
    assert ends == ([asks], [cries], [weak])


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("and went.", True),
        ("été", True),
        ("And went.", False),
        ("“and went.", False),
        ("3 men", False),
        ("他来了", False),
        ("", False),
    ],
)
def test_small_beginnings(text: str, small: bool) -> None:
    assert marks_of([text]).begins_small.tolist() == [small]


sentences = st.lists(st.text("“”‘’「」『』«»„\"'ab走 ,.?!", max_size=8), max_size=6)


@given(sentences)
def test_every_sentence_and_every_boundary_has_its_marks(texts: list[str]) -> None:
    marks, count = marks_of(texts), len(texts)
    for totals in (marks.question, marks.exclamation, marks.opening, marks.closing, marks.straight):
        assert len(totals) == count + 1
        assert (totals[1:] >= totals[:-1]).all()
    for flags in (marks.opens, marks.closes, marks.begins_small, marks.asks, marks.cries):
        assert flags.shape == (count,)
    assert marks.ends_weak.shape == (count,)
    assert marks.speaking.shape == (count + 1,)
    assert not marks.speaking[0]


@given(before=sentences, after=sentences)
def test_what_comes_later_changes_nothing_before(before: list[str], after: list[str]) -> None:
    # The way a document writes its quotations apart, which is asked of all of it.
    before, after = (
        ["".join(char for char in text if char not in "„«»") for text in texts]
        for texts in (before, after)
    )
    count = len(before)
    alone, together = marks_of(before), marks_of(before + after)
    assert alone.speaking.tolist() == together.speaking[: count + 1].tolist()
    assert alone.opens.tolist() == together.opens[:count].tolist()
    assert alone.closes.tolist() == together.closes[:count].tolist()


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("门开了。", 0),
        ("门开了。他走了。", 1),
        ("“走吧！”他说。", 1),
        ("真的？！他笑了……", 1),
        ("他想……  然后走了。", 1),
        ("The door opened.", 0),
        ("The door opened. He left.", 1),
        ('"Really?" she said. "He left."', 2),
        ("It cost 3.5 million. Nobody paid.", 1),
        ("Mr. J. Brown left.", 0),
        ("It was e.g. late.", 0),
        ("Er kam am 3. Mai. Sie ging.", 1),
        ("", 0),
        ("……", 0),
    ],
)
def test_sentences_that_end_inside_a_line(text: str, stops: int) -> None:
    assert numbers_of(marks_of([text, text]).stops) == [0, stops, 2 * stops]


def numbers_of(totals: Totals) -> list[int]:
    """Running totals as whole numbers."""
    return [int(total) for total in totals]
