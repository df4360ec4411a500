"""Word alignments of other programs, read and laid over our words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.align.words import candidates, ground, text_span
from duilian.align.words.pharaoh import linked, read_links, read_tokens, token_lines
from duilian.corpus.errors import InputError
from duilian.corpus.model import Span

PAIRS = [("渡轮码头 关闭", "the ferry pier is closed")]
TOKENS = [(["渡轮", "码头", "关闭"], ["the", "ferry", "pier", "is", "closed"])]
LANGUAGES = ("zh", "en")


def test_links_are_read() -> None:
    assert list(read_links(["0-1 2?3", "", "4-5:0.25"], "a")) == [
        ((0, 1, 1.0), (2, 3, 0.5)),
        (),
        ((4, 5, 0.25),),
    ]


@pytest.mark.parametrize("line", ["0", "0-", "a-b", "0-1,", "-1-2", "0–1", "1-2:7"])
def test_what_is_no_link_is_named_with_its_line(line: str) -> None:
    with pytest.raises(InputError, match="no link") as caught:
        list(read_links(["0-0", line], "links.txt"))
    assert caught.value.place == "line 2"


def test_tokens_are_read() -> None:
    assert list(read_tokens(["a b ||| c"], "t")) == [(["a", "b"], ["c"])]
    with pytest.raises(InputError, match="between"):
        list(read_tokens(["a b | c"], "t"))


def test_links_say_what_answers_a_span() -> None:
    [alignment] = linked(PAIRS, LANGUAGES, [((0, 1, 1.0), (1, 2, 1.0), (2, 4, 1.0))], "l", TOKENS)
    source, target = PAIRS[0]
    best, *_ = candidates(ground(alignment, source, target), Span(0, 4))
    span = text_span(alignment.target, best)
    assert target[span.start : span.end] == "ferry pier"
    assert (alignment.forward.sum(axis=1) <= 1).all()
    assert (alignment.backward.sum(axis=0) <= 1).all()


def test_their_words_need_not_be_ours() -> None:
    cut = [(["渡轮码头", "关闭"], ["the ferry pier".replace(" ", ""), "is", "closed"])]
    [alignment] = linked(PAIRS, LANGUAGES, [((0, 0, 1.0),)], "l", cut)
    places = {word.key: row for row, word in enumerate(alignment.source)}
    columns = {word.key: column for column, word in enumerate(alignment.target)}
    assert alignment.similarity[places["码头"], columns["pier"]] == 1
    assert not alignment.similarity[places["关闭"]].any()


def test_without_tokens_blanks_part_words() -> None:
    [alignment] = linked([("a b", "c d")], ("en", "de"), [((1, 0, 1.0),)], "l")
    assert np.array_equal(alignment.similarity, [[0, 0], [1, 0]])


@pytest.mark.parametrize(
    ("links", "cut", "message"),
    [
        ([((9, 0, 1.0),)], TOKENS, "beyond the last word"),
        ([(), ()], TOKENS, "about 2 units"),
        ([], TOKENS, "about 0 units"),
        ([()], [(["灯塔"], ["a"])], "does not stand in unit 1"),
    ],
)
def test_what_does_not_fit_is_named(links: list, cut: list, message: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(InputError, match=message):
        list(linked(PAIRS, LANGUAGES, links, "l", cut))


def test_a_wrong_file_of_tokens_is_the_one_named() -> None:
    for cut in ([], [(["灯塔"], ["a"])]):
        with pytest.raises(InputError) as caught:
            list(linked(PAIRS, LANGUAGES, [()], "links.txt", cut, "tokens.txt"))
        assert caught.value.file == "tokens.txt"


def test_our_tokens_are_written_with_punctuation() -> None:
    pairs = [("渡轮码头，关闭。", "The ferry pier (old) is closed.")]
    assert list(token_lines(pairs, LANGUAGES)) == [
        "渡轮 码头 ， 关闭 。 ||| The ferry pier ( old ) is closed ."
    ]


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=3))
def test_our_tokens_are_read_back(pairs: list[tuple[str, str]]) -> None:
    lines = list(token_lines(pairs, LANGUAGES))
    if any("|||" in side for pair in pairs for side in pair):
        return
    cut = list(read_tokens(lines, "t"))
    none = [()] * len(pairs)
    assert len(list(linked(pairs, LANGUAGES, none, "l", cut, "t"))) == len(pairs)
