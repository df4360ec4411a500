"""Links: words that a dictionary, a name, a spelling or a term says answer each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.align.block import matter_of
from duilian.align.encode import EmbeddedEncoder, Words
from duilian.align.links import Links, links_between
from duilian.align.scale import scale_of
from duilian.align.side import side_of
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.text import lexicon, names
from duilian.corpus.text.terms import TermPair

Found = Counter[tuple[int, int, float]]


def document(*sentences: str) -> Words:
    """A document whose sentences are written with a bar between tokens; it has no vectors."""
    cut = [sentence.split("|") if sentence else [] for sentence in sentences]
    pieces = [piece for each in cut for piece in each]
    vocabulary = sorted(set(pieces))
    return Words(
        np.zeros((len(pieces), 1), dtype=np.float16),
        np.concatenate([[0], np.cumsum([len(each) for each in cut])]).astype(np.int64),
        np.ones(len(pieces), dtype=np.float32),
        np.array([vocabulary.index(piece) for piece in pieces], dtype=np.int32),
        vocabulary,
    )


def size(words: Words) -> tuple[int, int]:
    """Tokens and sentences."""
    return len(words.ids), len(words.starts) - 1


def listed(
    links: Links, tokens: tuple[int, int], sentences: tuple[int, int], offset: bool = False
) -> Found:
    """What ``within`` finds, numbered from the document's beginning if ``offset``."""
    first = (tokens[0], sentences[0]) if offset else (0, 0)
    return Counter(
        (int(token) + first[0], int(sentence) + first[1], round(float(strength), 5))
        for token, sentence, strength in zip(*links.within(tokens, sentences), strict=True)
    )


def strongest(found: Found) -> dict[tuple[int, int], float]:
    best: dict[tuple[int, int], float] = {}
    for token, sentence, strength in found:
        best[token, sentence] = max(best.get((token, sentence), 0.0), strength)
    return best


def answered(
    source: Words,
    target: Words,
    languages: tuple[str, str] = ("zh", "en"),
    terms: list[TermPair] | None = None,
) -> tuple[dict[tuple[str, int], float], dict[tuple[str, int], float]]:
    """For both sides: the tokens' texts, the sentences that answer them, and how surely."""
    found = []
    links = links_between(source, target, languages, terms or [])
    for one, mine, theirs in zip(links, (source, target), (target, source), strict=True):
        tokens, sentences = size(mine)[0], size(theirs)[1]
        best: dict[tuple[str, int], float] = {}
        for (token, sentence), strength in strongest(
            listed(one, (0, tokens), (0, sentences))
        ).items():
            piece = mine.pieces(token, token + 1)[0].strip()
            best[piece, sentence] = max(best.get((piece, sentence), 0.0), strength)
        found.append(best)
    return found[0], found[1]


CASES = [
    pytest.param(
        document("塑料|瓶"), document(" Plastic|s", " the| door"),
        {("塑料", 0): 0.9}, {("Plastic", 0): 0.9, ("s", 0): 0.9}, id="a gloss of one word",
    ),
    pytest.param(
        document("和尚"), document(" the| monk", " a| monk| here"),
        {("和尚", 0): 0.9 * 2**-0.5, ("和尚", 1): 0.9 * 2**-0.5}, {("monk", 0): 0.9 * 2**-0.5},
        id="a gloss of two words, in two sentences",
    ),
    pytest.param(
        document("桥"), document(" bridge|s"),
        {("桥", 0): 0.45}, {("bridge", 0): 0.45, ("s", 0): 0.45}, id="a single character",
    ),
    pytest.param(
        document("清|扬", "他"), document(" door", " Qing|yang"),
        {("清", 1): 0.9, ("扬", 1): 0.9}, {("Qing", 0): 0.9, ("yang", 0): 0.9}, id="a name",
    ),
    pytest.param(
        document("在|NATO"), document(" NATO"),
        {("NATO", 0): 0.9}, {("NATO", 0): 0.9}, id="the same spelling",
    ),
    pytest.param(
        document("塑料"), document(" a| door", ""), {}, {}, id="nothing in common",
    ),
    pytest.param(document(), document(" a| door"), {}, {}, id="an empty document"),
    pytest.param(document(""), document(""), {}, {}, id="empty sentences"),
]  # fmt: skip


@pytest.mark.parametrize(("chinese", "english", "of_chinese", "of_english"), CASES)
def test_what_answers_what(
    chinese: Words,
    english: Words,
    of_chinese: dict[tuple[str, int], float],
    of_english: dict[tuple[str, int], float],
) -> None:
    here, there = answered(chinese, english)
    assert here == pytest.approx(of_chinese, abs=1e-4)
    assert there == pytest.approx(of_english, abs=1e-4)


@pytest.mark.parametrize(("chinese", "english"), [case.values[:2] for case in CASES])
def test_opposite_is_what_the_sentence_beside_answers(chinese: Words, english: Words) -> None:
    for words, links in zip(
        (chinese, english), links_between(chinese, english, ("zh", "en")), strict=True
    ):
        sentences = min(len(chinese.starts), len(english.starts)) - 1
        known = links.opposite(words.starts)
        for sentence in range(sentences):
            tokens = tuple(words.starts[sentence : sentence + 2].tolist())
            best = np.zeros(tokens[1] - tokens[0])
            token, _, strength = links.within(tokens, (sentence, sentence + 1))
            np.maximum.at(best, token, strength)
            assert known[slice(*tokens)] == pytest.approx(best)


def test_the_users_terms_are_vouched_for() -> None:
    source, target = document("增长|极", "增长"), document(" growth", " regional| growth| pole|s")
    here, there = answered(source, target, terms=[TermPair("增长极", "growth pole")])
    assert here["极", 1] == here["增长", 1] == 1.0
    assert there["growth", 0] == there["pole", 0] == there["s", 0] == 1.0
    assert ("regional", 0) not in there
    assert ("极", 0) not in here


def test_a_term_may_have_several_renderings() -> None:
    source, target = document("极|点"), document(" growth| pole", " growth| centre", " growth")
    terms = [TermPair("极点", "growth pole"), TermPair("极点", "growth centre")]
    here, _ = answered(source, target, terms=terms)
    assert {at for at, strength in here.items() if strength == 1.0} == {
        ("极", 0), ("极", 1), ("点", 0), ("点", 1),
    }  # fmt: skip


def test_terms_join_languages_that_no_dictionary_knows() -> None:
    source, target = document(" die| Brücke|n"), document(" les| ponts")
    here, there = answered(source, target, ("de", "fr"), [TermPair("Brücke", "pont")])
    assert here == {("Brücke", 0): 1.0, ("n", 0): 1.0}
    assert there == {("ponts", 0): 1.0}
    assert answered(source, target, ("de", "fr")) == ({}, {})


SPOKEN = ["清", "扬", "增长", "极", "和尚", "桥", "NATO", "，", "他"]
WRITTEN = [" Qing|yang", " growth", " poles", " monk", " bridge", " NATO", ",", " the", " He"]
chinese = st.lists(st.lists(st.sampled_from(SPOKEN), max_size=5).map("|".join), max_size=5)
english = st.lists(st.lists(st.sampled_from(WRITTEN), max_size=5).map("|".join), max_size=5)
TERMS = [
    TermPair("增长极", "growth poles"),
    TermPair("和尚", "bridge"),
    TermPair("增长极", "the monk"),
]
pairs = st.tuples(chinese, english).map(lambda pair: (document(*pair[0]), document(*pair[1])))
directions = st.sampled_from([False, True])


def both_ways(pair: tuple[Words, Words], turned: bool) -> tuple[Words, Words, Links, Links]:
    """Source, target and their links, from Chinese or into it."""
    source, target = pair[::-1] if turned else pair
    terms = [TermPair(each.target, each.source) for each in TERMS] if turned else TERMS
    languages = ("en", "zh") if turned else ("zh", "en")
    return source, target, *links_between(source, target, languages, terms)


def product(links: Links) -> Found:
    """Every link of a document, by taking each word with each place of each of its partners."""
    found: Found = Counter()
    for word, kind in enumerate(links.kinds.tolist()):
        for at in range(links.offsets[kind], links.offsets[kind + 1]):
            for sentence in range(len(links.starts) - 1):
                standing = links.answers[links.starts[sentence] : links.starts[sentence + 1]]
                if links.partners[at] in standing:
                    for token in range(links.first[word], links.last[word]):
                        strength = round(float(links.strengths[at]), 5)
                        found[token, sentence, strength] += 1
    return found


@given(pair=pairs, turned=directions)
def test_within_a_whole_document_is_the_product_of_words_and_answers(
    pair: tuple[Words, Words], turned: bool
) -> None:
    source, target, *links = both_ways(pair, turned)
    for one, mine, theirs in zip(links, (source, target), (target, source), strict=True):
        assert listed(one, (0, size(mine)[0]), (0, size(theirs)[1])) == product(one)


@given(pair=pairs, turned=directions, data=st.data())
def test_parts_together_are_the_whole(
    pair: tuple[Words, Words], turned: bool, data: st.DataObject
) -> None:
    source, target, *links = both_ways(pair, turned)
    for one, mine, theirs in zip(links, (source, target), (target, source), strict=True):
        tokens, sentences = size(mine)[0], size(theirs)[1]
        cut = int(data.draw(st.sampled_from(mine.starts.tolist())))
        at = data.draw(st.integers(0, sentences))
        parts: Found = Counter()
        for these in ((0, cut), (cut, tokens)):
            for those in ((-3, at), (at, sentences + 3)):
                parts += listed(one, these, those, offset=True)
        assert parts == listed(one, (0, tokens), (0, sentences))


@pytest.mark.parametrize("sentences", [(-5, 0), (-5, -2), (2, 6), (5, 9), (1, 1)])
def test_there_is_nothing_beyond_the_documents(sentences: tuple[int, int]) -> None:
    source, target = document("塑料", "桥"), document(" plastic", " bridge")
    for links in links_between(source, target, ("zh", "en")):
        assert not listed(links, (0, 2), sentences)


@given(pair=pairs, turned=directions)
def test_exchanging_the_sides_exchanges_the_links(pair: tuple[Words, Words], turned: bool) -> None:
    _, _, here, there = both_ways(pair, turned)
    _, _, there_again, here_again = both_ways(pair, not turned)
    for one, other in ((here, here_again), (there, there_again)):
        for field in fields(Links):
            np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name))


@given(pair=pairs, turned=directions)
def test_answers_are_answered(pair: tuple[Words, Words], turned: bool) -> None:
    """A sentence that answers a word of another holds a word that the other answers."""
    source, target, here, there = both_ways(pair, turned)

    def sentence_pairs(links: Links, mine: Words, theirs: Words) -> set[tuple[int, int]]:
        found = listed(links, (0, size(mine)[0]), (0, size(theirs)[1]))
        return {
            (int(np.searchsorted(mine.starts, token, side="right")) - 1, sentence)
            for token, sentence, _ in found
        }

    mine, theirs = sentence_pairs(here, source, target), sentence_pairs(there, target, source)
    assert mine == {(i, j) for j, i in theirs}


ANSWERS = {
    "清": ["Qing"], "扬": ["yang"], "NATO": ["NATO"], "和尚": ["monk", "bridge"],
    "桥": ["bridge"], "增长": ["growth", "the monk"], "极": ["poles", "the monk"],
    "他": ["He"],
}  # fmt: skip


@given(pair=pairs)
def test_only_sentences_that_hold_an_answer_are_linked(pair: tuple[Words, Words]) -> None:
    source, target, here, _ = both_ways(pair, turned=False)
    for token, sentence, strength in listed(here, (0, size(source)[0]), (0, size(target)[1])):
        assert 0 < strength <= 1
        word = source.pieces(token, token + 1)[0]
        text = "".join(target.pieces(*target.starts[sentence : sentence + 2].tolist()))
        assert any(answer in text for answer in ANSWERS.get(word, [])), (word, text)


@pytest.fixture(scope="module")
def linked(encoder: EmbeddedEncoder) -> tuple[Words, Words, tuple[Links, Links]]:
    """Two texts with the real tokens."""
    source = side_of(parse_lines("清揚在北京讀書。\n下雨了。\n", "zh-Hant"), encoder)
    target = side_of(
        parse_lines("It rained.\nQingyang is studying in Beijing.\n", "en"), encoder, source
    )
    matter = matter_of(source, target, scale_of(source, target, np.arange(3))).linked()
    assert matter.links is not None
    assert source.runs.words is not None
    assert target.runs.words is not None
    return source.runs.words, target.runs.words, matter.links


def test_the_tokens_spell_the_text_as_it_is_compared(
    linked: tuple[Words, Words, tuple[Links, Links]],
) -> None:
    source, target, _ = linked
    spelt = [
        "".join(words.pieces(*words.starts[sentence : sentence + 2].tolist())).strip()
        for words in (source, target)
        for sentence in (0, 1)
    ]
    assert spelt == [
        "清扬在北京读书。", "下雨了。", "It rained.", "Qingyang is studying in Beijing.",
    ]  # fmt: skip


def test_real_tokens_are_linked(linked: tuple[Words, Words, tuple[Links, Links]]) -> None:
    source, target, (here, _) = linked
    best = strongest(listed(here, (0, size(source)[0]), (0, size(target)[1])))
    sure = {
        sentence: "".join(
            source.pieces(token, token + 1)[0]
            for token in range(size(source)[0])
            if best.get((token, sentence), 0.0) >= 0.85
        )
        for sentence in (0, 1)
    }
    assert set("清扬北京读书") <= set(sure[1])
    assert not set("下雨") & set(sure[1])
    assert not set("清扬北京读书") & set(sure[0])


TEXTS = (
    ["宝玉|在|西安", "", "看|长江", "长|在", "NATO|来|了", "江|长", ""],
    ["Bao-yu| lives| in| Xi'an", "He| sees| the| river", "", "NATO| came", "long| in", "", "end"],
)


@pytest.mark.parametrize("languages", [("zh", "en"), ("en", "zh"), ("zh", "ja")])
@pytest.mark.parametrize("together", [1, 2, 3])
def test_it_is_all_the_same_how_many_sentences_are_looked_at_together(
    languages: tuple[str, str], together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a language without spaces the first term would be found across the ends of sentences.
    terms = [TermPair("长江长", "river He"), TermPair("长在", "long in")]
    source, target = (document(*texts) for texts in TEXTS)
    if languages[0] != "zh":
        source, target = target, source
        terms = [TermPair(pair.target, pair.source) for pair in terms]
    found = links_between(source, target, languages, terms)
    monkeypatch.setattr("duilian.align.links._TOGETHER", together)
    again = links_between(source, target, languages, terms)
    for one, other, mine, theirs in zip(
        found, again, (source, target), (target, source), strict=True
    ):
        everywhere = (0, size(mine)[0]), (0, size(theirs)[1])
        assert listed(one, *everywhere) == listed(other, *everywhere) != Counter()


def test_words_that_nothing_answers_are_not_kept() -> None:
    here, there = links_between(document("看|我|书"), document("I| read| NATO"), ("zh", "en"))
    assert here.first.tolist() == [0, 1]
    assert there.first.tolist() == [0, 1]
    assert len(here.answers) == len(there.answers) == 2


def test_the_dictionary_is_left_alone_where_no_side_is_chinese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unwanted() -> str:
        raise AssertionError("CC-CEDICT was read")

    for read in (lexicon._dictionary, names._is_pinyin, names._syllables):
        read.cache_clear()
    monkeypatch.setattr(lexicon, "_text", unwanted)
    document_of_names = document("Bao-yu| kam| nach| Xilinhaote| mit| NATO")
    here, _ = links_between(document_of_names, document("Bao-yu| et| NATO"), ("de", "fr"))
    assert len(here.first)
