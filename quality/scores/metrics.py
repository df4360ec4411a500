"""Which metrics there are, and how each is set up for a language.

A :class:`Measure` is whatever makes a score of sums of counts; all that resamples, stores, gates
and reports scores knows no more of a metric. There are two: a :class:`Kind` is one of sacreBLEU's
with its settings, and :func:`make` builds sacreBLEU's object for it, so that scores and signatures
are sacreBLEU's own; a :class:`~.columns.Ratio` is a number a segment, from wherever. A setting
the language needs is chosen here: Chinese, Japanese and Korean are not written in words, and with
the tokenizer for English their BLEU is next to nothing and their TER next to everything.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ...corpus.errors import UsageError
from ...corpus.text.script import is_spaceless, primary

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

SUMMARIES: Mapping[str, str] = {
    "bleu": "BLEU, shared words and runs of words (Papineni et al. 2002)",
    "chrf": "chrF, shared runs of characters (Popović 2015)",
    "chrf++": "chrF++, shared runs of characters and of words (Popović 2017)",
    "ter": "TER, edits that make the candidate the reference; low is good (Snover et al. 2006)",
}
"""The metrics that need a reference, by name."""

ADEQUACY = "adequacy"
"""The one that needs none (:mod:`.adequacy`)."""

_MODELS = ("flores101", "flores200", "spBLEU-1K")
"""Tokenizers that take a model, which sacreBLEU would fetch from the network: it must be there."""

TOKENIZERS = ("13a", "zh", "ja-mecab", "ko-mecab", "char", "intl", "none", *_MODELS)
"""What BLEU may cut texts into words with."""

_TAKES = {"ja-mecab": ("MeCab", "ja"), "ko-mecab": ("mecab_ko", "ko")}
"""The module that a tokenizer takes, and the extra of sacrebleu that brings it."""


Scorer = Callable[[Sequence[float]], float]
"""Makes a score of the counts of a segment, or of the sums of those of many."""


class Measure(Protocol):
    """A metric, as far as statistics, gates and reports are concerned."""

    @property
    def name(self) -> str:
        """What options call it."""

    @property
    def lower_is_better(self) -> bool:
        """True for a metric that counts errors."""

    @property
    def against_references(self) -> bool:
        """Whether its scores are those of a comparison with the references."""

    @property
    def decimals(self) -> int:
        """How many of a score's decimals are shown."""

    @property
    def points(self) -> float:
        """How many of the points that people's agreement is known for (:mod:`.thresholds`) 1 is."""

    def scorer(self, *, for_segments: bool = False) -> Scorer:
        """What makes scores of counts: of many segments, or of single ones."""

    def signature(self, references: int, more: Mapping[str, int | str]) -> str:
        """What reproduces a score. ``more`` is what a test adds to it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A metric of sacreBLEU's and its settings: the tokenizer of BLEU, and TER for a language
    without spaces."""

    name: str
    tokenizer: str = ""
    asian: bool = False
    lowercase: bool = False

    @property
    def lower_is_better(self) -> bool:
        """True for TER, which counts errors."""
        return self.name == "ter"

    @property
    def against_references(self) -> bool:
        """True of them all."""
        return True

    @property
    def decimals(self) -> int:
        """As many as papers have, or one more."""
        return 2

    @property
    def points(self) -> float:
        """sacreBLEU's scores are the published ones."""
        return 1.0

    def scorer(self, *, for_segments: bool = False) -> Scorer:
        """sacreBLEU's own sum. BLEU's of segments is smoothed as its ``sentence_bleu`` does it."""
        compute = make(self, for_segments=for_segments)._compute_score_from_stats
        return lambda counts: float(compute(counts).score)  # type: ignore[arg-type]

    def signature(self, references: int, more: Mapping[str, int | str]) -> str:
        """sacreBLEU's, which is what makes a figure one that can be quoted."""
        metric = make(self)
        metric.num_refs = references
        signature = metric.get_signature()
        for key, value in more.items():
            signature.update(key, value)
        return str(signature.format())


def kind(
    name: str, language: str, *, tokenizer: str | None = None, lowercase: bool = False
) -> Kind:
    """The metric of this name as the language of the candidates needs it.

    Raises UsageError for a name or a tokenizer that is none, and for one that takes a package
    which is not installed or a model which is not there.
    """
    wanted = name.strip().lower()
    if wanted not in SUMMARIES:
        raise no_such("metric", name, SUMMARIES)
    return Kind(
        wanted,
        tokenizer=_tokenizer(tokenizer, language) if wanted == "bleu" else "",
        asian=wanted == "ter" and is_spaceless(language),
        lowercase=lowercase,
    )


def no_such(what: str, name: str, known: Collection[str]) -> UsageError:
    """What is wrong with a name that is none of those known."""
    near = get_close_matches(name.strip().lower(), known, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    return UsageError(
        f"there is no {what} '{name}'", remedy=f"{hint}the {what}s are {', '.join(known)}"
    )


def _tokenizer(asked: str | None, language: str) -> str:
    name = asked or default_tokenizer(language)
    if name not in TOKENIZERS:
        raise no_such("tokenizer", name, TOKENIZERS)
    module, extra = _TAKES.get(name, ("", ""))
    if module and importlib.util.find_spec(module) is None:
        raise UsageError(
            f"the tokenizer {name} takes a package that is not installed",
            remedy=f"pip install 'sacrebleu[{extra}]', or choose --tokenize char",
        )
    if name in _MODELS:
        _look_for_model(name)
    return name


def _look_for_model(tokenizer: str) -> None:
    """Raise UsageError if a tokenizer's model is not where sacreBLEU keeps it."""
    from sacrebleu.tokenizers.tokenizer_spm import SPM_MODELS
    from sacrebleu.utils import SACREBLEU_DIR

    address = SPM_MODELS[tokenizer]["url"]
    file = Path(SACREBLEU_DIR, "models", address.rpartition("/")[2])
    if not file.is_file() or not file.stat().st_size:
        raise UsageError(
            f"the tokenizer {tokenizer} takes a model that is not there, and nothing is fetched",
            remedy=f"save {address} as {file}",
        )


def default_tokenizer(language: str) -> str:
    """The tokenizer of a language: sacreBLEU's own choice, and characters where it has none."""
    chosen = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}.get(primary(language))
    return chosen or ("char" if is_spaceless(language) else "13a")


def make(
    kind: Kind, references: list[list[str]] | None = None, *, for_segments: bool = False
) -> Metric:
    """sacreBLEU's metric, with the references' side of the counting done if they are given.

    ``for_segments`` sets BLEU up for single segments, of which many have no run of four words.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if kind.name == "bleu":
        return BLEU(
            lowercase=kind.lowercase,
            tokenize=kind.tokenizer,
            force=True,
            effective_order=for_segments,
            references=references,
        )
    if kind.name == "ter":  # which takes no notice of case in any case
        return TER(normalized=kind.asian, asian_support=kind.asian, references=references)
    order = 2 if kind.name == "chrf++" else 0
    return CHRF(word_order=order, lowercase=kind.lowercase, references=references)
