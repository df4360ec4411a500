"""Where sentences are cut, case by case, and what holds for any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.segment import segment, segment_spans

# (id, language, sentences): the text is the sentences joined, so each shows its white space.
CASES: list[tuple[str, str, list[str]]] = [
    # Chinese: terminators and what closes after them
    ("zh-plain", "zh", ["雨停了。", "你走吗？", "走！", "好"]),
    ("zh-run", "zh", ["什么？！", "不会吧！！！", "真的吗？？", "唉。"]),
    ("zh-closing-curly", "zh", ["他说：“雨停了。”", "她点点头。"]),
    ("zh-closing-corner", "zh", ["他說：「雨停了。」", "她點點頭。"]),
    ("zh-closing-double-corner", "zh", ["他說：『雨停了。』", "她點點頭。"]),
    ("zh-closing-nested", "zh", ["他说：“她喊：‘快走！’”", "我们就走了。"]),
    ("zh-closing-straight", "zh", ['他说:"雨停了。"', "她点点头。"]),
    ("zh-opening-straight", "zh", ["他回头。", '"你呢？"', '"我不去。"', "她走了。"]),
    ("zh-opening-curly", "zh", ["雨停了。", "“走吧！”", "大家出发。"]),
    ("zh-whitespace", "zh", ["雨停了。 ", "天晴了。\n", "出发。\u3000", "好"]),
    ("zh-bracketed-sentence", "zh", ["（雨停了。）", "他走了。"]),
    ("zh-bracketed-sentences", "zh", ["（雨停了。", "天晴了。）", "他走了。"]),
    ("zh-bracket-mid", "zh", ["他走了（谁都没看见！）又回来了。", "真怪。"]),
    ("zh-bracket-end", "zh", ["他走了（谁都没看见）。", "真怪。"]),
    ("zh-footnote", "zh", ["水是湿的。[12]", "火是热的。"]),
    ("zh-halfwidth", "zh", ["我来了.", "你呢?", "好!", "走吧"]),
    ("zh-halfwidth-katakana-stop", "zh", ["我来了｡", "走吧"]),
    ("zh-fullwidth-stop", "zh", ["我来了．", "你呢？"]),
    ("zh-dash-after", "zh", ["为什么？", "——没有人知道。"]),
    ("zh-list-of-questions", "zh", ["“谁？”、“何时？”都是问题。", "请答。"]),
    # Chinese: titles and short quotations
    ("zh-title", "zh", ["我们看了《快跑！妈妈》。", "很好看。"]),
    ("zh-title-comma", "zh", ["《早安，小镇》上映了！", "去看吗？"]),
    ("zh-title-angle", "zh", ["他唱〈为什么？〉给我听。", "好听。"]),
    ("zh-title-nested", "zh", ["她写了《读〈谁？〉有感》一文。", "不错。"]),
    ("zh-quoted-word", "zh", ["他那声“不！”让人吃惊。", "没人说话。"]),
    ("zh-quoted-word-corner", "zh", ["他那句「不！」讓人吃驚。", "沒人說話。"]),
    ("zh-quoted-cries", "zh", ["远处“救火！救火！”的叫声不断。", "我醒了。"]),
    ("zh-quoted-stop-particle", "zh", ["他写下“完。”的时候天亮了。", "鸟叫了。"]),
    ("zh-speech-by-cry", "zh", ["他大喊一声“站住！”", "小偷跑了。"]),
    # Chinese: ellipses
    ("zh-ellipsis-pause", "zh", ["嗯……这个我不懂。", "你懂？"]),
    ("zh-ellipsis-pause-short", "zh", ["我想……算了。"]),
    ("zh-ellipsis-narrative", "zh", ["雨慢慢地停在了山的那一边……", "第二天他走了。"]),
    ("zh-ellipsis-stammer", "zh", ["“我……我刚才真的什么都没有看见……”", "他低下头。"]),
    ("zh-ellipsis-tag", "zh", ["“我不……”他说。", "没人听。"]),
    ("zh-ellipsis-before-quote", "zh", ["他想了想……", "“走吧！”"]),
    ("zh-ellipsis-stop", "zh", ["真的……。", "走吧。"]),
    ("zh-ellipsis-exclaim", "zh", ["真的……！", "走吧。"]),
    ("zh-ellipsis-etc", "zh", ["桌上有苹果梨子香蕉葡萄西瓜……等等水果。", "好吃。"]),
    ("zh-ellipsis-math", "zh", ["雨慢慢地停在了山的那一边⋯⋯", "他走了。"]),
    ("zh-ellipsis-ascii", "zh", ["嗯...这个我不懂。", "你懂？"]),
    # Chinese: dialogue
    ("zh-tag", "zh", ["“你去哪儿？”他问道。", "我没理他。"]),
    ("zh-tag-asked-whom", "zh", ["“你猜要多久？”她笑着问记者。", "没人知道。"]),
    ("zh-tag-traditional", "zh-TW", ["「你去哪兒？」他問道。", "我沒理他。"]),
    ("zh-tag-name", "zh", ["“快走！”小梅低声说。", "门开了。"]),
    ("zh-tag-object", "zh", ["“快走！”小梅大声对我说，“门开了。”"]),
    ("zh-tag-resumed", "zh", ["“快走！”小梅喊道，“快！”", "我跑了。"]),
    ("zh-tag-adverb", "zh", ["“不行。”他冷冷地回答。", "门关了。"]),
    ("zh-tag-then-action", "zh", ["“好吧。”他说完就走了。", "门关了。"]),
    ("zh-tag-other-verb", "zh", ["“太晚了。”老师提醒大家。", "我们回家。"]),
    ("zh-turns", "zh", ["“你去哪儿？”", "“回家。”", "“等等我！”"]),
    ("zh-action", "zh", ["“走吧。”", "他站起来，走了出去。"]),
    ("zh-laugh", "zh", ["“走吧。”", "他哈哈一笑，走了出去。"]),
    ("zh-next-tag", "zh", ["“走吧。”", "她又问：“你呢？”"]),
    ("zh-next-tag-bare", "zh", ["“走吧。”", "她问“你呢？”"]),
    ("zh-no-speaker", "zh", ["“走吧。”", "说着站了起来。"]),
    ("zh-while-speaking", "zh", ["“走吧。”", "一面说，一面站起来。"]),
    ("zh-not-a-tag-know", "zh", ["“走吧。”", "谁都不知道。"]),
    ("zh-not-a-tag-want", "zh", ["“走吧。”", "我明白他想说什么。"]),
    ("zh-not-a-tag-denied", "zh", ["“走吧。”", "她没问。"]),
    ("zh-quoted-sentences", "zh", ["他说：“我走了。", "你呢？”", "她不说话。"]),
    # Chinese: numbers, lists, Latin
    ("zh-decimal", "zh", ["圆周率约为3.14。", "版本2.0.1可用。", "见第1.2节。"]),
    ("zh-fullwidth-decimal", "zh", ["约为３．１４。", "好。"]),
    ("zh-list", "zh", ["1.苹果。", "2. 香蕉。", "３．梨。"]),
    ("zh-list-inline", "zh", ["他买了1.苹果、2.香蕉。", "走了。"]),
    ("zh-enumerated", "zh", ["第二、我们先走。", "一、你好。", "（三）再见。"]),
    ("zh-acronym", "zh", ["他在U.S.A.工作。", "她在U.K. 上学。"]),
    ("zh-mister", "zh", ["请找Mr. Wang。", "或者Dr.李。"]),
    ("zh-url", "zh", ["请看 example.com 吧。", "或 http://a.cn/x?q=1&b=2 也行。"]),
    ("zh-brand", "zh", ["用iPhone吧！", "iPad也行。"]),
    ("zh-mixed", "zh", ["他来了。", "She left. ", "真的吗？", "Yes, e.g. this. ", "好。"]),
    ("zh-wrapped", "zh", ["这一行没有\n写完。", "下一句。"]),
    ("zh-blank-line", "zh", ["没有句号\n\n", "下一段。"]),
    ("zh-blank-line-crlf", "zh", ["没有句号\r\n \r\n", "下一段。"]),
    # English
    ("en-plain", "en", ["It rained. ", "Did you go? ", "No! ", "Fine"]),
    ("en-run", "en", ["What?! ", "Never!!! ", "Yes."]),
    ("en-titles", "en", ["Mr. Wang met Dr. Li. ", "Mrs. Ho and Prof. Xu left."]),
    ("en-number-signs", "en", ["See Fig. 2 and No. 5. ", "Read pp. 3 to 9."]),
    ("en-no-answer", "en", ["Did he go? ", "No. ", "He stayed. ", "No. ", "I stayed."]),
    ("en-latin", "en", ["Take fruit, e.g. pears, i.e. these. ", "Go."]),
    ("en-country", "en", ["He lives in the U.S. ", "It is big. ", "The U.S. Navy came."]),
    ("en-country-long", "en", ["He left the U.S.A. ", "It is big."]),
    ("en-company", "en", ["Dao Inc. Japan grew. ", "He works for Dao Inc. ", "The firm is big."]),
    ("en-times", "en", ["We met at 5 p.m. ", "He slept. ", "At 7 a.m. on Monday we ate."]),
    ("en-time-day", "en", ["We met at 5 p.m. Tuesday at home. ", "He ate."]),
    ("en-initials", "en", ["J. K. Lin wrote it. ", "So did A. Wu."]),
    ("en-letter", "en", ["This is vitamin C. ", "It helps."]),
    ("en-pronoun", "en", ["It was I. ", "He knew."]),
    ("en-decimal", "en", ["Pi is 3.14 or so. ", "Version 2.0.1 is out."]),
    ("en-domain", "en", ["Go to example.com now. ", "Or don't."]),
    ("en-brand", "en", ["Bang! is a game. ", "Play it."]),
    ("en-year", "en", ["He was born in 1998. ", "She was not."]),
    ("en-list", "en", ["2. Bananas are good. ", "He ate them."]),
    ("en-list-inline", "en", ["1. Apples 2. Bananas 3. Pears"]),
    ("en-list-semicolons", "en", ["Now: 1. Open it; 2. Run it. ", "Done."]),
    ("en-list-letters", "en", ["(a) First of all. ", "(b) Second."]),
    ("en-ellipsis-pause", "en", ["Well... maybe. ", "Wait . . . what?"]),
    ("en-ellipsis-end", "en", ["He waited... ", "Nobody came."]),
    ("en-ellipsis-stammer", "en", ["I... I don't know. ", "No... No way."]),
    ("en-tag", "en", ['"Where are you going?" he asked. ', '"Home."']),
    ("en-tag-name", "en", ['"Where to?" Tom asked. ', '"Home!" cried Mr. Li.']),
    ("en-tag-single", "en", ["'Why did you...?' she began. ", "'Yes.' ", "'No,' he said."]),
    ("en-tag-dash", "en", ["“Go!” — he said. ", "“No.”"]),
    ("en-turns", "en", ["“Going?” ", "“Home.” ", '"Wait!" ', '"No."']),
    ("en-action", "en", ['"Go." ', "He stood up. ", "“Go!” ", "The man stood up."]),
    ("en-next-tag", "en", ['"Go!" ', 'Tom said: "And you?"']),
    ("en-quoted-sentences", "en", ['He said: "I am leaving. ', 'And you?" ', "She said nothing."]),
    ("en-quoted-word", "en", ['His "No!" surprised us. ', 'The "Stop! Go!" signs rusted.']),
    ("en-quoted-end", "en", ['They call it "peace." ', "Then they fight."]),
    ("en-bracketed-sentence", "en", ["(It rained.) ", "He left."]),
    ("en-bracket-mid", "en", ["He left (why? Nobody knows) Monday. ", "Odd."]),
    ("en-footnote", "en", ["Water is wet.[1] ", "Fire is hot.² ", "Ice is cold."]),
    ("en-wrapped", "en", ["This line was\nwrapped. ", "Next one."]),
    ("en-blank-line", "en", ["A heading\n\n", "A sentence."]),
    ("en-chinese-title", "en", ["She read 《谁？》 aloud. ", "We slept."]),
    # Other languages: the same rules, sentencex for the full stop
    ("de-ordinal", "de", ["Am 3. Oktober kam er z.B. mit Dr. Lang. ", "Dann ging er."]),
    ("de-quotes", "de", ["„Komm!“ ", "Er ging. ", "»Wohin?« ", "„Heim. ", "Sofort.“ ", "Gut."]),
    ("fr-quotes", "fr", ["M. Petit est là. ", "« Où ? » demanda-t-il. ", "« Ici ! » ", "Il part."]),
    ("es-marks", "es", ["El Sr. Ruiz vino. ", "¿Dónde? ", "¡Vamos!"]),
    ("it-title", "it", ["Il sig. Neri è qui. ", "Ciao."]),
    ("nl-plain", "nl", ["Dhr. Smit kwam. ", "Hij ging."]),
    ("pl-dialogue", "pl", ["— Idź! — powiedział. ", "Poszedł."]),
    ("pt-title", "pt", ["O Sr. Lima veio. ", "Tudo bem?"]),
    ("ru-dialogue", "ru", ["— Куда? — спросил он. ", "— Домой."]),
    ("tr-ordinal", "tr", ["Dr. Ali geldi. ", "3. katta oturuyor."]),
    ("ar-question", "ar", ["ذهب إلى السوق. ", "هل أنت هنا؟ ", "نعم."]),
    ("ja-quoting", "ja", ["「はい。」と言った。", "彼は行った！", "「なに？」", "「はい。」"]),
    ("ko-quoting", "ko", ["그는 갔다. ", '"가자."라고 말했다. ', "너는?"]),
    ("th-spaces", "th", ["ฉันไปตลาด เขาอยู่บ้าน"]),
    ("unknown", "xx", ["It rained. ", "He left."]),
    ("no-tag-at-all", "klingon!", ["下雨了。", "He left. ", "Fine."]),
]


@pytest.mark.parametrize(
    ("language", "sentences"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_cuts(language: str, sentences: list[str]) -> None:
    assert segment("".join(sentences), language) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("zh", ["等一下；", "马上来。"]),
        ("en", ["Wait; ", "I am coming &amp; going."]),
        ("en", ["He waited; ", "nobody came."]),
    ],
)
def test_semicolons_on_request(language: str, sentences: list[str]) -> None:
    text = "".join(sentences)
    assert len(segment(text, language)) == 1
    assert segment(text, language, split_semicolons=True) == sentences


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("“你去哪儿？”他问道。", '"Where are you going?" he asked.'),
        ("“你去哪儿？”“回家。”", '"Where to?" "Home."'),
        ("他说：“我走了。你呢？”", 'He said: "I am leaving. And you?"'),
        ("他那声“不！”让人吃惊。", 'His "No!" surprised us.'),
        ("（雨停了。）他走了。", "(The rain stopped.) He left."),
        ("嗯……这个我不懂。", "Well... that is beyond me."),
        ("“走吧。”她又问：“你呢？”", '"Let\'s go." She asked again: "And you?"'),
    ],
)
def test_both_sides_are_cut_alike(chinese: str, english: str) -> None:
    assert len(segment(chinese, "zh")) == len(segment(english, "en"))


def test_spans_count_code_points() -> None:
    text = "𠀀走了。😀 来了！"
    assert segment_spans(text, "zh") == [(0, 4), (4, 9)]
    text = "Il 😀 parle. 𠀀 ! Oui."
    assert segment(text, "fr") == ["Il 😀 parle. ", "𠀀 ! ", "Oui."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("  ", ["  "]),
        ("\n\n\n", ["\n\n\n"]),
        ("\n\nA. B", ["\n\nA. B"]),
        ("。", ["。"]),
        ("\x00\x1f", ["\x00\x1f"]),
        ("\ud800走。\udfffHe", ["\ud800走。", "\udfffHe"]),
    ],
)
def test_odd_texts(text: str, sentences: list[str]) -> None:
    assert segment(text, "zh") == sentences


def test_lone_surrogates_reach_no_library() -> None:
    assert "".join(segment("Il va. \ud800 Elle va.", "fr")) == "Il va. \ud800 Elle va."


# --- what holds for any text ------------------------------------------------------------------

MARKS = (
    "。！？…．.!?;；，,：:“”‘’「」『』《》（）()[]\"'«»„—- \n\u2029\u3000"
    "他说的一地道问aAIMrNo1２é😀\ud800"
)
TEXTS = st.one_of(
    st.text(st.sampled_from(MARKS), max_size=80),
    st.text(st.characters(), max_size=60),
    st.lists(
        st.sampled_from(
            ["“走。”他说。", '"Go!" he said. ', "（好。）", "Mr. ", "……", "1. ", "《谁？》", "\n\n"]
        ),
        max_size=12,
    ).map("".join),
)
LANGUAGES = st.sampled_from(["zh", "zh-TW", "en", "ja", "de", "fr", "ko", "th", "xx", "", "-?"])


@given(TEXTS, LANGUAGES, st.booleans())
def test_spans_cover_the_text(text: str, language: str, semicolons: bool) -> None:
    spans = segment_spans(text, language, split_semicolons=semicolons)
    ends = [0, *(end for _, end in spans)]
    assert [start for start, _ in spans] == ends[:-1]
    assert ends[-1] == len(text)
    assert all(start < end for start, end in spans)


@given(TEXTS, LANGUAGES)
def test_every_sentence_has_content(text: str, language: str) -> None:
    sentences = segment(text, language)
    assert all(sentence.strip() for sentence in sentences) or len(sentences) == 1


@given(TEXTS, LANGUAGES)
def test_no_sentence_but_the_first_begins_with_white_space(text: str, language: str) -> None:
    assert not any(sentence[0].isspace() for sentence in segment(text, language)[1:])


@given(TEXTS, TEXTS, st.sampled_from(["zh", "en"]))
def test_blocks_do_not_influence_each_other(first: str, second: str, language: str) -> None:
    first, second = first.strip() + "。\n\n", second.strip()
    together = segment(first + second, language)
    assert together == segment(first, language) + segment(second, language)


@given(st.lists(st.sampled_from(["他走了。", "She left. ", "“好吗？”", "Is it? "]), min_size=1))
def test_plain_sentences_stay_whole(sentences: list[str]) -> None:
    """Cut again, a sentence is still one; and these are cut alike under any tag."""
    for language in ("zh", "en", "ja"):
        assert segment("".join(sentences), language) == sentences
        assert all(segment(sentence, language) == [sentence] for sentence in sentences)


@pytest.mark.parametrize("language", ["zh", "en", "de"])
@pytest.mark.parametrize(
    "pattern",
    [
        *["。", "“", '"', "(", "《a", "a。", "“”", "。”", ". ", "… ", "A.", " .", "«", "\n ", "'a"],
        *[
            "“走。”他说。",
            "x“a",
            "（a",
            "[1]",
            "&a;",
            "a. ",
            "一",
            " ",
            "1. ",
            "“走。”他" + "很" * 20,
        ],
    ],
)
def test_pathological_texts_end(pattern: str, language: str) -> None:
    """Quadratic behaviour would show here as a test that does not come back."""
    text = pattern * (200_000 // len(pattern))
    spans = segment_spans(text, language, split_semicolons=True)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
