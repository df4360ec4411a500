"""Numbers, dates and measures: what is read in each language, and what answers what."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.numbers import Quantity, compare, quantities, units_agree
from duilian.corpus.text.numbers.chinese import SIMPLIFIED, TRADITIONAL
from duilian.corpus.text.numbers.english import read_cardinal
from duilian.corpus.text.numbers.numerals import read_chinese, read_chinese_pair, read_roman

M = 10**6


def number(value: int | str | float) -> tuple[str, Fraction]:
    return "number", Fraction(str(value))


def ratio(value: str) -> tuple[str, Fraction]:
    return "ratio", Fraction(value)


def date(
    year: int | None = None, month: int | None = None, day: int | None = None
) -> tuple[str, tuple[int | None, int | None, int | None]]:
    return "date", (year, month, day)


CHINESE = [
    ("3.5亿", [number(350 * M)]),
    ("二十三万", [number(230_000)]),
    ("三千五百万", [number(35 * M)]),
    ("一千零一", [number(1001)]),
    ("三万五", [number(35_000)]),
    ("三万零五", [number(30_005)]),
    ("2万4801元", [number(24_801)]),
    ("3亿2000万人", [number(320 * M)]),
    ("10多万人", [number(100_000)]),
    ("１２３个", [number(123)]),
    ("1,234,567人", [number(1_234_567)]),
    ("廿三", [number(23)]),
    ("卅年", [number(30)]),
    ("两百", [number(200)]),
    ("两千", [number(2000)]),
    ("一个半小时", [number("3/2")]),
    ("两年半", [number("5/2")]),
    ("半年", [number("1/2")]),
    ("两点五倍", [number("5/2")]),
    ("伍佰元", [number(500)]),
    ("壹万贰仟元整", [number(12_000)]),
    ("十七八岁", [number(17), number(18)]),
    ("三四十人", [number(30), number(40)]),
    ("两三天", [number(2), number(3)]),
    ("3至5个", [number(3), number(5)]),
    ("3-5万人", [number(30_000), number(50_000)]),
    ("三四五年级", [number(3), number(4), number(5)]),
    ("百分之二十", [ratio("1/5")]),
    ("百分之三十五点六", [ratio("0.356")]),
    ("20%", [ratio("1/5")]),
    ("20-30％", [ratio("1/5"), ratio("3/10")]),
    ("千分之三", [ratio("0.003")]),
    ("5个百分点", [ratio("1/20")]),
    ("3成", [ratio("3/10")]),
    ("三成的人", [ratio("3/10")]),
    ("四成半", [ratio("0.45")]),
    ("八折", [ratio("4/5")]),
    ("近四分之一", [ratio("1/4")]),
    ("一半", [ratio("1/2")]),
    ("翻两番", [number(4)]),
    ("翻一番", [number(2)]),
    ("三倍", [number(3)]),
    ("第十三", [number(13)]),
    ("第13届", [number(13)]),
    ("党的二十大报告", [number(20)]),
    ("十九届", [number(19)]),
    ("2020年8月20日", [date(2020, 8, 20)]),
    ("2020 年 8 月 20 日", [date(2020, 8, 20)]),
    ("二〇二〇年八月二十日", [date(2020, 8, 20)]),
    ("2020-08-20", [date(2020, 8, 20)]),
    ("98年5月", [date(1998, 5)]),
    ("8月20日", [date(None, 8, 20)]),
    ("8月20日至25日", [date(None, 8, 20), date(None, 8, 25)]),
    ("3至5月", [date(None, 3), date(None, 5)]),
    ("4月在广东", [date(None, 4)]),
    ("二〇二四年", [number(2024)]),
    ("2024年", [number(2024)]),
    ("30日上午", [number(30)]),
    ("下午三时半", [("time", (15, 30))]),
    ("上午10点", [("time", (10, 0))]),
    ("19:25", [("time", (19, 25))]),
    ("一点半", [("time", (1, 30))]),
    ("上世纪九十年代", [("decade", Fraction(1990))]),
    ("20世纪80年代", [("decade", Fraction(1980))]),
    ("上世纪六七十年代", [("decade", Fraction(1960)), ("decade", Fraction(1970))]),
    ("21世纪", [("century", Fraction(21))]),
    ("“十四五”规划", [number(14), number(5)]),
    ("共十五亿个", [number(1_500_000_000)]),
    ("四个全面", [number(4)]),
    ("四个统筹", [number(4)]),
    ("五大任务", [number(5)]),
    ("两国", [number(2)]),
    ("三億五千萬元", [number(350 * M)]),
    ("兩個月", [number(2)]),
    ("第十三屆", [number(13)]),
    ("二零一五年一月一日", [date(2015, 1, 1)]),
    ("數百人", [("vague", Fraction(100))]),
    ("几十", [("vague", Fraction(10))]),
    ("十几", [("vague", Fraction(10))]),
]

ENGLISH = [
    ("350 million", [number(350 * M)]),
    ("350,000,000", [number(350 * M)]),
    ("one hundred and twenty-three", [number(123)]),
    ("two and a half million", [number(2_500_000)]),
    ("2½", [number("5/2")]),
    ("half a million", [number(500_000)]),
    ("1.2bn", [number(1_200 * M)]),
    ("$3m", [number(3 * M)]),
    ("US$5.2 billion", [number(5_200 * M)]),
    ("a dozen", [number(12)]),
    ("two dozen", [number(24)]),
    ("a hundred", [number(100)]),
    ("nineteen eighty-four", [number(1984)]),
    ("three or four", [number(3), number(4)]),
    ("three to five million", [number(3 * M), number(5 * M)]),
    ("$3-5 million", [number(3 * M), number(5 * M)]),
    ("between 20 and 30 percent", [ratio("1/5"), ratio("3/10")]),
    ("20%", [ratio("1/5")]),
    ("twenty per cent", [ratio("1/5")]),
    ("5 percentage points", [ratio("1/20")]),
    ("nearly a quarter", [ratio("1/4")]),
    ("nearly 1/4", [ratio("1/4")]),
    ("two-thirds of them", [ratio("2/3")]),
    ("a third of them", [ratio("1/3")]),
    ("quadruple", [number(4)]),
    ("doubled", [number(2)]),
    ("tenfold", [number(10)]),
    ("three times", [number(3)]),
    ("13th", [number(13)]),
    ("thirteenth", [number(13)]),
    ("twenty-first", [number(21)]),
    ("Chapter XIII", [number(13)]),
    ("XIII. On Rivers", [number(13)]),
    ("Phases I and II", [number(1), number(2)]),
    ("the twentieth", [number(20)]),
    ("August 20, 2020", [date(2020, 8, 20)]),
    ("20 August 2020", [date(2020, 8, 20)]),
    ("20 Aug. 2020", [date(2020, 8, 20)]),
    ("Aug 20th", [date(None, 8, 20)]),
    ("the 20th of August 2020", [date(2020, 8, 20)]),
    ("2020-08-20", [date(2020, 8, 20)]),
    ("August 20-25", [date(None, 8, 20), date(None, 8, 25)]),
    ("August 2020", [date(2020, 8)]),
    ("in May", [date(None, 5)]),
    ("March to June", [date(None, 3), date(None, 6)]),
    ("in 2024", [number(2024)]),
    ("the 20th", [number(20)]),
    ("3:30 p.m.", [("time", (15, 30))]),
    ("half past three", [("time", (3, 30))]),
    ("ten o'clock", [("time", (10, 0))]),
    ("the 1990s", [("decade", Fraction(1990))]),
    ("the nineties", [("decade", Fraction(1990))]),
    ("the '90s", [("decade", Fraction(1990))]),
    ("the 21st century", [("century", Fraction(21))]),
    ("two decades", [number(20)]),
    ("half a century", [number(50)]),
    ("10 seconds", [number(10)]),
    ("the second day", [number(2)]),
    ("hundreds of people", [("vague", Fraction(100))]),
]


@pytest.mark.parametrize(("text", "keys"), CHINESE)
def test_chinese_is_read(text: str, keys: list[object]) -> None:
    assert [quantity.key for quantity in quantities(text, "zh")] == keys


@pytest.mark.parametrize(("text", "keys"), ENGLISH)
def test_english_is_read(text: str, keys: list[object]) -> None:
    assert [quantity.key for quantity in quantities(text, "en")] == keys


LOOKALIKES = """
    一体化 收拾 万一 十分 一带一路 一起 一样 一些 一直 一定 统一 第一时间
    万事 千万不要 百姓 三角洲 长三角 四川 九江 九寨沟 张三李四 一般 一旦
    唯一 万达 五花八门 七上八下 三心二意 千军万马 四面八方 乱七八糟 接二连三
    不三不四 千方百计 九牛一毛 队伍 大陆 陆续 放肆 半导体 零售
    红十字 一点点 独一无二 朝三暮四 長三角 統一 隊伍
"""


@pytest.mark.parametrize("text", LOOKALIKES.split())
def test_words_that_only_look_like_numbers_give_nothing(text: str) -> None:
    assert quantities(f"他们{text}了", "zh") == []


@pytest.mark.parametrize(
    "text",
    [
        "I may go",
        "March on!",
        "a second later",
        "Belt and Road",
        "the phone often rings",
        "Chapter and verse",
    ],
)
def test_english_words_that_only_look_like_numbers_give_nothing(text: str) -> None:
    assert quantities(text, "en") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("一个人", "zh"),
        ("第一工作室", "zh"),
        ("一是更好发挥作用", "zh"),
        ("第二天", "zh"),
        ("二维码", "zh"),
        ("no one", "en"),
        ("one another", "en"),
        ("the first day", "en"),
        ("both", "en"),
        ("COVID-19", "en"),
        ("a second tree", "en"),
    ],
)
def test_what_nobody_misses_is_weak(text: str, language: str) -> None:
    assert all(quantity.weak for quantity in quantities(text, language))


ANSWERS = [
    ("去年的收入达3.5亿元。", "Income reached 350 million yuan last year."),
    ("全县有二十三万人。", "The county has 230,000 people."),
    ("它创造了近四分之一的产值。", "It makes nearly 1/4 of the output."),
    ("降价百分之二十。", "Prices fell by 20 per cent."),
    ("三成学生走路上学。", "Thirty percent of the students walk to school."),
    ("产量翻了两番。", "Output quadrupled."),
    ("第十三章", "Chapter XIII"),
    ("党的二十大", "the 20th National Congress"),
    ("2020年8月20日开业", "It opened on August 20, 2020."),
    ("8月20日开业", "It opened on August 20, 2020."),
    ("20日上午开业", "It opened on the morning of August 20."),
    ("上世纪九十年代", "in the nineties"),
    ("“十四五”时期", "the 14th Five-Year Plan period"),
    ("每桶八十美元", "$80 a barrel"),
    ("水库长3.5万米", "The reservoir is 35 kilometres long."),
    ("住了半年", "He stayed for six months."),
    ("三十年过去了", "Three decades have passed."),
    ("两国签了约。", "The countries signed."),
    ("打八折", "20% off"),
    ("下午3点开会", "The meeting is at 3 p.m."),
    ("住了五六天", "stayed for five or six days"),
    ("一季度增长了两倍", "It tripled in the first quarter."),
    ("3至6月", "from March to June"),
    ("会长十二米", "It is a dozen metres long."),
    ("一百二十三頁", "one hundred and twenty-three pages"),
    ("他说2024年见", "See you in 2024, he said."),
    ("双方各派一人", "The two sides each send one person."),
    ("数十人受伤", "Dozens were hurt."),
    ("19 世纪的磨坊", "a mill of the 1800s"),
]


@pytest.mark.parametrize(("chinese", "english"), ANSWERS)
def test_equal_content_matches_both_ways(chinese: str, english: str) -> None:
    source, target = quantities(chinese, "zh"), quantities(english, "en")
    assert compare(source, target).clean
    assert compare(target, source).clean


@pytest.mark.parametrize(
    ("chinese", "english", "only_source", "only_target"),
    [
        ("收入3.5亿元", "an income of 3.5 million yuan", ["3.5亿元"], ["3.5 million yuan"]),
        ("第十三个五年规划", "the 14th Five-Year Plan", ["第十三"], ["14th"]),
        ("11月30日上午", "on the morning of November 11", ["11月30日"], ["November 11"]),
        ("在2020年8月20日开会", "met on August 2020, 8", ["2020年8月20日"], ["August 2020, 8"]),
        ("有三十人", "there are people", ["三十"], []),
        ("有人", "there are 30 people", [], ["30"]),
        ("涨了百分之二十", "rose by 2 percent", ["百分之二十"], ["2 percent"]),
    ],
)
def test_faults_are_told(
    chinese: str, english: str, only_source: list[str], only_target: list[str]
) -> None:
    result = compare(quantities(chinese, "zh"), quantities(english, "en"))
    assert [quantity.text for quantity in result.only_source] == only_source
    assert [quantity.text for quantity in result.only_target] == only_target


def test_a_match_says_how_close_it_is() -> None:
    result = compare(
        quantities("8月20日、3人、半年", "zh"), quantities("August 20, 2020; 3; six months", "en")
    )
    assert [match.relation for match in result.matched] == ["part", "equal", "converted"]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("on August 2020, 8, emphasizing", "en", (2020, 8, 8)),
        ("It opened on August 2020, 8.", "en", (2020, 8, 8)),
        ("February 30", "en", (None, 2, 30)),
        ("31 June 2021", "en", (2021, 6, 31)),
        ("2021-02-29", "en", (2021, 2, 29)),
        ("2020年13月", "zh", (2020, 13, None)),
        ("8月32日", "zh", (None, 8, 32)),
        ("2021-02-29", "de", (2021, 2, 29)),
    ],
)
def test_a_date_that_is_none_is_malformed(text: str, language: str, value: object) -> None:
    (quantity,) = quantities(text, language)
    assert (quantity.kind, quantity.value, quantity.malformed) == ("date", value, True)


@pytest.mark.parametrize(
    "text", ["In August 2020, 8 people came.", "August 20, 2020", "2020-02-29", "May 31"]
)
def test_a_good_date_is_not_malformed(text: str) -> None:
    assert not any(quantity.malformed for quantity in quantities(text, "en"))


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("3.5万公里", "zh", "kilometre"),
        ("3.5 km", "en", "kilometre"),
        ("100元", "zh", "CNY"),
        ("價格為100元", "zh", "yuan"),
        ("人民币100元", "zh", "CNY"),
        ("100 yuan", "en", "CNY"),
        ("1亿美元", "zh", "USD"),
        ("US$100", "en", "USD"),
        ("$100", "en", "$"),
        ("30摄氏度", "zh", "celsius"),
        ("30 degrees Celsius", "en", "celsius"),
        ("an 18-year-old", "en", "year of age"),
        ("18岁", "zh", "year of age"),
        ("25 basis points", "en", "basis point"),
        ("25个基点", "zh", "basis point"),
    ],
)
def test_units_are_named(text: str, language: str, unit: str) -> None:
    (quantity,) = quantities(text, language)
    assert quantity.unit == unit


def test_units_agree_as_far_as_they_tell() -> None:
    assert units_agree("USD", "$")
    assert units_agree("yuan", "HKD")
    assert units_agree("year", "year of age")
    assert units_agree("", "kilometre")
    assert not units_agree("USD", "CNY")
    assert not units_agree("kilometre", "metre")


@pytest.mark.parametrize(
    ("text", "language"),
    [("约30人", "zh"), ("30多人", "zh"), ("30人左右", "zh"), ("近30人", "zh"), ("二十来个", "zh"),
     ("about 30", "en"), ("nearly 30", "en"), ("more than 30", "en"), ("30 or so", "en")],
)  # fmt: skip
def test_approximate_numbers_say_so(text: str, language: str) -> None:
    assert all(quantity.approximate for quantity in quantities(text, language))
    assert not any(q.approximate for q in quantities("30", language))


@pytest.mark.parametrize(
    ("text", "language", "value", "others"),
    [
        ("1.234,56", "de", "1234.56", ()),
        ("1.234", "de", "1234", ("1.234",)),
        ("1,5", "de", "1.5", ()),
        ("1 234,56", "fr", "1234.56", ()),
        ("1,234", "ja", "1234", ("1.234",)),
        ("1.234.567", "es", "1234567", ()),
    ],
)
def test_other_languages_give_their_digits(
    text: str, language: str, value: str, others: tuple[str, ...]
) -> None:
    (quantity,) = quantities(text, language)
    assert quantity.value == Fraction(value)
    assert quantity.alternatives == tuple(map(Fraction, others))


def test_addresses_hold_no_numbers() -> None:
    assert quantities("见 https://example.org/a/2020/15 和 www.example.com/30", "zh") == []
    assert quantities("write to team42@example.org or @user77", "en") == []


def test_traditional_characters_map_one_to_one() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))


@pytest.mark.parametrize("text", ["百十", "五百三百", "千百", "二十三十", "", "个", "一" * 5000])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert read_chinese(text) is None


def test_neighbouring_digits_are_a_pair() -> None:
    assert read_chinese_pair("五六百万") == (5 * M, 6 * M)
    assert read_chinese_pair("五九") is None


@pytest.mark.parametrize(
    ("text", "value"), [("XIII", 13), ("XLIX", 49), ("IIII", None), ("", None)]
)
def test_roman_numerals(text: str, value: int | None) -> None:
    assert read_roman(text) == value


# Reference writers: the schoolbook way, apart from anything the readers do.

HAN = "零一二三四五六七八九"


def write_section(value: int) -> str:
    written = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            written += HAN[digit] + name
        elif written and not written.endswith("零") and value % unit:
            written += "零"
    return written


def write_chinese(value: int) -> str:
    if value == 0:
        return "零"
    written = ""
    for unit, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section, value = divmod(value, unit)
        if section:
            gap = written and section < 1000
            written += ("零" if gap else "") + write_section(section) + name
    # 十五, not 一十五, at the start
    return written[1:] if written.startswith("一十") else written


ONES_WRITTEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS_WRITTEN = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"
ONES, TENS = ONES_WRITTEN.split(), TENS_WRITTEN.split()


def write_english(value: int) -> str:
    for unit, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (M, "million"),
        (1000, "thousand"),
    ):
        if value >= unit:
            head = f"{write_english(value // unit)} {name}"
            rest = value % unit
            joint = " and " if 0 < rest < 100 else " "
            return head + (joint + write_english(rest) if rest else "")
    if value >= 100:
        rest = f" and {write_english(value % 100)}" if value % 100 else ""
        return f"{ONES[value // 100]} hundred{rest}"
    if value >= 20:
        return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")
    return ONES[value]


MAGNITUDES = st.integers(0, 12).flatmap(lambda power: st.integers(0, 10**power))


@given(MAGNITUDES)
def test_chinese_numerals_read_back(value: int) -> None:
    assert read_chinese(write_chinese(value)) == value


@given(MAGNITUDES)
def test_english_words_read_back(value: int) -> None:
    assert read_cardinal(write_english(value)) == value
    (quantity,) = quantities(f"It is {write_english(value)}.", "en")
    assert quantity.value == value


@given(st.integers(2, 10**12), st.sampled_from(["个", "人", "元"]))
def test_counts_agree_across_languages(value: int, word: str) -> None:
    source = quantities(f"共{write_chinese(value)}{word}。", "zh")
    target = quantities(f"There are {value:,}.", "en")
    assert compare(source, target).clean


LANGUAGES = st.sampled_from(["zh", "zh-Hant-HK", "en", "en-GB", "de", "fr", "ja"])
SCRAPS = """
    一 二 三 两 半 十 百 千 万 亿 零 〇 点 几 数 多 第 年 月 日 号 时 分 成 折 倍 翻 番 大 世纪 年代
    十四五 % $ 1 20 3.5 2020 1,000 - 至 to and of half a one two twenty hundred million dozen second
    first quarter August May in XIII Chapter p.m. : / . , o'clock times century decade ½ 元 US$ 公里
    km 分之 百分之 双 次 千万 and-a-half IV
"""
PIECES = st.sampled_from(SCRAPS.split())


@given(
    st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)), LANGUAGES
)
def test_offsets_slice_and_nothing_raises(text: str, language: str) -> None:
    found = quantities(text, language)
    for quantity in found:
        assert isinstance(quantity, Quantity)
        assert text[quantity.start : quantity.end] == quantity.text != ""
        hash(quantity.key)
    assert compare(found, found).clean
    compare(found, quantities(text, "en"))


@pytest.mark.parametrize(
    "piece", ["一", "1", "1,", "two ", "1/", "hundred and ", "3.", "1 in ", "a half "]
)
@pytest.mark.parametrize("language", ["zh", "en", "de"])
def test_long_nonsense_is_survived(piece: str, language: str) -> None:
    quantities(piece * 2000, language)
