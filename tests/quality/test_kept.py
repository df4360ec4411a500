"""Values as bytes and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.model import Span
from duilian.quality.checker import Checked
from duilian.quality.finding import Finding, Fix, Place, Severity
from duilian.quality.kept import as_bytes, from_bytes

texts = st.text(st.characters(), max_size=20)  # halves of characters too
counts = st.integers(0, 1 << 40)
spans = st.none() | st.builds(Span, counts, counts)
findings = st.builds(
    Finding,
    **dict.fromkeys(("code", "name", "file", "message", "source", "target", "help"), texts),
    **dict.fromkeys(("source_language", "target_language", "unit_id"), texts),
    severity=st.sampled_from(Severity),
    unit=counts,
    source_span=spans,
    target_span=spans,
    line=st.none() | counts,
    fixes=st.lists(
        st.builds(
            Fix, st.sampled_from(["source", "target"]), st.builds(Span, counts, counts), texts
        )
    ).map(tuple),
    related=st.lists(st.builds(Place, counts, texts, texts)).map(tuple),
    confidence=st.none() | st.floats(0, 1),
)


@given(st.lists(findings, max_size=3).map(tuple), st.frozensets(counts))
def test_what_is_written_is_read_the_same(
    found: tuple[Finding, ...], misaligned: frozenset[int]
) -> None:
    checked = Checked("a.tsv", "zh", "en", len(found), found, misaligned)
    again = from_bytes(Checked, as_bytes(checked))
    assert again == checked
    assert again is not None
    assert as_bytes(again) == as_bytes(checked)


@pytest.mark.parametrize(
    "data", [None, b"", b"{", b"null", b"[]", b"[1,2,3]", b'["a",1]', b"\xff", b"[" * 100_000]
)
def test_what_was_never_written(data: bytes | None) -> None:
    assert from_bytes(Span, data) is None
    assert from_bytes(Place, data) is None
    assert from_bytes(Fix, b'["nowhere",[1,2],"x"]') is None
