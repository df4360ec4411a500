"""Glossaries in TOML: the form that is written by hand and kept in git.

::

    [[concept]]
    id = "growth-pole"
    domain = "economy"
    terms.zh = "增长极"
    terms.en = ["growth pole", { term = "growth engine", status = "forbidden" }]

A term is a text, or a table with ``term`` and whatever else there is to say of it: ``status``
(preferred, allowed, forbidden), ``part-of-speech``, ``case``, ``not-in``, ``note``. The first term
of a language is preferred and the others are allowed, unless they say.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..formats import atomic_output, read_text
from ..text.script import normalize_tag
from .model import STATUSES, Concept, Glossary, Term

_CONCEPT = {"id", "domain", "definition", "note", "translate", "terms"}
_TERM = {"term", "status", "part-of-speech", "case", "not-in", "note"}


def read(path: Path, encoding: str | None = None) -> Glossary:
    """The glossary in a file. Raises InputError, with the concept, for what means nothing."""
    try:
        table = tomllib.loads(read_text(path, encoding))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"this is no TOML: {error}", file=str(path)) from None
    entries = table.get("concept", [])
    if set(table) - {"concept"} or not isinstance(entries, list):
        raise InputError("only [[concept]] was expected", file=str(path))
    concepts = tuple(_concept(entry, number, path) for number, entry in enumerate(entries, start=1))
    return Glossary(concepts, path.name)


def _concept(entry: Any, number: int, path: Path) -> Concept:
    place = f"concept {number}"
    _known(entry, _CONCEPT, place, path)
    terms = entry.get("terms", {})
    if not isinstance(terms, dict) or not terms:
        raise _wrong('terms are missing, such as terms.zh = "增长极"', place, path)
    found: list[Term] = []
    for tag, given in terms.items():
        try:
            language = normalize_tag(tag)
        except ValueError as error:
            raise _wrong(str(error), place, path) from None
        listed = given if isinstance(given, list) else [given]
        found += [_term(each, language, not at, place, path) for at, each in enumerate(listed)]
    translate = entry.get("translate", True)
    if not isinstance(translate, bool):
        raise _wrong("translate is true or false", place, path)
    texts = {
        key: _text(entry.get(key, ""), key, place, path)
        for key in _CONCEPT - {"terms", "translate"}
    }
    return Concept(
        texts["id"] or f"c{number}",
        tuple(found),
        texts["domain"],
        texts["definition"],
        texts["note"],
        translate,
    )


def _term(given: Any, language: str, first: bool, place: str, path: Path) -> Term:
    if isinstance(given, str):
        given = {"term": given}
    _known(given, _TERM, place, path)
    status = given.get("status", "preferred" if first else "allowed")
    if status not in STATUSES:
        raise _wrong(f"{status!r} is no status ({', '.join(STATUSES)})", place, path)
    not_in = given.get("not-in", [])
    if not isinstance(not_in, list) or not all(isinstance(each, str) for each in not_in):
        raise _wrong("not-in is a list of texts", place, path)
    case = given.get("case", False)
    if not isinstance(case, bool):
        raise _wrong("case is true or false", place, path)
    text = _text(given.get("term", ""), "term", place, path).strip()
    if not text:
        raise _wrong("a term is empty", place, path)
    return Term(
        text,
        language,
        status,
        _text(given.get("part-of-speech", ""), "part-of-speech", place, path),
        case,
        tuple(not_in),
        _text(given.get("note", ""), "note", place, path),
    )


def _text(value: Any, key: str, place: str, path: Path) -> str:
    if not isinstance(value, str):
        raise _wrong(f"{key} is a text", place, path)
    return value


def _known(entry: Any, keys: set[str], place: str, path: Path) -> None:
    if not isinstance(entry, dict):
        raise _wrong("a table was expected", place, path)
    for key in entry:
        if key not in keys:
            raise _wrong(f"unknown key '{key}' (known are {', '.join(sorted(keys))})", place, path)


def _wrong(problem: str, place: str, path: Path) -> InputError:
    return InputError(problem, file=str(path), place=place)


def write(glossary: Glossary, path: Path) -> None:
    """Write a glossary."""
    with atomic_output(path) as out:
        out.write("\n".join(_lines(glossary)))


def _lines(glossary: Glossary) -> Iterator[str]:
    for concept in glossary:
        yield f"[[concept]]\nid = {quoted(concept.id)}"
        for key in ("domain", "definition", "note"):
            if value := getattr(concept, key):
                yield f"{key} = {quoted(value)}"
        if not concept.translate:
            yield "translate = false"
        for language in dict.fromkeys(term.language for term in concept.terms):
            terms = [term for term in concept.terms if term.language == language]
            written = [_written(term, not at) for at, term in enumerate(terms)]
            listed = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
            yield f"terms.{language} = {listed}"
        yield ""


def _written(term: Term, first: bool) -> str:
    more = []
    if term.status != ("preferred" if first else "allowed"):
        more.append(f"status = {quoted(term.status)}")
    if term.part_of_speech:
        more.append(f"part-of-speech = {quoted(term.part_of_speech)}")
    if term.case:
        more.append("case = true")
    if term.not_in:
        more.append(f"not-in = [{', '.join(map(quoted, term.not_in))}]")
    if term.note:
        more.append(f"note = {quoted(term.note)}")
    text = quoted(term.text)
    return f"{{ term = {text}, {', '.join(more)} }}" if more else text


def quoted(text: str) -> str:
    """A basic string of TOML; JSON's escapes are TOML's, save for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
