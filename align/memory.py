"""Memory that was let go of, given back to the system.

The C library of most Linux systems keeps freed blocks of up to 32 MB for later use. Encoding a
long text leaves hundreds of megabytes of them behind, scattered, while the lattice needs room in
one piece.
"""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give back what is free, where the C library knows how; elsewhere nothing is done."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
