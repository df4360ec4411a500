"""Statistics: counts that can be checked by hand, and the same as counting in memory."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from duilian.corpus.info import describe, words_of
from duilian.corpus.model import Bitext, Unit
from duilian.corpus.tm import stats
from duilian.corpus.tm.stats import OTHERS, Dates, Repeats, Statistics, as_json, measure, show

from .samples import few_units

UNITS = (
    Unit("门在左边", "On the left", probability=1.0),
    Unit("门在左边 ", "On the left", probability=0.95, attributes=(("creationid", "li"),)),
    Unit(
        "门在左边",
        "left",
        attributes=(
            ("creationdate", "20200101T000000Z"),
            ("changedate", "20210501T000000Z"),
            ("creationid", "li"),
            ("changeid", "wang"),
        ),
    ),
    Unit(
        "窗",
        "left",
        properties=(("x-domain", "home"),),
        attributes=(("creationdate", "20190304"),),
    ),
    Unit("顶", "", probability=0.0),
)


def told(*units: Unit, vocabulary: bool = False) -> Statistics:
    return measure(Bitext("zh", "en", iter(units)), name="m.tmx", vocabulary=vocabulary)


def test_counts() -> None:
    found = told(*UNITS, vocabulary=True)
    assert found.info.units == 5
    assert found.repeats == Repeats(sources=2, targets=2, pairs=3, repeated=1, conflicting=1)
    assert found.nulls == 1
    assert found.histogram == (1, 0, 0, 0, 0, 0, 0, 0, 0, 2)
    years = (("2019", 1), ("2021", 1))
    assert found.dates == Dates(2, "20190304000000", "20210501000000", years)
    assert found.creators == (("li", 2),)
    assert found.changers == (("wang", 1),)
    assert found.properties == (("x-domain", 1),)
    assert found.vocabulary == (6, 3)


def test_nothing_to_tell() -> None:
    found = told()
    assert (found.nulls, found.dates, found.vocabulary) == (0, None, None)
    assert found.repeats == Repeats(0, 0, 0, 0, 0)
    lines = list(show(found))
    assert lines[0] == "m.tmx"
    assert lines[-4:] == [
        "dates             not stated",
        "creators          not stated",
        "changers          not stated",
        "properties        not stated",
    ]


def test_shown_and_as_json() -> None:
    found = told(*UNITS, vocabulary=True)
    assert list(show(found))[10:] == [
        "null units        1",
        "different         3 pairs, 2 sources, 2 targets",
        "repeated          1 × same pair as an earlier unit",
        "conflicts         1 × one source with several targets",
        "vocabulary        6 → 3 different words",
        "histogram         0.0 to 0.1           1 ███████████████",
        *(f"                  {n / 10:.1f} to {(n + 1) / 10:.1f}           0" for n in range(1, 9)),
        "                  0.9 to 1.0           2 ██████████████████████████████",
        "dates             2019-03-04 to 2021-05-01; 3 without",
        "years             2019: 1, 2021: 1",
        "creators          li: 2",
        "changers          wang: 1",
        "properties        x-domain: 1",
    ]
    record = json.loads(json.dumps(as_json(found)))
    assert record["units"] == 5
    assert record["repeats"]["conflicting"] == 1
    assert record["dates"]["years"] == {"2019": 1, "2021": 1}
    assert record["creators"] == {"li": 2}
    assert record["vocabulary"] == [6, 3]


def test_names_without_end_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stats, "_MOST_NAMES", 2)
    units = [Unit("", "", properties=((name, ""),)) for name in "abcdcb"]
    assert told(*units).properties == ((OTHERS, 3), ("b", 2), ("a", 1))


@given(few_units)
def test_it_is_what_memory_would_tell(units: list[Unit]) -> None:
    found = told(*units, vocabulary=True)
    pairs = [(u.source.strip(), u.target.strip()) for u in units if not u.is_null]
    targets = {source: {t for s, t in pairs if s == source} for source, _ in pairs}
    assert found.repeats == Repeats(
        len(targets),
        len({target for _, target in pairs}),
        len(set(pairs)),
        len(pairs) - len(set(pairs)),
        sum(len(each) > 1 for each in targets.values()),
    )
    assert found.nulls == sum(unit.is_null for unit in units)
    assert found.vocabulary == tuple(
        len({word for text in texts for word in words_of(text.casefold())})
        for texts in ([u.source for u in units], [u.target for u in units])
    )
    # And of what `duilian info` tells, all but what it holds in memory.
    whole = describe(Bitext("zh", "en", units), name="m.tmx")
    assert found.info.kinds == whole.kinds
    assert found.info.source == whole.source
    assert [each for each in whole.oddities if "earlier" not in each.name] == list(
        found.info.oddities
    )


def test_words_are_counted_on_disk_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stats, "_HELD_WORDS", 3)
    units = [Unit(f"w{number % 50}", f"v{number % 7} V1") for number in range(200)]
    assert told(*units, vocabulary=True).vocabulary == (50, 7)
