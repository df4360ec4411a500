"""Two documents in, beads with probabilities out. Start at :mod:`.aligner`."""

from .aligner import align
from .options import Options

__all__ = ["Options", "align"]
