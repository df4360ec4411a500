"""How to check: which rules, how grave they are, their options, what makes a run fail.

Settings are written in ``duilian.toml`` (table ``check``) or in ``pyproject.toml`` (table
``tool.duilian.check``); the nearest file above what is checked counts, and it alone. What the
command line says goes before what the file says. Nobody's typing error is passed over: a key that
means nothing is an error, with the nearest that means something.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from ..corpus.errors import InputError, UsageError
from .checker import Chosen
from .finding import Severity
from .rules import FAMILIES, RULES, named, rule
from .rules.rule import OptionValue, Rule

FILE, PROJECT = "duilian.toml", "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to check.

    Names of rules are codes, names, families or ALL (:func:`duilian.quality.rules.named`).
    ``select`` empty means the rules that are on by default. ``per_file_ignores`` pairs a pattern of
    file names with the names of rules to leave out there. ``fail_on`` is the least severity
    that makes a run fail. ``cache`` is the folder of a cache, None for none. Paths are relative to
    ``folder``, where the settings were found.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, OptionValue]] = field(default_factory=dict)
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.warning
    baseline: Path | None = None
    suppressions: Path | None = None
    glossaries: tuple[Path, ...] = ()
    cache: Path | None = None
    source_language: str | None = None
    target_language: str | None = None
    folder: Path = Path()
    origin: str = ""

    def rules_for(self, file: str) -> tuple[Chosen, ...]:
        """The rules to run on a file, set up, in the order of their codes.

        Where one name switches a rule on and another switches it off, the more exact name
        counts; of names that are as exact as each other, the one that switches off.
        """
        off = [
            name
            for pattern, names in self.per_file_ignores
            if matches(file, pattern, self.folder)
            for name in names
        ]
        on = [*self.select, *self.extend_select]
        exact = {
            each.code: (_exactness(each, on), _exactness(each, [*self.ignore, *off]))
            for each in RULES
        }
        return tuple(
            Chosen(
                each,
                each.setup(self.options.get(each.code), tuple(map(str, self.glossaries))),
                self.severity.get(each.code, each.severity),
            )
            for each in RULES
            if _is_on(each, *exact[each.code], by_default=not self.select)
        )

    def leaves_out(self, file: Path) -> bool:
        """Whether a file found in a folder is not to be checked."""
        return any(matches(str(file), pattern, self.folder) for pattern in self.exclude)

    def with_more(
        self, *, extend_select: Sequence[str] = (), ignore: Sequence[str] = (), **given: Any
    ) -> Settings:
        """These settings and what the command line says besides; None leaves a setting as it is."""
        known = {name: value for name, value in given.items() if value is not None}
        if "fail_on" in known:
            known["fail_on"] = Severity(known["fail_on"])
        settings = replace(
            self,
            extend_select=(*self.extend_select, *extend_select),
            ignore=(*self.ignore, *ignore),
            **known,
        )
        _check_names(settings)
        return settings

    def without_baseline(self) -> Settings:
        """These settings, with nothing that is put up with."""
        return replace(self, baseline=None)


def _is_on(each: Rule, on: int, off: int, *, by_default: bool) -> bool:
    if on < 0:
        return by_default and each.default and off < 0
    return on > off


def _exactness(each: Rule, names: Iterable[str]) -> int:
    """How exactly the most exact of the names means a rule; -1 if none does."""
    found = (named(name) for name in names)
    return max((exactness for codes, exactness in found if each.code in codes), default=-1)


def matches(file: str, pattern: str, folder: Path) -> bool:
    """Whether a file is meant by a pattern: its name, or its path as seen from the folder."""
    path = Path(file)
    try:
        inside = path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        inside = path.as_posix()
    return (
        fnmatchcase(path.name, pattern)
        or fnmatchcase(inside, pattern)
        or (pattern.endswith("/") and PurePosixPath(inside).is_relative_to(pattern.rstrip("/")))
    )


# --- where settings are found -------------------------------------------------------------------


def nearest(start: Path) -> Settings:
    """The settings of the nearest file above a path, or what is so if nobody says otherwise.

    Raises InputError for a file that is no TOML, or holds what means nothing.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return read_settings(folder / FILE)
        if (folder / PROJECT).is_file():
            table = _table(folder / PROJECT)
            if table is not None:
                return _settings(table, folder / PROJECT)
    return Settings()


def read_settings(file: Path) -> Settings:
    """The settings in a file. Raises InputError as :func:`nearest` does."""
    return _settings(_table(file) or {}, file)


def _table(file: Path) -> dict[str, Any] | None:
    """Our part of a file; None if a pyproject.toml says nothing of us."""
    try:
        with file.open("rb") as stream:
            whole = tomllib.load(stream)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"this is no TOML: {error}", file=str(file)) from None
    except UnicodeDecodeError:
        raise InputError("this is no TOML: it is not in UTF-8", file=str(file)) from None
    if file.name == PROJECT:
        ours = whole.get("tool", {}).get("duilian")
        if ours is None:
            return None
        whole = ours
    table: dict[str, Any] = _expect(whole, dict, "the settings", file)
    return table


_KEYS = (
    *("select", "extend-select", "ignore", "severity", "rules", "per-file-ignores", "exclude"),
    *("fail-on", "baseline", "suppressions", "glossary", "source-language", "target-language"),
    "cache-dir",
)


def _settings(table: dict[str, Any], file: Path) -> Settings:
    _known(table, ("check",), "", file)
    check = _expect(table.get("check", {}), dict, "check", file)
    _known(check, _KEYS, "check.", file)
    folder = file.parent

    def names(key: str) -> tuple[str, ...]:
        given = check.get(key, [])
        # Of glossaries there is seldom more than one.
        given = [given] if key == "glossary" and isinstance(given, str) else given
        return _names(given, f"check.{key}", file)

    def text(key: str) -> str | None:
        return _expect(check[key], str, f"check.{key}", file) if key in check else None

    def path(key: str) -> Path | None:
        return folder / _expect(check[key], str, f"check.{key}", file) if key in check else None

    settings = Settings(
        select=names("select"),
        extend_select=names("extend-select"),
        ignore=names("ignore"),
        exclude=names("exclude"),
        source_language=text("source-language"),
        target_language=text("target-language"),
        baseline=path("baseline"),
        suppressions=path("suppressions"),
        cache=path("cache-dir"),
        glossaries=tuple(folder / name for name in names("glossary")),
        severity=_severities(check.get("severity", {}), file),
        options=_options(check.get("rules", {}), file),
        per_file_ignores=tuple(
            (pattern, _names(names, f"check.per-file-ignores.{pattern}", file))
            for pattern, names in _expect(
                check.get("per-file-ignores", {}), dict, "check.per-file-ignores", file
            ).items()
        ),
        fail_on=_severity(check.get("fail-on", Severity.warning.value), "check.fail-on", file),
        folder=folder,
        origin=str(file),
    )
    try:
        _check_names(settings)
    except UsageError as error:
        raise InputError(error.problem, file=str(file), remedy=error.remedy) from None
    return settings


def _check_names(settings: Settings) -> None:
    """Raise UsageError for a name that stands for no rule."""
    everywhere = [name for _, names in settings.per_file_ignores for name in names]
    for name in (*settings.select, *settings.extend_select, *settings.ignore, *everywhere):
        named(name)


def _severities(given: Any, file: Path) -> dict[str, Severity]:
    """Severities by code. A family's stand for all its rules, unless one has its own."""
    table = _expect(given, dict, "check.severity", file)
    exact: dict[str, tuple[int, Severity]] = {}
    for name, value in table.items():
        severity = _severity(value, f"check.severity.{name}", file)
        try:
            codes, exactness = named(name)
        except UsageError as error:
            raise InputError(
                error.problem, file=str(file), place="check.severity", remedy=error.remedy
            ) from None
        for code in codes:
            if code not in exact or exact[code][0] <= exactness:
                exact[code] = exactness, severity
    return {code: severity for code, (_, severity) in exact.items()}


def _severity(value: Any, place: str, file: Path) -> Severity:
    known = [each.value for each in Severity]
    if value not in known:
        raise InputError(
            f"{value!r} is no severity",
            file=str(file),
            place=place,
            remedy=f"the severities are {', '.join(known)}",
        )
    return Severity(value)


def _options(given: Any, file: Path) -> dict[str, dict[str, OptionValue]]:
    options: dict[str, dict[str, OptionValue]] = {}
    for name, table in _expect(given, dict, "check.rules", file).items():
        place = f"check.rules.{name}"
        try:
            found = rule(name)
        except UsageError as error:
            raise InputError(
                error.problem, file=str(file), place="check.rules", remedy=error.remedy
            ) from None
        defaults = {option.name: option.default for option in found.options}
        _known(_expect(table, dict, place, file), tuple(defaults), f"{place}.", file)
        options[found.code] = {
            key: _option(value, defaults[key], f"{place}.{key}", file)
            for key, value in table.items()
        }
    return options


def _option(value: Any, default: OptionValue, place: str, file: Path) -> OptionValue:
    """A value of the kind that the option's default is of."""
    if isinstance(default, tuple):
        return _names(value, place, file)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    found: OptionValue = _expect(value, type(default), place, file)
    return found


def _names(value: Any, place: str, file: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise InputError("a list of texts was expected", file=str(file), place=place)
    return tuple(value)


_KINDS: dict[type, str] = {
    str: "a text",
    dict: "a table",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


def _expect(value: Any, kind: type, place: str, file: Path) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise InputError(f"{_KINDS[kind]} was expected", file=str(file), place=place)
    return value


def _known(table: Mapping[str, Any], keys: Sequence[str], prefix: str, file: Path) -> None:
    for key in table:
        if key not in keys:
            near = get_close_matches(key, keys, 1)
            known = f"the keys here are {', '.join(keys)}" if keys else "no keys are known here"
            raise InputError(
                f"unknown key '{prefix}{key}'",
                file=str(file),
                remedy=f"did you mean {prefix}{near[0]}?" if near else known,
            )


def shown(settings: Settings) -> dict[str, Any]:
    """The settings as a value that can be written as JSON, for ``--show-settings``."""
    values: dict[str, Any] = {}
    for each in fields(Settings):
        value = getattr(settings, each.name)
        if isinstance(value, Path):
            value = str(value)
        elif each.name == "glossaries":
            value = [str(file) for file in value]
        values[each.name.replace("_", "-")] = value
    values["rules"] = [chosen.rule.code for chosen in settings.rules_for("")]
    values["families"] = FAMILIES
    return values
