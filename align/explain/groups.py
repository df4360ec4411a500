"""Groups of features that a person understands, and what a feature says in words."""

from __future__ import annotations

VECTORS, NEIGHBOURS, WORDS = "sentence vectors", "neighbours", "words"
ORDER, RUN = "word order", "run"
LENGTH, PUNCTUATION, NUMBERS = "length", "punctuation", "numbers"
PARAGRAPHS, SHAPE, HABITS, OTHER = "paragraphs", "shape", "habits", "other"
ELSEWHERE = "moved"


GROUPS: dict[str, tuple[str, ...]] = {
    VECTORS: (
        "similarity",
        "similarity_low",
        "similarity_mass",
        "over_background",
        "over_background_mass",
    ),
    NEIGHBOURS: (
        "neighbours",
        "neighbours_mass",
        "nearest_neighbour",
        "grows",
        "shrinks",
        "splits",
    ),
    WORDS: (
        "words_source",
        "words_target",
        "words_mass",
        "words_grow_source",
        "words_grow_target",
        "words_lose_source",
        "words_lose_target",
    ),
    ORDER: (
        "words_tail_source",
        "words_tail_target",
        "words_head_source",
        "words_head_target",
        "words_before_source",
        "words_before_target",
        "words_after_source",
        "words_after_target",
        "words_disorder_source",
        "words_disorder_target",
    ),
    LENGTH: ("length_square", "length_difference", "length_log_ratio", "short", "long"),
    PUNCTUATION: (
        "question_both",
        "question_one",
        "exclamation_one",
        "quotation_one",
        "quotation_balance",
        "speaking_both",
        "speaking_one",
        "opens_both",
        "opens_one",
        "closes_both",
        "closes_one",
        "asks_both",
        "asks_one",
        "cries_one",
        "weak_source",
        "weak_target",
        "small",
        "stops_agree",
    ),
    NUMBERS: ("quantities_shared", "quantities_missing"),
    PARAGRAPHS: ("breaks_inside", "break_both", "break_one"),
}
"""Which features of a bead make up a group."""

SKIP_GROUPS: dict[str, tuple[str, ...]] = {
    VECTORS: ("best_nearby",),
    WORDS: ("words_nearby",),
    LENGTH: ("length", "shortness"),
    SHAPE: ("always",),
}
"""Likewise for a bead with one empty side."""


MARKS = (
    ("question_both", "both sides ask"),
    ("question_one", "a question mark on one side only"),
    ("exclamation_one", "an exclamation mark on one side only"),
    ("quotation_one", "quotation marks on one side only"),
    ("quotation_balance", "a quotation left open on one side only"),
    ("speaking_both", "somebody is still speaking after it on both sides"),
    ("speaking_one", "somebody is still speaking after it on one side only"),
    ("opens_both", "both sides begin with a quotation mark"),
    ("opens_one", "one side only begins with a quotation mark"),
    ("closes_both", "both sides end with a quotation mark"),
    ("closes_one", "one side only ends with a quotation mark"),
    ("asks_both", "both sides end with a question"),
    ("asks_one", "one side only ends with a question"),
    ("cries_one", "one side only ends with an exclamation"),
    ("weak_source", "the source ends in mid-sentence, as with a comma"),
    ("weak_target", "the target ends in mid-sentence, as with a comma"),
    ("small", "a side begins with a small letter"),
    ("stops_agree", "as many sentences end inside it on both sides"),
)
"""What the punctuation of a bead says, where a feature is not 0."""
