"""Units for the tests of upkeep: few texts, so that many units are the same."""

from __future__ import annotations

from hypothesis import strategies as st

from duilian.corpus.model import Unit

_dates = st.sampled_from(
    [
        (),
        (("creationdate", "20200101T000000Z"),),
        (("changedate", "20210101T000000Z"), ("changeid", "li")),
        (("changedate", "no date"),),
    ]
)
_properties = st.sampled_from([(), (("x-domain", "家"),), (("x-domain", "a/b"), ("x-more", ""))])

few_units = st.lists(
    st.builds(
        Unit,
        source=st.sampled_from(["", "门", "门。", "窗", "A", "a"]),
        target=st.sampled_from(["", "door", "Door", "window"]),
        id=st.sampled_from(["", "1", "2", "10", "a2b"]),
        probability=st.sampled_from([None, 0.0, 0.5, 0.9871, 1.0]),
        attributes=_dates,
        properties=_properties,
    ),
    max_size=30,
)
