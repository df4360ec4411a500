"""What a unit states of itself, and what of its texts is compared: for all that keeps or orders.

A fact that is not stated is None, never a default: what becomes of a unit without it is for the
caller to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Literal

from ..errors import UsageError
from ..info import count_words
from ..model import Unit

Measure = Literal["words", "characters"]
"""What lengths are counted in; words as a word processor counts them (:mod:`..info`)."""

MEASURES: dict[Measure, Callable[[str], int]] = {"words": count_words, "characters": len}

IGNORABLE = ("case", "space", "punctuation", "numbers", "width")
"""What a comparison may pass over; :func:`normalizer` says what each means."""

DIGEST = 16
"""Bytes of a digest: with 128 bits, two texts of a billion meet by chance once in 10**20 runs."""

# TMX has YYYYMMDDThhmmssZ; what others write (2024-02-10, 2024-02-10T08:00:00Z) is read too.
_DATE = re.compile(
    r"(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])"
    r"(?:[T ]?([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d|60))?)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def parse_date(text: str, *, end: bool = False) -> str | None:
    """A date as 14 digits, ``YYYYMMDDhhmmss``; None if the text is no date.

    A time that is not given is the first of the day, or the last if ``end``. A zone is not
    reckoned with: TMX dates are in UTC.
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, *time = found.groups()
    latest = ("23", "59", "59") if end else ("00", "00", "00")
    full = (part or last for part, last in zip(time, latest, strict=True))
    return "".join((year, month, day, *full))


def last_change(unit: Unit) -> str | None:
    """When the unit was last changed, else made, as 14 digits; None if it does not say."""
    stated = dict(reversed(unit.attributes))
    for name in ("changedate", "creationdate"):
        if date := parse_date(stated.get(name, "")):
            return date
    return None


def stated_values(unit: Unit, name: str) -> list[str]:
    """The values of the properties and the attributes of that name, in that order."""
    pairs = (*unit.properties, *unit.attributes)
    return [value for key, value in pairs if key == name]


def length_ratio(unit: Unit, measure: Measure) -> float:
    """The length of the longer side for one of the shorter; infinite if one side has none."""
    length = MEASURES[measure]
    shorter, longer = sorted((length(unit.source), length(unit.target)))
    return longer / shorter if shorter else float("inf")


def digest(*texts: str) -> bytes:
    """A digest by which equal texts, or equal rows of texts, are known."""
    made = blake2b(digest_size=DIGEST)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        # With its length before each, no two rows run together into the same bytes.
        made.update(len(data).to_bytes(8, "big") + data)
    return made.digest()


def normalizer(ignored: Iterable[str]) -> Callable[[str], str]:
    """A function from a text to what is compared of it.

    ``case`` folds upper and lower case, ``space`` takes all white space away, ``punctuation``
    all characters Unicode calls so, ``numbers`` takes every number for the same, and ``width``
    takes full-width and half-width forms for the same (NFKC). A text of which nothing would be
    left is compared as it is. Raises UsageError for a word that is none of :data:`IGNORABLE`.
    """
    wanted = frozenset(ignored)
    for word in sorted(wanted - set(IGNORABLE)):
        raise UsageError(
            f"'{word}' cannot be ignored", remedy=f"what can be: {', '.join(IGNORABLE)}"
        )
    # Width first: it makes other characters of what the rest looks at.
    steps = [step for word, step in _STEPS if word in wanted]

    def normalize(text: str) -> str:
        normal = text
        for step in steps:
            normal = step(normal)
        return normal or text

    return normalize if steps else str


class _WithoutPunctuation(dict[int, int | None]):
    """For str.translate: each character is looked up in Unicode once."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code)).startswith("P") else code
        self[code] = kept
        return kept


_WITHOUT_PUNCTUATION = _WithoutPunctuation()

_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("width", lambda text: unicodedata.normalize("NFKC", text)),
    ("case", str.casefold),
    ("numbers", lambda text: _NUMBER.sub("0", text)),
    ("punctuation", lambda text: text.translate(_WITHOUT_PUNCTUATION)),
    ("space", lambda text: "".join(text.split())),
)
