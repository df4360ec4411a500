"""``sarif``: the Static Analysis Results Interchange Format 2.1.0, for GitHub's code scanning.

Places are lines of the file, where they are known. GitHub asks for one, so that otherwise it is the
first, and the ``line`` among the properties is null: who wants to know can tell. The unit is a
logical location, and what stands in it is among the properties, with the spans counted in code
points. Fingerprints do not hang on lines, so that an alert that was closed stays closed when the
file grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ..finding import Finding, Place
from ..rules.page import page
from ..rules.rule import Rule
from .json import as_json
from .outcome import Outcome
from .places import fingerprints, repository_path
from .streamed import HOLE, filled
from .visible import one_line

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
# Told by SARIF itself, in other words.
_TOLD = frozenset({"code", "name", "severity", "file", "message", "related", "fingerprint"})


def render(outcome: Outcome) -> Iterator[str]:
    """One run, with a result for each finding."""
    rules = {rule.code: number for number, rule in enumerate(outcome.rules)}
    files = {checked.file: number for number, checked in enumerate(outcome.files)}
    named = zip(outcome.findings, fingerprints(outcome.findings), strict=True)
    results = (_result(found, fingerprint, rules, files) for found, fingerprint in named)
    yield from filled(_frame(outcome), results)
    yield "\n"


def _frame(outcome: Outcome) -> dict[str, Any]:
    root = {"description": {"text": "the folder in which duilian was run"}}
    run = {
        "tool": {
            "driver": {
                "name": "duilian",
                "version": outcome.version,
                "rules": [_rule(rule) for rule in outcome.rules],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not outcome.failed,
                "toolExecutionNotifications": [
                    {"level": level, "message": {"text": line}}
                    for level, lines in (("error", outcome.failed), ("note", outcome.notes))
                    for line in lines
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: root},
        "artifacts": [{"location": _location(checked.file)} for checked in outcome.files],
        "properties": {
            "units": outcome.units,
            "suppressed": outcome.suppressed,
            "known": outcome.known,
            "old": outcome.old,
        },
        "results": HOLE,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(rule.explanation.split())},
        "help": {"text": rule.explanation.strip(), "markdown": page(rule)},
        "defaultConfiguration": {"level": rule.severity.value, "enabled": rule.default},
        "properties": {"tags": [rule.family, rule.mqm]},
    }


def _result(
    found: Finding, fingerprint: str, rules: Mapping[str, int], files: Mapping[str, int]
) -> dict[str, Any]:
    told = {name: value for name, value in as_json(found).items() if name not in _TOLD}
    result: dict[str, Any] = {"ruleId": found.code}
    if found.code in rules:
        result["ruleIndex"] = rules[found.code]
    result |= {
        "level": found.severity.value,
        "message": {"text": one_line(found.message)},
        "locations": [_place(found, files)],
        "partialFingerprints": {"duilian/v1": fingerprint, "primaryLocationLineHash": fingerprint},
    }
    if found.related:
        result["relatedLocations"] = [
            _related(number, place, found, files)
            for number, place in enumerate(found.related, start=1)
        ]
    if found.confidence is not None:
        result["rank"] = round(100 * found.confidence, 1)
    return {**result, "properties": told}


def _place(found: Finding, files: Mapping[str, int]) -> dict[str, Any]:
    unit = {"fullyQualifiedName": f"{found.file}:{found.unit}", "kind": "unit"}
    return {
        "physicalLocation": {
            "artifactLocation": _location(found.file, files),
            "region": {"startLine": found.line or 1},
        },
        "logicalLocations": [{"name": found.unit_id or str(found.unit), **unit}],
    }


def _related(number: int, place: Place, found: Finding, files: Mapping[str, int]) -> dict[str, Any]:
    file = place.file or found.file
    unit = {"fullyQualifiedName": f"{file}:{place.unit}", "kind": "unit"}
    return {
        "id": number,
        "message": {"text": one_line(place.text)},
        "physicalLocation": {"artifactLocation": _location(file, files)},
        "logicalLocations": [{"name": str(place.unit), **unit}],
    }


def _location(file: str, files: Mapping[str, int] | None = None) -> dict[str, Any]:
    path = repository_path(file)
    if path.startswith("/"):
        where: dict[str, Any] = {"uri": "file://" + quote(path, errors="surrogatepass")}
    else:
        where = {"uri": quote(path, errors="surrogatepass"), "uriBaseId": _ROOT}
    if files and file in files:
        where["index"] = files[file]
    return where
