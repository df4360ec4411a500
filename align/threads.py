"""Matrix products on one thread.

The products here are small, and BLAS with several threads spends more time handing them out
than multiplying: on a busy machine of two cores, many times more. One thread also adds up in
the same order every time.
"""

from __future__ import annotations

import functools
from contextlib import AbstractContextManager
from typing import Any

import threadpoolctl


def one_thread() -> AbstractContextManager[Any]:
    """Holds BLAS to one thread while open."""
    limited: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limited


@functools.cache
def _controller() -> threadpoolctl.ThreadpoolController:
    """The loaded BLAS libraries; looking them up takes milliseconds, so it is done once."""
    return threadpoolctl.ThreadpoolController()
