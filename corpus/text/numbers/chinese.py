"""Quantities in Chinese text.

Chinese counts with a numeral and a measure word (三个, 五名, 两家), scales by ten thousands
(万, 亿), writes numerals in characters and in digits side by side (3亿2000万), puts the big
before the small in dates (2020年8月20日) and the whole before the part in fractions
(四分之一). The reading goes in four steps:

1. :func:`_normalise` makes full-width digits ASCII and traditional characters simplified, one
   code point for one, so that offsets hold.
2. Words that only look like numbers are blanked (:mod:`.lookalikes`).
3. One regular expression finds every form, the longer ones first; the name of the group that
   matched says which function reads it.
4. Ranges hand the unit, scale or month of their second end back to the first.

A single numeral is trusted only with a measure word behind it. Without one it is given as
weak: it may answer a number of the other language, but nobody misses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from .chinese_forms import MORE, TAIL, begins, next_form
from .lookalikes import blank
from .model import ONE, Kind, Quantity, Value
from .numerals import DIGITS, read_chinese, read_chinese_pair, read_roman
from .ranges import Reading, join_ranges
from .shared import blank_codes, calendar_date, iso_date
from .units import CHINESE_CURRENCIES, CHINESE_UNITS, CURRENCY_SIGNS, DEGREES, GROUPS

# Every traditional character that occurs, simplified, in this module's patterns and tables.
TRADITIONAL = (
    "丟並乾亂亞佈併來侷係倆個倖側傑傢傷價億儘優兒內兩冊凈別則剋剎創劃劑動勝匯區厤員唸"
    "問喫單噁噸噹嚮嚴國圓團報場塊塗塵壽夥學宮實寧寶將專對導屆層峯島峽嵗嶺師帶幣幹幾廂"
    "廢廣廬廳張強彆彈彙彫後徑惡態應戰戶拚捨捲掛搧摺撓撥擋擲攝攬敗數斷於旣昇時晝曆曇曏"
    "會桿條棟棲楊業極榦槍樁樂樑樓樣橋機橫檔檯欄權歐歲歷歸氣決淨淩減湊溝滙漢濟灘為無煉"
    "煥熱燈營爭獨現琱環瓏產畝畢當疊瘡癟發盃盡盤盧眞眾確碼礎禮種穀穩窩竅竪筆箇節簣籌籟"
    "糧糰紀約紅納紐級終組統絲經綫維網綵緒緘線緻縣縷繫纏羅羣義聖聞聲職脈腦腳臺與興舉華"
    "萬葉蓆藝蘭處號虧衆衕衚衛裏補裡製覈見規視親計記訪許註詞話該認語說談論諸變豎豐負財"
    "貨貫貳賴賽趙趨踰軍載輛輩輪迴逕連週進過達邊鄉鄰釐針釦鈞鈡鉅鋼錘錢錶鍊鍋鍵鍼鍾鎊鎚"
    "鎭鎮鐘鐵長門閉開間閤闆陞陣陰陳陸陽隊階際險隻雙雜離難雲電霧靈鞦韆韓頁頂頃項順頓頭"
    "顆顏願顛類顧風颱餅餘餬馬騰驚體髮鬆鬍魚鱗鳥鳴鵰麪麫麵黃點黨齊齡齣龍"
)
SIMPLIFIED = (
    "丢并干乱亚布并来局系俩个幸侧杰家伤价亿尽优儿内两册净别则克刹创划剂动胜汇区历员念"
    "问吃单恶吨当向严国圆团报场块涂尘寿伙学宫实宁宝将专对导届层峰岛峡岁岭师带币干几厢"
    "废广庐厅张强别弹汇雕后径恶态应战户拼舍卷挂扇折挠拨挡掷摄揽败数断于既升时昼历昙向"
    "会杆条栋栖杨业极干枪桩乐梁楼样桥机横档台栏权欧岁历归气决净凌减凑沟汇汉济滩为无炼"
    "焕热灯营争独现雕环珑产亩毕当叠疮瘪发杯尽盘卢真众确码础礼种谷稳窝窍竖笔个节篑筹籁"
    "粮团纪约红纳纽级终组统丝经线维网彩绪缄线致县缕系缠罗群义圣闻声职脉脑脚台与兴举华"
    "万叶席艺兰处号亏众同胡卫里补里制核见规视亲计记访许注词话该认语说谈论诸变竖丰负财"
    "货贯贰赖赛赵趋逾军载辆辈轮回径连周进过达边乡邻厘针扣钧钟巨钢锤钱表炼锅键针钟镑锤"
    "镇镇钟铁长门闭开间合板升阵阴陈陆阳队阶际险只双杂离难云电雾灵秋千韩页顶顷项顺顿头"
    "颗颜愿颠类顾风台饼余糊马腾惊体发松胡鱼鳞鸟鸣雕面面面黄点党齐龄出龙"
)
_FULL_WIDTH = "０１２３４５６７８９．％＄：／－～（）＋"
_ASCII = "0123456789.%$:/-~()+"
_NORMAL = str.maketrans(TRADITIONAL + _FULL_WIDTH + "○\u3000", SIMPLIFIED + _ASCII + "〇 ")
_UNUSUAL = re.compile(f"[{TRADITIONAL}{_FULL_WIDTH}○\u3000]")

_ABOUT_BEFORE = re.compile(
    r"(?:约|近|将近|接近|大概|大致|大约|差不多|超过?|逾|高达|多达|至少|最少|最多|不到|不足|不超过|起码|几乎|左右)\s?(?:为|有|是|了)?\s?$"
)
_ABOUT_AFTER = re.compile(r"[^\d，。；、]{0,4}?(?:左右|上下|以上|以下|以内|许|有余|之多|不到|出头)")
_ADVERB = re.compile(r"千万(?=[别不要勿莫记注小当可得])")
_NIGHT = ("晚上", "晚间", "夜间", "夜里", "深夜", "半夜", "今晚", "当晚", "晚")
_GROWTH = re.compile("[增涨升扩长多超快大加高]")
_HOLIDAY = re.compile('十一(?=[”"」]?(?:黄金周|假期|长假|小长假|国庆))')
_BELOW_ZERO = re.compile(r"(?:零下|(?<![\w.])[-−])\ ?$")
_TRADITIONAL = re.compile(f"[{TRADITIONAL}]")
_DIGIT = re.compile(r"\d")
_MORE = re.compile(MORE)
_LISTED = re.compile("年级|[”」]?(?:事变|运动)")
_LAST_UNITS = re.compile("[万亿兆千百十]+$")
# "2，000" with a comma as wide as a character: machines write it so.
_WIDE_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_CODE_BEFORE = re.compile(r"[A-Za-z][-‑]?$|[A-Za-z]$")
_CODE_AFTER = re.compile(r"[A-Za-z]+(?![A-Za-z])")


def read(text: str) -> list[Quantity]:
    """The quantities of a Chinese text (simplified or traditional), in order."""
    normal = text.translate(_NORMAL) if _UNUSUAL.search(text) else text
    if not begins(normal):
        return []
    if "，" in normal:
        normal = _WIDE_THOUSANDS.sub(",", normal)
    normal = blank(blank_codes(normal))
    readings: list[Reading] = []
    position = 0
    while found := next_form(normal, position):
        group = found.lastgroup or "number"
        new, position = _READERS[group](found, normal)
        position = max(position, found.end())
        readings.extend(new)
    readings = join_ranges(readings, normal, _RANGE)
    return [_finish(reading.quantity, text, normal) for reading in readings]


_RANGE = re.compile(r"\s?(?:[-–—~～]{1,2}|至|到|或|、)\s?")


def _finish(quantity: Quantity, text: str, normal: str) -> Quantity:
    about = (
        quantity.approximate
        or _ABOUT_BEFORE.search(normal, max(0, quantity.start - 6), quantity.start) is not None
        or _ABOUT_AFTER.match(normal, quantity.end) is not None
    )
    if quantity.unit == "yuan" and not _TRADITIONAL.search(text):
        quantity = replace(quantity, unit="CNY")
    return quantity.at(text, about)


def _one(
    found: re.Match[str],
    kind: Kind,
    value: Value | None,
    *,
    unit: str = "",
    approximate: bool = False,
    weak: bool = False,
    malformed: bool = False,
    alternatives: tuple[Value, ...] = (),
) -> tuple[list[Reading], int]:
    """A match that is one quantity, as wide as the match; none if it has no value."""
    if value is None:
        return [], found.end()
    start, end = found.span()
    quantity = Quantity(
        kind, value, start, end, found[0], unit, approximate, weak, malformed, alternatives
    )
    return [Reading(quantity)], end


def _int(numeral: str | None) -> int | None:
    """A small whole number in digits or characters; 元月 and 正月 are the first month."""
    if numeral is None:
        return None
    if numeral in "元正":
        return 1
    value = read_chinese(numeral.lstrip("初"))
    return None if value is None else int(value)


def _date(
    found: re.Match[str], year: str | None, month: str | None, day: str | None
) -> tuple[list[Reading], int]:
    number = _int(year)
    if number is not None and number < 100:
        number += 1900 if number > 40 else 2000
    value = (number, _int(month), _int(day))
    return _one(found, "date", value, malformed=not calendar_date(*value))


def _read_iso(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    value = iso_date(found["iso"])
    return _one(found, "date", value, malformed=not calendar_date(*value))


def _read_slash(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    """1/4: a fraction as often as a date, and 24/7 neither."""
    top, bottom = int(found["m3"]), int(found["d3"])
    if not bottom:
        return [], found.end()
    return _one(
        found,
        "fraction",
        Fraction(top, bottom),
        weak=top > bottom or found["ssep"] != "/",
        alternatives=((None, top, bottom), Fraction(top), Fraction(bottom)),
    )


def _read_decade(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    written = found["dten"]
    if pair := read_chinese_pair(written):  # 六七十年代
        century = 1900 if "本" not in (found["dcent"] or "") else 2000
        readings = _pair(found, (pair[0] + century, pair[1] + century), "decade")
        return readings, found.end()
    ten = _int(written)
    if ten is None:
        return [], found.end()
    if ten < 100:
        cent = found["dcent"] or "上世纪"
        if cent.startswith("本"):
            ten += 2000
        elif cent.startswith("上"):
            ten += 1900
        else:
            ten += ((_int(cent.removesuffix("世纪").strip()) or 20) - 1) * 100
    return _one(found, "decade", Fraction(ten))


def _read_post(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    """90后, 95后: those born in or after 1990, 1995."""
    number = _int(found["pten"]) or 0
    year = number + (1900 if number > 40 else 2000)
    if number % 10:
        return _one(found, "date", (year, None, None), weak=True, alternatives=(Fraction(number),))
    others = (Fraction(number), Fraction(year))
    return _one(found, "decade", Fraction(year), weak=True, alternatives=others)


def _read_century(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    number = _int(found["cent"].strip())
    if number is None:
        return [], found.end()
    if "个" in found[0] or number < 5:
        return _one(found, "measure", Fraction(number * 100), unit="year", weak=number == 1)
    return _one(found, "century", Fraction(number))


def _clock(
    found: re.Match[str], half: str | None, hour: str, minute: str | None
) -> tuple[list[Reading], int]:
    hours, minutes = _int(hour) or 0, 0
    if minute:
        minutes = {"半": 30, "一刻": 15, "三刻": 45}.get(minute) or _int(minute) or 0
    late = bool(half) and half not in ("上午", "早上", "早晨", "清晨", "凌晨", "今早", "今晨")
    alternatives: tuple[Value, ...] = (Fraction(hours),) if not minutes else ()
    if half in _NIGHT and (hours < 5 or hours == 12):
        hours %= 12  # 半夜两点, 晚上十二点
    elif late and hours < 12 and not (half in ("中午", "正午") and hours > 9):
        hours += 12
    elif not half and hours <= 12:
        alternatives += (((hours + 12) % 24, minutes),)
    return _one(found, "time", (hours % 24, minutes), alternatives=alternatives)


def _read_point(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    return _clock(found, None, found["h3"], found["mi3"] or found["mi4"])


def _ratio(
    found: re.Match[str], kind: Kind, top: str, bottom: int | Fraction
) -> tuple[list[Reading], int]:
    value = read_chinese(top)
    return _one(found, kind, None if value is None or not bottom else value / bottom)


def _read_permyriad(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    base = {"百": 100, "千": 1000, "万": 10000}[found["base"]]
    ends = [read_chinese(found[g]) for g in ("part", "part2") if found[g]]
    if found["part2"] is None and (pair := read_chinese_pair(found["part"])):
        ends = list(pair)
    readings = [
        Reading(Quantity("percent", end / base, found.start(), found.end(), ""))
        for end in ends
        if end is not None
    ]
    return readings, found.end()


def _read_fraction(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    bottom = read_chinese(found["den"])
    return _ratio(found, "fraction", found["numer"], bottom or 0)


def _read_points(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    value = read_chinese(found["pp"])
    if value is None:
        return [], found.end()
    return _one(found, "percent", value / 100, unit="percentage point", alternatives=(value,))


def _read_percent(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    return _ratio(found, "percent", found["pc"], 100 if found["psign"] == "%" else 1000)


def _read_tenths(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    value = read_chinese(found["ch"])
    if value is None:
        return [], found.end()
    if found["chalf"]:
        value += Fraction(1, 2) if found["chalf"] == "半" else Fraction(DIGITS[found["chalf"]], 10)
    return _one(found, "percent", value / 10, weak=value == 1)


def _read_discount(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    """八折 is what remains; English says what goes: 20% off."""
    value = read_chinese(found["zhe"])
    if value is None:
        return [], found.end()
    share = value / (10 if value < 10 else 100)
    return _one(found, "percent", share, alternatives=(1 - share,))


def _read_times(found: re.Match[str], text: str) -> tuple[list[Reading], int]:
    if found["fold"] == "半":
        return _one(found, "fraction", Fraction(1, 2))
    value = read_chinese(_MORE.sub("", found["fold"]))
    if value is None:
        return [], found.end()
    value += Fraction(1, 2) if found["foldhalf"] else 0
    # 增长两倍 makes three times as much, and translators differ
    grown = _GROWTH.search(text, max(0, found.start() - 10), found.start())
    others = (value + 1, value - 1) if grown or value == 1 else ()
    return _one(found, "multiple", value, weak=value == 1, alternatives=others)


def _read_doubling(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    """翻两番 doubles twice; 翻三倍 is said for three times."""
    count = read_chinese(found["fan"]) if found["fan"] else Fraction(1)
    if count is None or count > 50:
        return [], found.end()
    if found["fan"] and found[0].endswith("倍"):
        return _one(found, "multiple", count, alternatives=(count + 1,))
    return _one(found, "multiple", Fraction(2 ** int(count)), weak=not found[0].startswith("翻"))


def _read_plan(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    """十四五: the fourteenth five-year plan."""
    value = read_chinese(found["p5"] or found["p5b"])
    if value is None:
        return [], found.end()
    plan = Quantity("ordinal", value, found.start(), found.end(), "")
    five = Quantity("measure", Fraction(5), found.end() - 1, found.end(), "", "year", weak=True)
    return [Reading(plan), Reading(five)], found.end()


def _read_ordinal(found: re.Match[str], text: str) -> tuple[list[Reading], int]:
    value = read_chinese(found["nth"])
    pair = None if value is not None else read_chinese_pair(found["nth"])
    if pair:
        return _pair(found, pair, "ordinal"), found.end()
    next_one = found["nth"] == "二" and text.startswith(("天", "日", "年", "个工作日"), found.end())
    return _one(found, "ordinal", value, weak=value == 1 or next_one)


def _read_roman(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    value = read_roman(found["rom"])
    return _one(found, "ordinal", None if value is None else Fraction(value), weak=True)


def _read_pairword(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    """双, 俩, 次: a two, or a second, that English may spell out; 双十二 is a day of sales."""
    if found["double"]:
        return _one(found, "cardinal", read_chinese(found["double"]), weak=True)
    return _one(found, "cardinal", Fraction(3 if found[0] == "仨" else 2), weak=True)


def _read_half_of(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    return _one(
        found,
        "fraction",
        Fraction(1, 2),
        approximate=found[0][0] not in "一半对",
        weak=found[0][0] in "多大小",
    )


def _read_halfunit(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    if found["hu"] == "世纪":
        return _one(
            found, "measure", Fraction(50), unit="year", weak=True, alternatives=(Fraction(1, 2),)
        )
    name = {"月": "month", "日": "day", "钟头": "hour"}.get(found["hu"]) or CHINESE_UNITS.get(
        found["hu"], ""
    )
    return _one(
        found,
        "measure",
        Fraction(1, 2),
        unit=name,
        weak=found["hu"] in ("价", "场", "季", "学期", "天", "里"),
    )


def _read_vague(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    scale: Fraction | None
    if found["vs"]:
        scale = read_chinese(found["vs"])
    elif found["teens"]:
        scale = 10 * (read_chinese(found["tscale"]) or Fraction(1))
    else:
        scale = read_chinese(found["vtens"] + found["vtscale"])
    if scale is None:
        return [], found.end()
    return _one(found, "vague", scale, approximate=True, weak=True)


def _pair(
    found: re.Match[str], pair: tuple[Fraction, Fraction], kind: Kind = "cardinal", unit: str = ""
) -> list[Reading]:
    """五六个: two values at one place. 一两, 两三 and 三五 are as often only "a few"."""
    weak = pair[0] < 3 or (pair[0] == 3 and pair[1] == 5)
    return [
        Reading(Quantity(kind, value, found.start(), found.end(), "", unit, True, weak))
        for value in pair
    ]


@dataclass(frozen=True, slots=True)
class _Numeral:
    """What is known of a numeral whatever stands around it.

    ``counting`` says that it counts on (一二三) or is a pair (五六), ``in_a_row`` that it may,
    ``scale`` as in :func:`_scale`, ``small`` that its value is ten at most.
    """

    value: Fraction | None
    approximate: bool
    in_a_row: bool
    counting: bool
    in_digits: bool
    small: bool
    scale: Fraction


@lru_cache(maxsize=4096)
def _numeral(written: str) -> _Numeral:
    """Read a numeral; the same few come again and again."""
    approximate = _MORE.search(written) is not None
    in_a_row = len(written) > 1 and all(c in "一二两三四五六七八九" for c in written)
    value = read_chinese(_MORE.sub("", written) if approximate else written)
    return _Numeral(
        value,
        approximate,
        in_a_row,
        in_a_row and (written in "一二三四五六七八九" or len(written) == 2),
        _DIGIT.search(written) is not None,
        value is not None and value <= 10,
        _scale(written),
    )


def _read_number(found: re.Match[str], text: str) -> tuple[list[Reading], int]:
    """Anything else: a count, a sum of money, a measure, told apart by what follows."""
    if _HOLIDAY.match(text, found.start()):
        return _one(found, "date", (None, 10, 1), weak=True)
    group = found.lastgroup
    written = found["sum"] if group == "money" else found[group or 0]
    numeral = _numeral(written)
    approximate = numeral.approximate
    counting = numeral.counting or (
        numeral.in_a_row and _LISTED.match(text, found.end()) is not None
    )
    value = None if counting else numeral.value
    tail = TAIL.match(text, found.end())
    end = found.end()
    unit = ""
    kind: Kind = "cardinal"
    counted = False
    if tail is not None:
        if tail["more"] and (tail["cur"] or tail["unit"] or tail["class"]):
            approximate = True
        if tail["cur"]:
            kind, unit, end = "money", CHINESE_CURRENCIES[tail["cur"]], tail.end()
        elif tail["unit"]:
            grade = text.startswith("年级", tail.start("unit"))
            unit = "grade" if grade else CHINESE_UNITS[tail["unit"]]
            kind, end = "measure", tail.end()
        if value is not None and (tail["half"] or tail["half2"] or tail["half3"]):
            value += Fraction(1, 2)
            end = tail.end()
        counted = bool(tail["cur"] or tail["unit"] or tail["class"] or tail["half3"])
        if tail["class"] == "届":
            kind = "ordinal"
        if unit in DEGREES and value and _BELOW_ZERO.search(text, 0, found.start()):
            value = -value
        if unit == "year" and value and text.startswith("民国", max(0, found.start() - 2)):
            return _one(found, "date", (1911 + int(value), None, None))
    if group == "money":
        kind = "money"
        unit = unit if unit and unit != "yuan" else CURRENCY_SIGNS[found["sign"]]
        counted = True
    if value is None:
        return _no_value(found, written, unit), found.end()
    small = numeral.small if value is numeral.value else value <= 10
    weak = value == 1 and not (kind == "money" and numeral.in_digits)
    alternatives: tuple[Value, ...] = ()
    if not numeral.in_digits:
        bare_unit = written[0] in "百千万亿兆"
        each = text.startswith("每", max(0, found.start() - 1))  # 每万字: per ten thousand words
        alone = len(written) == 1 or _ADVERB.match(text, found.start())
        if bare_unit and alone and not (counted or each):
            quantity = Quantity("cardinal", value, found.start(), found.end(), "", weak=True)
            return [Reading(quantity)], found.end()
        weak = (
            weak
            or written == "二"
            or (bare_unit and ((len(written) == 1 and kind != "money") or not counted))
        )
        counted = counted or text.startswith("国集团", found.end())
        weak = weak or (small and (not counted or unit == "li"))
    elif kind == "cardinal":
        before = _CODE_BEFORE.search(text, max(0, found.start() - 2), found.start())
        after = _CODE_AFTER.match(text, found.end())
        group_of = text[found.start() - 1 : found.start()] == "G" and written in GROUPS
        weak = weak or bool((before or after) and not group_of)
    if text.startswith("打", end) and small:
        alternatives = (value * 12,)  # 一打, a dozen
    if kind == "measure" and unit == "year" and value >= 1000 and written.isdecimal():
        alternatives = ((int(value), None, None),)
    if kind == "cardinal" and "兆" in written:
        alternatives = (value / 10**6,)
    start = found.start()
    quantity = Quantity(
        *(kind, value, start, end, text[start:end], unit, approximate, weak),
        alternatives=alternatives,
    )
    return [Reading(quantity, numeral.scale)], end


def _no_value(found: re.Match[str], written: str, unit: str) -> list[Reading]:
    """Numerals in a row that are not one numeral: 两三天, 三四十, 一二三年级, a holiday (六一)."""
    kind: Kind = "measure" if unit else "cardinal"
    if pair := read_chinese_pair(written):
        return _pair(found, pair, kind, unit)
    if not all(c in DIGITS for c in written):
        return []
    if len(written) == 2 or (len(written) == 3 and not unit):
        month, *days = (DIGITS[c] for c in written)
        day = days[0] if len(days) == 1 else 10 * days[0] + days[1]
        return _one(found, "date", (None, month, day), weak=True)[0]
    return [
        Reading(
            Quantity(kind, Fraction(DIGITS[c]), found.start() + i, found.start() + i + 1, "", unit)
        )
        for i, c in enumerate(written)
    ]


def _scale(written: str) -> Fraction:
    """What the last units of a numeral multiply by: 万 in "3.5万". One end of a range lends it."""
    units = _LAST_UNITS.search(written)
    if units is None or units.start() == 0:
        return ONE
    return read_chinese(units[0]) or ONE


def _read_weekday(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    day = "一二三四五六日天".index(found["wd"]) + 1
    return _one(found, "weekday", Fraction(min(day, 7)), weak=True)


def _read_shuffled(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    """20日8月, 8月2020年: the parts of an English date in their old order."""
    year, month, day = found["sy"] or found["sy2"], found["sm"] or found["sm2"], found["sd"]
    value = (_int(year), _int(month), _int(day))
    return _one(found, "date", value, malformed=True)


def _read_kuai(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    """12块8, 三块五毛: yuan and tenths."""
    whole, tenths = read_chinese(found["ky"]), read_chinese(found["km"])
    if whole is None or tenths is None:
        return [], found.end("ky")
    return _one(found, "money", whole + tenths / 10, unit="CNY")


def _read_mao(found: re.Match[str], _: str) -> tuple[list[Reading], int]:
    """五毛, 5角钱: tenths of a yuan; 50 cents."""
    tenths = read_chinese(found["mm"])
    if tenths is None:
        return [], found.end()
    weak = not _DIGIT.search(found["mm"])
    return _one(
        found, "money", tenths / 10, unit="CNY", weak=weak, alternatives=(tenths, tenths * 10)
    )


_READERS: dict[str, Callable[[re.Match[str], str], tuple[list[Reading], int]]] = {
    "iso": _read_iso,
    "decade": _read_decade,
    "post": _read_post,
    "century": _read_century,
    "ymd": lambda found, _: _date(found, found["y"], found["m"], found["d"]),
    "md": lambda found, _: _date(found, None, found["m2"], found["d2"]),
    "slash": _read_slash,
    "month": lambda found, _: _date(found, None, found["m4"], None),
    "year": lambda found, _: _date(found, found["y2"], None, None),
    "day": lambda found, _: _date(found, None, None, found["d4"]),
    "clock": lambda found, _: _clock(found, found["half"], found["h"], found["mi"]),
    "hour": lambda found, _: _clock(found, found["half2"], found["h2"], found["mi2"]),
    "point": _read_point,
    "permyriad": _read_permyriad,
    "fraction": _read_fraction,
    "points": _read_points,
    "percent": _read_percent,
    "tenths": _read_tenths,
    "discount": _read_discount,
    "times": _read_times,
    "doubling": _read_doubling,
    "plan": _read_plan,
    "congress": lambda found, _: _one(found, "ordinal", read_chinese(found["nc"])),
    "ordinal": _read_ordinal,
    "roman": _read_roman,
    "code": lambda found, _: _one(found, "code", found["code"], weak=True),
    "pairword": _read_pairword,
    "weekday": _read_weekday,
    "shuffled": _read_shuffled,
    "kuai": _read_kuai,
    "mao": _read_mao,
    "money": _read_number,
    "half_of": _read_half_of,
    "halfunit": _read_halfunit,
    "vague": _read_vague,
    "financial": _read_number,
    "number": _read_number,
}
