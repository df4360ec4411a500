"""Chinese words written with numerals that count nothing.

Most words that begin with 一 ("一起", "一定", "一般") say nothing about quantity, and names
("九江", "长三角", "万达") and four-character idioms ("五花八门") no more. They are blanked out
before anything is read, at their own length, so that offsets stay. A word belongs here when no
translator would write a number for it; where one might ("百年", "两国", "二维码"), the reader marks
the quantity weak instead.
"""

from __future__ import annotations

import re
from collections import defaultdict

# Words that begin with a numeral.
_LEADING = """
一体 一起 一样 一些 一直 一定 一般 一旦 一致 一切 一并 一向 一律 一贯 一再 一共 一经 一味 一概
一度 一同 一道 一边 一面 一连 一系列 一带 一路 一线 一流 一下 一会儿 一会 一点 一丝 一心
一身 一手 一早 一举 一时 一如 一生 一辈子 一朝 一夜 一瞬 一刹那 一席 一把手 一脉 一席之地 一来
一去 一不小心 一鼓作气 一如既往 一目了然 一帆风顺 一丝不苟 一视同仁 一蹴而就 一脉相承 一应俱全
一网打尽 一概而论 一举两得 一无所有 一无所知 一成不变 一尘不染 一见钟情 一见如故 一言难尽
一言不发 一意孤行 一塌糊涂 一落千丈 一望无际 一往无前 一清二楚 一干二净 一五一十 一心一意
一模一样 一举一动 一言一行 一草一木 一点一滴 一朝一夕 一唱一和 一张一弛 一针见血 一臂之力
一技之长 一己之力 一日千里 一刀两断 一箭双雕 一石二鸟 一波三折 一知半解 一官半职 一鳞半爪
一星半点 一时半会 一而再再而三 一而再 一问三不知 一次性 一刀切 一把抓 一窝蜂 一阵子 一阵 一股脑
一揽子 一般性 一家 一回事 一码事 一等 一级棒 一把 一头雾水 一堆 一旁 一侧 一端 一方面 一国两制
一比一 一一 一卡通 一站式 一体式 一键 一汽 一汽大众 二话不说 二胡 二哈 二甲双胍 二氧化 二进制
二百五 二锅头 三角 三明治 三轮 三星 三亚 三门峡 三明 三国演义 三藏 三更半夜 三番五次 三番两次
三令五申 三心二意 三言两语 三三两两 三五成群 三教九流 三头六臂 三长两短 三包 三七 三文鱼 三毛
三聚氰胺 三脚架 三月三 三生有幸 三顾茅庐 三缄其口 三生三世 三亚市 三里屯 三沙 三鹿 三只松鼠 三菱
三元桥 三产 四川 四处 四周 四面八方 四通八达 四分五裂 四舍五入 四不像 四邻 四大皆空 四平八稳
五花八门 五颜六色 五湖四海 五光十色 五金 五谷 五体投地 五彩 五味 五台山 五指山 五粮液 五常 五菱
五常市 五毛党 六神无主 六盘水 六安 六亲不认 六神 六朝 六爻 六小龄童 七上八下 七嘴八舌 七手八脚
七拼八凑 七零八落 七零八碎 七喜 七夕 七彩 七七八八 七匹狼 七窍 八仙过海 八面玲珑 八卦 八达岭
八宝 八戒 八角 八字 八方 八哥 九江 九寨沟 九寨 九龙 九州 九牛一毛 九死一生 九霄云外 九泉 九华山
九阴真经 九阳 十分 十足 十全十美 十拿九稳 十万火急 十恶不赦 十指 十堰 十有八九 十之八九 十三陵
百姓 百度 百货 百科 百合 百般 百忙 百分比 百分制 百川 百发百中 百战百胜 百折不挠 百废待兴
百花齐放 百家争鸣 百感交集 百里挑一 百无聊赖 百思不得其解 百闻不如一见 百尺竿头 百炼成钢
百事可乐 百事 百叶 百慕大 百慕达 百胜 百老汇 百灵 百色 百威 百达 百搭 百依百顺 百日咳 百出 百态
百媚 百叶窗 百香果 百乐 百济 百草 百业 百病 百毒 百世 百代 千方百计 千千万万 千万别 千万不
千万要 千万莫 千变万化 千家万户 千军万马 千言万语 千山万水 千辛万苦 千丝万缕 千差万别 千姿百态
千奇百怪 千钧一发 千载难逢 千篇一律 千里迢迢 千里之外 千锤百炼 千古 千秋 千金 千禧 千叶 千岛湖
千岛 千兆 千帆 千军 千山 千头万绪 千疮百孔 千真万确 千里马 千层 千阳 万事 万能 万物 万岁
万维网 万分 万万 万象 万圣节 万达 万科 万众 万般 万全 万恶 万向 万无一失 万众一心 万家灯火
万水千山 万古 万紫千红 万念俱灰 万籁俱寂 万马奔腾 万不得已 万圣 万州 万宝 万隆 万豪 万方 万福
万有引力 万花筒 万寿 万宁 万梓良 万茜 万箭穿心 万世 万代兰 万博 万代 万丈 万千 万宝龙 万历 亿万
亿达 亿利 亿欧 兆赫 兆丰 兆头 两口子 两面三刀 两败俱伤 两全其美 两栖 两手空空 两广 两江 两小无猜
两厢情愿 半导体 半岛 半径 半夜 半路 半途 半空 半信半疑 半斤八两 半成品 半山 半球 半决赛 半身
半边 半截 半死 半生 半月板 半圆 半推半就 半自动 半壁江山 半点 半程 半场 半句 半步 半晌 半票 半开
半挂 半固态 半公开 半官方 半熟 半透明 零售 零食 零件 零钱 零星 零部件 零散 零距离 零碎 零工
零点 零和 零基础 零花钱 零头 零乱 零售商 零配件 零用 廿四史 数一数二 几乎 几何 几率 几经 几度
几近 几番 几许 几内亚 几时 几丁
"""
# Words with the numeral inside or at the end.
_INNER = """
统一 唯一 专一 单一 惟一 逐一 同一 任一 如一 归一 合一 不一 说一不二 同一个 为一体 第一时间
第一手 第一线 长三角 珠三角 金三角 铁三角 大三角 三角洲 红十字 张三 李四 王五 赵四 陈六 马六甲
小三 老三 老四 老大老二 老二 丢三落四 颠三倒四 低三下四 朝三暮四 不三不四 推三阻四 乱七八糟
杂七杂八 横七竖八 歪七扭八 七七八八 五五开 接二连三 再三 举一反三 独一无二 始终如一 表里如一
合二为一 万众一心 背水一战 昙花一现 焕然一新 千篇一律 天下第一 第一夫人 数一数二 十有八九
八九不离十 略知一二 百闻不如一见 百里挑一 九牛一毛 九死一生 千钧一发 万无一失 挂一漏万 以一当十
以防万一 不怕一万就怕万一 气象万千 成百上千 成千上万 成千成万 千千万万 包罗万象 瞬息万变
日理万机 排除万难 万万千千 罪该万死 腰缠万贯 感慨万千
四六级 三七开 一二三四五六 八一电影 老八 王八 胡八一
一加一 不管三七二十一 管他三七二十一 半夜三更 夜半三更 可见一斑 略胜一筹 更胜一筹 非同一般
大吃一惊 不屑一顾 付之一炬 济济一堂 打成一片 混为一谈 集于一身 融为一体 沆瀣一气 千载一时
付诸一笑 耳目一新 首屈一指 孤注一掷 毕其功于一役 功亏一篑 不可一世 不拘一格 不名一文 不值一提
美中不足 一分钱一分货 一分为二 专升本 第一反应 小学一年级 大一 大二 大三 大四 初一 初二 初三
高一 高二 高三 新三板 创三板 京九 三体 六味地黄 阿三 瘪三 一半天 老百姓 二分法 两分法 三分钟热度
小九九 陈百祥 杨万里
"""
# An idiom of the pattern 数X数Y counts nothing unless X or Y is counted with.
_COUNTED = (
    "年月日天个名人次岁元位条件家死伤男女胜负平厅室卫间层楼号点分秒时刻倍成折级届大项"
    "种类场站局盘球比与和至到中章节卷期轮代寸尺米斤两吨里亩克块毛角"
)
_IDIOM = (
    rf"[一二两三四五六七八九十百千万][^\W\d一二两三四五六七八九十百千万亿零〇几半点{_COUNTED}]"
    rf"[一二两三四五六七八九十百千万半][^\W\d一二两三四五六七八九十百千万亿零〇几半{_COUNTED}]"
)
# What must not follow for the word to be the word: 一点半 is half past one, 万分之一 a fraction.
_NOT_BEFORE = {
    "一点": r"[零一二三四五六七八九\d半钟整]",
    "一代": "人",
    "一时": "[半许整]",
    "万分": "之",
    "十分": "[之钟]",
    "三七": "十",
    "二百五": "[十千万]",
    "四周": "[年内前后末]",
    "一家": r"[\d一二三四五六七八九]",
    "大一": "[个些点]",
    "大二": "[十百千]",
    "大三": "[十百千]",
    "大四": "[十百千]",
    "高一": "[个些点倍]",
    "高二": "[十百千倍]",
    "高三": "[十百千倍]",
    "同一": "[百千万]",
}


_NUMERAL = "一二两三四五六七八九十百千万亿"
# Days of the week are no lookalikes, and what begins with their numeral (周一起) is none either.
_WEEKDAYS = {
    "周": rf"(?<![\d几每{_NUMERAL}])周[一二三四五六]",
    "星": "星期[一二三四五六]",
    "礼": "礼拜[一二三四五六]",
}
_NO_NUMERAL_BEFORE = rf"(?<![\d零〇第{_NUMERAL}])(?<!\d )"


def _patterns() -> dict[str, re.Pattern[str]]:
    """What to look for, by the character it begins with: most texts hold few of those."""
    forms: dict[str, list[str]] = defaultdict(list)
    for numeral in _NUMERAL:
        forms[numeral].append(rf"(?<![\d零〇第{_NUMERAL}]){_IDIOM}")
    for week, days in _WEEKDAYS.items():
        forms[week].append(days)
    forms["之"].append(r"(?<!分)之一(?![百千万])")
    forms["万"].append(rf"(?<![\d{_NUMERAL}])万一(?![百千])")
    for words, before in ((_INNER, ""), (_LEADING, _NO_NUMERAL_BEFORE)):
        by_first: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words.split()), key=lambda word: (-len(word), word)):
            after = _NOT_BEFORE.get(word)
            by_first[word[0]].append(word + (f"(?!{after})" if after else ""))
        for first, alternatives in by_first.items():
            forms[first].append(f"{before}(?:{'|'.join(alternatives)})")
    return {first: re.compile("|".join(each)) for first, each in forms.items()}


_ANY_NUMERAL = re.compile(f"[{_NUMERAL}零几半兆廿]")
_PATTERNS = _patterns()
_FIRST = re.compile(f"[{''.join(sorted(_PATTERNS))}]")


def blank(text: str) -> str:
    """The text with the words that only look like numbers made spaces, offsets unchanged."""
    if not _ANY_NUMERAL.search(text):
        return text
    pieces: list[str] = []
    end = 0
    for first in _FIRST.finditer(text):
        start = first.start()
        if start >= end and (found := _PATTERNS[first[0]].match(text, start)):
            kept = first[0] in _WEEKDAYS
            pieces += (text[end:start], found[0] if kept else " " * len(found[0]))
            end = found.end()
    return "".join((*pieces, text[end:])) if pieces else text
