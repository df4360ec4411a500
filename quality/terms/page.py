"""The drift of a scope as the outcome of a run, for the page that ``check`` makes (html).

What is said of a drift is what CON101 says of it, so that there is one wording and one page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ...corpus.model import Unit
from ..checker import Checked, Chosen, finding, place_in_file
from ..finding import Finding
from ..passage import Passage
from ..report.outcome import Outcome
from ..rules import rule
from ..rules.con101_term_drift import drift_flaw
from .model import Drift
from .scope import Scope


def drift_outcome(drifts: Iterable[Drift], scope: Scope) -> Outcome:
    """What drifts, as findings in the files of a scope."""
    con101 = rule("CON101")
    chosen = Chosen(con101, con101.setup(), con101.severity)
    passages = [
        Passage(Unit(*pair, origin.id), origin.unit, origin.file, *scope.languages)
        for pair, origin in zip(scope.pairs, scope.origins, strict=True)
    ]
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for drift in drifts:
        passage, flaw = drift_flaw(drift, passages)
        found[passage.file].append(finding(chosen, passage, flaw))
    last = {passage.file: passage.number for passage in passages}
    files = tuple(
        Checked(file, *scope.languages, units, tuple(sorted(found[file], key=place_in_file)))
        for file, units in last.items()
    )
    return Outcome(files, rules=(con101,))
