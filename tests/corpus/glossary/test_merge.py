"""Several glossaries made one: what is joined, what is kept, what is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.glossary import Concept, Glossary, Status, Term
from duilian.corpus.glossary.merge import By, merge


def concept(id: str, zh: str, *en: str, status: Status = "preferred", note: str = "") -> Concept:
    return Concept(id, (Term(zh, "zh"), *(Term(text, "en", status) for text in en)), note=note)


def joined(*concepts: Concept, by: By = "terms") -> list[tuple[str, list[str]]]:
    """The ids and terms of concepts that were each a glossary of their own."""
    made = merge([Glossary((each,)) for each in concepts], by)
    return [(each.id, [term.text for term in each.terms]) for each in made.glossary]


@pytest.mark.parametrize(
    ("concepts", "wanted"),
    [
        pytest.param(
            [concept("a", "渡船", "ferry"), concept("b", "渡船", "ferry", "boat")],
            [("a", ["渡船", "ferry", "boat"])],
            id="a term in each language",
        ),
        pytest.param(
            [concept("a", "渡船", "ferry"), concept("b", "渡船", "boat")],
            [("a", ["渡船", "ferry"]), ("b", ["渡船", "boat"])],
            id="one shared term is not enough",
        ),
        pytest.param(
            [concept("a", "渡船", "Ferry  boat"), concept("b", "渡船", "ferry boat")],
            [("a", ["渡船", "Ferry  boat"])],
            id="capitals and blanks",
        ),
        pytest.param(
            [concept("a", "碼頭", "pier"), concept("b", "码头", "pier")],
            [("a", ["碼頭", "pier"])],
            id="traditional characters",
        ),
        pytest.param(
            [
                concept("a", "渡船", "ferry"),
                concept("b", "渡轮", "ferryboat"),
                Concept("c", (Term("渡船", "zh"), Term("渡轮", "zh"), Term("ferry", "en"),
                              Term("ferryboat", "en"))),
            ],
            [("a", ["渡船", "ferry", "渡轮", "ferryboat"])],
            id="sameness is passed on",
        ),
        pytest.param(
            [concept("1", "门", "door"), concept("1", "窗", "window")],
            [("1", ["门", "door"]), ("1-2", ["窗", "window"])],
            id="an id is given once",
        ),
        pytest.param(
            [Concept("a", (Term("澜江牌", "zh"),), translate=False),
             Concept("b", (Term("澜江牌", "zh-Hant"),), translate=False)],
            [("a", ["澜江牌"])],
            id="what is not translated",
        ),
        pytest.param(
            [concept("a", "渡船", "boat", status="forbidden"), concept("b", "渡船", "boat")],
            [("a", ["渡船", "boat"]), ("b", ["渡船", "boat"])],
            id="what is forbidden does not join",
        ),
    ],
)  # fmt: skip
def test_what_is_joined(concepts: list[Concept], wanted: list[tuple[str, list[str]]]) -> None:
    assert joined(*concepts) == wanted


def test_by_id() -> None:
    found = joined(concept("1", "门", "door"), concept("1", "门口", "doorway"), by="id")
    assert found == [("1", ["门", "door", "门口", "doorway"])]


def test_conflicts_are_told_and_the_first_is_kept() -> None:
    one = Concept(
        "a",
        (Term("渡船", "zh"), Term("ferry", "en"), Term("boat", "en", "forbidden")),
        domain="harbour",
        note="ours",
    )
    other = Concept(
        "b",
        (Term("渡船", "zh", not_in=("渡船公司",)), Term("ferry", "en", case=True),
         Term("boat", "en", "allowed")),
        domain="river",
        definition="it crosses",
        note="theirs",
    )  # fmt: skip
    made = merge([Glossary((one,)), Glossary((other,))])
    [found] = made.glossary
    assert (found.domain, found.definition, found.note) == ("harbour", "it crosses", "ours\ntheirs")
    ferry = {term.text: term for term in found.terms}
    assert ferry["boat"].status == "forbidden"
    assert ferry["ferry"].case
    assert ferry["渡船"].not_in == ("渡船公司",)
    assert made.joined == 1
    assert [str(each) for each in made.conflicts] == [
        "'boat': status is 'forbidden', not 'allowed'",
        "concept a: domain is 'harbour', not 'river'",
    ]


def test_a_concept_that_contradicts_itself_stays_as_it_is() -> None:
    odd = Concept("a", (Term("门", "zh"), Term("door", "en"), Term("Door", "en", "forbidden")))
    [found] = merge([Glossary((odd,)), Glossary((concept("b", "门", "door"),))]).glossary
    assert found.terms == odd.terms


concepts = st.builds(
    concept,
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["门", "窗", "门窗"]),
    st.sampled_from(["door", "window", "gate"]),
)


@given(st.lists(st.lists(concepts, max_size=4), max_size=3), st.sampled_from(["terms", "id"]))
def test_nothing_is_lost_and_nothing_left_to_join(found: list[list[Concept]], by: By) -> None:
    glossaries = [Glossary(tuple(each)) for each in found]
    made = merge(glossaries, by)
    wanted = {(term.text, term.language) for each in found for one in each for term in one.terms}
    assert {(t.text, t.language) for each in made.glossary for t in each.terms} == wanted
    assert len({each.id for each in made.glossary}) == len(made.glossary)
    again = merge([made.glossary], by)
    assert again.glossary.concepts == made.glossary.concepts
    assert (again.joined, again.conflicts) == (0, ())
    assert made.joined == sum(map(len, glossaries)) - len(made.glossary)
