"""Reading bare numerals: Chinese ones, English number words, Roman ones.

Chinese and English count alike: a small number, then a unit that multiplies it. Both readers
keep a stack of the parts read so far. A unit takes every part on top of the stack that is
smaller than itself, multiplies their sum, and puts the product back; what is left at the end
is added up. So 三千五百万 is [3] [3000] [3000, 5] [3000, 500] [35000000], and "two hundred
and five thousand" is [2] [200] [200, 5] [205000].

Why not cn2an: it reads a single numeral as well and as fast, but raises on what is none (and we
ask of every run of numerals in running text), knows neither 十七八 nor 三四十, and returns 两点五
as a float. The reader is thirty lines; the rest of this package needs its pieces anyway.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from itertools import pairwise

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
LONGEST = 60
"""No numeral is longer; what is, is noise, and ``int`` refuses thousands of digits."""
_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
_NEIGHBOURS = re.compile(
    r"([二三四五六七八九]?[十百千])?([一两二三四五六七八])([两二三四五六七八九])([十百千万亿]*)"
)


@functools.lru_cache(4096)
def read_chinese(text: str) -> Fraction | None:
    """The value of a Chinese numeral, digits allowed in it, or ``None`` if it is none.

    >>> read_chinese("三千五百万"), read_chinese("3.5亿"), read_chinese("二〇二四")
    (Fraction(35000000, 1), Fraction(350000000, 1), Fraction(2024, 1))

    A last digit right behind a unit counts that unit's tenths (三万五 is 35,000), unless 零
    says otherwise (三万零五). Digits in a row are read by place, as years are.
    """
    if len(text) > LONGEST:
        return None
    if text.isascii() and text.isdecimal():
        return Fraction(int(text))
    text = text.translate(_FINANCIAL).replace("廿", "二十").replace("卅", "三十")
    text = text.replace(",", "").replace(" ", "").replace("万万", "亿")
    whole, point, rest = text.partition("点")
    if point:
        return _read_decimal(whole, rest)
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Fraction(int("".join(str(DIGITS[c]) for c in text)))
    parts: list[Fraction] = []
    pending: Fraction | None = None  # a number that has met no unit yet
    zero = False
    last_unit = 0
    for token in _TOKEN.findall(text):
        if token in UNITS:
            unit = UNITS[token]
            if pending is not None:
                parts.append(pending)
            elif parts and unit < 10**4 and not zero:
                return None  # 百十, 万千: two small units in a row are no number
            below = Fraction(0)
            while parts and parts[-1] < unit:
                below += parts.pop()
            if not below and parts and not zero and parts[-1] == unit:
                below = parts.pop()  # 万万
            if parts and parts[-1] < unit * 10:
                return None  # 五百三百
            parts.append((below or Fraction(1)) * unit)
            pending, zero, last_unit = None, False, unit
        elif pending is not None:
            return None
        elif token in "零〇":
            zero = True
        else:
            number = Fraction(DIGITS[token]) if token in DIGITS else _number(token)
            if number is None:
                return None
            pending = number
    if pending is not None:
        if last_unit >= 100 and not zero and pending < 10 and text[-1] != "零":
            pending *= last_unit // 10
        parts.append(pending)
    if not parts:
        return Fraction(0) if zero else None
    if any(a <= b for a, b in pairwise(parts)):
        return None
    return sum(parts, Fraction(0))


def _number(token: str) -> Fraction | None:
    return read_digits(token) if token[0].isdecimal() else None


@functools.lru_cache(4096)
def read_digits(written: str) -> Fraction:
    """The value of digits, with commas between thousands and a point or without."""
    return Fraction(written.replace(",", ""))


def _read_decimal(whole: str, rest: str) -> Fraction | None:
    """两点五, 三点一四亿: what follows the point is read by place, then scaled."""
    digits = rest.rstrip("十百千万亿兆")
    scale = read_chinese(rest[len(digits) :]) if len(digits) < len(rest) else Fraction(1)
    head = read_chinese(whole)
    if head is None or scale is None or not digits or any(c not in DIGITS for c in digits):
        return None
    tail = int("".join(str(DIGITS[c]) for c in digits))
    return (head + Fraction(tail, 10 ** len(digits))) * scale


@functools.lru_cache(4096)
def read_chinese_pair(text: str) -> tuple[Fraction, Fraction] | None:
    """两三, 十七八, 三四十, 五六百万: neighbouring digits are a range. ``None`` if there is none.

    >>> read_chinese_pair("十七八")
    (Fraction(17, 1), Fraction(18, 1))
    """
    found = _NEIGHBOURS.fullmatch(text)
    if found is None:
        return None
    head, low, high, scale = found.groups()
    if head and low == "两":
        return None
    # 三五 (a few) skips one, as does 五七; 一百五六 counts tens, not ones
    if DIGITS[high] - DIGITS[low] not in ((1, 2) if low == "三" else (1,)):
        return None
    first = read_chinese((head or "") + low + scale)
    second = read_chinese((head or "") + high + scale)
    return None if first is None or second is None else (first, second)


_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_ONES += " fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {w: n for n, w in enumerate(_ONES.split())}
SMALL |= {w: 20 + 10 * n for n, w in enumerate(_TENS.split())}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_IRREGULAR = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
ORDINALS = _IRREGULAR | {
    (w[:-1] + "ieth" if w.endswith("y") else w + "th"): n
    for w, n in SMALL.items()
    if n not in _IRREGULAR.values()
}
ORDINAL_SCALES = {w + "th": n for w, n in SCALES.items() if w != "dozen"}


class EnglishNumber:
    """A number being read word by word; :meth:`take` says whether the next word belongs to it."""

    __slots__ = ("_parts", "_room", "ordinal")

    def __init__(self) -> None:
        self._parts: list[Fraction] = []
        self._room = Fraction(10**15)  # the next small number must be smaller than this
        self.ordinal = False

    @property
    def value(self) -> Fraction:
        """What has been read so far."""
        return sum(self._parts, Fraction(0))

    def expects_and(self) -> bool:
        """Whether "and" can go on: "two hundred and five", but not "two and five"."""
        return bool(self._parts) and self._parts[-1] >= 100 and not self.ordinal

    def take(self, word: str, joined: bool = False) -> bool:
        """Add a word (or digits); ``False`` if the number cannot go on with it.

        ``joined`` says that "and" stands before it.
        """
        if self.ordinal:
            return False
        if word in SCALES or word in ORDINAL_SCALES:
            return self._take_scale(word)
        number: Fraction
        if word in SMALL:
            number = Fraction(SMALL[word])
        elif word in ORDINALS:
            number, self.ordinal = Fraction(ORDINALS[word]), True
        else:
            number = Fraction(word.replace(",", ""))
        if self._parts and not (0 < number < self._room):
            top = self._parts[-1]
            year = len(self._parts) == 1 and top in _CENTURIES and 10 <= number < 100
            if not year or joined or word[0].isdecimal():
                self.ordinal = False
                return False
            self._parts[-1] = top * 100  # nineteen eighty-four, twenty twenty
        self._parts.append(number)
        tens = word in SMALL and number >= 20
        self._room = Fraction(10 if tens else 0)
        return True

    def _take_scale(self, word: str) -> bool:
        scale = SCALES.get(word) or ORDINAL_SCALES[word]
        below = Fraction(0)
        while self._parts and self._parts[-1] < scale:
            below += self._parts.pop()
        if not below:
            if self._parts:
                return False
            below = Fraction(1)
        self._parts.append(below * scale)
        self._room = Fraction(scale)
        self.ordinal = word in ORDINAL_SCALES
        return True


_CENTURIES = frozenset(range(11, 22))

_ROMAN = re.compile(r"(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def read_roman(text: str) -> int | None:
    """The value of a well-formed Roman numeral below 400, or ``None``.

    >>> read_roman("XIII"), read_roman("XIIV")
    (13, None)
    """
    if not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[c] for c in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)
