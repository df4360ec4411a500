"""DUP001: "the the", a word typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import eq

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from .characters import HAN, SPACELESS
from .doubling import reduplicates
from .rule import Option, Rule, Setup, pair

_DOUBLED = re.compile(r"(?<![\w'’.-])(\w+)\s+(\1)(?![\w'’-])", re.IGNORECASE)

_NEVER = {
    *("a", "an", "and", "as", "at", "but", "by", "for", "from", "he", "if", "in", "into", "of"),
    *("or", "our", "she", "than", "the", "their", "they", "this", "to", "was", "we", "were"),
    *("which", "with", "your"),
}
"""Words that are never said twice on purpose, whatever the source does."""

_GRAMMATICAL = {"do", "had", "her", "that", "there", "you"}
"""Words that may stand twice in a good sentence: "what had had to be done"."""

_CLAUSE_BEGINS = re.compile(
    r"(?:^|[.!?;:,]|\b(?:and|but|or|if|when|because|so|as|thank|do|did|can|could|will|would|should))"
    r"\s*$",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;:?!]|$)")
_SUBJECT = re.compile(r"\s+(?:I|you|he|she|it|we|they|the|an?|this|these)\b")
_IS = re.compile(r"\s+(?:is|are|was|were)\b")


_CLEFT = re.compile(
    r"\b(?:thing|problem|point|question|truth)\b|\b(?:what|who|where|how|why)\s+\w",
    re.IGNORECASE,
)
"""What makes "is is" good English: "What it is is a shell.\""""

_FOR_EFFECT = {
    *("blah", "bye", "far", "ha", "haha", "hey", "hi", "ho", "knock", "la", "many", "never", "no"),
    *("oh", "ok", "okay", "really", "so", "super", "very", "wait", "wow", "yeah", "yes"),
}
"""Words that people do say twice."""

_CHINESE = re.compile(
    rf"(?<![目标])的的(?![确士哥黎])|(?<![为除到直])了了(?![解然结断事之])|([{HAN}]{{2,3}})\1"
)
_ABAB = frozenset(
    """
    如何 研究 讨论 考虑 商量 休息 学习 了解 介绍 打听 打扫 收拾 锻炼 参考 观察 练习
    体验 享受 放松 尝试 琢磨 照顾 高兴 热闹 交流 沟通 整理 意思 活动 合计 凉快
    轻松 感受 调整 比较 分享 认识 雪白 漆黑 笔直 通红 冰凉 滚烫 碧绿 彼此 非常
    很多 真的 宝贝 哈哈 呵呵 嘿嘿 谢谢 拜拜 等等 好的 可以 不是 没有 快点 加油
    """.split()  # noqa: SIM905
)
"""Words that Chinese says twice to soften or to stress them."""


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find words of the target that stand there twice in a row."""
    language = passage.languages[1]
    if language in SPACELESS:
        found = _CHINESE.search(passage.target)
        return _chinese(passage, setup) if found else ()
    words = passage.target_words
    if len(passage.target_vocabulary) == len(words):
        return ()
    return _spaced(passage, setup) if any(map(eq, words, words[1:])) else ()


def _spaced(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    source, (language, _) = passage.source, passage.languages
    allowed = {*_GRAMMATICAL, *map(str.lower, setup.words("allowed"))}
    for found in _DOUBLED.finditer(passage.target):
        first, second = found[1], found[2]
        word = first.lower()
        if _is_slip(word, passage.target[: found.start()], passage.target[found.end() :]):
            yield _flaw(found[0], Span(*found.span()), Span(found.end(1), found.end()), sure=False)
            continue
        if word in allowed or word.isdigit() or (len(word) == 1 and word not in ("a", "i")):
            continue
        if word == "is" and _CLEFT.search(passage.target[: found.start()]):
            continue
        never = word in _NEVER
        # Duran Duran, Lin Lin: a name; "The The" in a headline is none.
        if not never and (
            second[0].isupper()
            or word in _FOR_EFFECT
            or reduplicates(source, language, found.start() / len(passage.target))
        ):
            continue
        second_span = Span(found.end(1), found.end())
        yield _flaw(found[0], Span(*found.span()), second_span, sure=never)


def _is_slip(word: str, before: str, after: str) -> bool:
    """Whether a word of grammar cannot stand twice here, where the second would begin a clause."""
    if word in ("you", "that", "there") and _CLAUSE_ENDS.match(after):
        return True
    if word == "that":
        return _SUBJECT.match(after) is not None
    begins = word in ("you", "there") and _CLAUSE_BEGINS.search(before) is not None
    return begins and (word == "you" or _IS.match(after) is not None)


def _chinese(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    source, language = passage.source, passage.languages[0]
    allowed = {*_ABAB, *setup.words("allowed")}
    for found in _CHINESE.finditer(passage.target):
        word = found[1] or found[0][0]
        if len(word) > 1 and (
            word in allowed
            or word[0] == word[1]
            or word[0] == "一"
            or word[-1] == "着"
            or reduplicates(source, language, found.start() / len(passage.target))
        ):
            continue
        second = Span(found.start() + len(word), found.end())
        yield _flaw(found[0], Span(*found.span()), second, sure=len(word) == 1)


def _flaw(written: str, span: Span, second: Span, sure: bool) -> Flaw:
    return Flaw(
        f"'{' '.join(written.split())}' is a word typed twice",
        target_span=span,
        help="take one of the two out",
        fixes=(Fix("target", second, ""),) if sure else (),
    )


RULE = Rule(
    code="DUP001",
    name="doubled-word",
    severity=Severity.warning,
    mqm="fluency/grammar",
    summary="A word stands twice in a row.",
    explanation="""
"The the" is a slip of typing, and one that machines make too. Articles, prepositions and the
like are always reported. Other words are passed over where the source says something twice in a
row itself, and where English does so by its grammar ("had had", "that that"), for effect ("very
very") or in a name ("Duran Duran").

In Chinese 的的 and 了了 are reported where they are no part of other words (目的的, 为了了解),
and words of two or three characters that stand twice (我们我们), unless they are among those
that Chinese says twice to soften or stress them (研究研究). `--fix` takes away what is never
said twice on purpose: the second "the", the second 的.
""",
    bad=(
        pair("船沿着河走。", "The boat went along the the river."),
        pair("他把信交给了邮差。", "He gave the letter to\nto the postman.", "across a line"),
        pair("雨停了你就走。", "When you you are ready, go.", "no clause begins between them"),
        pair("We repaired the old lighthouse.", "我们修好了旧的的灯塔。", "", "en-zh"),
        pair("Our village lies by the lake.", "我们的村庄村庄在湖边。", "", "en-zh"),
    ),
    good=(
        pair("他早就吃过饭了。", "He had had his meal long before."),
        pair("我知道那样不对。", "I knew that that was wrong."),
        pair("湖水非常非常冷。", "The lake was very very cold.", "the source says so too"),
        pair("我告诉你你会冷的。", "I told you you would be cold.", "a clause begins between them"),
        pair("林林在划船。", "Lin Lin is rowing.", "a name"),
        pair("For the sake of understanding.", "为了了解情况。", "two words", "en-zh"),
        pair("Let us talk it over.", "我们讨论讨论吧。", "said twice to soften it", "en-zh"),
    ),
    false_alarms=(
        "A word said twice for effect where the source does it in another way.",
        "Chinese verbs said twice (ABAB) that the list lacks: name them in `allowed`.",
    ),
    options=(Option("allowed", (), "more words that may stand twice"),),
    content=False,
    fixable=True,
    check=check,
)
