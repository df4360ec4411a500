"""Language tags in a TMX: which of several is meant, and what each consumer calls a language.

Files say ``zh``, ``zh_CN``, ``ZH-CN`` or ``zh-Hans`` for the same language; a tag is brought into
its BCP 47 form first (:func:`normalize`) and the nearest one taken (:func:`best`). Consumers are
less patient, hence the naming functions at the end, which :mod:`.profiles` chooses from.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

# Where a language is spoken, for consumers that want a region and were given none: the likely
# subtags of the Unicode CLDR, for the languages of the aligner.
_REGIONS = {
    "ar": "EG",
    "de": "DE",
    "en": "US",
    "es": "ES",
    "fr": "FR",
    "it": "IT",
    "ja": "JP",
    "ko": "KR",
    "nl": "NL",
    "pl": "PL",
    "pt": "BR",
    "ru": "RU",
    "th": "TH",
    "tr": "TR",
    "zh": "CN",
}
# Amazon Translate knows these with a region, and all others without.
_AMAZON = frozenset(("es-MX", "fr-CA", "pt-PT", "zh-TW"))


@lru_cache(maxsize=1024)
def normalize(tag: str) -> str:
    """The tag in its BCP 47 form; one that is no language tag as it stands."""
    # Here and not above: a plain look at the profiles needs none of it.
    from ...text.script import normalize_tag

    try:
        return normalize_tag(tag)
    except ValueError:
        return tag


def best(languages: Iterable[str], wanted: str, taken: int | None) -> int | None:
    """The place of the language nearest to the one wanted, bar the one taken; None if none is.

    The same tag is nearest, then the same region, then no region, then any region.
    """
    nearest: tuple[int, int] | None = None
    subtags = wanted.lower().split("-")
    region = _region(subtags)
    for at, language in enumerate(languages):
        theirs = language.lower().split("-")
        if at == taken or not language or theirs[0] != subtags[0]:
            continue
        their_region = _region(theirs)
        if theirs == subtags:
            distance = 0
        elif region and their_region == region:
            distance = 1
        else:
            distance = 3 if their_region else 2
        if nearest is None or distance < nearest[0]:
            nearest = (distance, at)
    return None if nearest is None else nearest[1]


def pair(
    languages: list[str], srclang: str, source_language: str | None, target_language: str | None
) -> tuple[str, str]:
    """Choose the source and the target among the languages of a unit."""
    if source_language:
        source = normalize(source_language)
        at = best(languages, source, None)
    else:
        avoid = best(languages, normalize(target_language), None) if target_language else None
        at = best(languages, srclang, avoid) if srclang else None
        if at is None:
            at = next(i for i in range(len(languages)) if i != avoid)
        source = languages[at]
    if target_language:
        return source, normalize(target_language)
    others = [language for i, language in enumerate(languages) if i != at]
    return source, next((language for language in others if language != source), others[0])


@lru_cache(maxsize=1024)
def choose(languages: tuple[str, ...], source: str, target: str) -> tuple[int, int] | str:
    """Which variants of a unit are its source and target, or why there are not both.

    Cached because nearly every unit of a file has the same languages in the same order.
    """
    tags = [normalize(language) if language else "" for language in languages]
    source_at = best(tags, source, None)
    target_at = best(tags, target, source_at)
    if source_at is not None and target_at is not None:
        return source_at, target_at
    if "" in languages:
        return "a segment has no language"
    return f"no segment in {source if source_at is None else target}"


def _region(subtags: list[str]) -> str:
    """The region among lower-case subtags (``cn``, ``419``), or ""."""
    return next(
        (tag for tag in subtags[1:] if len(tag) == 2 or (len(tag) == 3 and tag.isdigit())), ""
    )


# --- what consumers call a language -----------------------------------------------------------


def as_given(tag: str) -> str:
    """``zh-Hans`` as it is."""
    return tag


def with_region(tag: str) -> str:
    """``en`` → ``en-US``, ``zh`` and ``zh-Hans`` → ``zh-CN``, ``zh-Hant`` → ``zh-TW``."""
    subtags = tag.split("-")
    region = _region([subtag.lower() for subtag in subtags]).upper()
    if subtags[0] == "zh":
        return f"zh-{region or ('TW' if 'Hant' in subtags else 'CN')}"
    likely = _REGIONS.get(subtags[0])
    return tag if region or likely is None or len(subtags) > 1 else f"{tag}-{likely}"


def for_google(tag: str) -> str:
    """``zh-CN`` and ``zh-TW``; any other language without its region, bar ``pt-PT``."""
    if tag.startswith("zh"):
        return "zh-TW" if _is_traditional(tag) else "zh-CN"
    return tag if tag == "pt-PT" else tag.partition("-")[0]


def for_amazon(tag: str) -> str:
    """``zh`` and ``zh-TW``; any other language without its region, bar a few."""
    if tag.startswith("zh"):
        return "zh-TW" if _is_traditional(tag) else "zh"
    return tag if tag in _AMAZON else tag.partition("-")[0]


def _is_traditional(tag: str) -> bool:
    from ...text.script import is_traditional_tag

    return is_traditional_tag(tag)
