"""What in a glossary will do harm when a translation is held to it.

On a bird's-eye view: each check is a function that walks all concepts and yields what it has to say
of one. :data:`CHECKS` lists them, each with its code, its name, how grave it is and what to do.
Terms are compared as they are found in texts: without regard to capitals, widths and traditional
characters. Start reading at :func:`lint`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...corpus.glossary import Concept, Glossary, Term
from ...corpus.glossary.merge import term_key
from ...corpus.model import Span
from ...corpus.text.script import primary
from ...corpus.text.terms import Parts, cut
from ..checker import Checked
from ..finding import Finding, Place, Severity
from .seen import Seen

_MOST_NAMED = 3
"""Longer terms named in a message about one that stands in them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says of a concept, by its number from 0: a line, the term, other concepts."""

    concept: int
    message: str
    term: Term | None = None
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What checks look at: all concepts, in which languages, and where they were seen.

    The first of ``languages`` (primary subtags) is that of the source. ``seen`` is None if no text
    was given.
    """

    concepts: Sequence[Concept]
    languages: tuple[str, ...]
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its code and name, how grave its findings are, what they are, and what to do."""

    code: str
    name: str
    severity: Severity
    summary: str
    remedy: str
    find: Callable[[Work], Iterable[Remark]]


def _duplicate_ids(work: Work) -> Iterator[Remark]:
    met: dict[str, int] = {}
    for number, concept in enumerate(work.concepts):
        first = met.setdefault(concept.id, number)
        if first != number:
            yield Remark(number, f"another concept is called '{concept.id}' too", None, (first,))


def _duplicate_terms(work: Work) -> Iterator[Remark]:
    for number, concept in enumerate(work.concepts):
        met: set[tuple[tuple[str, str], bool]] = set()
        for term in concept.terms:
            key = term_key(term), term.status == "forbidden"
            if key in met:
                yield Remark(number, f"'{term.text}' stands in the concept twice", term)
            met.add(key)


def _contradictions(work: Work) -> Iterator[Remark]:
    for number, concept in enumerate(work.concepts):
        good = {term_key(term): term for term in concept.terms if term.status != "forbidden"}
        for term in concept.terms:
            if term.status == "forbidden" and term_key(term) in good:
                status = good[term_key(term)].status
                yield Remark(number, f"'{term.text}' is {status} and forbidden at once", term)


def _incomplete(work: Work) -> Iterator[Remark]:
    for number, concept in enumerate(work.concepts):
        if not concept.terms:
            yield Remark(number, "the concept has no terms")
            continue
        own = {primary(term.language) for term in concept.terms}
        missing = [language for language in work.languages if language not in own]
        if missing and concept.translate and (len(work.languages) == 2 or len(own) == 1):
            yield Remark(number, f"the concept has no term in {', '.join(missing)}")


def _only_forbidden(work: Work) -> Iterator[Remark]:
    for number, concept in enumerate(work.concepts):
        for language in work.languages:
            terms = concept.of(language)
            if terms and all(term.status == "forbidden" for term in terms):
                yield Remark(
                    number, f"nothing is allowed in {language}, and something forbidden", terms[0]
                )


def _shared_terms(work: Work) -> Iterator[Remark]:
    """A source term of two concepts: which of them is meant cannot be known."""
    met: dict[tuple[str, str], list[tuple[int, Term]]] = defaultdict(list)
    for number, concept in enumerate(work.concepts):
        for term in concept.of(work.languages[0]) if work.languages else ():
            if not term.not_in and number not in (other for other, _ in met[term_key(term)]):
                met[term_key(term)].append((number, term))
    for found in met.values():
        for number, term in found[1:]:
            others = tuple(other for other, _ in found if other != number)
            yield Remark(number, f"'{term.text}' is a term of another concept too", term, others)


def _forbidden_elsewhere_allowed(work: Work) -> Iterator[Remark]:
    allowed: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, concept in enumerate(work.concepts):
        for term in concept.terms:
            if term.status != "forbidden":
                allowed[term_key(term)].append(number)
    for number, concept in enumerate(work.concepts):
        for term in concept.terms:
            others = tuple(other for other in allowed.get(term_key(term), ()) if other != number)
            if term.status == "forbidden" and others:
                yield Remark(
                    number,
                    f"'{term.text}' is forbidden here and allowed for another concept",
                    term,
                    others,
                )


def _one_character(work: Work) -> Iterator[Remark]:
    for number, concept in enumerate(work.concepts):
        for term in concept.terms:
            letters = [char for char in term.text if char.isalnum()]
            if len(letters) == 1 and not term.not_in and term.status != "forbidden":
                yield Remark(number, f"'{term.text}' is a single character", term)


def _nested(work: Work) -> Iterator[Remark]:
    """Terms of the source inside longer ones; each run of parts of every term is looked up."""
    if not work.languages:
        return
    language = work.languages[0]
    own: dict[Parts, tuple[int, Term]] = {}
    for number, concept in enumerate(work.concepts):
        for term in concept.of(language):
            if parts := cut(term.text, language).parts:
                own.setdefault(parts, (number, term))
    lengths = sorted({len(parts) for parts in own})
    inside: dict[int, list[tuple[Term, Term, int]]] = defaultdict(list)
    for parts, (number, longer) in own.items():
        for length in lengths:
            if length >= len(parts):
                break
            runs = {parts[at : at + length] for at in range(len(parts) - length + 1)}
            for run in runs & own.keys():
                other, term = own[run]
                if other != number:
                    inside[other].append((term, longer, number))
    for number in sorted(inside):
        by_term: dict[str, list[tuple[Term, Term, int]]] = defaultdict(list)
        for each in inside[number]:
            by_term[each[0].text].append(each)
        for found in by_term.values():
            term = found[0][0]
            named = ", ".join(f"'{longer.text}'" for _, longer, _ in found[:_MOST_NAMED])
            more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
            others = tuple(dict.fromkeys(other for *_, other in found))
            yield Remark(number, f"'{term.text}' is part of {named}{more}", term, others)


def _nothing_to_find(work: Work) -> Iterator[Remark]:
    for number, concept in enumerate(work.concepts):
        for term in concept.terms:
            if not any(char.isalnum() for char in term.text):
                yield Remark(number, f"'{term.text}' has no letter to be found by", term)


def _never_seen(work: Work) -> Iterator[Remark]:
    if work.seen is None:
        return
    for number, concept in enumerate(work.concepts):
        if number not in work.seen.places and concept.terms:
            yield Remark(number, f"it stands in none of {work.seen.units:,} units")


CHECKS: tuple[Check, ...] = (
    Check(
        "GLO001",
        "duplicate-id",
        Severity.error,
        "Two concepts have the same id.",
        "give each its own, or make them one: duilian glossary merge --by id",
        _duplicate_ids,
    ),
    Check(
        "GLO002",
        "duplicate-term",
        Severity.warning,
        "A term stands in a concept twice.",
        "strike one out",
        _duplicate_terms,
    ),
    Check(
        "GLO003",
        "contradiction",
        Severity.error,
        "A term is allowed and forbidden in one concept.",
        "decide; while both stand there, the allowed one counts",
        _contradictions,
    ),
    Check(
        "GLO004",
        "incomplete-concept",
        Severity.warning,
        "A concept has no term in one of the languages, so nothing is asked for.",
        "add one, or say that it is not translated",
        _incomplete,
    ),
    Check(
        "GLO005",
        "only-forbidden",
        Severity.warning,
        "A concept says what not to write, and not what to write.",
        "add what should be written",
        _only_forbidden,
    ),
    Check(
        "GLO006",
        "shared-term",
        Severity.warning,
        "A source term belongs to two concepts, and no guard tells them apart.",
        "make them one concept, or say with not-in where it is not meant",
        _shared_terms,
    ),
    Check(
        "GLO007",
        "forbidden-elsewhere-allowed",
        Severity.note,
        "What one concept forbids another allows.",
        "make sure that this is meant",
        _forbidden_elsewhere_allowed,
    ),
    Check(
        "GLO008",
        "one-character-term",
        Severity.warning,
        "A term of one character is found in many words in which it is not meant.",
        "take a longer form, or say with not-in where it is not meant",
        _one_character,
    ),
    Check(
        "GLO009",
        "nested-term",
        Severity.note,
        "A source term is part of longer ones, and is not asked for inside them.",
        "nothing, if the longer ones have renderings of their own",
        _nested,
    ),
    Check(
        "GLO010",
        "nothing-to-find",
        Severity.warning,
        "A term without a letter or digit can stand in no text.",
        "strike it out",
        _nothing_to_find,
    ),
    Check(
        "GLO011",
        "never-seen",
        Severity.note,
        "A concept stands in none of the texts that were given.",
        "look for a misspelling; strike it out if it is of no use",
        _never_seen,
    ),
)
"""Every check, in the order of the codes."""


def lint(glossary: Glossary, file: str, seen: Seen | None = None) -> Checked:
    """Everything that is to be said of a glossary, concept by concept.

    Its first language is that of the source. ``seen`` is where its concepts stand in texts.
    """
    languages = tuple(dict.fromkeys(primary(tag) for tag in glossary.languages))
    work = Work(glossary.concepts, languages, seen)
    findings = [
        _finding(check, remark, work, file) for check in CHECKS for remark in check.find(work)
    ]
    findings.sort(key=lambda found: (found.unit, found.code))
    source = languages[0] if languages else ""
    return Checked(file, source, "", len(glossary), tuple(findings))


def _finding(check: Check, remark: Remark, work: Work, file: str) -> Finding:
    concept = work.concepts[remark.concept]
    source_language = work.languages[0] if work.languages else ""
    sides: tuple[list[Term], list[Term]] = [], []
    for term in concept.terms:
        sides[primary(term.language) != source_language].append(term)
    (source, source_span), (target, target_span) = (_listed(side, remark.term) for side in sides)
    return Finding(
        check.code,
        check.name,
        check.severity,
        file,
        remark.concept + 1,
        remark.message,
        source,
        target,
        source_language,
        work.languages[1] if len(work.languages) == 2 else "",
        source_span,
        target_span,
        concept.id,
        help=check.remedy,
        related=tuple(Place(other + 1, _terms_of(work.concepts[other])) for other in remark.others),
    )


def _listed(terms: Iterable[Term], marked: Term | None) -> tuple[str, Span | None]:
    """Terms as one line, and where one of them stands in it."""
    line, span = "", None
    for term in terms:
        line += "; " if line else ""
        if term is marked:
            span = Span(len(line), len(line) + len(term.text))
        line += term.text
    return line, span


def _terms_of(concept: Concept) -> str:
    return f"{concept.id}: {'; '.join(term.text for term in concept.terms)}"
