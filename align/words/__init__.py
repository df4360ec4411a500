"""Which words answer which inside a unit.

:func:`align_words` (:mod:`.aligner`) links the words of every unit of a bitext;
:func:`candidates` (:mod:`.spans`) then says which part of a target answers a part of its source.
Start reading at :mod:`.model`.
"""

from .abbreviations import abbreviations
from .aligner import MOST_LEARNED, align_evidence, align_words
from .evidence import Evidence, Pair, evidence, explained, restored, stored
from .known import known_pairs
from .model import WordAlignment
from .spans import Candidate, candidates, ground, text_span
from .tokens import Token, content_key, tokens

__all__ = [
    "MOST_LEARNED",
    "Candidate",
    "Evidence",
    "Pair",
    "Token",
    "WordAlignment",
    "abbreviations",
    "align_evidence",
    "align_words",
    "candidates",
    "content_key",
    "evidence",
    "explained",
    "ground",
    "known_pairs",
    "restored",
    "stored",
    "text_span",
    "tokens",
]
