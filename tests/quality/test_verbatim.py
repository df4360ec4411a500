"""What is no prose is found, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.quality.verbatim import blanked, verbatims


def found(text: str) -> list[tuple[str, str]]:
    """Kind and text of each piece."""
    return [(each.kind, each.text) for each in verbatims(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, {name}!", [("placeholder", "{name}")]),
        ("%s of %d", [("placeholder", "%s"), ("placeholder", "%d")]),
        ("共%1$s个，%(n)d只", [("placeholder", "%1$s"), ("placeholder", "%(n)d")]),
        ("${total} and {{ user }}", [("placeholder", "${total}"), ("placeholder", "{{ user }}")]),
        ("{% if tide %}", [("placeholder", "{% if tide %}")]),
        ("%PATH% #ORDER_ID#", [("placeholder", "%PATH%"), ("placeholder", "#ORDER_ID#")]),
        ("{price:.2f}", [("placeholder", "{price:.2f}")]),
        ("Save 20% on sails", []),
        ("100%sure", []),
        ("a 5% discount", []),
        ("<b>Tide</b><br/>", [("tag", "<b>"), ("tag", "</b>"), ("tag", "<br/>")]),
        ("<0>Tide</0>", [("tag", "<0>"), ("tag", "</0>")]),
        ('<a href="x" download>', [("tag", '<a href="x" download>')]),
        ("3 < 5 and 7 > 2", []),
        ("Tide &amp; Shore &#39;", [("entity", "&amp;"), ("entity", "&#39;")]),
        ("R&D; it works", []),
        ("见https://tide.example/a，谢谢", [("url", "https://tide.example/a")]),
        ("(see www.tide.example/b_(c)).", [("url", "www.tide.example/b_(c)")]),
        ("Write to pier@tide.example.", [("email", "pier@tide.example")]),
        ("Run `make test` now", [("code", "`make test`")]),
        ("Call open() with --force", [("code", "open()"), ("code", "--force")]),
        ("set max_depth", [("code", "max_depth")]),
        ("in /etc/tides/a.conf or C:\\Temp", [("code", "/etc/tides/a.conf"), ("code", "C:\\Temp")]),
        ("open setup.exe", [("code", "setup.exe")]),
        ("and/or, 24/7, km/h, 男/女", []),
        ("The end. Go on", []),
    ],
)
def test_examples(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("{n, plural, one {# boat} other {# boats}}", "{n,plural}"),
        ("{n, plural, =0 {no {thing}} other {{n} boats}}", "{n,plural}"),
        ("{who, select, her {she} other {they}}", "{who,select:her,other}"),
        ("{n, plural, other {never closed", "{n,plural}"),
    ],
)
def test_icu_messages_are_one_piece(message: str, key: str) -> None:
    (piece,) = verbatims(message)
    assert (piece.kind, piece.text, piece.key) == ("placeholder", message, key)


AWKWARD = st.text(st.sampled_from("ab1_ .,/\\:{}%<>&;`@#$()-\n中，"), max_size=40)


@given(AWKWARD)
def test_pieces_stand_where_they_say_and_apart(text: str) -> None:
    pieces = verbatims(text)
    end = 0
    for piece in pieces:
        assert end <= piece.span.start < piece.span.end <= len(text)
        assert text[piece.span.start : piece.span.end] == piece.text
        end = piece.span.end
    assert len(blanked(text, pieces)) == len(text)
