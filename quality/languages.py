"""Which language a text is in, as far as that can be told at a glance.

On a bird's-eye level: what a text is written in is read off its letters, which costs next to
nothing and settles most of it. Only for languages of one script, English and German say, is a
model asked, and only where the text is long and holds none of the language's commonest words.
A text that could be in the language it is said to be in is never doubted.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..corpus.text.script import (
    HEAVIEST,
    SCRIPTS,
    count_script,
    detect_language,
    primary,
    scripts_of,
    weigh_script,
)
from ..corpus.text.words import WORD

OWN_SHARE = 0.25
"""A text of which less than this is in its language's script is in another language."""
_FEWEST_LETTERS = 9.0
"""Letters (of an alphabet, or as many as count for so much) from which a text is in a language."""
_FEWEST_KANA = 0.05
"""A Japanese text of some length has more kana than this."""
_LONG = 60
"""Letters from which a model can tell one language of the Latin alphabet from another."""

_COMMON = {
    "en": "the of to and a in is for that it on with as be this was are by or not you we from at",
    "de": "der die das und in zu den ist nicht von mit es ein eine für auf sich im dem auch als",
    "fr": "le la les de des et un une en est que qui dans pour du au pas sur ce il plus ne se",
    "es": "el la los las de y en que un una es por con no para se del al lo su como más",
    "it": "il la i le di e in che un una è per con non si del da al lo nel sono più come",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als bij",
    "pl": "i w na z się nie do to że o jest jak a po od za przez dla są co",
    "pt": "o a os as de e em que um uma é para com não do da no na por se mais como",
    "tr": "ve bir bu için ile de da çok olarak daha en o gibi var kadar ama olan her",
}
_COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
"""The commonest words of languages that share an alphabet."""
_COMMONEST = {
    language: [f" {word} " for word in words.split()[:6]] for language, words in _COMMON.items()
}
"""The first of them between spaces: one of these is in nearly every text that is long."""


def foreign_language(text: str, tag: str) -> str | None:
    """The language a text is in, if that is surely not the one it is said to be in."""
    own = scripts_of(tag)
    if not own:
        return None
    if not (text.isascii() and "Latn" in own) and _foreign_script(text, tag, own):
        return _unlike(tag, text)
    common = _COMMONEST.get(primary(tag))
    if common is None or len(text) < _LONG:
        return None
    for word in common:
        if word in text:
            return None
    if count_script("Latn", text) < _LONG:
        return None
    words = {found[0].lower() for found in WORD.finditer(text)}
    return _unlike(tag, text) if words.isdisjoint(_COMMON_WORDS[primary(tag)]) else None


def _foreign_script(text: str, tag: str, own: frozenset[str]) -> bool:
    """Whether a text is written in other scripts than those of its language."""
    letters = sum(count_script(script, text) for script in own)
    # Nearly every text is so full of its own letters that it need not be weighed.
    most = letters + HEAVIEST * (len(text) - letters)
    if letters >= OWN_SHARE * most and "Kana" not in own:
        return False
    weights = {script: weigh_script(script, text) for script in SCRIPTS}
    total = sum(weights.values())
    mine = sum(weights[script] for script in own)
    if total < _FEWEST_LETTERS:
        return False
    return mine < OWN_SHARE * total or _lacks_kana(weights, tag, total)


def _lacks_kana(weights: Mapping[str, float], tag: str, total: float) -> bool:
    """Whether a text in Japanese is none, by its letters."""
    kana, han = weights["Kana"], weights["Hani"]
    return primary(tag) == "ja" and kana < _FEWEST_KANA * total and han >= _LONG


def _unlike(tag: str, text: str) -> str | None:
    """The language of a text unless it is that of the tag, or nobody knows."""
    seen = detect_language(text)
    return None if primary(seen) in (primary(tag), "und") else seen
