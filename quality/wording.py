"""How a rendering may be worded in a target: as the glossary has it, or in other ways.

On a bird's-eye level: a rendering is looked for as stems (as characters in a language without
spaces), side by side. That finds it inflected, hyphenated, with a possessive, across a line break.
Only where none of a concept's renderings stands so, a second look is taken (:func:`alike`): solid
("growthpole"), as the acronym of its words, with 的 or another "and" in it: all that comes to the
same. If that fails too, :func:`apart` finds its words in order with a few others between them,
which is a hint and no proof, and :func:`turned` finds them in another order, which is wrong.

A rendering in a glossary may itself hold several: ``remote onboarding / remote opening``, a name
with its abbreviation in brackets, a name in quotation marks behind what it names. Each will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..corpus.glossary import Term
from ..corpus.model import Span
from ..corpus.text.script import is_spaceless, primary
from ..corpus.text.terms import Cut, Parts, cut


@dataclass(frozen=True, slots=True)
class Rendered:
    """A term of the target that stands there, and where."""

    term: Term
    span: Span


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a term, and its parts as they are compared."""

    text: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Wording:
    """A term and all ways in which its entry writes it."""

    term: Term
    forms: tuple[Form, ...]


_ALTERNATIVES = re.compile(r"\s+/\s+|\s*[／；;]\s*")
_BRACKETED = re.compile(r"\s*(?:[(（]([^()（）]+)[)）]|[「“]([^「」“”]+)[」”])\s*")
_ARTICLE = re.compile(r"(?:[Tt]he|THE|[Aa]n?)\s+(?=\w)")
_SMALL_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\w)")


def wording(term: Term, language: str) -> Wording:
    """A term with its forms; none if there is nothing in it to be looked for."""
    written = dict.fromkeys(_written(term.text, language))
    cuts = ((text, cut(text, language).parts) for text in written)
    return Wording(term, tuple(Form(text, parts) for text, parts in cuts if parts))


def without_article(text: str) -> str:
    """A term without a small article before it; that of a name (The Hague) stays."""
    found = _SMALL_ARTICLE.match(text)
    return text[found.end() :] if found else text


def _written(text: str, language: str) -> Iterator[str]:
    for each in _ALTERNATIVES.split(text):
        plain = each[found.end() :] if (found := _ARTICLE.match(each)) else each
        yield plain
        found = _BRACKETED.search(plain)
        if found is None or not found.start():
            continue
        before, after = plain[: found.start()], plain[found.end() :]
        blank = " " if after and not is_spaceless(language) else ""
        yield before + blank + after
        inside = found[1] or found[2]
        if found[2] or _abbreviates(inside, before):
            yield inside + blank + after


def _abbreviates(short: str, long: str) -> bool:
    """Whether a text in brackets is another name, and no remark: TTQ, 渔社 for 渔民合作社."""
    if short.isascii():
        return sum(char.isupper() for char in short) > 1 and " " not in short.strip()
    letters = iter(long)
    return len(short) > 1 and all(letter in letters for letter in short)


# --- as it is written ---------------------------------------------------------------------------


def standing(wordings: Iterable[Wording], target: Cut) -> Iterator[Rendered]:
    """Where renderings stand in a target just as they are written."""
    for each in wordings:
        for form in each.forms:
            for place in target.places(form.parts):
                yield Rendered(each.term, Span(*target.span(place, place + len(form.parts))))


# --- in other ways that come to the same --------------------------------------------------------

_LEAST_SOLID = 6
"""Letters of the shortest rendering that is looked for without its blanks."""
_ENDINGS = ("", "s", "es", "'s", "’s")
_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"})
_PARTICLES = "的之"
_AND = str.maketrans(dict.fromkeys("和及跟暨", "与") | {"並": "并"})


def alike(wordings: Sequence[Wording], target: Cut, text: str, language: str) -> Iterator[Rendered]:
    """Where a target says renderings in another way: solid, as an acronym, with 的 in them."""
    if is_spaceless(language):
        if primary(language) == "zh":
            yield from _loosely(wordings, target)
        return
    words = [text[start:end] for start, end in zip(target.starts, target.ends, strict=True)]
    yield from _solid(wordings, target, words)
    yield from _acronyms(wordings, target, words)


def _loosely(wordings: Sequence[Wording], target: Cut) -> Iterator[Rendered]:
    loose, places = _loose(target.parts)
    for each in wordings:
        for form in each.forms:
            wanted, _ = _loose(form.parts)
            start = loose.find(wanted) if len(wanted) > 1 else -1
            if start >= 0:
                first, last = places[start], places[start + len(wanted) - 1]
                yield Rendered(each.term, Span(*target.span(first, last + 1)))


def _loose(parts: Parts) -> tuple[str, list[int]]:
    """Chinese without its particles and with one character for "and"; where each character was."""
    whole = "".join(parts).replace("以及", "及\0").translate(_AND)
    places = [place for place, char in enumerate(whole) if char not in _PARTICLES and char != "\0"]
    return "".join(whole[place] for place in places), places


def _solid(wordings: Sequence[Wording], target: Cut, words: Sequence[str]) -> Iterator[Rendered]:
    """Blanks and hyphens more or less: co-operation, policymaker, ticket issuing."""
    joined = "".join(words).lower()
    starts: dict[int, int] = {}
    length = 0
    for number, word in enumerate(words):
        starts[length] = number
        length += len(word)
    ends = [*list(starts)[1:], length]
    for each in wordings:
        for form in each.forms:
            wanted = "".join(char for char in form.text.lower() if char.isalnum())
            place = joined.find(wanted) if len(wanted) >= _LEAST_SOLID else -1
            while place >= 0:
                end = next((end for end in ends if end >= place + len(wanted)), length)
                if place in starts and joined[place + len(wanted) : end] in _ENDINGS:
                    span = target.span(starts[place], ends.index(end) + 1)
                    yield Rendered(each.term, Span(*span))
                place = joined.find(wanted, place + 1)


def _acronyms(wordings: Sequence[Wording], target: Cut, words: Sequence[str]) -> Iterator[Rendered]:
    """RTWS for River Tide Warning System."""
    found = {
        number: word.removesuffix("s")
        for number, word in enumerate(words)
        if len(word) > 1 and word.removesuffix("s").isupper()
    }
    if not found:
        return
    for each in wordings:
        initials = {made for form in each.forms for made in _initials(form.text)}
        for number, acronym in found.items():
            if acronym in initials:
                yield Rendered(each.term, Span(*target.span(number, number + 1)))


def _initials(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+", text)
    for chosen in (words, [word for word in words if word.lower() not in _SMALL]):
        if len(chosen) > 1:
            yield "".join(word[0] for word in chosen).upper()


# --- with other words between -------------------------------------------------------------------

_BETWEEN = 2
"""Other words that may stand between two words of a rendering."""
_CHARACTERS_BETWEEN = 12
_CLAUSE = re.compile("[，。；：！？、,;:!?]")


def apart(wordings: Sequence[Wording], target: Cut, text: str) -> Iterator[Rendered]:
    """Where the words of renderings stand in order, with a few others between them."""
    for each in wordings:
        for form in each.forms:
            found = (
                _halves(form.parts, target, text)
                if isinstance(form.parts, str)
                else _in_order(form.parts, target.parts)
            )
            if found is not None:
                yield Rendered(each.term, Span(*target.span(*found)))


def _in_order(wanted: Sequence[str], parts: Sequence[str]) -> tuple[int, int] | None:
    if len(wanted) < 2:
        return None
    for start in (place for place, part in enumerate(parts) if part == wanted[0]):
        place = start
        for part in wanted[1:]:
            reach = parts[place + 1 : place + 2 + _BETWEEN]
            if part not in reach:
                break
            place += 1 + reach.index(part)
        else:
            return start, place + 1
    return None


def turned(wordings: Sequence[Wording], target: Cut) -> Iterator[Rendered]:
    """Where the words of renderings stand near each other in another order: pole of growth."""
    for each in wordings:
        for form in each.forms:
            if isinstance(form.parts, str) or len(form.parts) < 2:
                continue
            wanted = sorted(form.parts)
            for first, part in enumerate(target.parts):
                if part not in wanted:
                    continue
                last = _holds_all(wanted, target.parts, first)
                if last is not None:
                    yield Rendered(each.term, Span(*target.span(first, last + 1)))
                    break


def _holds_all(wanted: Sequence[str], parts: Sequence[str], first: int) -> int | None:
    """The word by which all that is wanted has stood, near enough to the first."""
    missing = list(wanted)
    for place, part in enumerate(parts[first : first + len(wanted) + _BETWEEN], start=first):
        if part in missing:
            missing.remove(part)
            if not missing:
                return place
    return None


def _halves(wanted: str, target: Cut, text: str) -> tuple[int, int] | None:
    """Two halves of at least two characters, in one clause: 潮汐灾害 ... 预警."""
    assert isinstance(target.parts, str)
    for middle in range(len(wanted) - 2, 1, -1):
        for start in target.places(wanted[:middle]):
            first = start + middle
            second = target.parts.find(
                wanted[middle:], first, first + _CHARACTERS_BETWEEN + len(wanted) - middle
            )
            if second < 0:
                continue
            between = text[target.ends[first - 1] : target.starts[second]]
            if not _CLAUSE.search(between):
                return start, second + len(wanted) - middle
    return None
