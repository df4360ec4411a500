"""Two documents in, beads with probabilities out. Start at :mod:`.aligner`."""

from .aligner import align

__all__ = ["align"]
