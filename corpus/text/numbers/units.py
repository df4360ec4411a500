"""Units and currencies: their names in both languages, and how they convert.

Each canonical unit belongs to a dimension and has a size in it, so that "半年" can answer
"six months" and "24小时" "a day". A translator who converts between systems (亩 and acres, 公斤 and
pounds, months and weeks) rounds, so there the values need to be equal only roughly.
"""

from __future__ import annotations

import re
from fractions import Fraction

# canonical name: (dimension, size, Chinese names, English names); of the names the first is written
# Chinese names are simplified; English ones are matched whole and case-sensitively when they
# are symbols; their plurals and American spellings are made by _english. Names are separated by
# spaces, "_" stands for a space.
_TABLE: dict[str, tuple[str, str, str, str]] = {
    "second": ("time", "1", "秒 秒钟", "second sec"),
    "minute": ("time", "60", "分钟", "minute min"),
    "hour": ("time", "3600", "小时 个小时 个钟头 钟头 个钟 个多小时", "hour hr"),
    "day": ("time", "86400", "天 昼夜 个工作日 个交易日", "day"),
    "week": ("time", "604800", "周 个星期 星期 个礼拜 个周", "week"),
    "month": ("months", "1", "个月 个多月", "month"),
    "year": ("months", "12", "年 周年 载 个年头 个财年", "year yr anniversary"),
    "year of age": ("months", "12", "岁 周岁", "year-old years-old years_old yo"),
    "quarter year": ("months", "3", "个季度 季度", ""),
    "kilometre": ("length", "1000", "公里 千米 km KM", "kilometre km"),
    "metre": ("length", "1", "米 公尺", "metre"),
    "decimetre": ("length", "1/10", "分米", "dm"),
    "centimetre": ("length", "1/100", "厘米 公分 cm CM", "centimetre cm"),
    "millimetre": ("length", "1/1000", "毫米 mm MM", "millimetre mm"),
    "micrometre": ("length", "1/1000000", "微米 um μm", "micrometre micron um μm"),
    "nanometre": ("length", "1/1000000000", "纳米 nm", "nanometre nm"),
    "li": ("length", "500", "里", "li"),
    "nautical mile": ("length", "1852", "海里", "nautical_mile"),
    "mile": ("miles", "1", "英里", "mile mph"),
    "foot": ("feet", "1", "英尺", "foot feet ft"),
    "inch": ("inches", "1", "英寸 寸", "inch inches"),
    "square kilometre": ("area", "1000000", "平方公里 平方千米", "square_kilometre sq_km km²"),
    "square metre": ("area", "1", "平方米 平米", "square_metre sq_m m²"),
    "hectare": ("area", "10000", "公顷", "hectare ha"),
    "mu": ("mu", "1", "亩", "mu"),
    "acre": ("acres", "1", "英亩", "acre"),
    "cubic metre": ("volume", "1000", "立方米", "cubic_metre m³"),
    "litre": ("volume", "1", "升 公升", "litre"),
    "millilitre": ("volume", "1/1000", "毫升 ml ML", "millilitre ml"),
    "barrel": ("barrels", "1", "桶", "barrel bpd"),
    "tonne": ("mass", "1000", "吨 公吨", "tonne ton"),
    "kilogram": ("mass", "1", "公斤 千克 kg KG", "kilogram kilogramme kilo kg"),
    "jin": ("mass", "1/2", "斤", "jin catty catties"),
    "gram": ("mass", "1/1000", "克 g", "gram gramme g"),
    "milligram": ("mass", "1/1000000", "毫克 mg", "milligram mg"),
    "pound": ("pounds", "1", "磅", "lb"),
    "gallon": ("gallons", "1", "加仑", "gallon"),
    "ounce": ("ounces", "1", "盎司", "ounce oz"),
    "carat": ("carats", "1", "克拉", "carat"),
    "light-year": ("light-years", "1", "光年", "light-year light_year"),
    "hertz": ("frequency", "1", "赫兹 Hz", "hertz Hz"),
    "kilohertz": ("frequency", "1000", "千赫兹 千赫 kHz", "kilohertz kHz"),
    "megahertz": ("frequency", "1000000", "兆赫兹 兆赫 MHz", "megahertz MHz"),
    "gigahertz": ("frequency", "1000000000", "吉赫兹 吉赫 GHz", "gigahertz GHz"),
    "decibel": ("decibels", "1", "分贝 dB", "decibel dB"),
    "millibar": ("millibars", "1", "毫巴 mbar", "millibar mbar"),
    "kilocalorie": ("calories", "1", "千卡 大卡 kcal", "kilocalorie kcal"),
    "milliampere-hour": ("charge", "1", "毫安时 mAh", "milliampere-hour mAh"),
    "horsepower": ("horsepower", "1", "马力", "horsepower hp"),
    "pixel": ("pixels", "1", "像素", "pixel"),
    "megapixel": ("pixels", "1000000", "", "megapixel MP"),
    "watt": ("power", "1", "瓦", "watt"),
    "kilowatt": ("power", "1000", "千瓦", "kilowatt kW"),
    "megawatt": ("power", "1000000", "兆瓦", "megawatt MW"),
    "gigawatt": ("power", "1000000000", "吉瓦", "gigawatt GW"),
    "kilowatt-hour": ("energy", "1", "千瓦时 度电", "kilowatt-hour kilowatt_hour kWh"),
    "celsius": ("celsius", "1", "摄氏度 ℃ °C", "degree_Celsius degree_Centigrade ℃ °C"),
    "fahrenheit": ("fahrenheit", "1", "华氏度 ℉ °F", "degree_Fahrenheit degree_fahrenheit ℉ °F"),
    "degree": ("degrees", "1", "度 °", "degree °"),
    "basis point": ("basis points", "1", "个基点 基点", "basis_point bp"),
    "megabyte": ("bytes", "1", "兆字节 MB", "megabyte MB MBs"),
    "gigabyte": ("bytes", "1024", "GB", "gigabyte GB GBs"),
    "terabyte": ("bytes", "1048576", "TB", "terabyte TB TBs"),
}  # fmt: skip

# canonical name: (Chinese names, symbols before a number, English words after a number)
# "$" alone is any dollar, and 元 any currency's unit in its own country.
_CURRENCIES: dict[str, tuple[str, str, str]] = {
    "CNY": ("元人民币 人民币 块钱", "RMB¥ RMB CNY 人民币", "yuan RMB renminbi CNY"),
    "yuan": ("元", "", ""),
    "¥": ("", "¥ ￥", ""),
    "USD": ("美元 美金", "US$ USD U.S.$ 美元 US_$", "US_dollars U.S._dollars American_dollars USD"),
    "$": ("", "$ ＄", "dollars dollar bucks"),
    "HKD": ("港元 港币 元港币", "HK$ HKD 港币 港元", "Hong_Kong_dollars HKD"),
    "TWD": ("新台币 台币", "NT$ 新台币", "New_Taiwan_dollars NTD TWD"),
    "MOP": ("澳门元 澳门币", "MOP$ MOP", "patacas MOP"),
    "AUD": ("澳元", "A$ AU$ AUD", "Australian_dollars AUD"),
    "CAD": ("加元", "C$ CA$ CAD", "Canadian_dollars CAD"),
    "SGD": ("新加坡元 新元", "S$ SGD", "Singapore_dollars SGD"),
    "NZD": ("新西兰元 纽元", "NZ$", "New_Zealand_dollars"),
    "EUR": ("欧元", "€ EUR 欧元", "euros euro EUR"),
    "GBP": ("英镑", "£ GBP 英镑", "pounds_sterling GBP"),
    "pound": ("", "", "pounds pound quid"),
    "JPY": ("日元 日圆", "JP¥ JPY 日元", "Japanese_yen yen JPY"),
    "KRW": ("韩元 韩圆", "₩ KRW 韩元", "won KRW"),
    "RUB": ("卢布", "₽ 卢布", "rubles roubles ruble rouble"),
    "INR": ("卢比", "₹ Rs. Rs 卢比", "rupees rupee"),
    "CHF": ("瑞士法郎 瑞郎", "CHF", "Swiss_francs francs CHF"),
}
DEGREES = frozenset({"celsius", "fahrenheit", "degree"})
"""Units of temperature, which alone go below zero in words."""
GROUPS = frozenset({"7", "8", "10", "20", "77"})
"""How many countries a group has that is known by their number: G7, 二十国集团."""
# What a name that is used for several may stand for. 元 is any currency's unit in its own country;
# a text in simplified characters means that of the mainland, and is read so.
_MAY_BE: dict[str, frozenset[str]] = {
    "$": frozenset({"USD", "HKD", "TWD", "AUD", "CAD", "SGD", "NZD", "yuan"}),
    "yuan": frozenset({"CNY", "HKD", "TWD", "MOP"}),
    "¥": frozenset({"CNY", "JPY", "yuan"}),
    "pound": frozenset({"GBP"}),
}
# dimension: the metric one it can be converted to, and its size there. The values that come of it
# are rounded: within a twentieth, a tenth for months, whose length nobody counts.
_METRIC: dict[str, tuple[str, Fraction]] = {
    "miles": ("length", Fraction("1609.344")),
    "feet": ("length", Fraction("0.3048")),
    "inches": ("length", Fraction("0.0254")),
    "mu": ("area", Fraction(2000, 3)),
    "acres": ("area", Fraction("4046.86")),
    "pounds": ("mass", Fraction("0.453592")),
    "ounces": ("mass", Fraction("0.0283495")),
    "gallons": ("volume", Fraction("3.78541")),
    "months": ("time", Fraction("30.4369") * 86400),
}


def _names(field: str) -> list[str]:
    return [name.replace("_", " ") for name in field.split()]


def _english(field: str) -> list[str]:
    """The names with their plurals and their American spelling."""
    names: list[str] = []
    for name in _names(field):
        for spelled in {name, re.sub(r"(met|lit)re", r"\1er", name)}:
            names.append(spelled)
            if spelled.startswith("degree "):
                names.append(spelled.replace("degree", "degrees"))
            elif not spelled.endswith(("s", "feet", "old")) and (len(spelled) > 2):
                names.append(spelled.replace("year-", "years-") + "s")
            elif spelled.endswith("old"):
                names.append(spelled.replace("year", "years"))
            elif spelled in ("yr", "hr", "lb", "kg", "km", "bp"):
                names.append(spelled + "s")
    return names


CHINESE_UNITS = {n: u for u, (_, _, zh, _) in _TABLE.items() for n in _names(zh)}
ENGLISH_UNITS = {n: u for u, (_, _, _, en) in _TABLE.items() for n in _english(en)}
CHINESE_CURRENCIES = {n: c for c, (zh, _, _) in _CURRENCIES.items() for n in _names(zh)}
CURRENCY_SIGNS = {n: c for c, (_, sign, _) in _CURRENCIES.items() for n in _names(sign)}
ENGLISH_CURRENCIES = {n: c for c, (_, _, en) in _CURRENCIES.items() for n in _names(en)}
_SIZES = {unit: (dimension, Fraction(size)) for unit, (dimension, size, _, _) in _TABLE.items()}


def units_agree(first: str, second: str) -> bool:
    """Whether two canonical units may stand for the same thing.

    No unit agrees with every unit, a bare dollar sign with every dollar, ¥ with yuan and yen, an
    age in years with years.
    """
    if first == second or not first or not second:
        return True
    if second in _MAY_BE.get(first, ()) or first in _MAY_BE.get(second, ()):
        return True
    return _SIZES.get(first, first) == _SIZES.get(second, second)


def in_base_units(value: Fraction, unit: str) -> tuple[str, Fraction] | None:
    """The value as (dimension, size), or ``None`` for a unit that does not convert."""
    size = _SIZES.get(unit)
    return None if size is None else (size[0], value * size[1])


def roughly_equal(first: Fraction, first_unit: str, second: Fraction, second_unit: str) -> bool:
    """Whether two values in units of different systems are the same but for rounding."""
    if {first_unit, second_unit} == {"celsius", "fahrenheit"}:
        celsius = first if first_unit == "celsius" else second
        fahrenheit = second if first_unit == "celsius" else first
        return abs(celsius * 9 / 5 + 32 - fahrenheit) <= 2
    one, other = in_base_units(first, first_unit), in_base_units(second, second_unit)
    if one is None or other is None or one[0] == other[0]:
        return False
    dimension, one_size = _METRIC.get(one[0], (one[0], Fraction(1)))
    same, other_size = _METRIC.get(other[0], (other[0], Fraction(1)))
    if dimension != same:
        return False
    tolerance = Fraction(1, 10) if dimension == "time" else Fraction(1, 20)
    in_one, in_other = abs(one[1] * one_size), abs(other[1] * other_size)
    return abs(in_one - in_other) <= tolerance * max(in_one, in_other)


def english_name(unit: str, plural: bool) -> str:
    """A unit's own name in English; "" for one that is counted with no name ("a quarter year")."""
    names = _names(_TABLE[unit][3]) if unit in _TABLE else []
    if unit == "year of age":
        return "years old" if plural else "year old"
    if not names:
        return ""
    name = names[0]
    if not plural or len(name) < 3 or unit in ("li", "mu", "jin", "hertz", "horsepower"):
        return name
    if name.startswith("degree "):
        return name.replace("degree", "degrees")
    return {"foot": "feet", "inch": "inches"}.get(name, name + "s")


def chinese_name(unit: str) -> str:
    """A unit's own name in Chinese, or ""."""
    names = _names(_TABLE[unit][2]) if unit in _TABLE else []
    return min(
        names,
        key=lambda name: (not name.startswith("个") and unit == "month", len(name) > 3),
        default="",
    )
