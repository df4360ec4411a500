"""Punctuation that translators keep: questions, exclamations, and who is speaking.

On a bird's-eye level: a question mostly stays a question and a quotation a quotation, so the
marks of the two sides should agree. Quotation marks say more than that. Read one after the
other they tell at each boundary between sentences whether somebody is *speaking* there; in a
dialogue, a boundary inside a speech on one side and outside on the other is rarely right, and
that is what decides to which of two beads a short reply belongs. The marks are those of any
language: “ ” and ‘ ’, 「 」 and 『 』, « », „ “, and straight ones, which are told apart by
what stands beside them, as is an apostrophe. What closes in German („so“, »so«) opens
elsewhere, so the document as a whole is asked which way it writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from ..corpus.model import as_slice

Totals = npt.NDArray[np.float64]
"""Running totals: entry i is the sum over the first i sentences; shape (n + 1,)."""
Flags = npt.NDArray[np.bool_]

_QUESTION = re.compile(r"[?？؟]")
_EXCLAMATION = re.compile(r"[!！]")
_OPENING = re.compile("[“「『«„《]")
_CLOSING = re.compile("[”」』»》]")
_STRAIGHT = re.compile('"')

_PARTNER = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "„": "”"}
_QUOTE = re.compile("[“”‘’「」『』«»„\"']")
_LOW = str.maketrans("“‘", "”’")
_TURNED = str.maketrans("«»", "»«")
_INWARD = re.compile(r"(?<!\S)»\w")
_OUTWARD = re.compile(r"(?<!\S)«")
_LONGEST_SPEECH = 40
"""Sentences after which a quotation that nobody closed is taken to be over."""
_CLOSERS = "”’」』»\"')）】]"
_STOP = re.compile(
    # The end of a Chinese sentence, of a question or an exclamation, or a trailing off.
    r"[。！？!?]+|…+(?=[\s”’」』])"
    # A full stop behind a word, not an initial, an abbreviation or a decimal point.
    r"|(?<=[^\sA-Z.]{2})\.(?=[\"”’']*\s+[\"“‘(']*[A-ZÀ-Þ0-9])"
)
_ENDING = _CLOSERS + ".。!！?？…"
_WEAK = tuple(",;:，；：、—–-")
_EXCLAIMING = "!！"
_ASKING = tuple("?？؟")


@dataclass(frozen=True, slots=True)
class Marks:
    """What the punctuation of a document of n sentences says.

    The first five are running totals of marks; ``stops`` is that of places inside sentences where
    one might end, as a line may hold several. ``speaking`` (shape (n + 1,)) tells for the
    boundary before each sentence, and for the end, whether a quotation is open there.
    The others (shape (n,)) tell of each sentence: whether it begins with an opening and ends
    with a closing mark, begins with a small letter, and how it ends.
    """

    question: Totals
    exclamation: Totals
    opening: Totals
    closing: Totals
    straight: Totals
    stops: Totals
    speaking: Flags
    opens: Flags
    closes: Flags
    begins_small: Flags
    asks: Flags
    cries: Flags
    ends_weak: Flags

    def part(self, sentences: range) -> Marks:
        """The marks of some sentences that stand together."""
        nodes = slice(sentences.start, sentences.stop + 1)
        # What is told of boundaries has one entry more than what is told of sentences.
        return Marks(
            *(
                values[nodes] if len(values) == len(self.speaking) else values[as_slice(sentences)]
                for values in (getattr(self, each.name) for each in fields(Marks))
            )
        )


def marks_of(texts: Sequence[str]) -> Marks:
    """The marks of a document's sentences."""
    texts = _as_elsewhere(texts)
    quotes = [list(_quotes(text)) for text in texts]
    bare = [text.rstrip(_CLOSERS) for text in texts]
    return Marks(
        question=_occurrences(_QUESTION, texts),
        exclamation=_occurrences(_EXCLAMATION, texts),
        opening=_occurrences(_OPENING, texts),
        closing=_occurrences(_CLOSING, texts),
        straight=_occurrences(_STRAIGHT, texts),
        stops=_occurrences(_STOP, [text.rstrip(_ENDING) for text in texts]),
        speaking=_speaking(quotes),
        opens=_flags(bool(each) and each[0][0] == 0 and each[0][1] for each in quotes),
        closes=_flags(
            bool(each) and not each[-1][1] and not text[each[-1][0] :].strip(_CLOSERS)
            for text, each in zip(texts, quotes, strict=True)
        ),
        begins_small=_flags(text[:1].islower() for text in texts),
        asks=_flags(text.rstrip(_EXCLAIMING).endswith(_ASKING) for text in bare),
        cries=_flags(text.endswith(tuple(_EXCLAIMING)) for text in bare),
        ends_weak=_flags(text.endswith(_WEAK) for text in bare),
    )


def totals(counts: Sequence[float]) -> Totals:
    """Running totals, beginning with 0."""
    return np.concatenate([[0.0], np.cumsum(np.asarray(counts, dtype=np.float64))])


def _occurrences(pattern: re.Pattern[str], texts: Sequence[str]) -> Totals:
    return totals([len(pattern.findall(text)) for text in texts])


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=bool)


def _as_elsewhere(texts: Sequence[str]) -> Sequence[str]:
    """The texts with „so“ written „so” and »so« written «so», where that is their way."""
    if any("„" in text for text in texts) and not any("”" in text for text in texts):
        texts = [text.translate(_LOW) for text in texts]
    if any("«" in text for text in texts):
        inward, outward = (
            sum(len(pattern.findall(text)) for text in texts) for pattern in (_INWARD, _OUTWARD)
        )
        if inward > outward:
            texts = [text.translate(_TURNED) for text in texts]
    return texts


def _quotes(text: str) -> Iterable[tuple[int, bool, str]]:
    """Place, whether it opens, and kind (the closing mark) of each quotation mark.

    A ’ behind a letter is an apostrophe (the boys’ dog), unless this sentence opened a ‘
    that it may close.
    """
    single = False
    for found in _QUOTE.finditer(text):
        mark, place = found.group(), found.start()
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if mark in "“‘「『«„":
            single = single or mark == "‘"
            yield place, True, _PARTNER[mark]
        elif mark in "'’":
            if before.isspace() or (before in '"“(—–-' and after.isalnum()):
                if mark == "'" and not after.isspace():
                    single = True
                    yield place, True, "’"
            elif not _is_letter(before) or (single and not _is_letter(after)):
                single = False
                yield place, False, "’"
        elif mark == '"':
            opens = before.isspace() or (before in "(（—–-:：,，‘'" and not after.isspace())
            yield place, opens, "”"
        else:
            yield place, False, mark


def _is_letter(char: str) -> bool:
    """Whether an apostrophe may stand beside it: none does beside a Chinese character."""
    return char.isalnum() and char < "\u2e80"


def _speaking(quotes: Sequence[Sequence[tuple[int, bool, str]]]) -> Flags:
    """Whether a quotation is open before each sentence, and after the last.

    A mark of a kind that is open already opens nothing new (each paragraph of a long speech
    begins with one); a closing mark closes what was opened inside it as well.
    """
    found = np.zeros(len(quotes) + 1, dtype=bool)
    open_kinds: list[str] = []
    since = 0
    for number, marks in enumerate(quotes):
        for _, opens, kind in marks:
            if opens and kind not in open_kinds:
                open_kinds.append(kind)
                since = number
            elif not opens and kind in open_kinds:
                del open_kinds[open_kinds.index(kind) :]
        if number - since >= _LONGEST_SPEECH:
            open_kinds.clear()
        found[number + 1] = bool(open_kinds)
    return found
