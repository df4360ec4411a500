"""The chapters of annual reports beside the project, with their translators' own dictionaries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gold import shared_folder

from duilian.align.aligner import align
from duilian.align.words import Pair, content_key, tokens
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Span
from duilian.corpus.pairing import to_bitext
from duilian.corpus.text.script import simplified_letters
from duilian.corpus.text.terms import TermFinder
from duilian.quality.terms.model import Occurrence

_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, aligned, in the direction of its dictionary: source terms to their renderings."""

    name: str
    languages: tuple[str, str]
    pairs: tuple[Pair, ...]
    dictionary: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Known:
    """A place of a dictionary term, and those of its renderings that stand in the target."""

    term: str
    occurrence: Occurrence
    renderings: tuple[str, ...]


def chapters() -> Iterator[Chapter]:
    """All chapters by name, aligned by our aligner."""
    for file in sorted((shared_folder() / "qa" / "hkma").glob("*.terms.json")):
        dictionary = json.loads(file.read_text(encoding="utf-8"))
        name = file.name.removesuffix(".terms.json")
        english_first = sum(bool(_HAN.search(term)) for term in dictionary) * 2 < len(dictionary)
        languages = ("en", "zh-Hant") if english_first else ("zh-Hant", "en")
        source, target = (
            parse_lines(
                (file.parent / f"{name}.{language[:2]}").read_text(encoding="utf-8"), language, name
            )
            for language in languages
        )
        pairs = tuple(
            (unit.source, unit.target)
            for unit in to_bitext(align(source, target))
            if not unit.is_null
        )
        yield Chapter(name, languages, pairs, dictionary)


def known_places(chapter: Chapter) -> Iterator[Known]:
    """The places of dictionary terms, longer ones first, whose rendering stands in the target."""
    terms = list(chapter.dictionary)
    finder = TermFinder(terms, chapter.languages[0])
    for unit, (source, target) in enumerate(chapter.pairs):
        found: dict[Span, tuple[str, set[str]]] = {}
        for number, start, end in finder.find(source):
            standing = {
                each for each in chapter.dictionary[terms[number]] if _plain(each) in _plain(target)
            }
            if standing:
                found.setdefault(Span(start, end), (terms[number], set()))[1].update(standing)
        for span, (term, renderings) in found.items():
            yield Known(term, Occurrence(unit, span), tuple(sorted(renderings)))


_DEFINED = re.compile(r"(.+)[（(]([^（）()]+)[）)]")


def forms(rendering: str) -> tuple[str, ...]:
    """A rendering, and its two halves if it defines an abbreviation: 強制性公積金（強積金）."""
    found = _DEFINED.fullmatch(rendering)
    return (rendering,) if found is None else (rendering, found[1], found[2])


def as_compared(text: str, language: str) -> str:
    """A rendering as it is compared: letters in Chinese, else stems without grammar words."""
    if language.startswith("zh"):
        return re.sub(r"\W|的", "", _plain(text))
    return " ".join(key for key in content_key(tokens(text, language)) if key not in ("and", "or"))


def _plain(text: str) -> str:
    return simplified_letters(text).lower()
