"""The ways Chinese writes quantities, as patterns, each with the characters it may begin with.

Nearly all of a text begins no quantity, and most characters that do begin one of a few forms only.
So the forms are put together anew for each character, the longer ones first; the name of the group
that matched says what was found. The text they are tried on is simplified, its digits ASCII.
"""

from __future__ import annotations

import re
from collections import defaultdict

from .units import CHINESE_CURRENCIES, CHINESE_UNITS, CURRENCY_SIGNS

# What a numeral counts with: behind these it is surely a count.
_MEASURE_WORDS = (
    "个名位人口家户条件项款种类批场届部首篇章节段句本册卷期套副张片块枚颗粒根支枝只头匹"
    "架艘辆台座栋幢层楼间所处栏排列队组团对伙群届任档页行份扇股笔宗起桩例次回遍趟顿"
    "员盒箱包袋瓶罐杯碗盘桶勺束朵棵株堆步圈把大岁年月日天周时分秒刻点米斤克吨升亩元块毛"
    "角钱倍成折番轮集幕代等级度省市县区州校院胎孩死伤胜负平室厅季周期字线类型阶段巨强句颗"
    "艺尊间拨串幅针剂丸席重"
)
# Nouns that follow a numeral with no measure word. English often has no number there: 两国 "both
# countries", 三方 "tripartite", 五道口 a place. A single numeral before them is weak.
_NOUNS = "国者军方字党性边侧极端地港族校会手脚声面道里维点色味星女男子里日夜晚世码环角线路"
_C = f"[{''.join(sorted(set(_MEASURE_WORDS) - set(_NOUNS)))}]"

_D = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_H = "[零〇一二两三四五六七八九十百千万亿兆廿卅]"
_S = "[十百千万亿兆]"
_NUM = (
    rf"(?:{_D}(?:\ ?[多余几来]?\ ?{_S}+(?:\d+(?:\.\d+)?{_S}+)*"
    rf"(?:零?[一二三四五六七八九](?!{_S})|\d(?=[，。；、！？\s]|$)|\d{{3,4}}(?![\d.%]|\ ?年))?)?"
    rf"|{_H}+(?:点[零〇一二三四五六七八九]+{_S}*)?(?:[多余几来]{_S}+)?)"
)
_MONTH = r"(?:1[0-2]|0?[1-9]|\d{1,2}|十[一二]?|[一二三四五六七八九元正])"
_DAY = r"(?:\d{1,2}|(?:[二三]?十|廿|卅)[一二三四五六七八九]?|初?[一二三四五六七八九])"
_YEAR = r"(?:(?:1\d|20|21)\d\d|[一二][〇零一二三四五六七八九]{3})"
_YEAR2 = r"(?:\d\d|[五六七八九〇零][〇零一二三四五六七八九])"
_HALVES = "上午|早上|早晨|清晨|凌晨|今早|今晨|中午|正午|下午|午后|傍晚|"
_HALVES += "晚上|晚间|夜间|夜里|深夜|半夜|今晚|当晚|晚"
_HOUR = r"(?:[01]?\d|2[0-4]|二?十[一二三四]?|二十|[零一二两三四五六七八九])"
_MIN = r"(?:[0-5]?\d|[零〇]?[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)"


def _any_of(names: dict[str, str]) -> str:
    return "|".join(
        re.escape(name) + ("(?![A-Za-z])" if name[-1].isascii() and name[-1].isalpha() else "")
        for name in sorted(names, key=len, reverse=True)
    )


_UNITS = _any_of(CHINESE_UNITS)
_MONEY = _any_of(CHINESE_CURRENCIES)
_SIGNS = _any_of(CURRENCY_SIGNS)
MORE = r"[多余来几]"
# What a form may begin with: digits, one to ten, any numeral, words for a part of the day, signs.
_9 = "0123456789"
_1 = "一二三四五六七八九十"
_NUMERALS = "零〇一二两三四五六七八九十百千万亿兆廿卅"
_HALF_DAYS = "".join({half[0] for half in _HALVES.split("|")})
_SIGN = "".join({sign[0] for sign in CURRENCY_SIGNS})

FORMS: tuple[tuple[str, str], ...] = (
    (
        _9,
        r"""(?P<iso>(?<![\d.])(?:1\d|20)\d\d([-/.])\d{1,2}\2\d{1,2}(?![\d.]))""",
    ),
    (
        _9,
        r"""(?P<code>(?<![\d.])\d+(?:\.\d+){2,}(?!\d))""",
    ),
    (
        "周星礼",
        r"""(?P<weekday>(?:(?<![\d几每零〇一二两三四五六七八九十百千万亿])周|星期|礼拜)
            (?P<wd>[一二三四五六日天])(?!元|本))""",
    ),
    (
        _9 + _1,
        rf"""(?P<shuffled>(?<![\d年月])(?P<sd>\d{{1,2}})\ ?日\ ?(?P<sm>\d{{1,2}})\ ?月
            (?:\ ?(?P<sy>{_YEAR})\ ?年)?
            |(?<!年)(?<!年\ )(?<!\d)(?P<sm2>\d{{1,2}})\ ?月\ ?(?P<sy2>{_YEAR})\ ?年)""",
    ),
    (
        _9 + _1 + "上本",
        r"""(?P<decade>(?:(?P<dcent>上个?世纪|本世纪|\d{2}\ ?世纪
            |[二十]?十[一二三四五六七八九]?世纪)\ ?)?
            (?P<dten>(?:1\d|20)?\d0|[一二三四五六七八九]{1,2}十
            |[一二][〇零九][一二三四五六七八九]〇)\ ?年代)""",
    ),
    (
        _9 + "五六七八九〇零",
        r"""(?P<post>(?<!\d)(?P<pten>[5-9]\d|0\d|10|[五六七八九〇零][〇零五])后)""",
    ),
    (
        _9 + _1,
        r"""(?P<century>(?P<cent>\d{1,2}\ ?|[二十]?十?[一二三四五六七八九十])个?世纪)""",
    ),
    (
        _9 + _1 + "〇零",
        rf"""(?P<ymd>(?:(?P<y>{_YEAR}|(?<!\d){_YEAR2}(?=\ ?年\ ?{_MONTH}\ ?月))\ ?年\ ?
            (?:\(.{{1,6}}?\))?\ ?)
            (?P<m>{_MONTH})\ ?月份?(?:\ ?(?P<d>{_DAY})\ ?(?:[日号]|
            (?=\ ?[-—–~至到、]\ ?\d{{1,2}}\ ?[日号])))?)""",
    ),
    (
        _9 + _1 + "元正初",
        rf"""(?P<md>(?<![个\d])(?P<m2>{_MONTH})\ ?月\ ?(?P<d2>{_DAY})\ ?(?:[日号]|
            (?=\ ?[-—–~至到、]\ ?\d{{1,2}}\ ?[日号])))""",
    ),
    (
        _9,
        r"""(?P<slash>(?<![\d/.])(?P<m3>\d{1,2})(?P<ssep>[/·•・‧])(?P<d3>\d{1,2})(?![\d/.%]))""",
    ),
    (
        _9 + _1 + "元正",
        rf"""(?P<month>(?<![个\d])(?P<m4>{_MONTH})\ ?月(?!牙|饼|球|子|薪))""",
    ),
    (
        _9 + "一二",
        rf"""(?P<year>(?P<y2>{_YEAR})(?:\ ?年(?!多|余)(?!历史|前|后|以上|的历史)
            |(?=[-~至—]\d{{2,4}}年)))""",
    ),
    (
        _9 + _HALF_DAYS,
        rf"""(?P<clock>(?P<half>{_HALVES})?\ ?(?<![\d:.])(?P<h>[01]?\d|2[0-4]):(?P<mi>[0-5]\d)
            (?::[0-5]\d)?(?![\d:]))""",
    ),
    (
        _HALF_DAYS,
        rf"""(?P<hour>(?P<half2>{_HALVES})\ ?(?P<h2>{_HOUR})\ ?[点时](?!间)(?:\ ?(?P<mi2>半|[一三]刻
            |{_MIN}(?=\ ?分)))?(?:\ ?分钟?|钟|整)?)""",
    ),
    (
        _9 + _1 + "零两",
        rf"""(?P<point>(?<![\d一二三四五六七八九十.])(?P<h3>{_HOUR})\ ?(?:点\ ?(?P<mi3>半|[一三]刻
            |{_MIN}(?=\ ?分))(?:分)?|点(?:钟|整|左右|前|后|以前|之前|以后|多|许)|时(?P<mi4>半
            |{_MIN}(?=\ ?分))分?|时(?:许|整|左右|前|后)))""",
    ),
    (
        _9 + "十二三廿",
        r"""(?P<day>(?<![\d.])(?P<d4>(?:[12]\d|3[01]|0?[1-9])|(?:[二三]?十
            |廿)[一二三四五六七八九]?)\ ?日(?!元|圆|本|均|趋|夜|产|常|益|后|内|电子))""",
    ),
    (
        "百千万",
        rf"""(?P<permyriad>(?P<base>百|千|万)分(?:之|(?=[一二两]?百))(?P<part>{_NUM})(?:[-—~至到](?P<part2>{_NUM}))?)""",
    ),
    (
        _9 + _NUMERALS,
        rf"""(?P<fraction>(?P<den>{_NUM})\ ?分之\ ?(?P<numer>{_NUM}))""",
    ),
    (
        _9 + _NUMERALS,
        rf"""(?P<points>(?P<pp>{_D}|{_H}+(?:点{_H}+)?)\ ?{MORE}?个?(?:百分点|%点))""",
    ),
    (
        _9,
        rf"""(?P<percent>(?P<pc>{_D})\ ?(?P<psign>[%‰]))""",
    ),
    (
        _9 + _1 + "两",
        r"""(?P<tenths>(?P<ch>\d(?:\.\d)?|[一二两三四五六七八九])\ ?成
            (?P<chalf>半|[一二三四五六七八九](?![成十百千万亿个名年月天]))?
            (?=[以左多的为，。、；）)\s]|至|到|$|企业|受访|人|用户|学生|家庭|居民|网友|民众|港人|是
            |在|股|新|左右|[\u4e00-\u9fff])(?!为了?一|立|功|员|长|就|都|交|型|效|果|本|分|熟|年|品
            |吉))""",
    ),
    (
        _9 + _1,
        r"""(?P<discount>(?P<zhe>\d(?:\.\d)?|[一二三四五六七八九]{1,2})\ ?折
            (?!磨|腾|叠|返|射|线|扣))""",
    ),
    (
        _9 + _NUMERALS + "半",
        rf"""(?P<times>(?P<fold>{_NUM}|半)\ ?{MORE}?个?(?:倍)(?P<foldhalf>半)?)""",
    ),
    (
        "翻加成倍",
        rf"""(?P<doubling>翻了?(?:整整)?(?P<fan>{_NUM})?\ ?[番倍](?!茄)|[加成]倍|倍增)""",
    ),
    (
        _1,
        r"""(?P<plan>(?P<p5>十[一二三四五六七])[、\s]?五(?![十百千万亿兆年天个月日名位人家点])|
            (?P<p5b>[一二三四五六七八九十])五(?=[”"」]?(?:规划|计划|时期|期间|末)))""",
    ),
    (
        "十二",
        r"""(?P<congress>(?P<nc>十[一二三四五六七八九]|二十[一二三四五]?)大
            (?=[报精以代之召开胜的，。、闭期会后前党主]|$))""",
    ),
    (
        "第",
        rf"""(?P<ordinal>第\ ?(?P<nth>{_NUM}))""",
    ),
    (
        "第IVX",
        r"""(?P<roman>(?<![A-Za-z])第?(?P<rom>[IVX]{1,5})(?=[部章卷期级型类](?!\w[A-Z])))""",
    ),
    (
        _9 + _NUMERALS,
        rf"""(?P<kuai>(?P<ky>{_NUM})\ ?块\ ?(?P<km>[\d一二三四五六七八九])
            (?:[毛角]|(?=[钱，。；、！？\s]|$)))""",
    ),
    (
        _9 + _1 + "两",
        r"""(?P<mao>(?P<mm>\d(?:\.\d)?|[一二两三四五六七八九])\ ?[毛角]
            (?=钱|[，。；、！？\s]|$))""",
    ),
    (
        _SIGN,
        rf"""(?P<money>(?P<sign>{_SIGNS})\ ?(?P<sum>{_NUM})(?:\ ?(?P<cur>{_MONEY}))?)""",
    ),
    (
        "一多大小半过对五",
        r"""(?P<half_of>[一多大小]半|半数|过半|对半|五五开)""",
    ),
    (
        "半",
        r"""(?P<halfunit>(?<![上下后])(?<!(?<!提)前)半\ ?个?多?
            (?P<hu>小时|钟头|世纪|年|月|天|日|周|星期|公里|里
            |斤|米|价|场|季|学期))""",
    ),
    (
        "双俩倆仨次",
        r"""(?P<pairword>[双俩倆仨](?P<double>1[12]|十[一二])?|次(?=[日年月好要级优席]))""",
    ),
    (
        "好几数上成过逾近超" + _1,
        rf"""(?P<vague>(?:好?几|数|上|成|过|逾|近|超)(?P<vs>{_S}+)|十(?P<teens>几|数|来|多|余)
            (?P<tscale>[百千万亿]*)
            |(?P<vtens>[二三四五六七八九]十)(?P<odd>[几数])(?P<vtscale>[万亿]*))""",
    ),
    (
        "壹贰叁肆伍陆柒捌玖拾佰仟万亿零",
        r"""(?P<financial>[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,})""",
    ),
    (
        _9 + _NUMERALS,
        rf"""(?P<number>(?P<n>{_NUM}))
            """,
    ),
)
# What may stand between a number and its unit: 3.5万多平方公里, 两个半小时.
TAIL = re.compile(
    rf"(?P<more>\ ?{MORE})?\ ?(?P<plus>\+)?(?:(?P<cur>{_MONEY})"
    rf"|(?P<half>个半)?(?P<unit>{_UNITS})(?P<half2>半)?"
    rf"|(?P<half3>个半)|(?P<class>{_C}))?"
)


def _by_first() -> dict[str, re.Pattern[str]]:
    """One pattern for every character that a form may begin with."""
    forms: dict[str, list[str]] = defaultdict(list)
    for firsts, form in FORMS:
        for first in dict.fromkeys(firsts):
            forms[first].append(form)
    together = {"|".join(each): each for each in forms.values()}
    compiled = {form: re.compile(form, re.VERBOSE) for form in together}
    return {first: compiled["|".join(each)] for first, each in forms.items()}


_PATTERNS = _by_first()
_FIRST = re.compile(f"[{re.escape(''.join(sorted(_PATTERNS)))}]")


def begins(text: str) -> bool:
    """Whether there is anything in the text that a quantity may begin with."""
    return _FIRST.search(text) is not None


def next_form(text: str, position: int) -> re.Match[str] | None:
    """The next form in the text, from a position on."""
    for first in _FIRST.finditer(text, position):
        if found := _PATTERNS[first[0]].match(text, first.start()):
            return found
    return None
