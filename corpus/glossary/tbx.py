"""TBX, the terminologists' own format: ISO 30042, versions 2 (2008) and 3 (2019).

The tree is concept, language, term: ``conceptEntry/langSec/termSec/term`` in version 3,
``termEntry/langSet/tig/term`` (or ``ntig/termGrp``) in version 2. What is known of them is said in
one of two styles: DCA, where an element is general and its type an attribute (``<termNote
type="partOfSpeech">``), and DCT, where the type is the element (``<min:partOfSpeech>``). Both are
read alike, by the name of the type; which one is written can be chosen. The dialect is TBX-Basic;
what it has no place for (capitals that matter, words in which a term is not meant, do not
translate) stands in notes that begin ``duilian:``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from ..errors import InputError
from ..formats import atomic_output, open_input
from ..formats.markup import collected, content, legal, quoted
from ..text.script import normalize_tag
from .model import Concept, Glossary, Status, Term

Style = Literal["dct", "dca"]
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPTS, _LANGUAGES = {"conceptEntry", "termEntry"}, {"langSec", "langSet"}
_TERMS = {"termSec", "tig", "ntig"}
_STATUS: dict[str, Status] = {
    "preferredterm-admn-sts": "preferred",
    "admittedterm-admn-sts": "allowed",
    "deprecatedterm-admn-sts": "forbidden",
    "supersededterm-admn-sts": "forbidden",
    "legalterm-admn-sts": "preferred",
    "regulatedterm-admn-sts": "preferred",
    "standardizedterm-admn-sts": "preferred",
}
_WRITTEN_STATUS: dict[Status, str] = {
    "preferred": "preferredTerm-admn-sts",
    "allowed": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_PARTS = frozenset({"adjective", "noun", "other", "verb", "adverb"})
_OURS = "duilian:"
_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_SPACE = re.compile(r"\s+")


# --- reading ------------------------------------------------------------------------------------


def read(path: Path, encoding: str | None = None) -> Glossary:
    """The glossary in a file. Raises InputError for what is no TBX, or is damaged.

    ``encoding`` is what the file says itself, unless it is given.
    """
    source = open_input(path)
    try:
        root = "martif" if b"<martif" in source.head else "tbx"
        concepts = tuple(collected(source, _Collector(path.name), root, encoding=encoding))
    finally:
        source.close()
    if not concepts:
        raise InputError(
            "there is no concept in it",
            file=str(path),
            remedy="a TBX file holds conceptEntry (version 3) or termEntry elements (version 2)",
        )
    return Glossary(concepts, path.name)


class _Collector:
    """Collects concepts from a parser's events.

    ``_path`` are the elements that are open, by the names of their types; the texts of those that
    say something of a concept, a language or a term are kept until that one closes.
    """

    def __init__(self, name: str) -> None:
        self.done: list[Concept] = []
        self._name = name
        self._path: list[str] = []
        self._text: list[str] = []
        self.data: Callable[[str], object] = self._text.append
        self._concept: dict[str, str] = {}
        self._language = ""
        self._terms: list[Term] = []
        self._term: dict[str, str] = {}
        self._count = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        local = _local(tag)
        # DCA names the type in an attribute, DCT in the element.
        name = attributes.get("type", local) if local not in _CONCEPTS | _TERMS else local
        if local in _CONCEPTS:
            self._count += 1
            self._concept = {"id": attributes.get("id", "")}
            self._terms = []
        elif local in _LANGUAGES:
            self._language = self._tag(attributes.get(_XML_LANG) or attributes.get("lang", ""))
        elif local in _TERMS:
            self._term = {}
        self._path.append(local if local in _CONCEPTS | _LANGUAGES | _TERMS else name)
        self._text.clear()

    def end(self, tag: str) -> None:
        name = self._path.pop()
        text = _SPACE.sub(" ", "".join(self._text)).strip()
        self._text.clear()
        if name in _CONCEPTS:
            self.done.append(self._finished())
        elif name in _TERMS:
            if self._term.get("term"):
                self._terms.append(_term(self._term, self._language))
        elif text:
            inside_term = any(each in _TERMS for each in self._path)
            known = self._term if inside_term else self._concept
            if name in known and name == "note":
                known[name] += f"\n{text}"
            else:
                known.setdefault(name, text)

    def close(self) -> None:
        """Nothing is left to hand over."""

    def _tag(self, given: str) -> str:
        try:
            return normalize_tag(given)
        except ValueError:
            raise InputError(
                f"'{given}' is no language tag",
                file=self._name,
                place=f"concept {self._count}",
                remedy="a langSec or langSet says its language as xml:lang",
            ) from None

    def _finished(self) -> Concept:
        ours, note = _split(self._concept.get("note", ""))
        return Concept(
            self._concept["id"] or f"c{self._count}",
            tuple(self._terms),
            self._concept.get("subjectField", ""),
            self._concept.get("definition", ""),
            note,
            translate=ours.get("translate") != "no",
        )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _term(known: Mapping[str, str], language: str) -> Term:
    ours, note = _split(known.get("note", ""))
    status = known.get("administrativeStatus", known.get("normativeAuthorization", "")).lower()
    return Term(
        known["term"],
        language,
        _STATUS.get(status, "preferred"),
        known.get("partOfSpeech", ""),
        ours.get("case") == "yes",
        tuple(filter(None, ours.get("not-in", "").split("|"))),
        note,
    )


def _split(note: str) -> tuple[dict[str, str], str]:
    """What our own notes say, and the others."""
    ours: dict[str, str] = {}
    others = []
    for line in note.split("\n"):
        if line.startswith(_OURS):
            key, _, value = line.removeprefix(_OURS).strip().partition(" = ")
            ours[key] = value
        elif line:
            others.append(line)
    return ours, "\n".join(others)


# --- writing ------------------------------------------------------------------------------------


def write(glossary: Glossary, path: Path, style: Style = "dct") -> None:
    """Write a glossary as TBX-Basic, version 3."""
    with atomic_output(path) as out:
        for piece in _pieces(glossary, style):
            out.write(legal(piece, "glossary", None))


def _pieces(glossary: Glossary, style: Style) -> Iterator[str]:
    languages = glossary.languages
    modules = (
        ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"'
        if style == "dct"
        else ""
    )
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx type="TBX-Basic" style="{style}" xml:lang="{languages[0] if languages else "en"}"'
        f' xmlns="urn:iso:std:iso:30042:ed-2"{modules}>\n'
        "  <tbxHeader><fileDesc><sourceDesc>"
        f"<p>{content(glossary.name or 'duilian')}</p>"
        "</sourceDesc></fileDesc></tbxHeader>\n  <text><body>\n"
    )
    taken: set[str] = set()
    for number, concept in enumerate(glossary, start=1):
        yield _concept(concept, _own_id(concept.id, number, taken), style)
    yield "  </body></text>\n</tbx>\n"


def _own_id(wanted: str, number: int, taken: set[str]) -> str:
    """An id that XML allows, and that no other concept has."""
    chosen = wanted if _ID.fullmatch(wanted) else f"c{number}"
    while chosen in taken:
        chosen += "-"
    taken.add(chosen)
    return chosen


def _concept(concept: Concept, id: str, style: Style) -> str:
    lines = [f"    <conceptEntry id={quoted(id)}>"]
    if concept.domain:
        lines.append("      " + _typed("descrip", "min", "subjectField", concept.domain, style))
    if concept.definition:
        lines.append("      " + _typed("descrip", "basic", "definition", concept.definition, style))
    lines += [
        f"      {note}"
        for note in _notes(concept.note, {} if concept.translate else {"translate": "no"})
    ]
    for language in dict.fromkeys(term.language for term in concept.terms):
        lines.append(f"      <langSec xml:lang={quoted(language)}>")
        for term in concept.terms:
            if term.language == language:
                lines += _term_lines(term, style)
        lines.append("      </langSec>")
    lines.append("    </conceptEntry>")
    return "\n".join(lines) + "\n"


def _term_lines(term: Term, style: Style) -> Iterator[str]:
    yield f"        <termSec>\n          <term>{content(term.text)}</term>"
    if term.part_of_speech:
        part = term.part_of_speech if term.part_of_speech in _PARTS else "other"
        yield "          " + _typed("termNote", "min", "partOfSpeech", part, style)
    status = _WRITTEN_STATUS[term.status]
    yield "          " + _typed("termNote", "min", "administrativeStatus", status, style)
    ours = {"case": "yes"} if term.case else {}
    if term.not_in:
        ours["not-in"] = "|".join(term.not_in)
    yield from (f"          {note}" for note in _notes(term.note, ours))
    yield "        </termSec>"


def _typed(element: str, module: str, name: str, text: str, style: Style) -> str:
    if style == "dct":
        return f"<{module}:{name}>{content(text)}</{module}:{name}>"
    return f'<{element} type="{name}">{content(text)}</{element}>'


def _notes(note: str, ours: Mapping[str, str]) -> Iterator[str]:
    for line in filter(None, note.split("\n")):
        yield f"<note>{content(line)}</note>"
    for key, value in ours.items():
        yield f"<note>{_OURS} {key} = {content(value)}</note>"
