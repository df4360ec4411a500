"""Languages and scripts: tags, names, what a text is written in, and how sentences join.

A *tag* is BCP 47: ``zh``, ``en-US``, ``zh-Hant``. The first part names the language, a part of
four letters the script, one of two letters the country. Most of what we ask of a tag needs the
first part only (:func:`primary`).

Telling languages apart is easy by script and hard by letters. Kana is Japanese, Hangul Korean,
Han without either Chinese; only among the languages of the Latin alphabet is a model asked
(``py3langid``, offline, inside its package). Chinese written mostly in characters that
simplification would change is traditional, ``zh-Hant``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opencc import OpenCC

# The languages the sentence encoder knows, and so those an aligner without a lexicon can serve.
_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "th": "Thai",
    "tr": "Turkish",
    "zh": "Chinese",
}
ENCODER_LANGUAGES = tuple(_NAMES)

# ISO 639-2 codes, both the terminological (zho) and the bibliographic (chi) ones.
_THREE_LETTERS = {
    "ara": "ar",
    "chi": "zh",
    "cmn": "zh",
    "deu": "de",
    "dut": "nl",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "ger": "de",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "nld": "nl",
    "pol": "pl",
    "por": "pt",
    "rus": "ru",
    "spa": "es",
    "tha": "th",
    "tur": "tr",
    "zho": "zh",
}

_SPACELESS = frozenset(("zh", "ja", "th"))
_LATIN_LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "tr")

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def normalize_tag(tag: str) -> str:
    """A language tag in its BCP 47 form: ``zh_CN.UTF-8`` → ``zh-CN``, ``eng`` → ``en``.

    Raises ValueError when it is no language tag at all. A well-formed tag of a language we know
    nothing of is let through.
    """
    # A locale name carries an encoding and a modifier: de_DE.UTF-8@euro.
    plain = re.split("[.@]", tag.strip(), maxsplit=1)[0].replace("_", "-")
    if not _TAG.fullmatch(plain):
        raise ValueError(f"{tag!r} is not a language tag (such as en, zh, zh-Hant or pt-BR)")
    language, *rest = plain.split("-")
    language = language.lower()
    parts = [_THREE_LETTERS.get(language, language)]
    for at, part in enumerate(rest):
        # After a singleton (x, u, t) everything is an extension, and in lower case.
        if any(len(earlier) == 1 for earlier in rest[:at]):
            parts.append(part.lower())
        elif len(part) == 4 and part.isalpha():
            parts.append(part.title())
        elif len(part) == 2 and part.isalpha():
            parts.append(part.upper())
        else:
            parts.append(part.lower())
    return "-".join(parts)


@lru_cache(maxsize=256)
def primary(tag: str) -> str:
    """The language of a tag, without script or country: ``zh-CN`` → ``zh``."""
    return normalize_tag(tag).partition("-")[0]


def is_spaceless(tag: str) -> bool:
    """True for languages written without spaces between words."""
    return primary(tag) in _SPACELESS


def language_name(tag: str) -> str:
    """The English name of a language for messages; the tag itself when we have no name."""
    normal = normalize_tag(tag)
    name = _NAMES.get(normal.partition("-")[0])
    if name == "Chinese" and is_traditional_tag(normal):
        return "Chinese (traditional)"
    return name or normal


def is_traditional_tag(tag: str) -> bool:
    """True for ``zh-Hant`` and for the places that write it: ``zh-TW``, ``zh-HK``, ``zh-MO``."""
    language, *rest = normalize_tag(tag).split("-")
    if language != "zh" or "Hans" in rest:
        return False
    return any(part in ("Hant", "TW", "HK", "MO") for part in rest)


# --- detection --------------------------------------------------------------------------------

_HEAD, _MIDDLE = 20_000, 5_000

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
_ALPHABETS = {
    "ko": re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"),
    "th": re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]"),
    "ar": re.compile("[\u0620-\u064a\u066e-\u06d3]"),
    "ru": re.compile("[\u0400-\u04ff]"),
}
SCRIPTS: Mapping[str, re.Pattern[str]] = {
    "Hani": _HAN,
    "Kana": _KANA,
    "Latn": _LATIN,
    "Hang": _ALPHABETS["ko"],
    "Thai": _ALPHABETS["th"],
    "Arab": _ALPHABETS["ar"],
    "Cyrl": _ALPHABETS["ru"],
}
"""What matches a letter of a script; the names are those of ISO 15924 (Kana is both kinds)."""
_RUNS = {script: re.compile(f"{letter.pattern}+") for script, letter in SCRIPTS.items()}
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_WRITTEN_IN = {
    "zh": ("Hani",),
    "ja": ("Hani", "Kana"),
    "ko": ("Hang", "Hani"),
    "th": ("Thai",),
    "ar": ("Arab",),
    "ru": ("Cyrl",),
}


@lru_cache(maxsize=256)
def scripts_of(tag: str) -> frozenset[str]:
    """The scripts a language is written in, of :data:`SCRIPTS`; empty if we do not know it."""
    language = primary(tag)
    if language in _WRITTEN_IN:
        return frozenset(_WRITTEN_IN[language])
    return frozenset(("Latn",) if language in _LATIN_LANGUAGES else ())


# A Han character says about as much as three letters of an alphabet, a kana or a Hangul
# syllable as two: weighing them so, "他在IBM和NASA工作" is Chinese.
_HAN_WEIGHT, _SYLLABLE_WEIGHT = 3.0, 2.0
_WEIGHTS = {"Hani": _HAN_WEIGHT, "Kana": _SYLLABLE_WEIGHT, "Hang": _SYLLABLE_WEIGHT}
HEAVIEST = max(_WEIGHTS.values())
"""What a character counts for at most."""
# Of a Japanese text, about half is kana; a title or a name in a Chinese one is not enough.
_KANA_SHARE = 0.2
# In a few words, pinyin names look Dutch and "OK" like nothing at all. English, the commonest, is
# given the benefit of the doubt: for so many letters, up to so much of a lead per letter.
_SHORT, _DOUBT = 60, 0.35


def count_script(script: str, text: str) -> int:
    """How many letters of a text are in a script."""
    if script == "Latn" and text.isascii():
        return len(text.encode().translate(None, _NO_LETTERS))
    return sum(map(len, _RUNS[script].findall(text)))


def weigh_script(script: str, text: str) -> float:
    """How much of a text is in a script, as letters of an alphabet: a Han character says as much
    as three of those, a kana or a Hangul syllable as two."""
    return count_script(script, text) * _WEIGHTS.get(script, 1.0)


def detect_language(text: str) -> str:
    """The language of a text, one of :data:`ENCODER_LANGUAGES`, ``zh-Hant``, or ``und``.

    Looks at the beginning and at a stretch from the middle. ``und`` when no letter of a script
    we know is found.
    """
    sample = _sample(text)
    han, kana = len(_HAN.findall(sample)), len(_KANA.findall(sample))
    latin = len(_LATIN.findall(sample))
    weights: dict[str, float] = {
        language: float(len(letters.findall(sample))) for language, letters in _ALPHABETS.items()
    }
    weights["ko"] *= _SYLLABLE_WEIGHT
    weights["latin"] = float(latin)
    east = "ja" if kana and kana >= _KANA_SHARE * (han + kana) else "zh"
    weights[east] = han * _HAN_WEIGHT + kana * _SYLLABLE_WEIGHT
    best = max(weights, key=lambda language: weights[language])
    if not weights[best]:
        return "und"
    if best == "latin":
        return _latin_language(sample)
    if best == "zh" and _is_traditional(sample):
        return "zh-Hant"
    return best


def _sample(text: str) -> str:
    if len(text) <= _HEAD + _MIDDLE:
        return text
    middle = max(_HEAD, len(text) // 2)
    return text[:_HEAD] + "\n" + text[middle : middle + _MIDDLE]


def _latin_language(sample: str) -> str:
    # The other scripts in it are quotations and names; they would only mislead.
    letters = "".join(char if char < "\u2e80" else " " for char in sample)
    ranking: list[tuple[str, float]] = _identifier().rank(letters)
    scores = dict(ranking)
    lead = ranking[0][1] - scores["en"]
    size = len(_LATIN.findall(letters))
    if size <= _SHORT and lead <= _DOUBT * size:
        return "en"
    return ranking[0][0]


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """A language identifier of our own: the shared one may be set to other languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LATIN_LANGUAGES)
    return identifier


def _is_traditional(sample: str) -> bool:
    """True if more characters would change on simplifying than on the way back.

    Most characters are the same in both, so only those that differ are counted.
    """
    han = "".join(_HAN.findall(sample))
    to_simple, to_traditional = _converter("t2s"), _converter("s2t")
    return _changed(han, to_simple.convert(han)) > _changed(han, to_traditional.convert(han))


def _changed(before: str, after: str) -> int:
    return sum(a != b for a, b in zip(before, after, strict=False))


# --- text -------------------------------------------------------------------------------------


_HALF = re.compile("([\ud800-\udfff])")


@lru_cache(maxsize=4)
def _converter(scheme: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(scheme)


def to_simplified(text: str) -> str:
    """Traditional characters replaced by simplified ones, word by word; for matching only.

    Usually a character for a character, but OpenCC knows words whose length changes, so offsets
    into the result are not offsets into ``text``.
    """
    if not _HAN.search(text):
        return text
    convert = _converter("t2s").convert
    # Half a character, which JSON can hold, is none to OpenCC.
    return "".join(part if _HALF.match(part) else convert(part) for part in _HALF.split(text))


def simplified_letters(text: str) -> str:
    """As :func:`to_simplified`, but letter for letter, so that offsets stay what they are."""
    simplified = to_simplified(text)
    if len(simplified) == len(text):
        return simplified
    letters = (to_simplified(letter) for letter in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, letters, strict=True))


_LATIN_EDGE = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_LATIN_END = re.compile(r"[A-Za-z0-9\u00c0-\u024f][.!?,;:…]?[\"')]?$")


def join_sentences(texts: Sequence[str], language: str) -> str:
    """Sentences as running text: with spaces, or without in languages that have none.

    Between two Latin edges a space is kept in Chinese too (``…said Tom.`` + ``I am``). The
    sentences are taken without the white space around them; empty ones are passed over.
    """
    spaceless = is_spaceless(language)
    joined: list[str] = []
    for text in (stripped for stripped in (text.strip() for text in texts) if stripped):
        if joined and (
            not spaceless or (_LATIN_END.search(joined[-1][-3:]) and _LATIN_EDGE.match(text))
        ):
            joined.append(" ")
        joined.append(text)
    return "".join(joined)


def display_width(text: str) -> int:
    """How many columns a terminal gives a text: two for a Chinese character, none for accents."""
    from rich.cells import cell_len

    return cell_len(text)
