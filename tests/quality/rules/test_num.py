"""The rules for numbers at work: what they must find, by which rule, and what they must not.

Every pair is tried in both directions. What English leaves out or adds by habit (small numbers in
words, 100%) may be noted, but not warned of.
"""

from __future__ import annotations

import pytest

from duilian.corpus.model import Bitext, Unit
from duilian.quality.checker import by_default, check_bitext
from duilian.quality.finding import Finding, Severity
from duilian.quality.rules import RULES

NUM = by_default(rule for rule in RULES if rule.family == "NUM")


def found(source: str, target: str, languages: str) -> tuple[Finding, ...]:
    source_language, target_language = languages.split("-")
    bitext = Bitext(source_language, target_language, (Unit(source, target),))
    return check_bitext(bitext, "", NUM).findings


def pairs(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.strip().split(" | ")) for line in table.strip().splitlines()]


RIGHT = """
    一个餐等了一个半小时 | We waited an hour and a half for one meal.
    他在那里住了一年半 | He lived there for a year and a half.
    他在那里住了一年半 | He lived there for eighteen months.
    他在那里住了一年半 | He lived there for one and a half years.
    全长1.5公里 | It is a kilometre and a half long.
    他在那里住了两年半 | He lived there for two and a half years.
    占地100亩 | It covers 16.5 acres.
    占地100亩 | It covers 6.67 hectares.
    全长50公里 | It is 31 miles long.
    全长50公里 | It is 50 kilometres (31 miles) long.
    体重60公斤 | He weighs 132 pounds.
    身高1.83米 | He is six feet tall.
    气温达到35摄氏度 | It reached 95 degrees Fahrenheit.
    最低气温零下5度 | The low was minus 5 degrees.
    最低气温零下5摄氏度 | The low was -5 °C.
    最低气温零下五度 | The low was five degrees below zero.
    净利润为-3.2亿元 | Net profit was -320 million yuan.
    同比增长-2.3% | It fell by 2.3% year on year.
    同比下降2.3% | Year-on-year growth was -2.3%.
    会议定于2020年11月10日召开 | The meeting is set for 10/11/2020.
    会议定于2020年11月10日召开 | The meeting is set for 11/10/2020.
    会议定于2020年11月10日召开 | The meeting is set for 10.11.2020.
    会议定于2020年11月10日召开 | The meeting is set for 2020-11-10.
    会议定于11月10日召开 | The meeting is set for 10 Nov.
    会议定于11月10日召开 | The meeting is set for Nov. 10th.
    会议定于11月10日召开 | The meeting is set for the tenth of November.
    工期为3个月 | The work takes 12 weeks.
    假期两周 | a 14-day holiday
    两周的假期 | A fortnight's holiday
    3.5亿元 | 350 million yuan
    二十三万人 | 230,000 people
    23万人 | some 230 thousand people
    近四分之一 | nearly a quarter
    近四分之一 | nearly 1/4
    近四分之一 | nearly 25%
    百分之二十 | 20 percent
    百分之二十 | one fifth
    3成 | 30 percent
    三成五 | 35%
    翻两番 | quadrupled
    翻两番 | increased fourfold
    翻一番 | doubled
    翻了一番 | twice as much
    增长了两倍 | tripled
    增长了两倍 | increased by 200%
    增长1.5倍 | increased by 150 percent
    是去年的3倍 | three times that of last year
    第十三届 | the 13th session
    党的二十大 | the 20th National Congress
    十九大报告 | the report to the 19th CPC National Congress
    党的十八届三中全会 | the third plenary session of the 18th CPC Central Committee
    2020年8月20日 | 20 August 2020
    2020年8月20日 | August 20, 2020
    2020年8月20日 | Aug 20th, 2020
    8月20日 | on the 20th of August
    20日 | on the 20th
    20日 | on August 20
    30日上午 | on the morning of the 30th
    上世纪九十年代 | the 1990s
    上世纪90年代 | the nineties
    20世纪90年代末 | the late 1990s
    上世纪六七十年代 | the 1960s and 1970s
    上世纪六七十年代 | the 1960s and '70s
    十四五规划 | the 14th Five-Year Plan
    "十四五"时期 | the 14th Five-Year Plan period
    “十三五”期间 | during the 13th Five-Year Plan period (2016-20)
    下午三时半 | at 3:30 p.m.
    下午3点半 | at half past three in the afternoon
    晚上八点 | at 8 p.m.
    晚上8点 | at 20:00
    上午十点一刻 | at a quarter past ten
    早上 5 点 9 分 | at 5:09 in the morning
    中午12点 | at noon
    凌晨两点 | at two in the morning
    3至5天 | three to five days
    3-5万元 | 30,000 to 50,000 yuan
    10万至20万人 | between 100,000 and 200,000 people
    2019-2021年 | from 2019 to 2021
    2019年至2021年 | 2019–21
    5月至8月 | from May to August
    5至8月 | May–August
    8月20日至25日 | August 20-25
    8月20日至9月2日 | from August 20 to September 2
    一打鸡蛋 | a dozen eggs
    十几个人 | a dozen people
    十多名学生 | more than ten students
    二十多年 | over two decades
    二十多年 | more than 20 years
    几十年 | decades
    数百人 | hundreds of people
    数以千计的人 | thousands of people
    上万人 | tens of thousands of people
    成千上万 | tens of thousands
    近百人 | nearly a hundred people
    百余家企业 | over 100 companies
    三四个人 | three or four people
    七八十岁 | seventy or eighty years old
    两三天 | a couple of days
    一体化发展 | integrated development
    收拾房间 | tidy up the room
    万一下雨 | in case it rains
    十分高兴 | very happy
    一带一路 | the Belt and Road
    四个全面 | the Four-Pronged Comprehensive Strategy
    四个全面 | the Four Comprehensives
    三个代表 | the Three Represents
    两个确立 | the "two establishments"
    百分之百 | one hundred percent
    百分之百 | fully
    百分之百 | completely
    千方百计 | by every means
    五四运动 | the May Fourth Movement
    改革开放四十周年 | the 40th anniversary of reform and opening up
    建党100周年 | the centenary of the CPC
    建国七十周年 | the seventieth anniversary of the founding of the PRC
    三伏天 | the dog days
    二手车 | used cars
    二手车 | second-hand cars
    第二天 | the next day
    第二次世界大战 | World War II
    第一次世界大战 | the First World War
    二战期间 | during World War II
    一季度 | the first quarter
    第三季度 | the third quarter
    三季度 | Q3
    2021年第四季度 | Q4 2021
    前三季度 | the first three quarters
    上半年 | the first half of the year
    下半年 | H2
    1月份 | in January
    元月 | January
    正月初一 | the first day of the first lunar month
    周五 | on Friday
    星期三 | Wednesday
    5G网络 | 5G networks
    新冠肺炎 | COVID-19
    新冠病毒 | COVID-19
    B2B平台 | B2B platform
    第1章 | Chapter One
    第三章 | Chapter III
    第四十二条 | Article 42
    3:2获胜 | won 3-2
    以3比2获胜 | won 3-2
    三比二 | three to two
    1:10000比例尺 | a scale of 1:10,000
    1000公里 | 1,000 km
    1,000公里 | one thousand kilometres
    每平方公里200人 | 200 people per square kilometre
    时速350公里 | 350 km/h
    时速350公里 | 350 kilometers per hour
    每小时120公里 | 120 kph
    100元 | RMB 100
    100元 | 100 yuan
    100元 | ¥100
    100万美元 | US$1 million
    100万美元 | $1m
    100万美元 | 1 million dollars
    10亿欧元 | €1bn
    10亿欧元 | 1 billion euros
    5角钱 | 50 cents
    5毛钱 | fifty cents
    3块5 | 3.5 yuan
    12块8毛 | 12.8 yuan
    两会 | the two sessions
    两国关系 | relations between the two countries
    两国关系 | bilateral relations
    双方 | both sides
    双方 | the two sides
    三方会谈 | tripartite talks
    七国集团 | the Group of Seven
    七国集团 | G7
    二十国集团 | G20
    九年义务教育 | nine-year compulsory education
    三岁的孩子 | a three-year-old child
    15岁以下 | under the age of 15
    七十岁的老人 | a 70-year-old man
    1/3的人 | one third of people
    三分之二以上 | more than two-thirds
    五分之三 | three out of five
    十分之一 | one in ten
    十分之一 | a tenth
    半数以上 | more than half
    一半 | half
    半年 | six months
    半年 | half a year
    半个世纪 | half a century
    半个世纪 | 50 years
    两千五百万 | 25 million
    2500万 | 25 million
    1.2万亿元 | 1.2 trillion yuan
    1.2万亿元 | RMB1.2tn
    12000亿元 | 1.2 trillion yuan
    一千零一夜 | One Thousand and One Nights
    一百零八将 | the 108 heroes
    二〇二〇年 | 2020
    二零二零年八月二十日 | August 20, 2020
    一九四九年十月一日 | October 1, 1949
    民国二十年 | 1931
    21世纪 | the 21st century
    二十一世纪 | the twenty-first century
    十九世纪末 | the end of the 19th century
    1840年以来 | since 1840
    90后 | those born in the 1990s
    90后 | post-90s
    95后 | people born after 1995
    95后 | post-95s
    2.5个百分点 | 2.5 percentage points
    提高0.5个百分点 | up by half a percentage point
    25个基点 | 25 basis points
    八折 | 20% off
    八折 | a 20 percent discount
    打5折 | half price
    五星级酒店 | a five-star hotel
    5A级景区 | a 5A scenic area
    第5届 | the fifth
    三连冠 | three consecutive titles
    三连冠 | hat-trick
    4×100米接力 | the 4x100m relay
    110米栏 | 110m hurdles
    110报警电话 | call the police on 110
    2020年东京奥运会 | the 2020 Tokyo Olympics
    5000多年 | more than 5,000 years
    五千多年 | more than five thousand years
    五千年文明 | five millennia of civilization
    上下五千年 | five thousand years
    百年老店 | a century-old shop
    百年老店 | a time-honoured shop
    百年未有之大变局 | changes unseen in a century
    千年古都 | an ancient capital with a history of a thousand years
    千年古都 | an ancient capital
    万里长城 | the Great Wall
    二万五千里长征 | the 25,000-li Long March
    八小时工作制 | an eight-hour day
    365天 | 365 days
    24小时营业 | open 24 hours
    7×24小时 | 24/7
    一周七天 | seven days a week
    每周一次 | once a week
    每月两次 | twice a month
    三倍 | threefold
    三倍 | triple
    三次 | three times
    两倍 | twice
    两倍 | double
    十倍 | tenfold
    十倍 | ten times
    0.5% | half a percent
    千分之五 | 0.5 percent
    万分之一 | one in ten thousand
    3‰ | 0.3%
    一亿五千万 | 150 million
    1亿5千万 | 150 million
    3万5 | 35,000
    三万五 | 35,000
    约1.4万亿美元 | about $1.4 trillion
    约1.4万亿美元 | about US$1,400 billion
    10余万件 | over 100,000 pieces
    十余万件 | more than 100,000 pieces
    200多万人次 | more than 2 million visits
    四万万同胞 | 400 million compatriots
    ４０００人 | 4,000 people
    ２０２０年５月 | May 2020
    第2、3、5条 | Articles 2, 3 and 5
    二三年级 | grades two and three
    一、二年级 | the first and second grades
    一是 | first
    二是 | second
    三是 | third
    首届 | the first
    首次 | for the first time
    首个 | the first
    头三个月 | the first three months
    末位 | the last
    单双号限行 | odd-even restrictions
    "双11"购物节 | the Singles' Day shopping festival
    双十一 | Double Eleven
    双十一 | November 11
    十一黄金周 | the National Day holiday
    “五一”假期 | the May Day holiday
    六一儿童节 | Children's Day
    三八妇女节 | International Women's Day
    9·11事件 | the 9/11 attacks
    “九一八”事变 | the September 18 Incident
    七七事变 | the July 7 Incident
"""


@pytest.mark.parametrize(("chinese", "english"), pairs(RIGHT))
def test_right_numbers_are_let_be(chinese: str, english: str) -> None:
    for told in (found(chinese, english, "zh-en"), found(english, chinese, "en-zh")):
        assert [each for each in told if each.severity is not Severity.note] == []


WRONG = """
    NUM001 | 3.5亿元 | 3.5 million yuan
    NUM001 | 3.5亿元 | 35 million yuan
    NUM001 | 3.5亿元 | 3.5 billion yuan
    NUM001 | 二十三万人 | 23,000 people
    NUM001 | 二十三万人 | 2.3 million people
    NUM001 | 第十三届会议 | the 14th session
    NUM001 | 第十三届会议 | the third session
    NUM001 | 党的二十大 | the 19th National Congress
    NUM001 | 百分之二十 | 12 percent
    NUM001 | 百分之二十 | two percent
    NUM001 | 3成的人 | 3 percent of people
    NUM001 | 近四分之一 | nearly a third
    NUM001 | 近四分之一 | nearly three quarters
    NUM001 | 增长20% | grew by 30%
    NUM001 | 增长20.5% | grew by 25%
    NUM001 | 增长20.5% | grew by 205%
    NUM001 | 翻两番 | doubled
    NUM001 | 翻两番 | tripled
    NUM001 | 十四五规划 | the 13th Five-Year Plan
    NUM001 | 十四五规划 | the 14.5 plan
    NUM001 | 十四五规划 | the 145 plan
    NUM001 | 三个和尚 | four monks
    NUM001 | 十二个月 | ten months
    NUM001 | 500多人 | more than 600 people
    NUM001 | 500多人 | more than 5,000 people
    NUM001 | 五百多人 | more than fifty people
    NUM001 | 2500万 | 2.5 million
    NUM001 | 1.2万亿元 | 1.2 billion yuan
    NUM001 | 1.2万亿元 | 12 trillion yuan
    NUM001 | 一万二千 | 1,200
    NUM001 | 3万平方公里 | 3,000 square kilometres
    NUM001 | 三分之二 | one third
    NUM001 | 三分之二 | two fifths
    NUM001 | 七八十岁 | seven or eight years old
    NUM001 | 18岁以上 | over 16
    NUM001 | 第二次世界大战 | World War III
    NUM001 | 提高0.5个百分点 | up by 5 percentage points
    NUM001 | 1945人 | 1,954 people
    NUM001 | 1000公里 | 1,000,000 km
    NUM001 | 三千五百万 | 3,500
    NUM001 | 两百万 | two hundred
    NUM001 | 一百五十人 | 105 people
    NUM001 | 一百零五人 | 150 people
    NUM001 | 10余万件 | more than 10,000 pieces
    NUM001 | 近10万人 | nearly 10,000 people
    NUM001 | 近10万人 | nearly 1 million people
    NUM001 | 八千里 | 800 li
    NUM001 | 第五条 | Article 6
    NUM001 | 第四季度 | the third quarter
    NUM001 | G20峰会 | the G7 summit
    NUM001 | 三倍 | four times
    NUM001 | 零下5度 | 5 degrees
    NUM001 | -5度 | 5 degrees
    NUM002 | 增长了35% | It grew.
    NUM002 | 全国共有14.1亿人口。 | The country has a large population.
    NUM002 | 三十多个国家 | many countries
    NUM002 | 约四分之三的人 | most people
    NUM002 | 12个省 | provinces
    NUM002 | 会议于20日召开 | The meeting was held.
    NUM003 | 经济增长 | The economy grew by 35%.
    NUM003 | 很多人 | 200 people
    NUM003 | 会议召开了 | The meeting was held on the 20th.
    NUM003 | 公司成立了 | The company was set up in 1998.
    NUM004 | 11月30日 | November 11
    NUM004 | 11月30日 | October 30
    NUM004 | 11月30日 | November 13
    NUM004 | 2020年8月20日 | August 20, 2002
    NUM004 | 2020年8月20日 | August 2, 2020
    NUM004 | 2020年8月20日 | July 20, 2020
    NUM004 | 2020年8月 | August 2021
    NUM004 | 2020年8月 | July 2020
    NUM004 | 上世纪九十年代 | the 1980s
    NUM004 | 21世纪 | the 20th century
    NUM004 | 十九世纪 | the 18th century
    NUM004 | 下午三时半 | at 4:30 p.m.
    NUM004 | 下午三时半 | at 3:30 a.m.
    NUM004 | 下午三点 | at 3 a.m.
    NUM004 | 晚上8点 | at 9 p.m.
    NUM004 | 14:30 | 2:35 p.m.
    NUM004 | 在1949年 | in 1994
    NUM004 | 1949年 | in 1948
    NUM004 | 20日上午 | on the morning of the 21st
    NUM004 | 5月 | in June
    NUM004 | 星期三 | on Tuesday
    NUM004 | 周五 | on Thursday
    NUM004 | 星期日举行 | held on Saturday
    NUM005 | 2020年8月20日， | In August 2020, 8,
    NUM005 | 2020年8月20日， | On August 2020, 20,
    NUM005 | 2月28日 | February 30
    NUM005 | 6月30日 | June 31
    NUM005 | 2020年8月20日，大会召开 | On August 32, 2020, the congress opened.
    NUM005 | 2020年8月20日来到合肥 | came to Hefei on August 2020 20
    NUM005 | 2020年8月20日来到合肥 | came to Hefei on 20, 2020
    NUM006 | 占地100亩 | It covers 100 hectares.
    NUM006 | 占地100亩 | It covers 100 acres.
    NUM006 | 100元 | 100 US dollars
    NUM006 | 100元 | $100
    NUM006 | 100美元 | 100 yuan
    NUM006 | 100万日元 | 1 million yuan
    NUM006 | 5000英镑 | 5,000 euros
    NUM006 | 30公里 | 30 miles
    NUM006 | 30公里 | 30 metres
    NUM006 | 50公斤 | 50 pounds
    NUM006 | 50斤 | 50 kilograms
    NUM006 | 35摄氏度 | 35 degrees Fahrenheit
    NUM006 | 3个月 | three weeks
    NUM006 | 3天 | 3 months
    NUM006 | 3年 | 3 months
    NUM006 | 5小时 | 5 minutes
    NUM006 | 300平方米 | 300 square kilometres
    NUM006 | 10吨 | 10 kilograms
    NUM006 | 50瓦 | 50 kilowatts
    NUM006 | 5升 | 5 gallons
"""
_OTHER_WAY = {"NUM002": "NUM003", "NUM003": "NUM002"}


@pytest.mark.parametrize(("code", "chinese", "english"), pairs(WRONG))
def test_each_fault_is_told_once_by_the_right_rule(code: str, chinese: str, english: str) -> None:
    assert [each.code for each in found(chinese, english, "zh-en")] == [code]
    if code != "NUM005":  # a date of the source may be malformed
        back = _OTHER_WAY.get(code, code)
        assert [each.code for each in found(english, chinese, "en-zh")] == [back]
